"""Tables fit the terminal: ids go first, then long texts are wrapped, and at last each row becomes a block."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.table import Table

from kg.cli.terminal import fitted

COLUMNS = ["place", "place_id", "measure", "period", "value", "population", "counterpart", "fact"]
ROWS = [
    ["石柱土家族自治县", "500240", "has_public_welfare_posts", "../2021-05-31", 17, None, None, "2662e15eba2de58f"],
    ["汶川县", "513221", "has_workshops", "2020", 21, None, "浙江省", "64ea01c7a5094017"],
]


def shown(width: int, columns: list[str] = COLUMNS, rows: list[list[object]] = ROWS) -> tuple[list[str], list[str]]:
    """The lines of the table, without the spaces at their ends, and the columns left out."""
    table, left_out = fitted(columns, rows, width)
    out = StringIO()
    Console(file=out, width=width).print(table)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    assert all(len(line) <= width for line in lines)
    return lines, left_out


def test_where_there_is_room_a_row_is_a_line_and_nothing_is_left_out() -> None:
    lines, left_out = shown(200)
    assert (len(lines), left_out) == (3, [])
    assert lines[0].split() == COLUMNS
    assert lines[2].split() == ["汶川县", "513221", "has_workshops", "2020", "21", "浙江省", "64ea01c7a5094017"]


def test_ids_and_empty_columns_go_first() -> None:
    lines, left_out = shown(88)
    assert (len(lines), left_out) == (3, ["place_id", "fact"])
    assert lines[2].split() == ["汶川县", "has_workshops", "2020", "21", "浙江省"]


def test_where_it_is_too_narrow_each_row_is_a_block_of_whole_words() -> None:
    lines, left_out = shown(50)
    assert left_out == ["place_id", "fact"]
    assert [line.split() for line in lines[:5]] == [
        ["place", "石柱土家族自治县"],
        ["measure", "has_public_welfare_posts"],
        ["period", "../2021-05-31"],
        ["value", "17"],
        [],
    ]


def test_a_long_text_is_wrapped() -> None:
    lines, left_out = shown(60, ["page", "quote"], [["s01", "山东省结对帮扶重庆市。" * 8]])
    assert left_out == []
    assert len(lines) == 5
    assert "".join(line.removeprefix("s01").strip() for line in lines[1:]) == "山东省结对帮扶重庆市。" * 8


def test_ids_stay_where_there_is_nothing_else() -> None:
    lines, left_out = shown(20, ["fact"], [["2662e15eba2de58f" * 2]])
    assert left_out == []
    assert "".join("".join(lines).split()) == "fact" + "2662e15eba2de58f" * 2


def test_an_answer_without_rows_is_its_head() -> None:
    assert shown(80, ["giver", "receiver"], []) == (["giver  receiver"], [])


def test_headings_stand_above_their_rows_where_there_is_no_room_beside() -> None:
    rows = [["s01", "山东省结对帮扶重庆市。" * 4, "date"], ["s01", "石柱", "fact"], ["s02", "汶川", "name"]]
    table, left_out = fitted(["page", "in", "became"], rows, 30, {"page"})
    out = StringIO()
    Console(file=out, width=30).print(table)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    assert left_out == []
    assert [line.split() for line in lines if not line.startswith(" ")][:2] == [["in", "became"], ["s01"]]
    assert lines[-2:] == ["s02", f"{'汶川':20}name"]
    wide, _ = fitted(["page", "in", "became"], rows, 200, {"page"})
    assert isinstance(wide, Table)
    assert len(wide.columns) == 3
