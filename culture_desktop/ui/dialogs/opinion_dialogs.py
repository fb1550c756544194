"""Asks departments about nominees, and notes what they answer.

::

    done = AskDialog(self, services.opinions, code, nominees, today).run()         # Done[int] | None
    done = AnswerDialog(self, services.opinions, code, nominee, today).run()       # Done[int] | None
"""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QWidget

from culture_desktop.override import override
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.opinions import Answer, OpinionService
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.saving_dialog import SavingDialog
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.text import paragraph
from culture_desktop.ui.widgets.word_box import WordBox
from culture_desktop.vocabulary import OpinionVerdict

_LABELS, _SHORT, _LONG, _HEIGHT = 72, 150, 360, 84
_NAMED = 8
_USUAL_DAYS = 7


class AskDialog(SavingDialog):
    """Which departments, from when, until when."""

    def __init__(
        self, parent: QWidget | None, service: OpinionService, code: str, nominees: Sequence[Nominee], today: date
    ) -> None:
        super().__init__(parent, f"就 {len(nominees)} 个推荐对象征求意见", act="征求意见", width=500)
        self._service, self._code, self._nominees = service, code, nominees
        named = "、".join(nominee.name for nominee in nominees[:_NAMED])
        more = f"等 {len(nominees)} 个" if len(nominees) > _NAMED else ""
        self.departments = QPlainTextEdit("\n".join(service.departments()))
        self.departments.setTabChangesFocus(True)
        self.departments.setFixedHeight(_HEIGHT)
        self.departments.setPlaceholderText("每行一个，如\n纪检监察室\n安全监察部")
        self.day = DayEdit(today, latest=today)
        self.limited = QCheckBox("限期答复")
        self.limited.setChecked(True)
        self.due = DayEdit(today + timedelta(days=_USUAL_DAYS))
        self.limited.toggled.connect(self.due.setEnabled)
        form = Form(label_width=_LABELS)
        form.add("部门", self.departments, width=_LONG)
        form.add("征求日期", self.day, width=_SHORT)
        form.add_wide(self.limited)
        form.add("答复期限", self.due, width=_SHORT)
        self.body.addWidget(paragraph(f"{named}{more}。问过的不再重复；答复只作参考，不自动决定资格。", "caption"))
        self.body.addWidget(form)
        self.finish()
        self.departments.setFocus()

    @override
    def save(self) -> Done[int]:
        due = self.due.day() if self.limited.isChecked() else None
        ids = [nominee.nomination_id for nominee in self._nominees]
        return self._service.ask(self._code, ids, self.departments.toPlainText().splitlines(), self.day.day(), due)


class AnswerDialog(SavingDialog):
    """What one department says of a nominee; an answer on record can be put right."""

    def __init__(
        self, parent: QWidget | None, service: OpinionService, code: str, nominee: Nominee, today: date
    ) -> None:
        super().__init__(parent, f"登记对{nominee.name}的意见", act="登记", width=500)
        self._service, self._code, self._rows = service, code, nominee.opinions
        self.department = QComboBox()
        self.department.addItems([row.department for row in self._rows])
        self.verdict = WordBox(OpinionVerdict)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(_HEIGHT)
        self.words.setPlaceholderText("有保留或不同意的，写明理由")
        self.day = DayEdit(today, latest=today)
        form = Form(label_width=_LABELS)
        form.add("部门", self.department, width=_LONG)
        form.add("意见", self.verdict, width=_SHORT)
        form.add("说明", self.words, width=_LONG)
        form.add("答复日期", self.day, width=_SHORT)
        self.body.addWidget(form)
        self.finish()
        self.department.currentIndexChanged.connect(self._show_held)
        waiting = next((at for at, row in enumerate(self._rows) if row.verdict is None), 0)
        self.department.setCurrentIndex(waiting)
        self._show_held(waiting)

    @override
    def save(self) -> Done[int]:
        answer = Answer(self.verdict.required(), self.words.toPlainText(), self.day.day())
        return self._service.answer(self._code, [self._rows[self.department.currentIndex()].id], answer)

    def _show_held(self, at: int) -> None:
        """What the department has said already."""
        held = self._rows[at]
        self.verdict.choose(held.verdict or OpinionVerdict.AGREES)
        self.words.setPlainText(held.text)
        if held.answered_on is not None:
            self.day.set_day(held.answered_on)
