"""What Word styles say of a paragraph and a run: heading level, list, size, weight, hidden."""

import re
from dataclasses import dataclass, replace
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"^(?:heading|überschrift|titre|título|nagłówek)\s*(\d)$", re.IGNORECASE)
_TINY = 5
"""Half points: smaller text is there to be found by machines only."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks by its style and its own settings. `size` in points, `indent` in points."""

    heading: int = 0
    listed: bool = False
    indent: float = 0.0
    size: float = 11.0
    bold: bool = False
    white: bool = False
    hidden: bool = False
    shaded: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by their id."""

    by_id: dict[str, Look]
    default: Look

    def paragraph(self, node: Any) -> Look:
        """Return the look of a paragraph."""
        properties = node.find(f"{W}pPr")
        if properties is None:
            return self.default
        style = properties.find(f"{W}pStyle")
        look = self.by_id.get(style.get(f"{W}val", ""), self.default) if style is not None else self.default
        return _with_paragraph(look, properties)

    def run(self, node: Any, look: Look) -> tuple[bool, float, str]:
        """Return weight and size of a run, and why it can't be seen ("" when it can)."""
        properties = node.find(f"{W}rPr")
        if properties is not None:
            style = properties.find(f"{W}rStyle")
            if style is not None and style.get(f"{W}val", "") in self.by_id:
                own = self.by_id[style.get(f"{W}val", "")]
                look = replace(look, bold=look.bold or own.bold, hidden=look.hidden or own.hidden)
            look = _with_run(look, properties)
        reason = "hidden" if look.hidden else "white" if look.white and not look.shaded else ""
        if not reason and look.size * 2 < _TINY:
            reason = "tiny"
        return look.bold, look.size, reason


def load_styles(root: Any) -> Styles:
    """Return the styles of `word/styles.xml`, resolved along their ancestors; defaults when there is none."""
    if root is None:
        return Styles({}, Look())
    base = Look(size=10.0)
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if defaults is not None:
        base = _with_run(base, defaults)
    nodes = {node.get(f"{W}styleId", ""): node for node in root.iter(f"{W}style")}
    found: dict[str, Look] = {}

    def resolve(name: str, depth: int) -> Look:
        if name in found or name not in nodes or depth > 20:
            return found.get(name, base)
        node = nodes[name]
        parent = node.find(f"{W}basedOn")
        look = resolve(parent.get(f"{W}val", ""), depth + 1) if parent is not None else base
        for part, apply in (("pPr", _with_paragraph), ("rPr", _with_run)):
            properties = node.find(f"{W}{part}")
            if properties is not None:
                look = apply(look, properties)
        label = node.find(f"{W}name")
        title = label.get(f"{W}val", "") if label is not None else ""
        match = _HEADING.match(title)
        look = replace(look, heading=int(match[1]) if match else look.heading)
        look = replace(look, listed=look.listed or title.lower().startswith("list bullet"))
        found[name] = replace(look, heading=1) if title.lower() == "title" else look
        return found[name]

    for name in nodes:
        resolve(name, 0)
    usual = next(
        (
            name
            for name, node in nodes.items()
            if node.get(f"{W}default") == "1" and node.get(f"{W}type") == "paragraph"
        ),
        "",
    )
    return Styles(found, found.get(usual, base))


def _with_paragraph(look: Look, properties: Any) -> Look:
    level = properties.find(f"{W}outlineLvl")
    if level is not None and level.get(f"{W}val", "9").isdigit() and int(level.get(f"{W}val")) < 6:
        look = replace(look, heading=int(level.get(f"{W}val")) + 1)
    numbering = properties.find(f"{W}numPr")
    if numbering is not None:
        number = numbering.find(f"{W}numId")
        look = replace(look, listed=number is not None and number.get(f"{W}val") != "0")
    indent = properties.find(f"{W}ind")
    if indent is not None:
        twips = indent.get(f"{W}left") or indent.get(f"{W}start") or "0"
        look = replace(look, indent=int(twips) / 20 if twips.lstrip("-").isdigit() else 0.0)
    shade = properties.find(f"{W}shd")
    return replace(look, shaded=True) if shade is not None and _dark(shade.get(f"{W}fill", "auto")) else look


def _with_run(look: Look, properties: Any) -> Look:
    bold = properties.find(f"{W}b")
    if bold is not None:
        look = replace(look, bold=_on(bold))
    size = properties.find(f"{W}sz")
    if size is not None and (size.get(f"{W}val") or "").isdigit():
        look = replace(look, size=int(size.get(f"{W}val")) / 2)
    vanish = properties.find(f"{W}vanish")
    if vanish is not None:
        look = replace(look, hidden=_on(vanish))
    colour = properties.find(f"{W}color")
    if colour is not None:
        look = replace(look, white=_white(colour.get(f"{W}val", "")))
    shade, light = properties.find(f"{W}shd"), properties.find(f"{W}highlight")
    if (shade is not None and _dark(shade.get(f"{W}fill", "auto"))) or light is not None:
        look = replace(look, shaded=True)
    return look


def _on(node: Any) -> bool:
    return node.get(f"{W}val", "true") not in ("0", "false", "off")


def _white(colour: str) -> bool:
    return bool(re.fullmatch(r"[Ff][A-Fa-f\d]{5}", colour)) and all(
        int(colour[at : at + 2], 16) > 0xF4 for at in (0, 2, 4)
    )


def _dark(fill: str) -> bool:
    return bool(re.fullmatch(r"[A-Fa-f\d]{6}", fill)) and min(int(fill[at : at + 2], 16) for at in (0, 2, 4)) < 0xE0
