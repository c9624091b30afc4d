"""Runs a command until it ends or this process's stdin does: `python leash.py COMMAND...`.

Whoever holds the other end of stdin may be killed in any way: the operating system closes it, and the command ends too.
"""

from __future__ import annotations

import subprocess
import sys
import threading

GRACE_SECONDS = 60
"""How long the command may take to end by itself once it is asked to."""


def main() -> int:
    """The command's exit status."""
    command = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
    threading.Thread(target=_end_with_stdin, args=(command,), daemon=True).start()
    return command.wait()


def _end_with_stdin(command: subprocess.Popen[bytes]) -> None:
    sys.stdin.buffer.read()
    command.terminate()
    try:
        command.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        command.kill()


if __name__ == "__main__":
    sys.exit(main())
