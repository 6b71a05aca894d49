"""The limiter's memory: buckets and reservations that processes share."""

import asyncio

import pytest

from services.llm.catalog import Limits
from services.llm.clock import WallClock
from services.llm.database import Database
from services.llm.errors import DayLimitError, RateLimitError, TooLargeError
from services.llm.limiter import Limiter, account_of
from services.llm.limits_store import MIGRATIONS, LimitsStore
from services.llm.types import Event
from tests.groq_server.limits import DEVELOPER
from tests.groq_server.replies import by_schema
from tests.groq_server.server import GroqServer
from tests.services.llm.words import GOOD, Draft

FREE = Limits(rpm=30, rpd=1000, tpm=8000, tpd=200000)
MODEL = "groq:m"


@pytest.fixture
def store(tmp_path):
    """Return an empty store."""
    database = Database(tmp_path / "llm.sqlite", MIGRATIONS)
    yield LimitsStore(database, "account")
    database.close()


@pytest.fixture
def limiter(store, clock):
    """Return a limiter over it."""
    return Limiter(store, clock)


def headers(remaining: float, day: float = 900) -> dict[str, str]:
    """Return the headers of a response."""
    return {
        "x-ratelimit-limit-tokens": "8000",
        "x-ratelimit-remaining-tokens": str(remaining),
        "x-ratelimit-limit-requests": "1000",
        "x-ratelimit-remaining-requests": str(day),
    }


async def used(store, clock, kind: str = "tpm") -> float:
    """Return what is used of a limit."""
    return (await store.state(MODEL, FREE, clock.now()))[kind].used


def ignore(_: Event) -> None:
    """Hear nothing."""


async def test_a_response_is_believed_and_later_requests_are_added(limiter, store, clock):
    """What is used is the header's word plus what was sent after that request."""
    first = await limiter.admit(MODEL, FREE, 1000, ignore)
    clock.pass_by(5)
    await limiter.admit(MODEL, FREE, 1200, ignore)
    await limiter.settled(MODEL, first, headers(remaining=6500))
    assert await used(store, clock) == pytest.approx(1500 + 1200)


async def test_an_older_response_does_not_overrule_a_newer_one(limiter, store, clock):
    """Headers of a request that was sent earlier are stale when a later one has spoken."""
    first = await limiter.admit(MODEL, FREE, 1000, ignore)
    clock.pass_by(5)
    second = await limiter.admit(MODEL, FREE, 1000, ignore)
    await limiter.settled(MODEL, second, headers(remaining=4000))
    await limiter.settled(MODEL, first, headers(remaining=7900))
    assert await used(store, clock) == pytest.approx(4000)


async def test_the_day_is_counted_exactly_while_requests_are_under_way(limiter, store, clock):
    """A response that had counted its followers already does not make the day look fuller than it is."""
    first = await limiter.admit(MODEL, FREE, 10, ignore)
    for _ in range(2):
        await limiter.admit(MODEL, FREE, 10, ignore)
    await limiter.settled(MODEL, first, headers(remaining=7970, day=997))
    assert await used(store, clock, "rpd") == pytest.approx(3, abs=0.01)


async def test_a_request_waits_until_its_tokens_fit(limiter, clock):
    """At 8,000 a minute, 3,000 tokens more than there is room for are 22.5 seconds."""
    first = await limiter.admit(MODEL, FREE, 1000, ignore)
    await limiter.settled(MODEL, first, headers(remaining=0))
    heard: list[Event] = []
    await limiter.admit(MODEL, FREE, 3000, heard.append)
    assert sum(clock.slept) == pytest.approx(22.5, abs=0.2)
    assert heard[0].kind == "waiting"
    assert "TPM" in heard[0].text


async def test_the_first_requests_leave_half_of_the_minute(limiter, clock):
    """Before the first response nobody knows what others took, so half of the limit is left alone."""
    for _ in range(4):
        await limiter.admit(MODEL, FREE, 1000, ignore)
    assert not clock.slept
    await limiter.admit(MODEL, FREE, 1000, ignore)
    assert sum(clock.slept) > 7


async def test_requests_per_minute_are_counted_without_a_header(limiter, clock):
    """Twenty-nine small requests pass at once, the thirtieth waits its two seconds."""
    for _ in range(29):
        await limiter.admit(MODEL, FREE, 10, ignore)
    assert not clock.slept
    await limiter.admit(MODEL, FREE, 10, ignore)
    assert sum(clock.slept) == pytest.approx(2.0, abs=0.1)


