"""``documents calibrate``: where printers put ink on prepared sheets, and how those go in."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import context_of
from culture_desktop.documents.designs.calibration import Feed, Point
from culture_desktop.documents.designs.design import SHEETS, Sheet
from culture_desktop.errors import InvalidFieldError
from culture_desktop.services.certificates.corrections import sheet_key
from culture_desktop.services.certificates.previews import sample_preview
from culture_desktop.vocabulary import LeadingEdge, SheetFace

commands = typer.Typer(help="套打校准", no_args_is_help=True)
Paper = Annotated[str, typer.Option("--sheet", help=f"纸张：{'、'.join(SHEETS)}，或 宽x高（毫米）")]
Edge = Annotated[LeadingEdge, typer.Option("--edge", help="先进打印机的纸边：short 短边，long 长边")]
Turned = Annotated[bool, typer.Option("--upside-down", help="倒着送纸（转 180 度）")]
Face = Annotated[SheetFace, typer.Option("--face", help="印面在纸盒里朝上 up 还是朝下 down")]
_POINTS = 3


@commands.command()
def ruler(
    command: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="校准页 PDF 写到哪里")],
    sheet: Paper = "A4 横",
    edge: Edge = LeadingEdge.SHORT,
    upside_down: Turned = False,
    face: Face = SheetFace.UP,
) -> None:
    """生成校准页：打印后用直尺量三个十字。"""
    context = context_of(command)
    done = context.services.corrections.write_ruler_page(sheet_named(sheet), out, Feed(edge, upside_down, face))
    context.show({"file": str(done.value)}, [done.sentence])


@commands.command()
def measure(
    command: typer.Context,
    printer: Annotated[str, typer.Argument(help="打印机名称")],
    readings: Annotated[list[str], typer.Argument(help="三个十字量得的 左,上（毫米），如 20.4,18.8")],
    sheet: Paper = "A4 横",
    edge: Edge = LeadingEdge.SHORT,
    upside_down: Turned = False,
    face: Face = SheetFace.UP,
) -> None:
    """按量得的三处读数保存校准。"""
    context = context_of(command)
    feed = Feed(edge, upside_down, face)
    done = context.services.corrections.measure(printer, sheet_named(sheet), _points(readings), date.today(), feed)
    found = done.value.calibration
    value = {
        "printer": done.value.printer,
        "sheet": done.value.sheet,
        "right": found.right,
        "down": found.down,
        "scale_x": found.scale_x,
        "scale_y": found.scale_y,
        "turn": found.turn,
        "edge": found.feed.edge,
        "upside_down": found.feed.upside_down,
        "face": found.feed.face,
    }
    context.show(value, [done.sentence])


@commands.command("test")
def test_sheet(
    command: typer.Context,
    printer: Annotated[str, typer.Argument(help="打印机名称")],
    template: Annotated[str, typer.Option("--template", help="证书模板的名称或代号")],
    out: Annotated[Path, typer.Option("--out", help="试印页 PDF 写到哪里")],
) -> None:
    """生成试印页：证书上套打的文字，加裁切线、十字线和刻度，按这台打印机的校准印。"""
    context = context_of(command)
    found = context.services.designs.load(template)
    done = context.services.corrections.write_test_sheet(found, sample_preview().certificates[0], printer, out)
    context.show({"file": str(done.value)}, [done.sentence])


@commands.command()
def forget(
    command: typer.Context,
    printer: Annotated[str, typer.Argument(help="打印机名称")],
    sheet: Paper = "A4 横",
) -> None:
    """删除一台打印机对一种纸的校准。"""
    context = context_of(command)
    done = context.services.corrections.forget(printer, sheet_key(sheet_named(sheet)))
    context.show({"printer": printer}, [done.sentence])


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
