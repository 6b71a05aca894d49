"""A second consumer of the same key, whom our client sees only in the headers."""

import random

from services.llm.clock import Clock
from tests.groq_server.limits import Account
from tests.groq_server.wire import RefusalError

SHARE = 0.06
"""The size of its requests as a share of the minute's tokens."""


async def consume(
    account: Account, clock: Clock, log: list[tuple[float, float]], model: str, tokens_per_minute: float, seed: int = 7
) -> None:
    """Ask for so many tokens a minute at random moments, come back as told after a refusal, and log what was let in."""
    dice = random.Random(seed)
    size = account.limits(model).get("TPM", 8000.0) * SHARE
    due = clock.now()
    while True:
        due += dice.expovariate(tokens_per_minute / 60.0 / size)
        await clock.sleep(max(0.0, due - clock.now()))
        while True:
            try:
                account.admit(model, size)
                log.append((clock.now(), size))
                break
            except RefusalError as refused:
                await clock.sleep(float(refused.headers.get("retry-after", 1)))
