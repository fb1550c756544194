"""Makes a campaign from a template; the dialog stays until every field fits.

::

    done = campaign_dialog.ask(self, profiles, "2026-P01", today, setup.create)      # Done[str] | None
"""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.rules.profiles import CampaignProfile
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Field, Form
from culture_desktop.ui.widgets.text import Label, paragraph, set_paragraph

Create = Callable[[CampaignProfile, str, str, date, date, date], Done[str]]
_LABELS, _SHORT, _LONG = 72, 150, 390
_LABEL_OF = {"评选编号": "编号", "评选周期": "周期结束"}  # what the service calls a field, and what stands beside it


def ask(
    parent: QWidget | None, profiles: Sequence[CampaignProfile], code: str, today: date, create: Create
) -> Done[str] | None:
    """What ``create`` answered; None when the dialog was left. ``code`` is what is offered."""
    dialog = CampaignDialog(parent, profiles, code, today, create)
    dialog.exec()
    return dialog.answer


class CampaignDialog(Dialog):
    """Template, title, code, period, and the day as of which people are judged."""

    def __init__(
        self, parent: QWidget | None, profiles: Sequence[CampaignProfile], code: str, today: date, create: Create
    ) -> None:
        super().__init__(parent, "新建评选", act="新建评选", width=540)
        self._profiles, self._year, self._create = tuple(profiles), today.year, create
        self.answer: Done[str] | None = None
        self.form = Form(label_width=_LABELS)
        self._fields: dict[str, Field] = {}
        self.templates = QComboBox()
        self.templates.addItems([profile.title for profile in self._profiles])
        self.title, self.code = QLineEdit(), QLineEdit(code)
        self.title.setMaxLength(128)
        self.code.setMaxLength(32)
        january = date(today.year, 1, 1)
        self.period_from, self.period_to, self.as_of = DayEdit(january), DayEdit(today), DayEdit(today)
        self._add("模板", self.templates, _LONG)
        self._source = paragraph("", "caption")
        self.form.add_wide(self._source)
        self._add("名称", self.title, _LONG)
        self._add("编号", self.code, _SHORT, "不可重复，命令行用它指这次评选")
        self._add("周期开始", self.period_from, _SHORT, "计入参与记录的第一天")
        self._add("周期结束", self.period_to, _SHORT, "计入参与记录的最后一天")
        self._add("资格截至", self.as_of, _SHORT, "司龄、年龄等按这一天计算")
        self._problem = Label("", tone=Tone.BAD)
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.body.addWidget(self.form)
        self.body.addWidget(self._problem)
        self.templates.currentIndexChanged.connect(self._show_template)
        self._show_template(0)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def accept(self) -> None:
        """Make it; on an error stay open and say it where it belongs."""
        self._problem.hide()
        for field in self._fields.values():
            field.clear_failure()
        profile = self._profiles[self.templates.currentIndex()]
        period = self.period_from.day(), self.period_to.day()
        try:
            self.answer = self._create(profile, self.code.text(), self.title.text(), *period, self.as_of.day())
        except CultureError as error:
            self._show_problem(error)
        else:
            super().accept()

    def _add(self, label: str, editor: QWidget, width: int, hint: str = "") -> None:
        self._fields[label] = self.form.add(label, editor, width=width, hint=hint)

    def _show_template(self, at: int) -> None:
        profile = self._profiles[at]
        tiers = "、".join(f"{tier.name} {tier.seats}" for tier in profile.tiers)
        set_paragraph(self._source, f"{tiers}。\n{profile.source}")
        if not self.title.isModified():
            self.title.setText(f"{self._year}年度{profile.title}")

    def _show_problem(self, error: CultureError) -> None:
        name = str(error.data.get("field") or error.data.get("what", ""))
        field = self._fields.get(_LABEL_OF.get(name, name))
        if field is None:
            self._problem.setText(str(error))
            self._problem.show()
        else:
            field.fail(str(error))
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
