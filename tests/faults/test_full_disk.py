"""A full disk and missing rights, through the commands: one sentence, and everything as it was before."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from culture_desktop.database import Database
from culture_desktop.paths import backups_directory, files_directory, resource
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from tests.faults.commands import Outcome, command
from tests.faults.judge import half_made, is_sentence, judge
from tests.faults.lives import Story, answer
from tests.faults.state import State, state_of
from tests.services.awards.campaign import CODE, PEOPLE, Round

ROSTER = resource("sample", "roster.xlsx")
OLD = b"what lay there before"
KIB = 1024
BY_HAND = "RUNWU_FAULT_ROUNDS" in os.environ
# Bytes that no file may grow over. The data file itself is larger than most.
LIMITS = [0, 40 * KIB, *([KIB << power for power in range(12)] if BY_HAND else [])]
COMMANDS = {
    "import": ("people", "import", str(ROSTER)),
    "backup": ("store", "backup", "{out}/b.runwu"),
    "restore": ("store", "restore", "{folder}/whole.runwu"),
    "certificates": ("documents", "certificates", CODE, "--out", "{out}/p.pdf"),
    "notice": ("documents", "notice", CODE, "--out", "{out}/p.pdf"),
    "export": ("people", "export", "{out}/e.xlsx"),
    "remove": ("people", "remove", "1006", "--confirm", PEOPLE["1006"][0]),
}
DISKS = ["small", *(["tmpfs"] if os.geteuid() == 0 and BY_HAND else [])]


@pytest.fixture(scope="session")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with a confirmed campaign, a backup beside it, and all that its papers need."""
    folder = tmp_path_factory.mktemp("decided")
    database = Database.open(folder / "runwu.db")
    services = Services.on(database)
    unit = json.loads(resource("sample", "settings.json").read_text(encoding="utf-8"))["unit"]
    services.settings.save_unit(UnitSettings(**unit))
    Round(database, folder).confirmed()
    services.backups.write(folder / "whole.runwu", datetime(2026, 11, 23))
    database.close()
    return database.path


