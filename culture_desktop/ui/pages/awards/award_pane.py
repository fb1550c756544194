"""表彰: what confirming will write; afterwards the papers of the award."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.awards.nominee_card import CARD_WIDTH
from culture_desktop.ui.pages.awards.nominee_columns import WINNER_COLUMNS
from culture_desktop.ui.pages.awards.papers_card import PapersCard
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.facts import Fact, Facts
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row, scrolled
from culture_desktop.vocabulary import CampaignStep, DocumentKind, TierKind, chinese_date


class AwardPane(QWidget):
    """The winners with the numbers of their certificates, those to be given or those given.

    Signals:
        certificates_wanted, decision_wanted: the paper is to be made as PDF.
        list_wanted: the winners are to be written to a file.
        receipts_wanted: the list on which prizes are signed for is to be made as PDF.
        correction_wanted: this winner's honour is to be revoked or the name put right (Nominee).
        designs_wanted: the designs of the certificates are to be chosen.
        roll_wanted: the honour roll is to be made as PDF.
        set_wanted: every paper of the campaign is to be made at once.
        check_wanted: the result is to be held against its record; the head printed on the decision (str).
    """

    certificates_wanted = Signal()
    decision_wanted = Signal()
    receipts_wanted = Signal()
    correction_wanted = Signal(object)
    designs_wanted = Signal()
    roll_wanted = Signal()
    set_wanted = Signal()
    list_wanted = Signal()
    check_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.table = RowTable[Nominee](WINNER_COLUMNS, name="获奖名单", key=lambda n: n.nomination_id)
        self.table.set_placeholder(EmptyState("award", "还没有名单", "拟定名单后在这里核对"))
        self._list = Card("获奖名单", flush=True)
        self._list.body.setSpacing(10)
        self._list.body.addSpacing(2)
        self._list.body.addWidget(self.table, 1)
        self.correct_button = Button("撤销或更正", icon="pencil", clicked=self._correct)
        self._list.add_action(self.correct_button)
        self.table.current_changed.connect(self._allow)
        self._summary, self._facts = Card("将写入"), Facts(dense=True)
        self.check_button = Button("核验存证", icon="shield-lock", clicked=self._check)
        self._head = ""
        self._summary.body.addWidget(self._facts)
        self._summary.body.addWidget(self.check_button)
        self.certificates_button = Button("生成荣誉证书", icon="rosette", clicked=self.certificates_wanted.emit)
        self.designs_button = Button("证书模板…", icon="certificate", clicked=self.designs_wanted.emit)
        self.decision_button = Button("生成表彰决定", icon="rubber-stamp", clicked=self.decision_wanted.emit)
        self.list_button = Button("导出获奖名单", icon="download", clicked=self.list_wanted.emit)
        self.receipts_button = Button("生成奖金签领表", icon="receipt", clicked=self.receipts_wanted.emit)
        self.roll_button = Button("生成光荣榜", icon="trophy", clicked=self.roll_wanted.emit)
        self.set_button = Button("生成全套文书", icon="books", clicked=self.set_wanted.emit)
        self.papers = PapersCard(
            (
                *(DocumentKind.CERTIFICATES, DocumentKind.DECISION, DocumentKind.MINUTES),
                *(DocumentKind.WINNERS, DocumentKind.RECEIPTS, DocumentKind.BRIEFING, DocumentKind.HONOUR_ROLL),
            ),
            (
                *(self.certificates_button, self.decision_button, self.receipts_button),
                *(self.roll_button, self.list_button),
            ),
        )
        self.papers.body.insertWidget(
            self.papers.body.count() - 5, self.set_button
        )  # first, as it makes all the others
        self._summary.body.addWidget(self.designs_button)  # may be chosen before the award too
        right = scrolled(holder(column(self._summary, self.papers, STRETCH, gap=12)))
        right.setFixedWidth(CARD_WIDTH)
        whole = row(gap=12)
        whole.addWidget(self._list, 1)
        whole.addWidget(right)
        self.setLayout(whole)

    def _correct(self) -> None:
        winner = self.table.current_row()
        if winner is not None:
            self.correction_wanted.emit(winner)

    def _allow(self, winner: Nominee | None) -> None:
        self.correct_button.setEnabled(winner is not None)

    def _check(self) -> None:
        self.check_wanted.emit(self._head)

    def show_board(
        self, board: CampaignBoard, papers: Sequence[IssuedRow], numbers: Sequence[str], ledger_head: str
    ) -> None:
        """Show a campaign; ``numbers`` are those its certificates would get, one a winner."""
        self._head = ledger_head
        self.check_button.setVisible(bool(ledger_head))
        ready = board.confirmed or not board.blocker_of(CampaignStep.AWARD)
        winners = board.winners if ready else ()
        if not board.confirmed:
            winners = tuple(
                replace(winner, certificate=number) for winner, number in zip(winners, numbers, strict=False)
            )
        self._list.set_title("获奖名单" if board.confirmed else "拟授予", _note(winners))
        self.table.set_rows(winners)
        self.correct_button.setVisible(board.confirmed)
        self._allow(self.table.current_row())
        self._summary.set_title("已写入" if board.confirmed else "确认后写入")
        self._facts.set_facts(_facts(board, winners, ledger_head) if winners else [])
        self._summary.setVisible(bool(winners))
        self.receipts_button.setVisible(any(tier.prize for tier in board.tiers))
        self.papers.show_papers(papers, blocked="" if board.confirmed else "确认表彰后才能生成证书和决定")


def _note(winners: Sequence[Nominee]) -> str:
    revoked = sum(winner.revoked_on is not None for winner in winners)
    return (f"{len(winners)} 个" + (f"，已撤销 {revoked} 个" if revoked else "")) if winners else ""


def _facts(board: CampaignBoard, winners: Sequence[Nominee], ledger_head: str) -> list[Fact]:
    people = sum(winner.kind is TierKind.PERSON for winner in winners)
    counted = [f"{people} 人"] if people else []
    counted += [f"{len(winners) - people} 个集体"] if len(winners) > people else []
    facts = [Fact("award", "荣誉", "，".join(counted))]
    for tier in board.tiers:
        word = "人" if tier.kind is TierKind.PERSON else "个"
        facts.append(Fact("", tier.name, count(sum(w.tier == tier.name for w in winners), word)))
    facts.append(Fact("rosette", "证书", f"{winners[0].certificate} 至\n{winners[-1].certificate}"))
    if board.awarded_on is not None:
        facts.append(Fact("calendar-event", "日期", chinese_date(board.awarded_on)))
    if ledger_head:
        groups = ledger_head.split("-")
        facts.append(Fact("shield-lock", "存证", f"{'-'.join(groups[:4])}-\n{'-'.join(groups[4:])}"))
    return facts
