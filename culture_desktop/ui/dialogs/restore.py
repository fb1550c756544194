"""Shows what a backup holds beside what there is now, before anything is replaced.

::

    if restore.ask(self, "runwu-20261123.runwu", made_at, counts_of_backup, counts_now):
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QWidget

from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.labels import NONE, span
from culture_desktop.ui.tables.cells import Figure
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import HEIGHT_ROW, HEIGHT_TABLE_HEAD
from culture_desktop.ui.widgets.text import paragraph


@dataclass(frozen=True)
class Line:
    """How many of something there are in the backup and now; None where it is not counted."""

    what: str
    backup: int | None
    now: int | None


def _figure(number: int | None) -> Figure:
    return Figure(NONE if number is None else f"{number:,}")


COLUMNS = (
    Column[Line]("内容", lambda r: r.what, width=140, stretch=True),
    Column[Line]("备份里", lambda r: _figure(r.backup), width=110, right=True),
    Column[Line]("现在", lambda r: _figure(r.now), width=110, right=True),
)


def lines(backup: Mapping[str, int], now: Mapping[str, int]) -> list[Line]:
    """Both counts side by side, in the order of the present ones."""
    return [Line(what, backup.get(what), now.get(what)) for what in dict.fromkeys((*now, *backup))]


def ask(
    parent: QWidget | None, name: str, made_at: datetime, backup: Mapping[str, int], now: Mapping[str, int]
) -> bool:
    """Whether the user wants the backup in place of what there is."""
    return RestoreDialog(parent, name, made_at, backup, now).exec() == Dialog.DialogCode.Accepted


class RestoreDialog(Dialog):
    """Two columns of figures, and what becomes of the present data."""

    def __init__(
        self,
        parent: QWidget | None,
        name: str,
        made_at: datetime,
        backup: Mapping[str, int],
        now: Mapping[str, int],
    ) -> None:
        super().__init__(parent, f"恢复备份“{name}”", act="恢复这份备份", danger=True, width=460)
        self.table = RowTable[Line](COLUMNS, name="备份内容")
        found = lines(backup, now)
        self.table.set_rows(found)
        self.table.setFixedHeight(HEIGHT_TABLE_HEAD + HEIGHT_ROW * len(found) + 2)
        self.body.addWidget(paragraph(f"备份于{span(made_at, None)}，已逐一核对，完整无缺。", "secondary"))
        self.body.addWidget(self.table)
        kept = "现在的数据整份换成备份里的；换下的数据留存在数据文件旁边的文件夹里，不会删除。"
        self.body.addWidget(paragraph(kept, "secondary"))
