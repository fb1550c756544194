"""What a table cell can show. A column's function makes one of these from a row; the delegate paints it.

A plain ``str`` is shown as it is; ``None`` is the dash ``—``.
"""

from dataclasses import dataclass

from culture_desktop.ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class Muted:
    """Text that steps back behind the name: numbers, units, dates."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A person's or thing's name, bold in the current row; never elided below ten signs by the layout."""

    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, right-aligned."""

    text: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One label with a ground; neutral for categories, a tone for states."""

    text: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class Chips:
    """Several chips side by side; those that do not fit are left to the tooltip."""

    chips: tuple[Chip, ...]

    @classmethod
    def of(cls, *words: str) -> "Chips":
        """Neutral chips, leaving out empty words."""
        return cls(tuple(Chip(word) for word in words if word))

    @property
    def text(self) -> str:
        """The words, joined."""
        return "、".join(chip.text for chip in self.chips)


@dataclass(frozen=True, slots=True)
class Status:
    """A state: dot and word."""

    text: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure with a bar of ``share`` (0 to 1); zero draws no bar."""

    text: str
    share: float
    tone: Tone = Tone.OK


@dataclass(frozen=True, slots=True)
class Change:
    """One field: the value it had, the value it gets. ``old`` empty means it had none."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Diff:
    """What changes in a row: old values struck through, new ones on a tinted ground."""

    changes: tuple[Change, ...]

    @property
    def text(self) -> str:
        """The changes in words."""
        return "；".join(
            f"{change.field}：{change.old} → {change.new}" if change.old else f"{change.field}：{change.new}"
            for change in self.changes
        )


@dataclass(frozen=True, slots=True)
class Layers:
    """Squares in layers' colours (0 to 3), each with its word."""

    marks: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        """The words, joined."""
        return "、".join(word for _, word in self.marks)


Cell = str | Muted | Name | Figure | Chip | Chips | Status | Bar | Diff | Layers | None


def text_of(cell: Cell) -> str:
    """What a cell says, for accessibility, copying and tooltips."""
    if cell is None:
        return "—"
    return cell if isinstance(cell, str) else cell.text
