"""The activities page with the real services: what is done in the window stands in the database."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from culture_desktop.errors import CultureError, RecordMissingError
from culture_desktop.services.activities.rows import ActivityDetail, ActivityDraft
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.results import Topic
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.ui.dialogs import activity_dialog, caption, people_picker
from culture_desktop.ui.dialogs.activity_dialog import ActivityDialog
from culture_desktop.ui.dialogs.activity_form import ActivityChoices
from culture_desktop.ui.dialogs.desk_dialog import DeskDialog
from culture_desktop.ui.dialogs.people_picker import PeoplePicker
from culture_desktop.ui.dialogs.unit_picker import UnitPicker
from culture_desktop.ui.pages.activities.activity_actions import ActivityServices
from culture_desktop.ui.pages.activities.calendar.desk import CalendarServices
from culture_desktop.ui.pages.activities.page import ActivitiesPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tables.cells import Figure
from culture_desktop.ui.tasks import InlineRunner, Runner, TaskRunner
from culture_desktop.ui.widgets.buttons import LinkButton
from culture_desktop.ui.widgets.notice import Notice
from culture_desktop.ui.widgets.page import EVERYTHING, NEW
from culture_desktop.vocabulary import (
    Account,
    ActivityKind,
    ActivityState,
    Attendance,
    Layer,
    ListKind,
    Mechanism,
    OrganisationKind,
)
from tests.services.imports.lists import xlsx
from tests.ui.accessible import unnamed_widgets
from tests.ui.driving import drive
from tests.ui.pages.year import TODAY, picture_file

CODE = "2026-042"  # the day before yesterday's, so that everything can be done with it


def shown(services: Services, runner: Runner, settings: Settings, qtbot: QtBot) -> ActivitiesPage:
    parts = ActivityServices(
        services.activities,
        services.pictures,
        services.calendars,
        services.check_in,
        services.people,
        services.organisations,
        services.documents,
        services.lists,
        services.templates,
        services.settings,
        services.forms,
        services.cards,
        CalendarServices(services.almanac, services.duties, services.planning, services.lifecycle),
    )
    page = ActivitiesPage(parts, runner, settings, lambda: TODAY)
    page.changed.connect(page.refresh)  # as the window does
    qtbot.addWidget(page)
    page.resize(1198, 685)
    page.show()
    page.refresh(EVERYTHING)
    return page


@pytest.fixture
def page(year_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> Iterator[ActivitiesPage]:
    made = shown(year_services, runner, settings, qtbot)
    yield made
    made.can_close()  # what was typed is saved while the file is open, as the window does


@pytest.fixture
def opened(page: ActivitiesPage) -> ActivitiesPage:
    page.open_with(CODE)
    return page


@pytest.fixture
def notices(page: ActivitiesPage) -> list[Notice]:
    said: list[Notice] = []
    page.notified.connect(said.append)
    return said


@pytest.fixture
def problems(page: ActivitiesPage) -> list[CultureError]:
    found: list[CultureError] = []
    page.failed.connect(found.append)
    return found


def stored(services: Services, code: str = CODE) -> ActivityDetail:
    return services.activities.detail(services.activities.id_of(code))


def click(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def answers(monkeypatch: pytest.MonkeyPatch, module: Any, answer: Any) -> list[tuple[Any, ...]]:
    """The user's answer to a dialog; keeps what was asked."""
    asked: list[tuple[Any, ...]] = []

    def ask(*arguments: Any, **named: Any) -> Any:
        asked.append((*arguments, named))
        return answer

    monkeypatch.setattr(module, "ask", ask)
    return asked


