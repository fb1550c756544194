"""The people page with the real services: what is done in the window stands in the database."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from culture_desktop.errors import CultureError, RecordInUseError, RecordKeptError, RecordMissingError
from culture_desktop.services.activities.rows import ActivityQuery
from culture_desktop.services.people.conditions import Condition, Operator
from culture_desktop.services.people.rows import Contact, PeopleQuery, PeopleSort
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs.activity_picker import ActivityPicker
from culture_desktop.ui.dialogs.export_dialog import ListExportDialog
from culture_desktop.ui.dialogs.organisation_dialog import NewOrganisationDialog, RenameDialog
from culture_desktop.ui.dialogs.person_dialog import PersonDialog
from culture_desktop.ui.dialogs.removal_dialog import RemovalDialog, RemovalReportDialog
from culture_desktop.ui.dialogs.unit_picker import PlacementPicker
from culture_desktop.ui.pages.people.number_fact import NumberFact
from culture_desktop.ui.pages.people.organisation_groups import EVERYBODY
from culture_desktop.ui.pages.people.page import PeoplePage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.widgets.chips import FilterChip
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.notice import Notice
from culture_desktop.ui.widgets.page import EVERYTHING, NEW
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import EmploymentType, ListKind, MembershipRole, OrganisationKind, PersonStatus
from tests.services.company import Company, statements
from tests.services.imports.lists import resident_id
from tests.ui.accessible import unnamed_widgets
from tests.ui.driving import drive
from tests.ui.pages.year import TODAY

EVERYONE = 36
PHONE, IDENTITY = "13812344417", resident_id(7)
MASKED = f"1{'*' * 16}{IDENTITY[-1]}"
CTRL = Qt.KeyboardModifier.ControlModifier


def shown(services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot, width: int = 1198) -> PeoplePage:
    page = PeoplePage(services, runner, settings, lambda: TODAY)
    page.changed.connect(page.refresh)  # as the window does
    qtbot.addWidget(page)
    page.resize(width, 685)
    page.show()
    page.refresh(EVERYTHING)
    return page


@pytest.fixture
def page(year_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> PeoplePage:
    return shown(year_services, runner, settings, qtbot, width=1366)


@pytest.fixture
def notices(page: PeoplePage) -> list[str]:
    told: list[str] = []
    page.notified.connect(lambda notice: told.append(notice.text if isinstance(notice, Notice) else str(notice)))
    return told


@pytest.fixture
def problems(page: PeoplePage, runner: InlineRunner) -> list[CultureError]:
    met: list[CultureError] = []
    page.failed.connect(met.append)
    runner.failed.connect(met.append)
    return met


def names(page: PeoplePage) -> list[str]:
    return [row.name for row in page.people.table.row_model.rows]


def numbers(page: PeoplePage) -> list[str]:
    return [row.number for row in page.people.table.row_model.rows]


def give_numbers(services: Services, number: str) -> None:
    """Put phone and resident ID of this person on the books."""
    person = services.people.id_of(number)
    draft = services.people.detail(person, 2026).draft
    services.people.update(person, replace(draft, phone=PHONE, resident_id=IDENTITY))


def whole(services: Services, number: str) -> Contact:
    return services.people.reveal(services.people.id_of(number)).value


def shown_numbers(page: PeoplePage) -> tuple[str, ...]:
    facts = page.detail.facts.findChildren(NumberFact)
    return tuple(
        label.text()
        for fact in facts
        if page.detail.facts._grid.indexOf(fact) >= 0
        for label in fact.findChildren(Label)
    )


def click_eye(page: PeoplePage, qtbot: QtBot) -> None:
    assert page.detail.facts.eye is not None
    qtbot.mouseClick(page.detail.facts.eye, Qt.MouseButton.LeftButton)


def unit_id(services: Services, name: str) -> int:
    return next(node.id for node in services.organisations.nodes() if node.name == name)


def click_unit(page: PeoplePage, qtbot: QtBot, name: str) -> None:
    """Find an organisation with the search above the tree and click it."""
    page.organisations.search.setText(name)  # QTest types Latin only
    qtbot.keyClick(page.organisations.search, Qt.Key.Key_Return)
    tree = page.organisations.tree
    for index in tree._indexes():
        if index.data() == name:
            tree.scrollTo(index)
            where = QPoint(tree.visualRect(index).center().x(), tree.visualRect(index).bottom() - 15)
            qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=where)
            return
    raise AssertionError(name)


def click_row(page: PeoplePage, qtbot: QtBot, row: int, column: int = 1) -> None:
    table = page.people.table
    where = table.visualRect(table.row_model.index(row, column)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)


def click_cross(chip: FilterChip, qtbot: QtBot) -> None:
    at = QPoint(chip.width() - 12, chip.height() // 2)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=at)


def click_head(page: PeoplePage, qtbot: QtBot, title: str) -> None:
    table, head = page.people.table, page.people.table.horizontalHeader()
    at = [column.title for column in table.row_model.columns].index(title) + table.row_model.check_columns
    x = head.sectionViewportPosition(at) + 20
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 10))


def choose(menu: QMenu, words: str) -> None:
    next(entry for entry in menu.actions() if entry.text() == words).trigger()


def chips(page: PeoplePage) -> dict[str, FilterChip]:
    return {chip.text().strip(): chip for chip in page.people.filters.findChildren(FilterChip) if chip.isVisible()}


def placeholder(page: PeoplePage) -> EmptyState:
    return next(state for state in page.people.table.findChildren(EmptyState) if not state.isHidden())


class TestFinding:
    def test_everybody_is_shown_first_with_the_first_person_in_detail(self, page: PeoplePage) -> None:
        assert len(names(page)) == EVERYONE
        assert page.organisations.tree.current_key() == EVERYBODY
        assert page.detail.name.text() == names(page)[0]
        assert page.status_text == "显示 36 人，名册共 36 人　按工号排序"

    def test_a_click_in_the_tree_shows_a_unit_with_its_people(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot
    ) -> None:
        click_unit(page, qtbot, "客户服务一班")
        expected = year_services.people.count(PeopleQuery(organisation_id=unit_id(year_services, "客户服务一班")))
        assert 0 < len(names(page)) == expected < EVERYONE
        assert page.people._title.text() == "客户服务一班"

    def test_words_are_looked_for_in_names_pinyin_and_numbers(self, page: PeoplePage, qtbot: QtBot) -> None:
        qtbot.keyClicks(page.people.filters.search, "YC-9999")
        qtbot.keyClick(page.people.filters.search, Qt.Key.Key_Return)
        assert names(page) == ["买买提江·阿不都热西提"]
        assert page.people._counts._whole == "36 人，筛选后 1 人"
        qtbot.keyClick(page.people.filters.search, Qt.Key.Key_Escape)
        qtbot.keyClicks(page.people.filters.search, "maimaitijiang")
        qtbot.keyClick(page.people.filters.search, Qt.Key.Key_Return)
        assert names(page) == ["买买提江·阿不都热西提"]

    def test_conditions_are_chips_that_can_be_taken_off(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot
    ) -> None:
        choose(page.people.filters.menu(), "众包")
        choose(page.people.filters.menu(), "非一线")
        office = Condition("front_line", Operator.IS, (0,))
        wanted = PeopleQuery(conditions=(Condition("employment", Operator.IS, (EmploymentType.OUTSOURCED,)), office))
        assert 0 < len(names(page)) == year_services.people.count(wanted) < EVERYONE
        qtbot.waitUntil(lambda: set(chips(page)) == {"众包", "非一线"})
        click_cross(chips(page)["众包"], qtbot)
        assert len(names(page)) == year_services.people.count(PeopleQuery(conditions=(office,)))

    def test_those_who_left_are_shown_only_when_asked_for(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot
    ) -> None:
        detail = year_services.people.detail(page.people.table.row_model.rows[0].id, 2026)
        year_services.people.update(detail.id, replace(detail.draft, status=PersonStatus.LEFT))
        page.refresh(EVERYTHING)
        assert detail.draft.name not in names(page)[:1]
        choose(page.people.filters.menu(), "离职")
        assert names(page) == [detail.draft.name]

    def test_filtered_to_nothing_says_how_many_are_hidden_and_offers_to_clear(
        self, page: PeoplePage, qtbot: QtBot
    ) -> None:
        choose(page.people.filters.menu(), "一线")
        qtbot.keyClicks(page.people.filters.search, "zzzz")
        qtbot.keyClick(page.people.filters.search, Qt.Key.Key_Return)
        assert names(page) == []
        assert page.detail.person_id is None
        empty = placeholder(page)
        assert "36 人被 2 个条件挡住" in [label.text() for label in empty.findChildren(type(page.people._title))]
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
        assert len(names(page)) == EVERYONE
        assert page.people.filters.search.text() == ""

    def test_the_name_column_sorts_by_surname_strokes(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot
    ) -> None:
        click_head(page, qtbot, "姓名")
        by_strokes = year_services.people.rows(PeopleQuery(sort=PeopleSort.SURNAME_STROKES), 2026)
        assert names(page) == [row.name for row in by_strokes]
        assert page.status_text.endswith("按姓氏笔画排序")
        click_head(page, qtbot, "姓名")
        assert names(page)[0] == by_strokes[-1].name

    def test_kinds_with_several_trees_are_grouped_and_counted_once(
        self, year_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot
    ) -> None:
        for branch in ("第一党支部", "第二党支部"):
            made = year_services.organisations.create(branch, OrganisationKind.PARTY).value
            year_services.organisations.set_members(made, [("YC-0001", MembershipRole.MEMBER)], date(2020, 1, 1))
        page = shown(year_services, runner, settings, qtbot, width=1366)
        group = next(i for i in page.organisations.tree._indexes() if i.data() == "党组织")
        assert page.organisations.tree.model().rowCount(group) == 3
        assert group.data(Qt.ItemDataRole.AccessibleTextRole) == "党组织，1 人"
        page.organisations.tree.setCurrentIndex(group)
        assert numbers(page) == ["YC-0001"]
        assert page.people._title.text() == "党组织"


class TestTicking:
    def test_select_all_ticks_the_people_found_without_fetching_them(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot
    ) -> None:
        click_unit(page, qtbot, "客户服务一班")
        found = len(names(page))
        click_row(page, qtbot, 0)
        with statements(year_services.people._database) as run:
            qtbot.keyClick(page.people.table, Qt.Key.Key_A, CTRL)
        assert run == []
        assert len(page.people.ticked_ids()) == found
        assert page.people.bulk.isVisible()
        assert page.people.bulk._words.text() == f"已选 {found} 人"
        qtbot.keyClick(page.people.table, Qt.Key.Key_Escape)
        assert not page.people.bulk.isVisible()

    def test_ticked_people_are_moved(
        self,
        page: PeoplePage,
        year_services: Services,
        qtbot: QtBot,
        notices: list[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        target = unit_id(year_services, "计量检定班")
        before = year_services.people.count(PeopleQuery(organisation_id=target))
        for row in (0, 1):
            click_row(page, qtbot, row, column=0)
        moved = page.people.ticked_ids()

        def pick(dialog: PlacementPicker) -> None:
            assert dialog.act_button.text() == "调整 2 人"
            assert not dialog.act_button.isEnabled()
            dialog.tree.select_key(target)
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        drive(monkeypatch, PlacementPicker, pick)
        qtbot.mouseClick(page.people.bulk.move_, Qt.MouseButton.LeftButton)
        there = set(year_services.people.ids(PeopleQuery(organisation_id=target)))
        assert moved <= there
        assert len(there) == before + 2
        assert notices == ["已将 2 人调入“计量检定班”"]
        assert page.people.ticked_ids() == frozenset()

    def test_ticked_people_join_an_activity(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        activity = next(row for row in year_services.activities.rows(ActivityQuery(2026)) if row.state != "archived")
        present = {p.person_id for p in year_services.activities.detail(activity.id).participants}
        absent = next(at for at, key in enumerate(page.people.table.row_model.rows) if key.id not in present)
        click_row(page, qtbot, absent, column=0)
        chosen = page.people.ticked_ids()

        def pick(dialog: ActivityPicker) -> None:
            dialog.table.select_key(activity.id)
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        drive(monkeypatch, ActivityPicker, pick)
        qtbot.mouseClick(page.people.bulk.join, Qt.MouseButton.LeftButton)
        assert chosen <= {p.person_id for p in year_services.activities.detail(activity.id).participants}

    @pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
    def test_ticked_people_are_exported(
        self, page: PeoplePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, suffix: str
    ) -> None:
        target = tmp_path / f"people{suffix}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
        for row in (0, 2):
            click_row(page, qtbot, row, column=0)
        expected = [numbers(page)[0], numbers(page)[2]]
        drive(monkeypatch, ListExportDialog, lambda d: qtbot.mouseClick(d.act_button, Qt.MouseButton.LeftButton))
        qtbot.mouseClick(page.people.bulk.export, Qt.MouseButton.LeftButton)
        assert _first_column(target)[1:] == expected

    def test_the_list_found_is_exported_in_its_order(
        self, page: PeoplePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        target = tmp_path / "people.csv"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
        choose(page.people.filters.menu(), "一线")
        click_head(page, qtbot, "入职")
        drive(monkeypatch, ListExportDialog, lambda d: qtbot.mouseClick(d.act_button, Qt.MouseButton.LeftButton))
        qtbot.mouseClick(page.people.export, Qt.MouseButton.LeftButton)
        assert _first_column(target)[1:] == numbers(page)

    def test_whole_numbers_are_exported_only_when_ticked(
        self,
        page: PeoplePage,
        year_services: Services,
        qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
    ) -> None:
        give_numbers(year_services, numbers(page)[0])
        target = tmp_path / "people.csv"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

        def leave(dialog: ListExportDialog) -> None:
            assert not dialog.whole.isChecked()
            qtbot.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)

        drive(monkeypatch, ListExportDialog, leave)
        qtbot.mouseClick(page.people.export, Qt.MouseButton.LeftButton)
        assert not target.exists()
        for tick, phone in ((False, "138****4417"), (True, PHONE)):

            def choose_numbers(dialog: ListExportDialog, tick: bool = tick) -> None:
                dialog.whole.setChecked(tick)
                assert dialog.warning.isVisible() == tick
                qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

            drive(monkeypatch, ListExportDialog, choose_numbers)
            qtbot.mouseClick(page.people.export, Qt.MouseButton.LeftButton)
            written = target.read_text(encoding="utf-8-sig")
            assert phone in written
            assert (IDENTITY in written) == tick


class TestNumbers:
    """Phones and resident IDs: masked until somebody asks."""

    def test_the_eye_shows_the_whole_numbers_until_it_is_pressed_again_or_another_is_chosen(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot
    ) -> None:
        give_numbers(year_services, numbers(page)[0])
        page.refresh(EVERYTHING)
        click_row(page, qtbot, 0)
        assert shown_numbers(page) == ("138****4417", MASKED)
        click_eye(page, qtbot)
        assert shown_numbers(page) == (PHONE, IDENTITY)
        assert page.detail.facts.eye is not None
        assert page.detail.facts.eye.hasFocus()
        click_eye(page, qtbot)
        assert shown_numbers(page) == ("138****4417", MASKED)
        click_eye(page, qtbot)
        click_row(page, qtbot, 1)
        click_row(page, qtbot, 0)
        assert shown_numbers(page) == ("138****4417", MASKED)

    def test_without_numbers_there_is_no_eye(self, page: PeoplePage, year_services: Services, qtbot: QtBot) -> None:
        person = year_services.people.id_of(numbers(page)[0])
        draft = year_services.people.detail(person, 2026).draft
        year_services.people.update(person, replace(draft, phone=None, resident_id=None))
        page.refresh(EVERYTHING)
        click_row(page, qtbot, 0)
        assert page.detail.facts.eye is None

    def test_someone_deleted_elsewhere_is_not_revealed(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot, problems: list[CultureError]
    ) -> None:
        give_numbers(year_services, numbers(page)[0])
        page.refresh(EVERYTHING)
        click_row(page, qtbot, 0)
        year_services.people.delete([year_services.people.id_of(numbers(page)[0])])
        click_eye(page, qtbot)
        assert [type(problem) for problem in problems] == [RecordMissingError]
        assert shown_numbers(page) == ("138****4417", MASKED)

    def test_editing_something_else_keeps_the_numbers_unseen(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        give_numbers(year_services, numbers(page)[0])
        click_row(page, qtbot, 0)

        def fill(dialog: PersonDialog[None]) -> None:
            form = dialog.form
            assert (form.phone.text(), form.resident_id.text()) == ("138****4417", MASKED)
            qtbot.keyClicks(form.phone, "5")
            form.position.setText("值长")
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        drive(monkeypatch, PersonDialog, fill)
        qtbot.mouseClick(page.detail.edit, Qt.MouseButton.LeftButton)
        assert whole(year_services, numbers(page)[0]) == Contact(PHONE, IDENTITY)

    def test_a_number_is_changed_after_it_was_revealed(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        give_numbers(year_services, numbers(page)[0])
        click_row(page, qtbot, 0)

        def fill(dialog: PersonDialog[None]) -> None:
            form = dialog.form
            qtbot.mouseClick(form.eyes[1], Qt.MouseButton.LeftButton)
            assert (form.phone.text(), form.resident_id.text()) == (PHONE, IDENTITY)
            assert not any(eye.isVisible() for eye in form.eyes)
            form.phone.selectAll()
            qtbot.keyClicks(form.phone, "13900000009")
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        drive(monkeypatch, PersonDialog, fill)
        qtbot.mouseClick(page.detail.edit, Qt.MouseButton.LeftButton)
        assert whole(year_services, numbers(page)[0]) == Contact("13900000009", IDENTITY)


class TestOnePerson:
    def test_the_detail_pane_shows_facts_year_and_records(
        self, year_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot
    ) -> None:
        person = year_services.people.id_of("YC-0001")
        detail = year_services.people.detail(person, 2026)
        year_services.people.update(person, replace(detail.draft, phone="13812344417", hire_date=date(2017, 4, 13)))
        Company(year_services.people._database).honour(person, "“心级服务”百星")
        year_services.field_edit.apply([person], "contract_ends", date.max)
        page = shown(year_services, runner, settings, qtbot, width=1366)
        page.show_person("YC-0001")
        words = [label.text() for label in page.detail.findChildren(type(page.detail._sum))]
        assert page.detail.name.text() == detail.draft.name
        assert "138****4417" in words
        assert "2017年4月13日，满 9 年" in words
        assert "无固定期限" in words
        total = sum(detail.layer_counts.values())
        assert page.detail._sum.text().startswith(f"{total} 场")
        assert f"意识 {detail.layer_counts[next(iter(detail.layer_counts))]} 场" in page.detail.bars.accessibleName()
        records = page.detail.timeline._records
        assert any(record.words == "“心级服务”百星" for record in records)
        assert [record.on for record in records] == sorted((record.on for record in records), reverse=True)
        shown_first = page.detail.timeline.shown
        qtbot.mouseClick(page.detail.timeline.more, Qt.MouseButton.LeftButton)
        assert page.detail.timeline.shown == len(records) > shown_first

    def test_editing_keeps_what_was_typed_until_it_fits(
        self,
        page: PeoplePage,
        year_services: Services,
        qtbot: QtBot,
        notices: list[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        click_row(page, qtbot, 0)
        first, second = numbers(page)[:2]

        def fill(dialog: PersonDialog[None]) -> None:
            form = dialog.form
            form.number.selectAll()
            qtbot.keyClicks(form.number, second)
            form.position.clear()
            qtbot.keyClicks(form.position, "shift leader")
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)
            assert form.fields["工号"].failed
            assert second in form.number.accessibleDescription()
            assert form.position.text() == "shift leader"
            form.number.selectAll()
            qtbot.keyClicks(form.number, first)
            assert not form.fields["工号"].failed
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        opened = drive(monkeypatch, PersonDialog, fill)
        qtbot.mouseClick(page.detail.edit, Qt.MouseButton.LeftButton)
        assert len(opened) == 1
        saved = year_services.people.detail(year_services.people.id_of(first), 2026)
        assert saved.draft.position == "shift leader"
        assert page.people.table.row_model.rows[0].position == "shift leader"
        assert notices == [f"已保存 {saved.draft.name}"]

    @pytest.mark.parametrize(
        ("field", "typed", "expected"),
        [
            ("入职日期", "2029.13", "2017-04-13"),
            ("出生日期", "19900230", "2017-04-13"),
            ("合同到期日", "soon", "2017-04-13"),
            ("合同到期日", "1999-01-01", "晚于入职日期的日期"),
            ("身份证号", "110101199003078888", "身份证号不对"),
            ("单位", "no such team", "列表里的一个单位"),
            ("姓名", " ", "1 到 64 个字"),
        ],
    )
    def test_a_field_that_does_not_fit_is_named(
        self, page: PeoplePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, field: str, typed: str, expected: str
    ) -> None:
        def fill(dialog: PersonDialog[None]) -> None:
            editor = dialog.form.fields[field].editor
            line = editor if field != "单位" else dialog.form.unit.lineEdit()
            line.selectAll()  # type: ignore[union-attr]
            qtbot.keyClicks(line, typed)
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)
            assert dialog.form.fields[field].failed
            assert expected in editor.accessibleDescription()
            assert dialog.isVisible()

        assert drive(monkeypatch, PersonDialog, fill) == []
        page.edit_person()

    def test_people_are_added_one_after_the_other_in_the_unit_shown(
        self,
        page: PeoplePage,
        year_services: Services,
        qtbot: QtBot,
        notices: list[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        team = unit_id(year_services, "装表接电班")
        click_unit(page, qtbot, "装表接电班")
        before = len(names(page))

        def fill(dialog: PersonDialog[int]) -> None:
            for number in ("N-1", "N-2"):
                qtbot.keyClicks(dialog.form.name, f"New {number}")
                qtbot.keyClicks(dialog.form.number, number)
                qtbot.keyClicks(dialog.form.hire_date, "2026.1.5")
                dialog.form.contract_ends.setText("无固定期限" if number == "N-2" else "2029.1.4")
                assert dialog.form.unit.unit_id() == team
                qtbot.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
                assert dialog.isVisible()
                assert (dialog.form.name.text(), dialog.form.number.text()) == ("", "")
                assert dialog.focusWidget() is dialog.form.number
                dialog.form.hire_date.clear()
                dialog.form.contract_ends.clear()
            qtbot.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)

        drive(monkeypatch, PersonDialog, fill)
        page.open_with(NEW)
        assert len(names(page)) == before + 2
        assert notices == ["已添加 New N-1", "已添加 New N-2"]
        row = page.people.table.current_row()
        assert row is not None
        assert (row.number, row.hire_date, row.contract_ends) == ("N-2", date(2026, 1, 5), date.max)

    def test_deleting_says_what_went_along(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot, notices: list[str]
    ) -> None:
        click_row(page, qtbot, 0)
        gone = numbers(page)[0]
        name = page.people.table.row_model.rows[0].name
        records = len(year_services.people.detail(year_services.people.id_of(gone), 2026).participations)
        assert records > 0
        qtbot.keyClick(page.people.table, Qt.Key.Key_Delete)
        assert notices == [f"已删除 {name}和 {records} 条参与记录"]
        assert gone not in numbers(page)
        assert len(names(page)) == EVERYONE - 1
        assert page.detail.facts.isVisible()

    def test_people_with_honours_cannot_be_deleted(
        self,
        page: PeoplePage,
        year_services: Services,
        qtbot: QtBot,
        problems: list[CultureError],
    ) -> None:
        Company(year_services.people._database).honour(page.people.table.row_model.rows[0].id)
        click_row(page, qtbot, 0)
        qtbot.mouseClick(page.detail.delete, Qt.MouseButton.LeftButton)
        assert [type(problem) for problem in problems] == [RecordKeptError]
        assert len(names(page)) == EVERYONE

    def test_someone_deleted_elsewhere_leaves_no_hole(
        self, page: PeoplePage, year_services: Services, qtbot: QtBot
    ) -> None:
        ids = page.people.table.row_model.rows.keys  # type: ignore[attr-defined]
        year_services.people.delete([ids[3]])
        assert [row.id for row in page._fetch(ids[2:5])] == list(ids[2:5])
        assert page._fetch(ids[3:4])[0].name == "（已删除）"
        qtbot.waitUntil(lambda: len(names(page)) == EVERYONE - 1)

    def test_a_person_is_shown_whatever_was_filtered(self, page: PeoplePage, qtbot: QtBot) -> None:
        click_unit(page, qtbot, "客户服务一班")
        choose(page.people.filters.menu(), "非一线")
        page.open_with("YC-9999")
        row = page.people.table.current_row()
        assert row is not None
        assert row.number == "YC-9999"
        assert page.detail.name.text() == "买买提江·阿不都热西提"


class TestOrganisations:
    def test_a_unit_is_made_renamed_and_deleted(
        self,
        page: PeoplePage,
        year_services: Services,
        qtbot: QtBot,
        notices: list[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        click_unit(page, qtbot, "计量中心")

        def make(dialog: NewOrganisationDialog) -> None:
            qtbot.keyClicks(dialog.name, "Meter/1")
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)
            assert dialog.field.failed
            dialog.name.clear()
            qtbot.keyClicks(dialog.name, "Team M")
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        drive(monkeypatch, NewOrganisationDialog, make)
        page.organisations.search.clear()
        qtbot.keyClick(page.organisations.search, Qt.Key.Key_Return)
        qtbot.mouseClick(page.organisations.new_button, Qt.MouseButton.LeftButton)
        made = next(node for node in year_services.organisations.nodes() if node.name == "Team M")
        assert made.full_name.endswith("计量中心/Team M")
        assert made.kind is OrganisationKind.TEAM
        assert page.organisations.tree.current_key() == made.id

        def rename(dialog: RenameDialog[None]) -> None:
            dialog.name.selectAll()
            qtbot.keyClicks(dialog.name, "Team N")
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        drive(monkeypatch, RenameDialog, rename)
        qtbot.keyClick(page.organisations.tree, Qt.Key.Key_F2)
        assert page.organisations.tree.currentIndex().data() == "Team N"
        qtbot.keyClick(page.organisations.tree, Qt.Key.Key_Delete)
        assert "Team N" not in [node.name for node in year_services.organisations.nodes()]
        assert page.organisations.tree.current_key() == EVERYBODY
        assert len(names(page)) == EVERYONE
        assert notices == ["已新建“Team M”", "已改名为“Team N”", "已删除“Team N”"]

    def test_a_unit_with_people_stays(
        self,
        page: PeoplePage,
        qtbot: QtBot,
        problems: list[CultureError],
    ) -> None:
        click_unit(page, qtbot, "装表接电班")
        choose(page.organisations.menu(), "删除　Del")
        assert [type(problem) for problem in problems] == [RecordInUseError]
        assert page.people._title.text() == "装表接电班"


class TestRoom:
    def test_where_there_is_no_room_the_detail_lies_over_the_table(
        self, year_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot
    ) -> None:
        page = shown(year_services, runner, settings, qtbot, width=1093)
        assert not page.detail.isVisible()
        assert page.people.width() > 1093 - 230
        qtbot.mouseClick(page.people.detail_button, Qt.MouseButton.LeftButton)
        assert page.detail.isVisible()
        assert page.detail.geometry().right() == page.width() - 1
        qtbot.keyClick(page.detail, Qt.Key.Key_Escape)
        assert not page.detail.isVisible()
        page.resize(1366, 685)
        assert page.detail.isVisible()
        assert not page.people.detail_button.isVisible()

    def test_names_keep_their_room_at_every_width(self, page: PeoplePage, qtbot: QtBot) -> None:
        table = page.people.table
        for width in (1366, 1200, 1093, 1024):
            page.resize(width, 685)
            assert table.columnWidth(1) >= 160
            last = max(at for at in range(8) if not table.isColumnHidden(at))
            assert table.columnViewportPosition(last) + table.columnWidth(last) <= table.viewport().width()


class TestNothingYet:
    def test_an_empty_list_offers_to_import_a_roster(
        self, blank_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot
    ) -> None:
        page = shown(blank_services, runner, settings, qtbot, width=1366)
        assert page.detail.person_id is None
        button = placeholder(page).findChild(QPushButton)
        assert button is not None
        assert button.text() == "导入名册"
        with qtbot.waitSignal(page.import_requested) as asked:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert asked.args == [ListKind.PERSON]

    def test_the_kinds_of_lists_to_import_stand_in_a_menu(self, page: PeoplePage, qtbot: QtBot) -> None:
        asks = page.import_button.menu_.actions()
        assert [ask.text() for ask in asks] == ["名册…", "组织机构…", "组织关系…", "文明行为记录…", "由文件判断…"]
        with qtbot.waitSignal(page.import_requested) as asked:
            asks[1].trigger()
        assert asked.args == [ListKind.ORGANISATION]

    def test_everything_that_takes_the_keyboard_has_a_name(self, page: PeoplePage, year_services: Services) -> None:
        page.people.table.row_model.toggle(0)
        assert unnamed_widgets(page) == []
        units = year_services.organisations.nodes()
        draft = year_services.people.detail(page.people.table.row_model.rows[0].id, 2026).draft
        for dialog in (
            PersonDialog(page, "编辑", draft, units, year_services.people.create),
            PlacementPicker(page, "调整单位", units, TODAY, act="调整 1 人"),
            ActivityPicker(page, "加入活动", year_services.activities.rows(ActivityQuery(2026)), act="加入 1 人"),
            NewOrganisationDialog(page, units, None, year_services.organisations.create),
        ):
            assert unnamed_widgets(dialog) == []


def _first_column(path: Path) -> list[str]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [row[0] for row in csv.reader(file)]
    sheet = openpyxl.load_workbook(path).active
    return [str(row[0]) for row in sheet.iter_rows(values_only=True)]


class TestRemoval:
    """All that is personal of somebody goes for good."""

    def test_it_shows_what_it_means_asks_and_reports(
        self,
        page: PeoplePage,
        year_services: Services,
        qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
    ) -> None:
        number, name = numbers(page)[0], names(page)[0]
        Company(year_services.people._database).honour(year_services.people.id_of(number), "服务明星")
        click_row(page, qtbot, 0)
        asked = drive(monkeypatch, RemovalDialog, lambda d: qtbot.keyClick(d, Qt.Key.Key_Return))
        reports = drive(monkeypatch, RemovalReportDialog, lambda d: d._write(tmp_path / "报告.txt"))
        qtbot.mouseClick(page.detail.remove, Qt.MouseButton.LeftButton)
        assert "保留（不含姓名）：荣誉 1 条" in asked[0].text.toPlainText()
        assert (numbers(page)[0], reports) == (number, [])  # Enter is 取消
        drive(monkeypatch, RemovalDialog, lambda d: qtbot.mouseClick(d.act_button, Qt.MouseButton.LeftButton))
        qtbot.mouseClick(page.detail.remove, Qt.MouseButton.LeftButton)
        assert number not in numbers(page)
        assert name not in (tmp_path / "报告.txt").read_text(encoding="utf-8-sig")
        assert reports[0].note.text() == "已保存到“报告.txt”"
