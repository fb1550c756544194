"""The command line without a process of its own: a start costs a second or more, and tables of cases need many."""

import io
import subprocess
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from typing_extensions import override

from culture_desktop import app
from culture_desktop.cli.main import run
from culture_desktop.database import Database
from culture_desktop.services.services import Services
from tests.cli.command_line import CommandLine


def _open(path: Path) -> Services:
    """As the program does, but without its log in the user's folder."""
    return Services.on(Database.open(path))


class Inside(CommandLine):
    """Runs commands by the composition of the program, its output caught as a pipe would."""

    @override
    def run(self, *arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        assert environment is None, "only a process has an environment of its own"
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
        with redirect_stdout(out), redirect_stderr(err):
            code = run(["--data", str(self.data), *arguments], _open, app.open_window, app.has_display)
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read())
        return subprocess.CompletedProcess(arguments, code, *texts)
