"""一票否决: who is barred by one vote, on what evidence, from which campaigns and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.models import Campaign, Organisation, Person, Veto
from culture_desktop.services.awards.queries import require_campaign, require_open
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import CampaignStep, chinese_date

_CHANGED = frozenset({Topic.AWARDS})
_LONGEST_REASON = 255


@dataclass(frozen=True, slots=True)
class VetoRow:
    """A veto; ``campaign`` is the code it counts in, empty for all. ``expired`` is as of the day asked about."""

    id: int
    person_id: int
    number: str
    name: str
    unit: str
    campaign: str
    reason: str
    evidence: str
    decided_on: date
    expires_on: date | None
    expired: bool

    @property
    def scope(self) -> str:
        """Where it counts, in words."""
        return "本次评选" if self.campaign else "全部评选"

    @property
    def until(self) -> str:
        """How long it counts, in words."""
        if self.expires_on is None:
            return "长期"
        return f"{chinese_date(self.expires_on)}{'已到期' if self.expired else '到期'}"


class VetoService:
    """One method, one intention of the user."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_campaign(self, code: str) -> tuple[VetoRow, ...]:
        """What is on record for a campaign, its own and those for all; expired or not by the day it judges as of."""
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            return _rows(session, campaign, campaign.as_of)

    def all(self, on: date) -> tuple[VetoRow, ...]:
        """Every veto on record, expired or not by a day."""
        with self._database.read() as session:
            return _rows(session, None, on)

    def bar(
        self,
        code: str | None,
        person_id: int,
        reason: str,
        evidence: str,
        decided_on: date,
        expires_on: date | None = None,
    ) -> Done[None]:
        """Bar a person by one vote, from the campaign with this code or (None) from all.

        A veto that counts in the campaign already is replaced. ``expires_on`` is the first day on which it bars nobody.
        """
        reason, evidence = reason.strip(), evidence.strip()
        if not reason or len(reason) > _LONGEST_REASON:
            shown, expected = (f"{reason[:10]}…", f"{_LONGEST_REASON} 字以内") if reason else ("空白", "一句具体的事由")
            raise InvalidFieldError(field="否决事由", value=shown, expected=expected)
        if expires_on is not None and expires_on <= decided_on:
            raise InvalidFieldError(field="到期日", value=expires_on, expected=f"晚于认定日期 {decided_on} 的日期")
        with self._database.begin("一票否决") as session:
            campaign = None if code is None else require_open(session, code, CampaignStep.ELIGIBILITY)
            person = session.get(Person, person_id)
            if person is None:
                raise RecordMissingError(what="人员", key=person_id)
            veto = None if campaign is None else _held(session, campaign, person_id)
            if veto is None:
                veto = Veto(campaign_id=campaign.id if campaign else None, person_id=person_id)
                session.add(veto)
            veto.reason, veto.evidence, veto.decided_on, veto.expires_on = reason, evidence, decided_on, expires_on
            name = person.name
        scope = "本次评选" if code is not None else "全部评选"
        return Done(None, _CHANGED, f"已对{name}一票否决（{scope}）")

    def lift(self, veto_id: int, reason: str) -> Done[None]:
        """Take a veto back, with the reason; what it said stays in the history."""
        if not reason.strip():
            raise InvalidFieldError(field="解除理由", value="空白", expected="一句解除的理由")
        with self._database.begin("解除一票否决", reason=reason.strip()) as session:
            veto = session.get(Veto, veto_id)
            if veto is None:
                raise RecordMissingError(what="一票否决", key=veto_id)
            if veto.campaign_id is not None:
                code = session.scalars(select(Campaign.code).where(Campaign.id == veto.campaign_id)).one()
                require_open(session, code, CampaignStep.ELIGIBILITY)
            name = session.get_one(Person, veto.person_id).name
            session.delete(veto)
        return Done(None, _CHANGED, f"已解除对{name}的一票否决")


def _held(session: Session, campaign: Campaign, person_id: int) -> Veto | None:
    return session.scalar(select(Veto).where(Veto.campaign_id == campaign.id, Veto.person_id == person_id))


def _rows(session: Session, campaign: Campaign | None, on: date) -> tuple[VetoRow, ...]:
    """In force first, then by staff number."""
    statement = (
        select(Veto, Person.number, Person.name, func.coalesce(Organisation.full_name, ""), Campaign.code)
        .join(Person, Person.id == Veto.person_id)
        .outerjoin(Organisation, Organisation.id == Person.unit_id)
        .outerjoin(Campaign, Campaign.id == Veto.campaign_id)
        .order_by(Person.number, Veto.id)
    )
    if campaign is not None:
        statement = statement.where(or_(Veto.campaign_id == campaign.id, Veto.campaign_id.is_(None)))
    rows: Sequence[VetoRow] = [
        VetoRow(
            id=veto.id,
            person_id=veto.person_id,
            number=number,
            name=name,
            unit=unit,
            campaign=code or "",
            reason=veto.reason,
            evidence=veto.evidence,
            decided_on=veto.decided_on,
            expires_on=veto.expires_on,
            expired=veto.expires_on is not None and veto.expires_on <= on,
        )
        for veto, number, name, unit, code in session.execute(statement)
    ]
    return tuple(sorted(rows, key=lambda row: row.expired))
