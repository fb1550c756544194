"""Work whose writing fails: ``python -m tests.faults.trouble FILE INJECTOR SEED LIVES``.

Each life goes on until an intention is refused; then the trouble ends, and the file is judged. What was refused is
said line by line, with its sentence. Anything but a refusal ends this process with its stack.
"""

import ctypes
import errno
import logging
import random
import resource
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from culture_desktop.database import Database
from culture_desktop.errors import CultureError
from tests.faults.judge import is_sentence, judge
from tests.faults.lives import Story
from tests.faults.state import state_of
from tests.faults.worker import WORKS, Message, Worker

STEPS = 8  # of a work in one life at most
LIBRARY = Path("/usr/lib/fiu/fiu_posix_preload.so")  # Debian's fiu-utils
Trouble = Callable[[random.Random], AbstractContextManager[None]]
_LARGEST = 600_000  # bytes


@contextmanager
def _no_room(source: random.Random) -> Iterator[None]:
    """Within the block no file grows over some size."""
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (source.randrange(_LARGEST), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def _failing(code: int, *names: str) -> Trouble:
    """Within the block calls of the system fail now and then. Source: libfiu, fiu.h and fiu-control.h."""

    @contextmanager
    def trouble(source: random.Random) -> Iterator[None]:
        fiu = ctypes.CDLL("libfiu.so.0")
        fiu.fiu_set_prng_seed(ctypes.c_uint(source.randrange(2**31)))
        probability = ctypes.c_float(source.choice([0.01, 0.05, 0.3]))
        for name in names:
            fiu.fiu_enable_random(name.encode(), 1, ctypes.c_void_p(code), 0, probability)
        try:
            yield
        finally:
            for name in names:
                fiu.fiu_disable(name.encode())

    return trouble


INJECTORS: Mapping[str, Trouble] = {
    "limit": _no_room,
    "write": _failing(errno.EIO, "posix/io/rw/write", "posix/io/rw/pwrite"),
    "full": _failing(errno.ENOSPC, "posix/io/rw/write", "posix/io/rw/pwrite"),
    "sync": _failing(errno.EIO, "posix/io/sync/fsync", "posix/io/sync/fdatasync"),
    "truncate": _failing(errno.EIO, "posix/io/rw/ftruncate"),
    "rename": _failing(errno.EIO, "posix/io/dir/rename"),
    "unlink": _failing(errno.EIO, "posix/io/dir/unlink"),
}


def suffer(path: Path, life: str, trouble: Trouble, source: random.Random) -> Story:
    """One life in trouble, judged; what was refused stays ``doing``: it may be there after all, but whole."""
    database = Database.open(path)
    story = Story(state=state_of(database))
    database.close()

    def hear(message: Message) -> None:
        if "refused" not in message:
            story.hear(message)
            return
        assert is_sentence(message["sentence"]), message
        sys.stdout.write(f"{message['refused']}: {message['sentence']}\n")

    what = source.choice([name for name in WORKS if name != "migrations"])
    worker = Worker(path, life, hear, lambda: trouble(source))
    steps = WORKS[what](worker)
    try:
        for _ in range(STEPS):
            next(steps)
    except CultureError:
        pass
    finally:
        worker.close()
    judge(path, story)
    return story


def main(path: Path, injector: str, seed: str, lives: int) -> None:
    """So many lives on one file."""
    source = random.Random(f"{seed} {injector}")
    for life in range(lives):
        suffer(path, f"{injector}-{life}", INJECTORS[injector], source)


if __name__ == "__main__":
    logging.basicConfig(handlers=[logging.NullHandler()])  # the program's own goes to a file
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
