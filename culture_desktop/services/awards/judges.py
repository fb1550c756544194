"""The panel of a campaign: who judges, what ties them to nominees, and whom they do not judge."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, NameTakenError, RecordInUseError, RecordMissingError
from culture_desktop.models import Campaign, Criterion, Judge, JudgeTie, Organisation, Person, Recusal, Score
from culture_desktop.rules.names import normalise
from culture_desktop.services.awards.board import read_board
from culture_desktop.services.awards.judging_rows import (
    JudgeRow,
    NomineeName,
    Panel,
    RecusalRow,
    TieRow,
)
from culture_desktop.services.awards.nominee_names import nominee_names
from culture_desktop.services.awards.panel import given_scores, judges_of, recusals_of
from culture_desktop.services.awards.queries import require_campaign, require_open
from culture_desktop.services.awards.recusal_facts import found_recusals
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.awards.score_columns import score_columns
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import CampaignStep, TieKind, TierKind

_CHANGED = frozenset({Topic.AWARDS})
_STEP = CampaignStep.SCORING
_LONGEST_NAME, _LONGEST_WORDS = 64, 255


class JudgeService:
    """One method, one intention of the user about the panel."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def panel(self, code: str, board: CampaignBoard | None = None) -> Panel:
        """Judges, recusals on record, and those that the rules call for beside them; ``board`` saves reading it."""
        with self._database.read() as session:
            campaign = require_campaign(session, code)
            return read_panel(session, campaign, board or read_board(session, campaign))

    def add_staff(self, code: str, person_ids: Collection[int]) -> Done[int]:
        """Put people of the unit on the panel; those on it stay as they are. Returns how many are new."""
        with self._database.begin("添加评委") as session:
            campaign = require_open(session, code, _STEP)
            present = judges_of(session, campaign)
            taken = {judge.name: judge for judge in present}
            known = {judge.person_id for judge in present}
            wanted = [person_id for person_id in dict.fromkeys(person_ids) if person_id not in known]
            found = {p.id: p for p in session.scalars(select(Person).where(is_any_of(Person.id, wanted)))}
            for person_id in wanted:
                if person_id not in found:
                    raise RecordMissingError(what="人员", key=person_id)
                person = found[person_id]
                by_sheet = taken.get(person.name)
                if by_sheet is not None and not by_sheet.declared:  # who came with a score sheet is this person
                    by_sheet.person_id, by_sheet.declared = person_id, True
                    continue
                name = person.name if by_sheet is None else normalise(f"{person.name}({person.number})")
                taken[name] = Judge(campaign_id=campaign.id, name=name, person_id=person_id, declared=True)
                session.add(taken[name])
        return Done(len(wanted), _CHANGED, f"已添加 {len(wanted)} 位评委")

    def add_outside(self, code: str, name: str) -> Done[int]:
        """Put somebody from outside on the panel; returns the judge's id."""
        name = normalise(name)
        if not name or len(name) > _LONGEST_NAME:
            raise InvalidFieldError(field="评委姓名", value=name or "空白", expected=f"1 到 {_LONGEST_NAME} 字")
        with self._database.begin("添加评委") as session:
            campaign = require_open(session, code, _STEP)
            judge = next((judge for judge in judges_of(session, campaign) if judge.name == name), None)
            if judge is not None and judge.declared:
                raise NameTakenError(what="评委", name=name)
            if judge is None:
                judge = Judge(campaign_id=campaign.id, name=name)
                session.add(judge)
            judge.declared = True
            session.flush()
            judge_id = judge.id
        return Done(judge_id, _CHANGED, f"已添加评委{name}")

    def remove(self, code: str, judge_id: int) -> Done[None]:
        """Take a judge off the panel; refused once there are scores of theirs."""
        with self._database.begin("移除评委") as session:
            campaign = require_open(session, code, _STEP)
            judge = _require_judge(session, campaign, judge_id)
            scored = _scores_of(session, campaign, judge.name)
            if scored:
                raise RecordInUseError(what="评委", name=judge.name, users=f" {scored} 个评分")
            name = judge.name
            session.delete(judge)
        return Done(None, _CHANGED, f"已移除评委{name}")

    def declare_tie(self, code: str, judge_id: int, person_id: int, kind: TieKind, note: str = "") -> Done[None]:
        """Note what ties a judge to somebody on the books; what is there about the two is put in its place."""
        note = note.strip()
        if len(note) > _LONGEST_WORDS:
            raise InvalidFieldError(field="关系说明", value=f"{note[:20]}…", expected=f"至多 {_LONGEST_WORDS} 字")
        with self._database.begin("登记利害关系") as session:
            campaign = require_open(session, code, _STEP)
            judge = _require_judge(session, campaign, judge_id)
            person = session.get(Person, person_id)
            if person is None:
                raise RecordMissingError(what="人员", key=person_id)
            if judge.person_id == person_id:
                raise InvalidFieldError(field="利害关系", value=person.name, expected="评委本人以外的人")
            both = (JudgeTie.judge_id == judge_id, JudgeTie.person_id == person_id)
            tie = session.scalar(select(JudgeTie).where(*both)) or JudgeTie(judge_id=judge_id, person_id=person_id)
            tie.kind, tie.note = kind, note
            session.add(tie)
            sentence = f"已登记{judge.name}与{person.name}的{kind.label}关系"
        return Done(None, _CHANGED, sentence.replace("关系关系", "关系"))

    def withdraw_tie(self, code: str, tie_id: int) -> Done[None]:
        """Take a tie back that was noted by mistake; recusals on record stay."""
        with self._database.begin("删除利害关系") as session:
            campaign = require_open(session, code, _STEP)
            tie = session.get(JudgeTie, tie_id)
            if tie is None:
                raise RecordMissingError(what="利害关系", key=tie_id)
            _require_judge(session, campaign, tie.judge_id)
            session.delete(tie)
        return Done(None, _CHANGED, "已删除利害关系，已登记的回避不变")

    def recuse(self, code: str, judge_id: int, nomination_ids: Collection[int], reason: str) -> Done[int]:
        """Note that a judge keeps out of judging nominees, by their own word. Returns how many are new.

        Recusals are never taken back: scores that were given before no longer count.
        """
        reason = reason.strip()
        if not reason or len(reason) > _LONGEST_WORDS:
            raise InvalidFieldError(field="回避事由", value=reason[:20] or "空白", expected="一句具体的事由")
        with self._database.begin("登记回避", reason=reason) as session:
            campaign = require_open(session, code, _STEP)
            judge = _require_judge(session, campaign, judge_id)
            names = nominee_names(session, campaign)
            for nomination_id in nomination_ids:
                if nomination_id not in names:
                    raise RecordMissingError(what="本次评选的推荐对象", key=nomination_id)
            known = recusals_of(session, campaign)
            new = [key for key in dict.fromkeys(nomination_ids) if (judge.name, key) not in known]
            session.add_all(Recusal(judge_id=judge_id, nomination_id=key, reason=reason) for key in new)
            sentence = f"已登记{judge.name}回避 {len(new)} 个对象"
        return Done(len(new), _CHANGED, sentence)

    def write_found(self, code: str, pairs: Collection[tuple[int, int]] | None = None) -> Done[int]:
        """Write recusals that the rules call for: those of these judges and nominations, or all of them."""
        with self._database.begin("按规则回避", reason="按回避规则核对") as session:
            campaign = require_open(session, code, _STEP)
            found = read_panel(session, campaign, read_board(session, campaign)).found
            taken = [one for one in found if pairs is None or (one.judge_id, one.nominee.nomination_id) in set(pairs)]
            session.add_all(
                Recusal(
                    judge_id=one.judge_id,
                    nomination_id=one.nominee.nomination_id,
                    reason=one.reason[:_LONGEST_WORDS],
                    automatic=True,
                )
                for one in taken
            )
        return Done(len(taken), _CHANGED, f"已登记 {len(taken)} 项回避")


