"""Says whether a record of a selection is what recomputing it gives: 一致, or 不一致 with every difference in words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from culture_desktop.rules.selection.record import Verification
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, scrolled
from culture_desktop.ui.widgets.reasons import Reason, Reasons
from culture_desktop.ui.widgets.text import Label

_HEIGHT = 220


class RecordDialog(Dialog):
    """A verdict and its grounds."""

    def __init__(self, parent: QWidget | None, name: str, found: Verification) -> None:
        super().__init__(parent, f"核对“{name}”：{'一致' if found.same else '不一致'}", width=520)
        self.found = Reasons(joined=False)
        self.found.set_reasons(_grounds(found))
        area = scrolled(holder(column(self.found, STRETCH, gap=0)))
        area.setMinimumHeight(min(_HEIGHT, 56 * len(self.found.reasons)))
        self.body.addWidget(area, 1)
        digest = Label(f"摘要 {found.digest}", "caption")
        digest.setWordWrap(True)
        digest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(digest)


def _grounds(found: Verification) -> list[Reason]:
    if not found.same:
        return [Reason(Tone.BAD, difference) for difference in found.differences]
    proven = "只用整数加减就能证明没有更好的名单" if found.proven else "文件里的证明不足以单独说明，名单由重新求解得出"
    return [
        Reason(Tone.OK, "与记录一致", "按文件里的条件重新计算，名单、理由和每条规则的影响都相同"),
        Reason(Tone.OK if found.proven else Tone.WARN, "名单最优", proven),
    ]
