"""规则的影响: what each limit and each decision changed; rows come as they are worked out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from culture_desktop.services.awards.alternatives import RulePrice
from culture_desktop.ui.pages.awards.study_pane import StudyPane
from culture_desktop.ui.pages.awards.swap_words import change_words, entered, left, names, totals_words
from culture_desktop.ui.tables.cells import Muted, Status
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import column, row
from culture_desktop.ui.widgets.progress import progress_bar
from culture_desktop.ui.widgets.text import paragraph, set_paragraph


def _verdict(price: RulePrice) -> Status:
    changed = bool(price.answer.swaps) or bool(price.answer.tied)
    return Status(change_words(price.answer), Tone.WARN if changed else Tone.NEUTRAL)


_COLUMNS = (
    Column[RulePrice](
        "规则", lambda p: p.rule, width=260, stretch=True, order=lambda p: p.rule, tooltip=lambda p: p.rule
    ),
    Column[RulePrice]("去掉它，名单会", _verdict, width=180, order=lambda p: -len(p.answer.swaps)),
    Column[RulePrice]("换上", lambda p: names(p.answer.swaps, entered) or None, width=150),
    Column[RulePrice]("换下", lambda p: names(p.answer.swaps, left) or None, width=150),
    Column[RulePrice]("总分", lambda p: Muted(totals_words(p.answer)) if totals_words(p.answer) else None, width=170),
)


class PricesPane(StudyPane):
    """A table of rules, those that changed something first; the current one in full below it.

    Signals:
        stop_wanted: what is not worked out yet is not wanted any more.
    """

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._prices: list[RulePrice] = []
        self._count = 0
        self.table = RowTable[RulePrice](_COLUMNS, name="规则的影响", key=lambda price: price.key)
        self.table.current_changed.connect(self._explain)
        self.bar = progress_bar("已算出的规则")
        self.stop_button = Button("取消", clicked=self.stop_wanted.emit)
        self.again_button = Button("重新计算", icon="refresh", clicked=self._ask)
        self.why = paragraph("", "secondary")
        self.card = Card("规则的影响", "逐条去掉，看名单和总分怎样变", flush=True)
        self.card.add_action(self.stop_button)
        self.card.add_action(self.again_button)
        self.card.body.addLayout(row(self.bar, margins=(15, 0, 15, 0)))
        self.card.body.addWidget(self.table, 1)
        self.card.body.addLayout(row(self.why, margins=(15, 0, 15, 8)))
        self.setLayout(column(self.card, gap=0))
        self._run(False)

    def begin(self, count: int) -> None:
        """So many rules are being worked out."""
        self._prices, self._count = [], count
        self.table.set_placeholder(EmptyState("scale", "正在计算", f"共 {count} 条限制和指定"))
        self._show()
        self._run(True)

    def add(self, prices: Sequence[RulePrice]) -> None:
        """Some more of them."""
        self._prices += prices
        self._show()

    def end(self) -> None:
        """All are there, or no more are wanted."""
        self._run(False)
        if not self._count:
            self.table.set_placeholder(EmptyState("scale", "没有可以比较的规则", "没有设限制，或者现在排不出名单。"))

    def show_blocked(self, sentence: str) -> None:
        """Nothing can be worked out yet."""
        self.begin(0)
        self.end()
        self.table.set_placeholder(EmptyState("lock", "还不能计算", sentence))

    def _run(self, running: bool) -> None:
        self.bar.setVisible(running)
        self.stop_button.setVisible(running)
        self.again_button.setVisible(not running and bool(self._count))

    def _show(self) -> None:
        self.bar.setRange(0, self._count)
        self.bar.setValue(len(self._prices))
        self.table.set_rows(sorted(self._prices, key=lambda price: not (price.answer.swaps or price.answer.tied)))
        changed = sum(bool(price.answer.swaps) for price in self._prices)
        self.card.set_note(
            f"已算 {len(self._prices)} / {self._count} 条，{changed} 条改变了名单" if self._count else ""
        )
        if self.table.current_row() is None and self.table.row_model.rows:
            self.table.select_key(self.table.row_model.rows[0].key)
        self._explain(self.table.current_row())

    def _explain(self, price: RulePrice | None) -> None:
        set_paragraph(self.why, "" if price is None else _whole(price))


def _whole(price: RulePrice) -> str:
    swaps = price.answer.swaps
    parts = [
        f"{s.name}（{s.score}）{'入选' if not s.before else '由' + s.before + '改入'}“{s.after}”"
        for s in swaps
        if s.after
    ]
    parts += [f"{s.name}（{s.score}）从“{s.before}”落选" for s in swaps if left(s)]
    changed = "，".join(parts[:12]) + (f" 等 {len(parts)} 处" if len(parts) > 12 else "")
    totals = totals_words(price.answer)
    said = f"去掉“{price.rule}”：{changed or '名单不变'}"
    return f"{said}{f'；总分 {totals}' if totals else ''}。"
