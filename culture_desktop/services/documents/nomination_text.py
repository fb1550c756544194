"""The recommendation forms (推荐表) of a campaign, worded from its board and what the books know of the nominees."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.documents.nomination_form import NominationForm, NominationFormsContent, Pair
from culture_desktop.documents.text import spaced
from culture_desktop.errors import StepBlockedError
from culture_desktop.models import Campaign, Person
from culture_desktop.rules import masking
from culture_desktop.rules.candidates import CandidateFacts
from culture_desktop.rules.spans import in_words, months_between
from culture_desktop.services.awards.facts import candidate_facts
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.quotas import saved_quotas
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.organisations import SEPARATOR
from culture_desktop.services.people.postings import heads_on
from culture_desktop.vocabulary import DocumentKind, TierKind, Word, chinese_date

_OPINIONS = ("推荐单位\n意见", "党支部\n意见", "工会\n意见")


def nomination_forms_content(session: Session, campaign: Campaign, board: CampaignBoard) -> NominationFormsContent:
    """A form for each nominee, persons before teams, in the order of their units; telephone numbers are masked."""
    if not board.nominees:
        reason = "还没有推荐对象，请先在“推荐”一步推荐。"
        raise StepBlockedError(step=DocumentKind.NOMINATION_FORMS.label, reason=reason)
    ids = [n.subject_id for n in board.nominees if n.kind is TierKind.PERSON]
    columns = (Person.id, Person.position, Person.phone)
    contacts = {row.id: row for row in session.execute(select(*columns).where(is_any_of(Person.id, ids)))}
    facts, heads = candidate_facts(session, campaign, ids), heads_on(session, campaign.as_of)
    units = {quota.unit for quota in saved_quotas(session, campaign, ()).rows}
    ordered = sorted(board.nominees, key=lambda n: (n.kind is TierKind.TEAM, n.unit_full_name, n.number))
    forms = []
    for nominee in ordered:
        unit = _unit_of(nominee.unit_full_name, units)
        if nominee.kind is TierKind.TEAM:
            forms.append(_team(nominee, unit, heads.get(nominee.unit_full_name, 0), campaign.as_of))
        else:
            contact = contacts[nominee.subject_id]
            phone = masking.phone(contact.phone or "")
            forms.append(_person(nominee, unit, facts[nominee.subject_id], contact.position, phone, campaign.as_of))
    return NominationFormsContent(f"{board.title}推荐表", tuple(forms))


def _person(
    nominee: Nominee, unit: str, facts: CandidateFacts, position: str, phone: str, as_of: date
) -> NominationForm:
    tenure = in_words(months_between(facts.hire_date, as_of)) if facts.hire_date else ""
    pairs: tuple[Pair, ...] = (
        ("姓名", spaced(nominee.name)),
        ("性别", _label(facts.sex)),
        ("出生年月", f"{facts.birth_date:%Y.%m}" if facts.birth_date else ""),
        ("工号", nominee.number),
        ("政治面貌", _label(facts.political_status)),
        ("用工性质", _label(facts.employment)),
        ("入职时间", f"{facts.hire_date:%Y.%m}" if facts.hire_date else ""),
        ("司龄", tenure),
        ("联系电话", phone),
    )
    earlier = sorted(facts.honours, key=lambda honour: (honour.year, honour.title), reverse=True)
    honours = "；".join(f"{honour.year}年{honour.title}" for honour in earlier)
    place = "　".join(filter(None, (nominee.unit_full_name, position)))
    wide = (("单位及职务", place), ("曾获荣誉", honours))
    return _form(nominee, unit, pairs, wide)


def _team(nominee: Nominee, unit: str, heads: int, as_of: date) -> NominationForm:
    pairs: tuple[Pair, ...] = (("负责人", ""), ("成员人数", f"{heads} 人"), ("截至", chinese_date(as_of)))
    return _form(nominee, unit, pairs, (("集体名称", nominee.name), ("所在单位", nominee.unit_full_name)))


def _form(nominee: Nominee, unit: str, facts: tuple[Pair, ...], wide: tuple[Pair, ...]) -> NominationForm:
    deeds = tuple(filter(None, (line.strip() for line in nominee.reason.splitlines())))
    return NominationForm(nominee.name, unit, facts, wide, deeds, _OPINIONS)


def _unit_of(place: str, units: Collection[str]) -> str:
    """The unit that puts forward: the nearest with a quota, else the one below the root."""
    parts = place.split(SEPARATOR)
    above = (SEPARATOR.join(parts[:depth]) for depth in range(len(parts), 0, -1))
    return next((name for name in above if name in units), SEPARATOR.join(parts[:2]))


def _label(word: Word | None) -> str:
    return "" if word is None else word.label
