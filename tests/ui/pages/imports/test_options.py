"""Ways of taking a file: modes, sheets, hidden rows, the day of moves; units and leavers; undo."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from culture_desktop.services.imports.preview import Verdict
from culture_desktop.services.people.rows import PeopleQuery, PersonDraft
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs.unit_picker import UnitPicker
from culture_desktop.ui.pages.imports.kinds import ImportOrder
from culture_desktop.ui.pages.imports.options_bar import EVERY_SHEET
from culture_desktop.ui.pages.imports.page import DONE, ImportsPage
from culture_desktop.ui.pages.imports.review_tabs import Section
from culture_desktop.ui.pages.imports.units_pane import UnitsPane
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.widgets.page import EVERYTHING
from culture_desktop.vocabulary import ImportMode, ListKind, OrganisationKind, PersonStatus
from tests.ui.accessible import unnamed_widgets
from tests.ui.driving import drive
from tests.ui.pages.imports.driving import (
    HEADER,
    LEFT,
    TEAM,
    click_box,
    click_cell,
    counts,
    known,
    shown,
    stored,
    tab,
    write,
    write_sheets,
)
from tests.ui.pages.year import ROOT


class TestModes:
    @pytest.mark.parametrize(
        ("mode", "expected"),
        [
            (ImportMode.ADD, {"new": 2, "kept": 2, "unchanged": 1, "error": 1}),
            (ImportMode.UPDATE, {"kept": 2, "changed": 2, "unchanged": 1, "error": 1}),
            (ImportMode.FILL, {"kept": 2, "changed": 2, "unchanged": 1, "error": 1}),
        ],
    )
    def test_each_lets_rows_do_less(
        self, reviewed: ImportsPage, qtbot: QtBot, mode: ImportMode, expected: dict[str, int]
    ) -> None:
        assert reviewed.review.options.modes[ImportMode.ADD_UPDATE].isChecked()
        qtbot.mouseClick(reviewed.review.options.modes[mode], LEFT)
        assert counts(reviewed) == expected
        assert sum(expected.values()) == 6
        assert reviewed.review.tabs.tabs[Verdict.KEPT].isVisible()
        assert f"不动 {expected['kept']}" in reviewed.review.words._whole

    def test_what_was_left_out_stays_left_out(self, reviewed: ImportsPage, qtbot: QtBot) -> None:
        click_box(reviewed, qtbot, 0)
        qtbot.mouseClick(reviewed.review.options.modes[ImportMode.UPDATE], LEFT)
        assert reviewed.review.words._whole == "将写入 1 人：变更 1。未变 1、不动 2、未勾选 1、错误 1 行不写入。"

    def test_the_row_says_why_it_stays(self, reviewed: ImportsPage, qtbot: QtBot) -> None:
        qtbot.mouseClick(reviewed.review.options.modes[ImportMode.UPDATE], LEFT)
        tab(reviewed, qtbot, Verdict.KEPT)
        assert reviewed.review.rows.table.row_model.index(0, 5).data() == "库里没有这个人，本次只更新"


class TestSheets:
    @pytest.fixture
    def two(self, page: ImportsPage, tmp_path: Path) -> ImportsPage:
        """Two sheets with different columns, and an error in the second."""
        first = [HEADER, ("N-1", "新一", TEAM, "", "", "", "")]
        second = [("姓名", "工号", "手机"), ("新二", "N-2", "13800000002"), ("", "N-3", "13800000003")]
        page.open_file(write_sheets(tmp_path / "two.xlsx", {"在职": first, "新进": second}))
        assert counts(page) == {"new": 1}
        return page

    def test_all_are_taken_at_once(self, two: ImportsPage, year_services: Services, qtbot: QtBot) -> None:
        box = two.review.options.sheets
        box.setCurrentIndex(box.findData(EVERY_SHEET))
        box.activated.emit(box.currentIndex())
        assert counts(two) == {"new": 2, "error": 1}
        assert two.count.text() == "2 张工作表 5 行 = 表头 2 行 + 数据 3 行"
        assert box.currentText() == "全部 2 张工作表"
        errors = two.review.rows.errors.errors.row_model
        assert errors.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "“新进”第 3 行“姓名”：姓名为空"
        qtbot.mouseClick(two.review.import_button, LEFT)
        assert year_services.people.id_of("N-1") != year_services.people.id_of("N-2")

    def test_rejected_rows_come_back_sheet_by_sheet(
        self, two: ImportsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        from PySide6.QtWidgets import QFileDialog

        box = two.review.options.sheets
        box.setCurrentIndex(box.findData(EVERY_SHEET))
        box.activated.emit(box.currentIndex())
        target = tmp_path / "rejected.xlsx"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
        with qtbot.waitSignal(two.notified):
            qtbot.mouseClick(two.review.rows.errors.export, LEFT)
        assert openpyxl.load_workbook(target).sheetnames == ["新进"]


def test_hidden_rows_are_taken_unless_they_are_to_be_left(page: ImportsPage, tmp_path: Path, qtbot: QtBot) -> None:
    path = write(tmp_path / "hidden.xlsx", [(f"N-{at}", f"新{at}", TEAM, "", "", "", "") for at in range(4)])
    book = openpyxl.load_workbook(path)
    for row in (3, 4):
        book.worksheets[0].row_dimensions[row].hidden = True
    book.save(path)
    page.open_file(path)
    box = page.review.options.hidden
    assert (box.isVisible(), box.text(), box.isChecked()) == (True, "略过 2 行隐藏行", False)
    assert counts(page) == {"new": 4}
    qtbot.mouseClick(box, LEFT)
    assert counts(page) == {"new": 2, "kept": 2}
    assert box.isChecked()


def test_moves_count_from_the_day_chosen(
    page: ImportsPage, year_services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    page.open_file(write(tmp_path / "move.xlsx", [known(year_services, "YC-0001", unit=f"{ROOT}/计量中心/计量检定班")]))
    page.review.options.effective.set_day(date(2026, 9, 1))
    assert page.review.orders.excluded == frozenset()
    qtbot.mouseClick(page.review.import_button, LEFT)
    assert stored(year_services, "YC-0001").unit_since == date(2026, 9, 1)


class TestUnits:
    @pytest.fixture
    def asked(self, page: ImportsPage, tmp_path: Path, qtbot: QtBot) -> UnitsPane:
        """Two units written as nobody here does; three rows."""
        rows = [
            ("N-1", "新一", "外呼坐席小组", "", "", "", ""),
            ("N-2", "新二", "外呼坐席小组", "", "", "", ""),
            ("N-3", "新三", "综合办", "", "", "", ""),
        ]
        page.open_file(write(tmp_path / "units.xlsx", rows))
        assert counts(page) == {"error": 3}
        assert page.review.rows.errors._units_title.text() == "单位 2 个待确认"
        tab(page, qtbot, Section.UNITS)
        assert page.review.units.isVisible()
        return page.review.units

    def test_nothing_is_chosen_beforehand(self, asked: UnitsPane) -> None:
        assert [question.written for question in asked.table.row_model.rows] == ["外呼坐席小组", "综合办"]
        assert not any(card.isChecked() for card in asked.cards)
        assert asked.table.row_model.index(0, 1).data() == "2 行"
        assert asked.table.row_model.index(0, 2).data() == "还没确认"

    def test_an_offered_unit_is_taken_for_all_its_rows(
        self, page: ImportsPage, asked: UnitsPane, year_services: Services, qtbot: QtBot
    ) -> None:
        names = {node.id: node.full_name for node in year_services.organisations.nodes()}
        first = asked.cards[0]
        assert isinstance(first.answer, int)
        assert names[first.answer] == f"{ROOT}/客户服务部/众包·外呼坐席组"
        asked.table.setFocus()
        qtbot.keyClick(asked.table, Qt.Key.Key_1)
        assert counts(page) == {"new": 2, "error": 1}
        current = asked.table.current_row()
        assert current is not None
        assert current.written == "综合办"
        assert asked.table.row_model.index(0, 2).data() == "众包·外呼坐席组"
        assert page.review.import_button.text() == "导入 2 人"

    def test_left_empty_or_picked_from_the_tree(
        self,
        page: ImportsPage,
        asked: UnitsPane,
        year_services: Services,
        qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        blank = next(card for card in asked.cards if card.answer is None)
        qtbot.mouseClick(blank, LEFT)
        assert counts(page) == {"new": 2, "error": 1}
        team = next(node.id for node in year_services.organisations.nodes() if node.full_name == TEAM)

        def pick(dialog: UnitPicker) -> None:
            dialog.tree.select_key(team)
            assert dialog.effect.text() == f"当作：{TEAM}"
            dialog.accept()

        drive(monkeypatch, UnitPicker, pick)
        qtbot.mouseClick(asked.pick_button, LEFT)
        assert counts(page) == {"new": 3}
        qtbot.mouseClick(page.review.import_button, LEFT)
        people = year_services.people
        assert people.detail(people.id_of("N-1"), 2026).draft.unit_id is None
        assert people.detail(people.id_of("N-3"), 2026).draft.unit_id == team

    def test_everything_has_a_name(self, page: ImportsPage, asked: UnitsPane) -> None:
        assert unnamed_widgets(page) == []


def test_an_organisation_written_in_another_way_is_picked(
    page: ImportsPage,
    year_services: Services,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a list of members; no unit is offered, and there is no doing without."""
    organisations = year_services.organisations
    party = organisations.create("机关党委", OrganisationKind.PARTY).value
    branch = organisations.create("第一支部", OrganisationKind.PARTY, party).value
    who = year_services.people.detail(year_services.people.id_of("YC-0001"), 2026).draft.name
    rows = [("YC-0001", who, "一支布", "书记")]
    page.open_with(ImportOrder(ListKind.MEMBERSHIP))
    page.open_file(write(tmp_path / "members.xlsx", rows, ("工号", "姓名", "组织", "职务")))
    assert counts(page) == {"error": 1}
    assert page.review.rows.errors._units_title.text() == "组织 1 个待确认"
    qtbot.mouseClick(page.review.rows.errors.units, LEFT)
    pane = page.review.units
    assert pane.isVisible()
    assert page.review.tabs.tab is Section.ORGANISATIONS
    assert pane._title.text() == "“一支布”是哪个组织"
    assert all(isinstance(card.answer, int) for card in pane.cards)
    assert unnamed_widgets(page) == []

    def pick(dialog: UnitPicker) -> None:
        assert dialog.search.accessibleName() == "查找：组织名称"
        assert ROOT not in [index.data() for index in dialog.tree._indexes()]
        dialog.tree.select_key(branch)
        assert dialog.effect.text() == "当作：机关党委/第一支部"
        dialog.accept()

    drive(monkeypatch, UnitPicker, pick)
    qtbot.mouseClick(pane.pick_button, LEFT)
    assert counts(page) == {"new": 1}
    qtbot.mouseClick(page.review.import_button, LEFT)
    assert page.step == DONE


