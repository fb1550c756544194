"""字体: which of this computer's fonts papers are set in, with a line of each as it will be printed."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from culture_desktop.documents.installed_fonts import InstalledFont
from culture_desktop.services.typefaces import FontSample, TypefaceSettings
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row
from culture_desktop.ui.widgets.pdf_document import PdfDocument
from culture_desktop.ui.widgets.text import Label, paragraph
from culture_desktop.vocabulary import TypeFace

_OURS = "内置字体"
_USES = {
    TypeFace.FANG: "公文和简报的正文",
    TypeFace.TITLE: "公文标题、证书标题",
    TypeFace.KAI: "二级标题、证书正文",
    TypeFace.HEI: "一级标题、版头",
    TypeFace.SONG: "表格、页码",
}
_SAMPLE = QSize(280, 30)  # as wide as its PDF is in points
_BOX_WIDTH = 230
_WORDS = (
    "公文要求用的仿宋_GB2312、方正小标宋等，装在这台电脑上就能选用。字体里没有的生僻字，逐字由内置字体补上；"
    "换到没有这些字体的电脑上，由内置字体代替，并在文书上注明。"
)


class FontSection(QWidget):
    """Three cards: fonts for each face, where else to look, what stops do at line ends.

    Signals:
        chosen: fonts by face, "" for ours (object).
        usual_wanted: the fonts of official papers that are there.
        folder_wanted, folder_dropped: another folder is to be looked in, or no longer.
        hanging_chosen: on or off.
    """

    chosen = Signal(object)
    usual_wanted = Signal()
    folder_wanted = Signal()
    folder_dropped = Signal()
    hanging_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[TypeFace, QComboBox] = {}
        self.notes: dict[TypeFace, Label] = {}
        self._samples: dict[TypeFace, QLabel] = {}
        self._fonts: tuple[InstalledFont, ...] = ()
        self._settings = TypefaceSettings({})
        self.card = Card("文书用的字体", "正在查找…")
        self.usual_button = Button("采用本机的公文字体", icon="typography", clicked=self.usual_wanted.emit)
        self.card.body.addWidget(paragraph(_WORDS, "secondary"))
        form = Form()
        for face in _USES:
            form.add(face.label, self._line(face), hint="", width=0)
        self.card.body.addWidget(form)
        self.card.body.addLayout(row(self.usual_button, STRETCH))
        self.refused = Label("", "caption")
        self.refused.setWordWrap(True)
        self.card.body.addWidget(self.refused)
        whole = column(self.card, self._folder_card(), self._stop_card(), gap=16)
        whole.addStretch(1)
        self.setLayout(whole)

    def show_settings(self, settings: TypefaceSettings) -> None:
        """Show what is chosen."""
        self._settings = settings
        self.folder.setText(str(settings.folder) if settings.folder else "没有另外指定")
        self.drop_button.setVisible(settings.folder is not None)
        self.hanging.setChecked(settings.hanging)
        self._fill()

    def show_fonts(self, fonts: Sequence[InstalledFont]) -> None:
        """Offer the fonts that were found; name those that papers cannot have."""
        self._fonts = tuple(fonts)
        usable = [font for font in fonts if not font.refusal]
        self.card.set_note(f"这台电脑有 {len(usable)} 种可用的中文字体")
        refused = [f"{font.name}：{font.refusal}" for font in fonts if font.refusal]
        self.refused.setText("不能用的：" + "；".join(refused) if refused else "")
        self.refused.setVisible(bool(refused))
        self._fill()

    def show_samples(self, samples: Sequence[FontSample]) -> None:
        """Show a line in each face; say what stands in."""
        for sample in samples:
            document = PdfDocument(sample.pdf)
            ratio = self.devicePixelRatioF()
            pixmap = QPixmap.fromImage(document.render(0, _SAMPLE * ratio))
            document.close()
            pixmap.setDevicePixelRatio(ratio)
            self._samples[sample.face].setPixmap(pixmap)
            self.notes[sample.face].setText(f"{sample.note}，暂用内置字体" if sample.note else _USES[sample.face])
            self.notes[sample.face].set_tone(Tone.WARN if sample.note else None)

    def _fill(self) -> None:
        """The choices for each face; a font that is chosen and not there stays among them."""
        usable = [font.name for font in self._fonts if not font.refusal]
        for face, box in self.boxes.items():
            wanted = self._settings.fonts.get(face, "")
            names = usable if not wanted or wanted in usable else [wanted, *usable]
            if [box.itemText(at) for at in range(1, box.count())] != names:
                box.clear()
                box.addItems([_OURS, *names])
            box.setCurrentIndex(names.index(wanted) + 1 if wanted else 0)

    def _line(self, face: TypeFace) -> QWidget:
        box, sample = QComboBox(), QLabel()
        box.addItem(_OURS)
        box.setFixedWidth(_BOX_WIDTH)
        box.setMaxVisibleItems(20)
        box.setAccessibleName(f"{face.label}用的字体")
        box.activated.connect(lambda at: self.chosen.emit({face: box.itemText(at) if at else ""}))
        sample.setFixedSize(_SAMPLE)
        sample.setAccessibleName(f"{face.label}的字样")
        sample.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.boxes[face], self._samples[face] = box, sample
        self.notes[face] = Label(_USES[face], "caption")
        self.notes[face].setWordWrap(True)
        return holder(column(row(box, sample, STRETCH, gap=12), self.notes[face], gap=2))

    def _folder_card(self) -> Card:
        card = Card("另找一个文件夹", "没有安装、只放在文件夹里的字体也能用")
        self.folder = Label("没有另外指定", "secondary")
        self.folder_button = Button("选择文件夹…", icon="folder-open", clicked=self.folder_wanted.emit)
        self.drop_button = Button("不再用它", kind=Kind.QUIET, clicked=self.folder_dropped.emit)
        card.body.addLayout(row(self.folder, STRETCH, self.folder_button, self.drop_button))
        return card

    def _stop_card(self) -> Card:
        card = Card("标点悬挂", "公文和简报的正文；证书在“证书设计”里逐处设定")
        self.hanging = QCheckBox("行末的逗号、句号、顿号排不下时，伸到版心外")
        self.hanging.clicked.connect(self.hanging_chosen)
        card.body.addWidget(self.hanging)
        return card
