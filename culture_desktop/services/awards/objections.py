"""The ledger of objections to a public notice: received, looked into, closed with a conclusion.

Nothing is ever removed from it. A closed objection is taken up again only with a reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, RecordMissingError, StepBlockedError
from culture_desktop.models import Campaign, Objection
from culture_desktop.rules import masking
from culture_desktop.rules import objections as rules
from culture_desktop.services.awards.board import read_board
from culture_desktop.services.awards.choices import Decision, place
from culture_desktop.services.awards.nominee_rows import Outcome
from culture_desktop.services.awards.queries import fixed_places, require_campaign
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.results import Done, Topic
from culture_desktop.services.workdays import read_calendar
from culture_desktop.vocabulary import CampaignStep, ObjectionConclusion, ObjectorKind, chinese_date

_CHANGED = frozenset({Topic.AWARDS})
_LONGEST = {"提出人": 64, "联系方式": 64, "异议内容": 2000, "事实依据": 2000, "核查情况": 2000, "理由": 255}
_UPHELD = (ObjectionConclusion.UPHELD, ObjectionConclusion.PARTLY)


@dataclass(frozen=True, slots=True)
class ObjectionTerms:
    """An objection as received; ``nomination_id`` None is one to the notice as a whole.

    ``deadline`` None is worked out: as many working days as the notice has.
    """

    nomination_id: int | None
    objector: ObjectorKind
    name: str
    raised_on: date
    content: str
    evidence: str = ""
    contact: str = ""
    sealed: bool = False
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """How an objection ended; ``exclude`` takes the nominee off the list."""

    conclusion: ObjectionConclusion
    handling: str
    closed_on: date
    exclude: bool = False


class ObjectionService:
    """Receives, looks into and closes objections."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def deadline(self, code: str, raised_on: date) -> date:
        """By when an objection received on a day is answered; CalendarUnknownError for a year without a calendar."""
        with self._database.read() as session:
            return rules.deadline(raised_on, require_campaign(session, code).notice_days, read_calendar(session))

    def contact(self, code: str, objection_id: int) -> str:
        """How to reach who objected, unmasked."""
        with self._database.read() as session:
            return _require(session, require_campaign(session, code), objection_id).contact

    def receive(self, code: str, terms: ObjectionTerms, today: date) -> Done[int]:
        """Enter an objection; the value is its id. One after the period is entered all the same, and said to be late.

        Raises StepBlockedError before there is a notice, InvalidFieldError, RecordMissingError, CalendarUnknownError.
        """
        words = {"提出人": terms.name, "联系方式": terms.contact, "异议内容": terms.content, "事实依据": terms.evidence}
        name, contact, content, evidence = _checked(words, needed=("提出人", "异议内容"))
        with self._database.begin("登记异议") as session:
            campaign = require_campaign(session, code)
            board = read_board(session, campaign)
            subject = _subject(board, terms.nomination_id)
            if board.notice_from is None:
                raise StepBlockedError(step="登记异议", reason="名单还没有公示，请先开始公示。")
            if not board.notice_from <= terms.raised_on <= today:
                expected = f"{chinese_date(board.notice_from)}（公示首日）到今天之间的日期"
                raise InvalidFieldError(field="收到日期", value=terms.raised_on.isoformat(), expected=expected)
            due = terms.deadline or rules.deadline(terms.raised_on, campaign.notice_days, read_calendar(session))
            if due < terms.raised_on:
                raise InvalidFieldError(field="办理期限", value=due.isoformat(), expected="不早于收到日期")
            row = Objection(
                campaign_id=campaign.id,
                nomination_id=terms.nomination_id,
                raised_on=terms.raised_on,
                objector=terms.objector,
                name=name,
                contact=contact,
                sealed=terms.sealed,
                content=content,
                evidence=evidence,
                deadline=due,
            )
            session.add(row)
            session.flush()
            key = row.id
            late = board.notice_to is not None and terms.raised_on > board.notice_to
        said = "，已过公示期" if late else ""
        return Done(key, _CHANGED, f"已登记对{subject}的异议{said}，请在{chinese_date(due)}前办结")

    def look_into(self, code: str, objection_id: int, handling: str) -> Done[None]:
        """Keep what was found out so far; the objection stays open."""
        (words,) = _checked({"核查情况": handling}, needed=("核查情况",))
        with self._database.begin("登记异议核查情况") as session:
            row = _require(session, require_campaign(session, code), objection_id)
            if row.conclusion is not None:
                raise StepBlockedError(step="登记核查情况", reason="这件异议已经办结，请先重新核查。")
            row.handling = words
        return Done(None, _CHANGED, "已记下核查情况")

    def close(self, code: str, objection_id: int, closing: Closing, today: date) -> Done[None]:
        """Close an objection. ``exclude`` takes the nominee off the list; a new list is proposed and put up then."""
        (handling,) = _checked({"核查情况": closing.handling}, needed=("核查情况",))
        with self._database.begin("办结异议") as session:
            campaign = require_campaign(session, code)
            row = _require(session, campaign, objection_id)
            if row.conclusion is not None:
                raise StepBlockedError(step="办结异议", reason="这件异议此前已经办结，要改结论请先重新核查。")
            if not row.raised_on <= closing.closed_on <= today:
                expected = f"{chinese_date(row.raised_on)}（收到日期）到今天之间的日期"
                raise InvalidFieldError(field="办结日期", value=closing.closed_on.isoformat(), expected=expected)
            row.handling, row.conclusion, row.closed_on = handling, closing.conclusion, closing.closed_on
            session.flush()
            said = _exclude(session, campaign, row, closing) if closing.exclude else ""
        return Done(None, _CHANGED, f"异议已办结：{closing.conclusion.label}{said}")

    def reopen(self, code: str, objection_id: int, reason: str) -> Done[None]:
        """Take a closed objection up again."""
        (words,) = _checked({"理由": reason}, needed=("理由",))
        with self._database.begin("重新核查异议", reason=words) as session:
            row = _require(session, require_campaign(session, code), objection_id)
            if row.conclusion is None:
                raise StepBlockedError(step="重新核查", reason="这件异议还没有办结。")
            row.conclusion = row.closed_on = None
        return Done(None, _CHANGED, "异议已重新进入核查")


