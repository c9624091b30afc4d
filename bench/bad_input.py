"""What `kg extract` does with input that is broken, huge or hostile.

    python bench/bad_input.py            print a line for each case
    python bench/bad_input.py --check    and fail where one takes too long or too much memory, or harms a sound page

Each case is a file beside a sound page, and a process of its own. It holds where the sound page gives its facts, and
the file gives text or is set aside with one line that says why, within `SECONDS` and `MEGABYTES`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

SECONDS, MEGABYTES = 30, 1024
"""What a case may take of the processor and of memory, start included."""
LONGEST = 300
"""Seconds after which a run is killed: many times what it takes, for a busy machine."""
MB = 1 << 20
SOUND = "2020年，山东省淄博市对口帮扶重庆市石柱县。石柱县已建成扶贫车间21个，吸纳贫困劳动力就业612人。\n"
SENTENCES = SOUND.strip().encode() * (MB // len(SOUND.strip().encode()))
"""About a megabyte without a line end."""


class Done(NamedTuple):
    """How a run ended."""

    seconds: float
    """What it took of the processor: a busy machine is no fault of the case."""
    megabytes: float
    """The most memory that the process had, or this one when it started it."""
    status: int
    aside: list[str]
    """The lines that say what was set aside."""
    sound: bool
    """Whether the sound page gave facts."""


def main() -> int:
    """Print the cases; with --check, return 1 where one does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail where a case does not hold")
    arguments = parser.parse_args()
    beyond = []
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            done = run(case, Path(folder))
        reason = done.aside[0] if done.aside else "read"
        print(f"{case.__name__:22}{done.seconds:6.1f} s {done.megabytes:5.0f} MB  {reason}", flush=True)
        if not holds(done):
            beyond.append(f"{case.__name__}: {done}")
    print("\n".join(beyond))
    return 1 if beyond and arguments.check else 0


def holds(done: Done) -> bool:
    """Whether a run ended as it should."""
    in_time = done.seconds <= SECONDS and done.megabytes <= MEGABYTES
    return in_time and done.sound and done.status in (0, 1) and len(done.aside) <= 1


def run(case: Callable[[Path], Path], folder: Path) -> Done:
    """Extract the facts of a case's file and of the sound page after it."""
    path, sound, out, said = case(folder), folder / "sound.txt", folder / "out.jsonl", folder / "said"
    sound.write_text(SOUND, encoding="utf-8")
    command = [sys.executable, "-m", "kg.cli", "extract", str(path), str(sound), "-o", str(out)]
    ended = threading.Event()
    if case is changing_file:
        threading.Thread(target=grow, args=(path, ended), daemon=True).start()
    with said.open("wb") as stream:
        process = subprocess.Popen(
            command, stdout=stream, stderr=stream, cwd=folder, env={**os.environ, "COLUMNS": "300"}
        )
        killer = threading.Timer(LONGEST, process.kill)
        killer.start()
        _, status, used = os.wait4(process.pid, 0)  # what this one process used
        process.returncode = os.waitstatus_to_exitcode(status)
        killer.cancel()
        ended.set()
    lines = said.read_text(encoding="utf-8", errors="replace").splitlines()
    aside = [each for each in lines if each.startswith(f"set aside: {path}")]
    facts = [json.loads(each) for each in out.read_text(encoding="utf-8").splitlines()] if out.exists() else []
    return Done(
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / 1024,
        process.returncode,
        [each.replace(str(path), path.name) for each in aside],
        any(fact["doc"] == "sound" for fact in facts),
    )


def grow(path: Path, ended: threading.Event) -> None:
    """Adds lines to a file until the reader has ended."""
    number = 0
    while not ended.wait(0.01):
        number += 1
        with path.open("ab") as file:
            file.write(line(f"{number}{SOUND}"))


def line(text: str) -> bytes:
    """A line of JSON with a page."""
    return json.dumps({"text": text}).encode() + b"\n"


