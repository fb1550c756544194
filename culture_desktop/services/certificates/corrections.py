"""Corrections of printers for overprints, one for each printer and size of sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from sqlalchemy import select

from culture_desktop.database import Database, write_atomically
from culture_desktop.documents.designs.calibration import Calibration, Feed, Point, calibration_of, marks, ruler_page
from culture_desktop.documents.designs.design import Sheet
from culture_desktop.documents.designs.elements import Fields
from culture_desktop.documents.designs.printer import write_design
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.models import PrinterCorrection
from culture_desktop.services.certificates.designs import LoadedDesign
from culture_desktop.services.results import Done, Topic

_CHANGED = frozenset({Topic.SETTINGS})


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A printer's correction for a size of sheet."""

    printer: str
    sheet: str
    calibration: Calibration
    measured_on: date

    @property
    def sentence(self) -> str:
        """What it does, as people read it."""
        found = self.calibration
        turned = f"　旋转 {found.turn:+.2f}°" if found.turn else ""
        moved = f"偏移 {found.right:+.2f}, {found.down:+.2f} mm　缩放 {found.scale_x:.2%} × {found.scale_y:.2%}"
        return f"{moved}{turned}　{found.feed.sentence}"


class CorrectionService:
    """Measures, keeps and gives."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self) -> tuple[CorrectionRow, ...]:
        """All that were measured, by printer and sheet."""
        with self._database.read() as session:
            statement = select(PrinterCorrection).order_by(PrinterCorrection.printer, PrinterCorrection.sheet)
            return tuple(_row(found) for found in session.scalars(statement))

    def of(self, printer: str, sheet: Sheet) -> Calibration:
        """A printer's correction for a sheet; none where it was never measured."""
        rows = (row for row in self.rows() if (row.printer, row.sheet) == (printer, sheet_key(sheet)))
        return next((row.calibration for row in rows), Calibration())

    def ruler_page(self, sheet: Sheet, feed: Feed | None = None) -> bytes:
        """The page to be printed and measured, as a PDF."""
        return ruler_page(sheet, feed or Feed())

    def test_sheet(self, found: LoadedDesign, fields: Fields, printer: str, calibration: Calibration) -> bytes:
        """The texts of one certificate as they would be overprinted, with crop marks and rulers, as a PDF.

        Raises MissingGlyphsError or TextOverflowError.
        """
        stream = BytesIO()
        said = f"试印页　{printer or '未校准'}　{sheet_key(found.design.sheet)} 毫米　{calibration.feed.sentence}"
        caption = f"{said}　与空白证书叠在一起对着光看"
        design, files = found.design, found.files
        write_design(design, [fields], stream, files=files, overprint=True, calibration=calibration, trial=caption)
        return stream.getvalue()

    def write_test_sheet(self, found: LoadedDesign, fields: Fields, printer: str, path: Path) -> Done[Path]:
        """The test sheet of a printer, with its correction; errors as of ``test_sheet``."""
        calibration = self.of(printer, found.design.sheet)
        write_atomically(path, self.test_sheet(found, fields, printer, calibration))
        return Done(path, frozenset(), f"已生成试印页“{path.name}”，送纸：{calibration.feed.sentence}")

    def write_ruler_page(self, sheet: Sheet, path: Path, feed: Feed | None = None) -> Done[Path]:
        """The page to be printed and measured."""
        write_atomically(path, self.ruler_page(sheet, feed))
        return Done(path, frozenset(), f"已生成校准页“{path.name}”，请按实际大小打印后量三个十字")

    def measure(
        self, printer: str, sheet: Sheet, found: Sequence[Point], today: date, feed: Feed | None = None
    ) -> Done[CorrectionRow]:
        """Keep the correction that follows from where the three crosses came out, in mm from the left and the top.

        ``feed`` is how the ruler page went in, and sheets will.

        Raises InvalidFieldError for readings that no printer can have made.
        """
        name = printer.strip()
        if not name:
            raise InvalidFieldError(field="打印机", value="空白", expected="打印机的名称")
        for number, (point, mark) in enumerate(zip(found, marks(sheet), strict=True), start=1):
            if not (0 < point.x < sheet.width and 0 < point.y < sheet.height):
                expected = f"纸内的毫米数，应在左 {mark.x:g}、上 {mark.y:g} 附近"
                raise InvalidFieldError(field=f"{number} 号十字", value=f"{point.x:g}, {point.y:g}", expected=expected)
        calibration = replace(calibration_of(sheet, found), feed=feed or Feed())
        if not calibration.plausible:
            readings = "；".join(f"{point.x:g}, {point.y:g}" for point in found)
            raise InvalidFieldError(field="三处读数", value=readings, expected="与校准页相差不大的读数，请重新量一遍")
        with self._database.begin("保存打印校准") as session:
            key = PrinterCorrection.printer == name, PrinterCorrection.sheet == sheet_key(sheet)
            kept = session.scalar(select(PrinterCorrection).where(*key))
            if kept is None:
                kept = PrinterCorrection(printer=name, sheet=sheet_key(sheet))
                session.add(kept)
            kept.right, kept.down = _rounded(calibration.right, 2), _rounded(calibration.down, 2)
            kept.scale_x, kept.scale_y = _rounded(calibration.scale_x, 4), _rounded(calibration.scale_y, 4)
            kept.turn, kept.measured_on = _rounded(calibration.turn, 3), today
            used = calibration.feed
            kept.edge, kept.upside_down, kept.face = used.edge, used.upside_down, used.face
            session.flush()
            row = _row(kept)
        return Done(row, _CHANGED, f"已保存“{name}”的校准：{row.sentence}")

    def forget(self, printer: str, sheet: str) -> Done[None]:
        """Remove a correction."""
        with self._database.begin("删除打印校准") as session:
            key = PrinterCorrection.printer == printer, PrinterCorrection.sheet == sheet
            kept = session.scalar(select(PrinterCorrection).where(*key))
            if kept is None:
                raise RecordMissingError(what="打印校准", key=f"{printer} {sheet}")
            session.delete(kept)
        return Done(None, _CHANGED, f"已删除“{printer}”的校准")


def sheet_key(sheet: Sheet) -> str:
    """``297×210``."""
    return f"{sheet.width:g}×{sheet.height:g}"


def _row(found: PrinterCorrection) -> CorrectionRow:
    feed = Feed(found.edge, found.upside_down, found.face)
    moved, scaled = (float(found.right), float(found.down)), (float(found.scale_x), float(found.scale_y))
    calibration = Calibration(*moved, *scaled, float(found.turn), feed)
    return CorrectionRow(found.printer, found.sheet, calibration, found.measured_on)


def _rounded(number: float, digits: int) -> Decimal:
    return round(Decimal(number), digits)
