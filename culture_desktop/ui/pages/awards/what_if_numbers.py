"""The numbers of 试算: seats, limits and supposed places, each to be changed; together an ``Alternative``."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QSpinBox, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.rules.limits import OWN, SelectionLimits, UnitRule
from culture_desktop.rules.records import Record
from culture_desktop.rules.selection.problem import GroupLimit
from culture_desktop.rules.selection.requirements import percent
from culture_desktop.services.awards.alternatives import Alternative, Basis, Place
from culture_desktop.ui.dialogs.fixed_choice_dialog import PlaceBox
from culture_desktop.ui.dialogs.limits_dialog import with_percent
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.chips import FilterChip
from culture_desktop.ui.widgets.layouts import Flow, clear, column, holder, row
from culture_desktop.ui.widgets.text import Label, restyle

_NO_LIMIT, _MOST, _SPIN, _SHARE, _WHO = -1, 9999, 92, 72, 150


class Numbers(QWidget):
    """One column: seats, unit limits, shares, places.

    Signals:
        changed: a number is another; read ``alternative``.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._basis: Basis | None = None
        self._places: dict[str, Place] = {}
        self.seats: dict[str, QSpinBox] = {}
        self.units: list[tuple[QSpinBox, QSpinBox]] = []
        self.shares: list[tuple[QLineEdit, QLineEdit]] = []
        self.who, self.place = QLineEdit(), PlaceBox([])
        self.add_button = Button("假如", clicked=self._add)
        self._unknown = Label("", "caption", tone=Tone.BAD)
        self._chips = Flow(gap=6)
        self._lines = column(gap=8)
        self.setLayout(self._lines)

    def show_basis(self, basis: Basis) -> None:
        """Show a selection as it stands."""
        self._basis, self._places = basis, dict(basis.present.places)
        clear(self._lines)
        limits = basis.present.limits
        self._put("名额", self._seat_rows(basis))
        self._put("单位限额", self._unit_rows(limits), there=bool(limits.units))
        self._put("结构比例", self._share_rows(limits), there=bool(limits.shares))
        self._put("假如指定", self._place_rows(basis))
        self._lines.addStretch(1)
        self._show_places()

    def alternative(self) -> Alternative | None:
        """What is entered; None while a share is being typed and is none yet."""
        if self._basis is None:
            return None
        limits = self._basis.present.limits
        try:
            shares = tuple(map(_share, limits.shares, self.shares))
        except CultureError:
            return None
        units = tuple(
            replace(unit, minimum=_number(low), maximum=_number(high))
            for unit, (low, high) in zip(limits.units, self.units, strict=True)
        )
        seats = {tier: spin.value() for tier, spin in self.seats.items()}
        return Alternative(seats, replace(limits, units=units, shares=shares), dict(self._places))

    @property
    def places(self) -> Mapping[str, Place]:
        """The places decided or supposed, by key."""
        return self._places

    def _put(self, title: str, rows: QGridLayout, *, there: bool = True) -> None:
        for widget in (Label(title, "strong"), holder(rows)):
            self._lines.addWidget(widget)
            widget.setVisible(there)

    def _seat_rows(self, basis: Basis) -> QGridLayout:
        grid, self.seats = _grid(), {}
        for at, tier in enumerate(basis.tiers):
            spin = _spin(0, tier.seats, f"{tier.name}的名额", self.changed.emit)
            self.seats[tier.name] = spin
            grid.addWidget(Label(tier.name), at, 0)
            grid.addWidget(spin, at, 1)
        return grid

    def _unit_rows(self, limits: SelectionLimits) -> QGridLayout:
        grid, self.units = _grid(), []
        for at, unit in enumerate(limits.units):
            words = _unit_words(unit)
            low = _spin(_NO_LIMIT, unit.minimum, f"{words}至少", self.changed.emit, "至少 ")
            high = _spin(_NO_LIMIT, unit.maximum, f"{words}至多", self.changed.emit, "至多 ")
            self.units.append((low, high))
            grid.addWidget(_wrapped(words), at, 0)
            grid.addWidget(low, at, 1)
            grid.addWidget(high, at, 2)
        return grid

    def _share_rows(self, limits: SelectionLimits) -> QGridLayout:
        grid, self.shares = _grid(), []
        for at, share in enumerate(limits.shares):
            words = f"{share.tier or '获奖个人'}中{share.group}"
            low, high = QLineEdit(), QLineEdit()
            for line, bound, side in ((low, share.minimum_share, "不低于"), (high, share.maximum_share, "不超过")):
                line.setText("" if bound is None else percent(bound))
                line.setPlaceholderText(side)
                line.setToolTip(side)
                line.setAccessibleName(f"{words}{side}")
                line.setFixedWidth(_SHARE)
                line.textChanged.connect(partial(self._check_share, line))
            self.shares.append((low, high))
            grid.addWidget(_wrapped(words), at, 0)
            grid.addLayout(row(Label("≥"), low, gap=4), at, 1)
            grid.addLayout(row(Label("≤"), high, gap=4), at, 2)
        return grid

    def _place_rows(self, basis: Basis) -> QGridLayout:
        self.who, self._unknown, self._chips = QLineEdit(), Label("", "caption", tone=Tone.BAD), Flow(gap=6)
        self.who.setPlaceholderText("姓名或工号")
        self.who.setAccessibleName("假如指定谁")
        self.who.setFixedWidth(_WHO)
        completer = QCompleter([f"{c.label} {c.id}" for c in basis.candidates], self.who)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.who.setCompleter(completer)
        self.who.returnPressed.connect(self._add)
        self.place = PlaceBox([tier.name for tier in basis.tiers])
        self.place.setAccessibleName("假如的结果")
        self.add_button = Button("添加", clicked=self._add)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addLayout(row(self.who, self.place, self.add_button, None), 0, 0)
        grid.addWidget(self._unknown, 1, 0)
        grid.addWidget(holder(self._chips), 2, 0)
        self._unknown.hide()
        return grid

    def _check_share(self, line: QLineEdit, _text: str) -> None:
        try:
            _read(line)
        except CultureError:
            line.setProperty("invalid", "true")
        else:
            line.setProperty("invalid", "false")
            self.changed.emit()
        restyle(line)

    def _add(self) -> None:
        assert self._basis is not None
        words = self.who.text().strip()
        found = [c.id for c in self._basis.candidates if words in (c.id, c.label, f"{c.label} {c.id}")]
        place = self.place.place()
        if len(found) != 1 or place is None:
            self._unknown.setText(f"合格的推荐对象里没有“{words}”" if not found else "有同名的，请写工号")
            self._unknown.show()
            return
        self._unknown.hide()
        self._places[found[0]] = Place(*place)
        self.who.clear()
        self._show_places()
        self.changed.emit()

    def _drop(self, key: str) -> None:
        del self._places[key]
        self._show_places()
        self.changed.emit()

    def _show_places(self) -> None:
        assert self._basis is not None
        clear(self._chips)
        for key, place in sorted(self._places.items()):
            words = f"入选{f'“{place.tier}”' if place.tier else ''}" if place.chosen else "不列入"
            chip = FilterChip(f"{self._basis.by_key[key].label} {words}", removed=partial(self._drop, key))
            self._chips.addWidget(chip)
            chip.show()


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    return grid