def _exclude(session: Session, campaign: Campaign, row: Objection, closing: Closing) -> str:
    """Take the nominee off the list; what to say of it."""
    if closing.conclusion not in _UPHELD:
        raise StepBlockedError(step="取消入选资格", reason="只有异议成立或部分成立，才取消入选资格。")
    board = read_board(session, campaign)
    nominee = next((n for n in board.nominees if n.nomination_id == row.nomination_id), None)
    if nominee is None:
        raise StepBlockedError(step="取消入选资格", reason="这件异议没有写明针对哪个推荐对象。")
    if board.confirmed:
        raise StepBlockedError(step="取消入选资格", reason="名单已表彰，请在“表彰”一步撤销荣誉。")
    before = fixed_places(session, campaign).get(nominee.nomination_id)
    if before is not None and not before.chosen:
        return f"，{nominee.name}此前已不列入名单"
    won = nominee.outcome is Outcome.WINNER
    place(
        session,
        campaign,
        [Decision(nominee.nomination_id, chosen=False)],
        f"{closing.conclusion.label}：{row.content}"[:255],
    )
    if not won:
        return f"，{nominee.name}不再列入名单"
    campaign.notice_from = campaign.notice_to = None
    return f"，{nominee.name}已取消入选资格，请重新拟定名单并重新公示"


def _require(session: Session, campaign: Campaign, objection_id: int) -> Objection:
    row = session.get(Objection, objection_id)
    if row is None or row.campaign_id != campaign.id:
        raise RecordMissingError(what="异议", key=objection_id)
    return row


def _subject(board: CampaignBoard, nomination_id: int | None) -> str:
    if nomination_id is None:
        return CampaignStep.NOTICE.label
    name = next((n.name for n in board.nominees if n.nomination_id == nomination_id), None)
    if name is None:
        raise RecordMissingError(what="推荐对象", key=nomination_id)
    return name


def _checked(words: Mapping[str, str], needed: tuple[str, ...]) -> tuple[str, ...]:
    """The texts without blanks around them; InvalidFieldError for one that is missing or too long."""
    for field, text in words.items():
        if (field in needed and not text.strip()) or len(text.strip()) > _LONGEST[field]:
            raise InvalidFieldError(
                field=field, value=text.strip()[:20] or "空白", expected=f"1 到 {_LONGEST[field]} 字"
            )
    masked = words.get("联系方式", "")
    if masking.is_masked(masked):
        raise InvalidFieldError(field="联系方式", value=masked, expected="完整的号码")
    return tuple(text.strip() for text in words.values())
