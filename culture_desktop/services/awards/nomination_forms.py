"""推荐表 out: a sheet for each unit with its quota and drop-downs, which the import takes back as it is.

A form names its campaign and its unit over the header; the import holds it to both. It bears no telephone number and no
resident ID.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, RecordMissingError, WrongFormTypeError
from culture_desktop.models import Campaign, Nomination, Organisation, Person
from culture_desktop.progress import Progress, silent
from culture_desktop.services.awards.queries import require_campaign, require_open, tiers_of
from culture_desktop.services.awards.quota_draft import units_of
from culture_desktop.services.awards.quota_rows import SavedQuota
from culture_desktop.services.awards.quotas import saved_quotas
from culture_desktop.services.organisations import SEPARATOR
from culture_desktop.services.results import Done
from culture_desktop.spreadsheets.writer import Column, SheetParts, sheet_names, write_book
from culture_desktop.vocabulary import CampaignStep, TierKind

CAMPAIGN, UNIT = "评选编号", "推荐单位"
_SHEET = "推荐表"
_HINT = "填写：每行一个推荐对象；类别和部门从下拉列表里选，主要事迹写明数字。填好后把本文件交回，用“导入推荐表”导入。"
_SIGNED = "填表人：　　　　　　　　审核人：　　　　　　　　日期："
_FEWEST_ROWS = 10
_FORBIDDEN = frozenset('\\/:*?"<>|')


@dataclass(frozen=True, slots=True)
class FormUnit:
    """A unit that puts people or teams forward, and how many it may, in words."""

    unit: str
    quota: str
    nominees: int


Form = tuple[str, SheetParts, int]
"""A unit's full name, its sheet, and how many more rows are ready to be filled in."""


