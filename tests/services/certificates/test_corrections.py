"""Corrections kept by printer and sheet, and used by overprints on the command line."""

from datetime import date
from pathlib import Path

import pytest

from culture_desktop.database import Database
from culture_desktop.documents.designs.calibration import Calibration, Point, marks
from culture_desktop.documents.designs.design import SHEETS
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.services.certificates.corrections import CorrectionService
from tests.cli.inside import Inside
from tests.documents.reading import cropped, ink_box, rendered
from tests.services.imports.lists import xlsx

A4, DAY = SHEETS["A4 横"], date(2026, 11, 23)


@pytest.fixture
def corrections(database: Database) -> CorrectionService:
    return CorrectionService(database)


def shifted(right: float, down: float) -> list[Point]:
    """Readings of a printer that puts everything so far off."""
    return [Point(x + right, y + down) for x, y in marks(A4)]


def test_each_printer_has_its_own_for_each_sheet(corrections: CorrectionService) -> None:
    corrections.measure("HP 三楼", A4, shifted(-0.4, 1.2), DAY)
    corrections.measure("Canon", A4, shifted(2, 0), DAY)
    assert corrections.of("HP 三楼", A4) == Calibration(right=0.4, down=-1.2)
    assert corrections.of("HP 三楼", SHEETS["8K"]).none
    again = corrections.measure("HP 三楼", A4, shifted(0, 1), DAY)
    assert again.sentence == "已保存“HP 三楼”的校准：偏移 +0.00, -1.00 mm　缩放 100.00% × 100.00%"
    assert [row.printer for row in corrections.rows()] == ["Canon", "HP 三楼"]
    corrections.forget("Canon", "297×210")
    with pytest.raises(RecordMissingError):
        corrections.forget("Canon", "297×210")


@pytest.mark.parametrize(
    ("readings", "said"),
    [
        (shifted(16, 0), "三处读数"),
        ([Point(20, 20), Point(277, 60), Point(20, 190)], "三处读数"),
        ([Point(-1, 20), Point(277, 20), Point(20, 190)], "1 号十字"),
        ([Point(20, 20), Point(277, 20), Point(20, 1900)], "3 号十字"),
    ],
)
def test_readings_that_cannot_be_are_refused(corrections: CorrectionService, readings: list[Point], said: str) -> None:
    with pytest.raises(InvalidFieldError, match=said):
        corrections.measure("HP", A4, readings, DAY)
    assert corrections.rows() == ()


def test_an_overprint_is_moved_by_the_printers_correction(tmp_path: Path) -> None:
    shell = Inside(tmp_path / "runwu.db")
    people = str(xlsx(tmp_path / "名单.xlsx", {"姓名": "林婉清"}))
    same = ("--template", "red-gold", "--set", "正文=同一段话。", "--set", "颁发单位=工会", "--overprint")
    said = shell.value("documents", "calibrate", "measure", "HP", "22,20", "279,20", "22,190")
    assert (said["right"], said["scale_x"]) == (-2.0, 1.0)
    boxes = []
    for options in ((), ("--printer", "HP")):
        target = tmp_path / f"{len(options)}.pdf"
        shell.value("documents", "merge", people, *same, *options, "--out", str(target))
        boxes.append(ink_box(cropped(rendered(target.read_bytes()), 20, 68, 280, 84)))
    assert boxes[0].left - boxes[1].left == pytest.approx(2, abs=0.3)
    assert shell.value("documents", "calibrate", "list")["corrections"][0]["sheet"] == "297×210"
    page = tmp_path / "校准.pdf"
    shell.value("documents", "calibrate", "ruler", "--sheet", "260x185", "--out", str(page))
    assert rendered(page.read_bytes()).size == pytest.approx((1040, 740), abs=1)
    for wrong in (("22,20", "279,20", "22,190", "--sheet", "圆的"), ("22,20", "279,20"), ("22;20", "1,1", "2,2")):
        shell.refused("documents", "calibrate", "measure", "HP", *wrong)
