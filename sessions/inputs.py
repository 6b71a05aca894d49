"""Bring what a caller gives (paths, bytes, text, models) to what the graph's input holds: a path or a text."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.base import Model
from models.cv import CV
from models.errors import UserError
from models.job import Job
from services.documents.sources import load
from sessions.home import private_file

Given = Path | str | bytes
MAX_SIMILAR = 3


def graph_inputs(
    folder: Path,
    *,
    cv: Given | CV,
    job: Given | Job,
    similar: Sequence[Given] = (),
    talents: Given | None = None,
    style: Given | None = None,
    company: Given | None = None,
    review: str = "each",
    pages: int = 0,
) -> dict[str, Any]:
    """Return the graph's input. Bytes and models are kept as files in the session's folder.

    Raises:
        UserError: bytes of no kind that can be read, more than three similar ads, or an unknown review policy.
    """
    if len(similar) > MAX_SIMILAR:
        raise UserError(f"At most {MAX_SIMILAR} similar ads can be given, not {len(similar)}.")
    if review not in ("each", "page", "none"):
        raise UserError(f"The review policy is each, page or none, not {review!r}.")
    given = {"cv": cv, "job": job, "talents": talents, "style": style, "company": company}
    inputs: dict[str, Any] = {
        name: _reference(value, folder / name) for name, value in given.items() if value is not None
    }
    inputs["similar"] = [_reference(value, folder / f"similar-{number}") for number, value in enumerate(similar, 1)]
    return inputs | {"review": review, "pages": pages}


def _reference(value: Given | Model, stem: Path) -> str:
    if isinstance(value, Model):
        return _stored(value.model_dump_json().encode(), stem.with_suffix(f".{type(value).__name__.lower()}.json"))
    if isinstance(value, bytes):
        return _stored(value, stem.with_suffix(f".{load(value)[1]}"))
    return str(value.expanduser().absolute()) if isinstance(value, Path) else value


def _stored(content: bytes, path: Path) -> str:
    private_file(path).write_bytes(content)
    return str(path)
