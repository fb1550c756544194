"""Search words and conditions on people, each a chip that can be taken off."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.ui.widgets.chips import AddChip, FilterChip
from culture_desktop.ui.widgets.layouts import STRETCH, Flow, clear, column, holder, row
from culture_desktop.ui.widgets.search_box import AT_ONCE, SearchBox
from culture_desktop.vocabulary import EmploymentType, PersonStatus

_ACTIVE = frozenset({PersonStatus.ACTIVE})
_FLAGS = (
    ("front_line", True, "一线"),
    ("front_line", False, "非一线"),
    ("manager", True, "管理岗"),
    ("manager", False, "非管理岗"),
)


class PeopleFilters(QWidget):
    """Changes the conditions of a query and leaves organisation and order alone.

    Signals:
        changed: other people are wanted (PeopleQuery, object).
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._query = PeopleQuery()
        self.search = SearchBox("姓名、拼音、工号、手机尾号", shortcut="Ctrl+F", width=264, pause=AT_ONCE)
        self.search.searched.connect(lambda words: self._set(search=words))
        self._chips = Flow(gap=6)
        layout = row(self.search, gap=8)
        layout.addLayout(column(3, holder(self._chips), STRETCH, gap=0), 1)
        self.setLayout(layout)
        self._show_chips()

    @property
    def query(self) -> PeopleQuery:
        """What is asked for."""
        return self._query

    @property
    def conditions(self) -> int:
        """How many conditions hide people."""
        return len(self._conditions()) + bool(self._query.search)

    def without_conditions(self) -> PeopleQuery:
        """The same organisation and order with nothing hidden but those who left."""
        return replace(self._query, search="", employment=frozenset(), front_line=None, manager=None, status=_ACTIVE)

    def set_query(self, query: PeopleQuery) -> None:
        """Take over organisation and order; ask for people only if that differs."""
        if query != self._query:
            searched_only = replace(query, search=self._query.search) == self._query
            self._query = query
            if not searched_only:
                self._show_chips()
            self.changed.emit(query)

    def clear(self) -> None:
        """Take all conditions off."""
        self.search.clear()
        self.set_query(self.without_conditions())

    def menu(self) -> QMenu:
        """The conditions that can be added."""
        menu = QMenu(self)
        for field, value, words in _FLAGS:
            self._offer(menu, words, field, value)
        menu.addSeparator()
        for employment in EmploymentType:
            self._offer(menu, employment.label, "employment", frozenset({*self._query.employment, employment}))
        menu.addSeparator()
        self._offer(menu, "离职", "status", frozenset({PersonStatus.LEFT}))
        self._offer(menu, "退休", "status", frozenset({PersonStatus.RETIRED}))
        self._offer(menu, "含离职和退休", "status", frozenset(PersonStatus))
        return menu

    def _offer(self, menu: QMenu, words: str, field: str, value: object) -> None:
        entry = menu.addAction(words)
        entry.setEnabled(getattr(self._query, field) != value)
        entry.triggered.connect(lambda _checked=False: self._set(**{field: value}))

    def _conditions(self) -> list[tuple[str, Callable[[], None]]]:
        """Words of each condition and how it is taken off."""
        query = self._query
        found: list[tuple[str, Callable[[], None]]] = [
            (words, self._remover(field, None)) for field, value, words in _FLAGS if getattr(query, field) is value
        ]
        found += [
            (word.label, self._remover("employment", query.employment - {word}))
            for word in EmploymentType
            if word in query.employment
        ]
        if query.status != _ACTIVE:
            words = "含离职和退休" if len(query.status) > 1 else next(iter(query.status)).label
            found.append((words, self._remover("status", _ACTIVE)))
        return found

    def _remover(self, field: str, value: object) -> Callable[[], None]:
        return lambda: self._set(**{field: value})

    def _set(self, **conditions: object) -> None:
        self.set_query(replace(self._query, **conditions))  # type: ignore[arg-type]  # fields by name

    def _show_chips(self) -> None:
        clear(self._chips)
        for words, remove in self._conditions():
            self._chips.addWidget(FilterChip(words, removed=remove))
        self.add_chip = AddChip("筛选", clicked=self._open_menu)
        self._chips.addWidget(self.add_chip)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.exec(self.add_chip.mapToGlobal(self.add_chip.rect().bottomLeft()))
        menu.deleteLater()
