"""What is known of an activity: time, place, hosts, layer, money, people."""

from PySide6.QtCore import Signal

from culture_desktop.services.activities.rows import ActivityDetail
from culture_desktop.ui.labels import NONE, count, span, yuan
from culture_desktop.ui.widgets.buttons import LinkButton
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.chips import LayerTag
from culture_desktop.ui.widgets.facts import Fact, Facts
from culture_desktop.vocabulary import Attendance, Layer


class FactsCard(Card):
    """Two columns of four.

    Signals:
        edit_wanted: the user wants to change them.
    """

    edit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("基本情况")
        edit = LinkButton("编辑", clicked=self.edit_wanted.emit)
        edit.setToolTip("编辑　F2")
        self.add_action(edit)
        self._facts = Facts(columns=2)
        self.body.addWidget(self._facts)

    def show_activity(self, detail: ActivityDetail) -> None:
        """Show another activity."""
        draft = detail.draft
        self.set_note(f"{draft.code}　{draft.kind.label}")
        layer = LayerTag(tuple(Layer).index(draft.layer), f"{draft.layer.label}·{draft.mechanism.label}")
        self._facts.set_facts(
            [
                Fact("calendar-event", "时间", span(draft.starts, draft.ends)),
                Fact("map-pin", "地点", draft.place or NONE),
                Fact("building-community", "主办", detail.host or NONE),
                Fact("users-group", "联合举办", "、".join(detail.joint_hosts) or NONE),
                Fact("stack-2", "四层", layer),
                Fact("seedling", "账户", draft.account.label if draft.account else NONE),
                Fact("coin-yuan", "预算", yuan(draft.budget) if draft.budget is not None else NONE),
                Fact("users", "人数", _people(detail)),
                *([Fact("flag", "品牌", detail.brand)] if detail.brand else []),
            ]
        )


def _people(detail: ActivityDetail) -> str:
    words = f"报名 {count(len(detail.participants), '人')}，签到 {count(detail.counted(Attendance.ATTENDED), '人')}"
    return f"{words}，上限 {count(detail.draft.capacity, '人')}" if detail.draft.capacity else words
