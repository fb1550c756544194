"""The import page with real files and services: what it shows is what is written, row by row."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from culture_desktop.progress import Progress
from culture_desktop.services.activities.rows import ActivityQuery
from culture_desktop.services.history import HistoryQuery
from culture_desktop.services.imports.preview import ImportPreview, Verdict
from culture_desktop.services.people.rows import PeopleQuery, PersonDraft
from culture_desktop.services.results import Topic
from culture_desktop.services.services import Services
from culture_desktop.ui.pages.imports.job import ImportJob, JobMaker, roster_job, score_job, sign_up_job
from culture_desktop.ui.pages.imports.page import CHOOSE, COLUMNS, DONE, REVIEW, ImportsPage
from culture_desktop.ui.pages.imports.row_columns import letter
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner, Runner, TaskRunner
from culture_desktop.ui.widgets.page import NEW
from culture_desktop.vocabulary import ListKind
from tests.services.awards.campaign import CODE, Round
from tests.ui.accessible import unnamed_widgets
from tests.ui.pages.year import ROOT

HEADER = ("员工编号", "姓名", "部门", "岗位", "用工性质", "手机", "备注")
Row = tuple[object, ...]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(year_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> ImportsPage:
    return shown(roster_job(year_services.people_import), runner, settings, qtbot)


def shown(job: JobMaker, runner: Runner, settings: Settings, qtbot: QtBot, argument: object = NEW) -> ImportsPage:
    page = ImportsPage(job, runner, settings)
    qtbot.addWidget(page)
    page.resize(1198, 685)
    page.show()
    page.open_with(argument)
    return page


def write(
    path: Path, rows: Sequence[Row], header: Row = HEADER, *, above: Sequence[Row] = (), name: str = "名册"
) -> Path:
    """A roster as HR would send it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for line in (*above, header, *rows):
        sheet.append(line)
    book.save(path)
    return path


def known(services: Services, number: str, **fields: object) -> Row:
    """The row of someone on the books, as the file would say it, with other values where told."""
    draft = services.people.detail(services.people.id_of(number), 2026).draft
    unit = next(node.full_name for node in services.organisations.nodes() if node.id == draft.unit_id)
    said = {"position": draft.position, "employment": draft.employment.label, "phone": draft.phone or "", **fields}
    return (number, draft.name, unit, said["position"], said["employment"], said["phone"], "夜班")


def mixed(services: Services, path: Path) -> Path:
    """Two new, two changed, one unchanged, one error; a title above and a total below."""
    team = f"{ROOT}/客户服务部/客户服务一班"
    rows: list[Row] = [
        ("N-1", "新一", team, "外呼坐席", "众包", "13800000001", ""),
        ("N-2", "新二", team, "外呼坐席", "众包", "13800000002", ""),
        known(services, "YC-0001", position="质检员"),
        known(services, "YC-0002", position="班组长", employment="劳务派遣"),
        known(services, "YC-0003"),
        ("N-3", "", team, "外呼坐席", "众包", "", ""),
        ("合计", "6 人", "", "", "", "", ""),
    ]
    return write(path, rows, above=[("2026年初花名册",), ("制表：人力资源部",)])


@pytest.fixture
def roster(year_services: Services, tmp_path: Path) -> Path:
    return mixed(year_services, tmp_path / "roster.xlsx")


@pytest.fixture
def reviewed(page: ImportsPage, roster: Path) -> ImportsPage:
    page.open_file(roster)
    assert page.step == REVIEW
    return page


def counts(page: ImportsPage) -> dict[str, int]:
    return {verdict.value: number for verdict, number in page.review.preview.counts.items() if number}


def click_box(page: ImportsPage, qtbot: QtBot, row: int) -> None:
    table = page.review.table
    where = table.visualRect(table.row_model.index(row, 0)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=where)


def tab(page: ImportsPage, qtbot: QtBot, verdict: Verdict | None) -> None:
    qtbot.mouseClick(page.review.tabs.tabs[verdict], LEFT)


def rows_shown(page: ImportsPage) -> list[int]:
    return [row.row for row in page.review.table.row_model.rows]


