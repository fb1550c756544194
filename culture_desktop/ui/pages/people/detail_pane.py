"""The right pane: one person."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from culture_desktop.override import override
from culture_desktop.rules.spans import months_between
from culture_desktop.services.people.row_values import contract_words
from culture_desktop.services.people.rows import Contact, PersonDetail
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.people.contact_facts import ContactFacts
from culture_desktop.ui.pages.people.timeline import Timeline, records_of
from culture_desktop.ui.widgets.bars import BarItem, BarList
from culture_desktop.ui.widgets.buttons import Button, IconButton, LinkButton
from culture_desktop.ui.widgets.chips import Tag
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import STRETCH, Flow, clear, column, holder, row, scrolled
from culture_desktop.ui.widgets.text import ElidedLabel, Label, hline
from culture_desktop.vocabulary import Layer, MembershipRole, PersonStatus, chinese_date

WIDTH = 264
_AVATAR = 44
_MONTHS = 12


class DetailPane(QFrame):
    """Who it is, facts, the year over the four layers, honours and records; what can be done at the foot.

    Signals:
        edit_wanted, join_wanted, delete_wanted: the person shown is to be changed, put on a list, deleted.
        removal_wanted: all that is personal of the person shown is to go for good.
        history_wanted: what was done to the person shown is to be seen.
        reveal_wanted: the whole numbers of the person shown are to be seen.
        dossier_wanted: everything there is of the person shown is to be seen.
        close_wanted: the pane, where it lies over the table, is to go.
    """

    edit_wanted = Signal()
    join_wanted = Signal()
    delete_wanted = Signal()
    history_wanted = Signal()
    reveal_wanted = Signal()
    removal_wanted = Signal()
    dossier_wanted = Signal()
    close_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("detail")
        self.person_id: int | None = None
        self.avatar = QLabel()
        self.avatar.setObjectName("avatar")
        self.avatar.setFixedSize(_AVATAR, _AVATAR)
        self.avatar.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name = Label("", "page_title", selectable=True)
        self.name.setWordWrap(True)  # a name is never cut
        self._place = ElidedLabel("", "caption")
        self.close_button = IconButton("x", "关闭详情", clicked=self.close_wanted.emit)
        self._tags = Flow(gap=6)
        self.facts = ContactFacts()
        self.facts.reveal_wanted.connect(self.reveal_wanted)
        self._year = Label("", "strong")
        self._sum = Label("", "caption")
        self.bars = BarList()
        self.timeline = Timeline()
        self.open_dossier = Button(
            "打开档案", icon="file-text", clicked=self.dossier_wanted.emit, tip="打开档案　Enter"
        )
        self.edit = Button("编辑", icon="pencil", clicked=self.edit_wanted.emit, tip="编辑　F2")
        self.join = Button("加入活动", icon="calendar-plus", clicked=self.join_wanted.emit)
        self.history = LinkButton("查看历史", clicked=self.history_wanted.emit)
        self.delete = IconButton("trash", "删除人员　Del", clicked=self.delete_wanted.emit)
        self.remove = LinkButton("移除个人信息…", clicked=self.removal_wanted.emit)
        self._person = self._lay_out()
        self._nobody = EmptyState("user", "没有选中人员", "在表里点选一人")
        whole = column(self._nobody, self._person, gap=0)
        self.setLayout(whole)
        self.show_person(None, date.min)

    def show_person(self, detail: PersonDetail | None, today: date) -> None:
        """Show a person, or that nobody is chosen."""
        self._person.setVisible(detail is not None)
        self._nobody.setVisible(detail is None)
        self.person_id = None if detail is None else detail.id
        if detail is None:
            return
        draft = detail.draft
        self.avatar.setText(draft.name[:1])
        self.name.setText(draft.name)
        self._place.setText("　".join(filter(None, (draft.position, detail.unit))) or "未分单位")
        self._show_tags(detail)
        contact = Contact(draft.phone, draft.resident_id)
        self.facts.show_person(draft.number, contact, _facts(detail, today))
        self._show_year(detail, today.year)
        self.timeline.show_records(records_of(detail))

    def set_closable(self, closable: bool) -> None:
        """Whether the pane lies over the table and can be put away."""
        self.close_button.setVisible(closable)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.close_button.isHidden():
            self.close_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> QWidget:
        names = column(self.name, self._place, gap=2)
        head = row(self.avatar, gap=12)
        head.addLayout(names, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        content = column(head, gap=10, margins=(16, 14, 16, 12))
        content.addWidget(holder(self._tags))
        content.addWidget(self.facts)
        content.addWidget(hline())
        content.addWidget(self.open_dossier)
        content.addLayout(row(self._year, STRETCH, self._sum))
        content.addWidget(self.bars)
        content.addWidget(hline())
        content.addWidget(self.timeline)
        content.addWidget(hline())
        content.addLayout(row(self.history, STRETCH, self.remove))
        content.addStretch(1)
        area = scrolled(holder(content))
        foot = row(self.edit, self.join, STRETCH, self.delete, margins=(16, 8, 12, 10))
        return holder(column(area, foot, gap=0))

    def _show_tags(self, detail: PersonDetail) -> None:
        clear(self._tags)
        draft = detail.draft
        words = ["一线" if draft.front_line else "", "管理岗" if draft.manager else "", draft.employment.label]
        if draft.status is not PersonStatus.ACTIVE:
            words.append(draft.status.label)
        for word in filter(None, words):
            self._tags.addWidget(Tag(word))

    def _show_year(self, detail: PersonDetail, year: int) -> None:
        total = sum(detail.layer_counts.values())
        hours = f"{detail.hours.normalize():f}" if detail.hours else ""
        self._year.setText(f"{year}年四层覆盖")
        self._sum.setText("　".join(filter(None, (count(total, "场"), f"{hours} 小时" if hours else ""))))
        self.bars.set_items(
            [
                BarItem(layer.label, detail.layer_counts[layer], count(detail.layer_counts[layer], "场"), layer=at)
                for at, layer in enumerate(Layer)
            ]
        )


def _facts(detail: PersonDetail, today: date) -> list[tuple[str, str]]:
    draft = detail.draft
    facts = []
    if draft.hire_date:
        years = months_between(draft.hire_date, today) // _MONTHS
        facts.append(
            ("入职", f"{chinese_date(draft.hire_date)}，满 {years} 年" if years else chinese_date(draft.hire_date))
        )
    if detail.draft.contract_ends:
        facts.append(("合同到期", contract_words(detail.draft.contract_ends)))
    if draft.political_status:
        facts.append(("政治面貌", draft.political_status.label))
    for member in detail.memberships:
        if member.ends is None:
            role = "" if member.role is MembershipRole.MEMBER else f"　{member.role.label}"
            facts.append(("组织", f"{member.organisation.rpartition('/')[2]}{role}"))
    facts += list(detail.extra.items())
    return facts
