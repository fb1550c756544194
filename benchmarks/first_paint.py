"""From starting the process to the first paint of the window: ours beside an empty PySide6 window.

``python benchmarks/first_paint.py [ROUNDS]``; fresh processes taking turns, medians, and the ratio. It runs offscreen
unless QT_QPA_PLATFORM says otherwise.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EMPTY = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        print(time.monotonic(), flush=True)
        QApplication.exit(0)
application = QApplication(sys.argv)
window = Window()
window.resize(1366, 768)
window.show()
application.exec()
"""

OURS = """
import sys, time
from pathlib import Path
from culture_desktop.app import open_services
from culture_desktop.ui.application import create_application
from culture_desktop.ui.single_instance import raise_running
from culture_desktop.ui.workbench import Workbench
from PySide6.QtCore import QEvent, QObject
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(time.monotonic(), flush=True)
            application.qt.exit(0)
        return False
application = create_application(sys.argv)
assert not raise_running(Path(sys.argv[1]))
bench = Workbench(application, open_services)
window = bench.open(Path(sys.argv[1]))
watch = Watch()
window.centralWidget().installEventFilter(watch)
application.run()
"""


def seconds(code: str, data: Path) -> float:
    """From just before the start of a fresh process to its first paint."""
    begun = time.monotonic()
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "HOME": str(data.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(data)], capture_output=True, text=True, check=True, env=environment
    )
    return float(done.stdout.split()[0]) - begun


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "runwu.db"
        found: dict[str, list[float]] = {"empty": [], "ours": []}
        for _ in range(rounds + 1):
            found["empty"].append(seconds(EMPTY, data))
            found["ours"].append(seconds(OURS, data))
    empty, ours = (statistics.median(found[name][1:]) for name in ("empty", "ours"))  # the first warms the disk cache
    print(f"empty PySide6 window {empty * 1000:.0f} ms, ours {ours * 1000:.0f} ms, ratio {ours / empty:.2f}")


if __name__ == "__main__":
    main()