@pytest.fixture
def data(decided: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(decided.parent, tmp_path / "data")
    return tmp_path / "data" / decided.name


def run(data: Path, *arguments: str, limit: int | None = None, rights: bool = True) -> Outcome:
    """One command, with its log in a folder beside that of the data."""
    home = data.parent.parent / "home"
    home.mkdir(parents=True, exist_ok=True)
    environment = {"HOME": str(home), "XDG_STATE_HOME": str(home), "XDG_DATA_HOME": str(home)}
    outcome = answer(command, data, arguments, environment, limit, rights)
    assert isinstance(outcome, Outcome)
    return outcome


def placed(name: str, data: Path) -> tuple[str, ...]:
    """The words of a command, its files within a folder ``out``, where something lies already."""
    out = data.parent.parent / "out"
    out.mkdir(exist_ok=True)
    for word in COMMANDS[name]:
        if word.startswith("{out}"):
            Path(word.format(out=out)).write_bytes(OLD)
    return tuple(word.format(out=out, folder=data.parent) for word in COMMANDS[name])


def state(data: Path) -> State:
    """What a file holds."""
    database = Database.open(data)
    try:
        return state_of(database)
    finally:
        database.close()


def refused(outcome: Outcome) -> bool:
    """Whether it was refused, by one sentence; if not it was done."""
    assert outcome.code in (0, 3), outcome
    if outcome.code == 0:
        assert outcome.err == ""
        assert json.loads(outcome.out)
        return False
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1
    assert is_sentence(outcome.err.strip()), outcome.err
    return True


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("name", COMMANDS)
def test_short_of_room(data: Path, name: str, limit: int) -> None:
    before = state(data)
    words = placed(name, data)
    was_refused = refused(run(data, *words, limit=limit))
    assert was_refused or limit > 0, "nothing can be written at all"
    assert not [left for left in half_made(data.parent.parent) if left.endswith(".part") or ".copy-" in left]
    for file in (data.parent.parent / "out").iterdir():
        assert (file.read_bytes() == OLD) == was_refused
    if was_refused:
        assert state(data) == before
    story = Story(state=before, doing=None if was_refused else {"doing": name, "to": _restored(name, data)})
    judge(data, story)
    assert not refused(run(data, *COMMANDS["import"])), "it works on once there is room"


def _restored(name: str, data: Path) -> dict[str, object] | None:
    return vars(state(data)) if name == "restore" else None


@pytest.mark.parametrize("limit", [0, 300 * KIB])
def test_a_file_that_is_to_be_made(tmp_path: Path, limit: int) -> None:
    data = tmp_path / "data" / "runwu.db"
    assert refused(run(data, "people", "import", str(ROSTER), limit=limit)) or limit > 0
    assert not refused(run(data, "people", "import", str(ROSTER)))


@pytest.mark.parametrize("limit", [0, 1000 * KIB])
def test_the_demo(tmp_path: Path, limit: int) -> None:
    out = tmp_path / "data" / "demo"
    demo = ("demo", "--out", str(out), "--no-window")
    assert refused(run(out / "unused.db", *demo, limit=limit))
    made = out / "runwu-demo.db"
    if made.exists() and made.stat().st_size:
        judge(made, Story())


@contextmanager
def no_writing(*places: Path) -> Iterator[None]:
    """Within the block nothing may be written in these places."""
    modes = {place: place.stat().st_mode for place in places}
    for place, mode in modes.items():
        place.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for place, mode in modes.items():
            place.chmod(mode)


@pytest.mark.parametrize("name", COMMANDS if BY_HAND else ["import", "backup", "certificates"])
@pytest.mark.parametrize("what", ["folder", "files", "out", *(["file", "backups"] if BY_HAND else [])])
def test_short_of_rights(data: Path, name: str, what: str) -> None:
    before = state(data)
    words = placed(name, data)
    places = {
        "folder": data.parent,
        "file": data,
        "backups": backups_directory(data),
        "files": files_directory(data),
        "out": data.parent.parent / "out",
    }
    if what != "file":
        places[what].mkdir(exist_ok=True)
    with no_writing(places[what]):
        outcome = run(data, *words, rights=False)
    if refused(outcome):
        assert state(data) == before
        judge(data, Story(state=before))
    else:
        judge(data, Story(state=before, doing={"doing": name, "to": _restored(name, data)}))


def test_without_its_files_a_paper_is_made_again(data: Path) -> None:
    out = data.parent.parent / "p.pdf"
    make = ("documents", "certificates", CODE, "--out", str(out))
    assert not refused(run(data, *make))
    shutil.rmtree(files_directory(data))
    out.unlink()
    found = run(data, "store", "check")
    assert found.code == 3
    assert is_sentence(found.err.strip())
    assert not refused(run(data, *make))
    assert out.stat().st_size > 0


def test_without_a_place_for_its_log_it_works(data: Path) -> None:
    (data.parent.parent / "home").write_text("a file where the folder of the log would be")
    home = str(data.parent.parent / "home")
    outcome = answer(command, data, COMMANDS["import"], {"XDG_STATE_HOME": home, "HOME": home}, None, True)
    assert not refused(outcome)


@pytest.mark.parametrize("disk", DISKS)
def test_a_disk_that_fills_up(decided: Path, tmp_path: Path, disk: str) -> None:
    """Imports and backups until nothing fits; then what was acknowledged is there. Small: by a limit, else mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    with mounted(folder) if disk == "tmpfs" else _unmounted() as limit:
        data = folder / "data" / "runwu.db"
        data.parent.mkdir()
        shutil.copy(decided, data)
        story = Story()
        for number in range(40):
            before = state(data)
            words = COMMANDS["import"] if number == 0 else ("store", "backup", f"{data.parent}/{number}.runwu")
            if refused(run(data, *words, limit=limit)):
                story.state = before
                break
        assert story.state is not None, "it filled up"
        assert state(data) == story.state


@contextmanager
def mounted(folder: Path) -> Iterator[None]:
    """A disk of 4 MB."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def _unmounted() -> Iterator[int]:
    yield 200 * KIB
