"""One page with every part on it, to look at beside the reference screens.

``QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=2 python -m tests.ui.gallery OUT`` writes it light and dark at 1366 x 768,
here at twice the pixels.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from culture_desktop.ui.tables.cells import Bar, Change, Chips, Diff, Muted, Name, Status
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.theme.icons import icon
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.band import Band
from culture_desktop.ui.widgets.bars import BarItem, BarList
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.chips import AddChip, FilterChip, LayerTag, Tag, ViewChip
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.gauge import Gauge, GaugeState
from culture_desktop.ui.widgets.layouts import STRETCH, column, row
from culture_desktop.ui.widgets.notice import Notice
from culture_desktop.ui.widgets.progress import ProgressView
from culture_desktop.ui.widgets.search_box import SearchBox
from culture_desktop.ui.widgets.stepper import Step, Stepper
from culture_desktop.ui.widgets.text import Label, hline
from culture_desktop.ui.widgets.toast import Toast


@dataclass(frozen=True)
class Sample:
    """A row of the sample table."""

    state: str
    name: str
    count: int
    attendance: str
    tone: Tone


SAMPLES = (
    Sample("常态", "欧阳䶮", 9, "已签到", Tone.OK),
    Sample("悬停", "陈𬭎", 7, "未到", Tone.NEUTRAL),
    Sample("选中", "买买提江·阿不都热西提", 3, "请假", Tone.WARN),
    Sample("焦点", "林婉清", 12, "已签到", Tone.OK),
    Sample("停用", "孙立群", 2, "否决", Tone.BAD),
)
COLUMNS = (
    Column[Sample]("状态", lambda r: Muted(r.state), width=52),
    Column[Sample]("姓名", lambda r: Name(r.name), width=160, stretch=True, order=lambda r: r.name),
    Column[Sample]("参与", lambda r: Bar(f"{r.count} 场", r.count / 12), width=120, order=lambda r: r.count),
    Column[Sample]("签到", lambda r: Status(r.attendance, r.tone), width=84),
)


def nothing() -> None:
    """What the buttons of the gallery do."""


class Gallery(QWidget):
    """Three columns of cards."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("组件")
        self.table = sample_table()
        left = column(buttons(), inputs(), chips(), steps(), STRETCH, gap=12)
        middle = column(table_card(self.table), toasts(), type_sizes(), notices(), STRETCH, gap=12)
        right = column(empty_pages(), menus(), gauges(), diffs(), STRETCH, gap=12)
        for layout, width in ((left, 480), (right, 392)):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetDefaultConstraint)
            for at in range(layout.count()):
                widget = layout.itemAt(at).widget()
                if widget is not None:
                    widget.setFixedWidth(width)
        whole = row(gap=14, margins=(16, 14, 16, 12))
        whole.addLayout(left)
        whole.addLayout(middle, 1)
        whole.addLayout(right)
        self.setLayout(whole)


def sample_table() -> RowTable[Sample]:
    """The table with a row in every state."""
    table = RowTable[Sample](COLUMNS, name="样例", key=lambda r: r.name, off=lambda r: r.state == "停用")
    table.set_rows(SAMPLES)
    table.setFixedHeight(32 + 5 * 30)
    table.select_key("买买提江·阿不都热西提")
    return table


def buttons() -> Card:
    """Kinds of buttons, enabled and disabled."""
    card = Card("按钮")
    for kind, word, name in (
        (Kind.PRIMARY, "导入", "check"),
        (Kind.SECONDARY, "打印", "printer"),
        (Kind.QUIET, "筛选", "filter"),
        (Kind.DANGER, "删除", "trash"),
    ):
        line = row()
        for enabled in (True, False):
            button = Button(word, icon=name, kind=kind)
            button.setEnabled(enabled)
            line.addWidget(button)
        line.addStretch(1)
        card.body.addLayout(line)
    return card


def inputs() -> Card:
    """Fields."""
    card = Card("输入")
    name = QLineEdit()
    name.setPlaceholderText("姓名")
    name.setAccessibleName("姓名")
    combo = QComboBox()
    combo.addItems(["客户服务一班", "客户服务二班"])
    combo.setAccessibleName("班组")
    read_only = QLineEdit("只读")
    read_only.setReadOnly(True)
    read_only.setAccessibleName("只读")
    form = Form(label_width=60)
    field = form.add("工号", QLineEdit("YC-2014-1037"), hint="不可重复", width=Form.LONG - 60)
    field.fail("工号 YC-2014-1037 已属欧阳䶮，请换一个")
    checks = row(STRETCH)
    for box, on in ((QCheckBox("一线"), True), (QCheckBox("众包"), False)):
        box.setChecked(on)
        checks.insertWidget(checks.count() - 1, box)
    for radio, on in ((QRadioButton("合同制"), True), (QRadioButton("派遣"), False)):
        radio.setChecked(on)
        checks.insertWidget(checks.count() - 1, radio)
    card.body.addLayout(row(name, SearchBox("姓名、拼音、工号", shortcut="Ctrl+F")))
    card.body.addWidget(form)
    card.body.addLayout(row(combo, read_only))
    card.body.addLayout(checks)
    return card