class NominationFormService:
    """Reads, and writes files."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def units(self, code: str) -> tuple[FormUnit, ...]:
        """The units that get a form: those with a quota, or while none is apportioned those below the root."""
        with self._database.read() as session:
            return _form_units(session, require_campaign(session, code))

    def write(
        self, code: str, folder: Path, units: Collection[str] = (), progress: Progress = silent
    ) -> Done[tuple[Path, ...]]:
        """A file for each unit into a folder; ``units`` are full names, without any those of ``units``."""
        with self._database.read() as session:
            forms = _forms(session, require_open(session, code, CampaignStep.NOMINATION), units)
        names = file_names(f"{_SHEET}_{code}", [unit for unit, _sheet, _blank in forms])
        folder.mkdir(parents=True, exist_ok=True)
        paths = []
        for at, (name, (unit, sheet, blank)) in enumerate(zip(names, forms, strict=True)):
            progress(at, len(forms), f"正在生成“{unit}”的推荐表")
            write_book(folder / name, [sheet], blank_rows=blank)
            paths.append(folder / name)
        progress(len(forms), len(forms), "推荐表已生成")
        return Done(tuple(paths), frozenset(), f"已为 {len(paths)} 个单位生成推荐表，在“{folder.name}”里")

    def write_one(
        self, code: str, path: Path, units: Collection[str] = (), progress: Progress = silent
    ) -> Done[tuple[Path, ...]]:
        """All forms as the sheets of one file; otherwise as ``write``."""
        if path.suffix.lower() != ".xlsx":
            raise WrongFormTypeError(name=path.name)
        with self._database.read() as session:
            forms = _forms(session, require_open(session, code, CampaignStep.NOMINATION), units)
        names = sheet_names(_last(unit) for unit, _sheet, _blank in forms)
        sheets = ((name, *parts[1:]) for name, (_unit, parts, _blank) in zip(names, forms, strict=True))
        write_book(path, sheets, progress, blank_rows=max(blank for _unit, _sheet, blank in forms))
        return Done((path,), frozenset(), f"已为 {len(forms)} 个单位生成推荐表“{path.name}”")


def _form_units(session: Session, campaign: Campaign) -> tuple[FormUnit, ...]:
    quotas = [quota for quota in saved_quotas(session, campaign, ()).rows if quota.nominees]
    if quotas:
        names = list(dict.fromkeys(quota.unit for quota in quotas))
    else:
        every = units_of(session).values()
        names = [name for name in every if name.count(SEPARATOR) == 1] or list(every)
    return tuple(_form_unit(name, [quota for quota in quotas if quota.unit == name]) for name in names)


def _form_unit(name: str, quotas: Sequence[SavedQuota]) -> FormUnit:
    words = "；".join(f"{quota.whom}可推荐 {quota.nominees}（名额 {quota.places}）" for quota in quotas)
    return FormUnit(name, words or "没有分配，推荐数不限", sum(quota.nominees for quota in quotas))


def _forms(session: Session, campaign: Campaign, wanted: Collection[str]) -> list[Form]:
    units = list(_form_units(session, campaign))
    if wanted:
        known = {unit.unit: unit for unit in units}
        every = set(units_of(session).values())
        strange = next((name for name in wanted if name not in every), None)
        if strange is not None:
            raise RecordMissingError(what="单位", key=strange)
        units = [known.get(name) or _form_unit(name, ()) for name in dict.fromkeys(wanted)]
    if not units:
        raise InvalidFieldError(field=UNIT, value="", expected="至少一个单位，请先导入组织机构或名册")
    kinds = {tier.kind for tier in tiers_of(session, campaign)}
    choices = tuple(kind.label for kind in TierKind if kind in kinds)
    nominated = _nominated(session, campaign)
    names = list(units_of(session).values())
    return [_form(campaign, unit, choices, _within(unit.unit, names), nominated) for unit in units]


def _form(
    campaign: Campaign,
    unit: FormUnit,
    kinds: tuple[str, ...],
    below: tuple[str, ...],
    nominated: Iterable[tuple[str, str, str, str, str]],
) -> Form:
    own = set(below)
    rows = [row for row in nominated if row[3] in own]
    heads = (f"{campaign.title}推荐表", f"{CAMPAIGN}：{campaign.code}", f"{UNIT}：{unit.unit}", f"名额：{unit.quota}")
    columns = (
        Column("类别", 8, choices=kinds),
        Column("工号", 16),
        Column("姓名或集体", 24),
        Column("部门", 36, choices=below),
        Column("主要事迹", 90, wraps=True),
    )
    blank = max(_FEWEST_ROWS, unit.nominees) - len(rows)
    return unit.unit, (_SHEET, columns, rows, (*heads, _HINT, _SIGNED)), max(blank, 0)


def _nominated(session: Session, campaign: Campaign) -> list[tuple[str, str, str, str, str]]:
    """Who is put forward already, as the rows of forms: kind, number, name, unit, deeds."""
    people = (
        select(Person.number, Person.name, Organisation.full_name, Nomination.reason)
        .join(Nomination, Nomination.person_id == Person.id)
        .join(Organisation, Organisation.id == Person.unit_id)
        .where(Nomination.campaign_id == campaign.id)
        .order_by(Nomination.id)
    )
    teams = (
        select(Organisation.full_name, Nomination.reason)
        .join(Nomination, Nomination.team_id == Organisation.id)
        .where(Nomination.campaign_id == campaign.id)
        .order_by(Nomination.id)
    )
    rows = [(TierKind.PERSON.label, *row) for row in session.execute(people).all()]
    return rows + [(TierKind.TEAM.label, "", name, name, reason) for name, reason in session.execute(teams).all()]


def _within(unit: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name == unit or name.startswith(f"{unit}{SEPARATOR}"))


def file_names(beginning: str, units: Sequence[str]) -> list[str]:
    """``推荐表_2026-P01_客服一班.xlsx``; where two units have one name, their whole paths tell them apart."""
    last = [_last(unit) for unit in units]
    shown = [
        name if last.count(name) == 1 else unit.replace(SEPARATOR, "-") for name, unit in zip(last, units, strict=True)
    ]
    return ["".join("-" if c in _FORBIDDEN else c for c in f"{beginning}_{name}")[:120] + ".xlsx" for name in shown]


def _last(unit: str) -> str:
    return unit.rpartition(SEPARATOR)[2]
