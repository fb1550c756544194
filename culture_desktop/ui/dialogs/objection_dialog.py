"""Enters an objection to a public notice; the dialog stays until the service takes it.

::

    done = objection_dialog.ask(self, board, today, deadline, receive)      # Done[int] | None
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from culture_desktop.errors import CalendarUnknownError, CultureError
from culture_desktop.override import override
from culture_desktop.services.awards.objections import ObjectionTerms
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Field, Form
from culture_desktop.vocabulary import ObjectorKind

Receive = Callable[[ObjectionTerms], Done[int]]
_LABELS, _SHORT, _LONG = 64, 170, 380
_HEIGHT = 64
_LONGEST = 64
_KINDS = tuple(ObjectorKind)
_WHOLE = "整个公示"


def ask(
    parent: QWidget | None, board: CampaignBoard, today: date, deadline: Callable[[date], date], receive: Receive
) -> Done[int] | None:
    """What ``receive`` answered; None when the dialog was left. ``deadline`` works out by when it is answered."""
    dialog = ObjectionDialog(parent, board, today, deadline, receive)
    dialog.exec()
    return dialog.answer


class ObjectionDialog(Dialog):
    """About whom, by whom, what and why, by when."""

    def __init__(
        self,
        parent: QWidget | None,
        board: CampaignBoard,
        today: date,
        deadline: Callable[[date], date],
        receive: Receive,
    ) -> None:
        super().__init__(parent, "登记异议", act="登记", width=520)
        self._work_out, self._receive = deadline, receive
        self.answer: Done[int] | None = None
        self.about, self.objector = QComboBox(), QComboBox()
        for winner in board.winners:
            self.about.addItem(f"{winner.name}（{winner.unit}）", winner.nomination_id)
        self.about.addItem(_WHOLE, None)
        self.objector.addItems([kind.label for kind in _KINDS])
        self.objector.setCurrentIndex(_KINDS.index(ObjectorKind.PERSON))
        self.name, self.contact = QLineEdit(), QLineEdit()
        for editor in (self.name, self.contact):
            editor.setMaxLength(_LONGEST)
        self.sealed = QCheckBox("已加盖公章")
        self.received = DayEdit(today, earliest=board.notice_from, latest=today)
        self.deadline = DayEdit(today)
        self.content, self.evidence = QPlainTextEdit(), QPlainTextEdit()
        for text in (self.content, self.evidence):
            text.setTabChangesFocus(True)
            text.setFixedHeight(_HEIGHT)
        self.evidence.setPlaceholderText("时间、地点、证明材料")
        self._lay_out()
        self.received.picked.connect(self._show_deadline)
        self.objector.currentIndexChanged.connect(self._show_kind)
        self._show_kind()
        self._show_deadline()
        self.about.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.form = Form(label_width=_LABELS)
        self.form.add("公示对象", self.about, width=_LONG)
        self.form.add("提出方", self.objector, width=_SHORT)
        self._name_field = self.form.add("提出人", self.name, width=_SHORT)
        self._contact_field = self.form.add("联系电话", self.contact, width=_SHORT)
        self._sealed_field = self.form.add("公章", self.sealed)
        self._content_field = self.form.add("异议内容", self.content, width=_LONG)
        self.form.add("事实依据", self.evidence, width=_LONG)
        self.form.add("收到日期", self.received, width=_SHORT)
        self._deadline_field = self.form.add("办理期限", self.deadline, width=_SHORT)
        self.body.addWidget(self.form)

    @override
    def accept(self) -> None:
        """Enter it; on an error stay open and say it under what it is about."""
        for field in (self._name_field, self._content_field, self._deadline_field):
            field.clear_failure()
        terms = ObjectionTerms(
            nomination_id=self.about.currentData(),
            objector=self._kind,
            name=self.name.text(),
            raised_on=self.received.day(),
            content=self.content.toPlainText(),
            evidence=self.evidence.toPlainText(),
            contact=self.contact.text(),
            sealed=self.sealed.isChecked(),
            deadline=self.deadline.day(),
        )
        try:
            self.answer = self._receive(terms)
        except CultureError as error:
            self._field_of(str(error.data.get("field", ""))).fail(str(error))
        else:
            super().accept()

    def _field_of(self, name: str) -> Field:
        fields = {"异议内容": self._content_field, "办理期限": self._deadline_field, "联系方式": self._contact_field}
        return fields.get(name, self._name_field)

    @property
    def _kind(self) -> ObjectorKind:
        return _KINDS[self.objector.currentIndex()]

    def _show_kind(self, _index: int = 0) -> None:
        self.form.set_row_visible(self._sealed_field, self._kind is ObjectorKind.UNIT)

    def _show_deadline(self, _day: object = None) -> None:
        self._deadline_field.clear_failure()
        try:
            self.deadline.set_day(self._work_out(self.received.day()))
        except CalendarUnknownError as error:
            self._deadline_field.fail(str(error))
