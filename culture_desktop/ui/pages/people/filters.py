"""Search words and conditions on people, each a chip that can be changed and taken off."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from culture_desktop.services.people.condition_words import sentence
from culture_desktop.services.people.conditions import Condition, Operator
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.ui.dialogs import condition_dialog, day_dialog
from culture_desktop.ui.dialogs.condition_values import Choices
from culture_desktop.ui.widgets.chips import AddChip, FilterChip
from culture_desktop.ui.widgets.layouts import STRETCH, Flow, clear, column, holder, row
from culture_desktop.ui.widgets.search_box import AT_ONCE, SearchBox
from culture_desktop.vocabulary import EmploymentType, PersonStatus

_ACTIVE = frozenset({PersonStatus.ACTIVE})
_FLAGS = (("front_line", 1, "一线"), ("front_line", 0, "非一线"), ("manager", 1, "管理岗"), ("manager", 0, "非管理岗"))
_DEADLINE = Condition("contract_ends", Operator.WITHIN, (90,))
_ON_WORDS = "列出那一天在册、在所选单位的人，后来调走和离职的也在内。"
_NO_PHONE = Condition("phone", Operator.MISSING)


class PeopleFilters(QWidget):
    """Changes the conditions of a query and leaves organisation and order alone.

    Signals:
        changed: other people are wanted (PeopleQuery, object).
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._query, self._choices = PeopleQuery(), Choices()
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
        query = self._query
        status = query.on is None and query.status != _ACTIVE  # on a day it is not asked for
        return len(query.conditions) + status + bool(query.search) + (query.on is not None)

    def set_choices(self, choices: Choices) -> None:
        """What conditions can be about: organisations, lists, fields of the unit's own."""
        if choices != self._choices:
            self._choices = choices
            self._show_chips()

    def without_conditions(self) -> PeopleQuery:
        """The same organisation and order with nothing hidden but those who left."""
        return replace(self._query, search="", conditions=(), status=_ACTIVE, on=None)

    def set_query(self, query: PeopleQuery) -> None:
        """Ask for other people, if they differ from those asked for."""
        if query == self._query:
            return
        shown = [(asked.conditions, asked.status, asked.on) for asked in (query, self._query)]
        self._query = query
        self.search.show_words(query.search)
        if shown[0] != shown[1]:
            self._show_chips()
        self.changed.emit(query)

    def clear(self) -> None:
        """Take all conditions off."""
        self.set_query(self.without_conditions())

    def add(self, condition: Condition) -> None:
        """Ask for one thing more; what is asked of the same words becomes an alternative."""
        held = self._query.conditions
        for at, other in enumerate(held):
            if (other.field, other.operator) == (condition.field, Operator.IS) == (other.field, condition.operator):
                joined = replace(other, values=(*other.values, *condition.values))
                self._set(conditions=(*held[:at], joined, *held[at + 1 :]))
                return
        self._set(conditions=(*held, condition))

    def menu(self) -> QMenu:
        """The conditions most wanted, and the editor for any other."""
        menu = QMenu(self)
        for field, value, words in _FLAGS:
            self._offer(menu, words, Condition(field, Operator.IS, (value,)))
        menu.addSeparator()
        for employment in EmploymentType:
            self._offer(menu, employment.label, Condition("employment", Operator.IS, (employment.value,)))
        menu.addSeparator()
        for status in (PersonStatus.LEFT, PersonStatus.RETIRED):
            self._offer(menu, status.label, Condition("status", Operator.IS, (status.value,)))
        everyone = menu.addAction("含离职和退休", lambda: self._set(status=frozenset(PersonStatus)))
        everyone.setEnabled(self._query.status == _ACTIVE)
        menu.addSeparator()
        self._offer(menu, "合同 90 天内到期", _DEADLINE)
        self._offer(menu, "缺手机", _NO_PHONE)
        menu.addSeparator()
        menu.addAction("某一天在册的人…", self.choose_day)
        menu.addAction("更多条件…", self.compose)
        return menu

    def choose_day(self) -> None:
        """Ask for the people of a day."""
        chosen = day_dialog.ask(self, "看某一天的人员", "日期", self._query.on or date.today(), _ON_WORDS)
        if chosen is not None:
            self._set(on=chosen)

    def compose(self) -> None:
        """Put a condition together, of any field."""
        made = condition_dialog.ask(self, self._choices)
        if made is not None:
            self._set(conditions=(*self._query.conditions, made))

    def _offer(self, menu: QMenu, words: str, condition: Condition) -> None:
        menu.addAction(words, lambda: self.add(condition)).setEnabled(
            not any(
                (other.field, other.operator) == (condition.field, condition.operator)
                and set(condition.values) <= set(other.values)
                for other in self._query.conditions
            )
            and not (condition.field in ("front_line", "manager") and self._asks_for(condition.field))
        )

    def _asks_for(self, field: str) -> bool:
        return any(condition.field == field for condition in self._query.conditions)

    def _shown(self) -> list[FilterChip]:
        """A chip for each condition."""
        chips = [
            FilterChip(sentence(one, self._choices.names), removed=self._remover(at), edited=self._editor(at))
            for at, one in enumerate(self._query.conditions)
        ]
        if self._query.on is not None:
            words = f"{self._query.on} 在册"
            chips.append(FilterChip(words, removed=lambda: self._set(on=None), edited=self.choose_day))
        elif self._query.status != _ACTIVE:
            words = "含离职和退休" if len(self._query.status) != 1 else next(iter(self._query.status)).label
            chips.append(FilterChip(words, removed=lambda: self._set(status=_ACTIVE)))
        return chips

    def _remover(self, at: int) -> Callable[[], None]:
        held = self._query.conditions
        return lambda: self._set(conditions=(*held[:at], *held[at + 1 :]))

    def _editor(self, at: int) -> Callable[[], None]:
        held = self._query.conditions

        def edit() -> None:
            made = condition_dialog.ask(self, self._choices, held[at])
            if made is not None:
                self._set(conditions=(*held[:at], made, *held[at + 1 :]))

        return edit

    def _set(self, **parts: object) -> None:
        self.set_query(replace(self._query, **parts))  # type: ignore[arg-type]  # fields by name

    def _show_chips(self) -> None:
        clear(self._chips)
        for chip in self._shown():
            self._chips.addWidget(chip)
        self.add_chip = AddChip("筛选", clicked=self._open_menu)
        self._chips.addWidget(self.add_chip)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.exec(self.add_chip.mapToGlobal(self.add_chip.rect().bottomLeft()))
        menu.deleteLater()
