"""Commands of the program in a process that is short of room or of rights."""

import ctypes
import io
import os
import resource
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from culture_desktop import app
from culture_desktop.cli.main import run

_CAPSET_VERSION = 0x20080522
_OVERRIDES = 0b1110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER


@dataclass(frozen=True)
class Outcome:
    """What a command answered."""

    code: int
    out: str
    err: str


def command(
    data: Path, arguments: tuple[str, ...], environment: Mapping[str, str], limit: int | None, rights: bool
) -> Outcome:
    """Run a command as the program does, its log with it.

    With ``limit`` no file may grow over so many bytes, as on a full disk; without ``rights`` even the administrator
    writes only where the permissions of a file say so.
    """
    os.environ.update(environment)
    if not rights:
        _give_up_overrides()
    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # Python ignores the signal that comes with it
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = run(["--data", str(data), "--json", *arguments], app.open_services, app.open_window, lambda: False)
    texts = []
    for stream in (out, err):
        stream.seek(0)
        texts.append(stream.read())
    return Outcome(code, *texts)


def _give_up_overrides() -> None:
    """Nothing to give up for an ordinary user. Source: capset(2)."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_CAPSET_VERSION, 0)
    sets = (ctypes.c_uint32 * 6)()
    if libc.capget(header, sets) != 0:
        raise OSError(ctypes.get_errno(), "capget")
    sets[0] &= ~_OVERRIDES
    if libc.capset(header, sets) != 0:
        raise OSError(ctypes.get_errno(), "capset")
