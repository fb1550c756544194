"""What the columns of a file are: by title, by hand, by drag, as remembered."""

from pathlib import Path

import openpyxl
from pytestqt.qtbot import QtBot

from culture_desktop.ui.pages.imports.file_columns import MOST_CARDS, letter
from culture_desktop.ui.pages.imports.page import COLUMNS, REVIEW, ImportsPage
from culture_desktop.ui.widgets.text import Label
from tests.ui.pages.imports.driving import HEADER, LEFT, counts, map_column, write
from tests.ui.pages.year import ROOT


class TestColumns:
    def test_each_column_is_a_card_with_a_value_from_the_file(self, reviewed: ImportsPage) -> None:
        cards = reviewed.review.mapping.cards
        assert [card.source.title for card in cards] == list(HEADER)
        assert [card.key for card in cards] == ["number", "name", "unit", "position", "employment", "phone", ""]
        assert (cards[0].source.letter, cards[0].source.samples) == ("A", ("N-1", "N-2", "YC-0001"))
        assert reviewed.review.head.note._whole == "7 列，对应 6 列"

    def test_of_very_many_columns_the_used_and_the_first_have_cards(self, page: ImportsPage, tmp_path: Path) -> None:
        """16,384 cards would take minutes; what feeds a field is among those shown, wherever it stands."""
        most = 600
        titles = (*(f"列{number}" for number in range(most)), "员工编号", "姓名")
        page.open_file(write(tmp_path / "宽.xlsx", [(*range(most), "N-1", "新一")], titles))
        cards = page.review.mapping.cards
        assert len(cards) == MOST_CARDS
        assert [card.source.title for card in cards[:2]] == ["列0", "列1"]
        assert [card.key for card in cards[-2:]] == ["number", "name"]
        left = most + 2 - MOST_CARDS
        assert f"另有 {left} 列不导入" in [label.text() for label in page.review.mapping.findChildren(Label)]
        assert counts(page) == {"new": 1}
        map_column(page, "列1", "position")
        assert page.review.rows.table.row_model.rows[0].values["position"] == "1"

    def test_another_field_previews_again(self, reviewed: ImportsPage) -> None:
        map_column(reviewed, "岗位", "")
        assert counts(reviewed) == {"new": 2, "changed": 1, "unchanged": 2, "error": 1}

    def test_a_field_has_one_column(self, reviewed: ImportsPage) -> None:
        map_column(reviewed, "备注", "position")
        assert [card.key for card in reviewed.review.mapping.cards][3:] == ["", "employment", "phone", "position"]
        words = reviewed.review.rows.table.row_model.index(0, 5).data()
        assert words == "岗位：夜班"

    def test_a_field_that_a_list_must_have_is_missed_at_once(self, reviewed: ImportsPage) -> None:
        map_column(reviewed, "姓名", "")
        assert reviewed.review.head.note._whole == "还缺“姓名”一列：把它拖到所在的列上"
        chips = reviewed.review.mapping.palette_line.chips
        assert (chips[0].text(), chips[0].isChecked()) == ("姓名", True)
        assert not chips[1].isChecked()
        assert not reviewed.review.import_button.isEnabled()
        map_column(reviewed, "姓名", "name")
        assert reviewed.review.head.note._whole == "7 列，对应 6 列"

    def test_another_sheet_is_chosen(self, page: ImportsPage, roster: Path) -> None:
        book = openpyxl.load_workbook(roster)
        second = book.create_sheet("离职人员")
        second.append(HEADER)
        second.append(("N-8", "新八", "", "", "", "", ""))
        book.save(roster)
        page.open_file(roster)
        assert [page.review.options.sheets.itemText(at) for at in range(2)] == ["名册", "离职人员"]
        page.review.options.sheets.setCurrentIndex(1)
        page.review.options.sheets.activated.emit(1)
        assert counts(page) == {"new": 1}

    def test_without_a_known_title_the_user_says_which_row_is_the_header(
        self, page: ImportsPage, tmp_path: Path, qtbot: QtBot
    ) -> None:
        rows = [("N-1", "新一", "x"), ("N-2", "新二", "y")]
        page.open_file(write(tmp_path / "odd.xlsx", rows, ("编码甲", "称呼", "其他"), above=[("名册",)]))
        assert page.step == COLUMNS
        assert page.band.isVisible()
        assert page.columns.table is not None
        header = page.columns.table.current_row()
        assert header is not None
        assert header.number == 2
        assert not page.columns.next_button.isEnabled()
        map_column(page, "编码甲", "number")
        map_column(page, "称呼", "name")
        qtbot.mouseClick(page.columns.next_button, LEFT)
        assert page.step == REVIEW
        assert not page.band.isVisible()
        assert counts(page) == {"new": 2}

    def test_two_columns_for_one_field_are_for_the_user_to_tell_apart(
        self, page: ImportsPage, tmp_path: Path, qtbot: QtBot
    ) -> None:
        rows = [("N-1", "新一", "13800000001", "13900000001")]
        page.open_file(write(tmp_path / "two.xlsx", rows, ("工号", "姓名", "手机号", "手机号码")))
        assert page.step == COLUMNS
        assert [card.key for card in page.columns.mapping.cards] == ["number", "name", "phone", ""]
        map_column(page, "手机号码", "phone")
        qtbot.mouseClick(page.columns.next_button, LEFT)
        assert page.step == REVIEW
        assert page.review.preview.rows[0].values["phone"] == "13900000001"

    def test_columns_have_the_letters_of_excel(self) -> None:
        assert [letter(at) for at in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


class TestLevels:
    """A unit in several columns."""

    ROWS = (("N-1", "新一", "一班", f"{ROOT}/客户服务部"), ("N-2", "新二", "", "客户服务部"))
    TITLES = ("工号", "姓名", "班组", "部门")

    def test_they_are_shown_as_one(self, page: ImportsPage, tmp_path: Path) -> None:
        page.open_file(write(tmp_path / "levels.xlsx", self.ROWS, self.TITLES))
        assert page.step == REVIEW
        cards = page.review.mapping.cards
        assert [card.key for card in cards] == ["number", "name", "unit", "unit"]
        assert [card._arrow.text() for card in cards] == ["↓", "↓", "②", "①"]
        assert page.review.head.note._whole == "4 列，对应 4 列，部门由“部门＋班组”合成"
        assert page.review.preview.new_units == (f"{ROOT}/客户服务部/一班",)

    def test_one_is_left_out_and_taken_again(self, page: ImportsPage, tmp_path: Path) -> None:
        page.open_file(write(tmp_path / "levels.xlsx", self.ROWS, self.TITLES))
        map_column(page, "班组", "")
        assert page.review.preview.table.mapping["unit"] == "部门"
        assert [card._arrow.text() for card in page.review.mapping.cards] == ["↓", "↓", "−", "↓"]
        map_column(page, "班组", "unit")
        assert page.review.preview.table.mapping["unit"] == "部门＋班组"

    def test_columns_of_any_title_are_joined_by_hand(self, page: ImportsPage, tmp_path: Path) -> None:
        page.open_file(write(tmp_path / "levels.xlsx", self.ROWS, ("工号", "姓名", "乙", "甲")))
        map_column(page, "甲", "unit")
        map_column(page, "乙", "unit")
        assert page.review.preview.table.cells("unit") == [f"一班/{ROOT}/客户服务部", "客户服务部"]

    def test_the_field_is_taken_off_all_its_columns(self, page: ImportsPage, tmp_path: Path) -> None:
        page.open_file(write(tmp_path / "levels.xlsx", self.ROWS, self.TITLES))
        page.review.mapping.palette_line.returned.emit("unit")
        assert "unit" not in page.review.preview.table.mapping
        assert [card.key for card in page.review.mapping.cards] == ["number", "name", "", ""]
