import io

from hostile import HOSTILE
from shape_sample import CHONGQING, WENCHUAN, build, evidence

from kg.model import Entity, Graph, Observation, Relation
from kg.shape import dump, lines


def written(graph: Graph) -> list[str]:
    out = io.BytesIO()
    dump(graph, "triples", out)
    return out.getvalue().decode().removesuffix("\n").split("\n")


def test_lines_read_as_sentences(graph: Graph) -> None:
    assert written(graph) == [
        "subject\tpredicate\tobject\tunit\tapprox\tperiod\tsubject_zh\tobject_zh",
        "Shandong\tassists\tChongqing\t\t\t\t山东省\t重庆市",
        "pairings\tpublished_by\t重庆市乡村振兴局\t\t\t\tpairings\t重庆市乡村振兴局",
        "pairings\tpublished_on\t2021-10-15\t\t\t\tpairings\t",
        "Chongqing\tcooperation_funds\t159000000\tyuan\tmore_than\t2020-01/2020-10\t重庆市\t",
        "丹泉村\tcompletion_rate\t1.09\tratio\t\t\t丹泉村\t",
        "Wenchuan\thas_workshops\t21\tcount\t\t2020\t汶川县\t",
    ]


def test_figures_stand_by_period_and_value() -> None:
    told = evidence("workshops", 0, "21个", "figure.count")
    facts = {
        str(number): Observation(WENCHUAN, "has_workshops", value, "count", told, period=period)
        for number, (value, period) in enumerate([(9, "2021"), (21, "2020"), (5, "2020"), (30, None)])
    }
    assert [(line.period, line.object) for line in lines(build(facts))] == [  # type: ignore[arg-type]
        ("", "30"), ("2020", "5"), ("2020", "21"), ("2021", "9"),
    ]  # fmt: skip


def test_the_same_event_on_two_copies_of_a_page_is_one_line() -> None:
    facts = {
        page: Relation(WENCHUAN, "held", Entity("Event", "招聘会", page), evidence(page, 0, "举办招聘会", "held"))
        for page in ("one", "two")
    }
    assert len(list(lines(build(facts)))) == 1  # type: ignore[arg-type]


def test_no_name_breaks_a_line_or_runs_as_a_formula() -> None:
    told = evidence("workshops", 0, "x", "x")
    facts = {
        str(number): Relation(Entity("Organization", name, name), "held", name, told)
        for number, name in enumerate(HOSTILE)
    }
    facts["last"] = Relation(CHONGQING, "held", "-5", told)
    rows = [line.split("\t") for line in written(build(facts))]  # type: ignore[arg-type]
    assert {len(row) for row in rows} == {8}
    assert len(rows) == len(facts) + 1
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")] == ["-5"]
    assert not any("\u202a" <= character <= "\u202e" for cell in cells for character in cell)