def chips() -> Card:
    """Chips and progress."""
    card = Card("标签与进度")
    filters = row(
        FilterChip("一线", removed=nothing),
        AddChip("班组", clicked=nothing),
        ViewChip("一线众包 52", clicked=nothing),
        STRETCH,
    )
    tones = (("新增", Tone.OK), ("变更", Tone.WARN), ("未变", Tone.NEUTRAL), ("待定", Tone.INFO), ("错误", Tone.BAD))
    tags = row(
        *(Tag(word, tone) for word, tone in tones),
        10,
        *(LayerTag(at, word) for at, word in enumerate(("意识", "制度", "行为", "物资"))),
        STRETCH,
    )
    progress = ProgressView()
    progress.show_progress("正在生成证书", 315, 500, 12)
    for part in (filters, tags):
        card.body.addLayout(part)
    card.body.addWidget(hline())
    card.body.addWidget(progress)
    return card


def steps() -> Card:
    """The stepper."""
    card = Card("步骤条")
    stepper = Stepper("评选步骤")
    stepper.set_steps(
        [Step("推荐", "72 人"), Step("资审", "66 人"), Step("评审", "7 位评委"), Step("公示", "5 个工作日")], 2
    )
    card.body.addWidget(stepper)
    return card


def table_card(table: RowTable[Sample]) -> Card:
    """The table in a card that it fills."""
    card = Card("表格", flush=True)
    card.body.addWidget(table)
    return card


def toasts() -> Card:
    """Notices as they lie on the page."""
    card = Card("提示条")
    for notice in (
        Notice("已删除 3 条参与记录", "撤销", nothing),
        Notice("打印机未就绪，50 张未印", "重试", nothing, Tone.WARN),
    ):
        card.body.addLayout(row(Toast(notice, card), STRETCH))
    return card


def type_sizes() -> Card:
    """Roles of text."""
    card = Card("字级")
    for words, role in (("荣誉与归属", "page_title"), ("¥ 86,420.50", "key_figure"), ("参加人员", "card_title")):
        card.body.addLayout(row(Label(words, role), STRETCH, Label("黑体 12/18 说明", "caption")))  # type: ignore[arg-type]
    card.body.addWidget(Label("随风潜入夜，润物细无声", "honour"))
    card.body.addWidget(Label("64 人，覆盖 9 个班组", "caption"))
    return card


def notices() -> Band:
    """A band."""
    return Band(
        "scan",
        "签到进行中：已到 58 人，未到 3 人",
        "报名 64 人，请假 3 人。",
        actions=[Button("打开签到台", icon="scan", kind=Kind.PRIMARY)],
    )


def empty_pages() -> Card:
    """No data and filtered to nothing."""
    card = Card("空页：没有数据 / 筛选后为空")
    card.body.addLayout(
        row(
            EmptyState("calendar-plus", "还没有活动", "从年度模板或空白开始", "新建活动", nothing),
            EmptyState.filtered("没有符合的人", "1,203 人被 2 个条件挡住", nothing),
        )
    )
    return card


def menus() -> Card:
    """A menu as it opens."""
    card = Card("菜单")
    menu = QMenu(card)
    menu.addAction(icon("pencil"), "编辑").setShortcut("F2")
    menu.addAction(icon("calendar-plus"), "加入活动").setShortcut("Ctrl+Shift+A")
    menu.addAction(icon("trash", "red_text"), "移到回收站").setShortcut("Del")
    menu.setWindowFlags(Qt.WindowType.Widget)
    menu.setActiveAction(menu.actions()[1])
    card.body.addWidget(menu)
    return card


def gauges() -> Card:
    """Gauges and bars."""
    card = Card("结构比例", "入选 9 人，待定 1 人")
    for state in (
        GaugeState("一线", "≥ 60%", 10, 8, 6, "8 人", Tone.OK),
        GaugeState("干部", "≤ 10%", 10, 1, 1, "1 人，已满", Tone.WARN),
        GaugeState("35 岁以下", "≥ 30%", 10, 2, 3, "2 人，差 1", Tone.BAD),
    ):
        card.body.addWidget(Gauge(state))
    bars = BarList()
    bars.set_items([BarItem("意识", 3, "3 场", layer=0), BarItem("行为", 6, "6 场", layer=2)])
    card.body.addWidget(bars)
    return card


def diffs() -> Card:
    """Chips and changes in cells."""
    columns = (
        Column[int]("身份", lambda _: Chips.of("一线", "女"), width=90),
        Column[int](
            "变更内容",
            lambda _: Diff((Change("用工", "众包", "劳务派遣"), Change("手机", "", "136…5541"))),
            stretch=True,
        ),
    )
    table = RowTable[int](columns, name="变更", checkable=True, key=lambda n: n)
    table.set_rows([1])
    table.setFixedHeight(64)
    card = Card("变更", flush=True)
    card.body.addWidget(table)
    return card


def grab(widget: QWidget, width: int, height: int, ratio: float) -> QImage:
    """The widget as it would be painted on a screen of this size and pixel ratio."""
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.resize(width, height)
    widget.show()
    QApplication.processEvents()
    image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    widget.render(painter, QPoint())
    painter.end()
    return image


def main(target: Path) -> None:
    """Write the grabs."""
    from culture_desktop.ui.theme.fonts import load_fonts, load_remaining_fonts
    from culture_desktop.ui.theme.theme import Mode, Theme

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_fonts()
    load_remaining_fonts()
    theme = Theme(application)
    target.mkdir(parents=True, exist_ok=True)
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        gallery = Gallery()
        image = grab(gallery, 1366, 768, gallery.devicePixelRatio())
        image.save(str(target / f"components-{mode}@{gallery.devicePixelRatio():g}x.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