def read_panel(session: Session, campaign: Campaign, board: CampaignBoard) -> Panel:
    """The panel as it stands; judges are to score those nominees who passed the check."""
    judges, every = judges_of(session, campaign), nominee_names(session, campaign)
    passed = {nominee.nomination_id for nominee in board.nominees if nominee.eligibility.passed}
    nominees = {key: name for key, name in every.items() if key in passed}
    recusals = recusals_of(session, campaign)
    given = {place: len(points) for place, points in given_scores(session, campaign).items()}
    found = found_recusals(session, campaign, judges, nominees, recusals.keys(), given.keys())
    return Panel(
        judges=_judge_rows(session, campaign, judges, nominees, recusals.keys(), given),
        recusals=_recusal_rows(session, campaign, every),
        found=found,
        nominees=nominees,
    )


def _judge_rows(
    session: Session,
    campaign: Campaign,
    judges: Sequence[Judge],
    nominees: dict[int, NomineeName],
    recused: Collection[tuple[str, int]],
    given: dict[tuple[str, int], int],
) -> tuple[JudgeRow, ...]:
    columns = Counter(column.kind for column in score_columns(session, campaign))
    judged = {key: columns[nominee.kind] for key, nominee in nominees.items() if columns[nominee.kind]}
    ties = _ties(session, judges)
    places = _places(session, judges)
    rows = []
    for judge in judges:
        its = [key for key in judged if (judge.name, key) not in recused]
        counts = [(given.get((judge.name, key), 0), judged[key]) for key in its]
        number, unit = places.get(judge.person_id, ("", ""))
        rows.append(
            JudgeRow(
                id=judge.id,
                name=judge.name,
                person_id=judge.person_id,
                number=number,
                unit=unit,
                declared=judge.declared,
                scored=sum(done == all_ for done, all_ in counts),
                half=sum(0 < done < all_ for done, all_ in counts),
                recused=sum((judge.name, key) in recused for key in nominees),
                to_score=len(its),
                ties=tuple(ties.get(judge.id, ())),
            )
        )
    return tuple(rows)


