"""How many were present, how many papers went out and came back: a field each, with what is wrong below it."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from culture_desktop.rules.tally import INVALID, ISSUED, PRESENT, RETURNED, Papers
from culture_desktop.services.awards.tally_draft import TallyDraft
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.layouts import column, holder, row
from culture_desktop.ui.widgets.text import Label, restyle

_TITLES = {PRESENT: "到会有表决权", ISSUED: "发出张数", RETURNED: "收回张数", INVALID: "无效张数"}
_MOST, _WIDTH = 1_000_000, 96


@dataclass(frozen=True)
class _Field:
    spin: QSpinBox
    label: Label


class RoundFigures(QWidget):
    """Four numbers, what is valid, one sentence for what is wrong.

    Signals:
        changed: a number was entered (its name as in Papers, str; the number, int).
    """

    changed = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self._fields = {name: self._field(name, title) for name, title in _TITLES.items()}
        self.valid = Label("", "strong")
        self._fault = Label("", "caption", tone=Tone.BAD)
        self._fault.setWordWrap(True)
        parts = [holder(column(field.label, field.spin, gap=3)) for field in self._fields.values()]
        line = row(*parts, holder(column(Label("有效", "caption"), self.valid, gap=8)), gap=12)
        line.addStretch(1)
        self.setLayout(column(line, self._fault, gap=4))

    @property
    def spins(self) -> Mapping[str, QSpinBox]:
        """The fields by name."""
        return {name: field.spin for name, field in self._fields.items()}

    @property
    def fault(self) -> str:
        """What is said to be wrong."""
        return self._fault.text()

    def show_draft(self, draft: TallyDraft, *, open_: bool) -> None:
        """Show the numbers and what is wrong with them."""
        papers: Papers = draft.whole_papers
        faults = draft.paper_faults
        for name, field in self._fields.items():
            field.spin.blockSignals(True)
            field.spin.setValue(getattr(papers, name))
            field.spin.blockSignals(False)
            field.spin.setEnabled(open_ and not (name == INVALID and draft.by_ballots))
            field.spin.setProperty("invalid", "true" if name in faults else "false")
            field.spin.setAccessibleDescription(faults.get(name, ""))
            restyle(field.spin)
        self.valid.setText(f"{max(papers.valid, 0):,} 张")
        self._fault.setText("；".join(faults.values()))
        self._fault.setVisible(bool(faults))

    def _field(self, name: str, title: str) -> _Field:
        spin = QSpinBox()
        spin.setRange(0, _MOST)
        spin.setFixedWidth(_WIDTH)
        spin.setAccessibleName(title)
        spin.setKeyboardTracking(True)
        spin.valueChanged.connect(lambda value: self.changed.emit(name, value))
        label = Label(title, "caption")
        label.setBuddy(spin)
        return _Field(spin, label)
