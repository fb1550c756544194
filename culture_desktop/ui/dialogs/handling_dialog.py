"""What was found out about an objection, and how it ended; the dialog stays until the service takes it.

::

    done = handling_dialog.ask(self, row, sentence, today, note=..., close=..., reopen=..., may_exclude=True)
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.services.awards.objections import Closing
from culture_desktop.services.awards.rows import ObjectionRow
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.text import Label
from culture_desktop.vocabulary import ObjectionConclusion

Note = Callable[[str], Done[None]]
Close = Callable[[Closing], Done[None]]
_LABELS, _SHORT, _LONG = 64, 170, 380
_HEIGHT = 84
_OPEN = "仍在核查"
_CONCLUSIONS = tuple(ObjectionConclusion)
_UPHELD = (ObjectionConclusion.UPHELD, ObjectionConclusion.PARTLY)


def ask(
    parent: QWidget | None,
    row: ObjectionRow,
    sentence: str,
    today: date,
    *,
    note: Note,
    close: Close,
    reopen: Note,
    may_exclude: bool,
) -> Done[None] | None:
    """What the service answered; None when the dialog was left. ``sentence`` says where the objection stands.

    ``may_exclude`` offers to take the nominee off the list: not once there is an award.
    """
    dialog = HandlingDialog(
        parent, row, sentence, today, note=note, close=close, reopen=reopen, may_exclude=may_exclude
    )
    dialog.exec()
    return dialog.answer


class HandlingDialog(Dialog):
    """An open objection gets its findings and conclusion; a closed one can be taken up again with a reason."""

    def __init__(
        self,
        parent: QWidget | None,
        row: ObjectionRow,
        sentence: str,
        today: date,
        *,
        note: Note,
        close: Close,
        reopen: Note,
        may_exclude: bool,
    ) -> None:
        title = f"办理异议（第 {row.fact.number} 件）"
        super().__init__(parent, title, act="保存" if row.open else "重新核查", width=520)
        self._row, self._note, self._close, self._reopen = row, note, close, reopen
        self.answer: Done[None] | None = None
        self._may_exclude = may_exclude
        for words in (sentence, f"内容：{row.content}", f"依据：{row.fact.evidence or '没有提供'}"):
            label = Label(words, "caption")
            label.setWordWrap(True)
            self.body.addWidget(label)
        self.form = Form(label_width=_LABELS)
        self.handling = QPlainTextEdit(row.handling)
        self.handling.setTabChangesFocus(True)
        self.handling.setFixedHeight(_HEIGHT)
        self.handling.setReadOnly(not row.open)
        self._handling_field = self.form.add("核查情况", self.handling, width=_LONG)
        self.reason = QLineEdit()
        self.conclusion = QComboBox()
        self.closed = DayEdit(today, earliest=row.fact.received_on, latest=today)
        self.exclude = QCheckBox("取消入选资格，重新拟定名单并重新公示")
        if row.open:
            self._add_conclusion()
        else:
            self._reason_field = self.form.add("理由", self.reason, width=_LONG)
        self.body.addWidget(self.form)
        (self.handling if row.open else self.reason).setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_conclusion(self) -> None:
        self.conclusion.addItems([_OPEN, *(one.label for one in _CONCLUSIONS)])
        self.form.add("结论", self.conclusion, width=_SHORT)
        self._closed_field = self.form.add("办结日期", self.closed, width=_SHORT)
        self._exclude_field = self.form.add("处理", self.exclude)
        self.conclusion.currentIndexChanged.connect(self._show_conclusion)
        self._show_conclusion()

    def _show_conclusion(self, _index: int = 0) -> None:
        chosen = self._chosen()
        self.form.set_row_visible(self._closed_field, chosen is not None)
        upheld = self._may_exclude and chosen in _UPHELD and self._row.nomination_id is not None
        self.form.set_row_visible(self._exclude_field, upheld)
        self.exclude.setChecked(upheld and chosen is ObjectionConclusion.UPHELD)

    def _chosen(self) -> ObjectionConclusion | None:
        at = self.conclusion.currentIndex()
        return _CONCLUSIONS[at - 1] if at > 0 else None

    @override
    def accept(self) -> None:
        """Keep it; on an error stay open and say it."""
        field = self._handling_field if self._row.open else self._reason_field
        field.clear_failure()
        try:
            self.answer = self._kept()
        except CultureError as error:
            field.fail(str(error))
        else:
            super().accept()

    def _kept(self) -> Done[None]:
        if not self._row.open:
            return self._reopen(self.reason.text())
        words, chosen = self.handling.toPlainText(), self._chosen()
        if chosen is None:
            return self._note(words)
        return self._close(Closing(chosen, words, self.closed.day(), self.exclude.isChecked()))
