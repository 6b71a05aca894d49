"""Skills, languages and certifications: what is listed rather than told."""

import re
from collections.abc import Sequence
from statistics import median

from models.cv import Certification, Language, SkillGroup
from models.document import LayoutLine
from services.documents.dates import find_date_range, is_date_text
from services.documents.structure.pieces import DATE_PREFIX, split_commas
from services.documents.vocabulary import heading_kind, lexicon, tokens

_LABEL = re.compile(r"^([^:\t]{2,48}?)\s*:(?:\s+|\t|$)(.*)$", re.DOTALL)
_STRONG = re.compile(r"\t| {2,}|\s+[|·•‧∙/]\s+|\s*[|;•]\s*|,\s*$")
_LEVEL = re.compile(r"^(.+?)\s*(?:\((.+)\)|[:–—-]\s+(.+)|\t(.+))$", re.DOTALL)


def split_items(text: str) -> list[str]:
    """Return the items of a list on one line: at tabs, bars, dots and semicolons, else at commas outside brackets."""
    strong = [part.strip(" \t,") for part in _STRONG.split(text) if part.strip(" \t,")]
    if len(strong) > 1:
        return strong if ";" in text else [item for part in strong for item in split_commas(part)]
    return [item.rstrip(".") if text.count(".") == 1 else item for item in split_commas(strong[0] if strong else "")]


def skills_of(lines: Sequence[LayoutLine]) -> list[SkillGroup]:
    """Return the skills of a section by the labels its owner gave them."""
    groups: list[SkillGroup] = []
    loose: list[LayoutLine] = []
    for number, line in enumerate(lines):
        label, items = _labelled(line, lines[number + 1 : number + 2])
        if label:
            if loose:
                groups.append(SkillGroup(skills=tuple(_loose(loose)), origin=loose[0].origin))
                loose = []
            groups.append(SkillGroup(label=label, skills=tuple(split_items(items)), origin=line.origin))
        elif groups and groups[-1].label and not groups[-1].skills:
            groups[-1] = groups[-1].model_copy(update={"skills": tuple(_loose([line]))})
        elif groups and groups[-1].label and line.bullet and lines[number - 1].bullet and not loose:
            groups[-1] = groups[-1].model_copy(update={"skills": groups[-1].skills + tuple(_loose([line]))})
        else:
            loose.append(line)
    if loose:
        groups.append(SkillGroup(skills=tuple(_loose(loose)), origin=loose[0].origin))
    return groups


def _labelled(line: LayoutLine, following: Sequence[LayoutLine]) -> tuple[str, str]:
    """Return the label of a line of skills and its items; a bold line above another one is a label too."""
    match = _LABEL.match(line.text)
    if match:
        return match[1].strip(), match[2]
    cells = line.text.split("\t")
    if len(cells) == 2 and "," in cells[1] and "," not in cells[0]:
        return cells[0], cells[1]
    heads = following and not line.bullet and (following[0].bullet or not following[0].bold)
    if line.bold and heads and "," not in line.text and "\t" not in line.text and not following[0].bold:
        return line.text.strip(), ""
    return "", ""


def _loose(lines: Sequence[LayoutLine]) -> list[str]:
    """Return skills without a label; where most lines are one skill each, commas do not part them."""
    counts = [len(split_items(line.text)) for line in lines]
    if len(lines) > 2 and median(counts) <= 1 and max(counts) <= 4:
        return [part for line in lines for part in line.text.split("\t") if part.strip()]
    return [item for line in lines for item in split_items(line.text)]


def is_language(text: str) -> bool:
    """Tell whether a text names a human language."""
    words = tokens(text)
    known = lexicon("languages")
    return bool(words) and any(word.strip(".") in known for word in words[:8])


def languages_of(lines: Sequence[LayoutLine]) -> list[Language]:
    """Return the human languages of a section with their levels."""
    found: list[Language] = []
    texts = [item for line in lines for item in _language_items(line.text)]
    for text in texts:
        match = _LEVEL.match(text)
        if match:
            found.append(
                Language(name=match[1].strip(), level=next(part for part in match.groups()[1:] if part).strip())
            )
        elif found and not found[-1].level and not is_language(text):
            found[-1] = Language(name=found[-1].name, level=text)
        else:
            found.append(_bare(text))
    return found


