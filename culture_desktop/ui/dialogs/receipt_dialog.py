"""Asks what people of an activity sign for.

::

    wish = receipt_dialog.ask(self, "趣味运动会")        # ReceiptWish | None
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from culture_desktop.override import override
from culture_desktop.services.documents.receipt_text import LONGEST_ITEM, MOST_QUANTITY, ReceiptWish, Recipients
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.labels import read_yuan
from culture_desktop.ui.widgets.form import Form
from culture_desktop.vocabulary import quoted

_LABELS, _SHORT, _LONG = 80, 132, 300


def ask(parent: QWidget | None, title: str) -> ReceiptWish | None:
    """What is wanted; None when the dialog was left."""
    dialog = ReceiptDialog(parent, title)
    return dialog.wish() if dialog.exec() == Dialog.DialogCode.Accepted else None


class ReceiptDialog(Dialog):
    """The thing or reason, for whom, how many, at which price."""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent, f"{quoted(title)}的签领表", act="生成签领表", width=480)
        self.item, self.price, self.whom, self.quantity = QLineEdit(), QLineEdit(), QComboBox(), QSpinBox()
        self.item.setMaxLength(LONGEST_ITEM)
        self.item.setPlaceholderText("如“保温杯”“评审费”")
        self.price.setPlaceholderText("可不填")
        self.whom.addItems([whom.label for whom in Recipients])
        self.quantity.setRange(1, MOST_QUANTITY)
        form = Form(label_width=_LABELS)
        self._item = form.add("物品或事由", self.item, width=_LONG)
        form.add("谁领", self.whom, width=_LONG)
        form.add("每人几件", self.quantity, width=_SHORT)
        self._price = form.add("单价（元）", self.price, hint="填了就印金额和大写合计", width=_SHORT)
        self.body.addWidget(form)
        self.item.setFocus(Qt.FocusReason.OtherFocusReason)

    def wish(self) -> ReceiptWish:
        """What is entered; ValueError for a price that is none."""
        said = self.price.text().strip()
        whom = tuple(Recipients)[self.whom.currentIndex()]
        return ReceiptWish(self.item.text(), whom, self.quantity.value(), read_yuan(said) if said else None)

    @override
    def accept(self) -> None:
        """Close if it can be; else say under the field what it lacks."""
        self._item.clear_failure()
        self._price.clear_failure()
        if not self.item.text().strip():
            self._item.fail("请写明领的是什么，如“保温杯”。")
            return
        try:
            priced = self.wish().price
        except ValueError:
            priced = None
        if self.price.text().strip() and not priced:
            self._price.fail("应为大于 0 的数，至多两位小数，如 45.50。")
            return
        super().accept()
