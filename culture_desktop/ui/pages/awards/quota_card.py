"""名额分配: how places were divided among the units, who put forward too many, and the way to the table."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from culture_desktop.services.awards.quota_rows import SavedQuotas
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import LinkButton
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.layouts import clear
from culture_desktop.ui.widgets.text import Label, paragraph, set_paragraph

_SHOWN = 12


class QuotaCard(Card):
    """Sentences, then a line a unit.

    Signals:
        divide_wanted: places are to be divided.
        table_wanted: the printed table is to be made.
    """

    divide_wanted = Signal()
    table_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("名额分配")
        self.table_button = LinkButton("名额分配表", clicked=self.table_wanted.emit)
        self.divide_button = LinkButton("分配名额", clicked=self.divide_wanted.emit)
        self.add_action(self.table_button)
        self.add_action(self.divide_button)
        self._words = paragraph("", "caption")
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(12)
        self._lines.setVerticalSpacing(4)
        self._lines.setColumnStretch(0, 1)
        self.body.addWidget(self._words)
        self.body.addLayout(self._lines)

    def show_quotas(self, quotas: SavedQuotas, *, confirmed: bool) -> None:
        """Show the quotas; those of units beyond theirs come first."""
        rows = sorted(quotas.rows, key=lambda row: not row.overrun)
        places = sum(row.places for row in rows)
        over = sum(bool(row.overrun) for row in rows)
        self.set_note(f"{len(rows)} 项，共 {places} 个{f'，{over} 处超额' if over else ''}" if rows else "")
        self.divide_button.setVisible(not confirmed)
        self.table_button.setVisible(bool(rows))
        set_paragraph(self._words, "\n".join(quotas.heads) or "不分到单位，各单位推荐不限。")
        clear(self._lines)
        for at, row in enumerate(rows[:_SHOWN]):
            tone = Tone.BAD if row.overrun else None
            unit = Label(f"{row.unit.rpartition('/')[2]}　{row.whom}")
            unit.setToolTip(row.explanation)
            self._lines.addWidget(unit, at, 0)
            self._lines.addWidget(Label(f"名额 {row.places}"), at, 1)
            self._lines.addWidget(Label(f"已推荐 {row.nominated} / {row.nominees}", tone=tone), at, 2)
        if len(rows) > _SHOWN:
            self._lines.addWidget(Label(f"其余 {len(rows) - _SHOWN} 项见名额分配表", "caption"), _SHOWN, 0)
