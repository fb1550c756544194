"""Writing and syncing that fails: what cannot be saved is said, and whatever the file holds is whole.

With libfiu (Debian: ``apt-get install fiu-utils``) calls of the system fail at random; without it only room runs out.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.trouble import INJECTORS, LIBRARY

LIVES = int(os.environ.get("RUNWU_FAULT_ROUNDS", "6"))
SEED = os.environ.get("RUNWU_FAULT_SEED", "20261123")


@pytest.mark.parametrize("injector", INJECTORS if LIBRARY.exists() else ["limit"])
def test_trouble(small_company: Path, tmp_path: Path, injector: str) -> None:
    path = Path(shutil.copy(small_company, tmp_path))
    preload = {"LD_PRELOAD": str(LIBRARY)} if injector != "limit" else {}
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.trouble", str(path), injector, SEED, str(LIVES)],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | preload,
        timeout=60 + 10 * LIVES,
        check=False,
    )
    sys.stdout.write(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("。"), "nothing was refused: the trouble did not reach the file"
