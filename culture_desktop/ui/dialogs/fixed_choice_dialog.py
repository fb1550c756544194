"""Decides a nominee's place whatever the scores, or takes such a decision back; both with a reason.

::

    done = FixedChoiceDialog(self, services.award_choices, code, nominee, tiers).run()      # Done[None] | None
    done = ReleaseDialog(self, services.award_choices, code, nominee).run()
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from culture_desktop.override import override
from culture_desktop.services.awards.choices import LONGEST_REASON, ChoiceService, Decision
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.rows import TierRow
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.saving_dialog import SavingDialog
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.text import paragraph

_LABELS, _PLACE, _WHY = 48, 220, 380


class PlaceBox(QComboBox):
    """In (any tier, or one of them) or out; with ``open_words`` also left open."""

    def __init__(self, tiers: Sequence[str], open_words: str = "") -> None:
        super().__init__()
        self._places: list[tuple[bool, str] | None] = [None] if open_words else []
        self._places += [(True, ""), *((True, tier) for tier in tiers), (False, "")]
        words = ["入选（任一档）", *(f"入选“{tier}”" for tier in tiers), "不列入"]
        self.addItems([open_words, *words] if open_words else words)

    def place(self) -> tuple[bool, str] | None:
        """Whether in, and the tier ("" for any); None while left open."""
        return self._places[self.currentIndex()]


def reason_line(name: str) -> QLineEdit:
    """A field for the reason."""
    line = QLineEdit()
    line.setMaxLength(LONGEST_REASON)
    line.setAccessibleName(name)
    line.setMinimumWidth(220)
    line.setPlaceholderText("如 评委会表决 5 票对 2 票；抽签，监票人…")
    return line


class FixedChoiceDialog(SavingDialog):
    """Which place, and why."""

    def __init__(
        self, parent: QWidget | None, service: ChoiceService, code: str, nominee: Nominee, tiers: Sequence[TierRow]
    ) -> None:
        super().__init__(parent, f"指定{nominee.name}", act="指定", width=500)
        self._service, self._code, self._nominee = service, code, nominee
        self.place = PlaceBox([tier.name for tier in tiers if tier.kind is nominee.kind])
        self.place.setAccessibleName("指定的结果")
        self.reason = reason_line("指定的理由")
        form = Form(label_width=_LABELS)
        form.add("结果", self.place, width=_PLACE)
        form.add("理由", self.reason, width=_WHY)
        self.body.addWidget(
            paragraph("不论得分都按指定列入或不列入，名额和各项限制照样计算；理由写入会议记录。", "caption")
        )
        self.body.addWidget(form)
        self.finish()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def save(self) -> Done[None]:
        chosen, tier = self.place.place() or (False, "")
        decision = Decision(self._nominee.nomination_id, chosen, tier)
        return self._service.decide(self._code, [decision], self.reason.text())


class ReleaseDialog(SavingDialog):
    """Why a decision does not hold any more."""

    def __init__(self, parent: QWidget | None, service: ChoiceService, code: str, nominee: Nominee) -> None:
        super().__init__(parent, f"取消对{nominee.name}的指定", act="取消指定", width=500)
        self._service, self._code, self._nominee = service, code, nominee
        self.cancel_button.setText("保留")
        self.reason = reason_line("取消的理由")
        self.reason.setPlaceholderText("如 表决程序有误")
        if nominee.fixed is not None:
            self.body.addWidget(paragraph(f"原为{nominee.fixed.words}，理由：{nominee.fixed.reason}", "secondary"))
        form = Form(label_width=_LABELS)
        form.add("理由", self.reason, width=_WHY)
        self.body.addWidget(form)
        self.finish()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def save(self) -> Done[None]:
        return self._service.release(self._code, self._nominee.nomination_id, self.reason.text())
