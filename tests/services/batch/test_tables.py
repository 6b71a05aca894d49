"""Tables in and out."""

import json
from pathlib import Path

import pytest

from models.batch import RowResult
from models.errors import UserError
from services.batch.tables import failures, read_table, written


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_is_read_with_any_common_delimiter(tmp_path: Path, mark: str) -> None:
    """Quotes and line breaks inside cells survive."""
    text = f'id{mark}text\r\n1{mark}"one\ntwo, ""three"""\r\n\r\n2{mark}ź\r\n'
    table = read_table(_file(tmp_path, "rows.csv", text))
    assert table.columns == ("id", "text")
    assert table.rows[0]["text"] == 'one\ntwo, "three"'
    assert table.name(2) == "2"


def test_bad_rows_are_named_and_the_others_read(tmp_path: Path) -> None:
    """A row with too few cells, and a line that is no JSON."""
    table = read_table(_file(tmp_path, "rows.csv", "a,b\n1,2\n3\n4,5\n"))
    assert list(table.bad) == [2]
    table = read_table(_file(tmp_path, "rows.jsonl", '{"a": 1}\nnonsense\n[1]\n{"a": 2}\n'))
    assert list(table.bad) == [2, 3]
    assert len(table.rows) == 4


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("rows.xlsx", "a", "no table"),
        ("rows.csv", " \n", "empty"),
        ("rows.csv", "a,a\n1,2\n", "one name"),
        ("no.csv", "", "empty"),
    ],
)
def test_unusable_tables_are_one_sentence(tmp_path: Path, name: str, text: str, said: str) -> None:
    """Wrong kind, empty, two columns of one name."""
    with pytest.raises(UserError, match=said):
        read_table(_file(tmp_path, name, text))


def test_the_result_is_the_table_with_more_columns(tmp_path: Path) -> None:
    """In CSV and in JSON lines; rows that failed go to a file that can be run again."""
    done = RowResult(number=1, name="1", status="done", row={"a": "1"}, answer={"b": "x", "n": 3})
    bad = RowResult(number=2, name="2", status="failed", row={"a": "2"}, reasons=("why not", "and how"))
    assert written([done, bad], ("a",), ("b", "n"), Path("out.csv")).decode() == "a,b,n\n1,x,3\n2,,\n"
    lines = written([done], ("a",), ("b", "n"), Path("out.jsonl")).decode().splitlines()
    assert json.loads(lines[0]) == {"a": "1", "b": "x", "n": 3}
    again = _file(tmp_path, "failed.csv", failures([done, bad], ("a",), Path("f.csv")).decode())
    assert read_table(again).rows == ({"a": "2", "why": "why not; and how"},)
