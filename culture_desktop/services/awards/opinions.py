"""征求意见: what other departments are asked about nominees, and what they answer. An answer decides nothing by itself."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, aliased

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.models import Campaign, Nomination, Opinion, Organisation, Person
from culture_desktop.progress import Progress, silent
from culture_desktop.services.awards.nomination_forms import CAMPAIGN, file_names
from culture_desktop.services.awards.nominee_rows import OpinionRow
from culture_desktop.services.awards.queries import require_campaign, require_open
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.results import Done, Topic
from culture_desktop.spreadsheets.writer import Column, Kind, write_xlsx
from culture_desktop.vocabulary import CampaignStep, OpinionVerdict, TierKind, chinese_date

DEPARTMENT = "征求部门"
_CHANGED = frozenset({Topic.AWARDS})
_LONGEST_NAME, _LONGEST_TEXT = 64, 2_000
_HINT = "答复：意见从下拉列表里选；有保留或不同意的请写明理由。填好后把本文件交回，用“导入部门意见”导入。"
_SHEET = "征求意见"


@dataclass(frozen=True)
class Answer:
    """What a department says on a day."""

    verdict: OpinionVerdict
    text: str
    answered_on: date


class OpinionService:
    """One method, one intention of the user."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, code: str) -> tuple[OpinionRow, ...]:
        """Everything asked in a campaign, by department, then in the order in which the nominees came."""
        with self._database.read() as session:
            return opinions_of(session, require_campaign(session, code))

    def departments(self) -> tuple[str, ...]:
        """Who was ever asked, the most often asked first."""
        statement = select(Opinion.department).group_by(Opinion.department).order_by(func.count().desc())
        with self._database.read() as session:
            return tuple(session.scalars(statement))

    def ask(
        self,
        code: str,
        nomination_ids: Collection[int],
        departments: Iterable[str],
        asked_on: date,
        due_on: date | None = None,
    ) -> Done[int]:
        """Ask departments about nominees; what was asked before stays as it is. Returns how many are new."""
        names = _department_names(departments)
        if due_on is not None and due_on < asked_on:
            raise InvalidFieldError(field="答复期限", value=due_on, expected=f"不早于征求日期 {asked_on} 的日期")
        if not nomination_ids:
            raise InvalidFieldError(field="推荐对象", value="", expected="至少一个")
        with self._database.begin("征求意见") as session:
            campaign = require_open(session, code, CampaignStep.ELIGIBILITY)
            wanted = select(Nomination.id).where(is_any_of(Nomination.id, nomination_ids))
            ours = session.scalars(wanted.where(Nomination.campaign_id == campaign.id).order_by(Nomination.id)).all()
            if len(ours) < len(set(nomination_ids)):
                raise RecordMissingError(what="推荐", key=next(iter(set(nomination_ids) - set(ours))))
            held = select(Opinion.nomination_id, Opinion.department).where(is_any_of(Opinion.nomination_id, ours))
            asked = {tuple(found) for found in session.execute(held)}
            new = [(nominee, name) for name in names for nominee in ours if (nominee, name) not in asked]
            session.add_all(
                Opinion(nomination_id=nominee, department=name, asked_on=asked_on, due_on=due_on)
                for nominee, name in new
            )
        people = len({nominee for nominee, _name in new})
        return Done(len(new), _CHANGED, f"已就 {people} 个对象向 {len(names)} 个部门征求意见，共 {len(new)} 条")

    def answer(self, code: str, opinion_ids: Collection[int], answer: Answer) -> Done[int]:
        """Note what a department says of one or more nominees; an answer on record is put right by the new one."""
        check_answer(answer)
        with self._database.begin("登记部门意见") as session:
            campaign = require_open(session, code, CampaignStep.ELIGIBILITY)
            for opinion in _required(session, campaign, opinion_ids):
                if answer.answered_on < opinion.asked_on:
                    expected = f"不早于征求日期 {opinion.asked_on} 的日期"
                    raise InvalidFieldError(field="答复日期", value=answer.answered_on, expected=expected)
                opinion.verdict, opinion.text = answer.verdict, answer.text.strip()
                opinion.answered_on = answer.answered_on
        return Done(len(opinion_ids), _CHANGED, f"已登记 {len(opinion_ids)} 条意见：{answer.verdict.label}")

    def withdraw(self, code: str, opinion_ids: Collection[int]) -> Done[int]:
        """Ask no more; what was answered stays on record and is refused."""
        with self._database.begin("不再征求意见") as session:
            campaign = require_open(session, code, CampaignStep.ELIGIBILITY)
            answered = [one for one in _required(session, campaign, opinion_ids) if one.verdict is not None]
            if answered:
                said = f"{answered[0].department}已于 {answered[0].answered_on} 答复"
                raise InvalidFieldError(field="征求意见", value=said, expected="还没有答复的")
            session.execute(delete(Opinion).where(is_any_of(Opinion.id, opinion_ids)))
        return Done(len(opinion_ids), _CHANGED, f"已撤回 {len(opinion_ids)} 条征求意见")

    def write(self, code: str, folder: Path, progress: Progress = silent) -> Done[tuple[Path, ...]]:
        """A list for each department that was asked into a folder, to be answered and imported again."""
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            title = campaign.title
            asked = opinions_of(session, campaign)
        departments: dict[str, list[OpinionRow]] = {}
        for row in asked:
            departments.setdefault(row.department, []).append(row)
        if not departments:
            raise InvalidFieldError(field="征求意见", value="空白", expected="先选定征求意见的部门和对象")
        names = file_names(f"征求意见_{code}", list(departments))
        folder.mkdir(parents=True, exist_ok=True)
        for at, (name, (department, rows)) in enumerate(zip(names, departments.items(), strict=True)):
            progress(at, len(names), f"正在生成“{department}”的征求意见表")
            heads = (f"{title}征求意见表", f"{CAMPAIGN}：{code}", f"{DEPARTMENT}：{department}", _HINT)
            write_xlsx(folder / name, _SHEET, _COLUMNS, map(_cells, rows), heads)
        progress(len(names), len(names), "征求意见表已生成")
        done = tuple(folder / name for name in names)
        return Done(done, frozenset(), f"已为 {len(names)} 个部门生成征求意见表，在“{folder.name}”里")


