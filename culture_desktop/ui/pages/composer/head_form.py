"""Head and foot of a briefing: its name, number, date and editor; to whom it goes, and in how many copies."""

from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QWidget

from culture_desktop.documents.briefings.blocks import Block
from culture_desktop.services.briefings.rows import BriefingDraft
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.layouts import STRETCH, column
from culture_desktop.ui.widgets.text import Label

_LABELS = 56
_MOST_COPIES = 9999


class HeadForm(QWidget):
    """All of it but the title.

    Signals:
        edited: something was changed.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.masthead, self.editor = QLineEdit(), QLineEdit()
        self.report_to, self.send_to, self.issue_to = QLineEdit(), QLineEdit(), QLineEdit()
        self.day, self.copies, self.supplement = DayEdit(date.today()), QSpinBox(), QCheckBox("增刊，不占总期号")
        self.copies.setRange(1, _MOST_COPIES)
        self.copies.setSuffix(" 份")
        self.number = Label("")
        self.number.setWordWrap(True)
        form = Form(label_width=_LABELS)
        form.add("报头", self.masthead, width=Form.FILL)
        form.add("期号", self.number, width=Form.FILL)
        form.add_wide(self.supplement)
        form.add("日期", self.day, width=Form.SHORT)
        form.add("编辑", self.editor, width=Form.FILL)
        form.add("报", self.report_to, width=Form.FILL)
        form.add("送", self.send_to, width=Form.FILL)
        form.add("发", self.issue_to, width=Form.FILL)
        form.add("份数", self.copies, width=Form.SHORT)
        self._texts = (self.masthead, self.editor, self.report_to, self.send_to, self.issue_to)
        for field in self._texts:
            field.textEdited.connect(self.edited)
        for field in self._texts[2:]:
            field.setPlaceholderText("不填就不印")
        self.day.dateChanged.connect(self.edited)
        self.copies.valueChanged.connect(self.edited)
        self.supplement.toggled.connect(self.edited)
        self.setLayout(column(form, STRETCH, margins=(12, 8, 12, 12)))

    def show_draft(self, draft: BriefingDraft) -> None:
        """Show what is there."""
        blocked = [QSignalBlocker(each) for each in (self.day, self.copies, self.supplement)]
        for field, words in zip(
            self._texts, (draft.masthead, draft.editor, draft.report_to, draft.send_to, draft.issue_to), strict=True
        ):
            field.setText(words)
        self.day.set_day(draft.day)
        self.copies.setValue(draft.copies)
        self.supplement.setChecked(draft.supplement)
        self.number.setText("")
        del blocked

    def show_number(self, words: str, *, given: bool) -> None:
        """The number that the briefing has been ``given``, or would be; what was issued stays a supplement or not."""
        self.number.setText(words)
        self.supplement.setEnabled(not given)

    def draft(self, title: str, blocks: tuple[Block, ...]) -> BriefingDraft:
        """What stands in the fields, with a title and a text."""
        return BriefingDraft(
            masthead=self.masthead.text(),
            title=title,
            blocks=blocks,
            day=self.day.day(),
            editor=self.editor.text(),
            report_to=self.report_to.text(),
            send_to=self.send_to.text(),
            issue_to=self.issue_to.text(),
            copies=self.copies.value(),
            supplement=self.supplement.isChecked(),
        )
