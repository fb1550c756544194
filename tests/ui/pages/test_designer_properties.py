"""Properties, pictures, files and findings of the certificate designer, through its widgets."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.documents.designs.editing import Axis, changed, chosen
from culture_desktop.documents.designs.elements import CodeElement, Condition, PictureElement, TextElement
from culture_desktop.documents.designs.reading import design_from_json
from culture_desktop.errors import CultureError, PictureUnreadableError
from culture_desktop.services.certificates.previews import preview_sheet
from culture_desktop.services.services import Services
from culture_desktop.ui.pages.designer.content_editor import ContentEditor
from culture_desktop.ui.pages.designer.ink_button import InkButton
from culture_desktop.ui.pages.designer.page import DesignerPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.vocabulary import ElementKind, FieldTest, PictureRole, TextSetting
from tests.ui.accessible import unnamed_widgets
from tests.ui.pages.test_designer import element, save_as, shown


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    database = Database.open(tmp_path / "runwu.db")
    yield Services.on(database)
    database.close()


@pytest.fixture
def page(services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> Iterator[DesignerPage]:
    made = shown(services, runner, settings, qtbot)
    yield made
    made.board.canvas.close_document()


@pytest.fixture
def seal(tmp_path: Path) -> Path:
    """A red disc on nothing."""
    path = tmp_path / "seal.png"
    Image.new("RGBA", (120, 120), (200, 0, 0, 128)).save(path)
    return path


def text(page: DesignerPage, key: str) -> TextElement:
    found = element(page, key)
    assert isinstance(found, TextElement)
    return found


def said(page: DesignerPage) -> str:
    """What the PDF on screen says."""
    sheet = preview_sheet(page.draft.design, page.draft.files, page.sources.fields)
    document = pypdfium2.PdfDocument(sheet.content)
    words: str = document[0].get_textpage().get_text_bounded()
    document.close()
    return words


class TestText:
    def test_typed_content_stands_on_the_sheet_as_one_step(self, page: DesignerPage, qtbot: QtBot) -> None:
        page.draft.choose(("salutation",))
        part = page.properties.parts[ElementKind.TEXT]
        content = part.fields["content"]
        assert isinstance(content, ContentEditor)
        assert content.text.toPlainText() == "{称谓}"
        content.text.selectAll()
        qtbot.keyClicks(content.text, "Dear ")
        content.insert.picked.emit("姓名")
        assert text(page, "salutation").content == "Dear {姓名}"
        assert "Dear 示例" in said(page)
        page.draft.undo()
        assert text(page, "salutation").content == "{称谓}"
        assert content.text.toPlainText() == "{称谓}"

    def test_a_font_by_name_and_stops_that_hang(self, page: DesignerPage, qtbot: QtBot) -> None:
        page.draft.choose(("body",))
        fields = page.properties.parts[ElementKind.TEXT].fields
        qtbot.keyClicks(fields["font"], "FZXBSJW")
        assert text(page, "body").font == "FZXBSJW"
        assert "荣获" in said(page)  # ours stands in
        field = fields["font"]
        assert isinstance(field, QLineEdit)
        field.selectAll()
        qtbot.keyClick(field, Qt.Key.Key_Delete)
        assert text(page, "body").font == ""
        box = fields["hanging"]
        assert isinstance(box, QCheckBox)
        qtbot.keyClick(box, Qt.Key.Key_Space)
        assert text(page, "body").hanging

    def test_every_property(self, page: DesignerPage) -> None:
        page.draft.choose(("salutation",))
        fields = page.properties.parts[ElementKind.TEXT].fields
        size, least, setting, spaced = (fields[name] for name in ("size", "least_size", "setting", "spaced"))
        assert isinstance(size, QDoubleSpinBox)
        assert isinstance(least, QDoubleSpinBox)
        assert isinstance(setting, QComboBox)
        assert isinstance(spaced, QCheckBox)
        size.setValue(30)
        setting.setCurrentText("两端分散")
        setting.activated.emit(setting.currentIndex())
        spaced.click()
        least.setValue(31)
        ink = fields["ink"]
        assert isinstance(ink, InkButton)
        ink.choose("#b8141a")
        found = text(page, "salutation")
        assert (found.size, found.least_size, found.ink) == (31, 31, "#B8141A")
        assert (found.setting, found.spaced) == (TextSetting.DISTRIBUTED, True)
        assert size.value() == 31
        for _step in range(5):
            page.draft.undo()
        assert not page.draft.unsaved

    def test_place_condition_and_name(self, page: DesignerPage, qtbot: QtBot) -> None:
        page.draft.choose(("salutation",))
        left = page.properties.place.fields["x"]
        assert isinstance(left, QDoubleSpinBox)
        left.setValue(35.5)
        when = page.properties.common.fields["when"]
        field = when.findChildren(QComboBox)[0]
        field.setCurrentText("当类别")
        field.activated.emit(field.currentIndex())
        test = when.findChildren(QComboBox)[1]
        test.setCurrentText("等于")
        test.activated.emit(test.currentIndex())
        qtbot.keyClicks(when.findChildren(QLineEdit)[-1], "team")
        name = page.properties.common.fields["name"]
        assert isinstance(name, QLineEdit)
        name.selectAll()
        qtbot.keyClicks(name, "Who")
        found = element(page, "salutation")
        assert (found.x, found.name) == (35.5, "Who")
        assert found.when == Condition("类别", FieldTest.EQUALS, "team")
        assert "同志" not in said(page)

    def test_what_is_locked_cannot_be_placed(self, page: DesignerPage) -> None:
        page.draft.choose(("title",))
        assert not page.properties.place.isEnabled()
        locked = page.properties.common.fields["locked"]
        assert isinstance(locked, QCheckBox)
        locked.click()
        assert page.properties.place.isEnabled()

    def test_every_widget_has_a_name(self, page: DesignerPage) -> None:
        for each in page.draft.design.elements:
            page.draft.choose((each.key,))
            assert unnamed_widgets(page) == []


class TestSheet:
    def test_presets_own_size_and_guides(self, page: DesignerPage, qtbot: QtBot) -> None:
        sheet = page.properties.sheet
        assert sheet.preset.currentText() == "A4 横"
        sheet.preset.setCurrentText("A3 对折")
        sheet.preset.activated.emit(sheet.preset.currentIndex())
        assert (page.draft.design.sheet, page.draft.design.fold) == ((420, 297), True)
        sheet.width_.setValue(300)
        sheet.width_.editingFinished.emit()
        assert page.draft.design.sheet == (300, 297)
        assert sheet.preset.currentText() == "自定尺寸"
        guides = sheet.guides[Axis.ACROSS]
        qtbot.keyClicks(guides, "35, 148.5, 900")
        qtbot.keyClick(guides, Qt.Key.Key_Return)
        assert page.draft.design.across == (35, 148.5)
        assert guides.text() == "35、148.5"


class TestAdding:
    def test_new_elements_are_chosen_in_the_middle_of_the_sheet(self, page: DesignerPage) -> None:
        for action in page.add_button.menu_.actions():
            if action.text() not in [role.label for role in PictureRole]:
                action.trigger()
                new = page.draft.one
                assert new is page.draft.design.elements[-1]
                assert new.x + new.width / 2 == pytest.approx(297 / 2, abs=0.1)
        assert len(page.draft.design.elements) == 10 + 7
        code = [e for e in page.draft.design.elements if isinstance(e, CodeElement)]
        assert len(code) == 3
        assert page.findings.isHidden()

    def test_a_seal_from_a_file_saved_and_opened_again(
        self, page: DesignerPage, services: Services, seal: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
    ) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(seal), ""))
        page.add_button.picked.emit(PictureRole.SEAL)
        new = page.draft.one
        assert isinstance(new, PictureElement)
        assert (new.width, new.height, new.role) == (42, 42, PictureRole.SEAL)
        key = save_as(qtbot, page, "盖章的")
        found = services.designs.load(key)
        assert found.files == {new.asset: seal.read_bytes()}
        sheet = preview_sheet(found.design, found.files, page.sources.fields)
        document = pypdfium2.PdfDocument(sheet.content)
        assert any(each.type == 3 for each in document[0].get_objects())
        document.close()

    def test_a_background_lies_behind_everything_and_holds(
        self, page: DesignerPage, seal: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(seal), ""))
        page.add_button.picked.emit(PictureRole.BACKGROUND)
        back = page.draft.design.elements[0]
        assert (back.width, back.height, back.locked) == (297, 210, True)

    def test_what_is_no_picture_is_refused_before_it_is_in(
        self, page: DesignerPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        broken = tmp_path / "broken.png"
        broken.write_bytes(b"\x89PNG nothing")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(broken), ""))
        errors = list[CultureError]()
        page.failed.connect(errors.append)
        page.add_button.picked.emit(PictureRole.PICTURE)
        assert isinstance(errors[0], PictureUnreadableError)
        assert not page.draft.unsaved


class TestFiles:
    def test_exported_and_imported_with_its_picture(
        self,
        page: DesignerPage,
        services: Services,
        seal: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        qtbot: QtBot,
    ) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(seal), ""))
        page.add_button.picked.emit(PictureRole.SEAL)
        key = save_as(qtbot, page, "送人的")
        target = tmp_path / "out.rwcert"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
        page.desk.export_action.trigger()
        assert target.read_bytes().startswith(b"PK")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(target), ""))
        page.desk.import_action.trigger()
        assert page.draft.design.name == "送人的 2"
        assert page.draft.key != key
        assert page.draft.files == services.designs.load(key).files
        assert page.desk.box.currentText() == "送人的 2"

    def test_a_broken_file_is_refused_by_a_sentence(
        self, page: DesignerPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "x.rwcert"
        path.write_text('{"format": 1}', encoding="utf-8")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
        errors = list[CultureError]()
        page.failed.connect(errors.append)
        page.desk.import_action.trigger()
        assert "x.rwcert" in str(errors[0])
        assert page.draft.key == "red-gold"


class TestFindings:
    def test_names_who_does_not_fit_and_leads_there(self, page: DesignerPage) -> None:
        design = changed(page.draft.design, ("salutation",), width=62.0, size=22.0, least_size=20.0)
        page.draft.apply("窄", design)
        page.findings.look_now()
        assert [problem.number for problem in page.findings.problems] == [3]
        assert "示例提江·示例都热西提" in str(page.findings.problems[0])
        assert page.findings.isVisible()
        assert page.findings.look_button.text() == "查看 1 处"
        page.findings.menu.actions()[0].trigger()
        page.preview.draw_now()
        assert (page.sources.at, page.draft.keys) == (2, ("salutation",))
        assert page.board.canvas.left_out == {"salutation"}
        page.draft.undo()
        page.findings.look_now()
        page.preview.draw_now()
        assert page.findings.isHidden()
        assert page.board.canvas.left_out == frozenset()

    def test_a_character_that_no_font_has(self, page: DesignerPage) -> None:
        page.draft.apply("字", changed(page.draft.design, ("title",), content="荣誉\U0010fffd"))
        page.findings.look_now()
        assert page.findings.problems[0].missing == "\U0010fffd"
        assert "每一张" in page.findings.words.text()

    def test_a_picture_that_is_lost_is_left_out_and_told(self, page: DesignerPage) -> None:
        lost = PictureElement(key="p", name="丢了的", x=0, y=0, width=9, height=9, asset="0" * 64)
        page.draft.apply("图", replace(page.draft.design, elements=(*page.draft.design.elements, lost)))
        page.preview.draw_now()
        assert page.board.canvas.left_out == {"p"}
        assert "丢了的" in page.findings.words.text()


def test_saved_json_is_what_files_hold(page: DesignerPage, services: Services, tmp_path: Path, qtbot: QtBot) -> None:
    page.draft.choose(("salutation",))
    page.commands.nudge(1.5, 0)
    key = save_as(qtbot, page, "存成文件")
    path = tmp_path / "d.rwcert"
    services.designs.export_file(key, path)
    with zipfile.ZipFile(BytesIO(path.read_bytes())) as archive:
        found = design_from_json(archive.read("design.json").decode(), "d")
    assert chosen(found, ("salutation",))[0].x == 41.5