class TestLeavers:
    @pytest.fixture
    def shorter(self, page: ImportsPage, tmp_path: Path, qtbot: QtBot) -> ImportsPage:
        """Three came with the first file; two stand in the second."""
        rows = [(f"N-{at}", f"新{at}", TEAM, "坐席", "", "", "") for at in range(3)]
        page.open_file(write(tmp_path / "一月.xlsx", rows))
        page.apply()
        assert page.step == DONE
        page.begin()
        page.open_file(write(tmp_path / "二月.xlsx", rows[:2]))
        assert counts(page) == {"unchanged": 2}
        return page

    def test_nobody_is_marked_unasked(self, shorter: ImportsPage, qtbot: QtBot) -> None:
        made = shorter.review.tabs.tabs[Section.LEAVERS]
        assert made.text() == "名单中没有  1 人"
        tab(shorter, qtbot, Section.LEAVERS)
        pane = shorter.review.leavers
        assert pane.isVisible()
        assert [person.name for person in pane.table.row_model.rows] == ["新2"]
        assert pane.left == frozenset()
        assert not shorter.review.import_button.isEnabled()
        assert unnamed_widgets(shorter) == []

    def test_who_is_ticked_is_marked_with_the_day(
        self, shorter: ImportsPage, year_services: Services, qtbot: QtBot
    ) -> None:
        tab(shorter, qtbot, Section.LEAVERS)
        pane = shorter.review.leavers
        click_cell(pane.table, qtbot, 0, 0)
        pane.left_on.set_day(date(2026, 10, 31))
        assert shorter.review.import_button.text() == "标记 1 人离职"
        assert shorter.review.words._whole == "没有要写入的行。未变 2 行不写入。标记离职 1 人。"
        qtbot.mouseClick(shorter.review.import_button, LEFT)
        gone = stored(year_services, "N-2")
        assert (gone.status, gone.left_on) == (PersonStatus.LEFT, date(2026, 10, 31))
        assert shorter.done.sentence.text() == "已导入 0 人，1 人记为离职"

    def test_with_a_first_list_its_units_can_be_compared(
        self, page: ImportsPage, year_services: Services, qtbot: QtBot, tmp_path: Path
    ) -> None:
        """Of such a list nobody knows who came with it before: that is said, and nobody is listed unasked."""
        page.open_file(write(tmp_path / "first.xlsx", [known(year_services, "YC-0001")]))
        unit = known(year_services, "YC-0001")[2]
        others = {p.number for p in year_services.people.rows(PeopleQuery(), 2026) if p.unit_full_name == unit}
        made, pane = page.review.tabs.tabs[Section.LEAVERS], page.review.leavers
        assert (made.isVisible(), made.isEnabled(), made.text()) == (True, True, "名单中没有  0 人")
        tab(page, qtbot, Section.LEAVERS)
        assert "以前没有导入过这样的名单（列名相同的），不知道谁从名单里消失了" in pane._words.text()
        qtbot.mouseClick(pane.of_units, LEFT, pos=QPoint(8, pane.of_units.height() // 2))
        assert {person.number for person in pane.table.row_model.rows} == others - {"YC-0001"}
        assert made.text() == f"名单中没有  {len(others) - 1} 人"
        assert pane.left == frozenset()
        assert not page.review.import_button.isEnabled()
        gone = pane.table.row_model.rows[0].number
        click_cell(pane.table, qtbot, 0, 0)
        assert page.review.import_button.text() == "标记 1 人离职"
        qtbot.mouseClick(page.review.import_button, LEFT)
        assert stored(year_services, gone).status is PersonStatus.LEFT
        assert stored(year_services, "YC-0001").status is PersonStatus.ACTIVE


class TestUndo:
    def test_other_work_taken_back_leaves_it_standing(
        self, reviewed: ImportsPage, year_services: Services, qtbot: QtBot
    ) -> None:
        qtbot.mouseClick(reviewed.review.import_button, LEFT)
        for number in ("N-8", "N-9"):
            year_services.people.create(PersonDraft(number, "后来"))
        last = year_services.history.next_undo()
        assert last is not None
        year_services.history.take_back(last.id)
        reviewed.refresh(EVERYTHING)
        assert reviewed.done.undo_button.isVisible()

    def test_one_click_asks_the_window_to_take_it_back(
        self, reviewed: ImportsPage, year_services: Services, qtbot: QtBot
    ) -> None:
        before = year_services.people.count(PeopleQuery())
        qtbot.mouseClick(reviewed.review.import_button, LEFT)
        with qtbot.waitSignal(reviewed.take_back_wanted) as asked:
            qtbot.mouseClick(reviewed.done.undo_button, LEFT)
        year_services.history.take_back(asked.args[0].id)
        reviewed.refresh(EVERYTHING)
        assert year_services.people.count(PeopleQuery()) == before
        assert reviewed.done.sentence.text() == "导入已撤销"
        assert reviewed.done.note.text() == "这次导入已经撤销，数据和导入前一样"
        assert not reviewed.done.undo_button.isVisible()


def test_other_lists_are_taken_from_all_sheets_and_without_hidden_rows_too(
    year_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    page = shown(year_services, runner, settings, qtbot, argument=ImportOrder(ListKind.CONDUCT))
    titles = ("工号", "姓名", "日期", "行为", "分值")
    lines = [titles, ("YC-0001", "", "2026-03-05", "微笑服务", 2), ("YC-0002", "", "2026-03-05", "微笑服务", 2)]
    path = write_sheets(
        tmp_path / "conduct.xlsx", {"三月": lines, "四月": [titles, ("YC-0003", "", "2026-04-05", "迟到", -1)]}
    )
    book = openpyxl.load_workbook(path)
    book.worksheets[0].row_dimensions[3].hidden = True
    book.save(path)
    page.open_file(path)
    options = page.review.options
    assert counts(page) == {"new": 2}
    options.sheets.setCurrentIndex(options.sheets.findData(EVERY_SHEET))
    options.sheets.activated.emit(options.sheets.currentIndex())
    assert counts(page) == {"new": 3}
    assert (options.hidden.isVisible(), options.hidden.text()) == (True, "略过 1 行隐藏行")
    qtbot.mouseClick(options.hidden, LEFT)
    assert counts(page) == {"new": 2, "kept": 1}
    assert (options.hidden.isChecked(), options.sheets.currentText()) == (True, "全部 2 张工作表")
    qtbot.mouseClick(page.review.import_button, LEFT)
    assert page.step == DONE