class TestList:
    def test_all_of_the_year_newest_first(self, page: ActivitiesPage) -> None:
        rows = page.list.table.row_model.rows
        assert len(rows) == 44
        assert rows[0].code == "2026-044"
        assert (page.title, page.subtitle) == ("活动", "2026年 44 场")

    def test_filters_by_layer_state_and_words(self, page: ActivitiesPage, qtbot: QtBot) -> None:
        click(qtbot, page.list.layer_chips[1])
        assert {row.layer for row in page.list.table.row_model.rows} == {Layer.INSTITUTION}
        click(qtbot, page.list.state_chips[4])
        assert not page.list.table.row_model.rows
        click(qtbot, page.list.state_chips[4])
        qtbot.keyClicks(page.list.search, "004")
        qtbot.keyClick(page.list.search, Qt.Key.Key_Return)
        assert not page.list.table.row_model.rows
        page.list.clear_filters()
        assert len(page.list.table.row_model.rows) == 44

    def test_search_finds_words_of_the_title(self, page: ActivitiesPage, qtbot: QtBot) -> None:
        page.list.search.setText("匠心杯")
        qtbot.keyClick(page.list.search, Qt.Key.Key_Return)
        titles = {row.title for row in page.list.table.row_model.rows}
        assert titles == {"“匠心杯”服务礼仪岗位练兵"}

    def test_enter_opens_and_the_crumb_leads_back(self, page: ActivitiesPage, qtbot: QtBot) -> None:
        page.list.table.select_key(CODE)
        qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
        assert page.crumb == "活动"
        assert page.detail.isVisible()
        page.leave_crumb()
        assert (page.title, page.crumb) == ("活动", "")
        assert page.list.isVisible()

    def test_a_code_that_is_not_there(self, page: ActivitiesPage, problems: list[CultureError]) -> None:
        page.open_with("2031-001")
        assert isinstance(problems[0], RecordMissingError)
        assert page.list.isVisible()

    def test_an_empty_year_offers_to_make_one(
        self,
        blank_services: Services,
        runner: InlineRunner,
        settings: Settings,
        qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        page = shown(blank_services, runner, settings, qtbot)
        asked = answers(monkeypatch, activity_dialog, None)
        buttons = [b for b in page.list.table.findChildren(QPushButton) if b.text() == "新建活动"]
        click(qtbot, buttons[0])
        assert asked[0][1] == "新建活动"
        assert asked[0][2].code == "2026-001"


class TestState:
    def test_the_band_moves_it_on_and_says_so(
        self, opened: ActivitiesPage, year_services: Services, notices: list[Notice], qtbot: QtBot
    ) -> None:
        assert stored(year_services).draft.state is ActivityState.SIGN_UP
        button = next(b for b in opened.detail.findChildren(QPushButton) if b.text() == "开始活动")
        click(qtbot, button)
        assert stored(year_services).draft.state is ActivityState.RUNNING
        assert opened.detail.stepper.current == 4
        assert [notice.text for notice in notices] == ["“众包员工同堂培训与同台竞技启动会”已转到“进行”"]

    def test_a_step_can_be_chosen_by_key(self, opened: ActivitiesPage, year_services: Services, qtbot: QtBot) -> None:
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
            qtbot.keyClick(opened.detail.stepper, key)
        assert stored(year_services).draft.state is ActivityState.SUMMARY


class TestPeople:
    def test_space_ticks_off_row_after_row(self, opened: ActivitiesPage, year_services: Services, qtbot: QtBot) -> None:
        table = opened.detail.people.table
        ids = tuple(person.person_id for person in table.row_model.rows[:3])
        year_services.activities.set_attendance(stored(year_services).id, ids, Attendance.REGISTERED)
        opened.refresh(EVERYTHING)
        table.go_to(0)
        qtbot.keyClick(table, Qt.Key.Key_Space)
        qtbot.keyClick(table, Qt.Key.Key_Space)
        marked = {person.person_id: person.attendance for person in stored(year_services).participants}
        assert [marked[person_id] for person_id in ids] == [
            Attendance.ATTENDED,
            Attendance.ATTENDED,
            Attendance.REGISTERED,
        ]
        assert table.currentIndex().row() == 2

    def test_the_bar_marks_all_that_are_selected(
        self, opened: ActivitiesPage, year_services: Services, qtbot: QtBot
    ) -> None:
        people = opened.detail.people
        assert people.bar.isHidden()
        people.table.selectAll()
        assert not people.bar.isHidden()
        click(qtbot, people.mark_buttons[Attendance.EXCUSED])
        assert {p.attendance for p in stored(year_services).participants} == {Attendance.EXCUSED}

    def test_adding_people(
        self,
        opened: ActivitiesPage,
        year_services: Services,
        notices: list[Notice],
        qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        before = {person.person_id for person in stored(year_services).participants}
        new = next(person for person in year_services.people.ids(_everybody()) if person not in before)
        asked = answers(monkeypatch, people_picker, (new,))
        click(qtbot, opened.detail.people.add_button)
        assert asked[0][-1]["present"] == before
        assert {person.person_id for person in stored(year_services).participants} == before | {new}
        assert notices[-1].text.startswith("已将 1 人加入")

    def test_removing_takes_one_off_the_list(
        self, opened: ActivitiesPage, year_services: Services, qtbot: QtBot, notices: list[Notice]
    ) -> None:
        table = opened.detail.people.table
        before = len(stored(year_services).participants)
        table.go_to(0)
        qtbot.keyClick(table, Qt.Key.Key_Delete)
        assert len(stored(year_services).participants) == before - 1
        assert [notice.text for notice in notices] == ["已从活动移出 1 人"]

    def test_search_by_pinyin_initials(self, opened: ActivitiesPage, year_services: Services, qtbot: QtBot) -> None:
        people = opened.detail.people
        wanted = [p.name for p in stored(year_services).participants if p.name == "买买提江·阿不都热西提"]
        assert wanted
        qtbot.keyClicks(people.search, "mmtj")
        qtbot.keyClick(people.search, Qt.Key.Key_Return)
        assert [person.name for person in people.table.row_model.rows] == wanted
        qtbot.keyClick(people.search, Qt.Key.Key_Escape)
        assert len(people.table.row_model.rows) == len(stored(year_services).participants)

    def test_import_is_asked_for_with_the_code(self, opened: ActivitiesPage, qtbot: QtBot) -> None:
        with qtbot.waitSignal(opened.import_requested) as asked:
            click(qtbot, opened.detail.people.import_button)
        assert asked.args == [ListKind.PARTICIPATION, CODE]


class TestSummary:
    def test_is_kept_after_a_pause_and_when_it_is_left(
        self, opened: ActivitiesPage, year_services: Services, qtbot: QtBot
    ) -> None:
        editor = opened.detail.summary.editor
        qtbot.keyClicks(editor, "All came.")
        qtbot.waitUntil(lambda: stored(year_services).draft.summary == "All came.", timeout=4000)
        qtbot.keyClicks(editor, " And more.")
        opened.leave_crumb()
        assert stored(year_services).draft.summary == "All came. And more."

    def test_typing_survives_a_refresh(self, opened: ActivitiesPage, year_services: Services, qtbot: QtBot) -> None:
        qtbot.keyClicks(opened.detail.summary.editor, "half a sen")
        opened.refresh(EVERYTHING)
        assert opened.detail.summary.editor.toPlainText() == "half a sen"

    def test_another_activity_shows_its_own_and_loses_nothing(
        self, opened: ActivitiesPage, year_services: Services, qtbot: QtBot
    ) -> None:
        qtbot.keyClicks(opened.detail.summary.editor, "for 042")
        opened.open_with("2026-001")
        assert opened.detail.summary.editor.toPlainText() == stored(year_services, "2026-001").draft.summary
        assert stored(year_services).draft.summary == "for 042"


class TestPictures:
    def test_dropped_files_are_kept_and_shown(
        self, opened: ActivitiesPage, year_services: Services, tmp_path: Path
    ) -> None:
        files = [picture_file(tmp_path / "one.png"), picture_file(tmp_path / "two.jpg", "#2F5D86")]
        drop(opened, files)
        assert [picture.file_name for picture in stored(year_services).pictures] == ["one.png", "two.jpg"]
        assert shows_red(opened)

    def test_the_same_file_again_adds_none(
        self, opened: ActivitiesPage, year_services: Services, notices: list[Notice], tmp_path: Path
    ) -> None:
        file = picture_file(tmp_path / "one.png")
        drop(opened, [file])
        drop(opened, [file])
        assert len(stored(year_services).pictures) == 1
        assert [notice.text for notice in notices] == ["已添加 1 张照片", "这些照片已经在活动里了"]

    def test_one_that_is_no_picture_is_named_and_the_rest_stay(
        self, opened: ActivitiesPage, year_services: Services, problems: list[CultureError], tmp_path: Path
    ) -> None:
        (tmp_path / "notes.png").write_text("not a picture")
        drop(opened, [picture_file(tmp_path / "one.png"), tmp_path / "notes.png"])
        assert "notes.png" in str(problems[0])
        assert len(stored(year_services).pictures) == 1

    def test_chosen_captioned_and_taken_off(
        self,
        opened: ActivitiesPage,
        year_services: Services,
        qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
    ) -> None:
        file = picture_file(tmp_path / "one.png")
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
        opened.detail.pictures.add_wanted.emit()
        answers(monkeypatch, caption, "开幕合影")
        qtbot.keyClick(opened.detail.pictures.strip, Qt.Key.Key_F2)
        assert [picture.caption for picture in stored(year_services).pictures] == ["开幕合影"]
        qtbot.keyClick(opened.detail.pictures.strip, Qt.Key.Key_Delete)
        assert stored(year_services).pictures == ()


class TestPapers:
    def test_the_briefing_is_written_elsewhere_and_listed_here(
        self, opened: ActivitiesPage, year_services: Services, qtbot: QtBot
    ) -> None:
        unit = _named(year_services.settings.unit())
        year_services.settings.save_unit(unit)
        with qtbot.waitSignal(opened.navigated) as seen:
            click(qtbot, opened.detail.documents.briefing_button)
        assert seen.args == ["composer", CODE]
        paper = year_services.briefing_papers.issue_of_activity(CODE, unit).value
        opened.refresh(frozenset({Topic.DOCUMENTS}))
        (link,) = opened.detail.documents.findChildren(LinkButton)
        with qtbot.waitSignal(opened.navigated) as seen:
            click(qtbot, link)
        assert seen.args == ["documents", paper.id]

    def test_the_list_goes_out(
        self, opened: ActivitiesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        target = tmp_path / "list.csv"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "CSV 文件 (*.csv)"))
        click(qtbot, opened.detail.documents.list_button)
        assert "买买提江·阿不都热西提" in target.read_text(encoding="utf-8-sig")


class TestSignUpForm:
    def test_a_form_for_a_unit_comes_back_through_the_import(
        self,
        opened: ActivitiesPage,
        year_services: Services,
        notices: list[Notice],
        qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
    ) -> None:
        target = tmp_path / "报名表.xlsx"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
        unit = next(n for n in year_services.organisations.nodes() if n.people and n.kind is OrganisationKind.TEAM)

        def pick(dialog: UnitPicker) -> None:
            dialog.tree.select_key(unit.id)
            assert dialog.effect.text() == f"列出：{unit.full_name}"
            click(qtbot, dialog.act_button)

        drive(monkeypatch, UnitPicker, pick)
        click(qtbot, opened.detail.people.form_button)
        assert notices[-1].text == f"已生成报名表“报名表.xlsx”，列出 {unit.people} 人"
        preview = year_services.imports[ListKind.PARTICIPATION].preview(target, into=CODE)
        assert (len(preview.rows), preview.rejected) == (unit.people, ())

    def test_sessions_stand_in_a_column_once_there_are_any(
        self, opened: ActivitiesPage, year_services: Services, tmp_path: Path
    ) -> None:
        titles = [column.title for column in opened.detail.people.table.row_model.columns]
        assert "场次" not in titles
        people = stored(year_services).participants[:2]
        rows = [{"工号": person.number, "姓名": person.name, "1": "√", "2": "√"} for person in people]
        sessions = year_services.imports[ListKind.SESSION]
        sessions.apply(sessions.preview(xlsx(tmp_path / "考勤.xlsx", *rows), into=CODE))
        opened.refresh(EVERYTHING)
        table = opened.detail.people.table
        titles = [column.title for column in table.row_model.columns]
        column = table.row_model.columns[titles.index("场次")]
        row = next(p for p in table.row_model.rows if p.number == people[0].number)
        assert column.cell(row) == Figure("2/2")


class TestPlanning:
    def test_a_new_activity_is_made_and_shown(
        self, page: ActivitiesPage, year_services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fill(monkeypatch, qtbot, lambda dialog: qtbot.keyClicks(dialog.form.title, "Winter training"))
        page.open_with(NEW)
        assert stored(year_services, "2026-045").draft.title == "Winter training"
        assert page.title == "Winter training"

    def test_every_field_is_kept(self, page: ActivitiesPage, year_services: Services, qtbot: QtBot) -> None:
        organisations = year_services.organisations.nodes()
        draft = stored(year_services).draft
        dialog = form(year_services, draft, lambda new: year_services.activities.update(stored(year_services).id, new))
        qtbot.addWidget(dialog)
        fields = dialog.form
        fields.title.setText("岗位练兵决赛")
        fields.kinds.setCurrentIndex(fields.kinds.findData(ActivityKind.CONTEST.value))
        fields.layers.setCurrentIndex(fields.layers.findData(Layer.BEHAVIOUR.value))
        fields.mechanisms.setCurrentIndex(fields.mechanisms.findData(Mechanism.SKILL_CONTEST.value))
        fields.accounts.setCurrentIndex(fields.accounts.findData(Account.GROWTH.value))
        fields.starts.set_moment(datetime(2026, 12, 1, 9, 30))
        fields.ends.edit.set_moment(datetime(2026, 12, 2, 11))
        fields.hosts.setCurrentIndex(1)
        fields.joint_hosts.pick(organisations[2].id)
        fields.capacity.setText("64")
        fields.budget.setText("¥ 12,345.6")
        click(qtbot, dialog.act_button)
        kept = stored(year_services).draft
        assert (kept.title, kept.kind, kept.layer, kept.account) == (
            "岗位练兵决赛",
            ActivityKind.CONTEST,
            Layer.BEHAVIOUR,
            Account.GROWTH,
        )
        assert (kept.starts, kept.ends) == (datetime(2026, 12, 1, 9, 30), datetime(2026, 12, 2, 11))
        assert (kept.host_id, kept.joint_host_ids) == (organisations[0].id, (organisations[2].id,))
        assert (kept.capacity, kept.budget) == (64, Decimal("12345.60"))

    def test_mechanisms_follow_the_layer_and_only_behaviour_has_accounts(
        self, year_services: Services, qtbot: QtBot
    ) -> None:
        dialog = form(year_services, stored(year_services).draft, year_services.activities.create)
        qtbot.addWidget(dialog)
        fields = dialog.form
        fields.layers.setCurrentIndex(fields.layers.findData(Layer.RESOURCES.value))
        assert [fields.mechanisms.itemText(at) for at in range(fields.mechanisms.count())] == [
            "管理升级",
            "倒三角支撑",
            "服务升级",
            "社会责任",
        ]
        assert not fields.accounts.isEnabled()
        assert fields.draft().account is None

    @pytest.mark.parametrize(
        ("field", "spoil"),
        [
            ("名称", lambda fields: fields.title.clear()),
            ("编号", lambda fields: fields.code.setText("2026-001")),
            ("预算", lambda fields: fields.budget.setText("12.345")),
            ("人数上限", lambda fields: fields.capacity.setText("许多")),
            ("结束时间", lambda fields: fields.ends.edit.set_moment(datetime(2020, 1, 1))),
        ],
    )
    def test_what_does_not_fit_is_said_under_its_field(
        self, year_services: Services, qtbot: QtBot, field: str, spoil: Callable[[Any], None]
    ) -> None:
        before = stored(year_services).draft
        dialog = form(year_services, before, lambda new: year_services.activities.update(stored(year_services).id, new))
        qtbot.addWidget(dialog)
        dialog.show()
        spoil(dialog.form)
        click(qtbot, dialog.act_button)
        assert dialog.isVisible()
        assert [name for name, shown_field in dialog.form.fields.items() if shown_field.failed] == [field]
        assert stored(year_services).draft == before

    def test_deleting_says_what_went_along(
        self, opened: ActivitiesPage, year_services: Services, notices: list[Notice]
    ) -> None:
        people = len(stored(year_services).participants)
        opened.delete()
        with pytest.raises(RecordMissingError):
            year_services.activities.id_of(CODE)
        assert opened.list.isVisible()
        assert [notice.text.partition("”")[2] for notice in notices] == [f"和 {people} 条参与记录"]

    def test_one_with_papers_is_not_deleted_and_stays_on_screen(
        self, opened: ActivitiesPage, year_services: Services, problems: list[CultureError]
    ) -> None:
        year_services.briefing_papers.issue_of_activity(CODE, _named(year_services.settings.unit()))
        opened.delete()
        assert len(problems) == 1
        assert opened.detail.isVisible()


class TestPicker:
    def test_ticks_stay_while_the_list_changes(self, year_services: Services, qtbot: QtBot) -> None:
        ids = year_services.people.ids(_everybody())
        picker = PeoplePicker(
            None, "添加", year_services.people, year_services.organisations, year=2026, present={ids[0]}
        )
        qtbot.addWidget(picker)
        picker.table.row_model.toggle(0)  # is on the list already
        picker.table.row_model.toggle(1)
        qtbot.keyClicks(picker.search, "mmtj")
        qtbot.keyClick(picker.search, Qt.Key.Key_Return)
        assert len(picker.table.row_model.rows) == 1
        picker.table.row_model.toggle(0)
        qtbot.keyClick(picker.search, Qt.Key.Key_Escape)
        assert picker.chosen_ids() == (ids[1], ids[-1])
        assert picker.act_button.text() == "添加 2 人"
        picker.table.row_model.toggle(1)
        assert picker.chosen_ids() == (ids[-1],)

    def test_a_unit_of_the_tree(self, year_services: Services, qtbot: QtBot) -> None:
        picker = PeoplePicker(None, "添加", year_services.people, year_services.organisations, year=2026)
        qtbot.addWidget(picker)
        team = next(node for node in year_services.organisations.nodes() if node.name == "客户服务一班")
        picker.tree.select_key(team.id)
        assert {person.unit for person in picker.table.row_model.rows} == {"客户服务一班"}
        assert unnamed_widgets(picker) == []


def test_everything_that_takes_the_keyboard_has_a_name(
    opened: ActivitiesPage, year_services: Services, qtbot: QtBot
) -> None:
    assert unnamed_widgets(opened) == []
    dialog = form(year_services, stored(year_services).draft, year_services.activities.create)
    qtbot.addWidget(dialog)
    assert unnamed_widgets(dialog) == []


def test_a_damaged_picture_file_leaves_a_grey_tile(
    opened: ActivitiesPage, year_services: Services, tmp_path: Path
) -> None:
    drop(opened, [picture_file(tmp_path / "one.png")])
    picture = stored(year_services).pictures[0]
    year_services.pictures.path(picture.sha256).write_bytes(b"gone bad")
    opened.open_with("2026-001")
    opened.open_with(CODE)
    assert opened.detail.pictures.strip.current() == picture


def drop(page: ActivitiesPage, files: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.detail.pictures.dropEvent(event)


def shows_red(page: ActivitiesPage) -> bool:
    """Whether the large picture is the red one, not the grey ground of a picture that is still to be read."""
    colour = page.detail.pictures.cover.grab().toImage().pixelColor(4, 60)
    return colour.red() - colour.blue() > 60


def form(services: Services, draft: ActivityDraft, save: Callable[[ActivityDraft], Any]) -> ActivityDialog[Any]:
    choices = ActivityChoices(services.organisations.nodes(), services.organisations.brands())
    return ActivityDialog(None, "编辑活动", draft, choices, save)


def fill(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, act: Callable[[ActivityDialog[Any]], None]) -> None:
    """The user fills in the real dialog and presses its button, in place of a modal loop."""

    def run(dialog: ActivityDialog[Any]) -> int:
        act(dialog)
        click(qtbot, dialog.act_button)
        return dialog.result()

    monkeypatch.setattr(ActivityDialog, "exec", run)


def _everybody() -> PeopleQuery:
    return PeopleQuery()


def _named(unit: UnitSettings) -> UnitSettings:
    return replace(unit, unit_name="云川供电服务中心工会", issuer="云川供电服务中心工会", editor="工会办公室")


def test_pictures_are_added_and_read_off_the_ui_thread(
    year_services: Services, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    runner = TaskRunner()
    page = shown(year_services, runner, settings, qtbot)
    page.open_with(CODE)
    drop(page, [picture_file(tmp_path / "one.png"), picture_file(tmp_path / "two.png", "#2F5D86")])
    strip = page.detail.pictures.strip
    qtbot.waitUntil(lambda: strip.model().rowCount() == 2)
    qtbot.waitUntil(lambda: shows_red(page))
    runner.shut_down()


def test_what_the_list_shows_goes_to_a_calendar(
    page: ActivitiesPage, notices: list[Notice], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "活动.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.list.layer_chips[0].click()
    shown_codes = [row.code for row in page.list.table.row_model.rows]
    page.calendar_button.click()
    content = target.read_bytes().decode()
    assert content.count("BEGIN:VEVENT") == len(shown_codes) > 0
    assert notices[-1].text == f"已将 {len(shown_codes)} 场活动导出到“活动.ics”"
    page.open_with(CODE)
    entry = next(entry for entry in page.menu.actions() if entry.text() == "导出到日历")
    entry.trigger()
    assert target.read_bytes().decode().count("BEGIN:VEVENT") == 1


def test_the_desk_is_opened_from_an_activity_and_its_scans_are_on_the_page(
    page: ActivitiesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.open_activity(CODE)
    detail = page.detail.detail
    assert detail is not None
    waiting = next(one for one in detail.participants if one.attendance is not Attendance.ATTENDED)
    drive(monkeypatch, DeskDialog, lambda dialog: qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton))
    page.desk_button.click()  # in the window's top bar, which is not here
    window = page.desk.window
    assert window is not None
    window.sounds.on = False
    window.line.setText(waiting.number)
    qtbot.keyClick(window.line, Qt.Key.Key_Return)
    qtbot.keyClick(window.line, Qt.Key.Key_Escape)
    after = page.detail.detail
    assert after is not None
    assert after.counted(Attendance.ATTENDED) == detail.counted(Attendance.ATTENDED) + 1
    assert page.desk.window is None
