import csv
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date
from io import BytesIO

import networkx
from store_sample import PLACE, said

from kg.model import Entity, Graph, Observation, Relation
from kg.store.files import write_csv, write_graphml
from kg.store.gexf import write_gexf
from kg.store.projection import project


def read_csv(graph: Graph) -> dict[str, dict[str, str]]:
    out = BytesIO()
    write_csv(graph, out)
    assert out.getvalue().startswith(b"\xef\xbb\xbf")
    return {row["fact"]: row for row in csv.DictReader(out.getvalue().decode("utf-8-sig").splitlines())}


def test_graphml_is_read_back_by_networkx(graph: Graph) -> None:
    graph.facts["odd"] = Relation(PLACE["汶川县"], "received", "贷款\u0000\u000b<&>", said("one", 0, "贷款\u0001"))
    out = BytesIO()
    write_graphml(graph, out)
    found = networkx.read_graphml(BytesIO(out.getvalue()))
    rows = project(graph)
    assert (found.number_of_nodes(), found.number_of_edges()) == (len(rows.nodes), len(rows.relationships))
    place = found.nodes["Place/513221"]
    assert (place["labels"], place["name"], place["has_workshops"]) == ("Place;County", "汶川县", 21.0)
    assert found.nodes["Statement/odd"]["text"] == "贷款<&>"
    pairings = {edge["fact"]: edge for edge in found["Place/370000"]["Place/500000"].values()}
    assert pairings["r01"]["documents"] == "one;two"


def test_graphml_names_nodes_and_edges_for_gephi_and_weighs_them(graph: Graph) -> None:
    out = BytesIO()
    write_graphml(graph, out)
    found = networkx.read_graphml(BytesIO(out.getvalue()))
    assert (found.nodes["Place/513221"]["label"], found.nodes["Place/513221"]["kind"]) == ("汶川县", "Place")
    assert all(data["label"] for _, data in found.nodes(data=True))
    pairings = {edge["fact"]: edge for edge in found["Place/370000"]["Place/500000"].values()}
    assert (pairings["r01"]["label"], pairings["r01"]["weight"]) == ("ASSISTS", 2.0)


def gexf_of(graph: Graph) -> bytes:
    out = BytesIO()
    write_gexf(graph, out)
    return out.getvalue()


def test_gexf_is_read_back_by_networkx_with_names_kinds_and_weights(graph: Graph) -> None:
    graph.facts["odd"] = Relation(PLACE["汶川县"], "received", "贷款\u0000<&>", said("one", 0, "贷款\u0001"))
    found = networkx.read_gexf(BytesIO(gexf_of(graph)), version="1.3")
    rows = project(graph)
    assert (found.number_of_nodes(), found.number_of_edges()) == (len(rows.nodes), len(rows.relationships))
    place = found.nodes["Place/513221"]
    assert (place["label"], place["kind"], place["has_workshops"]) == ("汶川县", "Place", 21.0)
    assert found.nodes["Statement/odd"]["text"] == "贷款<&>"
    pairings = {edge["fact"]: edge for edge in found["Place/370000"]["Place/500000"].values()}
    assert (pairings["r01"]["label"], pairings["r01"]["weight"]) == ("ASSISTS", 2.0)


def test_gexf_says_when_a_fact_holds_and_nothing_else_is_a_time(graph: Graph) -> None:
    root = ElementTree.fromstring(gexf_of(graph))
    namespace = "{http://gexf.net/1.3}"
    whole = root.find(f"{namespace}graph")
    assert whole is not None
    assert (root.get("version"), whole.get("mode"), whole.get("timeformat")) == ("1.3", "dynamic", "date")
    times = [
        each.get(side) for tag in ("node", "edge") for each in whole.iter(namespace + tag) for side in ("start", "end")
    ]
    dates = [time for time in times if time is not None]
    assert dates
    assert all(date.fromisoformat(time) for time in dates)
    assert all(each.get("kind") == each.get("label") for each in whole.iter(f"{namespace}edge"))
    declared = {each.get("id") for each in whole.iter(f"{namespace}attribute")}
    assert {each.get("for") for each in whole.iter(f"{namespace}attvalue")} <= declared


def test_equal_graphs_give_equal_gexf(graph: Graph) -> None:
    assert gexf_of(graph) == gexf_of(replace(graph, facts=dict(reversed(graph.facts.items()))))
    assert b"lastmodifieddate" not in gexf_of(graph)


def test_a_figure_is_a_row(graph: Graph) -> None:
    rows = read_csv(graph)
    assert rows.keys() == graph.facts.keys()
    figure = rows["o05"]
    assert (figure["kind"], figure["subject"], figure["subject_id"], figure["predicate"]) == (
        "observation", "重庆市", "500000", "transferred_workers",
    )  # fmt: skip
    assert (figure["value"], figure["unit"], figure["counterpart"]) == ("2000", "person", "山东省")
    pairing = rows["r01"]
    assert (pairing["object"], pairing["object_id"], pairing["pages"]) == ("重庆市", "500000", "one;two")


def test_no_cell_is_a_formula_and_numbers_stay_numbers(graph: Graph) -> None:
    rogue = Entity("Organization", '=HYPERLINK("http://example.org")', "+1")
    fall = Observation(rogue, "growth_rate", -0.05, "ratio", said("one", 0, "@SUM(A1)"), period="-x")
    [row] = read_csv(replace(graph, facts={"-x": fall})).values()
    assert row["value"] == "-0.05"
    assert [name for name, cell in row.items() if cell.startswith(("=", "+", "-", "@"))] == ["value"]
