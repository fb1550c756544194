"""Everybody who is barred by one vote, from this campaign or from all; one can be added, and one lifted with a reason.

::

    vetoes_dialog.show(self, services.vetoes, code, add=..., told=..., person_id=None)
"""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.services.awards.vetoes import VetoRow, VetoService
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.tables.cells import Chip, Muted, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import STRETCH, row
from culture_desktop.ui.widgets.text import Label

_WIDTH, _HEIGHT = 900, 460
_LONGEST = 255
_COLUMNS = (
    Column[VetoRow]("姓名", lambda v: Name(v.name), width=110),
    Column[VetoRow]("工号", lambda v: Muted(v.number), width=100, priority=1),
    Column[VetoRow]("范围", lambda v: Chip(v.scope, Tone.NEUTRAL if v.campaign else Tone.WARN), width=88),
    Column[VetoRow]("事由", lambda v: v.reason, width=160, stretch=True, tooltip=lambda v: v.reason),
    Column[VetoRow]("依据", lambda v: Muted(v.evidence), width=140, stretch=True, tooltip=lambda v: v.evidence),
    Column[VetoRow]("认定日期", lambda v: Muted(f"{v.decided_on:%Y-%m-%d}"), width=96),
    Column[VetoRow]("期限", lambda v: Muted(v.until), width=150),
)


def show(
    parent: QWidget | None,
    service: VetoService,
    code: str,
    *,
    add: Callable[[], None] | None,
    told: Callable[[Done[None]], None],
    person_id: int | None = None,
) -> None:
    """Show the list until it is left. ``add`` None: the campaign is closed. ``told`` hears of each veto lifted."""
    VetoesDialog(parent, service, code, add=add, told=told, person_id=person_id).exec()


class VetoesDialog(Dialog):
    """The list, and below it the reason for lifting the one that is current."""

    def __init__(
        self,
        parent: QWidget | None,
        service: VetoService,
        code: str,
        *,
        add: Callable[[], None] | None,
        told: Callable[[Done[None]], None],
        person_id: int | None = None,
    ) -> None:
        super().__init__(parent, "一票否决名单", width=_WIDTH)
        self._service, self._code, self._add, self._told = service, code, add, told
        self.table = RowTable[VetoRow](_COLUMNS, name="一票否决名单", key=lambda v: v.id, muted=lambda v: v.expired)
        self.table.set_placeholder(EmptyState("gavel", "没有一票否决记录", "在资格审查里选一个人，点“一票否决”"))
        self.add_button = Button("否决其他人", icon="user-plus", clicked=self._add_one)
        self.add_button.setVisible(add is not None)
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST)
        self.reason.setAccessibleName("解除理由")
        self.reason.setPlaceholderText("解除理由，如 复核后认定无责")
        self.lift_button = Button("解除否决", icon="restore", clicked=self.lift)
        self.problem = Label("", tone=Tone.BAD)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.body.addLayout(
            row(Label("含对全部评选生效的；到期的不再否决，仅作留存", "caption"), STRETCH, self.add_button)
        )
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.problem)
        foot = row(gap=8)
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.lift_button)
        self.body.addLayout(foot)
        self.resize(_WIDTH, _HEIGHT)
        self.table.current_changed.connect(self._show_current)
        self.reload()
        theirs = next((v for v in self.table.row_model.rows if v.person_id == person_id), None)
        if theirs is not None:
            self.table.select_key(theirs.id)

    def reload(self) -> None:
        """Read the list anew."""
        rows = self._service.of_campaign(self._code)
        self.table.set_rows(rows)
        if rows and self.table.current_row() is None:
            self.table.select_key(rows[0].id)
        self._show_current(self.table.current_row())

    def lift(self) -> None:
        """Lift the current veto; on an error stay and say it."""
        current = self.table.current_row()
        if current is None:
            return
        self.problem.hide()
        try:
            done = self._service.lift(current.id, self.reason.text())
        except CultureError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        self.reason.clear()
        self._told(done)
        self.reload()

    def _add_one(self) -> None:
        if self._add is not None:
            self._add()
            self.reload()

    def _show_current(self, veto: object) -> None:
        for widget in (self.reason, self.lift_button):
            widget.setEnabled(isinstance(veto, VetoRow))
