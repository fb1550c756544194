"""What the user does with people and organisations: each act one call of a service."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject

from culture_desktop.errors import NobodyListedError
from culture_desktop.progress import Progress
from culture_desktop.services.activities.rows import ActivityQuery
from culture_desktop.services.activities.service import ActivityService
from culture_desktop.services.certificates.sources import ChosenPeople
from culture_desktop.services.documents.card_people import OfSelection
from culture_desktop.services.documents.cards import CardService
from culture_desktop.services.documents.forms import FormService
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.lists import ListService
from culture_desktop.services.organisations import OrganisationNode, OrganisationService
from culture_desktop.services.people.dossier import DossierService
from culture_desktop.services.people.field_edit import DATED, Entered, FieldEditService
from culture_desktop.services.people.fields import FieldKind, all_fields, field_of
from culture_desktop.services.people.merge import MergeService
from culture_desktop.services.people.name_list import NameListService
from culture_desktop.services.people.removal import RemovalReport, RemovalService
from culture_desktop.services.people.row_values import written_value
from culture_desktop.services.people.rows import PeopleQuery, PersonDraft, PersonRow
from culture_desktop.services.people.service import PeopleService
from culture_desktop.services.results import Done
from culture_desktop.services.settings import SettingsService
from culture_desktop.services.views import ViewService
from culture_desktop.ui.dialogs import (
    activity_picker,
    bulk_dialog,
    day_dialog,
    export_dialog,
    files,
    form_papers,
    name_dialog,
    organisation_dialog,
    person_dialog,
    removal_dialog,
    unit_picker,
)
from culture_desktop.ui.dialogs.field_editor import FieldEditor
from culture_desktop.ui.labels import count
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.page import Page
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, ActivityState, DocumentKind, quoted

_OVER = (ActivityState.ARCHIVED,)


class PeopleServices(Protocol):
    """What the people page works with, of all the services there are."""

    @property
    def people(self) -> PeopleService: ...
    @property
    def views(self) -> ViewService: ...
    @property
    def name_list(self) -> NameListService: ...
    @property
    def field_edit(self) -> FieldEditService: ...
    @property
    def removal(self) -> RemovalService: ...
    @property
    def merge(self) -> MergeService: ...
    @property
    def dossiers(self) -> DossierService: ...
    @property
    def settings(self) -> SettingsService: ...
    @property
    def forms(self) -> FormService: ...
    @property
    def cards(self) -> CardService: ...
    @property
    def organisations(self) -> OrganisationService: ...
    @property
    def activities(self) -> ActivityService: ...
    @property
    def lists(self) -> ListService: ...


class PeopleActions(QObject):
    """Asks, calls one service, tells what was done."""

    def __init__(self, page: Page, services: PeopleServices, runner: Runner, settings: Settings) -> None:
        super().__init__(page)
        self._page, self._services, self._runner, self._settings = page, services, runner, settings

    def add(self, unit_id: int | None, added: Callable[[Done[int]], None]) -> None:
        """Add people one after the other, at first in this unit; ``added`` is told of each."""
        people = self._services.people

        def tell(done: Done[int]) -> None:
            self._page.changed.emit(done.changed)
            added(done)

        units = self._units()
        known = any(unit.id == unit_id for unit in units)
        draft = PersonDraft(number="", name="", unit_id=unit_id if known else None)
        person_dialog.ask_several(self._page, draft, units, people.create, tell)

    def edit(self, person_id: int, year: int) -> None:
        """Change a person."""
        people = self._services.people
        draft = people.detail(person_id, year).draft
        done = person_dialog.ask(
            self._page,
            f"编辑{quoted(draft.name)}",
            draft,
            self._units(),
            lambda new, effective: people.update(person_id, new, effective=effective),
            lambda: people.reveal(person_id).value,
        )
        if done is not None:
            self._page.changed.emit(done.changed)
            self._page.notify(done.sentence)

    def delete(self, person_ids: Collection[int]) -> bool:
        """Remove people with their records; whether they are gone. The notice says how many records went along."""
        return self._tell(self._page.carry_out(lambda: self._services.people.delete(person_ids)))

    def remove(self, person_id: int) -> None:
        """Remove a person for good: look what it means, ask, do it, show the report."""
        removal = self._services.removal

        def offer(plan: RemovalReport) -> None:
            if removal_dialog.ask(self._page, plan):
                self._runner.run(
                    lambda progress: removal.remove(person_id, progress),
                    title="移除个人信息",
                    done=self._removed,
                    cancellable=False,
                )

        self._runner.run(lambda progress: removal.plan(person_id, progress), title="查找个人信息", done=offer)

    def _removed(self, done: Done[RemovalReport]) -> None:
        self._page.changed.emit(done.changed)
        removal_dialog.show_report(self._page, done.value, self._settings, datetime.now())

    def move(self, person_ids: Collection[int], today: date) -> bool:
        """Place people in another unit; whether they were."""
        who = count(len(person_ids), "人")
        placed = unit_picker.ask_placement(self._page, f"调整 {who}的单位", self._units(), today, act=f"调整 {who}")
        if placed is None:
            return False
        unit_id, effective = placed
        people = self._services.people
        return self._tell(self._page.carry_out(lambda: people.move(person_ids, unit_id, effective=effective)))

    def change_field(self, person_ids: Collection[int], today: date) -> bool:
        """Set one field of several people after a look at what that changes; whether it was set."""
        edits = self._services.field_edit
        fields = [field for field in all_fields(self._services.people.extra_fields()) if field.shared]
        chosen = bulk_dialog.ask(
            self._page,
            len(person_ids),
            fields,
            self._units(),
            lambda key, value: edits.preview(person_ids, key, value),
            today,
        )
        if chosen is None:
            return False
        key, value, effective = chosen
        return self._tell(self._page.carry_out(lambda: edits.apply(person_ids, key, value, effective=effective)))

    def cell_input(self, person: PersonRow, key: str) -> FieldEditor:
        """What stands over a cell while it is edited."""
        field = field_of(key)
        editor = FieldEditor(field, self._units() if field.kind is FieldKind.UNIT else ())
        words = written_value(person, key, date.min)
        editor.show_words("" if words is None else str(words))
        return editor

    def change_cell(self, person: PersonRow, key: str, value: Entered, today: date) -> bool:
        """Keep what was entered in a cell; raises the CultureError that is shown at it.

        Another unit or status is asked about: from which day on. False when that was left.
        """
        edits, effective = self._services.field_edit, today
        if key in DATED:
            (change,) = edits.preview([person.id], key, value).changes or (None,)
            if change is None:
                return True
            title = f"{quoted(person.name)}的{field_of(key).title}从哪天起变更"
            words = f"{change.old or '（空）'} → {change.new or '（空）'}"
            asked = day_dialog.ask(self._page, title, "生效日期", today, words, act="变更")
            if asked is None:
                return False
            effective = asked
        done = edits.edit(person.id, key, value, today=effective)
        self._page.changed.emit(done.changed)
        self._page.notify(done.sentence)
        return True

    def join(self, person_ids: Collection[int], year: int) -> bool:
        """Sign people up for an activity of the year; whether they were."""
        rows = self._services.activities.rows(ActivityQuery(year))
        open_ones = [row for row in rows if row.state not in _OVER]
        who = count(len(person_ids), "人")
        activity_id = activity_picker.ask(self._page, f"将 {who}加入活动", open_ones, act=f"加入 {who}")
        if activity_id is None:
            return False
        return self._tell(self._page.carry_out(lambda: self._services.activities.add_people(activity_id, person_ids)))

    def export(self, query: PeopleQuery, year: int, name: str, columns: tuple[str, ...], *, as_shown: bool) -> None:
        """Write the people of a query to a file; its suffix decides the format.

        ``columns`` are those of the table, ``as_shown`` whether they are what is offered first.
        """
        wish = export_dialog.ask_columns(self._page, count(self._services.people.count(query), "人"), as_shown=as_shown)
        if wish is None:
            return
        chosen = columns if wish.as_shown else ()
        path = files.save(self._page, "导出人员", f"{name}.xlsx", (files.SHEETS, files.CSV), self._settings)
        if path is None:
            return
        lists = self._services.lists

        def write(progress: Progress) -> Done[Path]:
            return lists.export_people(query, year, path, progress, reveal=wish.reveal, columns=chosen)

        self._runner.run(write, title="导出人员", done=self._told)

    def print_names(self, query: PeopleQuery, name: str) -> None:
        """Write the names of a query as a PDF, under a headline the user types."""
        found = self._services.people.count(query)
        if not found:
            self._page.failed.emit(NobodyListedError(title=f"{name}名单"))
            return
        who = count(found, "人")
        hint = "按单位分组，分栏排印，两字姓名中间空一格"
        title = name_dialog.ask(self._page, f"{who}的名单", "标题", f"{name}名单", act="选择位置…", hint=hint)
        if title is None:
            return
        path = files.save(self._page, "名单", f"{title}.pdf", (files.PDF,), self._settings)
        if path is None:
            return
        lists = self._services.name_list
        self._runner.run(lambda progress: lists.save(query, title, path, progress), title="排印名单", done=self._told)

    def certificates(self, query: PeopleQuery) -> None:
        """Lead to 批量证书 with the people of a query."""
        self._page.navigated.emit("documents", ChosenPeople(self._services.people.ids(query)))

    def make_cards(self, kind: DocumentKind, query: PeopleQuery) -> None:
        """Make 席卡 or 胸牌 for the people of a query, for an occasion the user types."""
        found = self._services.people.count(query)
        if not found:
            self._page.failed.emit(NobodyListedError(title=kind.label))
            return
        who = count(found, "人")
        work = form_papers.of_people(self._page, kind, who, "", self._services, partial(OfSelection, query))
        if work is not None:
            self._runner.run(work, title=f"生成{kind.label}", done=self._cards_made)

    def _cards_made(self, done: Done[IssuedRow]) -> None:
        self._page.changed.emit(done.changed)
        self._page.notify(done.sentence, "查看", lambda: self._page.navigated.emit("documents", done.value.id))

    def add_organisation(self, parent_id: int | None) -> int | None:
        """Make an organisation; its id."""
        organisations = self._services.organisations
        done = organisation_dialog.ask_new(self._page, organisations.nodes(), parent_id, organisations.create)
        if done is None:
            return None
        self._page.changed.emit(done.changed)
        self._page.notify(done.sentence)
        return done.value

    def rename_organisation(self, node: OrganisationNode) -> None:
        """Give an organisation another name."""
        organisations = self._services.organisations
        done = organisation_dialog.ask_name(self._page, node.name, lambda name: organisations.rename(node.id, name))
        if done is not None:
            self._page.changed.emit(done.changed)
            self._page.notify(done.sentence)

    def move_organisation(self, organisation_id: int, parent_id: int | None, before_id: int | None) -> None:
        """Hang an organisation under another, in front of one there or last."""
        organisations = self._services.organisations
        self._tell(self._page.carry_out(lambda: organisations.move(organisation_id, parent_id, before_id)))

    def place_organisation(self, node: OrganisationNode) -> None:
        """Ask under which organisation it is to stand."""
        organisations = self._services.organisations
        done = organisation_dialog.ask_place(
            self._page, node, organisations.nodes(), lambda above: organisations.move(node.id, above)
        )
        if done is not None:
            self._page.changed.emit(done.changed)
            self._page.notify(done.sentence)

    def shift_organisation(self, organisation_id: int, step: int) -> None:
        """Put an organisation one place up or down."""
        self._tell(self._page.carry_out(lambda: self._services.organisations.shift(organisation_id, step)))

    def move_into(self, person_ids: Collection[int], unit_id: int, today: date) -> bool:
        """Place people in a unit from a day on that is asked for; whether they were."""
        unit = next(node for node in self._services.organisations.nodes() if node.id == unit_id)
        who = count(len(person_ids), "人")
        title = f"将 {who}调入{quoted(unit.name)}"
        effective = day_dialog.ask(self._page, title, "生效日期", today, "从这一天起算在新单位", act=f"调整 {who}")
        if effective is None:
            return False
        people = self._services.people
        return self._tell(self._page.carry_out(lambda: people.move(person_ids, unit_id, effective=effective)))

    def delete_organisation(self, node: OrganisationNode) -> bool:
        """Remove an organisation that nothing hangs on; whether it is gone."""
        return self._tell(self._page.carry_out(lambda: self._services.organisations.delete(node.id)))

    def _units(self) -> tuple[OrganisationNode, ...]:
        return self._services.organisations.nodes(ADMINISTRATIVE_KINDS)

    def _tell(self, done: Done[Any] | None) -> bool:
        if done is not None:
            self._told(done)
        return done is not None

    def _told(self, done: Done[Any]) -> None:
        self._page.notify(done.sentence)
