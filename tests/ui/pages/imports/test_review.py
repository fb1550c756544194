"""Every row of the file: what is shown is what is written."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from culture_desktop.services.imports.preview import Verdict
from culture_desktop.services.people.rows import PeopleQuery, PersonDraft
from culture_desktop.services.results import Topic
from culture_desktop.services.services import Services
from culture_desktop.ui.pages.imports.page import CHOOSE, DONE, REVIEW, ImportsPage
from tests.ui.pages.imports.driving import LEFT, click_box, counts, rows_shown, tab, write
from tests.ui.pages.year import ROOT


class TestReview:
    def test_every_row_of_the_file_is_accounted_for(self, reviewed: ImportsPage) -> None:
        assert counts(reviewed) == {"new": 2, "changed": 2, "unchanged": 1, "error": 1}
        assert reviewed.count.text() == "文件 10 行 = 表头 3 行 + 数据 6 行 + 略过 1 行"
        assert reviewed.count.toolTip() == "第 10 行：合计行"
        assert reviewed.review.tabs.sum._whole == "2 + 2 + 1 + 0 + 1 = 6"
        assert reviewed.review.words._whole == "将写入 4 人：新增 2，变更 2。未变 1、错误 1 行不写入。"
        assert reviewed.review.import_button.text() == "导入 4 人"
        assert reviewed.subtitle == "roster.xlsx"

    def test_what_changes_is_shown_first_with_old_and_new(self, reviewed: ImportsPage) -> None:
        assert reviewed.review.tabs.verdict is Verdict.CHANGED
        table = reviewed.review.rows.table
        words = [table.row_model.index(row, 5).data() for row in range(2)]
        assert words == ["岗位：质检员", "岗位：班组长；用工性质：合同制 → 劳务派遣"]

    def test_tabs_show_one_kind_of_rows(self, reviewed: ImportsPage, qtbot: QtBot) -> None:
        tab(reviewed, qtbot, Verdict.NEW)
        assert rows_shown(reviewed) == [4, 5]
        tab(reviewed, qtbot, None)
        assert rows_shown(reviewed) == [4, 5, 6, 7, 8, 9]
        assert not reviewed.review.tabs.tabs[Verdict.AMBIGUOUS].isEnabled()

    def test_what_is_shown_is_what_is_written(
        self, reviewed: ImportsPage, year_services: Services, qtbot: QtBot
    ) -> None:
        before = year_services.people.count(PeopleQuery())
        with qtbot.waitSignal(reviewed.changed) as told:
            qtbot.mouseClick(reviewed.review.import_button, LEFT)
        assert Topic.PEOPLE in told.args[0]
        assert reviewed.step == DONE
        assert reviewed.done.sentence.text() == "已导入 4 人"
        people = year_services.people
        assert people.count(PeopleQuery()) == before + 2
        assert people.detail(people.id_of("YC-0002"), 2026).draft.position == "班组长"
        with qtbot.waitSignal(reviewed.navigated) as gone:
            qtbot.mouseClick(reviewed.done.leave_button, LEFT)
        assert gone.args == ["people", None]

    def test_the_same_file_again_changes_nothing(self, reviewed: ImportsPage, roster: Path, qtbot: QtBot) -> None:
        qtbot.mouseClick(reviewed.review.import_button, LEFT)
        qtbot.mouseClick(reviewed.done.again_button, LEFT)
        assert reviewed.step == CHOOSE
        reviewed.open_file(roster)
        assert counts(reviewed) == {"unchanged": 5, "error": 1}
        assert not reviewed.review.import_button.isEnabled()
        assert reviewed.review.words._whole == "没有要写入的行。未变 5、错误 1 行不写入。"

    def test_a_row_that_is_not_ticked_is_not_written(
        self, reviewed: ImportsPage, year_services: Services, qtbot: QtBot
    ) -> None:
        click_box(reviewed, qtbot, 0)
        assert reviewed.review.import_button.text() == "导入 3 人"
        assert "未勾选 1" in reviewed.review.words._whole
        tab(reviewed, qtbot, Verdict.NEW)
        tab(reviewed, qtbot, Verdict.CHANGED)
        assert not reviewed.review.rows.table.row_model.is_ticked(0)
        qtbot.mouseClick(reviewed.review.import_button, LEFT)
        people = year_services.people
        assert people.detail(people.id_of("YC-0001"), 2026).draft.position == ""
        assert people.detail(people.id_of("YC-0002"), 2026).draft.position == "班组长"

    def test_the_box_in_the_head_ticks_only_what_is_shown(self, reviewed: ImportsPage, qtbot: QtBot) -> None:
        head = reviewed.review.rows.table.horizontalHeader()
        qtbot.mouseClick(head.viewport(), LEFT, pos=QPoint(18, 12))
        assert reviewed.review.import_button.text() == "导入 2 人"
        tab(reviewed, qtbot, None)
        qtbot.mouseClick(head.viewport(), LEFT, pos=QPoint(18, 12))
        assert reviewed.review.import_button.text() == "导入 4 人"
        assert reviewed.review.decisions.excluded == set()

    def test_rows_with_errors_cannot_be_ticked(self, reviewed: ImportsPage, qtbot: QtBot) -> None:
        tab(reviewed, qtbot, Verdict.ERROR)
        click_box(reviewed, qtbot, 0)
        assert not reviewed.review.rows.table.row_model.is_ticked(0)
        assert reviewed.review.import_button.text() == "导入 4 人"

    def test_an_error_leads_to_its_row(self, reviewed: ImportsPage, qtbot: QtBot) -> None:
        errors = reviewed.review.rows.errors.errors
        where = errors.visualRect(errors.row_model.index(0, 1)).center()
        qtbot.mouseClick(errors.viewport(), LEFT, pos=where)
        row = reviewed.review.rows.table.current_row()
        assert row is not None
        assert row.row == 9

    def test_bad_rows_are_given_back_with_the_reason(
        self, reviewed: ImportsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        target = tmp_path / "rejected.xlsx"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
        with qtbot.waitSignal(reviewed.notified):
            qtbot.mouseClick(reviewed.review.rows.errors.export, LEFT)
        sheet = openpyxl.load_workbook(target).active
        assert sheet is not None
        given = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
        assert any("N-3" in row and any("姓名为空" in cell for cell in row) for row in given)

    def test_data_that_changed_meanwhile_is_looked_at_again(
        self, reviewed: ImportsPage, year_services: Services, qtbot: QtBot
    ) -> None:
        year_services.people.create(PersonDraft("N-1", "别人"))
        qtbot.mouseClick(reviewed.review.import_button, LEFT)
        assert reviewed.step == REVIEW
        assert reviewed.band.isVisible()
        qtbot.mouseClick(reviewed.again, LEFT)
        assert not reviewed.band.isVisible()
        assert counts(reviewed)["new"] == 1

    def test_units_that_will_be_made_are_named(
        self, page: ImportsPage, year_services: Services, tmp_path: Path, qtbot: QtBot
    ) -> None:
        team = f"{ROOT}/客户服务部/新坐席班"
        page.open_file(write(tmp_path / "new.xlsx", [("N-1", "新一", team, "", "众包", "", "")]))
        assert page.review.head.units._whole == "将新建 1 个单位：新坐席班"
        qtbot.mouseClick(page.review.import_button, LEFT)
        assert team in [node.full_name for node in year_services.organisations.nodes()]

    def test_a_large_file_makes_no_widgets_of_its_rows(
        self, page: ImportsPage, roster: Path, tmp_path: Path, qtbot: QtBot
    ) -> None:
        page.open_file(roster)
        few = len(page.findChildren(QWidget))
        team = f"{ROOT}/客户服务部/客户服务一班"
        rows = [(f"N-{n}", f"新{n}" if n % 3 else "", team, "坐席", "众包", "", "") for n in range(3000)]
        page.open_file(write(tmp_path / "large.xlsx", rows))
        qtbot.wait(1)  # what is deleted later goes
        assert counts(page) == {"new": 2000, "error": 1000}
        assert len(page.findChildren(QWidget)) <= few + 20
