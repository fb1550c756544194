"""Recusals before they are written: those found by rule, each with its reason, and those a judge declares.

::

    done = FoundRecusalsDialog(self, panel.found, service.write_found_of(code)).run()        # Done | None
    done = DeclaredRecusalDialog(self, judge, nominees, recuse).run()
"""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from culture_desktop.errors import InvalidFieldError
from culture_desktop.override import override
from culture_desktop.services.awards.judging_rows import FoundRecusal, JudgeRow, NomineeName
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.saving_dialog import SavingDialog
from culture_desktop.ui.tables.cells import Chip, Muted, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.text import paragraph

_TABLE_HEIGHT = 300
_LABELS, _LONG = 64, 420
_LONGEST = 255
_LASTING = "登记之后不再取消；回避的评委所打的分不计入总和与人数。"

FOUND_COLUMNS = (
    Column[FoundRecusal]("评委", lambda f: Name(f.judge), width=90),
    Column[FoundRecusal]("推荐对象", lambda f: f.nominee.name, width=170),
    Column[FoundRecusal]("理由", lambda f: f.reason, width=240, stretch=True, tooltip=lambda f: f.reason),
    Column[FoundRecusal]("", lambda f: Chip("已打分，将不计", Tone.WARN) if f.scored else None, width=110),
)
NOMINEE_COLUMNS = (
    Column[NomineeName]("推荐对象", lambda n: Name(n.name), width=140, order=lambda n: n.name),
    Column[NomineeName]("所在部门", lambda n: Muted(n.unit), width=260, stretch=True),
)


class FoundRecusalsDialog(SavingDialog):
    """A line each, all of them ticked at first."""

    def __init__(
        self,
        parent: QWidget | None,
        found: Sequence[FoundRecusal],
        write: Callable[[Collection[tuple[int, int]]], Done[int]],
    ) -> None:
        super().__init__(parent, f"按规则应回避 {len(found)} 项", act="登记", width=720)
        self._write = write
        self.table = RowTable[FoundRecusal](
            FOUND_COLUMNS, name="应回避", key=lambda f: (f.judge_id, f.nominee.nomination_id), checkable=True
        )
        self.table.setFixedHeight(_TABLE_HEIGHT)
        self.table.ticked.connect(self._count)
        self.table.set_rows(found)
        self.table.row_model.tick_all()
        self.body.addWidget(paragraph(f"不登记的去掉勾选。{_LASTING}", "caption"))
        self.body.addWidget(self.table)
        self.finish()
        self._count()

    @override
    def save(self) -> Done[int]:
        return self._write([(one.judge_id, one.nominee.nomination_id) for one in self.table.ticked_rows()])

    def _count(self, *_ticked: object) -> None:
        count = len(self.table.ticked_rows())
        self.act_button.setText(f"登记 {count} 项" if count else "登记")
        self.act_button.setEnabled(count > 0)


class DeclaredRecusalDialog(SavingDialog):
    """Whom a judge keeps out of, and why."""

    def __init__(
        self,
        parent: QWidget | None,
        judge: JudgeRow,
        nominees: Sequence[NomineeName],
        recuse: Callable[[Collection[int], str], Done[int]],
    ) -> None:
        super().__init__(parent, f"{judge.name}申报回避", act="登记回避", width=560)
        self._recuse = recuse
        self.table = RowTable[NomineeName](
            NOMINEE_COLUMNS, name="回避的推荐对象", key=lambda n: n.nomination_id, checkable=True
        )
        self.table.setFixedHeight(_TABLE_HEIGHT)
        self.table.set_rows(nominees)
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST)
        self.reason.setPlaceholderText("如 曾为师徒，本人申报")
        form = Form(label_width=_LABELS)
        form.add("事由", self.reason, width=_LONG)
        self.body.addWidget(paragraph(_LASTING, "caption"))
        self.body.addWidget(self.table)
        self.body.addWidget(form)
        self.finish()

    @override
    def save(self) -> Done[int]:
        chosen = [nominee.nomination_id for nominee in self.table.ticked_rows()]
        if not chosen:
            raise InvalidFieldError(field="推荐对象", value="空白", expected="至少勾选一个")
        return self._recuse(chosen, self.reason.text())
