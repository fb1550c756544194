"""快捷键: every key of the window."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from culture_desktop.ui.tables.cells import Muted
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.tokens import HEIGHT_ROW, HEIGHT_TABLE_HEAD
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.layouts import column


@dataclass(frozen=True)
class Shortcut:
    """What a key does, and where."""

    keys: str
    deed: str
    place: str


SHORTCUTS = (
    Shortcut("Ctrl+1 … Ctrl+9", "转到左侧第几页", "各处"),
    Shortcut("Ctrl+N", "新建", "各页"),
    Shortcut("Ctrl+F", "查找", "名单和列表"),
    Shortcut("F2", "编辑", "当前的活动、照片"),
    Shortcut("F2", "在表里修改这一格；Enter 下一行，Tab 右边一格，Esc 不改", "人员"),
    Shortcut("Ctrl+Shift+E", "导出本表", "各处的列表"),
    Shortcut("Ctrl+Enter", "保存并继续", "新建人员"),
    Shortcut("F6", "转到左下角的通知", "各处"),
    Shortcut("Ctrl+L", "锁定窗口（设了密码时）", "各处"),
    Shortcut("Enter", "打开当前行、格或步骤", "列表、热力图、步骤条"),
    Shortcut("空格", "记为签到并转到下一人", "活动的参加人员"),
    Shortcut("空格", "勾选当前行", "带勾选框的名单"),
    Shortcut("Ctrl+A　Esc", "全部选中　取消选择", "名单"),
    Shortcut("Del", "移出、移除（先询问）", "参加人员、照片"),
    Shortcut("Ctrl+方向键", "跳到下一处缺口", "热力图"),
    Shortcut("方向键　Shift+方向键", "移动 0.1 mm　移动 1 mm；Ctrl 加方向键改大小", "证书设计"),
    Shortcut("Tab　Enter", "下一个元素　改它的内容", "证书设计"),
    Shortcut("Ctrl+D　Ctrl+]　Ctrl+[", "复制一份　上移一层　下移一层", "证书设计"),
    Shortcut("Alt+PgUp　Alt+PgDown", "看上一张　看下一张", "证书设计"),
    Shortcut("Alt+1　Alt+2　Alt+3", "进入三扇门", "首次打开"),
)
_COLUMNS = (
    Column[Shortcut]("按键", lambda s: s.keys, width=190),
    Column[Shortcut]("作用", lambda s: s.deed, width=220, stretch=True),
    Column[Shortcut]("在哪里", lambda s: Muted(s.place), width=200),
)


class ShortcutsSection(QWidget):
    """A table to read."""

    def __init__(self) -> None:
        super().__init__()
        self.table = RowTable[Shortcut](_COLUMNS, name="快捷键")
        self.table.set_rows(SHORTCUTS)
        self.table.setFixedHeight(HEIGHT_TABLE_HEAD + HEIGHT_ROW * len(SHORTCUTS) - 1)
        card = Card("快捷键", "按钮和菜单的提示里也写着", flush=True)
        card.body.addWidget(self.table)
        whole = column(card, gap=16)
        whole.addStretch(1)
        self.setLayout(whole)
