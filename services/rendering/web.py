"""Write one HTML file that fetches nothing: no script, no font, no picture from elsewhere."""

import base64
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from services.rendering.layout import Block, grouped
from services.rendering.options import RenderOptions
from services.rendering.photo import Photo

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).with_name("templates")


@cache
def environment() -> "Environment":
    """Return the one Jinja2 environment: everything is escaped, an unknown name is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )


def style(name: str) -> str:
    """Return a style sheet of ours, to be put into a page as it is."""
    from markupsafe import Markup

    return Markup(_TEMPLATES.joinpath(name).read_text("utf-8"))


def html(blocks: tuple[Block, ...], language: str, options: RenderOptions, photo: Photo | None = None) -> bytes:
    """Return the document as a self-contained page that prints well."""
    page = (
        environment()
        .get_template("cv.html.j2")
        .render(
            groups=grouped(blocks),
            language=language,
            name=next((block.text for block in blocks if block.kind == "name"), "CV"),
            theme=options.theme,
            style=style("cv.css"),
            photo=f"data:{photo.media_type};base64,{base64.b64encode(photo.data).decode()}" if photo else "",
        )
    )
    return page.encode()