def _wrapped(words: str) -> Label:
    label = Label(words)
    label.setWordWrap(True)
    return label


def _spin(least: int, value: int | None, name: str, changed: Callable[[], None], prefix: str = "") -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(least, _MOST)
    spin.setPrefix(prefix)
    if least == _NO_LIMIT:
        spin.setSpecialValueText(f"{prefix.strip()}不限")
    spin.setValue(_NO_LIMIT if value is None else value)
    spin.setAccessibleName(name)
    spin.setFixedWidth(_SPIN)
    spin.valueChanged.connect(lambda _value: changed())
    return spin


def _number(spin: QSpinBox) -> int | None:
    return None if spin.value() == _NO_LIMIT else spin.value()


def _unit_words(unit: UnitRule) -> str:
    if unit.unit is not None:
        where = unit.unit.rpartition("/")[2]
    else:
        where = "每个班组（单位）" if unit.each == OWN else f"每个第 {unit.each} 级单位"
    return f"{where}，{unit.tier or '获奖合计'}"


def _read(line: QLineEdit) -> Fraction | None:
    """The share typed, None for an empty line; ProfileBrokenError for what is none."""
    text = line.text().strip()
    return Record({"share": with_percent(text)} if text else {}, "结构比例").share("share")


def _share(share: GroupLimit, lines: tuple[QLineEdit, QLineEdit]) -> GroupLimit:
    low, high = map(_read, lines)
    return replace(share, minimum_share=low, maximum_share=high)
