import csv
from dataclasses import replace
from pathlib import Path

import networkx
from store_sample import PLACE, said

from kg.model import Entity, Graph, Observation, Relation
from kg.store.files import write_csv, write_graphml
from kg.store.projection import project


def read_csv(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["fact"]: row for row in csv.DictReader(file)}


def test_graphml_is_read_back_by_networkx(tmp_path: Path, graph: Graph) -> None:
    graph.facts["odd"] = Relation(PLACE["汶川县"], "received", "贷款\u0000\u000b<&>", said("one", 0, "贷款\u0001"))
    write_graphml(graph, tmp_path / "graph.graphml")
    found = networkx.read_graphml(tmp_path / "graph.graphml")
    rows = project(graph)
    assert (found.number_of_nodes(), found.number_of_edges()) == (len(rows.nodes), len(rows.relationships))
    place = found.nodes["Place/513221"]
    assert (place["labels"], place["name"], place["has_workshops"]) == ("Place", "汶川县", 21.0)
    assert found.nodes["Statement/odd"]["text"] == "贷款<&>"
    pairings = {edge["fact"]: edge for edge in found["Place/370000"]["Place/500000"].values()}
    assert pairings["r01"]["documents"] == "one;two"


def test_a_figure_is_a_row(tmp_path: Path, graph: Graph) -> None:
    write_csv(graph, tmp_path / "facts.csv")
    rows = read_csv(tmp_path / "facts.csv")
    assert rows.keys() == graph.facts.keys()
    figure = rows["o05"]
    assert (figure["kind"], figure["subject"], figure["subject_id"], figure["predicate"]) == (
        "observation", "重庆市", "500000", "transferred_workers",
    )  # fmt: skip
    assert (float(figure["value"]), figure["unit"], figure["counterpart"]) == (2000, "person", "山东省")
    pairing = rows["r01"]
    assert (pairing["object"], pairing["object_id"], pairing["pages"]) == ("重庆市", "500000", "one;two")


def test_no_cell_is_a_formula_and_numbers_stay_numbers(tmp_path: Path, graph: Graph) -> None:
    rogue = Entity("Organization", '=HYPERLINK("http://example.org")', "+1")
    fall = Observation(rogue, "growth_rate", -0.05, "ratio", said("one", 0, "@SUM(A1)"), period="-5")
    write_csv(replace(graph, facts={"-x": fall}), tmp_path / "facts.csv")
    [row] = read_csv(tmp_path / "facts.csv").values()
    assert row["value"] == "-0.05"
    assert [name for name, cell in row.items() if cell.startswith(("=", "+", "-", "@"))] == ["value"]