def _language_items(text: str) -> list[str]:
    match = _LABEL.match(text)
    if match and is_language(match[1]):
        return [f"{match[1]}: {match[2]}"] if match[2] else [match[1]]
    items = [item for part in re.split(r"\s*[;|•]\s*|\s+[·/]\s+|\t", text) for item in split_commas(part)]
    joined: list[str] = []
    for item in items:
        if is_language(item) or re.search(r"\w\s*\([^)]+\)$|\w\s*(?::|–|—|-)\s", item):
            joined.append(item)
        elif joined and "\t" not in text:
            joined[-1] = f"{joined[-1]}, {item}"
        elif joined:
            joined[-1] = f"{joined[-1]}: {item}"
        else:
            joined.append(item)
    return joined


def _bare(text: str) -> Language:
    words = text.split()
    known = lexicon("languages")
    if (
        len(words) > 1
        and words[0].casefold().strip(",") in known
        and all(word.casefold().strip("(),") not in known for word in words[1:])
    ):
        return Language(name=words[0].strip(","), level=" ".join(words[1:]))
    return Language(name=text)


def certifications_of(lines: Sequence[LayoutLine]) -> list[Certification]:
    """Return the certificates of a section; ids are given by the caller."""
    found: list[list[LayoutLine]] = []
    bold = any(line.bold for line in lines) and not all(line.bold for line in lines)
    for line in lines:
        if found and not line.bullet and _goes_on(found[-1], line, bold=bold):
            found[-1].append(line)
        else:
            found.append([line])
    return [_certification(group, bold=bold) for group in found]


def _goes_on(group: Sequence[LayoutLine], line: LayoutLine, *, bold: bool) -> bool:
    """Tell whether a line continues a certificate: a date alone, the plain lines below a bold one, or a closer line."""
    first, last = group[0], group[-1]
    dated = any(find_date_range(other.text) for other in group)
    if line.bold and bold:
        return False
    if is_date_text(line.text):
        return not dated
    if first.bullet:
        return False
    return (first.bold and bold) or (not dated and line.gap + 0.12 < first.gap and last.column == line.column)


def _certification(group: Sequence[LayoutLine], *, bold: bool) -> Certification:
    dates = None
    texts = []
    for line in group:
        text = line.text
        found = None if dates else find_date_range(text)
        if found:
            before, after = text[: found[0]].rstrip(" (\t,|·–—-["), text[found[1] :].lstrip(" )\t,|·–—-.]")
            prefix = DATE_PREFIX.search(before)
            dates = found[2]
            if prefix:
                dates = dates.model_copy(update={"text": f"{prefix[0].strip()} {dates.text}"})
                before = before[: prefix.start()].rstrip(" (\t,|·–—-[")
            text = f"{before} | {after}" if after and before else before or after
        if text:
            texts.append(text)
    joined = (" | " if bold or any("\t" in text for text in texts) else " ").join(texts)
    name, issuer = _name_and_issuer(joined)
    return Certification(id="certification", name=name, issuer=issuer, dates=dates, origin=group[0].origin)


def _name_and_issuer(text: str) -> tuple[str, str]:
    parts = [part.strip() for part in re.split(r"\t|\s*\|\s*|\s+[·•]\s+", text) if part.strip()]
    if len(parts) == 1:
        around = re.split(r"\s+(?:—|–|-{1,2}|by|from)\s+", parts[0])
        if len(around) == 2 and not set(tokens(around[1])) & lexicon("certificate_levels"):
            parts = around
    if len(parts) == 1 and len(split_commas(parts[0])) == 2:
        parts = split_commas(parts[0])
    return (parts[0] if parts else text.strip(" |,")), ", ".join(parts[1:])


def label_kind(line: LayoutLine) -> tuple[str, str, str]:
    """Return the kind of section a labelled line belongs to by its label, with label and items."""
    match = _LABEL.match(line.text) or re.match(r"^([^\t]{2,40})\t(.+)$", line.text)
    if not match:
        return "", "", ""
    return heading_kind(match[1]) or "", match[1].strip(), match[2]
