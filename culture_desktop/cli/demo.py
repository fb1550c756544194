"""``demo``: the sample year from nothing to printed certificates, then the window on it."""

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.errors import FolderNotWritableError
from culture_desktop.services.sample_year import Made, make_sample_year, summary
from culture_desktop.services.store import require_closed

DATABASE = "runwu-demo.db"
_SAID = "样例数据，人物与单位均为虚构。"


def register(
    application: typer.Typer, open_window: Callable[[Path | None], int], has_display: Callable[[], bool]
) -> None:
    """Add the command; after its work it opens the window when there is a display."""

    @application.command()
    def demo(
        command: typer.Context,
        out: Annotated[Path, typer.Option("--out", help="写到哪个文件夹")],
        no_window: Annotated[bool, typer.Option("--no-window", help="做完不打开窗口")] = False,
    ) -> None:
        """用虚构单位的一年演示全流程：名册、活动、评选、公示、证书、简报。"""
        context = context_of(command)
        begun = time.perf_counter()
        database = fresh_database(out)
        services = context.open_services(database)
        context.note(_SAID)
        with closing(services.store):  # the window is to open it next
            made = make_sample_year(services, out, lambda step: context.note(f"  {step.title}　{step.result}"))
        seconds = time.perf_counter() - begun
        files = [*(step.file for step in made if step.file is not None), database]
        value = {
            "database": str(database),
            "files": [str(file) for file in files],
            "steps": [{"title": m.title, "result": m.result, "seconds": round(m.seconds, 3)} for m in made],
            "seconds": round(seconds, 3),
        }
        context.show(value, _report(made, out, seconds))
        if not no_window and has_display():
            raise typer.Exit(open_window(database))


def _report(made: tuple[Made, ...], out: Path, seconds: float) -> list[str]:
    table = columns([("步骤", "结果", "文件", "用时"), *summary(made)])
    return ["", *table, "", f"共 {seconds:.1f} 秒，文件在 {out.absolute()}"]


def fresh_database(folder: Path) -> Path:
    """Where the demo's database goes; one of an earlier demo makes room, anything else in the folder stays."""
    database = folder / DATABASE
    require_closed(database)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for suffix in ("", "-wal", "-shm", "-sums"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        raise FolderNotWritableError(name=str(folder)) from error
    return database
