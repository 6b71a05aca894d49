"""Tailor a CV to a job ad, without ever stating a fact that its owner did not give.

Plain names are synchronous and may be called where an event loop already runs (a notebook); their twins with an `a` in
front are coroutines. Every name is loaded when it is first used, so importing this package costs next to nothing.

    import aicvgen

    tailored = aicvgen.tailor("cv.pdf", "ad.md")
    print(tailored.before.value, "→", tailored.after.value)

    session = aicvgen.start("cv.pdf", "ad.md", review="each")
    while session.pending:
        session.accept(session.pending[0].id)
    session.export("out", ("pdf", "docx"))
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aicvgen.api import resume as resume
    from aicvgen.api import start as start
    from aicvgen.api import tailor as tailor
    from aicvgen.batch import enhance as enhance
    from aicvgen.batch import enrich as enrich
    from aicvgen.batch import match as match
    from aicvgen.verification import Verification as Verification
    from aicvgen.verification import VerifiedLine as VerifiedLine
    from aicvgen.verification import verify as verify
    from models.batch import Enhancement as Enhancement
    from models.batch import Enrichment as Enrichment
    from models.cv import CV as CV
    from models.errors import AicvgenError as AicvgenError
    from models.errors import InternalError as InternalError
    from models.errors import ProviderError as ProviderError
    from models.errors import UserError as UserError
    from models.event import Event as Event
    from models.item import Item as Item
    from models.job import Job as Job
    from models.match import Matching as Matching
    from models.match import Pair as Pair
    from models.score import Score as Score
    from models.tailored import TailoredCV as TailoredCV
    from services.settings import Settings as Settings
    from sessions.batch import aenhance as aenhance
    from sessions.batch import aenrich as aenrich
    from sessions.batch import amatch as amatch
    from sessions.batch import list_profiles as list_profiles
    from sessions.batch import profile as profile
    from sessions.registry import list_sessions as list_sessions
    from sessions.session import Pending as Pending
    from sessions.session import Session as Session
    from sessions.start import aresume as aresume
    from sessions.start import astart as astart
    from sessions.start import atailor as atailor

_HOMES = {
    "aicvgen.api": ("resume", "start", "tailor"),
    "aicvgen.batch": ("enhance", "enrich", "match"),
    "aicvgen.verification": ("Verification", "VerifiedLine", "verify"),
    "models.batch": ("Enhancement", "Enrichment"),
    "models.cv": ("CV",),
    "models.errors": ("AicvgenError", "InternalError", "ProviderError", "UserError"),
    "models.event": ("Event",),
    "models.item": ("Item",),
    "models.job": ("Job",),
    "models.match": ("Matching", "Pair"),
    "models.score": ("Score",),
    "models.tailored": ("TailoredCV",),
    "services.settings": ("Settings",),
    "sessions.batch": ("aenhance", "aenrich", "amatch", "list_profiles", "profile"),
    "sessions.registry": ("list_sessions",),
    "sessions.session": ("Pending", "Session"),
    "sessions.start": ("aresume", "astart", "atailor"),
}

__version__ = "0.1.0"

__all__ = [
    "CV",
    "AicvgenError",
    "Enhancement",
    "Enrichment",
    "Event",
    "InternalError",
    "Item",
    "Job",
    "Matching",
    "Pair",
    "Pending",
    "ProviderError",
    "Score",
    "Session",
    "Settings",
    "TailoredCV",
    "UserError",
    "Verification",
    "VerifiedLine",
    "__version__",
    "aenhance",
    "aenrich",
    "amatch",
    "aresume",
    "astart",
    "atailor",
    "enhance",
    "enrich",
    "list_profiles",
    "list_sessions",
    "match",
    "profile",
    "resume",
    "start",
    "tailor",
    "verify",
]


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(module), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'aicvgen' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
