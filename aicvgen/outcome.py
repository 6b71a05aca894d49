"""What a finished run comes to: as a page for a terminal, and as one JSON object."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aicvgen.console import plain, results
from models.tailored import TailoredCV

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from models.job import Requirement

_GAPS = 8
_REASONS = 3
_UNPLACED = "unplaced line"
_NOTICES = {
    "instruction": "This speaks to machines; it was read as text and not obeyed: «{}»",
    "hidden text": "Hidden text was found and not used: «{}»",
}


def print_outcome(session_id: str, tailored: TailoredCV, files: Mapping[str, Path]) -> None:
    """Print score, requirements, gaps, what was left out, notices, and where the documents are."""
    from rich.text import Text

    page = results()
    job = " at ".join(part for part in (tailored.job.title, tailored.job.employer) if part)
    page.print(Text(plain(job) or "Tailored CV", style="bold"))
    page.print(_table(tailored))
    page.print(Text(plain(tailored.after.formula), style="dim"))
    _print_gaps(tailored, page)
    if tailored.left_out:
        page.print(_left_out(tailored))
    page.print(plain(_written_by(tailored)))
    for notice in _notices(tailored):
        page.print(Text.assemble(("! ", "yellow"), plain(notice)))
    page.print()
    print_files(files)
    page.print(Text(f"Session {session_id}", style="dim"))


def print_files(files: Mapping[str, Path]) -> None:
    """Print the path of each file on a line of its own, never wrapped."""
    for path in files.values():
        results().print(_short(path), soft_wrap=True)


def _table(tailored: TailoredCV) -> "Any":
    from rich import box
    from rich.table import Table

    before, after = tailored.before, tailored.after
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("")
    for column in ("before", "after"):
        table.add_column(column, justify="right")
    table.add_row("score, of 100", f"{before.value:.0f}", f"{after.value:.0f}")
    for level, name in (("must", "must-haves shown"), ("nice", "nice-to-haves shown")):
        ids = {req.id for req in tailored.job.requirements if req.level == level}
        if ids:
            shown = [sum(row.shown for row in score.coverage if row.requirement in ids) for score in (before, after)]
            table.add_row(f"{name}, of {len(ids)}", *map(str, shown))
    table.add_row("supported by your CV but not shown", f"{before.headroom:.0f}", f"{after.headroom:.0f}")
    return table


def _gaps(tailored: TailoredCV) -> "list[Requirement]":
    ids = set(tailored.after.gaps)
    return [req for req in tailored.job.requirements if req.id in ids]


def _print_gaps(tailored: TailoredCV, page: "Console") -> None:
    from rich.text import Text

    gaps = _gaps(tailored)
    if not gaps:
        page.print("\nNo gaps: something in your CV supports every requirement.")
        return
    page.print(f"\nGaps, which nothing in your CV supports ({len(gaps)}):")
    for req in gaps[:_GAPS]:
        page.print(Text.assemble(f"  {req.level}  ", plain(req.text), overflow="ellipsis", no_wrap=True))
    if len(gaps) > _GAPS:
        page.print(f"  and {len(gaps) - _GAPS} more, in report.md")


def _left_out(tailored: TailoredCV) -> "Text":
    """Return in one line how much was left out and why; the report has the rest."""
    from rich.text import Text

    reasons: dict[str, int] = {}
    for left in tailored.left_out:
        reason = left.reason.rstrip(".")
        reasons[reason] = reasons.get(reason, 0) + 1
    common = sorted(reasons, key=lambda reason: -reasons[reason])[:_REASONS]
    counted = [f"{reasons[reason]} {plain(reason)}" if len(reasons) > 1 else plain(reason) for reason in common]
    more = ["and other reasons"] if len(reasons) > _REASONS else []
    count = len(tailored.left_out)
    lines = f"{count} line{'' if count == 1 else 's'}"
    return Text(f"Left out: {lines}, each named in the report ({'; '.join(counted + more)}).")


def _notices(tailored: TailoredCV) -> list[str]:
    """Return in our own words what a person should know; text of others is quoted, so that nobody takes it for ours."""
    placed = [notice for notice in tailored.notices if notice.kind != _UNPLACED]
    said = [_NOTICES.get(notice.kind, "{}").format(notice.text) for notice in placed]
    if count := len(tailored.notices) - len(placed):
        lines = f"{count} line{'' if count == 1 else 's'}"
        said.append(f"{lines} of your CV could not be placed; the report shows what became of them.")
    return said


def _written_by(tailored: TailoredCV) -> str:
    """Return who wrote the items, and what the models cost."""
    writers: dict[str, int] = {}
    for item in tailored.items:
        if item.lines:
            writers[item.writer] = writers.get(item.writer, 0) + 1
    if set(writers) <= {"extractive"}:
        return "No model took part: every line is selected from your own words."
    names = {"extractive": "selected from your own words", "owner": "written by you"}
    said = ", ".join(f"{count} {names.get(name, f'written by {name}')}" for name, count in writers.items())
    usage = tailored.usage
    cost = "at an unknown price" if usage.cost is None else f"for ${usage.cost:.4f}"
    tokens = usage.input_tokens + usage.output_tokens
    calls = f"{usage.calls} call{'' if usage.calls == 1 else 's'}"
    return f"Items: {said}; {calls}, {tokens:,} tokens {cost}."


def _short(path: Path) -> str:
    """Return the path as a person would type it from here."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def outcome_json(session_id: str, tailored: TailoredCV, files: Mapping[str, Path]) -> dict[str, Any]:
    """Return the outcome as plain JSON: scores, each requirement with the line that shows it, gaps, notices, files."""
    shown = {
        name: {row.requirement: row for row in score.coverage}
        for name, score in (("before", tailored.before), ("after", tailored.after))
    }
    scores = {
        name: {"value": score.value, "headroom": score.headroom}
        for name, score in (("before", tailored.before), ("after", tailored.after))
    }
    return {
        "session": session_id,
        "status": "done",
        "job": {"title": tailored.job.title, "employer": tailored.job.employer},
        "score": {**scores, "formula": tailored.after.formula},
        "requirements": [
            {
                "id": req.id,
                "text": req.text,
                "level": req.level,
                "shown_before": req.id in shown["before"] and shown["before"][req.id].shown,
                "shown_after": req.id in shown["after"] and shown["after"][req.id].shown,
                "line": shown["after"][req.id].line if req.id in shown["after"] else "",
                "facts": list(shown["after"][req.id].facts) if req.id in shown["after"] else [],
            }
            for req in tailored.job.requirements
        ],
        "gaps": [req.id for req in _gaps(tailored)],
        "items": [{"id": item.id, "title": item.title, "status": item.status} for item in tailored.items],
        "left_out": [left.model_dump(mode="json", include={"text", "reason"}) for left in tailored.left_out],
        "notices": [notice.model_dump(mode="json", include={"kind", "text"}) for notice in tailored.notices],
        "usage": tailored.usage.model_dump(mode="json"),
        "files": {name: str(path.absolute()) for name, path in files.items()},
    }
