"""What stands between the user and the first paint."""

import subprocess
import sys

HEAVY = (
    "alembic",
    "highspy",
    "numpy",
    "PIL",
    "platformdirs",
    "pypdfium2",
    "pypinyin",
    "python_calamine",
    "reportlab",
    "sqlalchemy",
    "typing_extensions",
    "xlsxwriter",
)


def test_the_frame_imports_nothing_heavy() -> None:
    code = "import sys, culture_desktop.ui.application; print(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(answer.stdout.split())
    assert "PySide6.QtWidgets" in loaded
    assert sorted(loaded & set(HEAVY)) == []
