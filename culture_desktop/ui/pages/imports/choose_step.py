"""选择文件: what the list holds, and where it is dropped or picked."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QPushButton, QSizePolicy, QWidget

from culture_desktop.override import override
from culture_desktop.ui.pages.imports.kinds import WORDS
from culture_desktop.ui.theme.tokens import PAGE_MARGIN
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row
from culture_desktop.ui.widgets.text import ElidedLabel, Label, paragraph, set_paragraph
from culture_desktop.vocabulary import ListKind

_WIDTH = 640
_CARD = QSize(150, 52)
_TOGETHER = "\u2060"  # keeps the characters of a title on one line


class KindCard(QPushButton):
    """A kind of list with a sentence; None leaves it to the file."""

    def __init__(self, kind: ListKind | None) -> None:
        super().__init__()
        self.kind = kind
        title = kind.label if kind is not None else "由文件判断"
        sentence = WORDS[kind].sentence if kind is not None else "看列名最像哪一种，核对时还能改"
        self.setProperty("kind", "card")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{title}：{sentence}")
        self.setToolTip(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        lines = column(Label(title, "strong"), ElidedLabel(sentence, "caption"), gap=0, margins=(11, 6, 9, 6))
        self.setLayout(lines)
        for label in self.findChildren(Label):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def sizeHint(self) -> QSize:
        return _CARD


class ChooseStep(QWidget):
    """The kinds as cards, a sheet to drop the file on, one button, and what will be looked for.

    Signals:
        file_wanted: the user wants to pick a file.
        kind_chosen: what the list holds, None for what the file tells (object).
    """

    file_wanted = Signal()
    kind_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[KindCard] = []
        self._group = QButtonGroup(self)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._kinds_part = holder(column(Label("名单里是什么", "card_title"), self._grid, 8))
        self._kinds_part.setFixedWidth(_WIDTH)
        self._title = Label("", "card_title")
        self._fields = paragraph("", "caption")
        self._fields.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = Button("选择文件", icon="folder-open", kind=Kind.PRIMARY, clicked=self.file_wanted.emit)
        self.area = self._make_area()
        note = Label("核对之前不改动任何数据", "caption")
        whole = column(margins=(PAGE_MARGIN, 0, PAGE_MARGIN, PAGE_MARGIN))
        whole.addStretch(2)
        whole.addLayout(row(STRETCH, self._kinds_part, STRETCH))
        whole.addLayout(row(STRETCH, self.area, STRETCH))
        whole.addWidget(note, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)
        self.setLayout(whole)

    def show_kinds(self, kinds: Sequence[ListKind], chosen: ListKind | None) -> None:
        """Offer these kinds; one alone is nothing to choose from."""
        for card in self.cards:
            self._group.removeButton(card)
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [KindCard(kind) for kind in (None, *kinds)]
        across = 3
        for at, card in enumerate(self.cards):
            self._group.addButton(card)
            self._grid.addWidget(card, at // across, at % across)
            card.setChecked(card.kind is chosen)
            card.clicked.connect(self._report)
        self._kinds_part.setVisible(len(kinds) > 1)

    def show_list(self, name: str, titles: Sequence[str]) -> None:
        """Say what is expected."""
        self._title.setText(f"把{name}拖到这里，或选择文件")
        whole = [_TOGETHER.join(title) for title in titles]
        set_paragraph(
            self._fields, f"能识别的列：{'、'.join(whole)}" if titles else "每种名单能识别的列不同，选定一种可以看到"
        )

    def _make_area(self) -> QFrame:
        area = QFrame()
        area.setObjectName("drop")
        parts: tuple[QWidget, ...] = (
            Picture("table-import"),
            self._title,
            Label("xlsx、xls、et、ods、csv 都可以；标题行、合并单元格和说明行会自动略过", "caption"),
            self.button,
        )
        inside = column(gap=8, margins=(32, 28, 32, 24))
        for part in parts:
            inside.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.insertSpacing(3, 8)
        inside.addSpacing(8)
        inside.addWidget(self._fields)
        area.setLayout(inside)
        area.setFixedWidth(_WIDTH)
        return area

    def _report(self) -> None:
        card = self._group.checkedButton()
        if isinstance(card, KindCard):
            self.kind_chosen.emit(card.kind)