_COLUMNS = (
    Column("工号", 16),
    Column("姓名或集体", 24),
    Column("单位", 36),
    Column("意见", 10, choices=tuple(verdict.label for verdict in OpinionVerdict)),
    Column("说明", 60, wraps=True),
    Column("答复日期", 14, Kind.DATE),
)


def _cells(row: OpinionRow) -> tuple[str | date | None, ...]:
    verdict = row.verdict.label if row.verdict is not None else ""
    number = row.number if row.kind is TierKind.PERSON else ""
    name = row.name if row.kind is TierKind.PERSON else row.number
    return number, name, row.unit, verdict, row.text, row.answered_on


def check_answer(answer: Answer) -> None:
    """InvalidFieldError for a reservation without a word, and for a text beyond all measure."""
    words = answer.text.strip()
    if answer.verdict is not OpinionVerdict.AGREES and not words:
        raise InvalidFieldError(field="意见说明", value="空白", expected=f"“{answer.verdict.label}”的理由")
    if len(words) > _LONGEST_TEXT:
        raise InvalidFieldError(field="意见说明", value=f"{words[:10]}…", expected=f"{_LONGEST_TEXT:,} 字以内的文字")


def opinions_of(session: Session, campaign: Campaign) -> tuple[OpinionRow, ...]:
    """Everything asked in a campaign, in one statement."""
    unit, team = aliased(Organisation), aliased(Organisation)
    statement = (
        select(Opinion, Person.number, Person.name, unit.full_name, team.full_name)
        .join(Nomination, Nomination.id == Opinion.nomination_id)
        .outerjoin(Person, Person.id == Nomination.person_id)
        .outerjoin(unit, unit.id == Person.unit_id)
        .outerjoin(team, team.id == Nomination.team_id)
        .where(Nomination.campaign_id == campaign.id)
        .order_by(Opinion.department, Opinion.nomination_id)
    )
    return tuple(_row(*found) for found in session.execute(statement))


def by_nomination(rows: Iterable[OpinionRow]) -> Mapping[int, tuple[OpinionRow, ...]]:
    """The opinions on each nominee."""
    found: dict[int, tuple[OpinionRow, ...]] = {}
    for row in rows:
        found[row.nomination_id] = (*found.get(row.nomination_id, ()), row)
    return found


def _row(opinion: Opinion, number: str | None, name: str | None, unit: str | None, team: str | None) -> OpinionRow:
    return OpinionRow(
        id=opinion.id,
        nomination_id=opinion.nomination_id,
        kind=TierKind.PERSON if team is None else TierKind.TEAM,
        number=number or team or "",
        name=name or (team or "").rpartition("/")[2],
        unit=unit or team or "",
        department=opinion.department,
        asked_on=opinion.asked_on,
        due_on=opinion.due_on,
        answered_on=opinion.answered_on,
        verdict=opinion.verdict,
        text=opinion.text,
    )


def _department_names(departments: Iterable[str]) -> list[str]:
    names = list(dict.fromkeys(filter(None, (name.strip() for name in departments))))
    if not names:
        raise InvalidFieldError(field="部门", value="空白", expected="至少一个部门的名称")
    if long := next((name for name in names if len(name) > _LONGEST_NAME), None):
        raise InvalidFieldError(field="部门", value=f"{long[:10]}…", expected=f"{_LONGEST_NAME} 字以内的名称")
    return names


def _required(session: Session, campaign: Campaign, ids: Collection[int]) -> list[Opinion]:
    statement = select(Opinion).join(Nomination, Nomination.id == Opinion.nomination_id)
    here = statement.where(Nomination.campaign_id == campaign.id, is_any_of(Opinion.id, ids))
    found = list(session.scalars(here))
    if len(found) < len(set(ids)) or not found:
        missing = set(ids) - {opinion.id for opinion in found}
        raise RecordMissingError(what="征求意见", key=next(iter(missing), ""))
    return found


def opinion_words(row: OpinionRow, on: date) -> str:
    """``纪检监察室不同意（2026年11月3日）：正在核查``, or how long an answer is awaited."""
    if row.verdict is not None and row.answered_on is not None:
        said = f"：{row.text}" if row.text else ""
        return f"{row.department}{row.verdict.label}（{chinese_date(row.answered_on)}）{said}"
    waiting = f"{row.department}还没有答复（{chinese_date(row.asked_on)}征求"
    if row.due_on is None:
        return f"{waiting}）"
    late = (on - row.due_on).days
    return f"{waiting}，{f'逾期 {late} 天' if late > 0 else f'{chinese_date(row.due_on)}前答复'}）"
