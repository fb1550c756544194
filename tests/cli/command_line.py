"""The command line as scripts use it: a process of its own, one data file."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HIDDEN = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


@dataclass(frozen=True)
class CommandLine:
    """Runs commands on one data file."""

    data: Path

    def run(self, *arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """One command, whatever comes of it."""
        kept = {name: value for name, value in os.environ.items() if name not in HIDDEN}
        return subprocess.run(
            [sys.executable, "-m", "culture_desktop", "--data", str(self.data), *arguments],
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            env={**kept, **(environment or {})},
        )

    def value(self, *arguments: str) -> dict[str, Any]:
        """The JSON of a command that has to succeed: one object and nothing else."""
        done = self.run("--json", *arguments)
        assert (done.returncode, done.stderr) == (0, "")
        value = json.loads(done.stdout)
        assert isinstance(value, dict)
        return value

    def refused(self, *arguments: str) -> str:
        """The sentence of a command that has to be refused: exit 3, one line on stderr, nothing on stdout."""
        done = self.run("--json", *arguments)
        assert (done.returncode, done.stdout) == (3, ""), done.stderr
        assert done.stderr.count("\n") == 1
        return done.stderr.strip()
