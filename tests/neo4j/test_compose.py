"""docker-compose.yml: no Docker engine runs it here, but its parts are tried one by one.

The server under test runs with its settings, and `test_neo4j_browser.py` with its loading step and what it serves.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib

import compose
import load_sample
import pytest
from neo4j_fixtures import Address

from kg.store.neo4j import Neo4jStore

ROOT = compose.FILE.parent


def test_docker_compose_takes_the_file() -> None:
    command = _docker_compose()
    done = subprocess.run([*command, "-f", str(compose.FILE), "config"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "neo4j/change-this-password" in done.stdout


def test_the_server_has_its_settings(neo4j_store: Neo4jStore) -> None:
    assert compose.settings()["server.memory.pagecache.size"] == "512m"
    shown = dict(neo4j_store.query("SHOW SETTINGS YIELD name, value RETURN name, value").rows)
    for name, value in compose.settings().items():
        assert shown[name].removesuffix(".00MiB").removesuffix(".00GiB") in (value, value[:-1]), name


def test_what_the_image_runs_is_in_it() -> None:
    copied = {line.split()[1] for line in (ROOT / "Dockerfile").read_text().splitlines() if line.startswith("COPY ")}
    services = compose.services()
    assert services["loader"]["entrypoint"][1] in copied
    assert services["loader"]["entrypoint"][2] == "bolt://neo4j:7687"
    for path in copied:
        assert (ROOT / path).exists()
    included = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    assert set(included["targets"]["wheel"]["force-include"]) <= copied


def test_the_loader_leaves_a_graph_as_it_is(neo4j_store: Neo4jStore, neo4j_address: Address) -> None:
    neo4j_store._driver.execute_query("CREATE (:Person {id: 'mine'})")
    assert load_sample.main(neo4j_address.uri).endswith("holds 1 nodes already and is left as it is.")
    assert neo4j_store.counts() == (1, 0)


def _docker_compose() -> list[str]:
    if shutil.which("docker-compose"):
        return ["docker-compose"]
    if shutil.which("docker") and not subprocess.run(["docker", "compose", "version"], capture_output=True).returncode:
        return ["docker", "compose"]
    missing = "This needs docker-compose, without an engine. On Debian: apt install docker-compose"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)
