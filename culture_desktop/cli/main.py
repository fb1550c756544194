"""The command line: every job of the window, by the same services.

Exit codes: 0 done, 2 wrong usage, 3 bad input (one Chinese sentence on stderr), 1 a bug.
"""

import errno
import io
import logging
import os
import sys
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli import (
    activities,
    awards,
    conduct,
    demo,
    documents,
    history,
    honours,
    memberships,
    organisations,
    participation,
    people,
    person,
    store,
)
from culture_desktop.cli.context import Context, OpenServices
from culture_desktop.errors import CultureError, FileNameTooLongError, stack_of
from culture_desktop.paths import default_database_path, log_path

_AREAS = (
    people,
    organisations,
    memberships,
    conduct,
    activities,
    participation,
    awards,
    honours,
    documents,
    history,
    store,
)
DONE, BUG, USAGE, BAD_INPUT = 0, 1, 2, 3
OpenWindow = Callable[[Path | None], int]

_log = logging.getLogger(__name__)


def run(
    arguments: Sequence[str], open_services: OpenServices, open_window: OpenWindow, has_display: Callable[[], bool]
) -> int:
    """Run one command line; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a character the terminal lacks is no reason to fail
    try:
        _application(open_services, open_window, has_display)(_shared_first(arguments))
    except SystemExit as leaving:  # Typer leaves this way, with 2 for wrong usage
        if isinstance(leaving.__context__, BrokenPipeError):
            return _seen_enough()
        return leaving.code if isinstance(leaving.code, int) else DONE
    except CultureError as error:
        sys.stderr.write(f"{error}\n")
        return BAD_INPUT
    except BrokenPipeError:
        return _seen_enough()
    except KeyboardInterrupt:
        sys.stderr.write("已中断，未完成的一步没有写入。\n")
        return BUG
    except Exception as error:  # noqa: BLE001 - the outermost frame: log the bug and answer with its exit code
        if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:  # by whichever argument was a path
            sys.stderr.write(f"{FileNameTooLongError()}\n")
            return BAD_INPUT
        _log.error("bug: %s", stack_of(error))
        sys.stderr.write(f"程序出错了（{type(error).__name__}），已写入的数据不受影响。详情记在 {log_path()}。\n")
        return BUG
    return DONE


def _seen_enough() -> int:
    """Whoever read the output has seen enough, as in ``people list | head``."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return DONE


def _shared_first(arguments: Sequence[str]) -> list[str]:
    """The options that all commands share, brought to the front: ``people import FILE --json`` works as well."""
    shared: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == "--json" or argument.startswith("--data="):
            shared.append(argument)
        elif argument == "--data":
            shared += [argument, *islice(waiting, 1)]
        else:
            rest.append(argument)
    return shared + rest


def _application(open_services: OpenServices, open_window: OpenWindow, has_display: Callable[[], bool]) -> typer.Typer:
    application = typer.Typer(
        name="culture-desktop",
        help="润物：活动、评选与文书。不带命令时打开窗口。",
        invoke_without_command=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @application.callback()
    def start(
        command: typer.Context,
        data: Annotated[Path | None, typer.Option("--data", help="数据文件；不写则用默认位置")] = None,
        as_json: Annotated[bool, typer.Option("--json", help="结果以一个 JSON 对象打印")] = False,
    ) -> None:
        command.obj = Context(open_services, data or default_database_path(), as_json)
        command.call_on_close(command.obj.close)
        if command.invoked_subcommand is None:
            raise typer.Exit(open_window(data))

    person.register(people.commands)
    for area in _AREAS:
        application.add_typer(area.commands, name=area.__name__.rpartition(".")[2])
    demo.register(application, open_window, has_display)
    return application
