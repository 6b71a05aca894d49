"""Cut what an ad asks for into single requirements, each with its level and the skills it names."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from models.job import Level, Requirement
from services.jobs.data import load_json
from services.jobs.skills import Mention, is_exact, mentions, skills_in
from services.jobs.wording import says
from services.jobs.words import content_words, fold

WEIGHTS: dict[Level, float] = {"must": 3.0, "nice": 1.0}

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"“„(]?[A-ZÄÖÜÉÈÀÁÍÓÚŁŚŻ¿¡])|;\s+")
_LIST_GAP = re.compile(
    r"^\s*(?:,\s*(?:and|und|et|y|sowie)?|and|und|et|y|&|sowie|\+)"
    r"\s*(?:(?:advanced|strong|good|basic|solid|some|gute[nr]?|sehr gute[nr]?|fundierte[nr]?)\s*)?$",
    re.IGNORECASE,
)
_LEVEL_AT_END = re.compile(
    r"\(((?:strongly |highly )?(?:preferred|required|desirable|desired|essential|optional|mandatory|advantageous|"
    r"nice to have|wünschenswert|von vorteil|zwingend|muss|souhaitée?s?|appréciée?s?|exigée?s?|deseable|valorable|"
    r"imprescindible))\)\W*$",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(r"^(?:or|oder|ou|o|lub)\s", re.IGNORECASE)
_LEADING = re.compile(r"^(?:and|plus|und|sowie|et|y)\s+", re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what ends no sentence, what begins a new requirement in one, and what makes a list a choice."""
    data = {name: "|".join(entries) for name, entries in load_json("splitting").items()}
    conjunction, head, follows = data["conjunctions"], data["head_nouns"], data["prepositions"]
    abbreviation = rf"(?:\b(?:{data['abbreviations']})|(?<![ap]\.)\b\w)\.$"
    # "… and experience with …": a conjunction, at most two words, a head noun and its preposition.
    new_head = (
        rf"(?:,\s*|\s+)(?:{conjunction})\s+(?=(?:(?!(?:{conjunction})\b)[\w-]+\s){{0,2}}?(?:{head})\b"
        rf"(?:\s+(?:{follows})\b|\s+d'))|,\s+with\s+(?=\d+\+?\s*years)"
    )
    choice = rf"\b(?:{data['choices']})\b|/"
    flags = re.IGNORECASE
    return re.compile(abbreviation, flags), re.compile(new_head, flags), re.compile(choice, flags)


def sentences(text: str) -> list[str]:
    """Return the sentences of a row; an abbreviation does not end one."""
    abbreviation, _, _ = _patterns()
    parts: list[str] = []
    for part in _SENTENCE_END.split(text):
        if parts and (abbreviation.search(parts[-1]) or _ALTERNATIVE.match(part)):
            parts[-1] += " " + part
        elif part.strip():
            parts.append(part)
    return [part.strip() for part in parts]


def level_of(text: str, default: Level) -> Level:
    """Return must or nice by a sentence's own wording, else by the section it stands in."""
    if at_end := _LEVEL_AT_END.search(text):
        return "nice" if says("nice", at_end[1]) else "must"
    outside = re.sub(r"\([^)]*\)", "", text)
    if says("nice", outside):
        return "nice"
    return "must" if says("must", outside) else default


def split(text: str) -> list[str]:
    """Cut a sentence into single requirements, in its own words."""
    _, new_head, _ = _patterns()
    pieces: list[str] = []
    for piece in new_head.split(text):
        # Half a sentence without content of its own belongs to the one before.
        if pieces and (not content_words(piece) or not content_words(pieces[-1])):
            pieces[-1] += text[text.index(pieces[-1]) + len(pieces[-1]) : text.index(piece)] + piece
        else:
            pieces.append(piece)
    return [part for piece in pieces for part in _each_skill(_clean(piece)) if part]


def _clean(text: str) -> str:
    return _LEADING.sub("", text.strip()).rstrip(" ;,.").strip()


def _each_skill(text: str) -> list[str]:
    """Turn "knowledge of A, B and C" into one requirement a tool; a list that says "or" stays whole."""
    tools = [mention for mention in mentions(text) if is_exact(mention.name)]
    run = _longest_run(text, tools)
    outside = text[: run[0].start] + text[run[-1].end :] if run else text
    _, _, choice = _patterns()
    if len(run) < 2 or len(run) > 8 or choice.search(text):
        return [text]
    if len(content_words(outside)) > 8:
        return [text]
    head, tail = text[: run[0].start], text[run[-1].end :]
    return [f"{head}{text[mention.start : mention.end]}{tail}" for mention in run]


def _longest_run(text: str, tools: list[Mention]) -> list[Mention]:
    best: list[Mention] = []
    run: list[Mention] = []
    for mention in tools:
        run = [*run, mention] if run and _LIST_GAP.match(text[run[-1].end : mention.start]) else [mention]
        best = max(best, run, key=len)
    return best


def number(wanted: Iterable[tuple[str, Level]]) -> Iterator[Requirement]:
    """Yield requirements with ids, each text once; the stricter level wins where a text stands twice."""
    levels: dict[str, tuple[str, Level]] = {}
    for text, level in wanted:
        key = fold(text)
        known = levels.get(key)
        if known is None or (known[1] == "nice" and level == "must"):
            levels[key] = (known[0] if known else text, level)
    for position, (text, level) in enumerate(levels.values(), 1):
        yield Requirement(id=f"req-{position}", text=text, level=level, skills=skills_in(text), weight=WEIGHTS[level])
