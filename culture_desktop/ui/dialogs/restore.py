"""Shows what a backup holds beside what there is now, before anything is replaced.

::

    if restore.ask(self, content, counts_now):
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from culture_desktop.services.backups import BackupContent
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.labels import NONE, count, span
from culture_desktop.ui.tables.cells import Figure
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import HEIGHT_ROW, HEIGHT_TABLE_HEAD, Tone
from culture_desktop.ui.widgets.band import Band
from culture_desktop.ui.widgets.facts import Fact, Facts
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


def ask(parent: QWidget | None, content: BackupContent, now: Mapping[str, int]) -> bool:
    """Whether the user wants the backup in place of what there is."""
    return RestoreDialog(parent, content, now).exec() == Dialog.DialogCode.Accepted


class RestoreDialog(Dialog):
    """Two columns of figures, what is lost if anything, and what becomes of the present data."""

    def __init__(self, parent: QWidget | None, content: BackupContent, now: Mapping[str, int]) -> None:
        name = content.file.name
        super().__init__(
            parent, f"恢复 {span(content.made_at, None)} 的备份", act="恢复这份备份", danger=True, width=480
        )
        self.table = RowTable[Line](COLUMNS, name="备份内容")
        found = lines(content.counts, now)
        self.table.set_rows(found)
        self.table.setFixedHeight(HEIGHT_TABLE_HEAD + HEIGHT_ROW * len(found) + 2)
        facts = Facts(dense=True)
        facts.set_facts(
            [Fact("", "文件", name), Fact("", "缘由", content.reason), Fact("", "附件", _attachments(content))]
        )
        self.body.addWidget(facts)
        if content.lost:
            words = f"有 {count(content.lost, '份')}照片或文书找不到了"
            self.body.addWidget(Band("alert-triangle", words, "其余都可以恢复，这几份会缺少。", tone=Tone.WARN))
        self.body.addWidget(self.table)
        kept = "已逐一核对。现在的数据会先存成一份自动备份，再整份换成备份里的；照片和文书只添不删。"
        self.body.addWidget(paragraph(kept, "secondary"))


def _attachments(content: BackupContent) -> str:
    if not content.attachments:
        return "没有照片和文书"
    where = "都在备份里" if content.complete else "留在数据文件旁边"
    return f"{count(content.attachments, '份')}照片和文书，{where}"
