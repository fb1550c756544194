"""The holidays and make-up days of a year, entered by pasting the State Council's notice; what was read shows at once.

::

    done = holidays_dialog.ask(self, services.workdays, 2027, today)      # Done[CalendarYear] | None
"""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.rules.holiday_notice import NamedDay
from culture_desktop.services.results import Done
from culture_desktop.services.workdays import CalendarYear, WorkdayService
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.labels import short_day, weekday
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.text import Label

_LABELS, _SHORT, _LONG = 64, 150, 460
_HEIGHT = 190
_LONGEST = 200
_EXAMPLE = (
    "把国务院办公厅的通知全文粘贴到这里，或一行写一个节日：\n元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日上班。"
)


def ask(parent: QWidget | None, workdays: WorkdayService, year: int, today: date) -> Done[CalendarYear] | None:
    """What was kept or taken back; None when the dialog was left."""
    dialog = HolidaysDialog(parent, workdays, year, today)
    dialog.exec()
    return dialog.answer


class HolidaysDialog(Dialog):
    """Year, the notice's name and day, its text, and what the text says."""

    def __init__(self, parent: QWidget | None, workdays: WorkdayService, year: int, today: date) -> None:
        super().__init__(parent, "节假日安排", act="保存", width=600)
        self._workdays, self._today = workdays, today
        self.answer: Done[CalendarYear] | None = None
        self.form = Form(label_width=_LABELS)
        self.year = QSpinBox()
        self.year.setRange(2000, 2100)
        self.year.setSuffix(" 年")
        self.source = QLineEdit()
        self.source.setMaxLength(_LONGEST)
        self.source.setPlaceholderText("通知名称或文号")
        self.announced = DayEdit(today, latest=today)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_HEIGHT)
        self.text.setPlaceholderText(_EXAMPLE)
        self.form.add("年份", self.year, width=_SHORT)
        self._source_field = self.form.add("安排出处", self.source, width=_LONG)
        self.form.add("发布日期", self.announced, width=_SHORT)
        self._text_field = self.form.add("放假安排", self.text, width=_LONG)
        self.read = Label("", "caption")
        self.read.setWordWrap(True)
        self.forget_button = Button("撤回自行登记", clicked=self.forget)
        self.add_act(self.forget_button)
        self.body.addWidget(self.form)
        self.body.addWidget(self.read)
        self.year.valueChanged.connect(self._show_year)
        self.text.textChanged.connect(self._show_read)
        self.year.setValue(year)
        self._show_year(year)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def accept(self) -> None:
        """Keep the year; on an error stay open and say it at its field."""
        for field in (self._source_field, self._text_field):
            field.clear_failure()
        try:
            self._workdays.check(self.year.value(), self.text.toPlainText())
        except CultureError as error:
            self._text_field.fail(str(error))
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            self.answer = self._workdays.save(
                self.year.value(), self.text.toPlainText(), self.source.text(), self.announced.day()
            )
        except CultureError as error:
            self._source_field.fail(str(error))
            self.source.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().accept()

    def forget(self) -> None:
        """Take back what was entered for the year shown."""
        self.answer = self._workdays.forget(self.year.value())
        super().accept()

    def _show_year(self, year: int) -> None:
        known = self._workdays.year(year)
        self.source.setText(known.source)
        self.announced.set_day(known.announced_on or self._today)
        self.forget_button.setVisible(known.entered)
        self.text.setPlainText(known.text)
        self._show_read()

    def _show_read(self) -> None:
        self._text_field.clear_failure()
        if not self.text.toPlainText().strip():
            self.read.setText(f"还没有{self.year.value()}年的安排；没有安排的年份不推算工作日。")
            return
        try:
            days = self._workdays.check(self.year.value(), self.text.toPlainText())
        except CultureError as error:
            self.read.setText(str(error))
        else:
            self.read.setText(_told(days))


def _told(days: tuple[NamedDay, ...]) -> str:
    work = [f"{short_day(one.day)} {weekday(one.day)}" for one in days if one.works]
    rest = sum(not one.works for one in days)
    return f"放假 {rest} 天，调休上班 {len(work)} 天" + (f"：{'、'.join(work)}" if work else "")
