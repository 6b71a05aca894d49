"""Tables in and out: CSV and JSONL, row by row, with every bad row named and none of them fatal."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import JsonValue

from models.base import Model
from models.batch import RowResult
from models.errors import UserError
from services.documents.sources import decode

SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson")
NAMES = ("id", "name", "title", "key")
"""Columns that name a row to a person, in order of preference."""

TableRow = dict[str, JsonValue]


class Table(Model):
    """The rows of a file in order. `bad` holds, by number, why a row could not be read; its columns are then empty."""

    rows: tuple[TableRow, ...]
    columns: tuple[str, ...]
    bad: dict[int, str]

    def name(self, number: int) -> str:
        """Return what a person calls the row: its id, else its number."""
        row = self.rows[number - 1]
        return next((str(row[column]) for column in NAMES if row.get(column)), f"row {number}")


def read_table(path: Path) -> Table:
    """Read CSV (comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252) or JSON lines.

    Raises:
        UserError: the file can't be read, is empty, or has a suffix that says nothing.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise UserError(f"{path.name} is no table; give a .csv or a .jsonl file.")
    try:
        text = decode(path.read_bytes(), path.name)
    except OSError as error:
        raise UserError(f"The table {path} can't be read: {(error.strerror or 'unknown').lower()}.") from error
    table = _jsonl(text) if path.suffix.lower() in (".jsonl", ".ndjson") else _csv(text, path)
    if not table.columns:
        raise UserError(f"{path.name} has no columns.")
    return table


def _csv(text: str, path: Path) -> Table:
    lines = io.StringIO(text, newline="")
    head = text.partition("\n")[0]
    delimiter = "\t" if path.suffix.lower() == ".tsv" else max(",;\t", key=head.count)
    reader = csv.reader(lines, delimiter=delimiter, strict=False)
    try:
        found = [cells for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise UserError(f"{path.name} is no CSV: {error}.") from error
    if not found:
        raise UserError(f"{path.name} is empty.")
    columns = [cell.strip() for cell in found[0]]
    if len(set(columns)) != len(columns):
        raise UserError(f"{path.name} has two columns of one name.")
    bad = {
        number: f"it has {len(cells)} cells where the header has {len(columns)}"
        for number, cells in enumerate(found[1:], 1)
        if len(cells) != len(columns)
    }
    rows = tuple(dict(zip(columns, cells, strict=False)) for cells in found[1:])
    return Table(rows=rows, columns=tuple(columns), bad=bad)


def _jsonl(text: str) -> Table:
    rows: list[TableRow] = []
    bad: dict[int, str] = {}
    columns: dict[str, None] = {}
    for number, line in enumerate((line for line in text.splitlines() if line.strip()), 1):
        try:
            value = json.loads(line)
        except ValueError:
            value = None
        if not isinstance(value, dict):
            bad[number] = "it is no JSON object"
            value = {}
        rows.append(value)
        columns.update(dict.fromkeys(value))
    return Table(rows=tuple(rows), columns=tuple(columns), bad=bad)


def written(results: Sequence[RowResult], columns: Sequence[str], answers: Sequence[str], path: Path) -> bytes:
    """Return the table with the answers beside the columns, in the format that the path's suffix names."""
    records = ({column: result.row.get(column, "") for column in columns} | result.answer for result in results)
    return _bytes(records, (*columns, *(name for name in answers if name not in columns)), path)


def failures(results: Sequence[RowResult], columns: Sequence[str], path: Path) -> bytes:
    """Return the rows that failed, as they came, with the reasons: a file to mend and to run again."""
    failed = (result for result in results if result.status == "failed")
    records = (
        {column: result.row.get(column, "") for column in columns} | {"why": "; ".join(result.reasons)}
        for result in failed
    )
    return _bytes(records, (*columns, "why"), path)


def _bytes(records: Iterable[TableRow], columns: Sequence[str], path: Path) -> bytes:
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()
    out = io.StringIO(newline="")
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    writer = csv.DictWriter(out, columns, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    for record in records:
        writer.writerow({column: _cell(record.get(column, "")) for column in columns})
    return out.getvalue().encode()


def _cell(value: JsonValue) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
