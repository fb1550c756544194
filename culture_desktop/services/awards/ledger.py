"""Whether scores and confirmed results are still what was recorded: the hash chain, checked and put into words."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database, ledger
from culture_desktop.models import (
    Ballot,
    BallotMark,
    Certificate,
    Criterion,
    FixedChoice,
    GradeCount,
    Honour,
    Judge,
    Nomination,
    Organisation,
    Person,
    Recusal,
    Score,
    SelectionRun,
    Tier,
    VotingCandidate,
    VotingRound,
)
from culture_desktop.rules.fields import word
from culture_desktop.rules.ledger import (
    Fault,
    FaultKind,
    Head,
    Link,
    broken_link,
    corrections_of,
    differing_rows,
    parse_head,
)
from culture_desktop.services.awards.queries import require_campaign
from culture_desktop.vocabulary import BallotChoice

_MOST_ROWS = 20  # named one by one; more than these are counted
_TABLES = {
    "score": "评分",
    "recusal": "回避",
    "ballot": "选票",
    "ballot_mark": "投票",
    "fixed_choice": "指定",
    "voting_round": "投票轮次",
    "voting_candidate": "得票",
    "grade_count": "测评票数",
    "selection_run": "名单",
    "objection": "异议",
    "honour": "荣誉",
    "certificate": "证书",
}
_COLUMNS = {
    "points": "得分",
    "recused": "回避",
    "chosen": "是否入选",
    "reason": "理由",
    "judge": "评委",
    "judge_id": "评委",
    "automatic": "是否按规则",
    "result": "名单内容",
    "confirmed": "是否表彰",
    "title": "称号",
    "granted_on": "授予日期",
    "score": "总分",
    "number": "编号",
    "round": "轮次",
    "name": "提出人",
    "contact": "联系方式",
    "content": "内容",
    "evidence": "依据",
    "handling": "核查情况",
    "conclusion": "结论",
    "raised_on": "提出日期",
    "deadline": "办理期限",
    "closed_on": "办结日期",
    "choice": "意见",
    "present": "到会人数",
    "issued": "发出票数",
    "returned": "收回票数",
    "invalid": "无效票数",
    "places": "应选名额",
    "approvals": "同意票",
    "objections": "不同意票",
    "abstentions": "弃权票",
    "votes": "票数",
    "held_on": "日期",
}
_PLAIN = frozenset(
    {"title", "number", "granted_on", "round", "choice", "held_on", "places", "votes"}
    | {"present", "issued", "returned", "invalid", "approvals", "objections", "abstentions"}
)
_HUNDREDTHS = frozenset({"points", "score"})  # stored as integers of 1/100


@dataclass(frozen=True)
class LedgerReport:
    """How far the chain reaches, its head as printed, and what does not hold, in words; sound when nothing.

    ``corrections`` are the later links, in words, that rightfully changed the result of the decision in question.
    """

    links: int
    head: str
    faults: tuple[str, ...]
    corrections: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Everything is as it was recorded."""
        return not self.faults


