"""Which design the certificates of each tier follow.

::

    done = design_choice_dialog.ask(self, tiers, designs.rows(), choose)      # Done | None; choose({tier id: key})
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.services.certificates.choices import TierDesign
from culture_desktop.services.certificates.designs import DesignRow
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.text import Label

Choose = Callable[[Mapping[int, str]], Done[None]]
_LABELS, _BOX, _WIDTH = 112, 260, 580
_BY_SETTINGS, _EVERY = "随设置", "所有奖项"


def ask(
    parent: QWidget | None, tiers: Sequence[TierDesign], designs: Sequence[DesignRow], choose: Choose
) -> Done[None] | None:
    """What ``choose`` answered; None when the dialog was left."""
    dialog = DesignChoiceDialog(parent, tiers, designs, choose)
    dialog.exec()
    return dialog.answer


class DesignChoiceDialog(Dialog):
    """One box for all tiers, then one a tier."""

    def __init__(
        self, parent: QWidget | None, tiers: Sequence[TierDesign], designs: Sequence[DesignRow], choose: Choose
    ) -> None:
        super().__init__(parent, "选择证书模板", act="采用", width=_WIDTH)
        self._choose = choose
        self.answer: Done[None] | None = None
        self.every = QComboBox()
        self.boxes = {tier.tier_id: QComboBox() for tier in tiers}
        form = Form(label_width=_LABELS)
        if len(tiers) > 1:
            form.add(_EVERY, self.every, width=_BOX)
        for box in (self.every, *self.boxes.values()):
            box.addItem(_BY_SETTINGS, "")
            for found in designs:
                box.addItem(f"{found.name}　{found.sheet.width:g}×{found.sheet.height:g}", found.key)
        for tier in tiers:
            box = self.boxes[tier.tier_id]
            box.setCurrentIndex(max(0, box.findData(tier.key)) if tier.chosen else 0)
            form.add(tier.tier, box, width=_BOX, hint="" if tier.chosen else f"现为“{tier.name}”")
        self.every.activated.connect(self._set_all)
        self.problem = Label("", tone=Tone.BAD)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.body.addWidget(form)
        self.body.addWidget(self.problem)
        self.body.addStretch(1)

    @override
    def accept(self) -> None:
        """Keep the choice; on an error stay open and say it."""
        try:
            self.answer = self._choose({tier_id: str(box.currentData()) for tier_id, box in self.boxes.items()})
        except CultureError as error:
            self.problem.setText(str(error))
            self.problem.show()
        else:
            super().accept()

    def _set_all(self, at: int) -> None:
        for box in self.boxes.values():
            box.setCurrentIndex(at)
