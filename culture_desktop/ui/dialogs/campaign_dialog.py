"""Makes a campaign from a template or after an earlier one; the dialog stays until every field fits.

::

    done = campaign_dialog.ask(self, services.award_setup, today)      # Done[str] | None
"""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.rules.profiles import CampaignProfile
from culture_desktop.services.awards.setup import AwardSetupService
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.day_edit import DayEdit
from culture_desktop.ui.widgets.form import Field, Form
from culture_desktop.ui.widgets.text import Label, paragraph, set_paragraph

_LABELS, _SHORT, _LONG = 72, 150, 390
_LABEL_OF = {"评选编号": "编号", "评选周期": "周期结束"}  # what the service calls a field, and what stands beside it


def ask(parent: QWidget | None, setup: AwardSetupService, today: date) -> Done[str] | None:
    """What the service answered; None when the dialog was left."""
    dialog = CampaignDialog(parent, setup, today)
    dialog.exec()
    return dialog.answer


class CampaignDialog(Dialog):
    """Template or earlier campaign, title, code, period, the day as of which people are judged, the first day."""

    def __init__(self, parent: QWidget | None, setup: AwardSetupService, today: date) -> None:
        super().__init__(parent, "新建评选", act="新建评选", width=540)
        self._setup, self._today = setup, today
        self._profiles, self._code = setup.profiles(), setup.next_code(today.year)
        self.answer: Done[str] | None = None
        self.form = Form(label_width=_LABELS)
        self._fields: dict[str, Field] = {}
        self.templates = QComboBox()
        for profile in self._profiles:
            self.templates.addItem(profile.title, profile)
        sources = setup.sources()
        if sources:
            self.templates.insertSeparator(self.templates.count())
        for code, title in sources:
            self.templates.addItem(f"沿用“{title}”（{code}）", code)
        self.title, self.code = QLineEdit(), QLineEdit(self._code)
        self.title.setMaxLength(128)
        self.code.setMaxLength(32)
        self.period_from, self.period_to, self.as_of = DayEdit(today), DayEdit(today), DayEdit(today)
        self.starts = DayEdit(today)
        self._add("模板", self.templates, _LONG)
        self._source = paragraph("", "caption")
        self.form.add_wide(self._source)
        self._add("名称", self.title, _LONG)
        self._add("编号", self.code, _SHORT, "不可重复，命令行用它指这次评选")
        self._add("周期开始", self.period_from, _SHORT, "计入参与记录的第一天")
        self._add("周期结束", self.period_to, _SHORT, "计入参与记录的最后一天")
        self._add("资格截至", self.as_of, _SHORT, "司龄、年龄等按这一天计算")
        self._add("启动日期", self.starts, _SHORT, "时间表从这一天起按工作日排")
        self._problem = Label("", tone=Tone.BAD)
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.body.addWidget(self.form)
        self.body.addWidget(self._problem)
        self.templates.currentIndexChanged.connect(self._show_chosen)
        self._show_chosen()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def accept(self) -> None:
        """Make it; on an error stay open and say it where it belongs."""
        self._problem.hide()
        for field in self._fields.values():
            field.clear_failure()
        chosen = self.templates.currentData()
        days = self.period_from.day(), self.period_to.day(), self.as_of.day()
        try:
            if isinstance(chosen, str):
                self.answer = self._setup.copy(chosen, self.code.text(), self.title.text(), *days)
            else:
                words = self.code.text(), self.title.text()
                self.answer = self._setup.create(chosen, *words, *days, self.starts.day())
        except CultureError as error:
            self._show_problem(error)
        else:
            super().accept()

    def _add(self, label: str, editor: QWidget, width: int, hint: str = "") -> None:
        self._fields[label] = self.form.add(label, editor, width=width, hint=hint)

    def _show_chosen(self) -> None:
        chosen = self.templates.currentData()
        copied = isinstance(chosen, str)
        self.form.set_row_visible(self._fields["启动日期"], not copied)
        if copied:
            self._show_campaign(chosen)
        else:
            self._show_template(chosen)

    def _show_template(self, profile: CampaignProfile) -> None:
        tiers = "、".join(f"{tier.name} {tier.seats}" for tier in profile.tiers)
        set_paragraph(self._source, f"{tiers}。\n{profile.source}")
        year = self._today.year
        self._offer(f"{year}年度{profile.title}", self._code, (date(year, 1, 1), self._today, self._today))

    def _show_campaign(self, code: str) -> None:
        offer = self._setup.copy_offer(code, self._today)
        words = "档次、评分项、条件、限制、评分办法和时间表照原样，不带推荐、评分和名单。"
        set_paragraph(self._source, "\n".join((words, *offer.sentences)))
        self._offer(offer.title, offer.code, (offer.period_from, offer.period_to, offer.as_of))

    def _offer(self, title: str, code: str, days: tuple[date, date, date]) -> None:
        """Fill in what was not typed."""
        for line, words in ((self.title, title), (self.code, code)):
            if not line.isModified():
                line.setText(words)
        for edit, day in zip((self.period_from, self.period_to, self.as_of), days, strict=True):
            edit.set_day(day)

    def _show_problem(self, error: CultureError) -> None:
        name = str(error.data.get("field") or error.data.get("what", ""))
        field = self._fields.get(_LABEL_OF.get(name, name))
        if field is None:
            self._problem.setText(str(error))
            self._problem.show()
        else:
            field.fail(str(error))
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
