"""From two activities to a briefing: drafted, written, pictures dropped, cropped and captioned, undone, kept, found again."""

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pypdf
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from culture_desktop.documents.briefings.blocks import Crop, Paragraph, PictureRow, photos, plain
from culture_desktop.services.activities.rows import ActivityQuery
from culture_desktop.services.briefings.rows import BriefingQuery
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.ui.dialogs.briefing_dialog import BriefingDialog
from culture_desktop.ui.pages.composer.crop_dialog import CropDialog
from culture_desktop.ui.pages.composer.page import ComposerPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.widgets.page import EVERYTHING
from culture_desktop.vocabulary import Consent
from tests.ui.accessible import unnamed_widgets
from tests.ui.pages.year import TODAY

UNIT = UnitSettings(unit_name="云川供电服务中心", issuer="云川供电服务中心工会", editor="工会办公室", copies=30)


@pytest.fixture
def page(year_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> Iterator[ComposerPage]:
    year_services.settings.save_unit(UNIT)
    made = _shown(year_services, runner, settings, qtbot)
    yield made
    made.space.view.clear()


def _shown(services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> ComposerPage:
    page = ComposerPage(services, runner, settings, lambda: TODAY)
    page.changed.connect(page.refresh)  # as the window does
    qtbot.addWidget(page)
    page.resize(1198, 685)
    page.show()
    page.refresh(EVERYTHING)
    return page


@pytest.fixture
def pictures(tmp_path: Path) -> tuple[Path, ...]:
    """Two landscapes, one of them lying on its side by its EXIF mark."""
    upright, lying = tmp_path / "合影.jpg", tmp_path / "现场.jpg"
    Image.new("RGB", (800, 600), "firebrick").save(upright)
    turned = Image.new("RGB", (600, 800), "teal")
    exif = turned.getexif()
    exif[0x0112] = 6
    turned.save(lying, exif=exif)
    return upright, lying


def _drop(target: QWidget, files: tuple[Path, ...]) -> None:
    """As the file manager drops them: Qt keeps a drop that was not announced from the widget."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    place, copy, left = QPoint(30, 30), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, copy, data, left, none)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(place), copy, data, left, none))


def _begin(page: ComposerPage, services: Services, number: int = 2) -> None:
    """Begin a briefing of the last activities that were held, by its dialog."""
    held = [row.id for row in services.activities.rows(ActivityQuery(TODAY.year)) if row.attended][:number]
    assert len(held) == number

    def tick() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, BriefingDialog)
        for each in held:
            dialog.tick(each)
        assert f"{number} 项活动" in dialog.act_button.text()
        dialog.act_button.click()

    QTimer.singleShot(0, tick)
    page.space.new_button.click()


def test_an_empty_register_offers_to_begin(page: ComposerPage) -> None:
    assert not page.issue_button.isEnabled()
    assert page._stack.currentIndex() == 1
    assert unnamed_widgets(page) == []


def test_from_two_activities_to_a_text_with_pictures(
    page: ComposerPage, year_services: Services, pictures: tuple[Path, ...], qtbot: QtBot
) -> None:
    _begin(page, year_services)
    assert page.space.view.page_count >= 1
    assert unnamed_widgets(page) == []
    assert len(page.space.list.rows) == 1
    page.preview.draw_now()
    drafted = page.space.editor.blocks()

    page.space.editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(page.space.editor, Qt.Key.Key_Return)
    page.space.editor.insertPlainText("职工们说，这样的活动要多办。")
    written = page.space.editor.blocks()
    assert written == (*drafted, Paragraph(plain("职工们说，这样的活动要多办。")))

    _drop(page.space.pictures.tiles if any(photos(drafted)) else page.space.editor.viewport(), pictures)
    shown = list(photos(page.space.editor.blocks()))[-2:]
    assert [photo.file_name for photo in shown] == ["合影.jpg", "现场.jpg"]
    page.space.pictures.choose(len(list(photos(page.space.editor.blocks()))) - 1)

    def crop() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CropDialog)
        assert dialog.view.framing.shape == pytest.approx(4 / 3, rel=0.01)  # upright by now
        dialog.ratios.setCurrentIndex(4)
        dialog.ratios.activated.emit(4)
        qtbot.keyClick(dialog.view, Qt.Key.Key_Right)
        dialog.act_button.click()

    QTimer.singleShot(0, crop)
    page.space.pictures.crop_button.click()
    page.space.pictures.caption.setText("颁奖现场")
    page.space.pictures.consent.setText("工会办公室")
    page.space.pictures.caption.editingFinished.emit()
    last = list(photos(page.space.editor.blocks()))[-1]
    assert (last.caption, last.consent, last.consented_by) == ("颁奖现场", Consent.GIVEN, "工会办公室")
    assert last.crop == Crop(0.135, 0.0, 0.885, 1.0)
    qtbot.keyClick(page.space.pictures.tiles, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert [photo.file_name for photo in list(photos(page.space.editor.blocks()))[-2:]] == ["现场.jpg", "合影.jpg"]

    page.preview.draw_now()
    lacking = [finding for finding in page.space.findings.found if finding.picture >= 0]
    assert page.space.findings.isVisible()
    page.space.findings.go_to(lacking[-1])
    assert page.space.pictures.current is not None
    assert page.space.pictures.current.consent is Consent.MISSING
    page.space.pictures.not_needed.click()
    page.preview.draw_now()
    assert len([finding for finding in page.space.findings.found if finding.picture >= 0]) == len(lacking) - 1

    steps = page.steps
    assert steps is not None
    while steps.words()[0]:
        steps.undo()
    assert page.space.editor.blocks() == drafted
    while steps.words()[1]:
        steps.redo()
    assert any(isinstance(block, PictureRow) for block in page.space.editor.blocks())


def test_what_is_written_is_kept_at_once_and_saved_when_left(
    page: ComposerPage, year_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot
) -> None:
    _begin(page, year_services, 1)
    first = page.briefing_id
    page.space.title.setText("改过的标题")
    page.space.title.textEdited.emit("改过的标题")
    qtbot.waitUntil(lambda: page.space.saved.text().startswith("已保存"))
    detail = year_services.briefings.detail(first)
    assert detail.draft.title != "改过的标题"
    assert detail.unsaved is not None
    assert detail.unsaved.title == "改过的标题"

    again = _shown(year_services, runner, settings, qtbot)  # as after a crash
    assert again.space.title.text() == "改过的标题"
    assert again.space.restored.isVisible()
    again.discard()
    assert again.space.title.text() == detail.draft.title
    assert not again.space.restored.isVisible()
    again.space.view.clear()

    page.space.title.setText("定下的标题")
    page.space.title.textEdited.emit("定下的标题")
    _begin(page, year_services)  # turning to another saves
    assert year_services.briefings.detail(first).draft.title == "定下的标题"
    assert [row.title for row in year_services.briefings.rows(BriefingQuery())].count("定下的标题") == 1
    page.open_briefing(first)
    assert page.space.title.text() == "定下的标题"
    assert page.space.list.current() is not None


def test_what_cannot_be_saved_is_said_and_kept(page: ComposerPage, year_services: Services) -> None:
    _begin(page, year_services, 1)
    page.space.title.setText("")
    assert not page.save()
    assert page.space.problem.isVisible()
    assert "标题" in page.space.problem.accessibleDescription()
    kept = year_services.briefings.detail(page.briefing_id).unsaved
    assert kept is not None
    assert kept.title == ""


def test_figures_follow_the_lists(page: ComposerPage, year_services: Services) -> None:
    _begin(page, year_services, 1)
    detail = year_services.briefings.detail(page.briefing_id)
    page.space.editor.show_blocks((Paragraph(plain("{到场人数}人，{没有的}")),))
    before = page.space.editor._figures.words("到场人数")
    activity = year_services.activities.detail(detail.activities[0].id)
    year_services.activities.remove_people(activity.id, [activity.participants[0].person_id])
    page.refresh(EVERYTHING)
    assert page.space.editor.blocks() == (Paragraph(plain("{到场人数}人，{没有的}")),)
    assert int(page.space.editor._figures.words("到场人数")) == int(before) - 1
    page.preview.draw_now()
    assert "没有的" in page.space.findings.found[0].sentence
    assert page.space.findings.found[0].forbids


def test_head_and_foot_are_written_and_printed(page: ComposerPage, year_services: Services) -> None:
    _begin(page, year_services, 1)
    page.space.aspects.show_part(1)
    page.space.head.masthead.setText("职工之声")
    page.space.head.issue_to.setText("各班组")
    page.space.head.copies.setValue(45)
    page.space.head.supplement.setChecked(True)
    assert page.save()
    draft = year_services.briefings.detail(page.briefing_id).draft
    assert (draft.masthead, draft.issue_to, draft.copies, draft.supplement) == ("职工之声", "各班组", 45, True)


def test_a_draft_is_deleted_by_key(page: ComposerPage, year_services: Services, qtbot: QtBot) -> None:
    _begin(page, year_services, 1)
    page.space.list.setFocus()
    qtbot.keyClick(page.space.list, Qt.Key.Key_Delete)
    assert year_services.briefings.rows(BriefingQuery()) == ()
    assert page._stack.currentIndex() == 1
    assert page.briefing_id == 0


def test_a_briefing_is_issued_under_the_number_that_was_said_and_written_to_files(
    page: ComposerPage, year_services: Services, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _begin(page, year_services)
    page.space.editor.moveCursor(QTextCursor.MoveOperation.End)
    page.space.editor.insert_blocks((Paragraph(plain("补写一段。")),))
    page.preview.draw_now()
    said = page.issue_button.text().removeprefix("印发")
    assert said == "第 1 期"
    assert "印发时定" in page.space.head.number.text()
    page.issue_button.click()
    (paper,) = year_services.documents.rows(UNIT)
    assert said in paper.title
    assert page.title == "撰写简报"
    assert page.subtitle.startswith(said)
    text = "".join(
        each.extract_text() for each in pypdf.PdfReader(io.BytesIO(year_services.documents.content(paper.id))).pages
    )
    assert "补写一段。" in text.replace("\n", "")
    assert said.replace(" ", "") in text.replace(" ", "")
    page.preview.draw_now()
    assert page.issue_button.text() == "重新印发第 1 期"
    assert not page.space.head.supplement.isEnabled()

    pdf = tmp_path / "简报.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(pdf), ""))
    page.export_button.menu_.actions()[0].trigger()
    assert pdf.read_bytes() == year_services.documents.content(paper.id)
    word = tmp_path / "简报.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(word), ""))
    page.export_button.menu_.actions()[1].trigger()
    assert any("补写一段。" in each.text for each in docx.Document(str(word)).paragraphs)
    page.export_button.menu_.aboutToShow.emit()
    assert page.folder_action.isEnabled()