async def test_a_day_limit_stops_and_says_until_when(limiter, clock):
    """When the day's requests are gone the call fails at once with the hour, and nothing sleeps."""
    first = await limiter.admit(MODEL, FREE, 10, ignore)
    await limiter.settled(MODEL, first, headers(remaining=8000, day=0))
    with pytest.raises(DayLimitError, match="RPD") as raised:
        await limiter.admit(MODEL, FREE, 10, ignore)
    assert raised.value.until.timestamp() == pytest.approx(clock.now() + 86.4, abs=1)
    assert not clock.slept


async def test_a_429_about_the_day_stops_too(limiter, clock):
    """The provider's word about a day's limit ends the call with its hour."""
    number = await limiter.admit(MODEL, FREE, 10, ignore)
    with pytest.raises(DayLimitError):
        await limiter.refused(MODEL, number, RateLimitError("said", kind="TPD", seconds=7200.0))


async def test_a_429_corrects_what_is_used_and_is_waited_for(limiter, store, clock):
    """The numbers of a refusal replace ours, and the wait it names is obeyed whatever its length."""
    number = await limiter.admit(MODEL, FREE, 1443, ignore)
    refusal = RateLimitError("said", kind="TPM", used=7034.0, limit=8000.0, seconds=3.57)
    await limiter.refused(MODEL, number, refusal)
    assert await used(store, clock) == pytest.approx(7034)
    await limiter.admit(MODEL, FREE, 1443, ignore)
    assert sum(clock.slept) >= 3.57


async def test_a_request_larger_than_the_bucket_fails_at_once(limiter, clock):
    """What can never fit is not waited for; the message says what to change."""
    with pytest.raises(TooLargeError, match="split it"):
        await limiter.admit(MODEL, FREE, 8001, ignore)
    assert not clock.slept


async def test_two_processes_stay_within_one_limit(tmp_path, clock):
    """Two connections to one file share the day's requests: together they get a thousand, not two."""
    databases = [Database(tmp_path / "shared.sqlite", MIGRATIONS) for _ in range(2)]
    stores = [LimitsStore(database, "account") for database in databases]
    limits = Limits(rpd=20)
    granted = 0
    for _ in range(15):
        for store in stores:
            granted += bool((await store.reserve(MODEL, limits, 10, clock.now())).id)
    for database in databases:
        database.close()
    assert granted == 20


async def test_the_count_outlives_the_process(tmp_path, clock):
    """What was used before a restart is still used after it."""
    for expected in (True, False):
        database = Database(tmp_path / "kept.sqlite", MIGRATIONS)
        grant = await LimitsStore(database, "account").reserve(MODEL, Limits(rpd=1), 10, clock.now())
        database.close()
        assert bool(grant.id) is expected


def test_the_account_is_not_the_key():
    """Limits are kept per key and host, under a name that does not give the key away."""
    names = {account_of("gsk_one", None), account_of("gsk_two", None), account_of("gsk_one", "http://127.0.0.1:1")}
    assert len(names) == 3
    assert not any("gsk" in name for name in names)


async def test_the_line_at_the_gate_is_first_come_first_served(limiter, clock):
    """Whoever asked first leaves first, also when a smaller request behind would fit."""
    left: list[int] = []

    async def leave(number: int, tokens: int) -> None:
        await limiter.admit(MODEL, FREE, tokens, ignore)
        left.append(number)

    await asyncio.gather(leave(1, 3900), leave(2, 3000), leave(3, 50))
    assert left == [1, 2, 3]


async def test_a_response_that_makes_room_wakes_the_line(store):
    """A wait ends early when a response shows that more is left than was believed."""
    limiter = Limiter(store, WallClock())
    first = await limiter.admit(MODEL, FREE, 4000, ignore)
    waiting = asyncio.create_task(limiter.admit(MODEL, FREE, 4000, ignore))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    await limiter.settled(MODEL, first, headers(remaining=7900))
    assert await asyncio.wait_for(waiting, 2) == first + 1


async def test_responses_tell_the_plan(connect, prompt):
    """An account that was taken for free and is not: after one response all limits are the real plan's."""
    large = prompt.model_copy(update={"max_tokens": 20000})
    async with GroqServer(by_schema({"Draft": GOOD}), limits=DEVELOPER) as server, connect(server) as llm:
        assert not llm.fits(large, {"facts": "a"})
        with pytest.raises(TooLargeError, match="AICVGEN_PLAN"):
            await llm.complete(large, {"facts": "a"}, Draft)
        await llm.complete(prompt, {"facts": "a"}, Draft)
        assert (await llm.complete(large, {"facts": "a"}, Draft)).value.lines
        assert llm.fits(large, {"facts": "a"})
        calls = (llm.complete(prompt, {"facts": str(number)}, Draft) for number in range(60))
        replies = await asyncio.gather(*calls)
        assert max(reply.usage.seconds for reply in replies) < 20
