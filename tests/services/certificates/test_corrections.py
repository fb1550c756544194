"""Corrections kept by printer and sheet, and used by overprints on the command line."""

from datetime import date
from pathlib import Path

import pytest

from culture_desktop.database import Database
from culture_desktop.documents.designs.calibration import Calibration, Feed, Point, marks
from culture_desktop.documents.designs.design import SHEETS
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.services.certificates.corrections import CorrectionService
from culture_desktop.services.certificates.designs import DesignService
from culture_desktop.services.certificates.previews import sample_preview
from culture_desktop.vocabulary import LeadingEdge, SheetFace
from tests.cli.inside import Inside
from tests.documents.reading import cropped, ink_box, pages_text, rendered, without_spaces
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
    assert again.sentence == "已保存“HP 三楼”的校准：偏移 +0.00, -1.00 mm　缩放 100.00% × 100.00%　短边先进，印面朝上"
    assert [row.printer for row in corrections.rows()] == ["Canon", "HP 三楼"]
    corrections.forget("Canon", "297×210")
    with pytest.raises(RecordMissingError):
        corrections.forget("Canon", "297×210")


def test_how_the_sheet_goes_in_is_kept_with_it(corrections: CorrectionService) -> None:
    feed = Feed(LeadingEdge.LONG, True, SheetFace.DOWN)
    done = corrections.measure("HP", A4, shifted(1, 0), DAY, feed)
    assert done.sentence.endswith("长边先进，印面朝下，倒着放")
    assert corrections.of("HP", A4) == Calibration(right=-1.0, feed=feed)
    assert corrections.measure("HP", A4, marks(A4), DAY, feed).value.calibration.none is False


def test_a_test_sheet_has_the_texts_where_the_overprint_has_them_and_marks(database: Database, tmp_path: Path) -> None:
    """Moved 2 mm and turned round: what is printed lies as on the plain overprint, turned and moved."""
    found, fields = DesignService(database).load("red-gold"), sample_preview().certificates[0]
    corrections = CorrectionService(database)
    corrections.measure("HP", A4, shifted(2, 0), DAY, Feed(upside_down=True))
    target = tmp_path / "试印.pdf"
    assert "倒着放" in corrections.write_test_sheet(found, fields, "HP", target).sentence
    plain = corrections.test_sheet(found, fields, "", Calibration())
    for content in (plain, target.read_bytes()):
        text = without_spaces(pages_text(content)[0])
        assert "表现突出" in text
        assert "试印页" in text
        assert "260" in text  # the ruler's figures
    corner = ink_box(cropped(rendered(plain), 280, 193, 290, 203))
    assert (corner.right, corner.bottom) == pytest.approx((7, 7), abs=0.6)
    turned = rendered(target.read_bytes()).rotate(180)
    boxes = [ink_box(cropped(page, 30, 68, 290, 130)) for page in (rendered(plain), turned)]
    assert (boxes[1].left, boxes[1].top) == pytest.approx((boxes[0].left - 2, boxes[0].top), abs=0.5)


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
    trial = tmp_path / "试印.pdf"
    shell.value("documents", "calibrate", "test", "HP", "--template", "red-gold", "--out", str(trial))
    assert "试印页　HP　297×210 毫米" in pages_text(trial.read_bytes())[0]
    turned = ("--upside-down", "--face", "down", "--edge", "long")
    said = shell.value("documents", "calibrate", "measure", "HP", "22,20", "279,20", "22,190", *turned)
    assert (said["edge"], said["upside_down"], said["face"]) == ("long", True, "down")
    shell.value("documents", "calibrate", "ruler", *turned, "--out", str(page))
    box = ink_box(cropped(rendered(page.read_bytes()), 262, 180, 297, 210))
    assert box.right - box.left == pytest.approx(24, abs=0.6)
    shell.value("documents", "calibrate", "forget", "HP")
    assert shell.value("documents", "calibrate", "list")["corrections"] == []
    for wrong in (("22,20", "279,20", "22,190", "--sheet", "圆的"), ("22,20", "279,20"), ("22;20", "1,1", "2,2")):
        shell.refused("documents", "calibrate", "measure", "HP", *wrong)
