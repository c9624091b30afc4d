"""`make demo`: the way from the sample pages to a graph, its answers and its files, with the commands that do it."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kg.model import Graph
from kg.ontology import load
from kg.records import GRAPH, read_graph
from kg.resources import samples_dir
from kg.shape.lines import lines

STORE, OUT = Path("graph"), Path("out")
STORIES = ("s01_shandong_chongqing", "s02_wenchuan_workshops")
"""The two sample pages whose triples are shown ..."""
SHOWN = ("assists", "sends_workers_to", "has_workshops", "transferred_workers", "cooperation_funds", "job_fairs")
"""... and the predicates."""

console = Console(highlight=False, width=None if sys.stdout.isatty() else 110)


def main() -> None:
    """Run each step; the first that fails ends the demo with its status."""
    _keep_others_graph()
    started = time.perf_counter()
    samples = _shown(samples_dir())
    OUT.mkdir(exist_ok=True)
    _step("Build the graph of the sample pages", "build", samples, "--store", f"{STORE}")
    _say("What two of the pages say, as triples")
    console.print(_triples(read_graph(STORE)))
    _step("Ask: with whom are the counties of Chongqing paired?", "query", "county_pairings", "-p", "province=重庆市")
    _step("Write all of it as Turtle", "export", "turtle", f"{OUT / 'aid.ttl'}")
    _step("Show all of it in one page", "export", "html", f"{OUT / 'pairings.html'}")
    _end(time.perf_counter() - started, samples)


def _keep_others_graph() -> None:
    """End the demo where the folder has a graph of other pages, which it would replace."""
    samples = {path.stem for path in samples_dir().iterdir()}
    if (STORE / GRAPH).exists() and not read_graph(STORE).documents.keys() <= samples:
        sys.exit(f"{STORE}/ has a graph of other pages, and the demo does not replace it. Move it away, or remove it.")


def _say(title: str) -> None:
    console.print(f"\n[bold]{title}[/bold]")


def _step(title: str, *arguments: str) -> None:
    """A `kg` command, shown before it is run."""
    _say(title)
    console.print(f"[dim]$ kg {' '.join(arguments)}[/dim]")
    done = subprocess.run([sys.executable, "-m", "kg.cli", *arguments], check=False)
    if done.returncode:
        sys.exit(done.returncode)


def _triples(graph: Graph) -> Table:
    """A selection of what the two pages say, in both languages."""
    ontology = load()
    told = {id: fact for id, fact in graph.facts.items() if any(each.doc in STORIES for each in fact.evidence)}
    table = Table(box=None, header_style="dim")
    for column in ("triple", "三元组", "period"):
        table.add_column(column, overflow="fold")
    for line in lines(replace(graph, facts=told)):
        if line.predicate not in SHOWN:
            continue
        value = f"{line.object} {line.unit}".removesuffix(" count")
        predicate_zh = ontology.label(line.predicate)
        table.add_row(
            f"{line.subject} [cyan]{line.predicate}[/cyan] {value}",
            f"{line.subject_zh} [cyan]{predicate_zh}[/cyan] {line.object_zh or line.object}",
            line.period,
        )
    return table


def _end(seconds: float, samples: str) -> None:
    _say(f"Done in {seconds:.0f} s. There are now")
    for path, about in (
        (STORE, "the graph, and the database that answers queries"),
        (OUT / "aid.ttl", "the graph as RDF, with each fact's evidence"),
        (OUT / "pairings.html", "the map, the network and every sentence: open it in a browser"),
    ):
        console.print(f"  {path!s:18} {about}")
    _say("Go on with")
    for call, about in (
        ("kg query", "lists the saved queries"),
        ("kg query place_figures -p place=汶川县", "asks one of them"),
        (f"kg extract {samples}", "prints facts as JSON lines"),
        ("kg build PAGES...", "makes a graph of your own pages"),
    ):
        console.print(f"  [dim]# {about}[/dim]\n  .venv/bin/{call}", soft_wrap=True)


def _shown(path: Path) -> str:
    """The path as it is shortest to type."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


if __name__ == "__main__":
    main()
