"""Data files that commands run on, and commands on them."""

import shutil
from pathlib import Path

import pytest

from culture_desktop.paths import files_directory
from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample year as the demo makes it; tests work on copies."""
    folder = tmp_path_factory.mktemp("year")
    CommandLine(folder / "unused.db").value("demo", "--out", str(folder))
    return folder / "runwu-demo.db"


@pytest.fixture
def sample_file(year: Path, tmp_path: Path) -> Path:
    """A copy of the sample year."""
    shutil.copytree(files_directory(year), files_directory(tmp_path / year.name))
    return Path(shutil.copy(year, tmp_path))


@pytest.fixture
def sample(sample_file: Path) -> CommandLine:
    """Commands on the sample year, without a process each."""
    return Inside(sample_file)


@pytest.fixture
def empty(tmp_path: Path) -> CommandLine:
    """Commands on a data file that the first one makes, without a process each."""
    return Inside(tmp_path / "runwu.db")


@pytest.fixture
def sample_process(sample_file: Path) -> CommandLine:
    """Commands on the sample year as scripts run them: where the process itself is what is tested."""
    return CommandLine(sample_file)


@pytest.fixture
def empty_process(tmp_path: Path) -> CommandLine:
    """The same on a data file that the first command makes."""
    return CommandLine(tmp_path / "runwu.db")
