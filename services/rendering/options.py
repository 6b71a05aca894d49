"""What a person may choose about the documents."""

from pathlib import Path
from typing import Literal

from models.base import Model

FORMATS = ("md", "html", "pdf", "docx", "json")
"""The formats a CV is written in; each is also the suffix of its file."""

Theme = Literal["classic", "modern", "compact"]
PageSize = Literal["a4", "letter"]
SectionName = Literal[
    "summary", "qualifications", "roles", "projects", "education", "certifications", "skills", "languages", "other"
]

SECTIONS: tuple[SectionName, ...] = (
    "summary", "qualifications", "roles", "projects", "education", "certifications", "skills", "languages", "other",
)  # fmt: skip
"""The order of the sections when nobody chose one."""


class RenderOptions(Model):
    """How the documents look. `section_order` names what comes first; the others follow as usual."""

    theme: Theme = "classic"
    page_size: PageSize = "a4"
    section_order: tuple[SectionName, ...] = ()
    photo: Path | None = None
    """A JPEG or PNG file, shown in PDF, HTML and DOCX."""

    @property
    def sections(self) -> tuple[SectionName, ...]:
        """Return every section once, in the order to print them."""
        return tuple(dict.fromkeys((*self.section_order, *SECTIONS)))
