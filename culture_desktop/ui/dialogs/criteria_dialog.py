"""The criteria of a campaign: name, for whom, weight, where points come from, and parts with bands.

::

    done = CriteriaDialog(self, services.award_terms, terms).run()      # Done[None] | None
"""

from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from culture_desktop.override import override
from culture_desktop.rules.rubrics import Part
from culture_desktop.services.awards.campaign_terms import COUNTED, CampaignTerms, CriterionTerms
from culture_desktop.services.awards.terms import TermsService
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.parts_dialog import PartsDialog
from culture_desktop.ui.dialogs.saving_dialog import SavingDialog, required_number_in
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.layouts import STRETCH, holder, row
from culture_desktop.ui.widgets.row_list import RowList
from culture_desktop.ui.widgets.text import Label, paragraph
from culture_desktop.ui.widgets.word_box import WordBox
from culture_desktop.vocabulary import ActivityKind, CriterionSource, Layer, TierKind

_NAME, _KIND, _WEIGHT, _SOURCE, _COUNT, _WORD = 168, 76, 60, 118, 112, 96


class CriterionLine(QWidget):
    """One criterion; what stands at the right depends on where its points come from."""

    def __init__(self, criterion: CriterionTerms | None = None) -> None:
        super().__init__()
        self.parts: tuple[Part, ...] = criterion.parts if criterion else ()
        self._id = criterion.id if criterion else None
        self.name, self.weight = QLineEdit(), QLineEdit()
        self.kind, self.source = WordBox(TierKind), WordBox(CriterionSource)
        self.full_at, self.layer = QSpinBox(), WordBox(Layer, none="各层")
        self.activity_kind, self.base = WordBox(ActivityKind, none="各类活动"), QSpinBox()
        self.parts_button = Button("", icon="list-check", clicked=self._edit_parts)
        self.name.setMaxLength(64)
        self.name.setPlaceholderText("如 现场评审")
        self.full_at.setRange(1, 999)
        self.full_at.setPrefix("满 ")
        self.base.setRange(0, 100)
        self.base.setPrefix("基础分 ")
        self.base.setValue(80)
        self._name_widgets()
        self._counted = holder(row(self.layer, self.activity_kind, self.full_at, gap=6))
        self._judged = holder(row(self.parts_button, STRETCH))
        self._conduct = holder(row(self.base, Label("按记录加减", "caption"), STRETCH, gap=6))
        self.setFocusProxy(self.name)
        self.setLayout(
            row(
                self.name,
                self.kind,
                self.weight,
                Label("%"),
                self.source,
                self._counted,
                self._judged,
                self._conduct,
                STRETCH,
                gap=6,
            )
        )
        if criterion is not None:
            self._show(criterion)
        else:
            self.source.choose(CriterionSource.JUDGES)
        self.source.currentIndexChanged.connect(self._show_source)
        self._show_source()
        self._show_parts()

    def terms(self) -> CriterionTerms:
        """What is entered."""
        source = self.source.required()
        judged, counted = source is CriterionSource.JUDGES, source in COUNTED
        return CriterionTerms(
            kind=self.kind.required(),
            name=self.name.text(),
            source=source,
            weight=required_number_in(self.weight, "权重"),
            full_at=self.full_at.value(),
            layer=self.layer.word() if counted else None,
            activity_kind=self.activity_kind.word() if counted else None,
            base=self.base.value(),
            parts=self.parts if judged else (),
            id=self._id,
        )

    def _name_widgets(self) -> None:
        for widget, name, width in (
            (self.name, "评分项名称", _NAME),
            (self.kind, "评选对象", _KIND),
            (self.weight, "权重", _WEIGHT),
            (self.source, "分数来源", _SOURCE),
            (self.full_at, "得满分的次数", _COUNT),
            (self.base, "行为记录的基础分", _COUNT),
            (self.layer, "计入的层", _WORD),
            (self.activity_kind, "计入的活动类别", _WORD),
        ):
            widget.setAccessibleName(name)
            widget.setFixedWidth(width)

    def _show(self, criterion: CriterionTerms) -> None:
        self.name.setText(criterion.name)
        self.kind.choose(criterion.kind)
        self.weight.setText(f"{criterion.weight.normalize():f}")
        self.source.choose(criterion.source)
        self.full_at.setValue(criterion.full_at)
        self.layer.choose(criterion.layer)
        self.activity_kind.choose(criterion.activity_kind)
        self.base.setValue(criterion.base)

    def _show_source(self) -> None:
        source = self.source.required()
        self._counted.setVisible(source in COUNTED)
        self._judged.setVisible(source is CriterionSource.JUDGES)
        self._conduct.setVisible(source is CriterionSource.CONDUCT)
        self.full_at.setSuffix(" 个月" if source is CriterionSource.MONTHS else " 次")

    def _show_parts(self) -> None:
        self.parts_button.setText(f"{len(self.parts)} 个细项" if self.parts else "分细项")

    def _edit_parts(self) -> None:
        dialog = PartsDialog(self, self.name.text().strip() or "评分项", self.parts)
        if dialog.exec() == PartsDialog.DialogCode.Accepted:
            self.parts = dialog.made
            self._show_parts()


class CriteriaDialog(SavingDialog):
    """A line each."""

    def __init__(self, parent: QWidget | None, service: TermsService, terms: CampaignTerms) -> None:
        super().__init__(parent, "评分项", width=960)
        self._service, self._code = service, terms.code
        self.criteria = RowList[CriterionLine]("添加评分项", CriterionLine)
        for criterion in terms.criteria:
            self.criteria.add(CriterionLine(criterion))
        words = "每项按 100 分计，个人和集体的权重各合计 100%。评委评分可以再分细项和档，细项满分合计 100。"
        self.body.addWidget(paragraph(words, "caption"))
        self.body.addWidget(self.criteria)
        self.finish()

    @override
    def save(self) -> Done[None]:
        return self._service.save_criteria(self._code, [line.terms() for line in self.criteria.lines])