def _scores_of(session: Session, campaign: Campaign, judge: str) -> int:
    statement = select(func.count(Score.id)).join(Criterion, Criterion.id == Score.criterion_id)
    return session.scalar(statement.where(Criterion.campaign_id == campaign.id, Score.judge == judge)) or 0


def _ties(session: Session, judges: Iterable[Judge]) -> dict[int, list[TieRow]]:
    statement = (
        select(JudgeTie, Person.number, Person.name)
        .join(Person, Person.id == JudgeTie.person_id)
        .where(is_any_of(JudgeTie.judge_id, [judge.id for judge in judges]))
        .order_by(JudgeTie.id)
    )
    found: dict[int, list[TieRow]] = defaultdict(list)
    for tie, number, name in session.execute(statement):
        found[tie.judge_id].append(TieRow(tie.id, number, name, tie.kind, tie.note))
    return found


def _places(session: Session, judges: Iterable[Judge]) -> dict[int | None, tuple[str, str]]:
    """Number and unit of those judges who are on the books."""
    statement = select(Person.id, Person.number, func.coalesce(Organisation.full_name, "")).outerjoin(
        Organisation, Organisation.id == Person.unit_id
    )
    people = [judge.person_id for judge in judges if judge.person_id is not None]
    return {key: (number, unit) for key, number, unit in session.execute(statement.where(is_any_of(Person.id, people)))}


def _recusal_rows(session: Session, campaign: Campaign, nominees: dict[int, NomineeName]) -> tuple[RecusalRow, ...]:
    statement = (
        select(Judge.id, Judge.name, Recusal.nomination_id, Recusal.automatic)
        .join(Recusal, Recusal.judge_id == Judge.id)
        .where(Judge.campaign_id == campaign.id)
    )
    written = {(name, key): (judge_id, automatic) for judge_id, name, key, automatic in session.execute(statement)}
    rows = []
    for (judge, nomination_id), reason in recusals_of(session, campaign).items():
        judge_id, automatic = written.get((judge, nomination_id), (None, False))
        rows.append(RecusalRow(judge, nominees[nomination_id], reason, automatic, judge_id))
    return tuple(sorted(rows, key=lambda row: (row.judge, row.nominee.kind is TierKind.TEAM, row.nominee.number)))


def _require_judge(session: Session, campaign: Campaign, judge_id: int) -> Judge:
    judge = session.get(Judge, judge_id)
    if judge is None or judge.campaign_id != campaign.id:
        raise RecordMissingError(what="本次评选的评委", key=judge_id)
    return judge
