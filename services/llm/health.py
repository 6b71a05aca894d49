"""Whether the models would answer, for `aicvgen doctor`."""

import asyncio
from typing import TYPE_CHECKING

from pydantic import Field

from models.base import Model
from models.errors import AicvgenError
from services.llm.types import Call
from services.prompts import Message

if TYPE_CHECKING:
    from services.llm.engine import Engine

PATIENCE = 15.0


class ModelHealth(Model):
    """One model: `problem` is "" when it answered, in `seconds`."""

    model: str
    problem: str = ""
    seconds: float = 0.0
    limits: dict[str, float] = Field(default_factory=dict)
    """What is left now, by limit (`rpm`, `rpd`, `tpm`, `tpd`)."""


class Health(Model):
    """What a call would meet now. `key` tells only whether there is one; `dated` is the age of prices and limits."""

    key: bool
    base: str = ""
    dated: str
    models: tuple[ModelHealth, ...] = ()

    @property
    def ok(self) -> bool:
        """Tell whether the first model answers."""
        return bool(self.models) and not self.models[0].problem


async def check(engine: "Engine", names: tuple[str, ...]) -> Health:
    """Ask each model for one token; a failure is told in its words, not raised."""
    from services.llm.catalog import catalog
    from services.llm.groq import host_only

    rows = [await _ask(engine, name) for name in dict.fromkeys(names)]
    settings = engine.settings
    return Health(
        key=settings.api_key is not None,
        base=host_only(settings.groq_api_base) or "",
        dated=catalog().dated,
        models=tuple(rows),
    )


async def _ask(engine: "Engine", name: str) -> ModelHealth:
    from services.llm.tally import Tally

    started = engine.clock.now()
    try:
        info = await engine.info_now(name)
        # Reasoning models spend some tokens before the first visible one.
        call = Call(info.name.partition(":")[2], (Message(role="user", content="Say OK."),), 16, 0.0, estimate=20)
        async with asyncio.timeout(engine.clock.timeout(PATIENCE)):
            await engine.sender(name).send(call, info, "doctor", Tally(info), lambda _: None)
    except AicvgenError as error:
        return ModelHealth(model=name, problem=str(error))
    except TimeoutError:
        return ModelHealth(model=name, problem=f"{name} did not answer within {PATIENCE:g} seconds.")
    now = engine.clock.now()
    buckets = await engine.limits.state(name, info.limits, now)
    left = {kind: max(0.0, round(bucket.limit - bucket.used)) for kind, bucket in buckets.items()}
    return ModelHealth(model=name, seconds=now - started, limits=left)
