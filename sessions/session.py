"""A session: what a person does with one CV and one job. Start, review, resume, export.

Plain methods are synchronous, their twins with an `a` in front are coroutines; both do the same work. A session object
holds no connection: it may be kept, dropped and reopened by its id at any time.
"""

from collections.abc import Sequence
from pathlib import Path

from agents.formatter import DEFAULT_FORMATS, produce
from models.base import Model
from models.errors import UserError
from models.facts import Fact, facts_of
from models.item import Item, Verdict
from models.review import Action, Decision
from models.tailored import TailoredCV
from services.rendering.files import write_files
from services.toolbox import Toolbox
from sessions.home import Home
from sessions.portal import run
from sessions.registry import Registry, SessionRow, SessionStatus
from sessions.runner import OnEvent, Runner, Snapshot


class Pending(Model):
    """An item that waits for a decision: the owner's lines, the draft, the facts behind it and what the gate says."""

    id: str
    kind: str
    title: str
    before: tuple[str, ...]
    draft: tuple[str, ...]
    facts: tuple[Fact, ...]
    verdict: Verdict
    requirements: tuple[str, ...] = ()
    item: Item


class Session:
    """One CV tailored to one job, step by step. `status` is `running`, `waiting` or `done`."""

    def __init__(self, session_id: str, toolbox: Toolbox, on_event: OnEvent | None = None) -> None:
        self.id = session_id
        self._toolbox = toolbox
        home = Home(toolbox.home)
        self._registry = Registry(home.registry)
        self._runner = Runner(session_id, home.session(session_id), toolbox, on_event)
        self._snapshot = Snapshot(values={})

    @property
    def status(self) -> SessionStatus:
        """Return whether the session is running, waiting for a person, or done."""
        if "result" in self._snapshot.values:
            return "done"
        return "waiting" if self._snapshot.interrupt else "running"

    @property
    def items(self) -> tuple[Item, ...]:
        """Return all items in the order in which they are written."""
        return self._snapshot.items

    @property
    def pending(self) -> list[Pending]:
        """Return the items that wait for a decision now."""
        if not self._snapshot.asked:
            return []
        facts = {fact.id: fact for fact in facts_of(self._snapshot.values["source"])}
        texts = {req.id: req.text for req in self._snapshot.values["ad"].requirements}
        return [_pending(item, facts, texts) for item in self._snapshot.asked]

    @property
    def result(self) -> TailoredCV:
        """Return the tailored CV.

        Raises:
            UserError: items still wait for a decision.
        """
        if "result" not in self._snapshot.values:
            waiting = ", ".join(item.id for item in self._snapshot.asked) or "nothing"
            raise UserError(f"Session {self.id} is not done; it waits for {waiting}.")
        result: TailoredCV = self._snapshot.values["result"]
        return result

    async def aaccept(self, item_id: str) -> None:
        """Take the draft of this item as it is."""
        await self._decide(item_id, "accept")

    async def aedit(self, item_id: str, lines: Sequence[str] | str, *, confirm: bool = False) -> None:
        """Put the owner's lines in place of the draft.

        Lines that the gate can't ground leave the item pending, with the reasons in its verdict; accepting it then, or
        `confirm` now, makes them "asserted by you".
        """
        text = lines if isinstance(lines, str) else "\n".join(lines)
        await self._decide(item_id, "edit", text=text, confirmed=confirm)

    async def aregenerate(self, item_id: str, feedback: str = "") -> None:
        """Write this item anew, following the feedback."""
        await self._decide(item_id, "regenerate", feedback=feedback)

    async def askip(self, item_id: str) -> None:
        """Leave this item as the owner's CV has it."""
        await self._decide(item_id, "skip")

    async def aexport(self, directory: Path | str, formats: Sequence[str] = DEFAULT_FORMATS) -> dict[str, Path]:
        """Write the documents and the report, each checked on its own text, and return their paths by file name."""
        files = await produce(self.result, formats, self._toolbox)
        return write_files(files, Path(directory))

    def accept(self, item_id: str) -> None:
        """Take the draft of this item as it is."""
        run(self.aaccept(item_id))

    def edit(self, item_id: str, lines: Sequence[str] | str, *, confirm: bool = False) -> None:
        """Put the owner's lines in place of the draft; see `aedit`."""
        run(self.aedit(item_id, lines, confirm=confirm))

    def regenerate(self, item_id: str, feedback: str = "") -> None:
        """Write this item anew, following the feedback."""
        run(self.aregenerate(item_id, feedback))

    def skip(self, item_id: str) -> None:
        """Leave this item as the owner's CV has it."""
        run(self.askip(item_id))

    def export(self, directory: Path | str, formats: Sequence[str] = DEFAULT_FORMATS) -> dict[str, Path]:
        """Write the documents and the report, each checked on its own text, and return their paths by file name."""
        return run(self.aexport(directory, formats))

    async def begin(self, inputs: dict[str, object]) -> None:
        """Run to the first question or the end; nothing is kept of a session whose inputs can't be read."""
        self._registry.put(SessionRow(id=self.id))
        try:
            self._keep(await self._runner.start(inputs))
        except UserError:
            if not (await self._runner.snapshot()).items:
                self.discard()
            raise

    async def reopen(self) -> None:
        """Go on where the session stopped."""
        self._keep(await self._runner.proceed())

    async def look(self) -> None:
        """See where the session stands, without running anything."""
        self._snapshot = await self._runner.snapshot()

    def discard(self) -> None:
        """Remove everything this session stored."""
        self._registry.remove(self.id)
        for path in self._runner.folder.iterdir():
            path.unlink()
        self._runner.folder.rmdir()

    async def _decide(self, item_id: str, action: Action, **details: object) -> None:
        decision = Decision.model_validate({"item": item_id, "action": action, **details})
        self._keep(await self._runner.answer([decision]))

    def _keep(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        job = snapshot.values.get("ad")
        done = [item for item in snapshot.items if item.status not in ("pending", "drafted") or self.status == "done"]
        self._registry.put(
            SessionRow(
                id=self.id,
                title=job.title if job else "",
                employer=job.employer if job else "",
                status=self.status,
                items_done=len(done),
                items_all=len(snapshot.items),
                cost=snapshot.values["usage"].cost if "usage" in snapshot.values else 0.0,
            )
        )


def _pending(item: Item, facts: dict[str, Fact], requirements: dict[str, str]) -> Pending:
    rested = dict.fromkeys(fact for line in item.lines for fact in line.facts)
    return Pending(
        id=item.id,
        kind=item.kind,
        title=item.title,
        before=item.before,
        draft=tuple(line.text for line in item.lines),
        facts=tuple(facts[fact] for fact in rested if fact in facts),
        verdict=Verdict(
            reasons=tuple(reason for verdict in item.verdicts for reason in verdict.reasons),
            warnings=tuple(reason for verdict in item.verdicts for reason in verdict.warnings),
            grounded=all(verdict.grounded for verdict in item.verdicts),
            facts=tuple(rested),
        ),
        requirements=tuple(requirements[req] for req in item.requirements if req in requirements),
        item=item,
    )
