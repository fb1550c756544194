"""人员: organisations at the left, their people in the middle, one person at the right."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget

from culture_desktop.errors import CultureError, RecordMissingError
from culture_desktop.override import override
from culture_desktop.services.people.rows import PeopleQuery, PersonRow
from culture_desktop.services.results import Done, Topic
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.people.columns import column_of_sort
from culture_desktop.ui.pages.people.detail_pane import WIDTH as DETAIL_WIDTH
from culture_desktop.ui.pages.people.detail_pane import DetailPane
from culture_desktop.ui.pages.people.dossier_desk import DossierDesk
from culture_desktop.ui.pages.people.list_desk import ListDesk
from culture_desktop.ui.pages.people.merge_desk import MergeDesk
from culture_desktop.ui.pages.people.organisation_desk import OrganisationDesk
from culture_desktop.ui.pages.people.organisation_pane import OrganisationPane
from culture_desktop.ui.pages.people.panes import Panes
from culture_desktop.ui.pages.people.people_actions import PeopleActions, PeopleServices
from culture_desktop.ui.pages.people.people_drag import PeopleDrag
from culture_desktop.ui.pages.people.people_pane import PeoplePane
from culture_desktop.ui.pages.people.person_desk import PersonDesk
from culture_desktop.ui.pages.people.reader import ANY_STATUS, Found, PeopleReader
from culture_desktop.ui.pages.people.views import PeopleViews
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tables.grid_edit import GridEdit
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.layouts import column
from culture_desktop.ui.widgets.menu_button import MenuButton
from culture_desktop.ui.widgets.page import NEW, Page, Topics
from culture_desktop.vocabulary import ListKind

_TOPICS: Topics = frozenset({Topic.PEOPLE, Topic.ACTIVITIES, Topic.AWARDS, Topic.VIEWS})
_TITLE = "人员"
_EVERYBODY = "全部人员"
_REST_MS = 120  # while somebody types, the person at the right waits: each key changes who that is
_IMPORTS: Sequence[tuple[str, ListKind | None]] = (
    ("名册…", ListKind.PERSON),
    ("组织机构…", ListKind.ORGANISATION),
    ("组织关系…", ListKind.MEMBERSHIP),
    ("文明行为记录…", ListKind.CONDUCT),
    ("由文件判断…", None),
)


class PeoplePage(Page):
    """Three panes; where there is no room for the third it lies over the table until it is put away.

    Signals:
        import_requested: a list is to be imported, of this kind or of what the file holds (ListKind or None, object).
    """

    import_requested = Signal(object)

    def __init__(
        self,
        services: PeopleServices,
        runner: Runner,
        settings: Settings,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(_TITLE)
        self._services, self._runner, self._today = services, runner, today
        self._wanted: PeopleQuery | None = None
        self._to_show: int | None = None
        self._searched = ""
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self.organisations, self.people, self.detail = OrganisationPane(), PeoplePane(), DetailPane()
        self._reader = PeopleReader(services.people, services.organisations)
        self.views = PeopleViews(self, self.people, services, runner, settings, today)
        self.acts = PeopleActions(self, services, runner, settings)
        self.grid = GridEdit(
            self.people.table,
            self.acts.cell_input,
            lambda person, key, value: self.acts.change_cell(person, key, value, self._today()),
        )
        self.merging = MergeDesk(self, services.merge, runner)
        self._organisation_desk = OrganisationDesk(
            self, self.organisations, self.people, self._reader, self.views, self.acts, runner
        )
        self._list_desk = ListDesk(self, self.people, self.acts, self.merging, self._organisation_desk.title, today)
        self._person_desk = PersonDesk(self, self.detail, services, self.acts, today)
        self.organisations.above_foot.addWidget(self.merging.link)
        self.organisations.above_foot.addStretch(1)
        self.dossier = DossierDesk(self, services, runner, settings, today)
        self._panes = Panes(self.organisations, self.people, self.detail, DETAIL_WIDTH)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._panes)
        self._stack.addWidget(self.dossier.view)
        self.setLayout(column(self._stack, gap=0))
        self.import_button = MenuButton("导入", _IMPORTS, icon="table-import", shortcut="Ctrl+Shift+I")
        self.new_button = Button("新建人员", icon="plus", kind=Kind.PRIMARY, shortcut="Ctrl+N", clicked=self.add_person)
        self._list_actions = [
            self.import_button,
            self.new_button,
        ]
        self.header_actions = self._list_actions
        self._connect()
        self._panes.arrange()

    @override
    def refresh(self, topics: Topics) -> None:
        if topics and not topics & _TOPICS:
            return
        if not topics or Topic.PEOPLE in topics:
            self._organisation_desk.refresh()
            self.merging.refresh()
        if topics != {Topic.VIEWS}:
            self._load(self.people.query)
        self.views.refresh()
        if self._stack.currentWidget() is self.dossier.view:
            self.dossier.refresh()

    @override
    def leave_crumb(self) -> None:
        self._stack.setCurrentWidget(self._panes)
        self.set_heading(_TITLE, actions=self._list_actions)
        self.people.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def open_with(self, argument: object) -> None:
        """NEW adds a person; a number (str) shows that person among all."""
        if argument is NEW:
            self.add_person()
        elif isinstance(argument, str) and argument:
            self.show_person(argument)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._rest.isActive():
            self._rest.stop()
            self._show_current()

    def show_person(self, number: str) -> None:
        """Make a person current, among all people and with no condition."""
        try:
            self._to_show = self._services.people.id_of(number)
        except CultureError as error:
            self.failed.emit(error)
            return
        if self._stack.currentWidget() is self.dossier.view:
            self.leave_crumb()
        self._organisation_desk.show_everybody()
        self.people.filters.search.clear()
        self._wanted = None
        query = replace(self.people.filters.without_conditions(), organisation_id=None, ids=None, status=ANY_STATUS)
        self.people.filters.set_query(query)
        if self._wanted is None:
            self._load(query)
        self._open_detail()

    def add_person(self) -> None:
        """Add people, at first in the unit shown."""
        self.acts.add(self.people.query.organisation_id, self._person_added)

    def edit_person(self) -> None:
        """Change the person shown."""
        self._person_desk.edit()

    def delete_person(self) -> None:
        """Delete those who are ticked, else the person shown."""
        shown = [] if self.detail.person_id is None else [self.detail.person_id]
        if ids := sorted(self.people.ticked_ids()) or shown:
            self.acts.delete(ids)

    def _connect(self) -> None:
        people, detail = self.people, self.detail
        # Once the drag is over: a dialog would keep the mouse with it.
        self.organisations.people_dropped.connect(self._list_desk.place_dropped, Qt.ConnectionType.QueuedConnection)
        PeopleDrag(people.table, people.ticked_ids)
        people.query_changed.connect(self._load)
        self.views.query_wanted.connect(self._show_view)
        people.new_wanted.connect(self.add_person)
        people.import_wanted.connect(lambda: self.import_requested.emit(ListKind.PERSON))
        self.import_button.picked.connect(self.import_requested)
        people.detail_wanted.connect(self._open_detail)
        people.table.current_changed.connect(lambda _row: self._current_changed())
        self._rest.timeout.connect(self._show_current)
        people.table.opened.connect(self._open_row)
        people.table.edit_wanted.connect(self._edit_cell)
        people.table.cell_opened.connect(self._open_cell)
        people.table.delete_wanted.connect(self.delete_person)
        people.bulk.delete_wanted.connect(self.delete_person)
        detail.dossier_wanted.connect(self.open_dossier)
        self.dossier.view.left.connect(self.leave_crumb)
        self.dossier.shown.connect(self._show_dossier)
        self.dossier.gone.connect(self.leave_crumb)
        self._panes.folded.connect(detail.set_closable)
        self._panes.folded.connect(people.detail_button.setVisible)
        detail.close_wanted.connect(self._close_detail)

    def _show_view(self, query: PeopleQuery) -> None:
        """The tree shows where the view's people are; the filters show the rest of it."""
        self._organisation_desk.show_place_of(query)
        self.people.filters.set_query(query)
        self.people.table.show_sort(column_of_sort(query.sort), query.descending)

    def _load(self, query: PeopleQuery) -> None:
        query = replace(query, as_of=self._today())
        plain, title = (
            replace(self.people.filters.without_conditions(), as_of=query.as_of),
            self._organisation_desk.title(query),
        )
        self._wanted = query
        self._runner.run(
            lambda _progress: self._reader.find(query, plain, title),
            title="读取人员",
            done=self._show_found,
            failed=self._load_failed,
        )

    def _load_failed(self, error: CultureError) -> None:
        """The organisation shown may have been deleted; then everybody is shown."""
        if isinstance(error, RecordMissingError) and self.people.query.organisation_id is not None:
            self._organisation_desk.show_everybody()
        else:
            self.failed.emit(error)

    def _show_found(self, found: Found) -> None:
        if found.query != self._wanted:
            return
        if not found.query.search:
            self._runner.run(lambda _progress: self._reader.warm(found.query), title="准备查找", done=_nothing)
        if found.query.search != self._searched:
            self._searched = found.query.search
            self._rest.start()
        self.people.show_found(found, self._fetch)
        # Where there is nobody, the one thing to do next is to import a roster.
        self.new_button.set_kind(Kind.PRIMARY if found.on_the_books else Kind.SECONDARY)
        if self._to_show is not None:
            self.people.table.select_key(self._to_show)
            self._to_show = None
        self._current_changed()
        everybody = count(found.on_the_books, "人")
        self.set_status(f"显示 {count(len(found.ids), '人')}，名册共 {everybody}　{self.people.order_words()}")

    def _fetch(self, ids: Sequence[int]) -> Sequence[PersonRow]:
        rows, complete = self._reader.rows(ids, self._today().year)
        if not complete:
            QTimer.singleShot(0, self, lambda: self._load(self.people.query))
        return rows

    def _current_changed(self) -> None:
        if not self._rest.isActive() or self.people.table.current_row() is None:
            self._show_current()

    def _show_current(self) -> None:
        person = self.people.table.current_row()
        try:
            today = self._today()
            detail = None if person is None else self._services.people.detail(person.id, today.year)
        except RecordMissingError as error:
            self.failed.emit(error)
            detail = None
        self.detail.show_person(detail, self._today())

    def _person_added(self, done: Done[int]) -> None:
        self._to_show = done.value
        self._load(self.people.query)
        self.notify(done.sentence)

    def _edit_cell(self) -> None:
        """F2: the cell, where it can be edited in place, else the person."""
        if not self.grid.begin(self.people.table.currentIndex()):
            self.edit_person()

    def _open_cell(self, index: QModelIndex) -> None:
        """A double click: the cell as F2 does, else the person's dossier."""
        if self._panes.narrow or not self.grid.begin(index):
            self._open_row(self.people.table.row_model.rows[index.row()])

    def open_dossier(self) -> None:
        """Show everything there is of the person shown."""
        if self.detail.person_id is not None:
            self.dossier.open(self.detail.person_id)

    def _show_dossier(self) -> None:
        dossier = self.dossier.view.dossier
        assert dossier is not None
        if self._stack.currentWidget() is not self.dossier.view:
            self._stack.setCurrentWidget(self.dossier.view)
            self.dossier.view.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.set_heading(f"{dossier.draft.name}的档案", crumb=_TITLE, actions=self.dossier.actions)
        self.set_status(f"工号 {dossier.draft.number}　{dossier.unit or '未分单位'}")

    def _open_row(self, person: PersonRow) -> None:
        self.dossier.open(person.id)

    def _open_detail(self) -> None:
        self._panes.arrange(opened=True)

    def _close_detail(self) -> None:
        self._panes.arrange()
        self.people.table.setFocus()


def _nothing(_result: None) -> None:
    """What was made ready needs no answer."""
