"""Files that attack end in a sentence, within seconds and in little memory, and the process lives."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ugly.attacks import ATTACKS

# CPU seconds, of which each takes one or two on an idle machine; what grows without bound takes minutes.
_PATIENCE = 12

CHILD = """
import json, sys, time
from pathlib import Path
from culture_desktop.errors import CultureError
from culture_desktop.spreadsheets.fields import fields
from culture_desktop.spreadsheets.reader import sheet_names
from culture_desktop.spreadsheets.table import open_table
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (1536 << 20, 1536 << 20))
except ImportError:
    pass  # Windows limits no address space; the rest holds there, too
began = time.process_time()
path = Path(sys.argv[1])
found = [None, None]
try:
    open_table(path, fields("person"))
except CultureError as error:
    found = [type(error).__name__, str(error)]
try:
    sheet_names(path)
except CultureError as error:
    pass
print(json.dumps([*found, time.process_time() - began]))
"""


@pytest.mark.parametrize("case", ATTACKS)
def test_ends_in_a_sentence(tmp_path: Path, case: str) -> None:
    name, expected, build = ATTACKS[case]
    path = tmp_path / name
    build(path)
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, check=False, timeout=300
    )
    assert (child.returncode, child.stderr) == (0, "")
    error, sentence, seconds = json.loads(child.stdout)
    assert error == (expected.__name__ if expected else None)
    assert expected is None or f"“{name}”" in sentence
    assert seconds < _PATIENCE
    path.unlink()
