"""Processes of their own that hold, race for or give back a data file, at a word from the test.

Each reads words on its standard input and answers every one with a line.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Only the lock, not the database around it: fifty processes are to start within seconds.
_CONTENDER = """
import importlib, sys, types
from pathlib import Path
import culture_desktop
package = types.ModuleType("culture_desktop.database")
package.__path__ = [culture_desktop.__path__[0] + "/database"]
sys.modules[package.__name__] = package
from culture_desktop.database.ownership import Ownership
from culture_desktop.errors import DatabaseInUseError
owned = None
print("ready", flush=True)
for word in sys.stdin:
    if word == "take\\n":
        try:
            owned = Ownership(Path(sys.argv[1]))
        except DatabaseInUseError:
            print("in use", flush=True)
        else:
            print("owner", flush=True)
    elif owned is not None:
        owned.release()
        owned = None
        print("free", flush=True)
"""
_HOLDER = """
import sys
from pathlib import Path
from culture_desktop.database import Database
from culture_desktop.errors import CultureError
print("ready", flush=True)
sys.stdin.readline()
try:
    database = Database.open(Path(sys.argv[1]))
except CultureError as error:
    print(type(error).__name__, flush=True)
else:
    print("open", flush=True)
sys.stdin.readline()
"""
Process = subprocess.Popen[str]


@contextmanager
def contenders(path: Path, count: int) -> Iterator[list[Process]]:
    """Processes that are ready to take the lock of a file at the word ``take`` and give it back at any other."""
    yield from _started(_CONTENDER, path, count)


@contextmanager
def holders(path: Path, count: int = 1) -> Iterator[list[Process]]:
    """Processes that are ready to open a data file at a word, and end at the next."""
    yield from _started(_HOLDER, path, count)


def say(process: Process, word: str) -> None:
    """Say a word, without waiting for the answer."""
    assert process.stdin is not None
    process.stdin.write(f"{word}\n")
    process.stdin.flush()


def answer(process: Process) -> str:
    """The next line of the process."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def ask(processes: list[Process], word: str) -> list[str]:
    """Say a word to all as nearly at once as can be, and hear what they answer."""
    for process in processes:
        say(process, word)
    return [answer(process) for process in processes]


def _started(code: str, path: Path, count: int) -> Iterator[list[Process]]:
    command = [sys.executable, "-c", code, str(path)]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") for _ in range(count)
    ]
    try:
        assert [answer(process) for process in processes] == ["ready"] * count
        yield processes
    finally:
        for process in processes:
            process.kill()
            process.communicate()
