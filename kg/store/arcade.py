"""The door to ArcadeDB: one place that knows its packages and how its JVM is started.

`arcadedb` (native, quicker to open) is used where it is installed, `arcadedb-embedded` (with its own Java) otherwise.
Both have the same classes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple


class Node(NamedTuple):
    """A node as a picture shows it."""

    key: str
    """The engine's own id."""
    label: str
    id: str
    name: str


class Tie(NamedTuple):
    """A relationship as a picture shows it: its type, and the keys of the nodes that it leads from and to."""

    type: str
    start: str
    end: str


_FIRST = ("Place", "Document")
"""Of a node's two labels the one that its id is unique under."""
HEAP_VARIABLE = "KG_HEAP"
"""Environment: the most memory that the JVM takes, such as `512m`; the default is a quarter of the machine's."""


@cache
def engine() -> ModuleType:
    """The package of the engine, ready for use."""
    if find_spec("arcadedb") is not None:
        # Its log goes to a file of the user's state folder instead of to the terminal.
        os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
        import arcadedb  # type: ignore[import-not-found]

        return arcadedb  # type: ignore[no-any-return]
    import arcadedb_embedded

    _start_jvm()
    return arcadedb_embedded  # type: ignore[no-any-return]


def create(path: Path) -> Any:
    """A new, empty database in a folder that does not exist yet or is empty."""
    database = engine().create_database(str(path))
    # A build that breaks is thrown away as a whole, so the log need not reach the disk at each commit's metadata.
    database.set_wal_flush("yes_nometadata")
    return database


def open_read_only(path: Path) -> Any:
    """The database in a folder, for any number of readers at once."""
    package = engine()
    path = path.absolute()  # Java keeps the working directory of its start
    if package.__name__ == "arcadedb":
        return package.open_database(str(path), read_only=True)
    import jpype

    # The package opens for writing only; its class takes any open database.
    mode = jpype.JClass("com.arcadedb.engine.ComponentFile$MODE").READ_ONLY
    return package.Database(jpype.JClass("com.arcadedb.database.DatabaseFactory")(str(path)).open(mode))


def open_for_writing(path: Path) -> Any:
    """The database in a folder that nobody else has open."""
    return engine().open_database(str(path.absolute()))


def message(error: BaseException) -> str:
    """What the engine says, without its chain of Java's class names."""
    text = str(error).partition(" (caused by ")[0]
    return re.sub(r"^(?:\w[\w ]* failed: )?(?:[\w.$]+(?:Exception|Error): )*", "", text)


def first_cause(error: BaseException) -> str:
    """What began an error, such as a full disk, below all that the engine makes of it."""
    while cause := error.__cause__ or error.__context__:
        error = cause
    return message(error)


def opened(value: Any) -> Any:
    """A node or a relationship as its properties, without the engine's own (`@rid`), and a path as its steps."""
    if hasattr(value, "propertiesAsMap"):
        value = engine().convert_java_to_python(value.propertiesAsMap())
    if isinstance(value, Mapping):
        return {name: item for name, item in value.items() if not name.startswith("@")}
    return list(value.toAlternatingList()) if hasattr(value, "toAlternatingList") else value


def elements(value: Any) -> Iterator[Node | Tie]:
    """The nodes and relationships in an answer's value; a relationship comes after its two ends."""
    if hasattr(value, "toAlternatingList"):
        value = list(value.toAlternatingList())
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from elements(item)
    elif hasattr(value, "getOutVertex"):
        ends = value.getOutVertex(), value.getInVertex()
        yield from map(_node, ends)
        yield Tie(str(value.getTypeName()), *(str(end.getIdentity()) for end in ends))
    elif hasattr(value, "propertiesAsMap"):
        yield _node(value)


def _node(vertex: Any) -> Node:
    properties = opened(vertex)
    name = properties.get("name") or properties.get("title") or properties.get("quote") or properties.get("measure")
    labels = str(vertex.getTypeName()).split("~")
    label = next((each for each in _FIRST if each in labels), labels[0])
    return Node(
        str(vertex.getIdentity()), label, str(properties.get("id", "")), str(name or properties.get("text") or label)
    )


def _start_jvm() -> None:
    """Start the package's own Java for a short life.

    The package's own `start_jvm` is not used: it adds a module for vector search, which costs a second and a warning
    on stderr, and has log files made in the user's folder. Compiling lightly and collecting garbage in one thread
    make the rest shorter.
    """
    import jpype
    from arcadedb_embedded.jvm import get_bundled_jre_lib_path, get_jar_path

    if jpype.isJVMStarted():
        return
    options = [
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF8",
        "-Dpolyglot.engine.WarnInterpreterOnly=false",
        f"-Djava.util.logging.config.file={Path(__file__).with_name('arcade.properties')}",
        "--enable-native-access=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
        "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
    ]
    if heap := os.environ.get(HEAP_VARIABLE):
        options.append(f"-Xmx{heap}")
    jars = sorted(str(jar) for jar in Path(get_jar_path()).glob("*.jar"))
    jpype.startJVM(get_bundled_jre_lib_path(), *options, classpath=jars, interrupt=False)
