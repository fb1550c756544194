"""Starting workers and ending them: a process is forked from one that has the program loaded, which takes no time."""

import multiprocessing
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.faults.state import State
from tests.faults.worker import Message, work

_PATIENCE = 60.0  # seconds
_LOADED = ["pytest", "alembic.command", "PIL.PngImagePlugin", "tests.faults.worker", "tests.faults.commands"]
_FORKS = "forkserver" in multiprocessing.get_all_start_methods()
_context: Any = multiprocessing.get_context("forkserver" if _FORKS else "spawn")
if _FORKS:
    _context.set_forkserver_preload(_LOADED)


@dataclass(frozen=True)
class Fate:
    """How a worker ends: killed after so many seconds, or by itself before its nth file operation."""

    seconds: float = 0.0
    operation: int | None = None


@dataclass
class Story:
    """What a worker said: the last state it acknowledged, and what it was about to do then."""

    state: State | None = None
    doing: Message | None = None
    done: int = 0
    backups: dict[Path, str] = field(default_factory=dict)  # file: digest of what it has to hold
    sizes: dict[str, set[int]] = field(default_factory=dict)  # intention: rows that it wrote

    def hear(self, message: Message) -> None:
        """Take in one message."""
        if "doing" in message:
            self.doing = message
            return
        assert self.doing is not None
        now = State(message["rows"], message["entry"], message["size"])
        if self.state is not None and now.entry > self.state.entry:
            self.sizes.setdefault(message["done"], set()).add(now.size)
        if message["file"]:  # what a restore puts aside is what was there before
            held = self.state if self.doing["to"] else now
            assert held is not None
            self.backups[Path(message["file"])] = held.rows
        self.state, self.doing = now, None
        self.done += 1


def random_fate(source: random.Random, longest: float, most: int) -> Fate:
    """By turns at any moment, and at any opening, renaming or removing of a file."""
    if source.random() < 0.5:
        return Fate(seconds=source.uniform(0, longest))
    return Fate(operation=source.randint(1, most))


def live(what: str, path: Path, life: str, fate: Fate, story: Story) -> None:
    """Have a worker work on a file until its fate; ``story`` is told all it said."""
    hearing, saying = _context.Pipe(duplex=False)
    process = _context.Process(target=_work, args=(what, path, life, saying, fate.operation))
    process.start()
    saying.close()
    if fate.operation is None:
        assert hearing.poll(_PATIENCE), "it says at once that it is there"
        deadline = time.monotonic() + fate.seconds
        while hearing.poll(max(0.0, deadline - time.monotonic())):
            if not _hear(hearing, story):
                break
        process.kill()
    while hearing.poll(_PATIENCE) and _hear(hearing, story):
        continue
    process.join(_PATIENCE)
    assert process.exitcode == -signal.SIGKILL, "it ended otherwise than by the kill"


def answer(function: Callable[..., Any], *arguments: Any) -> Any:
    """What a function returns in a process of its own."""
    hearing, saying = _context.Pipe(duplex=False)
    process = _context.Process(target=_answer, args=(saying, function, arguments))
    process.start()
    saying.close()
    assert hearing.poll(_PATIENCE)
    value = hearing.recv()
    process.join(_PATIENCE)
    assert process.exitcode == 0
    return value


def _hear(hearing: Connection, story: Story) -> bool:
    try:
        message = hearing.recv()
    except (EOFError, ConnectionResetError):
        return False
    if message:
        story.hear(message)
    return True


def _work(what: str, path: Path, life: str, saying: Connection, operation: int | None) -> None:
    saying.send({})
    work(what, path, life, saying.send, operation)


def _answer(saying: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    saying.send(function(*arguments))
