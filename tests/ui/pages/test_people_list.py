"""The list of the people page: filters put together, views, columns, cells edited in place, many changed at once."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from culture_desktop.errors import CultureError
from culture_desktop.services.history import HistoryQuery
from culture_desktop.services.people.conditions import Condition, Operator
from culture_desktop.services.people.rows import PeopleQuery, PeopleSort
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs.bulk_dialog import BulkDialog
from culture_desktop.ui.dialogs.column_dialog import ColumnDialog
from culture_desktop.ui.dialogs.condition_dialog import ConditionDialog
from culture_desktop.ui.dialogs.export_dialog import ListExportDialog
from culture_desktop.ui.dialogs.name_dialog import NameDialog
from culture_desktop.ui.dialogs.person_dialog import PersonDialog
from culture_desktop.ui.page_factory import PageFactory
from culture_desktop.ui.pages.people.columns import DEFAULT
from culture_desktop.ui.pages.people.page import PeoplePage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.theme.theme import Theme
from culture_desktop.ui.widgets.chips import ViewChip
from culture_desktop.ui.widgets.page import EVERYTHING
from culture_desktop.vocabulary import EmploymentType, PersonStatus
from tests.documents.reading import pages_text
from tests.ui.accessible import unnamed_widgets
from tests.ui.driving import drive
from tests.ui.pages.test_people import EVERYONE, chips, choose, click_cross, click_head, names, numbers, shown
from tests.ui.pages.year import TODAY

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
EVERY_ENTRY = HistoryQuery(limit=10_000)
FRONT = Condition("front_line", Operator.IS, (1,))


@pytest.fixture
def page(year_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> PeoplePage:
    return shown(year_services, runner, settings, qtbot, width=1366)


@pytest.fixture
def problems(page: PeoplePage, runner: InlineRunner) -> list[CultureError]:
    met: list[CultureError] = []
    page.failed.connect(met.append)
    runner.failed.connect(met.append)
    return met


def titles(page: PeoplePage) -> list[str]:
    return [column.title for column in page.people.table.columns_shown()]


def cell(page: PeoplePage, row: int, key: str) -> Any:
    """The index of a cell by the key of its column."""
    model = page.people.table.row_model
    return model.index(row, [column.key for column in model.columns].index(key) + model.check_columns)


def view_names(page: PeoplePage) -> list[str]:
    return [action.text() for action in page.people.views.menu().actions() if "　" in action.text()]


def line_over(page: PeoplePage, qtbot: QtBot) -> QLineEdit:
    """The input over the cell being edited, once it is there."""
    qtbot.waitUntil(lambda: page.grid.input is not None)
    assert page.grid.input is not None
    line = page.grid.input.focusProxy()
    assert isinstance(line, QLineEdit)
    return line


class TestConditions:
    def test_a_condition_of_any_field_is_put_together_changed_and_taken_off(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def compose(dialog: ConditionDialog) -> None:
            assert unnamed_widgets(dialog) == []
            dialog.choose("number", Operator.BEGINS)
            line = dialog.value.focusProxy()
            assert isinstance(line, QLineEdit)
            line.clear()
            qtbot.keyClick(dialog, Qt.Key.Key_Return)
            assert dialog.isVisible()
            assert "“工号”" in dialog.note.text()
            line.setText(typed[0])
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        typed = ["YC-000"]
        opened = drive(monkeypatch, ConditionDialog, compose)
        choose(page.people.filters.menu(), "更多条件…")
        qtbot.waitUntil(lambda: set(chips(page)) == {"工号开头是“YC-000”"})
        assert 0 < len(numbers(page)) < EVERYONE
        assert all(number.startswith("YC-000") for number in numbers(page))
        typed[0] = "YC-0001"
        chip = chips(page)["工号开头是“YC-000”"]
        qtbot.keyClick(chip, Qt.Key.Key_Return)
        assert len(opened) == 2
        assert numbers(page) == ["YC-0001"]
        qtbot.waitUntil(lambda: set(chips(page)) == {"工号开头是“YC-0001”"})
        click_cross(chips(page)["工号开头是“YC-0001”"], qtbot)
        assert len(numbers(page)) == EVERYONE

    def test_units_days_and_numbers_have_editors_of_their_kind(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        wanted: list[tuple[str, Operator, Any]] = [
            ("unit", Operator.IS, "客户服务一班"),
            ("hire_date", Operator.BETWEEN, ("2000-01-01", "2026-01-01")),
            ("participations", Operator.AT_LEAST, (1,)),
            ("employment", Operator.IS_NOT, (EmploymentType.AGENCY.value,)),
            ("phone", Operator.MISSING, ()),
        ]

        def compose(dialog: ConditionDialog) -> None:
            key, operator, value = wanted[0]
            dialog.choose(key, operator)
            if isinstance(value, str):
                box = dialog.value.focusProxy()
                assert isinstance(box, QComboBox)
                box.setCurrentIndex(next(at for at in range(box.count()) if box.itemText(at).endswith(value)))
            else:
                dialog.value.show_values(value)
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        drive(monkeypatch, ConditionDialog, compose)
        while wanted:
            page.people.filters.compose()
            wanted.pop(0)
        qtbot.waitUntil(lambda: len(chips(page)) == 5)
        words = set(chips(page))
        assert {"在“客户服务一班”", "今年参与 ≥ 1 场", "用工性质不是劳务派遣", "缺手机"} < words
        assert "入职日期 2000-01-01 至 2026-01-01" in words
        query = page.people.query
        assert len(query.conditions) == 5
        assert len(names(page)) == year_services.people.count(query)


class TestViews:
    def test_a_view_is_saved_counted_used_renamed_changed_and_deleted(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        typed = ["一线人员"]

        def name(dialog: NameDialog) -> None:
            dialog.editor.setText(typed[0])
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        drive(monkeypatch, NameDialog, name)
        choose(page.people.filters.menu(), "一线")
        page.people.sort(PeopleSort.NAME_STROKES, True)
        front = names(page)
        choose(page.people.views.menu(), "保存为视图…")
        assert view_names(page) == [f"一线人员　{len(front)} 人"]
        page.people.filters.clear()
        page.people.sort("number", False)
        assert len(names(page)) == EVERYONE
        chip = page.people.views.findChild(ViewChip)
        assert chip is not None
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
        assert names(page) == front
        assert page.status_text.endswith("按姓名笔画倒序")
        # The count follows what happens to people.
        somebody = year_services.people.ids(page.people.query)[0]
        detail = year_services.people.detail(somebody, 2026)
        year_services.people.update(somebody, replace(detail.draft, front_line=False))
        page.refresh(EVERYTHING)
        assert view_names(page) == [f"一线人员　{len(front) - 1} 人"]
        choose(page.people.filters.menu(), "众包")
        choose(page.people.views.menu(), "用当前筛选更新“一线人员”")
        assert view_names(page) == [f"一线人员　{len(names(page))} 人"]
        typed[0] = "一线众包"
        choose(page.people.views.menu(), "重命名“一线人员”…")
        assert [view.name for view in year_services.views.rows()] == ["一线众包"]
        choose(page.people.views.menu(), "删除“一线众包”")
        assert year_services.views.rows() == ()
        assert view_names(page) == []

    def test_views_are_put_in_order(self, page: PeoplePage, year_services: Services) -> None:
        from culture_desktop.services.views import ViewDefinition

        for name in ("甲", "乙", "丙"):
            year_services.views.save(name, ViewDefinition())
        page.refresh(EVERYTHING)
        page.people.views.current = page.people.views.views[2].id
        choose(page.people.views.menu(), "上移")
        assert [view.name for view in year_services.views.rows()] == ["甲", "丙", "乙"]


class TestColumns:
    def test_columns_are_chosen_moved_remembered_and_kept_with_a_view(
        self,
        page: PeoplePage,
        year_services: Services,
        runner: InlineRunner,
        settings: Settings,
        qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def act(dialog: ColumnDialog) -> None:
            assert unnamed_widgets(dialog) == []
            dialog.tick("unit")
            dialog.tick("honours", False)
            dialog.list.setCurrentRow([dialog.list.item(at).text() for at in range(dialog.list.count())].index("工号"))
            qtbot.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        assert page.people.table.column_keys() == DEFAULT
        drive(monkeypatch, ColumnDialog, act)
        qtbot.mouseClick(page.people.columns_button, Qt.MouseButton.LeftButton)
        assert titles(page) == ["工号", "姓名", "岗位", "用工性质", "入职", "今年参与", "单位"]
        head = page.people.table.horizontalHeader()
        head.moveSection(head.visualIndex(cell(page, 0, "unit").column()), 2)
        head.resizeSection(cell(page, 0, "number").column(), 133)
        again = shown(year_services, runner, settings, qtbot, width=1366)
        assert titles(again) == ["工号", "单位", "姓名", "岗位", "用工性质", "入职", "今年参与"]
        assert again.people.table.columnWidth(cell(again, 0, "number").column()) == 133
        year_services.views.save("我的列", page.views._definition())
        choose(again.people.head_menu("unit"), "隐藏这一列")
        assert "单位" not in titles(again)
        again.refresh(EVERYTHING)
        again.views.choose(again.people.views.views[0])
        assert titles(again)[:2] == ["工号", "单位"]

    def test_every_column_can_be_shown_and_sorted_by(self, page: PeoplePage, problems: list[CultureError]) -> None:
        from culture_desktop.services.people.fields import FIELDS

        page.views._show(tuple(FIELDS), ())
        assert len(titles(page)) == len(FIELDS)
        for key in FIELDS:
            page.people.sort(key, True)
            assert len(names(page)) == EVERYONE
        assert problems == []

    def test_names_sort_by_both_orders_of_strokes_and_by_pinyin(self, page: PeoplePage, qtbot: QtBot) -> None:
        from culture_desktop.rules import strokes

        choose(page.people.head_menu("name"), "按姓名笔画排序")
        assert names(page) == sorted(names(page), key=strokes.name_stroke_key)
        choose(page.people.head_menu("name"), "按姓氏笔画排序")
        assert names(page) == sorted(names(page), key=strokes.surname_stroke_key)
        choose(page.people.head_menu("name"), "按拼音倒序")
        assert page.status_text.endswith("按拼音倒序")
        click_head(page, qtbot, "今年参与")
        counts = [row.participations for row in page.people.table.row_model.rows]
        assert counts == sorted(counts)


class TestGrid:
    def test_f2_edits_enter_keeps_and_goes_down(self, page: PeoplePage, year_services: Services, qtbot: QtBot) -> None:
        before = numbers(page)[:3]
        page.people.table.setFocus()
        page.people.table.setCurrentIndex(cell(page, 0, "position"))
        for words in ("班长", "质检员"):
            if page.grid.input is None:
                qtbot.keyClick(page.people.table, Qt.Key.Key_F2)
            line = line_over(page, qtbot)
            line.setText(words)
            done = len(year_services.history.entries(EVERY_ENTRY))
            qtbot.keyClick(line, Qt.Key.Key_Return)
            assert len(year_services.history.entries(EVERY_ENTRY)) == done + 1  # one step of undo
            qtbot.waitUntil(lambda: page.grid.input is not None)
        rows = [row.position for row in page.people.table.row_model.rows][:2]
        assert rows == ["班长", "质检员"]
        assert page.people.table.currentIndex().row() == 2
        assert numbers(page)[:3] == before
        qtbot.keyClick(line_over(page, qtbot), Qt.Key.Key_Escape)
        assert page.grid.input is None

    def test_tab_goes_right_through_editors_of_their_kind(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot
    ) -> None:
        page.people.table.setCurrentIndex(cell(page, 0, "position"))
        qtbot.keyClick(page.people.table, Qt.Key.Key_F2)
        assert page.grid.input is not None
        qtbot.keyClick(page.grid.input.focusProxy(), Qt.Key.Key_Tab)
        box = page.grid.input.focusProxy()
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(1)
        qtbot.keyClick(box, Qt.Key.Key_Tab)
        line = line_over(page, qtbot)
        line.setText("2017.4.13")
        qtbot.keyClick(line, Qt.Key.Key_Return)
        first = page.people.table.row_model.rows[0]
        assert (first.employment, first.hire_date) == (EmploymentType.OUTSOURCED, date(2017, 4, 13))

    def test_what_does_not_fit_is_said_at_the_cell_and_nothing_is_written(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot
    ) -> None:
        first, second = numbers(page)[:2]
        where = page.people.table.visualRect(cell(page, 0, "number")).center()
        qtbot.mouseClick(page.people.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
        qtbot.mouseDClick(page.people.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
        line = line_over(page, qtbot)
        line.setText(second)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert f"工号“{second}”已属于" in page.grid.failure
        assert page.grid.input is not None
        assert numbers(page)[0] == first
        qtbot.keyClick(line, Qt.Key.Key_Escape)
        assert page.grid.failure == ""
        assert year_services.people.id_of(first)

    def test_a_cell_that_is_worked_out_opens_the_person(
        self, page: PeoplePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened = drive(monkeypatch, PersonDialog, lambda dialog: dialog.reject())
        page.people.table.setCurrentIndex(cell(page, 0, "participations"))
        qtbot.keyClick(page.people.table, Qt.Key.Key_F2)
        assert len(opened) == 1


class TestBulk:
    def test_a_field_of_those_ticked_is_set_after_a_look_as_one_entry(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[tuple[int, str]] = []

        def act(dialog: BulkDialog) -> None:
            assert unnamed_widgets(dialog) == []
            dialog.choose("position")
            assert isinstance(dialog.editor.input, QLineEdit)
            dialog.editor.input.setText("客服专员")
            dialog.editor.edited.emit()
            seen.append((len(dialog.table.row_model.rows), dialog.effect.text()))
            assert dialog.act_button.text() == "修改 36 人"
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        drive(monkeypatch, BulkDialog, act)
        page.people.table.row_model.tick_all()
        done = len(year_services.history.entries(EVERY_ENTRY))
        qtbot.mouseClick(page.people.bulk.change, Qt.MouseButton.LeftButton)
        assert seen == [(EVERYONE, "36 人有变化")]
        assert {row.position for row in page.people.table.row_model.rows} == {"客服专员"}
        assert len(year_services.history.entries(EVERY_ENTRY)) == done + 1
        assert page.people.ticked_ids() == frozenset()

    def test_only_those_who_change_are_counted_and_what_does_not_fit_is_refused(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = year_services.people.ids(PeopleQuery())[0]
        detail = year_services.people.detail(first, 2026)
        birth = replace(detail.draft, birth_date=date(2001, 1, 1), employment=EmploymentType.AGENCY, hire_date=None)
        year_services.people.update(first, birth)

        def act(dialog: BulkDialog) -> None:
            dialog.choose("employment")
            assert isinstance(dialog.editor.input, QComboBox)
            dialog.editor.input.setCurrentText("劳务派遣")
            assert "已是这样" in dialog.effect.text()
            dialog.choose("hire_date")
            assert isinstance(dialog.editor.input, QLineEdit)
            dialog.editor.input.setText("昨天")
            dialog.editor.edited.emit()
            assert not dialog.act_button.isEnabled()
            assert "“入职日期”" in dialog.effect.text()
            dialog.choose("status")
            assert isinstance(dialog.editor.input, QComboBox)
            dialog.editor.input.setCurrentText("离职")
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        drive(monkeypatch, BulkDialog, act)
        page.refresh(EVERYTHING)
        page.people.table.row_model.set_ticked([first])
        qtbot.mouseClick(page.people.bulk.change, Qt.MouseButton.LeftButton)
        assert year_services.people.detail(first, 2026).draft.status is PersonStatus.LEFT
        assert len(names(page)) == EVERYONE - 1


def test_scrolling_and_a_new_order_leave_no_input_behind(page: PeoplePage, qtbot: QtBot) -> None:
    page.people.table.setCurrentIndex(cell(page, 0, "position"))
    qtbot.keyClick(page.people.table, Qt.Key.Key_F2)
    assert page.grid.input is not None
    page.people.sort("name", True)
    assert page.grid.input is None
    qtbot.mouseMove(page.people.table.viewport(), QPoint(5, 5))


class TestOut:
    def test_the_table_goes_out_under_its_columns_in_its_order(
        self, page: PeoplePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        target = tmp_path / "people.csv"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
        page.views._show(("name", "unit", "age", "number"), ())
        page.people.sort("name_stroke_key", True)
        drive(monkeypatch, ListExportDialog, lambda d: qtbot.mouseClick(d.act_button, Qt.MouseButton.LeftButton))
        page.people.table.setFocus()
        qtbot.keyClick(page.people.table, Qt.Key.Key_E, CTRL_SHIFT)
        with target.open(encoding="utf-8-sig", newline="") as file:
            titles, *rows = csv.reader(file)
        assert titles == ["姓名", "部门", "年龄", "工号"]
        assert [row[0] for row in rows] == names(page)

    def test_any_other_table_goes_out_as_it_is_shown(
        self,
        year_services: Services,
        runner: InlineRunner,
        settings: Settings,
        qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
        theme: Theme,
    ) -> None:
        target = tmp_path / "activities.csv"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
        factory = PageFactory(lambda: year_services, runner, settings, theme, lambda: TODAY)
        made = factory.build("activities", "活动")
        told: list[str] = []
        made.notified.connect(lambda notice: told.append(notice.text))
        qtbot.addWidget(made)
        made.resize(1366, 685)
        made.show()
        made.refresh(EVERYTHING)
        table = next(table for table in made.findChildren(RowTable) if table.accessibleName() == "活动")
        choose(table.menu(), "导出本表…\tCtrl+Shift+E")
        with target.open(encoding="utf-8-sig", newline="") as file:
            titles, *rows = csv.reader(file)
        assert titles == [column.title for column in table.columns_shown()]
        assert len(rows) == len(table.row_model.rows) > 0
        assert rows[0] == list(table.shown().rows[0])
        assert told == [f"已导出 {len(rows)} 行到“activities.csv”"]

    def test_the_names_of_those_ticked_are_printed_under_a_headline(
        self, page: PeoplePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        target = tmp_path / "names.pdf"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

        def name(dialog: NameDialog) -> None:
            dialog.editor.setText("今年的志愿者")
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        drive(monkeypatch, NameDialog, name)
        rows = page.people.table.row_model.rows
        page.people.table.row_model.set_ticked([rows[0].id, rows[3].id])
        qtbot.mouseClick(page.people.bulk.names, Qt.MouseButton.LeftButton)
        text = "".join(pages_text(target.read_bytes())).replace("　", "")
        assert "今年的志愿者" in text
        assert rows[0].name in text
        assert rows[3].name in text
        assert "共 2 人" in text