def map_column(page: ImportsPage, title: str, key: str) -> None:
    """Choose a field on the card of a column, as a user does from its list."""
    bar = page.columns.mapping if page.step == COLUMNS else page.review.mapping
    card = next(card for card in bar.cards if card.source.title == title)
    card.box.setCurrentIndex(card.box.findData(key))
    card.box.activated.emit(card.box.currentIndex())


class TestReview:
    def test_every_row_of_the_file_is_accounted_for(self, reviewed: ImportsPage) -> None:
        assert counts(reviewed) == {"new": 2, "changed": 2, "unchanged": 1, "error": 1}
        assert reviewed.count.text() == "文件 10 行 = 表头 3 行 + 数据 6 行 + 略过 1 行"
        assert reviewed.count.toolTip() == "第 10 行：合计行"
        assert reviewed.review.tabs._sum.text() == "2 + 2 + 1 + 0 + 1 = 6"
        assert reviewed.review._words._whole == "将写入 4 人：新增 2，变更 2。未变 1、错误 1 行不写入。"
        assert reviewed.review.import_button.text() == "导入 4 人"
        assert reviewed.subtitle == "roster.xlsx"

    def test_what_changes_is_shown_first_with_old_and_new(self, reviewed: ImportsPage) -> None:
        assert reviewed.review.tabs.verdict is Verdict.CHANGED
        table = reviewed.review.table
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
        assert reviewed.review._words._whole == "没有要写入的行。未变 5、错误 1 行不写入。"

    def test_a_row_that_is_not_ticked_is_not_written(
        self, reviewed: ImportsPage, year_services: Services, qtbot: QtBot
    ) -> None:
        click_box(reviewed, qtbot, 0)
        assert reviewed.review.import_button.text() == "导入 3 人"
        assert "未勾选 1" in reviewed.review._words._whole
        tab(reviewed, qtbot, Verdict.NEW)
        tab(reviewed, qtbot, Verdict.CHANGED)
        assert not reviewed.review.table.row_model.is_ticked(0)
        qtbot.mouseClick(reviewed.review.import_button, LEFT)
        people = year_services.people
        assert people.detail(people.id_of("YC-0001"), 2026).draft.position == ""
        assert people.detail(people.id_of("YC-0002"), 2026).draft.position == "班组长"

    def test_the_box_in_the_head_ticks_only_what_is_shown(self, reviewed: ImportsPage, qtbot: QtBot) -> None:
        head = reviewed.review.table.horizontalHeader()
        qtbot.mouseClick(head.viewport(), LEFT, pos=QPoint(18, 12))
        assert reviewed.review.import_button.text() == "导入 2 人"
        tab(reviewed, qtbot, None)
        qtbot.mouseClick(head.viewport(), LEFT, pos=QPoint(18, 12))
        assert reviewed.review.import_button.text() == "导入 4 人"
        assert reviewed.review.decisions.excluded == set()

    def test_rows_with_errors_cannot_be_ticked(self, reviewed: ImportsPage, qtbot: QtBot) -> None:
        tab(reviewed, qtbot, Verdict.ERROR)
        click_box(reviewed, qtbot, 0)
        assert not reviewed.review.table.row_model.is_ticked(0)
        assert reviewed.review.import_button.text() == "导入 4 人"

    def test_an_error_leads_to_its_row(self, reviewed: ImportsPage, qtbot: QtBot) -> None:
        errors = reviewed.review.side.errors
        where = errors.visualRect(errors.row_model.index(0, 1)).center()
        qtbot.mouseClick(errors.viewport(), LEFT, pos=where)
        row = reviewed.review.table.current_row()
        assert row is not None
        assert row.row == 9

    def test_bad_rows_are_given_back_with_the_reason(
        self, reviewed: ImportsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        target = tmp_path / "rejected.xlsx"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
        with qtbot.waitSignal(reviewed.notified):
            qtbot.mouseClick(reviewed.review.side.export, LEFT)
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
        assert page.review._units.text() == "将新建 1 个单位：新坐席班"
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


class TestUndecided:
    @pytest.fixture
    def undecided(self, page: ImportsPage, year_services: Services, tmp_path: Path) -> ImportsPage:
        """Someone with a number of their own but the name and phone of a person on the books."""
        people = year_services.people
        detail = people.detail(people.id_of("YC-0001"), 2026)
        people.update(detail.id, replace(detail.draft, phone="13812344417"))
        row = ("N-9", detail.draft.name, f"{ROOT}/客户服务部/客户服务一班", "质检员", "众包", "13812344417", "")
        page.open_file(write(tmp_path / "undecided.xlsx", [row]))
        assert counts(page) == {"ambiguous": 1}
        return page

    def test_nothing_is_written_before_it_is_decided(self, undecided: ImportsPage, qtbot: QtBot) -> None:
        assert not undecided.review.import_button.isEnabled()
        click_box(undecided, qtbot, 0)
        assert not undecided.review.table.row_model.is_ticked(0)
        assert [card.record for card in undecided.review.side.undecided.cards][-1] is None

    def test_a_candidate_is_chosen_and_written(
        self, undecided: ImportsPage, year_services: Services, qtbot: QtBot
    ) -> None:
        people = year_services.people
        person = people.id_of("YC-0001")
        first = undecided.review.side.undecided.cards[0]
        assert first.record == person
        qtbot.mouseClick(first, LEFT, pos=QPoint(20, 20))
        assert undecided.review.import_button.text() == "导入 1 人"
        assert undecided.review.table.row_model.is_ticked(0)
        qtbot.mouseClick(undecided.review.import_button, LEFT)
        assert not undecided.done.rejected_button.isVisible()
        assert people.detail(person, 2026).draft.position == "质检员"

    def test_or_a_record_of_its_own_is_made(
        self, undecided: ImportsPage, year_services: Services, qtbot: QtBot
    ) -> None:
        cards = undecided.review.side.undecided.cards
        qtbot.mouseClick(cards[-2], LEFT, pos=QPoint(20, 20))
        assert undecided.review._words._whole == "将写入 1 人：新增 1。"
        qtbot.mouseClick(undecided.review.import_button, LEFT)
        assert year_services.people.id_of("N-9") != year_services.people.id_of("YC-0001")

    def test_unticking_takes_the_decision_back(self, undecided: ImportsPage, qtbot: QtBot) -> None:
        cards = undecided.review.side.undecided.cards
        qtbot.mouseClick(cards[0], LEFT, pos=QPoint(20, 20))
        click_box(undecided, qtbot, 0)
        assert undecided.review.decisions.choices == {}
        assert not undecided.review.import_button.isEnabled()
        assert undecided.review.side.undecided.cards[-1].isChecked()


class TestColumns:
    def test_each_column_is_a_card_with_a_value_from_the_file(self, reviewed: ImportsPage) -> None:
        cards = reviewed.review.mapping.cards
        assert [card.source.title for card in cards] == list(HEADER)
        assert [card.key for card in cards] == ["number", "name", "unit", "position", "employment", "phone", ""]
        assert (cards[0].source.letter, cards[0].source.sample) == ("A", "N-1")
        assert reviewed.review._columns_note.text() == "7 列，对应 6 列"

    def test_another_field_previews_again(self, reviewed: ImportsPage) -> None:
        map_column(reviewed, "岗位", "")
        assert counts(reviewed) == {"new": 2, "changed": 1, "unchanged": 2, "error": 1}

    def test_a_field_has_one_column(self, reviewed: ImportsPage) -> None:
        map_column(reviewed, "备注", "position")
        assert [card.key for card in reviewed.review.mapping.cards][3:] == ["", "employment", "phone", "position"]
        words = reviewed.review.table.row_model.index(0, 5).data()
        assert words == "岗位：夜班"

    def test_a_choice_that_does_not_work_is_told_and_taken_back(self, reviewed: ImportsPage, tmp_path: Path) -> None:
        before = reviewed.review.preview
        reviewed.review.mapping.cards[0].box.setCurrentIndex(0)
        (tmp_path / "roster.xlsx").unlink()
        map_column(reviewed, "岗位", "")
        assert reviewed.band.isVisible()
        assert "找不到文件" in reviewed.band.accessibleDescription()
        assert reviewed.review.preview is before
        assert [card.key for card in reviewed.review.mapping.cards][:4] == ["number", "name", "unit", "position"]
        assert reviewed.review.import_button.isEnabled()

    def test_another_sheet_is_chosen(self, page: ImportsPage, roster: Path) -> None:
        book = openpyxl.load_workbook(roster)
        second = book.create_sheet("离职人员")
        second.append(HEADER)
        second.append(("N-8", "新八", "", "", "", "", ""))
        book.save(roster)
        page.open_file(roster)
        assert [page.review.sheets.itemText(at) for at in range(2)] == ["名册", "离职人员"]
        page.review.sheets.setCurrentIndex(1)
        page.review.sheets.activated.emit(1)
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
        page.open_file(write(tmp_path / "two.xlsx", rows, ("工号", "姓名", "手机", "联系电话")))
        assert page.step == COLUMNS
        assert [card.key for card in page.columns.mapping.cards] == ["number", "name", "phone", ""]
        map_column(page, "联系电话", "phone")
        qtbot.mouseClick(page.columns.next_button, LEFT)
        assert page.step == REVIEW
        assert page.review.preview.rows[0].values["phone"] == "13900000001"

    def test_columns_have_the_letters_of_excel(self) -> None:
        assert [letter(at) for at in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


class TestFiles:
    @pytest.mark.parametrize(
        ("name", "content", "sentence"),
        [
            ("broken.xlsx", b"PK\x03\x04 cut off", "不完整或已损坏"),
            ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64), "不是能读取的名单文件"),
            ("missing.xlsx", None, "找不到文件"),
        ],
    )
    def test_what_is_wrong_with_a_file_is_told(
        self, page: ImportsPage, tmp_path: Path, name: str, content: bytes | None, sentence: str
    ) -> None:
        file = tmp_path / name
        if content is not None:
            file.write_bytes(content)
        page.open_file(file)
        assert page.step == CHOOSE
        assert page.band.isVisible()
        assert sentence in page.band.accessibleDescription()

    def test_a_file_is_picked_with_the_desktops_dialog(
        self, page: ImportsPage, roster: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(roster), ""))
        qtbot.mouseClick(page.choose.button, LEFT)
        assert page.step == REVIEW
        qtbot.mouseClick(page.review.back_button, LEFT)
        assert page.step == CHOOSE
        assert page.subtitle == ""

    def test_a_file_is_dropped(self, page: ImportsPage, roster: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(roster))])
        no = Qt.KeyboardModifier.NoModifier
        page.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, LEFT, no))
        assert page.step == REVIEW

    def test_reading_is_cancelled_and_nothing_is_shown(
        self, year_services: Services, roster: Path, settings: Settings, qtbot: QtBot
    ) -> None:
        begun = threading.Event()
        real = roster_job(year_services.people_import)

        def slow(argument: object) -> ImportJob:
            """The real import, which waits at its first report until it is cancelled."""
            job = real(argument)

            def preview(path: Path, sheet: str | None, mapping: object, progress: Progress) -> ImportPreview:
                def report(done: int, total: int, text: str) -> None:
                    begun.set()
                    while True:
                        progress(done, total, text)

                return year_services.people_import.preview(path, progress=report)

            return replace(job, preview=preview)

        runner = TaskRunner()
        page = shown(slow, runner, settings, qtbot)
        tasks: list[object] = []
        runner.started.connect(tasks.append)
        page.open_file(roster)
        qtbot.waitUntil(begun.is_set)
        assert page.work.busy
        with qtbot.waitSignal(runner.finished):
            tasks[0].cancel()  # type: ignore[attr-defined]
        assert not page.work.busy
        assert page.step == CHOOSE
        runner.shut_down()

    def test_everything_that_takes_the_keyboard_has_a_name(
        self, page: ImportsPage, roster: Path, tmp_path: Path, qtbot: QtBot
    ) -> None:
        assert unnamed_widgets(page) == []
        page.open_file(roster)
        assert unnamed_widgets(page) == []
        qtbot.mouseClick(page.review.import_button, LEFT)
        assert unnamed_widgets(page) == []
        page.open_file(write(tmp_path / "odd.xlsx", [("x", "y")], ("甲", "乙")))
        assert page.step == COLUMNS
        assert unnamed_widgets(page) == []


