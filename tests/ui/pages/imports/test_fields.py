"""Fields on columns: dragged, suggested by content, kept as extra fields, remembered."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from culture_desktop.services.people.rows import PersonDraft
from culture_desktop.services.services import Services
from culture_desktop.ui.pages.imports.mapping_card import KEEP
from culture_desktop.ui.pages.imports.page import COLUMNS, REVIEW, ImportsPage
from tests.ui.pages.imports.driving import (
    HEADER,
    LEFT,
    TEAM,
    card_of,
    carrying,
    counts,
    drop_field,
    map_column,
    stored,
    write,
)


def drag(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, source: QWidget, target: QWidget, *, pressed: QPoint
) -> list[bool]:
    """Press, move and let go: QDrag's own loop, which needs a desktop, hands what it carries to the target."""
    taken: list[bool] = []

    def run(made: QDrag, *_actions: Qt.DropAction) -> Qt.DropAction:
        taken.append(drop_field(target, made.mimeData()))
        return Qt.DropAction.MoveAction

    monkeypatch.setattr(QDrag, "exec", run)
    qtbot.mousePress(source, LEFT, pos=pressed)
    for step in (8, 30):
        qtbot.mouseMove(source, pressed + QPoint(step, step))
    qtbot.mouseRelease(source, LEFT, pos=pressed + QPoint(30, 30))
    return taken


