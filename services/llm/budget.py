"""The session's own limit of money and tokens: the call that would pass it is not sent."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

from services.llm.errors import BudgetError
from services.llm.ledger import Ledger


class Spend(NamedTuple):
    """Dollars and tokens."""

    cost: float
    tokens: int


class Budget:
    """Bounds over a session: what the ledger holds plus what is under way at this moment."""

    def __init__(self, ledger: Ledger, max_cost: float | None, max_tokens: int | None) -> None:
        self._ledger = ledger
        self._max_cost = max_cost
        self._max_tokens = max_tokens
        self._under_way: dict[str, list[Spend]] = {}

    @asynccontextmanager
    async def room_for(self, session: str, model: str, cost: float | None, tokens: int) -> AsyncIterator[None]:
        """Hold the largest sum that the call can cost while it is under way.

        Raises:
            BudgetError: the call could pass a bound.
        """
        if self._max_cost is None and self._max_tokens is None:
            yield
            return
        spent = await self._ledger.usage(session)
        held = self._under_way.setdefault(session, [])
        if self._max_tokens is not None:
            total = spent.input_tokens + spent.output_tokens + sum(s.tokens for s in held)
            if total + tokens > self._max_tokens:
                raise BudgetError(
                    f"The session has used {total} of {self._max_tokens} tokens and the next call may need {tokens}; "
                    "raise --max-tokens to go on."
                )
        if self._max_cost is not None:
            if cost is None or spent.cost is None:
                raise BudgetError(f"The price of {model} is not known, so --max-cost can't be kept; use --max-tokens.")
            sum_ = spent.cost + sum(s.cost for s in held)
            if sum_ + cost > self._max_cost:
                raise BudgetError(
                    f"The session has cost ${sum_:.4f} of ${self._max_cost:g} and the next call may cost ${cost:.4f}; "
                    "raise --max-cost to go on."
                )
        hold = Spend(cost or 0.0, tokens)
        held.append(hold)
        try:
            yield
        finally:
            held.remove(hold)
