"""Measures of networks that are small enough to count by hand."""

from __future__ import annotations

import csv
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx
import pytest
from commands import Kg

import kg as package
from kg.analyse import aid_network, as_properties, by_province, givers, measures, of_places, whole
from kg.cli.analyse import analyse
from kg.errors import StoreError
from kg.model import PAIRING, Entity, Evidence, Graph, Place, Relation
from kg.records import read_graph, write_graph

PLACES = {
    place.id: place
    for place in (
        Place("1", "东省", "province", "100000"),
        Place("11", "东市", "prefecture", "1"),
        Place("111", "东县", "county", "11"),
        Place("2", "西省", "province", "100000", "West", 30.0, 100.0),
        Place("21", "西市", "prefecture", "2"),
        Place("3", "南省", "province", "100000"),
        Place("31", "南县", "county", "3"),
        Place("g", "西部", "group", None),
    )
}


def graph_of(*ties: tuple[str, str, str]) -> Graph:
    """A graph of ties between these places; the first is said by two pages, and since 2021."""
    entities = {id: Entity("Place", place.name, id) for id, place in PLACES.items()}
    facts: dict[str, Any] = {}
    for number, (start, tie, end) in enumerate(ties):
        evidence = (Evidence("one", 0, 1, "某", "r"), *([Evidence("two", 0, 1, "某", "r")] * (number == 0)))
        period = "2021/.." if number == 0 else None
        facts[f"f{number}"] = Relation(entities[start], tie, entities[end], evidence, period)
    return Graph({}, {f"Place/{id}": entity for id, entity in entities.items()}, PLACES, facts)


def test_the_network_is_places_and_facts() -> None:
    network = aid_network(graph_of(("1", "assists", "2"), ("1", "assists", "2"), ("2", "sends_workers_to", "1")))
    assert list(network) == ["1", "2"]
    assert network.nodes["2"] == {
        "name": "西省", "level": "province", "name_en": "West", "lat": 30.0, "lon": 100.0, "province": "2",
        "province_name": "西省",
    }  # fmt: skip
    assert network["1"]["2"]["f0"] == {
        "tie": "assists", "confidence": 1.0, "pages": 2, "period": "2021/..", "start": "2021-01-01",
    }  # fmt: skip
    assert network["2"]["1"]["f2"] == {"tie": "sends_workers_to", "confidence": 1.0, "pages": 1}


def test_it_goes_to_other_tools(tmp_path: Path) -> None:
    networkx.write_graphml(aid_network(graph_of(("1", "assists", "2"))), tmp_path / "aid.graphml")
    assert set(networkx.read_graphml(tmp_path / "aid.graphml")) == {"1", "2"}


def test_degree_and_betweenness() -> None:
    # A chain 1 - 11 - 2 - 21, said twice at one end: each inner place lies on two of the three ways between others.
    rows = of_places(
        aid_network(
            graph_of(("1", "assists", "11"), ("1", "assists", "11"), ("11", "assists", "2"), ("21", "assists", "2"))
        )
    )
    assert {row.place_id: (row.assists, row.assisted_by, row.degree, row.betweenness) for row in rows} == {
        "1": (1, 0, 1, 0.0),
        "11": (1, 1, 2, 0.666667),
        "2": (0, 2, 2, 0.666667),
        "21": (1, 0, 1, 0.0),
    }
    assert [row.place_id for row in rows] == ["11", "2", "1", "21"]


def test_betweenness_of_many_places_is_estimated_alike_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = ["1", "11", "111", "2", "21", "3", "31", "g"]
    network = aid_network(graph_of(*((a, "assists", b) for a, b in zip(ring, ring[1:] + ring[:1], strict=True))))
    exact = of_places(network)
    monkeypatch.setattr(measures, "EXACT", 5)
    monkeypatch.setattr(measures, "SOURCES", 4)
    estimate = of_places(network)
    assert estimate == of_places(network) != exact


def test_communities_are_numbered_from_the_largest() -> None:
    triangle = [("1", "assists", "11"), ("11", "assists", "111"), ("111", "assists", "1")]
    rows = of_places(aid_network(graph_of(("2", "assists", "21"), *triangle)))
    assert {row.place_id: row.community for row in rows} == {"1": 1, "11": 1, "111": 1, "2": 2, "21": 2}


def test_the_spread_of_givers() -> None:
    network = aid_network(
        graph_of(
            ("1", "assists", "2"), ("1", "assists", "21"), ("1", "assists", "3"), ("1", "assists", "31"),
            ("11", "assists", "21"), ("11", "assists", "21"), ("111", "assists", "g"), ("111", "assists", "3"),
        )
    )  # fmt: skip
    assert {
        row.giver_id: (row.receivers, row.provinces, row.entropy, row.even_provinces) for row in givers(network)
    } == {
        "1": (4, 2, 1.0, 2.0),
        "11": (1, 1, 0.0, 1.0),
        "111": (2, 2, 1.0, 2.0),  # a group counts as a province of its own
    }
    [province] = givers(by_province(network))
    assert (province.giver_id, province.receivers, province.provinces) == ("1", 2, 2)


