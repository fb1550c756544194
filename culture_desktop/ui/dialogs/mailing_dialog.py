"""寄送文件夹: which papers go into one folder, ready to be attached to a letter.

::

    wanted = mailing_dialog.ask(self, papers, current)      # Mailing | None
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.labels import count
from culture_desktop.ui.tables.cells import Muted, Name
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.text import Label

_WIDTH, _HEIGHT, _LABELS, _LONGEST = 720, 300, 84, 80


@dataclass(frozen=True)
class Mailing:
    """The papers by their ids in the order shown, and the name of the folder."""

    ids: tuple[int, ...]
    name: str


def ask(parent: QWidget | None, papers: Sequence[IssuedRow], current: IssuedRow | None) -> Mailing | None:
    """The papers chosen among these; those of the current one's campaign or activity are ticked."""
    dialog = MailingDialog(parent, papers, current)
    return dialog.mailing if dialog.exec() == Dialog.DialogCode.Accepted else None


class MailingDialog(Dialog):
    """A table to tick in, and the folder's name."""

    def __init__(self, parent: QWidget | None, papers: Sequence[IssuedRow], current: IssuedRow | None) -> None:
        super().__init__(parent, "寄送文件夹", act="选择位置…", width=_WIDTH)
        self.name = QLineEdit(f"{current.subject or current.title} 文书" if current else "文书")
        self.name.setMaxLength(_LONGEST)
        self.table = RowTable[IssuedRow](_COLUMNS, name="要寄的文书", key=lambda row: row.id, checkable=True)
        self.table.setFixedHeight(_HEIGHT)
        self.table.set_rows(papers)
        self.said = Label("", "caption")
        form = Form(label_width=_LABELS)
        form.add("文件夹名称", self.name, width=Form.FILL)
        for part in (form, self.table, self.said):
            self.body.addWidget(part)
        self.table.ticked.connect(self._show_ticked)
        self.name.textChanged.connect(self._show_ticked)
        goes = [row.id for row in papers if current is not None and _goes_with(row, current)]
        self.table.row_model.set_ticked(goes)
        self._show_ticked()

    @property
    def mailing(self) -> Mailing:
        """What was chosen."""
        return Mailing(tuple(row.id for row in self.table.row_model.ticked_rows()), self.name.text().strip())

    def _show_ticked(self, _change: object = None) -> None:
        rows = self.table.row_model.ticked_rows()
        pages = sum(row.pages for row in rows)
        self.said.setText(f"已选 {count(len(rows), '份')}，{pages} 页；另附一份清单，列出页数和 SHA-256")
        self.act_button.setEnabled(bool(rows) and bool(self.name.text().strip()))


def _goes_with(row: IssuedRow, current: IssuedRow) -> bool:
    owner = (current.campaign_code, current.activity_code)
    return row.id == current.id or (any(owner) and (row.campaign_code, row.activity_code) == owner)


_COLUMNS = (
    Column[IssuedRow]("标题", lambda row: Name(row.title), width=330, stretch=True),
    Column[IssuedRow]("种类", lambda row: row.kind.label, width=120),
    Column[IssuedRow]("文号", lambda row: Muted(row.number), width=130),
    Column[IssuedRow]("页数", lambda row: f"{row.pages}", width=56),
)
