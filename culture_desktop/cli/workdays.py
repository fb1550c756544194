"""``awards workdays``: the holidays and make-up days of a year, shown or entered from a notice."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import context_of
from culture_desktop.services.awards.selection_record import selection_file
from culture_desktop.spreadsheets.encoding import decode


def workdays(
    command: typer.Context,
    year: Annotated[int, typer.Argument(help="年份")],
    notice: Annotated[Path | None, typer.Argument(help="国务院办公厅通知的文本文件；不写则只显示")] = None,
    source: Annotated[str, typer.Option(help="通知名称或文号，登记时须写")] = "",
    on: Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="通知的发布日期")] = None,
    forget: Annotated[bool, typer.Option("--forget", help="撤回自行登记的一年")] = False,
) -> None:
    """节假日和调休：显示一年的安排，或从通知原文登记；没有安排的年份不推算工作日。"""
    context = context_of(command)
    service = context.services.workdays
    lines: list[str] = []
    if forget:
        lines.append(service.forget(year).sentence)
    elif notice is not None:
        announced = on.date() if on else None
        lines.append(service.save(year, decode(selection_file(notice), notice.name), source, announced).sentence)
    known = service.year(year)
    value = {
        "year": year,
        "known": bool(known.days),
        "entered": known.entered,
        "source": known.source,
        "announced_on": known.announced_on,
        "days": [{"day": one.day, "works": one.works, "name": one.name} for one in known.days],
    }
    told = [known.text, f"出处：{known.source}"] if known.days else [f"没有{year}年的节假日安排。"]
    context.show(value, [*lines, *told])
