"""Making a campaign: from a profile, with its nominees and the honours of earlier years."""

import itertools
from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.models import (
    Campaign,
    Honour,
    Nomination,
    Organisation,
    Person,
    Score,
    SelectionRun,
    Tier,
)
from culture_desktop.rules.limits import limits_from_dict
from culture_desktop.rules.profiles import CampaignProfile, bundled_codes, bundled_profile
from culture_desktop.rules.selection.problem import Tier as SelectionTier
from culture_desktop.services.awards.copy import CopyOffer, Terms, copy_offer, make_from_campaign, make_from_profile
from culture_desktop.services.awards.queries import require_campaign, require_open, tasks_of, tiers_of
from culture_desktop.services.awards.rows import TaskRow
from culture_desktop.services.awards.term_checks import check_floors
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.results import Done, Topic, taken_along
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, CampaignStep

_CHANGED = frozenset({Topic.AWARDS})


class AwardSetupService:
    """One method, one intention of the user before the scoring."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def profiles(self) -> tuple[CampaignProfile, ...]:
        """The templates a campaign can be made from."""
        return tuple(bundled_profile(code) for code in bundled_codes())

    def sources(self) -> tuple[tuple[str, str], ...]:
        """The campaigns that a new one can be made after, as (code, title), newest first."""
        statement = select(Campaign.code, Campaign.title).order_by(Campaign.as_of.desc(), Campaign.id.desc())
        with self._database.read() as session:
            return tuple((code, title) for code, title in session.execute(statement))

    def next_code(self, year: int) -> str:
        """A code that no campaign has, such as ``2026-P01``."""
        with self._database.read() as session:
            taken = set(session.scalars(select(Campaign.code)))
        codes = (f"{year}-P{number:02d}" for number in itertools.count(1))
        return next(code for code in codes if code not in taken)

    def create(
        self,
        profile: CampaignProfile,
        code: str,
        title: str,
        period_from: date,
        period_to: date,
        as_of: date,
        starts: date | None = None,
    ) -> Done[str]:
        """Make a campaign; whatever the template holds is copied, so editing a template changes nothing.

        The timetable is laid out from ``starts``; without it the steps have no days yet.
        """
        with self._database.begin("新建评选") as session:
            terms = Terms(code, title, period_from, period_to, as_of)
            unplanned = make_from_profile(session, terms, profile, starts)
        return Done(terms.code, _CHANGED, f"已新建“{terms.title}”{unplanned}")

    def copy_offer(self, source: str, today: date) -> CopyOffer:
        """What a campaign made after this one would hold: its code, title and days a year or more later."""
        with self._database.read() as session:
            return copy_offer(session, require_campaign(session, source), today)

    def copy(self, source: str, code: str, title: str, period_from: date, period_to: date, as_of: date) -> Done[str]:
        """Make a campaign after another: its tiers, criteria, rules, limits, procedure and timetable, nobody in it."""
        with self._database.begin("沿用评选") as session:
            terms = Terms(code, title, period_from, period_to, as_of)
            moved = make_from_campaign(session, terms, require_campaign(session, source))
        return Done(terms.code, _CHANGED, f"已新建“{terms.title}”{moved}")

    def timetable(self, code: str) -> tuple[TaskRow, ...]:
        """The lines of a campaign's timetable with their days."""
        with self._database.read() as session:
            tasks = tasks_of(session, require_campaign(session, code))
            return tuple(TaskRow(task.id, task.title, task.step, task.due_on, task.done_on) for task in tasks)

    def set_seats(self, code: str, tier_id: int, seats: int) -> Done[None]:
        """Change the seats of a tier."""
        if seats < 1:
            raise InvalidFieldError(field="名额", value=seats, expected="不小于 1 的整数")
        with self._database.begin("调整名额") as session:
            campaign = require_open(session, code, CampaignStep.SETUP)
            tier = session.get(Tier, tier_id)
            if tier is None or tier.campaign_id != campaign.id:
                raise RecordMissingError(what="档次", key=tier_id)
            tier.seats = seats
            tiers = [SelectionTier(t.name, t.seats, t.kind) for t in tiers_of(session, campaign)]
            check_floors(limits_from_dict(campaign.limits, campaign.title), tiers)
            name = tier.name
        return Done(None, _CHANGED, f"“{name}”名额改为 {seats}")

    def nominate(self, code: str, person_ids: Collection[int], reason: str = "") -> Done[int]:
        """Put people forward; those nominated already stay as they are. Returns how many are new."""
        with self._database.begin("推荐个人") as session:
            campaign = require_open(session, code, CampaignStep.NOMINATION)
            here = set(session.scalars(select(Nomination.person_id).where(Nomination.campaign_id == campaign.id)))
            new = [person_id for person_id in dict.fromkeys(person_ids) if person_id not in here]
            known = set(session.scalars(select(Person.id).where(is_any_of(Person.id, new))))
            if unknown := [person_id for person_id in new if person_id not in known]:
                raise RecordMissingError(what="人员", key=unknown[0])
            if new:
                given = {"campaign_id": campaign.id, "team_id": None, "reason": reason}
                session.execute(insert(Nomination), [given | {"person_id": person_id} for person_id in new])
        return Done(len(new), _CHANGED, f"已推荐 {len(new)} 人")

    def nominate_teams(self, code: str, organisation_ids: Collection[int], reason: str = "") -> Done[int]:
        """Put teams forward; only units and teams can be nominated."""
        with self._database.begin("推荐集体") as session:
            campaign = require_open(session, code, CampaignStep.NOMINATION)
            here = set(session.scalars(select(Nomination.team_id).where(Nomination.campaign_id == campaign.id)))
            new = [team_id for team_id in dict.fromkeys(organisation_ids) if team_id not in here]
            for team_id in new:
                team = session.get(Organisation, team_id)
                if team is None or team.kind not in ADMINISTRATIVE_KINDS:
                    raise InvalidFieldError(
                        field="推荐集体", value=team.name if team else team_id, expected="单位或班组"
                    )
                session.add(Nomination(campaign_id=campaign.id, team_id=team_id, reason=reason))
        return Done(len(new), _CHANGED, f"已推荐 {len(new)} 个集体")

    def withdraw(self, code: str, nomination_ids: Collection[int]) -> Done[int]:
        """Take nominations back, with their scores."""
        with self._database.begin("撤回推荐") as session:
            campaign = require_open(session, code, CampaignStep.NOMINATION)
            here = (Nomination.campaign_id == campaign.id, Nomination.id.in_(nomination_ids))
            count = session.scalar(select(func.count()).where(*here)) or 0
            scores = _scores_of(session, *here)
            session.execute(delete(Nomination).where(*here))
        return Done(count, _CHANGED, f"已撤回 {count} 项推荐{taken_along((scores, '个评分'))}")

    def set_reason(self, code: str, nomination_id: int, reason: str) -> Done[None]:
        """Say what speaks for a nominee."""
        with self._database.begin("修改推荐理由") as session:
            campaign = require_open(session, code, CampaignStep.NOMINATION)
            nomination = session.get(Nomination, nomination_id)
            if nomination is None or nomination.campaign_id != campaign.id:
                raise RecordMissingError(what="推荐", key=nomination_id)
            nomination.reason = reason.strip()
        return Done(None, _CHANGED, "已保存推荐理由")

    def record_honours(self, honours: Iterable[tuple[str, str, date]]) -> Done[int]:
        """Take over honours of earlier years as (staff number or a team's full name, title, day).

        Those on record stay single.
        """
        with self._database.begin("登记历年荣誉") as session:
            people = dict(session.execute(select(Person.number, Person.id)).all())
            teams = dict(session.execute(select(Organisation.full_name, Organisation.id)).all())
            statement = select(Honour.person_id, Honour.team_id, Honour.title, Honour.granted_on)
            known = {tuple(row) for row in session.execute(statement)}
            count = 0
            for subject, title, day in honours:
                person_id, team_id = people.get(subject), teams.get(subject)
                if person_id is None and team_id is None:
                    raise RecordMissingError(what="人员或集体", key=subject)
                honour = (person_id, None if person_id is not None else team_id, title, day)
                if honour not in known:
                    known.add(honour)
                    session.add(Honour(person_id=honour[0], team_id=honour[1], title=title, granted_on=day))
                    count += 1
        return Done(count, frozenset({Topic.PEOPLE, Topic.AWARDS}), f"已登记历年荣誉 {count} 项")

    def delete(self, code: str) -> Done[None]:
        """Remove a campaign that is not confirmed, with nominations, scores and proposals."""
        with self._database.begin("删除评选") as session:
            campaign = require_open(session, code, CampaignStep.SETUP)
            title = campaign.title
            here = Nomination.campaign_id == campaign.id
            nominations = session.scalar(select(func.count()).where(here)) or 0
            scores = _scores_of(session, here)
            session.execute(delete(SelectionRun).where(SelectionRun.campaign_id == campaign.id))
            session.execute(delete(Campaign).where(Campaign.id == campaign.id))
        return Done(None, _CHANGED, f"已删除“{title}”{taken_along((nominations, '项推荐'), (scores, '个评分'))}")


def _scores_of(session: Session, *nominated: ColumnElement[bool]) -> int:
    """How many scores hang on nominations."""
    wanted = select(Nomination.id).where(*nominated)
    return session.scalar(select(func.count()).where(Score.nomination_id.in_(wanted))) or 0
