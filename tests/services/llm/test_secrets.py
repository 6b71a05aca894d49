"""The key and the text of a CV stay where they belong."""

import logging
import traceback

import pytest

from models.errors import AicvgenError
from services.llm.client import LLM
from services.llm.errors import RejectedError
from services.llm.groq import GroqProvider
from services.llm.types import Call
from services.prompts import Message
from services.settings import Settings
from tests.groq_server.faults import Faults
from tests.groq_server.replies import by_schema
from tests.groq_server.server import GroqServer
from tests.services.llm.words import GOOD, KEY, Draft

SECRET = "Worked nights at Harbour Hospice"


async def test_the_key_is_in_no_file_and_no_log(connect, prompt, tmp_path, caplog):
    """After calls that succeed and fail, a search of the whole home and of all logs does not find the key."""
    caplog.set_level(logging.DEBUG)
    faults = Faults(calls={2: "401", 3: "500", 4: "422", 5: "json_validate_failed"})
    async with GroqServer(by_schema({"Draft": GOOD}), faults=faults) as server, connect(server) as llm:
        for number in range(4):
            try:
                await llm.complete(prompt, {"facts": f"{SECRET} {number}"}, Draft)
            except AicvgenError as error:
                assert KEY not in "".join(traceback.format_exception(error))
        assert KEY not in repr(llm) + repr(vars(llm))
        assert len(server.log) > 3
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 2
    assert not [path for path in files if KEY.encode() in path.read_bytes()]
    assert KEY not in caplog.text


@pytest.mark.parametrize("kind", ["400", "401", "422", "503", "reset", "envelope", "empty"])
async def test_no_error_quotes_the_prompt(connect, prompt, kind):
    """Whatever goes wrong, neither message nor chained cause holds a line of the CV."""
    async with GroqServer(by_schema({"Draft": GOOD}), faults=Faults(rates={kind: 1.0})) as server:
        server.clock.speed = 200
        async with connect(server, fast_model="groq:openai/gpt-oss-120b") as llm:
            with pytest.raises(AicvgenError) as raised:
                await llm.complete(prompt, {"facts": SECRET}, Draft)
    error: BaseException | None = raised.value
    while error is not None:
        assert SECRET not in str(error)
        error = error.__cause__ or error.__context__


async def test_files_are_the_owners_alone(connect, prompt, tmp_path):
    """Cache and ledger can be read by nobody else."""
    async with GroqServer(by_schema({"Draft": GOOD})) as server, connect(server) as llm:
        await llm.complete(prompt, {"facts": "a"}, Draft)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.glob("llm*.sqlite")}
    assert modes == {"llm.sqlite": 0o600, "llm-cache.sqlite": 0o600}


async def test_the_key_may_stand_in_a_file(tmp_path, prompt):
    """A key file that a setting names works like the variable; the server sees that very key."""
    (tmp_path / "key").write_text(f"{KEY}\n")
    async with GroqServer(by_schema({"Draft": GOOD}), keys=(KEY,)) as server:
        settings = Settings(home=tmp_path / "home", groq_api_key_file=tmp_path / "key", groq_api_base=server.url)
        async with LLM(settings) as llm:
            assert llm.available
            assert (await llm.complete(prompt, {"facts": "a"}, Draft)).value.lines


@pytest.mark.parametrize("path", ["", "/", "/openai/v1", "/openai/v1/", "/v1"])
async def test_a_base_with_a_path_is_corrected_with_a_word(tmp_path, prompt, path):
    """GROQ_API_BASE means the host; what follows is left off, and said once."""
    heard = []
    async with GroqServer(by_schema({"Draft": GOOD})) as server:
        settings = Settings(home=tmp_path, groq_api_key=KEY, groq_api_base=server.url + path)
        async with LLM(settings, on_event=heard.append) as llm:
            await llm.complete(prompt, {"facts": "a"}, Draft)
            await llm.complete(prompt, {"facts": "b"}, Draft)
    corrected = [event for event in heard if event.kind == "corrected"]
    assert len(corrected) == (1 if path.strip("/") else 0)


async def test_what_a_model_wrote_is_not_in_the_traceback():
    """The SDK's message quotes the text that was refused as JSON; our error, printed with its causes, does not."""
    faults = Faults(calls={1: "json_validate_failed"})
    async with GroqServer(lambda _: SECRET, faults=faults) as server:
        provider = GroqProvider(KEY, server.url)
        with pytest.raises(RejectedError) as raised:
            await provider.send(Call("openai/gpt-oss-20b", (Message(role="user", content="q"),), 50, 0.2), 5.0)
        await provider.aclose()
    assert SECRET in (raised.value.failed_generation or "")
    assert SECRET not in "".join(traceback.format_exception(raised.value))
