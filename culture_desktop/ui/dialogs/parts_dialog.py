"""The parts of a criterion that judges score, each with a maximum and its bands written in one line.

::

    dialog = PartsDialog(self, "现场评审", criterion.parts)
    if dialog.exec() == PartsDialog.DialogCode.Accepted: dialog.made
"""

from PySide6.QtWidgets import QLineEdit, QWidget

from culture_desktop.errors import CultureError, InvalidFieldError
from culture_desktop.override import override
from culture_desktop.rules.rubrics import Part, Rubric, bands_from_words, bands_in_words
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.dialogs.saving_dialog import required_number_in
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.layouts import row
from culture_desktop.ui.widgets.row_list import RowList
from culture_desktop.ui.widgets.text import Label, paragraph

_NAME, _MAXIMUM = 150, 60


class PartLine(QWidget):
    """Name, maximum, bands."""

    def __init__(self, part: Part | None = None) -> None:
        super().__init__()
        self.name, self.maximum, self.bands = QLineEdit(), QLineEdit(), QLineEdit()
        self.name.setPlaceholderText("如 业务能力")
        self.name.setMaxLength(64)
        self.bands.setPlaceholderText("如 优 34-40，良 24-33，差 0-23；不分档就空着")
        for widget, name in ((self.name, "细项名称"), (self.maximum, "满分"), (self.bands, "分档")):
            widget.setAccessibleName(name)
        self.name.setFixedWidth(_NAME)
        self.maximum.setFixedWidth(_MAXIMUM)
        if part is not None:
            self.name.setText(part.name)
            self.maximum.setText(f"{part.maximum.normalize():f}")
            self.bands.setText(bands_in_words(part.bands))
        self.setFocusProxy(self.name)
        whole = row(self.name, Label("满分"), self.maximum)
        whole.addWidget(self.bands, 1)
        self.setLayout(whole)

    def part(self) -> Part:
        """What is entered; RuleInvalidError and InvalidFieldError say what does not fit."""
        name = self.name.text().strip()
        if not name:
            raise InvalidFieldError(field="细项名称", value="空白", expected="一个名称")
        maximum = required_number_in(self.maximum, f"{name}满分")
        bands = bands_from_words(name, self.bands.text())
        digits = max(-int(n.as_tuple().exponent) for n in (maximum, *(e for b in bands for e in (b.lowest, b.highest))))
        return Part(name, maximum, bands, max(digits, 0))


class PartsDialog(Dialog):
    """A line each; the sum of the maxima stands below them."""

    def __init__(self, parent: QWidget | None, criterion: str, parts: tuple[Part, ...]) -> None:
        super().__init__(parent, f"“{criterion}”的细项", act="确定", width=720)
        self._criterion = criterion
        self.made = parts
        self.parts = RowList[PartLine]("添加细项", PartLine)
        for part in parts:
            self.parts.add(PartLine(part))
        self.problem = Label("", tone=Tone.BAD)
        self.problem.setWordWrap(True)
        self.problem.hide()
        words = "细项满分合计 100；各档从 0 分到满分连续，不留空档、不重叠。去掉全部细项就按整项打分。"
        self.body.addWidget(paragraph(words, "caption"))
        self.body.addWidget(self.parts)
        self.body.addWidget(self.problem)

    @override
    def accept(self) -> None:
        """Take the parts, or say what does not fit."""
        try:
            made = tuple(line.part() for line in self.parts.lines)
            if made:
                Rubric(self._criterion, made).check_whole()
        except CultureError as error:
            self.problem.setText(str(error))
            self.problem.show()
        else:
            self.made = made
            super().accept()
