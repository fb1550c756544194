"""Asks for the size of cards, and where nothing tells it for which occasion they are.

::

    wish = card_dialog.ask(self, DocumentKind.BADGES, cards, "224 人")              # CardWish | None
    wish = card_dialog.ask(self, DocumentKind.SEAT_CARDS, cards, "8 人", title="")
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from culture_desktop.services.documents.card_people import LONGEST_TITLE
from culture_desktop.services.documents.cards import CardService
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import DocumentKind

_LABELS, _LONG = 64, 320
_NOTE = "有工号的人印二维码，签到台扫码即签到；按角上的短线裁开。"


@dataclass(frozen=True, slots=True)
class CardWish:
    """The size by its key, whether units are printed under names, and for which occasion."""

    format_key: str
    with_unit: bool
    title: str


def ask(
    parent: QWidget | None, kind: DocumentKind, cards: CardService, whose: str, *, title: str | None = None
) -> CardWish | None:
    """What is wanted; None when the dialog was left. ``title`` is offered for the occasion, None asks for none."""
    dialog = CardDialog(parent, kind, cards, whose, title)
    return dialog.wish() if dialog.exec() == Dialog.DialogCode.Accepted else None


class CardDialog(Dialog):
    """One form."""

    def __init__(
        self, parent: QWidget | None, kind: DocumentKind, cards: CardService, whose: str, title: str | None
    ) -> None:
        super().__init__(parent, f"{whose}的{kind.label}", act=f"生成{kind.label}", width=480)
        seats = kind is DocumentKind.SEAT_CARDS
        self._formats = cards.seat_formats if seats else cards.badge_formats
        self.title_line, self.sizes, self.with_unit = QLineEdit(title or ""), QComboBox(), QCheckBox("姓名下印单位")
        self.title_line.setMaxLength(LONGEST_TITLE)
        self.sizes.addItems([each.label for each in self._formats])
        form = Form(label_width=_LABELS)
        if title is not None:
            form.add("活动名称", self.title_line, width=_LONG)
            self.title_line.textChanged.connect(self._allow)
            self._allow(self.title_line.text())
        form.add("规格", self.sizes, width=_LONG)
        self.body.addWidget(form)
        if seats:
            form.add_wide(self.with_unit)
        else:
            form.add_wide(Label(_NOTE, "caption"))
        (self.sizes if title is None else self.title_line).setFocus(Qt.FocusReason.OtherFocusReason)

    def wish(self) -> CardWish:
        """What is chosen."""
        chosen = self._formats[self.sizes.currentIndex()]
        return CardWish(chosen.key, self.with_unit.isChecked(), self.title_line.text())

    def _allow(self, title: str) -> None:
        self.act_button.setEnabled(bool(title.strip()))