def written(path: Path, data: bytes) -> Path:
    """The path, with the data in its file."""
    path.write_bytes(data)
    return path


def cut_off_utf8(folder: Path) -> Path:
    """The last character lacks a byte."""
    return written(folder / "case.txt", SOUND.strip().encode()[:-1])


def cut_off_gbk(folder: Path) -> Path:
    """The last character lacks a byte."""
    return written(folder / "case.txt", SOUND.strip().encode("gb18030")[:-1])


def cut_off_big5(folder: Path) -> Path:
    """The last character lacks a byte."""
    return written(folder / "case.txt", ("對口支援，勞務協作。" * 30).encode("big5")[:-1])


def cut_off_utf16(folder: Path) -> Path:
    """The last character lacks a byte."""
    return written(folder / "case.txt", SOUND.strip().encode("utf-16")[:-1])


def nul_bytes(folder: Path) -> Path:
    """A few NULs in a page."""
    return written(folder / "case.txt", (SOUND * 30).encode() + b"\0\0\0" + SOUND.encode())


def only_nul_bytes(folder: Path) -> Path:
    """A file that was never written."""
    return written(folder / "case.txt", bytes(MB))


def surrogate_in_json(folder: Path) -> Path:
    """Half of a character of two halves, escaped."""
    return written(folder / "case.jsonl", b'{"text": "' + b"\\ud83d" + SOUND.strip().encode() + b'"}\n')


def surrogate_in_utf8(folder: Path) -> Path:
    """The same as bytes, which is no UTF-8."""
    return written(folder / "case.txt", (SOUND * 9).encode() + "\ud83d".encode("utf-8", "surrogatepass"))


def surrogate_in_utf16(folder: Path) -> Path:
    """The same in UTF-16."""
    return written(folder / "case.txt", (SOUND + "\ud83d" + SOUND).encode("utf-16", "surrogatepass"))


def line_of_100_mb(folder: Path) -> Path:
    """A text of one line."""
    path = folder / "case.txt"
    with path.open("wb") as file:
        for _ in range(100):
            file.write(SENTENCES)
    return path


def json_line_of_100_mb(folder: Path) -> Path:
    """A line of JSON, another one after it."""
    path = folder / "case.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(100):
            file.write(SENTENCES)
        file.write(b'"}\n' + line("甲县"))
    return path


def gzip_bomb(folder: Path) -> Path:
    """1 MB that opens to 1 GB."""
    path = folder / "case.txt.gz"
    with gzip.open(path, "wb", compresslevel=9) as file:
        for _ in range(1024):
            file.write(b"x" * MB)
    return path


def deep_html(folder: Path) -> Path:
    """Elements in elements, 100,000 deep."""
    inside = f"<p>{SOUND.strip()}</p>"
    deep = "<div>" * 100_000 + inside + "</div>" * 100_000
    return written(folder / "case.html", f"<!DOCTYPE html><html><body>{deep}</body></html>".encode())


def zip_with_ways_out(folder: Path) -> Path:
    """Members whose names lead out of the folder."""
    path = folder / "case.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../out.txt", SOUND * 2)
        archive.writestr("/tmp/out.txt", SOUND * 3)
    return path


def changing_file(folder: Path) -> Path:
    """Lines are added while it is read."""
    return written(folder / "case.jsonl", b"".join(line(f"{number}{SOUND}") for number in range(3000)))


CASES = (
    cut_off_utf8,
    cut_off_gbk,
    cut_off_big5,
    cut_off_utf16,
    nul_bytes,
    only_nul_bytes,
    surrogate_in_json,
    surrogate_in_utf8,
    surrogate_in_utf16,
    line_of_100_mb,
    json_line_of_100_mb,
    gzip_bomb,
    deep_html,
    zip_with_ways_out,
    changing_file,
)

if __name__ == "__main__":
    sys.exit(main())
