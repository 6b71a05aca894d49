"""Add up what one call costs while it is under way, repairs and larger tries included."""

from models.usage import Usage
from services.llm.catalog import ModelInfo
from services.llm.tokens import estimate_tokens
from services.llm.types import Answer, Call


class Tally:
    """The running sum of one call. Only answers that arrived are counted: nothing else was received for money."""

    def __init__(self, info: ModelInfo) -> None:
        self._info = info
        self._sum = Usage()

    def answered(self, call: Call, answer: Answer, retries: int) -> None:
        """Count one answer, with the provider's numbers where it gave any."""
        inputs = answer.input_tokens or call.estimate
        outputs = answer.output_tokens or estimate_tokens(answer.text)
        cost = self._info.cost(inputs, outputs, answer.cached_tokens)
        self._sum += Usage(calls=1, input_tokens=inputs, output_tokens=outputs, cost=cost, retries=retries)

    def hit(self) -> None:
        """Count an answer from the cache."""
        self._sum += Usage(cache_hits=1)

    def usage(self, seconds: float) -> Usage:
        """Return the sum after so many seconds."""
        return self._sum.model_copy(update={"seconds": seconds})