class TestDrag:
    def test_a_chip_is_dragged_onto_a_column(
        self, reviewed: ImportsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        chip = next(chip for chip in reviewed.review.mapping.palette_line.chips if chip.key == "political_status")
        taken = drag(qtbot, monkeypatch, chip, card_of(reviewed, "备注"), pressed=chip.rect().center())
        assert taken == [True]
        assert card_of(reviewed, "备注").key == "political_status"
        assert counts(reviewed)["error"] > 1  # 夜班 is none
        assert "political_status" not in [chip.key for chip in reviewed.review.mapping.palette_line.chips]

    def test_a_cards_field_is_dragged_onto_another(
        self, reviewed: ImportsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        source = card_of(reviewed, "岗位")
        taken = drag(qtbot, monkeypatch, source, card_of(reviewed, "备注"), pressed=QPoint(20, 14))
        assert taken == [True]
        assert [card.key for card in reviewed.review.mapping.cards][3:] == ["", "employment", "phone", "position"]

    def test_dropped_beside_it_is_taken_off(
        self, reviewed: ImportsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        palette = reviewed.review.mapping.palette_line
        assert drag(qtbot, monkeypatch, card_of(reviewed, "岗位"), palette, pressed=QPoint(20, 14)) == [True]
        assert card_of(reviewed, "岗位").key == ""

    def test_what_is_no_field_is_not_taken(self, reviewed: ImportsPage) -> None:
        assert not drop_field(card_of(reviewed, "备注"), carrying("nonsense"))
        assert not drop_field(card_of(reviewed, "岗位"), carrying("position"))

    def test_without_a_mouse_a_chip_offers_the_free_columns(self, reviewed: ImportsPage) -> None:
        palette = reviewed.review.mapping.palette_line
        chip = next(chip for chip in palette.chips if chip.key == "sex")
        (free,) = palette.menu(chip).actions()
        assert free.text() == "G 列　备注"
        free.trigger()
        assert card_of(reviewed, "备注").key == "sex"


class TestSuggestions:
    @pytest.fixture
    def unclear(self, page: ImportsPage, tmp_path: Path) -> ImportsPage:
        """A column of mobile numbers under a title that says nothing."""
        rows = [(f"N-{at}", f"王{name}", TEAM, f"1380000{at:04d}") for at, name in enumerate("一二三四五六七八")]
        page.open_file(write(tmp_path / "unclear.xlsx", rows, ("工号", "姓名", "部门", "栏四")))
        assert page.step == REVIEW
        return page

    def test_a_guess_is_shown_and_not_taken(self, unclear: ImportsPage) -> None:
        card = card_of(unclear, "栏四")
        assert card.key == ""
        assert card.suggestion is not None
        assert card.suggestion.isVisible()
        assert card.suggestion.toolTip() == "按内容推测：手机，100 %符合。点一下采用"
        assert "phone" not in unclear.review.preview.rows[0].values
        assert all("1380000" not in sample for sample in card.source.samples)

    def test_it_is_confirmed_by_use(self, unclear: ImportsPage, qtbot: QtBot) -> None:
        suggestion = card_of(unclear, "栏四").suggestion
        assert suggestion is not None
        qtbot.mouseClick(suggestion, LEFT)
        assert card_of(unclear, "栏四").key == "phone"
        assert unclear.review.preview.rows[0].values["phone"] == "13800000000"

    def test_a_file_without_header_is_taken_by_its_places(
        self, page: ImportsPage, tmp_path: Path, qtbot: QtBot
    ) -> None:
        names = ("王一鸣", "李二妮", "张三丰", "赵四海", "钱五福", "孙六顺")
        rows = [(f"HR-10{at}", name, f"1380000{at:04d}") for at, name in enumerate(names)]
        page.open_file(write(tmp_path / "bare.xlsx", rows[1:], rows[0]))
        assert page.step == COLUMNS
        page.columns.headless.click()
        cards = page.columns.mapping.cards
        assert [card.source.letter for card in cards] == ["A", "B", "C"]
        assert page.columns._reason._whole.endswith("还缺：姓名")
        for card in cards:
            assert card.suggestion is not None
            qtbot.mouseClick(card.suggestion, LEFT)
        assert [card.key for card in cards] == ["number", "name", "phone"]
        qtbot.mouseClick(page.columns.next_button, LEFT)
        assert page.step == REVIEW
        assert counts(page) == {"new": 6}


class TestExtraFields:
    def test_an_unknown_column_is_kept_as_an_extra_field(
        self, reviewed: ImportsPage, year_services: Services, qtbot: QtBot
    ) -> None:
        map_column(reviewed, "备注", KEEP)
        assert card_of(reviewed, "备注").kept
        assert reviewed.review.head.note._whole == "7 列，对应 6 列，附加 1 列"
        assert counts(reviewed) == {"new": 2, "changed": 3, "error": 1}
        qtbot.mouseClick(reviewed.review.import_button, LEFT)
        assert stored(year_services, "YC-0003").extra == {"备注": "夜班"}


class TestRemembered:
    def test_the_second_file_is_taken_as_the_first_was(
        self, reviewed: ImportsPage, roster: Path, tmp_path: Path, qtbot: QtBot
    ) -> None:
        map_column(reviewed, "岗位", "")
        map_column(reviewed, "备注", "position")
        qtbot.mouseClick(reviewed.review.import_button, LEFT)
        again = tmp_path / "二月花名册.xlsx"
        again.write_bytes(roster.read_bytes())
        qtbot.mouseClick(reviewed.done.again_button, LEFT)
        reviewed.open_file(again)
        assert card_of(reviewed, "备注").key == "position"
        head = reviewed.review.head
        assert head.note._whole == "7 列，对应 6 列，已套用上次“roster.xlsx”的对应"
        qtbot.mouseClick(head.automatic, LEFT)
        assert card_of(reviewed, "岗位").key == "position"
        assert not head.automatic.isVisible()

    def test_other_titles_are_another_source(self, page: ImportsPage, roster: Path, tmp_path: Path) -> None:
        page.open_file(roster)
        page.apply()
        page.open_file(write(tmp_path / "other.xlsx", [("N-1", "新一")], HEADER[:2]))
        assert page.review.head.note._whole == "2 列，对应 2 列"
        assert not page.review.head.automatic.isVisible()


def test_masked_samples(page: ImportsPage, year_services: Services, tmp_path: Path) -> None:
    year_services.people.create(PersonDraft("N-7", "甲"))
    rows = [("N-7", "甲", "11010519491231002X", "13812345678")]
    page.open_file(write(tmp_path / "secret.xlsx", rows, ("工号", "姓名", "身份证号", "手机")))
    shown = [sample for card in page.review.mapping.cards for sample in card.source.samples]
    assert not any("19491231" in sample or "13812345678" in sample for sample in shown)