class LedgerService:
    """Checks the chain."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def head_of(self, code: str) -> str:
        """What the decision of a confirmed campaign has printed on it; empty before."""
        with self._database.read() as session:
            head = head_of(session, require_campaign(session, code).id)
            return head.printed if head else ""

    def verify(self, printed_head: str = "") -> LedgerReport:
        """Check every link and every row it covers, and that the head printed on a decision is part of the chain.

        Raises LedgerHeadUnreadableError when ``printed_head`` is none. Without it, links cut off at the end stay
        unnoticed as long as the rows were cut as well.
        """
        printed = parse_head(printed_head) if printed_head.strip() else None
        with self._database.read() as session:
            links = ledger.links(session)
            broken = broken_link(links, printed)
            if broken is not None:
                faults: tuple[str, ...] = (_link_words(broken, links),)
            else:
                faults = _row_words(session, differing_rows(links, ledger.current(session)), links)
            head = ledger.head(session)
            later = corrections_of(links, printed) if printed and not faults else ()
            return LedgerReport(len(links), head.printed if head.number else "", faults, tuple(map(_correction, later)))


def _link_words(fault: Fault, links: list[Link]) -> str:
    known = {link.number: link for link in links}
    number = fault.number
    match fault.kind:
        case FaultKind.CHANGED:
            return f"第 {number} 条存证（{known[number].made_at:%Y-%m-%d %H:%M} {known[number].label}）被改动过。"
        case FaultKind.REMOVED:
            return f"第 {number} 条存证不见了，被删除过。"
        case FaultKind.CUT_OFF:
            return f"存证只到第 {number - 1} 条，从第 {number} 条起被截去；打印的存证号在其后。"
        case _:
            return f"第 {number} 条存证与打印的存证号不符：存证被整体改写过，或存证号不属于这份数据。"


def _correction(link: Link) -> str:
    return f"此后有更正：第 {link.number} 条，{link.made_at:%Y-%m-%d %H:%M}，{link.reason or link.label}。"


def _row_words(session: Session, faults: tuple[Fault, ...], links: list[Link]) -> tuple[str, ...]:
    known = {link.number: link for link in links}
    shown = [_row_word(session, fault, known) for fault in faults[:_MOST_ROWS]]
    if len(faults) > _MOST_ROWS:
        shown.append(f"另有 {len(faults) - _MOST_ROWS} 处与存证不符。")
    return tuple(shown)


def _row_word(session: Session, fault: Fault, links: Mapping[int, Link]) -> str:
    what = f"{_TABLES[fault.table]}{_subject(session, fault)}"
    when = f"第 {fault.number} 条存证（{links[fault.number].label}）" if fault.number else "存证"
    if all(found is None for _, _, found in fault.columns):
        return f"{what}被删除了，{when}里有。"
    if all(stated is None for _, stated, _ in fault.columns):
        return f"{what}没有存证，是在程序之外加进去的。"
    named = "；".join(_change(*column) for column in fault.columns if column[0] in _COLUMNS) or "所属对象"
    return f"{what}与{when}不符：{named}。"


def _change(name: str, stated: Any, found: Any) -> str:
    if name == "choice":
        stated, found = (word(BallotChoice, value).label for value in (stated, found))
    if name in _HUNDREDTHS:
        return f"{_COLUMNS[name]}应为 {_points(stated)}，现为 {_points(found)}"
    if name in _PLAIN:
        return f"{_COLUMNS[name]}应为“{stated}”，现为“{found}”"
    return f"{_COLUMNS[name]}被改动"


def _points(value: Any) -> str:
    return "空" if value is None else f"{Decimal(value).scaleb(-2):f}"


def _subject(session: Session, fault: Fault) -> str:
    """``（张伟 评委评审）``: whom the row is about, as far as the tables still say."""
    name = func.coalesce(Person.name, Organisation.name)
    key = int(fault.row_id)
    if fault.table == Score.__tablename__:
        statement = (
            select(name, Criterion.name)
            .select_from(Score)
            .join(Nomination, Nomination.id == Score.nomination_id)
            .join(Criterion, Criterion.id == Score.criterion_id)
            .outerjoin(Person, Person.id == Nomination.person_id)
            .outerjoin(Organisation, Organisation.id == Nomination.team_id)
            .where(Score.id == key)
        )
    elif fault.table == Recusal.__tablename__:
        statement = (
            select(Judge.name, name)
            .select_from(Recusal)
            .join(Judge, Judge.id == Recusal.judge_id)
            .join(Nomination, Nomination.id == Recusal.nomination_id)
            .outerjoin(Person, Person.id == Nomination.person_id)
            .outerjoin(Organisation, Organisation.id == Nomination.team_id)
            .where(Recusal.id == key)
        )
        found = session.execute(statement).one_or_none()
        return f"（{found[0]} 对 {found[1]}）" if found else f" {key} "
    elif fault.table == BallotMark.__tablename__:
        statement = (
            select(name, Ballot.number)
            .select_from(BallotMark)
            .join(Ballot, Ballot.id == BallotMark.ballot_id)
            .join(Nomination, Nomination.id == BallotMark.nomination_id)
            .outerjoin(Person, Person.id == Nomination.person_id)
            .outerjoin(Organisation, Organisation.id == Nomination.team_id)
            .where(BallotMark.id == key)
        )
        found = session.execute(statement).one_or_none()
        return f"（{found[0]} 第 {found[1]} 号选票）" if found else f" {key} "
    elif fault.table == FixedChoice.__tablename__:
        chosen = (
            select(name)
            .select_from(FixedChoice)
            .join(Nomination, Nomination.id == FixedChoice.nomination_id)
            .outerjoin(Person, Person.id == Nomination.person_id)
            .outerjoin(Organisation, Organisation.id == Nomination.team_id)
            .where(FixedChoice.id == key)
        )
        who = session.scalar(chosen)
        return f" {key} " if who is None else f"（{who}）"
    elif fault.table == VotingRound.__tablename__:
        title = session.scalar(select(VotingRound.title).where(VotingRound.id == key))
        return f" {key} " if title is None else f"（{title}）"
    elif fault.table in (VotingCandidate.__tablename__, GradeCount.__tablename__):
        counted = VotingCandidate if fault.table == VotingCandidate.__tablename__ else GradeCount
        statement = (
            select(name, VotingRound.title)
            .select_from(counted)
            .join(VotingRound, VotingRound.id == counted.round_id)
            .join(Nomination, Nomination.id == counted.nomination_id)
            .outerjoin(Person, Person.id == Nomination.person_id)
            .outerjoin(Organisation, Organisation.id == Nomination.team_id)
            .where(counted.id == key)
        )
    elif fault.table == Ballot.__tablename__:
        number = session.scalar(select(Ballot.number).where(Ballot.id == key))
        return f" {key} " if number is None else f"（第 {number} 号）"
    elif fault.table in (Honour.__tablename__, Certificate.__tablename__):
        statement = (
            select(name, Honour.title)
            .select_from(Honour)
            .outerjoin(Certificate, Certificate.honour_id == Honour.id)
            .outerjoin(Person, Person.id == Honour.person_id)
            .outerjoin(Organisation, Organisation.id == Honour.team_id)
            .where((Honour if fault.table == Honour.__tablename__ else Certificate).id == key)
        )
    else:
        return f" {key} "
    found = session.execute(statement).one_or_none()
    return f"（{found[0]} {found[1]}）" if found else f" {key} "


def head_of(session: Session, campaign_id: int) -> Head | None:
    """The head of the chain when a campaign's result was confirmed; None before."""
    of_campaign = select(Certificate.id).join(Honour, Honour.id == Certificate.honour_id).join(Tier)
    certificates = session.scalars(of_campaign.where(Tier.campaign_id == campaign_id)).all()
    return ledger.head_of(session, Certificate, certificates)


def head_of_proposal(session: Session, run: SelectionRun) -> Head | None:
    """The head of the chain when a list was proposed, or confirmed if it was."""
    return ledger.head_of(session, SelectionRun, (run.id,))
