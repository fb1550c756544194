"""What a new campaign begins with: the copy of a template, or of an earlier campaign with its days moved on.

People, scores, votes and papers never come along; editing the original afterwards changes nothing here.
"""

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.errors import CalendarUnknownError, DuplicateNumberError, InvalidFieldError
from culture_desktop.models import Campaign, CampaignTask, Criterion, EligibilityRule, Tier
from culture_desktop.rules.plan import PlanLine, lay_out
from culture_desktop.rules.profiles import CampaignProfile
from culture_desktop.rules.schedule import Shifted, shifted
from culture_desktop.rules.spans import add_years
from culture_desktop.rules.voting_plan import VOTING
from culture_desktop.services.awards.queries import TIE_DECISIONS, criteria_of, parts_of, tasks_of, tiers_of
from culture_desktop.services.workdays import read_calendar

TIMETABLE, APPORTIONMENT = "timetable", "apportionment"
_LONGEST_CODE, _LONGEST_TITLE = 32, 128
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")


class Terms:
    """Code, title and days of a campaign about to be made; InvalidFieldError for what does not fit."""

    def __init__(self, code: str, title: str, period_from: date, period_to: date, as_of: date) -> None:
        self.code, self.title = code.strip(), title.strip()
        for field, value, longest in (("编号", self.code, _LONGEST_CODE), ("名称", self.title, _LONGEST_TITLE)):
            if not value or len(value) > longest:
                raise InvalidFieldError(field=field, value=value, expected=f"1 到 {longest} 字")
        if period_from > period_to:
            raise InvalidFieldError(field="评选周期", value=period_to, expected="结束不早于开始")
        self.period_from, self.period_to, self.as_of = period_from, period_to, as_of

    def campaign(self, session: Session) -> Campaign:
        """The campaign with nothing in it yet; DuplicateNumberError where another has the code."""
        holder = session.scalar(select(Campaign.title).where(Campaign.code == self.code))
        if holder is not None:
            raise DuplicateNumberError(what="评选编号", number=self.code, holder=holder)
        return Campaign(
            code=self.code,
            title=self.title,
            period_from=self.period_from,
            period_to=self.period_to,
            as_of=self.as_of,
        )


