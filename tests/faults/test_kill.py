"""``kill -9`` at any moment of the work: nothing that was acknowledged is lost, nothing is there by half.

A few rounds here; ``RUNWU_FAULT_ROUNDS=200 pytest tests/faults`` kills so often in each kind of work, and
``RUNWU_FAULT_SEED`` chooses other moments.
"""

import os
import random
import shutil
import sys
from pathlib import Path

import pytest

from culture_desktop.database import Database
from tests.faults.judge import judge, judge_migrated
from tests.faults.lives import Story, live, random_fate
from tests.faults.state import rows_at_rest, state_of

LIVES = 4  # of workers on one file
ROUNDS = int(os.environ.get("RUNWU_FAULT_ROUNDS", str(LIVES)))  # per kind of work
SEED = os.environ.get("RUNWU_FAULT_SEED", "20261123")
FILES = range(-(-ROUNDS // LIVES))
# Seconds and file operations within which a worker ends, about as long as it takes to do everything once.
WITHIN = {"imports": (1.5, 160), "awards": (1.0, 80), "backups": (0.6, 120), "restores": (0.8, 160)}


@pytest.fixture(scope="session")
def sizes() -> dict[str, set[int]]:
    """How many rows each intention writes, as far as it was seen: the same in every life."""
    return {}


@pytest.mark.parametrize("number", FILES)
@pytest.mark.parametrize("what", WITHIN)
def test_killed_at_work(
    small_company: Path, tmp_path: Path, sizes: dict[str, set[int]], what: str, number: int
) -> None:
    path = Path(shutil.copy(small_company, tmp_path))
    source = random.Random(f"{SEED} {what} {number}")
    backups: dict[Path, str] = {}
    for life in range(LIVES):
        database = Database.open(path)
        story = Story(state=state_of(database), backups=backups, sizes=sizes)
        database.close()
        fate = random_fate(source, *WITHIN[what])
        live(what, path, f"{number}-{life}", fate, story)
        sys.stdout.write(f"life {life}: {fate}, {story.done} done, then {story.doing}\n")
        judge(path, story)


@pytest.mark.parametrize("number", FILES)
def test_killed_while_migrating(old_company: Path, tmp_path: Path, number: int) -> None:
    path = Path(shutil.copy(old_company, tmp_path))
    made = {}
    for was_old in (True, False):
        folder = tmp_path / f"reference {was_old}"
        folder.mkdir()
        database = Database.open(Path(shutil.copy(path, folder)) if was_old else folder / path.name)
        made[was_old] = state_of(database).rows
        database.close()
    source = random.Random(f"{SEED} migrations {number}")
    for life in range(LIVES):
        fate = random_fate(source, 0.8, 200)
        story = Story()
        live("migrations", path, f"{number}-{life}", fate, story)
        sys.stdout.write(f"life {life}: {fate}, {story.done} done, then {story.doing}\n")
        assert judge_migrated(path, f"{number}-{life}", made, rows_at_rest(path)) >= story.done
