"""Read the ads and CVs of a run, each once in the life of a home: readings are kept by content."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from models.cv import CV
from models.errors import UserError
from models.facts import facts_of
from models.job import Job
from services.documents.reader import read_cv, read_text
from services.documents.sources import SUFFIXES, Stored
from services.jobs.ad import parse_job
from services.writing.experience import experience_facts
from services.writing.extractive import sentences

if TYPE_CHECKING:
    from services.matching.store import MatchStore


@dataclass(frozen=True)
class Ad:
    """One job of a run. `why` says why it can't be used, "" when it can."""

    path: str
    digest: str
    job: Job = field(default_factory=Job)
    why: str = ""

    @property
    def name(self) -> str:
        """Return what a person calls it."""
        return Path(self.path).name


@dataclass(frozen=True)
class Candidate:
    """One CV of a run. `why` says why it can't be read, "" when it can."""

    path: str
    digest: str
    cv: CV = field(default_factory=CV)
    why: str = ""

    @property
    def name(self) -> str:
        """Return what a person calls it."""
        return Path(self.path).name

    def lines(self, today: date) -> list[str]:
        """Return the texts that the score looks at, as a tailor run does: each sentence of each fact, and the years."""
        facts = (*facts_of(self.cv), *experience_facts(self.cv, today))
        return [sentence for fact in facts if not fact.asserted for sentence in sentences(fact.text)]

    def titles(self) -> list[str]:
        """Return headline and titles."""
        return [title for title in (self.cv.basics.headline, *(role.title for role in self.cv.roles)) if title.strip()]


def files_in(place: Path) -> tuple[Path, ...]:
    """Return the readable files of a folder and those below it by name, or the one file.

    Raises:
        UserError: nothing is there.
    """
    place = place.expanduser().absolute()
    if place.is_file():
        return (place,)
    if not place.is_dir():
        raise UserError(f"There is no file or folder {place}.")
    found = (path for path in sorted(place.rglob("*")) if path.suffix.lower() in SUFFIXES and path.is_file())
    return tuple(path for path in found if not any(part.startswith(".") for part in path.relative_to(place).parts))


def read_ads(paths: Sequence[Path]) -> list[Ad]:
    """Return the jobs; an ad that can't be read, or that asks for nothing, says why."""
    ads: list[Ad] = []
    for path in paths:
        try:
            data = path.read_bytes()
            job = parse_job(read_text(Stored(data, path.name)))
        except (UserError, OSError) as error:
            ads.append(Ad(str(path), "", why=_sentence(error)))
            continue
        why = "" if job.requirements else f"No requirement was found in {path.name}."
        ads.append(Ad(str(path), digest_of(data), job, why))
    return ads


def candidates(paths: Sequence[Path], store: "MatchStore") -> Iterator[Candidate]:
    """Yield the CVs one by one, so that only one is held at a time. What can't be read says why and ends nothing."""
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            yield Candidate(str(path), "", why=_sentence(error))
            continue
        digest = digest_of(data)
        kept = store.reading(digest)
        if kept is None:
            kept = _reading(data, path.name)
            store.keep_reading(digest, kept)
        read = json.loads(kept)
        cv = CV.model_validate(read["cv"]) if "cv" in read else CV()
        yield Candidate(str(path), digest, cv, read.get("why", ""))


def _reading(data: bytes, name: str) -> str:
    try:
        cv = read_cv(Stored(data, name)).cv
    except UserError as error:
        return json.dumps({"why": str(error)})
    except Exception as error:  # noqa: BLE001  whatever one file breaks in a parser, the other candidates are read
        return json.dumps({"why": f"{name} can't be read ({type(error).__name__})."})
    return json.dumps({"cv": cv.model_dump(mode="json")}, ensure_ascii=False)


def digest_of(data: bytes) -> str:
    """Return the address of a content as this version of aicvgen reads it."""
    return blake2b(data, digest_size=12, key=version("aicvgen").encode()).hexdigest()


def _sentence(error: Exception) -> str:
    return (error.strerror or "It can't be read.") if isinstance(error, OSError) else str(error)