class TestSignUps:
    def test_a_sign_up_list_goes_into_its_activity(
        self, year_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot, tmp_path: Path
    ) -> None:
        activity = year_services.activities.rows(ActivityQuery(2026))[0]
        present = {p.number for p in year_services.activities.detail(activity.id).participants}
        number = next(f"YC-{at:04d}" for at in range(35) if f"YC-{at:04d}" not in present)
        name = year_services.people.detail(year_services.people.id_of(number), 2026).draft.name
        job = sign_up_job(year_services.imports[ListKind.PARTICIPATION])
        page = shown(job, runner, settings, qtbot, activity.code)
        assert (page.title, page.crumb) == ("导入报名", "活动")
        page.open_file(write(tmp_path / "sign-up.xlsx", [(number, name)], ("工号", "姓名")))
        assert page.review.import_button.text() == "导入 1 人"
        qtbot.mouseClick(page.review.import_button, LEFT)
        after = {p.number for p in year_services.activities.detail(activity.id).participants}
        assert after == present | {number}
        with qtbot.waitSignal(page.navigated) as gone:
            page.leave_crumb()
        assert gone.args == ["activities", activity.code]


class TestScores:
    @pytest.fixture
    def round_(self, blank_services: Services, tmp_path: Path) -> Round:
        made = Round(blank_services.people._database, tmp_path)
        made.create()
        made.nominate()
        return made

    @pytest.fixture
    def scores(
        self, blank_services: Services, round_: Round, runner: InlineRunner, settings: Settings, qtbot: QtBot
    ) -> ImportsPage:
        return shown(score_job(blank_services.imports[ListKind.SCORE]), runner, settings, qtbot, CODE)

    def test_new_scores_ask_for_no_reason(self, scores: ImportsPage, round_: Round, qtbot: QtBot) -> None:
        scores.open_file(round_.sheet({"1001": "96"}))
        assert not scores.review.correction.isVisible()
        qtbot.mouseClick(scores.review.import_button, LEFT)
        assert scores.step == DONE

    def test_corrected_scores_are_not_written_without_a_reason(
        self, scores: ImportsPage, round_: Round, blank_services: Services, qtbot: QtBot
    ) -> None:
        round_.score({"1001": "96", "1002": "94"})
        scores.open_file(round_.sheet({"1001": "95.5", "1002": "94"}))
        correction = scores.review.correction
        assert correction.isVisible()
        assert correction.editor.accessibleName() == "更正 3 个评分的理由"
        assert not scores.review.import_button.isEnabled()
        assert correction._note.text() == "写明理由后才能导入"
        correction.editor.insert("  ")
        assert not scores.review.import_button.isEnabled()
        correction.editor.insert("评委签字更正")
        assert scores.review.import_button.isEnabled()
        assert unnamed_widgets(scores) == []
        qtbot.mouseClick(scores.review.import_button, LEFT)
        assert scores.step == DONE
        (entry,) = blank_services.history.entries(HistoryQuery(limit=1))
        assert (entry.label, entry.rows, entry.reason) == ("导入评分", 3, "评委签字更正")

    def test_what_is_left_out_takes_no_reason(self, scores: ImportsPage, round_: Round, qtbot: QtBot) -> None:
        round_.score({"1001": "96"})
        scores.open_file(round_.sheet({"1001": "95", "1002": "94"}))
        assert scores.review.correction.isVisible()
        for row in range(3):
            click_box(scores, qtbot, row)
        assert not scores.review.correction.isVisible()
        assert scores.review.import_button.isEnabled()

    def test_another_file_asks_anew(self, scores: ImportsPage, round_: Round, qtbot: QtBot) -> None:
        round_.score({"1001": "96"})
        scores.open_file(round_.sheet({"1001": "95"}))
        scores.review.correction.editor.insert("评委签字更正")
        scores.open_file(round_.sheet({"1001": "94"}, name="又一份.csv"))
        assert scores.review.correction.reason == ""
        assert not scores.review.import_button.isEnabled()
