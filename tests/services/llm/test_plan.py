"""The forecast before a run."""

import pytest

from services.llm.catalog import Limits, ModelInfo, Price
from services.llm.plan import PlannedCall, forecast

NOW = 1_000_000.0
LIMITS = Limits(rpm=30, rpd=1000, tpm=8000, tpd=200000)
PRICED = ModelInfo(name="groq:m", price=Price(input=1.0, output=2.0), limits=LIMITS)
INFOS = {"groq:m": PRICED, "other:n": ModelInfo(name="other:n")}


def calls(count: int, model: str = "groq:m", tokens: int = 1000) -> list[PlannedCall]:
    """Return calls that reserve twice so many tokens."""
    return [PlannedCall(model=model, input_tokens=tokens, max_tokens=tokens, output_tokens=tokens // 2)] * count


def test_the_sums_are_exact():
    """Calls, tokens and dollars are those of the requests."""
    plan = forecast(calls(3), INFOS, NOW)
    assert (plan.calls, plan.tokens) == (3, 4500)
    assert plan.cost == pytest.approx((3000 * 1.0 + 1500 * 2.0) / 1e6)
    assert plan.binds == ""


def test_the_minute_binds_large_calls_and_sets_the_finish():
    """Twelve calls of 2,000 tokens at 8,000 a minute: four at once, then one every fifteen seconds."""
    plan = forecast(calls(12), INFOS, NOW)
    assert plan.binds == "TPM of groq:m"
    assert (plan.finishes - plan.starts).total_seconds() == pytest.approx(8 * 15 + 2.25, abs=1)


def test_the_requests_bind_small_calls():
    """Sixty small calls wait for the requests of the minute, not for its tokens."""
    assert forecast(calls(60, tokens=20), INFOS, NOW, at_once=60).binds == "RPM of groq:m"


def test_a_run_longer_than_a_day_says_so():
    """Two hundred large calls pass the tokens of the day: the finish is tomorrow."""
    plan = forecast(calls(200, tokens=2000), INFOS, NOW)
    assert plan.binds == "TPD of groq:m"
    assert (plan.finishes - plan.starts).days >= 1


def test_what_does_not_fit_is_told_apart():
    """Calls larger than a limit are counted as such, not forecast."""
    plan = forecast(calls(2, tokens=5000) + calls(1), INFOS, NOW)
    assert (plan.models[0].too_large, plan.calls) == (2, 1)


def test_an_unknown_price_is_not_zero():
    """As soon as one price is unknown, so is the sum."""
    plan = forecast(calls(1) + calls(1, "other:n"), INFOS, NOW)
    assert plan.models[1].cost is None
    assert plan.cost is None


def test_what_is_used_already_counts():
    """A limit that is half full at the start makes the run wait sooner."""
    from services.llm.plan import fresh_buckets

    buckets = fresh_buckets(PRICED.limits, NOW)
    buckets["tpm"].used = 8000.0
    late = forecast(calls(4), INFOS, NOW, buckets={"groq:m": buckets})
    assert late.finishes > forecast(calls(4), INFOS, NOW).finishes
    assert buckets["tpm"].used == 8000.0