def test_reciprocity_and_workers() -> None:
    measured = whole(
        aid_network(
            graph_of(
                ("1", "assists", "2"), ("2", "assists", "1"), ("1", "assists", "3"), ("11", "assists", "21"),
                ("3", "sends_workers_to", "1"), ("21", "sends_workers_to", "1"), ("1", "assists", "1"),
            )
        )
    )  # fmt: skip
    assert (measured.places, measured.facts, measured.pairings) == (5, 7, 4)
    assert (measured.reciprocity, measured.answered_by_workers) == (0.5, 0.25)
    assert measured.parts == 1


def test_modularity_of_two_separate_pairs() -> None:
    measured = whole(aid_network(graph_of(("1", "assists", "2"), ("11", "assists", "21"))))
    assert (measured.parts, measured.communities, measured.modularity) == (2, 2, 0.5)


def test_provinces_take_their_parts_along() -> None:
    network = by_province(
        aid_network(
            graph_of(("11", "assists", "21"), ("111", "assists", "11"), ("1", "assists", "g"), ("1", "assists", "2"))
        )
    )
    assert dict(network.nodes(data="name")) == {"1": "东省", "2": "西省"}
    assert sorted(network.edges(keys=True)) == [("1", "2", "f0"), ("1", "2", "f3")]


def test_nothing_is_measured_of_nothing() -> None:
    network = aid_network(graph_of())
    assert (of_places(network), givers(network)) == ([], [])
    assert (whole(network).places, whole(network).modularity, whole(network).reciprocity) == (0, 0.0, 0.0)
    assert whole(aid_network(graph_of(("1", "assists", "1")))).modularity == 0.0


def test_another_process_finds_the_same(story_graph: Path) -> None:
    script = (
        "import sys, kg; from kg.analyse import *; n = kg.graph(sys.argv[1]); print(of_places(n), givers(n), whole(n))"
    )
    command = [sys.executable, "-c", script, str(story_graph)]
    runs = {
        subprocess.run(command, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1


def test_the_network_of_a_folder(tmp_path: Path) -> None:
    write_graph(graph_of(("1", "assists", "2")), tmp_path)
    assert list(package.graph(tmp_path).edges(keys=True)) == [("1", "2", "f0")]
    with pytest.raises(StoreError, match="There is no graph in"):
        package.graph(tmp_path / "none")


def test_the_command(kg: Kg, story_graph: Path) -> None:
    done = kg("analyse", "network", "--store", story_graph, "--format", "json")
    assert done.status == 0
    facts = read_graph(story_graph).facts.values()
    tied = {(fact.subject.id, fact.other and fact.other.id) for fact in facts if fact.predicate == PAIRING}
    assert json.loads(done.out)[0]["pairings"] == len(tied) > 2
    table = kg("analyse", "givers", "--store", story_graph, "--format", "csv").out.splitlines()
    assert table[0] == "giver,giver_id,level,receivers,provinces,entropy,even_provinces"
    assert f"山东省,370000,province,{sum(giver == '370000' for giver, _ in tied)},1,0.0,1.0" in table
    provinces = kg("analyse", "--provinces", "--store", story_graph, "--format", "csv").out
    assert "山东省,370000,province,1,0,1," in provinces


def test_the_examples_of_the_help(kg: Kg, story_graph: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    shutil.copytree(story_graph, graph)
    first, second, third = re.findall(r"`kg ([^`]+)`", " ".join((analyse.__doc__ or "").split("Examples:")[1].split()))
    assert kg(*shlex.split(first), "--store", graph).status == 0
    assert kg(*shlex.split(second), "--store", graph).status == 0
    rows = list(csv.reader(kg(*shlex.split(third), "--store", graph, "--format", "csv").out.splitlines()))[1:]
    degrees = [int(row[1]) for row in rows]
    assert len(degrees) == 5
    assert degrees == sorted(degrees, reverse=True)
    assert degrees[-1] > 0


def test_what_the_command_says_of_a_wrong_call(kg: Kg, tmp_path: Path) -> None:
    done = kg("analyse", "--store", tmp_path / "none")
    assert (done.status, done.err) == (
        1,
        f"kg: There is no graph in {tmp_path / 'none'}. Build one first: kg build PATH...\n",
    )
    done = kg("analyse", "--write", "--provinces", "--store", tmp_path)
    assert (done.status, done.err[:60]) == (2, "kg: --write sets the measures of places, --provinces merges ")
    done = kg("analyse", "--database", "x", "--store", tmp_path)
    assert (done.status, done.err[:48]) == (2, "kg: --database names a database of a server. Nam")
    assert kg("analyse", "nonsense").status == 2


def test_properties_are_numbers_under_their_own_names() -> None:
    properties = as_properties(aid_network(graph_of(("1", "assists", "2"))))
    assert properties["2"] == {
        "net_assists": 0, "net_assisted_by": 1, "net_degree": 1, "net_betweenness": 0.0, "net_community": 1,
    }  # fmt: skip
    assert {"net_receivers", "net_provinces", "net_entropy", "net_even_provinces"} <= properties["1"].keys()