@dataclass(frozen=True)
class CopyOffer:
    """What a campaign made after another is offered as; ``days`` are those of its timetable, moved on."""

    source: str
    code: str
    title: str
    period_from: date
    period_to: date
    as_of: date
    days: tuple[Shifted, ...]
    unchecked: tuple[int, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to look at: days that fell on days of rest, and years without a calendar."""
        moved = [day.sentence for day in self.days if day.moved]
        return (*moved, *(f"{year} 年的节假日安排还没有，时间表未核对休息日。" for year in self.unchecked))


def make_from_profile(session: Session, terms: Terms, profile: CampaignProfile, starts: date | None) -> str:
    """Write the campaign; what to add to the sentence where the timetable could not be laid out."""
    campaign = terms.campaign(session)
    campaign.notice_days = profile.notice_working_days
    campaign.source = f"{profile.title}（{profile.dated}）"
    campaign.template = profile.code
    campaign.limits = profile.limits.to_dict()
    campaign.procedure = {
        **profile.procedure.to_dict(),
        TIMETABLE: [line.to_dict() for line in profile.timetable],
        **({VOTING: [plan.to_dict() for plan in profile.voting]} if profile.voting else {}),
    }
    session.add(campaign)
    session.flush()
    session.add_all(
        Tier(campaign_id=campaign.id, name=t.name, kind=t.kind, seats=t.seats, prize=t.prize, position=at)
        for at, t in enumerate(profile.tiers)
    )
    session.add_all(
        Criterion(
            campaign_id=campaign.id,
            kind=criterion.kind,
            name=criterion.name,
            source=criterion.source,
            weight=criterion.weight,
            parameters=criterion.parameters,
            position=position,
        )
        for position, criterion in enumerate(profile.criteria)
    )
    _add_rules(session, campaign, (rule.to_dict() for rule in profile.rules))
    if starts is None:
        return ""
    try:
        plan_tasks(session, campaign, profile.timetable, starts)
    except CalendarUnknownError as error:
        return f"，{error.data['year']} 年的节假日安排还没有，时间表待排"
    return ""


def plan_tasks(session: Session, campaign: Campaign, lines: Iterable[PlanLine], starts: date) -> int:
    """Write the timetable as laid out from a day; CalendarUnknownError for a year without a calendar."""
    lines = tuple(lines)
    session.add_all(
        CampaignTask(
            campaign_id=campaign.id, title=line.step.name, step=line.belongs_to, due_on=planned.day, position=at
        )
        for at, (line, planned) in enumerate(zip(lines, lay_out(lines, starts, read_calendar(session)), strict=True))
    )
    return len(lines)


def copy_offer(session: Session, source: Campaign, today: date) -> CopyOffer:
    """The next of a yearly campaign: a year later, or as many years as bring it to this one."""
    years = max(today.year - source.period_to.year, 1)
    year = source.period_to.year + years
    taken = set(session.scalars(select(Campaign.code)))
    code = _in_year(source.code, years)
    codes = itertools.chain([code], (f"{year}-P{number:02d}" for number in itertools.count(1)))
    days, unchecked = _moved_days(session, source, years)
    return CopyOffer(
        source=source.code,
        code=next(each for each in codes if each not in taken),
        title=_in_year(source.title, years),
        period_from=add_years(source.period_from, years),
        period_to=add_years(source.period_to, years),
        as_of=add_years(source.as_of, years),
        days=tuple(days.values()),
        unchecked=unchecked,
    )


def make_from_campaign(session: Session, terms: Terms, source: Campaign) -> str:
    """Write the copy; what to add to the sentence about days that had to be moved."""
    campaign = terms.campaign(session)
    campaign.notice_days, campaign.source, campaign.template = source.notice_days, source.source, source.template
    campaign.copied_from_id = source.id
    campaign.limits = source.limits
    campaign.procedure = {
        key: value for key, value in source.procedure.items() if key not in (APPORTIONMENT, TIE_DECISIONS)
    }
    session.add(campaign)
    session.flush()
    session.add_all(
        Tier(
            campaign_id=campaign.id,
            name=t.name,
            kind=t.kind,
            seats=t.seats,
            prize=t.prize,
            position=t.position,
            design=t.design,
        )
        for t in tiers_of(session, source)
    )
    _copy_criteria(session, campaign, source)
    years = terms.period_to.year - source.period_to.year
    statement = select(EligibilityRule.rule).where(EligibilityRule.campaign_id == source.id)
    rules = session.scalars(statement.order_by(EligibilityRule.position, EligibilityRule.id))
    _add_rules(session, campaign, (_moved_rule(rule, years) for rule in rules))
    days, unchecked = _moved_days(session, source, years)
    session.add_all(
        CampaignTask(
            campaign_id=campaign.id,
            title=task.title,
            step=task.step,
            due_on=days[task.id].day if task.id in days else add_years(task.due_on, years),
            position=task.position,
        )
        for task in tasks_of(session, source)
    )
    moved = "、".join(f"“{day.name}”" for day in days.values() if day.moved)
    words = f"，{moved}遇休息日已顺延" if moved else ""
    return words + "".join(f"，{year} 年的节假日安排还没有，时间表未核对休息日" for year in unchecked)


def _moved_days(session: Session, source: Campaign, years: int) -> tuple[dict[int, Shifted], tuple[int, ...]]:
    """The days of a timetable so many years on, by the task's id; and the years that no calendar covers."""
    days: dict[int, Shifted] = {}
    unchecked: dict[int, None] = {}
    calendar = read_calendar(session)
    for task in tasks_of(session, source):
        try:
            [days[task.id]] = shifted({task.title: task.due_on}, years, calendar)
        except CalendarUnknownError as error:
            unchecked[int(str(error.data["year"]))] = None
    return days, tuple(unchecked)


def _copy_criteria(session: Session, campaign: Campaign, source: Campaign) -> None:
    """Criteria first, then the parts of each under its copy."""
    copies: dict[int | None, int] = {}
    for those in (criteria_of(session, source), parts_of(session, source)):
        made = {old.id: _copied(old, campaign.id, copies.get(old.parent_id)) for old in those}
        session.add_all(made.values())
        session.flush()
        copies |= {key: criterion.id for key, criterion in made.items()}


def _copied(criterion: Criterion, campaign_id: int, parent_id: int | None) -> Criterion:
    return Criterion(
        campaign_id=campaign_id,
        kind=criterion.kind,
        name=criterion.name,
        source=criterion.source,
        weight=criterion.weight,
        parameters=criterion.parameters,
        position=criterion.position,
        parent_id=parent_id,
    )


def _add_rules(session: Session, campaign: Campaign, rules: Iterable[Mapping[str, object]]) -> None:
    session.add_all(
        EligibilityRule(campaign_id=campaign.id, rule=dict(rule), position=at) for at, rule in enumerate(rules)
    )


def _moved_rule(rule: Mapping[str, Any], years: int) -> dict[str, Any]:
    """The rule; a day of its own moves on with the campaign's."""
    day = {"as_of": add_years(date.fromisoformat(rule["as_of"]), years).isoformat()} if rule.get("as_of") else {}
    return {**rule, **day}


def _in_year(words: str, years: int) -> str:
    """The words with the years in them moved on: ``2025年度`` becomes ``2026年度``."""
    return _YEAR.sub(lambda year: str(int(year.group()) + years), words)
