"""The composition root: the only file that knows every part."""

import logging
import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from culture_desktop.paths import default_database_path, log_path
from culture_desktop.ui.display import display_available

if TYPE_CHECKING:
    from culture_desktop.services.services import Services

_LOG_BYTES = 1_000_000
_LOG_FILES = 3
_NO_DISPLAY = "没有可用的显示器，打不开窗口。命令行照常可用，见 culture-desktop --help。"
_RAISED = "数据文件已在另一个润物窗口中打开，已转到那个窗口。"
_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the program: with a command run it, without one open the window. Returns the exit code."""
    match list(sys.argv[1:] if arguments is None else arguments):
        case []:
            return open_window(None)
        case ["--data", file]:
            return open_window(Path(file))
        case command:
            # Commands load half a second of libraries, which the window does without until it is on screen.
            from culture_desktop.cli.main import run  # noqa: PLC0415

            _start_log()
            return run(command, open_services, open_window, has_display)


def open_services(path: Path) -> "Services":
    """The services on one data file, which is made or migrated as needed."""
    from culture_desktop.database import Database  # noqa: PLC0415 - after the first paint, as above
    from culture_desktop.services.services import Services  # noqa: PLC0415

    _start_log()
    return Services.on(Database.open(path))


def open_window(path: Path | None) -> int:
    """Open the window on a data file; with no display say so and answer 2."""
    if not has_display():
        sys.stderr.write(f"{_NO_DISPLAY}\n")
        return _USAGE
    from culture_desktop.ui.application import create_application  # noqa: PLC0415 - Qt aborts without a display
    from culture_desktop.ui.single_instance import raise_running  # noqa: PLC0415 - Qt, as above
    from culture_desktop.ui.workbench import Workbench  # noqa: PLC0415

    application = create_application(sys.argv[:1])
    if raise_running(path or default_database_path()):
        sys.stdout.write(f"{_RAISED}\n")
        return 0
    bench = Workbench(application, open_services)
    bench.open(path)
    code = application.run()
    bench.close()
    return code


def has_display() -> bool:
    """Whether a window can be opened."""
    return display_available(os.environ)


@cache
def _start_log() -> None:
    """A small rotating log for support. It names codes and counts, never people; without a folder there is none."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - after the first paint, as above

    logging.raiseExceptions = False  # a log that cannot be written is nothing to show a stack for
    handler: logging.Handler
    try:
        log_path().parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            log_path(), maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    logging.basicConfig(
        level=logging.INFO, handlers=[handler], format="%(asctime)s %(levelname)s %(name)s %(message)s", force=True
    )
