"""What a heat map holds: cells of unit, layer and month as a Qt table model, with words for tooltips."""

import math
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from culture_desktop.override import override
from culture_desktop.vocabulary import Layer

Index = QModelIndex | QPersistentModelIndex
MONTHS = 12
LAYER_NAMES = tuple(layer.label for layer in Layer)
_BLOCK = MONTHS + 1  # a layer's months and the gap after them
YEAR_COLUMN = 2 + 4 * _BLOCK
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One unit, layer and month: how many of its people took part, in how many activities."""

    reached: int = 0
    activities: int = 0


@dataclass(frozen=True)
class HeatRow:
    """``cells[layer * 12 + month - 1]``; ``year`` is the share of its people reached at least once."""

    unit_id: object
    name: str
    size: int
    cells: tuple[HeatCell, ...]
    year: float


@dataclass(frozen=True)
class HeatData:
    """``month`` is the last one that has begun (12 for a past year); ``coverage`` one share a layer."""

    rows: tuple[HeatRow, ...] = ()
    month: int = 12
    coverage: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class HeatPlace:
    """What a column stands for: layer 0 to 3, month 1 to 12."""

    layer: int
    month: int


def column_of(layer: int, month: int) -> int:
    """The column of a layer's month."""
    return 2 + layer * _BLOCK + month - 1


def gap_columns() -> tuple[int, ...]:
    """The columns that only keep layers apart."""
    return tuple(2 + layer * _BLOCK + MONTHS for layer in range(4))


def place_of(column: int) -> HeatPlace | None:
    """What a column stands for, or None for names, gaps and totals."""
    layer, rest = divmod(column - 2, _BLOCK)
    return HeatPlace(layer, rest + 1) if 0 <= layer < 4 and rest < MONTHS else None


def level(cell: HeatCell, size: int) -> int:
    """0 for nobody, else 1 to 5 for each fifth of the unit's people."""
    return 0 if not cell.reached else max(1, min(5, math.ceil(5 * cell.reached / max(1, size))))


class HeatModel(QAbstractTableModel):
    """Columns: name, size, four blocks of twelve months and a gap, the year."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown = HeatData()

    def set_data(self, data: HeatData) -> None:
        """Show other figures."""
        self.beginResetModel()
        self.shown = data
        self.endResetModel()

    def cell(self, row: int, place: HeatPlace) -> HeatCell:
        """One cell."""
        return self.shown.rows[row].cells[place.layer * MONTHS + place.month - 1]

    def is_gap(self, row: int, place: HeatPlace) -> bool:
        """Whether a month that has come reached nobody."""
        return place.month <= self.shown.month and not self.cell(row, place).reached

    def gaps_of_month(self) -> list[tuple[HeatRow, int]]:
        """This month's gaps as (row, layer), the greatest units first."""
        found = [
            (row, layer)
            for at, row in enumerate(self.shown.rows)
            for layer in range(4)
            if self.is_gap(at, HeatPlace(layer, self.shown.month))
        ]
        return sorted(found, key=lambda gap: -gap[0].size)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.shown.rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else YEAR_COLUMN + 1

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if place_of(index.column()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, place = self.shown.rows[index.row()], place_of(index.column())
        if place is not None:
            if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
                return self._describe(row, index.row(), place)
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return {0: row.name, 1: str(row.size), YEAR_COLUMN: f"{row.year * 100:.0f}%"}.get(index.column())
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        place = place_of(section)
        if place is not None:
            return f"{LAYER_NAMES[place.layer]} {place.month}月"
        return {0: "单位", 1: "人数", YEAR_COLUMN: "全年"}.get(section)

    def _describe(self, row: HeatRow, at: int, place: HeatPlace) -> str:
        title = f"{row.name}·{LAYER_NAMES[place.layer]}·{place.month}月"
        if place.month > self.shown.month:
            return f"{title}\n尚未到来"
        cell = self.cell(at, place)
        share = 100 * cell.reached / max(1, row.size)
        held = f"活动 {cell.activities} 场，点击查看名单" if cell.activities else "没有活动，点击查看未参加的人"
        return f"{title}\n参加 {cell.reached} 人，在册 {row.size} 人，覆盖 {share:.0f}%\n{held}"
