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
    from aicvgen.api import plan as plan
    from aicvgen.api import resume as resume
    from aicvgen.api import start as start
    from aicvgen.api import tailor as tailor
    from aicvgen.batch import enhance as enhance
    from aicvgen.batch import enrich as enrich
    from aicvgen.batch import match as match
    from aicvgen.moving import export_session as export_session
    from aicvgen.moving import fork as fork
    from aicvgen.moving import import_session as import_session
    from aicvgen.moving import prune as prune
    from aicvgen.moving import remove as remove
    from aicvgen.moving import retailor as retailor
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
    from models.revision import Revision as Revision
    from models.score import Score as Score
    from models.tailored import TailoredCV as TailoredCV
    from services.llm.plan import Plan as Plan
    from services.settings import Settings as Settings
    from sessions.batch import aenhance as aenhance
    from sessions.batch import aenrich as aenrich
    from sessions.batch import amatch as amatch
    from sessions.batch import list_profiles as list_profiles
    from sessions.batch import profile as profile
    from sessions.bundle import aexport_session as aexport_session
    from sessions.bundle import aimport_session as aimport_session
    from sessions.bundle import verify_bundle as verify_bundle
    from sessions.copies import afork as afork
    from sessions.copies import aretailor as aretailor
    from sessions.planning import aplan as aplan
    from sessions.registry import list_sessions as list_sessions
    from sessions.session import Pending as Pending
    from sessions.session import Session as Session
    from sessions.start import aresume as aresume
    from sessions.start import astart as astart
    from sessions.start import atailor as atailor
    from sessions.upkeep import aprune as aprune
    from sessions.upkeep import aremove as aremove
    from sessions.upkeep import rename as rename

_HOMES = {
    "aicvgen.api": ("plan", "resume", "start", "tailor"),
    "aicvgen.batch": ("enhance", "enrich", "match"),
    "aicvgen.moving": ("export_session", "fork", "import_session", "prune", "remove", "retailor"),
    "aicvgen.verification": ("Verification", "VerifiedLine", "verify"),
    "models.batch": ("Enhancement", "Enrichment"),
    "models.cv": ("CV",),
    "models.errors": ("AicvgenError", "InternalError", "ProviderError", "UserError"),
    "models.event": ("Event",),
    "models.item": ("Item",),
    "models.job": ("Job",),
    "models.match": ("Matching", "Pair"),
    "models.revision": ("Revision",),
    "models.score": ("Score",),
    "models.tailored": ("TailoredCV",),
    "services.llm.plan": ("Plan",),
    "services.settings": ("Settings",),
    "sessions.batch": ("aenhance", "aenrich", "amatch", "list_profiles", "profile"),
    "sessions.bundle": ("aexport_session", "aimport_session", "verify_bundle"),
    "sessions.copies": ("afork", "aretailor"),
    "sessions.planning": ("aplan",),
    "sessions.registry": ("list_sessions",),
    "sessions.session": ("Pending", "Session"),
    "sessions.start": ("aresume", "astart", "atailor"),
    "sessions.upkeep": ("aprune", "aremove", "rename"),
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
    "Plan",
    "ProviderError",
    "Revision",
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
    "aexport_session",
    "afork",
    "aimport_session",
    "amatch",
    "aplan",
    "aprune",
    "aremove",
    "aresume",
    "aretailor",
    "astart",
    "atailor",
    "enhance",
    "enrich",
    "export_session",
    "fork",
    "import_session",
    "list_profiles",
    "list_sessions",
    "match",
    "plan",
    "profile",
    "prune",
    "remove",
    "rename",
    "resume",
    "retailor",
    "start",
    "tailor",
    "verify",
    "verify_bundle",
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
