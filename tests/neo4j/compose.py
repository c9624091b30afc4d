"""What `docker-compose.yml` sets of the server, for the server under test: both run with the same settings."""

from __future__ import annotations

from typing import Any

import yaml
from neo4j_jars import HERE

FILE = HERE.parents[1] / "docker-compose.yml"


def services() -> dict[str, Any]:
    """The services by name, with nothing put in for the variables."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))["services"]


def settings() -> dict[str, str]:
    """The lines of `neo4j.conf` that the official image makes of its environment: `_` is a dot there, `__` is `_`."""
    environment = services()["neo4j"]["environment"]
    return {_setting(name): value for name, value in environment.items() if name != "NEO4J_AUTH"}


def _setting(variable: str) -> str:
    words = variable.removeprefix("NEO4J_").split("__")
    return "_".join(word.replace("_", ".") for word in words)
