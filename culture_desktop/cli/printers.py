"""``documents calibrate``: where printers put ink on prepared sheets."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import context_of
from culture_desktop.documents.designs.calibration import Point
from culture_desktop.documents.designs.design import SHEETS, Sheet
from culture_desktop.errors import InvalidFieldError

commands = typer.Typer(help="套打校准", no_args_is_help=True)
Paper = Annotated[str, typer.Option("--sheet", help=f"纸张：{'、'.join(SHEETS)}，或 宽x高（毫米）")]
_POINTS = 3


@commands.command()
def ruler(
    command: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="校准页 PDF 写到哪里")],
    sheet: Paper = "A4 横",
) -> None:
    """生成校准页：打印后用直尺量三个十字。"""
    context = context_of(command)
    done = context.services.corrections.write_ruler_page(sheet_named(sheet), out)
    context.show({"file": str(done.value)}, [done.sentence])


@commands.command()
def measure(
    command: typer.Context,
    printer: Annotated[str, typer.Argument(help="打印机名称")],
    readings: Annotated[list[str], typer.Argument(help="三个十字量得的 左,上（毫米），如 20.4,18.8")],
    sheet: Paper = "A4 横",
) -> None:
    """按量得的三处读数保存校准。"""
    context = context_of(command)
    done = context.services.corrections.measure(printer, sheet_named(sheet), _points(readings), date.today())
    found = done.value.calibration
    value = {
        "printer": done.value.printer,
        "sheet": done.value.sheet,
        "right": found.right,
        "down": found.down,
        "scale_x": found.scale_x,
        "scale_y": found.scale_y,
        "turn": found.turn,
    }
    context.show(value, [done.sentence])


@commands.command("list")
def show(command: typer.Context) -> None:
    """各打印机的校准。"""
    context = context_of(command)
    rows = context.services.corrections.rows()
    value = [{"printer": row.printer, "sheet": row.sheet, "words": row.sentence} for row in rows]
    context.show({"corrections": value}, [f"{row.printer}　{row.sheet}　{row.sentence}" for row in rows])


def sheet_named(said: str) -> Sheet:
    """A sheet by its customary name or as ``297x210``."""
    if said in SHEETS:
        return SHEETS[said]
    width, _, height = said.lower().replace("×", "x").partition("x")
    try:
        return Sheet(float(width), float(height))
    except ValueError as error:
        expected = f"{'、'.join(SHEETS)}，或如 260x185 的毫米数"
        raise InvalidFieldError(field="纸张", value=said, expected=expected) from error


def _points(said: list[str]) -> list[Point]:
    expected = f"{_POINTS} 组形如 20.4,18.8 的读数"
    if len(said) != _POINTS:
        raise InvalidFieldError(field="读数", value=" ".join(said), expected=expected)
    try:
        return [Point(*(float(part) for part in one.replace("，", ",").split(","))) for one in said]
    except (ValueError, TypeError) as error:
        raise InvalidFieldError(field="读数", value=" ".join(said), expected=expected) from error
