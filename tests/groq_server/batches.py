"""Files and batches: upload JSONL, create, poll, download; with expiry, partial errors and cancellation."""

import asyncio
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.groq_server.core import Core, Exchange
from tests.groq_server.uploads import read_form
from tests.groq_server.wire import RefusalError, count_prompt, refusal

ENDED = ("completed", "failed", "expired", "cancelled")


@dataclass
class BatchRules:
    """How batches go: seconds a request takes, how many are answered before the batch expires, which ones fail.

    `failing` is asked with the custom_id; it returns the status of the error, or 0. Answers come in random order.
    """

    seconds: float = 0.0
    expires_after: int | None = None
    failing: Callable[[str], int] = lambda _: 0
    validating: float = 0.0


@dataclass
class Batches:
    """The account's files and batches, worked through in the background."""

    core: Core
    rules: BatchRules = field(default_factory=BatchRules)
    files: dict[str, tuple[dict[str, Any], bytes]] = field(default_factory=dict)
    batches: dict[str, dict[str, Any]] = field(default_factory=dict)

    def routes(self, prefix: str) -> list[Route]:
        """Return the routes under the prefix."""
        table: list[tuple[str, str, Any]] = [
            ("/files", "POST", self.upload),
            ("/files", "GET", self.list_files),
            ("/files/{id}", "GET", self.file),
            ("/files/{id}", "DELETE", self.delete_file),
            ("/files/{id}/content", "GET", self.content),
            ("/batches", "POST", self.create),
            ("/batches", "GET", self.list_batches),
            ("/batches/{id}", "GET", self.batch),
            ("/batches/{id}/cancel", "POST", self.cancel),
        ]
        return [Route(prefix + path, self._guarded(handler), methods=[method]) for path, method, handler in table]

    async def work(self) -> None:
        """Process batches one after the other, for as long as the server runs."""
        while True:
            for batch in list(self.batches.values()):
                if batch["status"] not in ENDED:
                    await self._process(batch)
            await asyncio.sleep(0.01)

    # --- files ------------------------------------------------------------------------------------------------------

    async def upload(self, request: Request) -> Response:
        """Take a file."""
        form = read_form(request.headers["content-type"], await request.body())
        if form["purpose"][1] != b"batch":
            raise refusal("400", "")
        return JSONResponse(self._keep(form["file"][0] or "upload.jsonl", form["file"][1], "batch"))

    async def list_files(self, request: Request) -> Response:
        """List the files."""
        return JSONResponse({"object": "list", "data": [meta for meta, _ in self.files.values()]})

    async def file(self, request: Request) -> Response:
        """Describe a file."""
        return JSONResponse(self._found(self.files, request)[0])

    async def delete_file(self, request: Request) -> Response:
        """Forget a file."""
        self._found(self.files, request)
        del self.files[request.path_params["id"]]
        return JSONResponse({"id": request.path_params["id"], "object": "file", "deleted": True})

    async def content(self, request: Request) -> Response:
        """Hand a file out."""
        return Response(self._found(self.files, request)[1], media_type="application/jsonl")

    # --- batches ----------------------------------------------------------------------------------------------------

    async def create(self, request: Request) -> Response:
        """Start a batch."""
        asked = await request.json()
        if asked.get("input_file_id") not in self.files or asked.get("endpoint") != "/v1/chat/completions":
            raise refusal("400", "")
        now = int(self.core.clock.now())
        batch = {
            "id": f"batch_{len(self.batches) + 1:04d}",
            "object": "batch",
            "endpoint": asked["endpoint"],
            "errors": None,
            "input_file_id": asked["input_file_id"],
            "completion_window": asked.get("completion_window", "24h"),
            "status": "validating",
            "output_file_id": None,
            "error_file_id": None,
            "request_counts": {"total": 0, "completed": 0, "failed": 0},
            "metadata": asked.get("metadata"),
            "created_at": now,
            "expires_at": now + 86400,
        }
        self.batches[str(batch["id"])] = batch
        return JSONResponse(batch)

    async def list_batches(self, request: Request) -> Response:
        """List the batches, the newest first."""
        return JSONResponse({"object": "list", "data": list(reversed(self.batches.values())), "has_more": False})

    async def batch(self, request: Request) -> Response:
        """Describe a batch."""
        return JSONResponse(self._found(self.batches, request))

    async def cancel(self, request: Request) -> Response:
        """Begin to cancel a batch; what is answered by then stays."""
        batch = self._found(self.batches, request)
        if batch["status"] not in ENDED:
            batch["status"] = "cancelling"
        return JSONResponse(batch)

    # --- inside -----------------------------------------------------------------------------------------------------

    def _guarded(self, handler: Any) -> Any:
        async def guarded(request: Request) -> Response:
            try:
                self.core.authorize(request.headers.get("authorization", ""))
                return await handler(request)
            except RefusalError as refused:
                return JSONResponse({"error": refused.error}, refused.status)

        return guarded

    @staticmethod
    def _found(table: dict[str, Any], request: Request) -> Any:
        if request.path_params["id"] not in table:
            raise refusal("404", request.path_params["id"])
        return table[request.path_params["id"]]

    def _keep(self, name: str, content: bytes, purpose: str) -> dict[str, Any]:
        meta = {
            "id": f"file_{len(self.files) + 1:04d}",
            "object": "file",
            "bytes": len(content),
            "created_at": int(self.core.clock.now()),
            "filename": name,
            "purpose": purpose,
        }
        self.files[str(meta["id"])] = (meta, content)
        return meta

    async def _process(self, batch: dict[str, Any]) -> None:
        await self.core.clock.sleep(self.rules.validating)
        try:
            lines = [json.loads(line) for line in self.files[batch["input_file_id"]][1].splitlines() if line.strip()]
        except ValueError:
            complaint = {"code": "invalid_json_line", "message": "A line is not valid JSON.", "line": 1}
            batch.update(status="failed", errors={"object": "list", "data": [complaint]})
            return
        if batch["status"] == "validating":
            batch["status"] = "in_progress"
        batch["request_counts"]["total"] = len(lines)
        random.Random(self.core.seed).shuffle(lines)
        good: list[dict[str, Any]] = []
        bad: list[dict[str, Any]] = []
        end = await self._answer_all(batch, lines, good, bad)
        for kind, rows in (("output_file_id", good), ("error_file_id", bad)):
            if rows:
                content = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
                batch[kind] = self._keep(f"{batch['id']}_{kind}.jsonl", content, "batch_output")["id"]
        batch["status"] = end

    async def _answer_all(
        self, batch: dict[str, Any], lines: list[dict[str, Any]], good: list[dict[str, Any]], bad: list[dict[str, Any]]
    ) -> str:
        """Fill the rows of both files and return how the batch ends."""
        for number, line in enumerate(lines):
            await self.core.clock.sleep(self.rules.seconds)
            stopped = batch["status"] == "cancelling"
            if stopped or number == self.rules.expires_after:
                code = "batch_cancelled" if stopped else "batch_expired"
                bad += [_row(rest, None, {"code": code, "message": "Not answered in time."}) for rest in lines[number:]]
                return "cancelled" if stopped else "expired"
            row = self._answer(line)
            failed = row["response"]["status_code"] != 200
            (bad if failed else good).append(row)
            batch["request_counts"]["failed" if failed else "completed"] += 1
        return "cancelled" if batch["status"] == "cancelling" else "completed"

    def _answer(self, line: dict[str, Any]) -> dict[str, Any]:
        status = self.rules.failing(line["custom_id"])
        exchange = Exchange(len(self.core.log) + 1, line["body"], self.core.clock.now())
        self.core.log.append(exchange)
        try:
            if status:
                raise refusal(str(status), exchange.model)
            exchange.prompt_tokens = count_prompt(line["body"]["messages"])
            return _row(line, (200, self.core.finish(exchange)), None)
        except RefusalError as refused:
            self.core.failed(exchange, refused.status)
            return _row(line, (refused.status, {"error": refused.error}), None)


def _row(line: dict[str, Any], response: tuple[int, Any] | None, error: dict[str, str] | None) -> dict[str, Any]:
    told = response and {"status_code": response[0], "request_id": "req_standin", "body": response[1]}
    return {"id": f"batch_req_{line['custom_id']}", "custom_id": line["custom_id"], "response": told, "error": error}
