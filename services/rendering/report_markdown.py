"""Write the report as Markdown; whatever a person or an ad wrote is escaped."""

from collections.abc import Iterator, Sequence

from models.facts import Fact
from services.rendering.markdown import escape
from services.rendering.report_trace import TRANSFORMATIONS, Traced, place
from services.rendering.report_view import View, percent

_STATUS = {"shown": "shown", "open": "not shown yet", "gap": "gap"}


def to_markdown(view: View) -> str:
    """Return the whole report."""
    parts = (_head, _requirements, _gaps, _left_out, _notices, _reverted, _provenance, _usage, _parsed)
    lines = [line for part in parts for line in part(view)]
    return "\n".join(lines).strip() + "\n"


def _head(view: View) -> Iterator[str]:
    result = view.tailored
    job = ", ".join(part for part in (result.job.title, result.job.employer) if part) or "the job"
    yield from (f"# Report: {escape(result.cv.basics.name)} for {escape(job)}", "")
    yield from _table(
        ("", "Before", "After"),
        [
            ("Score (0–100)", percent(result.before.value), percent(result.after.value)),
            ("Headroom", percent(result.before.headroom), percent(result.after.headroom)),
        ],
    )
    yield from (f"- Before: {escape(result.before.formula)}", f"- After: {escape(result.after.formula)}")
    yield "- Headroom is what your facts support and the document does not show."
    yield ""


def _requirements(view: View) -> Iterator[str]:
    yield from ("## What the job asks for", "")
    rows = [
        (
            need.requirement.text,
            need.requirement.level,
            f"{need.requirement.weight:g}",
            _STATUS[need.status] + (" (new)" if need.newly else ""),
            need.line or _facts(need.facts),
        )
        for need in view.needs
    ]
    yield from _table(("Requirement", "Level", "Weight", "Status", "Line, or the fact that supports it"), rows)


def _gaps(view: View) -> Iterator[str]:
    yield from ("## Gaps", "")
    if not view.gaps:
        yield from ("None: every requirement is supported by a fact.", "")
        return
    yield from ("No fact of yours supports these, so nothing was written about them.", "")
    yield from (f"- {escape(need.requirement.text)}" for need in view.gaps)
    yield ""


def _left_out(view: View) -> Iterator[str]:
    if view.left_out:
        yield from ("## Left out, and why", "")
        yield from _table(("Text", "Reason"), [(left.text, left.reason) for left in view.left_out])


def _notices(view: View) -> Iterator[str]:
    if view.notices:
        yield from ("## Notices", "")
        rows = [(notice.kind, notice.text, place(notice.origin)) for notice in view.notices]
        yield from _table(("What", "Text", "Where"), rows)


def _reverted(view: View) -> Iterator[str]:
    if view.reverted:
        yield from ("## Drafts that were refused", "")
        yield from _table(("Item", "Draft", "Reason"), [tuple(row) for row in view.reverted])


def _provenance(view: View) -> Iterator[str]:
    yield from ("## Where every line comes from", "", view.tally, "")
    for section in view.sections:
        yield from (f"### {escape(section.title)}", "")
        if section.identity:
            unchanged = (f"{row.provenance.text} ({_ids(row)})" for row in section.identity)
            yield from ("Unchanged: " + escape("; ".join(unchanged)), "")
        rows = [
            (
                row.provenance.text,
                "; ".join(filter(None, (_facts(row.facts), ", ".join(row.unknown)))),
                TRANSFORMATIONS[row.provenance.transformation],
                row.provenance.decision,
            )
            for row in section.lines
        ]
        if rows:
            yield from _table(("Line", "Facts", "What was done", "Decided"), rows)


def _ids(row: Traced) -> str:
    named = [", ".join(filter(None, (fact.id, place(fact.origin)))) for fact in row.facts]
    return ", ".join((*named, *row.unknown)) or "no fact"


def _usage(view: View) -> Iterator[str]:
    usage = view.tailored.usage
    yield from ("## What it cost", "")
    if not usage.calls and not usage.cache_hits:
        yield from ("No model was called.", "")
        return
    cost = "unknown" if usage.cost is None else f"${usage.cost:.4f}"
    yield from _table(
        ("Calls", "From cache", "Retries", "Tokens in", "Tokens out", "Cost", "Seconds"),
        [
            (
                *map(str, (usage.calls, usage.cache_hits, usage.retries, usage.input_tokens, usage.output_tokens)),
                cost,
                f"{usage.seconds:.1f}",
            )
        ],
    )


def _parsed(view: View) -> Iterator[str]:
    if view.parsed:
        yield from ("## What a parser reads", "")
        rows = [
            (row.reader, str(row.words), "the same words in the same order" if row.same else row.difference)
            for row in view.parsed
        ]
        yield from _table(("Reader", "Words", "Beside the document"), rows)


def _facts(facts: Sequence[Fact]) -> str:
    return "; ".join(f"{fact.text} ({', '.join(filter(None, (fact.id, place(fact.origin))))})" for fact in facts)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield "| " + " | ".join(_cell(text) for text in row) + " |"
    yield ""


def _cell(text: str) -> str:
    return escape(" ".join(text.split())).replace("|", "\\|")
