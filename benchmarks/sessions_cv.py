"""CVs of any number of roles, an ad, and one process's work on a session: what the benchmarks of sessions share."""

import asyncio
import os
from pathlib import Path

from services.settings import Settings
from sessions.start import aresume, astart

_VERBS = ("Baked", "Trained", "Planned", "Repaired", "Counted", "Packed", "Washed")
_THINGS = ("loaves of rye bread", "apprentices in sourdough", "shifts", "ovens", "sacks of flour", "crates", "trays")


def make_cv(folder: Path, roles: int) -> Path:
    """Write a CV with so many roles of four bullets; with key qualifications and summary that many items plus two."""
    parts = ["# Mara Quill\nmara@quill.example\n\n## Experience"]
    for role in range(roles):
        start = 2024 - role
        parts.append(f"### Baker, Mill number {role + 1}\n{start}-01 – {start}-12")
        parts += [
            f"- {_VERBS[(role + line) % 7]} {10 * role + line + 2} {_THINGS[(role + line) % 7]} at mill {role + 1}."
            for line in range(4)
        ]
    parts.append("\n## Skills\nSourdough, Excel, Rye bread\n")
    path = folder / f"cv-{roles}.md"
    path.write_text("\n".join(parts))
    return path


def make_ad(folder: Path) -> Path:
    """Write an ad."""
    path = folder / "ad.md"
    path.write_text(
        "# Head baker at Hearth Hall\n\n## Requirements\n- Experience with sourdough and rye bread\n"
        "- Training of apprentices\n- Stock lists in Excel\n\n## Nice to have\n- Repair of ovens\n"
    )
    return path


def settings_for(home: Path, url: str, **more: object) -> Settings:
    """Return settings with the stand-in as the model, under limits that a benchmark does not wait for."""
    return Settings(home=home, groq_api_base=url, groq_api_key="any", plan="developer", **more)  # type: ignore[arg-type]


def work(home: str, url: str, cv: str, ad: str, out: str) -> None:
    """Start a session, or go on with it, and bring it to its documents; the process may be killed at any instant.

    The id is told by a file as soon as it is known, as a terminal would show it, and so is each decision that was
    acknowledged.
    """
    asyncio.run(_work(settings_for(Path(home), url), Path(cv), Path(ad), Path(out)))
    os._exit(0)  # what is measured is work, not the tidying up of an interpreter


async def _work(settings: Settings, cv: Path, ad: Path, out: Path) -> None:
    await asyncio.to_thread(out.mkdir, exist_ok=True)
    told = await asyncio.to_thread(lambda: (out / "id").read_text() if (out / "id").exists() else "")
    tell = lambda event: (out / "id").write_text(event.detail) if event.kind == "started" else None  # noqa: E731
    session = await (aresume(told, settings) if told else astart(cv, ad, settings=settings, on_event=tell))
    while session.pending:
        await session.aaccept(session.pending[0].id)
        await asyncio.to_thread((out / "acknowledged").write_text, str(len(session.history)))
    await session.aexport(out, ("md", "html", "pdf", "docx", "json"))
