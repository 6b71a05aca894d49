"""`aicvgen sessions`: list all sessions."""

from aicvgen.options import JsonOption


def sessions(as_json: JsonOption = False) -> None:
    """List all sessions, the one touched last first.

    \b
    Examples:
      aicvgen sessions
      aicvgen sessions --json
    """
    from aicvgen.console import print_json
    from services.settings import load_settings
    from sessions.registry import list_sessions

    rows = list_sessions(load_settings())
    if as_json:
        print_json({"sessions": [row.model_dump(mode="json") for row in rows]})
        return
    from rich import box
    from rich.table import Table

    from aicvgen.console import plain, results

    if not rows:
        results().print("There are no sessions yet; `aicvgen tailor CV JOB` starts one.")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("session", no_wrap=True)
    table.add_column("job", ratio=1)
    table.add_column("status", no_wrap=True)
    table.add_column("items", justify="right", no_wrap=True)
    table.add_column("disk", justify="right", no_wrap=True)
    table.add_column("touched (UTC)", no_wrap=True)
    for row in rows:
        job = row.name or " at ".join(part for part in (row.title, row.employer) if part)
        items = f"{row.items_done} of {row.items_all}"
        table.add_row(
            row.id, plain(job), row.status, items, f"{row.disk / 1000:.0f} kB", row.updated[:16].replace("T", " ")
        )
    results().print(table)
    results().print(f"{len(rows)} session{'s' * (len(rows) != 1)}, {sum(row.disk for row in rows) / 1e6:.1f} MB")
