"""How judges' points become a score, and what is compared between equals; both sentences stand below, as printed.

::

    done = ProcedureDialog(self, services.award_terms, terms).run()      # Done[None] | None
"""

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.rules.panels import PanelRules, Summary
from culture_desktop.rules.procedure import Procedure, ScoringRules, TieKey, TieRule
from culture_desktop.services.awards.campaign_terms import CampaignTerms
from culture_desktop.services.awards.terms import TermsService
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.saving_dialog import SavingDialog, number_in
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.layouts import STRETCH, row
from culture_desktop.ui.widgets.row_list import RowList
from culture_desktop.ui.widgets.text import Label
from culture_desktop.ui.widgets.word_box import WordBox

_LABELS, _SHORT, _MEDIUM, _SENTENCE = 84, 88, 220, 76


class TieLine(QWidget):
    """One comparison."""

    def __init__(self, choices: tuple[TieRule, ...], rule: TieRule | None = None) -> None:
        super().__init__()
        self._choices = choices if rule is None or rule in choices else (*choices, rule)
        self.box = QComboBox()
        self.box.setAccessibleName("比较什么")
        self.box.addItems([choice.name for choice in self._choices])
        self.box.setFixedWidth(_MEDIUM)
        if rule is not None:
            self.box.setCurrentIndex(self._choices.index(rule))
        self.setFocusProxy(self.box)
        self.setLayout(row(self.box, Label("高者在前", "caption"), STRETCH))

    def rule(self) -> TieRule:
        """What is chosen."""
        return self._choices[self.box.currentIndex()]


class ProcedureDialog(SavingDialog):
    """Scoring rules, tie rules, sentences."""

    def __init__(self, parent: QWidget | None, service: TermsService, terms: CampaignTerms) -> None:
        super().__init__(parent, "评分办法和并列规则", width=620)
        self._service, self._code = service, terms.code
        scoring = terms.procedure.scoring
        self.summary = WordBox(Summary)
        self.summary.choose(scoring.summary)
        self.highest, self.lowest = _spin(scoring.panel.drop_highest, 0, 9), _spin(scoring.panel.drop_lowest, 0, 9)
        self.judges, self.digits = _spin(scoring.panel.minimum_judges, 1, 99), _spin(scoring.panel.digits, 0, 4)
        self._trim_from = scoring.panel.trim_from
        self.widest = QLineEdit()
        widest = scoring.panel.widest_range
        self.widest.setText("" if widest is None else f"{widest:f}")
        self.widest.setPlaceholderText("不限")
        criteria = dict.fromkeys(criterion.name for criterion in terms.criteria)
        choices = (
            *(TieRule(key) for key in TieKey if key is not TieKey.CRITERION),
            *(TieRule(TieKey.CRITERION, name) for name in criteria),
        )
        self.ties = RowList[TieLine]("添加比较", lambda: TieLine(choices))
        self.sentence = Label("", "secondary")
        self.sentence.setWordWrap(True)
        self.sentence.setMinimumHeight(_SENTENCE)  # its lines push nothing together when there are more of them
        form = Form(label_width=_LABELS)
        form.add("取分办法", self.summary, width=_MEDIUM)
        form.add("去掉最高分", self.highest, width=_SHORT, hint="个")
        form.add("去掉最低分", self.lowest, width=_SHORT, hint="个")
        form.add("至少评委", self.judges, width=_SHORT, hint="位，不足的不计分")
        form.add("小数位数", self.digits, width=_SHORT, hint="位，四舍五入")
        form.add("分歧界限", self.widest, width=_SHORT, hint="分，最高与最低相差超过的须复核")
        form.add("总分相同", self.ties, width=Form.FILL)
        form.add("即", self.sentence, width=Form.FILL)
        self.body.addWidget(form)
        self.finish()
        for rule in terms.procedure.ties:
            self._add(TieLine(choices, rule))
        for spin in (self.highest, self.lowest, self.judges, self.digits):
            spin.valueChanged.connect(self._show_sentence)
        self.summary.currentIndexChanged.connect(self._show_sentence)
        self.widest.textChanged.connect(self._show_sentence)
        self.ties.changed.connect(self._follow)
        self._show_sentence()

    @override
    def save(self) -> Done[None]:
        return self._service.save_procedure(self._code, self._procedure())

    def _add(self, line: TieLine) -> None:
        line.box.currentIndexChanged.connect(self._show_sentence)
        self.ties.add(line)

    def _follow(self) -> None:
        for line in self.ties.lines[-1:]:
            line.box.currentIndexChanged.connect(self._show_sentence)
        self._show_sentence()

    def _procedure(self) -> Procedure:
        panel = PanelRules(
            drop_highest=self.highest.value(),
            drop_lowest=self.lowest.value(),
            trim_from=self._trim_from,
            minimum_judges=self.judges.value(),
            digits=self.digits.value(),
            widest_range=number_in(self.widest, "分歧界限"),
        )
        return Procedure(ScoringRules(self.summary.required(), panel), tuple(line.rule() for line in self.ties.lines))

    def _show_sentence(self) -> None:
        try:
            procedure = self._procedure()
        except CultureError as error:
            self.sentence.setText(str(error))
        else:
            self.sentence.setText(f"{procedure.scoring.sentence}。\n{procedure.tie_sentence}。")


def _spin(value: int, least: int, most: int) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(least, most)
    spin.setValue(value)
    return spin
