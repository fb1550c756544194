"""Removing a person for good: what is personal goes, honours stay as figures.

Where a selection or an honour rests on someone, a placeholder without a name takes the place of the person, so that no
statistics change; everybody else goes whole. It cannot be undone: the history keeps that it happened and loses what
it held of the person, so that entries which touched the person can no longer be taken back.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from culture_desktop.database import Database, write_atomically
from culture_desktop.database.erasure import earlier_ids, erase_history
from culture_desktop.models import (
    Activity,
    ActivityTask,
    CheckIn,
    ConductRecord,
    ContestEntry,
    ContestJudge,
    ContestMember,
    DistinctPeople,
    FixedChoice,
    HistoryChange,
    Honour,
    IssuedDocument,
    JudgeTie,
    Membership,
    Nomination,
    Objection,
    Participation,
    PastPosting,
    Person,
    PersonCard,
    PrintedCertificate,
    Receipt,
    SelectionRun,
    SessionAttendance,
    SignUp,
    Veto,
)
from culture_desktop.progress import Progress, silent
from culture_desktop.services.people.briefing_traces import forget_in_briefings, naming_briefings
from culture_desktop.services.people.derived import derived_columns
from culture_desktop.services.people.mentions import Traces, mentions, printed_papers
from culture_desktop.services.people.merged import merged_into
from culture_desktop.services.people.service import require_person
from culture_desktop.services.people.stored_runs import without_person
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import ChangeKind, EmploymentType, PersonStatus

PLACEHOLDER = "已移除人员"
_REASON = "移除个人信息"
_BACKUPS = (".backups/*.db", ".backups/*.runwu", "*.runwu")
_COARSE = timedelta(seconds=2)  # file systems keep the time of a file no finer than this
_Record = type[
    Participation
    | SessionAttendance
    | Membership
    | PastPosting
    | ConductRecord
    | JudgeTie
    | SignUp
    | PersonCard
    | ContestMember
    | Veto
    | Honour
    | Nomination
    | PrintedCertificate
    | Receipt
    | ContestEntry
    | ContestJudge
    | CheckIn
]
_RECORDS: tuple[tuple[str, _Record], ...] = (
    ("参与记录", Participation),
    ("场次签到", SessionAttendance),
    ("党团工会关系", Membership),
    ("单位变动", PastPosting),
    ("文明行为记录", ConductRecord),
    ("与评委的利害关系", JudgeTie),
    ("报名", SignUp),
    ("工卡", PersonCard),
    ("参赛队员", ContestMember),
)
_AWARDS: tuple[tuple[str, _Record], ...] = (("荣誉", Honour), ("推荐", Nomination), ("一票否决", Veto))
# Records of money and of the day that others rest on: they stay, with nothing of the person.
_NAMELESS: tuple[tuple[str, _Record, dict[str, object]], ...] = (
    ("签领", Receipt, {"name": PLACEHOLDER, "note": ""}),
    ("参赛", ContestEntry, {"name": PLACEHOLDER}),
    ("签到记录", CheckIn, {"code": ""}),
)
_CHANGED = frozenset({Topic.PEOPLE, Topic.ACTIVITIES, Topic.AWARDS, Topic.DOCUMENTS})


@dataclass(frozen=True)
class RemovalReport:
    """What goes and what stays, before (a plan) or after it was done.

    ``gone``, ``kept`` (under a placeholder) and ``nameless`` are pairs of what and how many; ``papers`` those whose
    stored copy prints the name and goes; ``mentions`` places in which the name was written by hand or that cannot be
    changed; ``backups`` files, with their day, that may still hold the person.
    """

    person_id: int
    number: str
    name: str
    gone: tuple[tuple[str, int], ...]
    kept: tuple[tuple[str, int], ...]
    nameless: tuple[tuple[str, int], ...]
    papers: tuple[str, ...]
    mentions: tuple[str, ...]
    backups: tuple[str, ...]

    @property
    def leaves_placeholder(self) -> bool:
        """Whether awards rest on the person."""
        return any(number for _, number in self.kept)

    def lines(self, done_at: datetime | None = None) -> tuple[str, ...]:
        """The report for people. Once it is done it names nobody: kept, it would undo what it reports."""
        who = f"{self.name}（{self.number}）" if done_at is None else "一名人员"
        title = f"将移除 {who} 的个人信息" if done_at is None else f"{done_at:%Y-%m-%d %H:%M} 移除了{who}的个人信息"
        verb = "将删除" if done_at is None else "已删除"
        lines = [title, "", f"{verb}：姓名、工号、身份证号、电话和名册里的其他各栏"]
        lines += [f"{verb}：{what} {number} 条" for what, number in self.gone if number]
        lines += [f"保留（不含姓名）：{what} {number} 条" for what, number in (*self.kept, *self.nameless) if number]
        lines += [f"{verb}存档，登记保留：{paper}" for paper in self.papers]
        for title, found in (("还写着姓名，请自行处理：", self.mentions), ("可能仍含此人，请自行删除：", self.backups)):
            if found:
                lines += ["", title, *(f"  {line}" for line in found)]
        return (*lines, "", "已发出、打印和另存的文件不在程序里，不受影响。")


class RemovalService:
    """Looks first, then removes for good."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plan(self, person_id: int, progress: Progress = silent) -> RemovalReport:
        """What removing the person would do; changes nothing. Reads every stored paper that may print the name."""
        with self._database.read() as session:
            person = require_person(session, person_id)
            traces = Traces(person.id, person.name)
            report = RemovalReport(
                person_id=person.id,
                number=person.number,
                name=person.name,
                gone=_gone(session, person.id),
                kept=_kept(session, person.id),
                nameless=_nameless(session, person.id),
                papers=tuple(paper.title for paper in self._papers(session, traces, progress)),
                mentions=mentions(session, traces),
                backups=_backups(self._database.path, person.created_at),
            )
        return report

    def remove(self, person_id: int, progress: Progress = silent) -> Done[RemovalReport]:
        """Remove the person for good; the value is what was done."""
        report = self.plan(person_id, progress)
        with self._database.begin(_REASON, reason=_REASON) as session:
            person = require_person(session, person_id)
            traces = Traces(person.id, person.name)
            papers = self._papers(session, traces, silent)
            digests = {paper.sha256 for paper in papers}
            ids = {person_id, *earlier_ids(session, person), *merged_into(session).get(person_id, ())}
            self._withdraw(session, papers)
            forget_in_briefings(session, naming_briefings(session, traces), traces, PLACEHOLDER)
            _clear_runs(session, traces, person.number, ids)
            _clear_records(session, person, keep=report.leaves_placeholder)
            session.flush()
            erase_history(session, ids, traces.name)
        for digest in digests:
            self._database.files.remove(digest)
        self._database.forget_log()
        return Done(report, _CHANGED, "已移除一名人员的个人信息，不能恢复")

    def _papers(self, session: Session, traces: Traces, progress: Progress) -> Sequence[IssuedDocument]:
        return printed_papers(session, self._database.files, traces, progress)

    def _withdraw(self, session: Session, papers: Sequence[IssuedDocument]) -> None:
        """Put a sheet that says so in the place of each stored copy, so that the register stays whole."""
        if not papers:
            return
        from culture_desktop.documents.withdrawn import withdrawn_sheet  # noqa: PLC0415 - ReportLab, start-up time

        digest = self._database.files.add(withdrawn_sheet())
        ids = [paper.id for paper in papers]
        values = {"sha256": digest, "pages": 1}
        session.execute(update(IssuedDocument).where(IssuedDocument.id.in_(ids)).values(values))


def write_report(lines: Sequence[str], path: Path) -> Done[Path]:
    """Keep a report as a text that any editor opens; raises as every writing of files does."""
    write_atomically(path, "\r\n".join((*lines, "")).encode("utf-8-sig"))
    return Done(path, frozenset(), f"已保存到“{path.name}”")


def _gone(session: Session, person_id: int) -> tuple[tuple[str, int], ...]:
    kinds = (*_RECORDS, ("一票否决的依据", Veto), ("证书登记里的内容", PrintedCertificate))
    return tuple((what, _count(session, model, person_id)) for what, model in kinds)


def _kept(session: Session, person_id: int) -> tuple[tuple[str, int], ...]:
    return tuple((what, _count(session, model, person_id)) for what, model in _AWARDS)


def _nameless(session: Session, person_id: int) -> tuple[tuple[str, int], ...]:
    return tuple((what, _count(session, model, person_id)) for what, model, _values in _NAMELESS)


def _count(session: Session, model: _Record, person_id: int) -> int:
    return session.scalar(select(func.count()).select_from(model).where(model.person_id == person_id)) or 0


def _clear_runs(session: Session, traces: Traces, number: str, person_ids: Collection[int]) -> None:
    """Take the person out of what selection runs keep of their nominees, of those who were withdrawn as well."""
    deleted = HistoryChange.table_name == Nomination.__tablename__, HistoryChange.kind == ChangeKind.DELETE
    withdrawn = select(HistoryChange.row_id).where(HistoryChange.person_id.in_(person_ids), *deleted)
    standing = select(Nomination.id).where(Nomination.person_id == traces.person_id)
    own = {str(key) for statement in (standing, withdrawn) for key in session.scalars(statement)}
    for run in session.scalars(select(SelectionRun)):
        for key, nominee in run.result.get("nominees", {}).items():
            if key in own or (nominee["name"], nominee["number"]) == (traces.name, number):
                run.result = without_person(run.result, key, traces.name, PLACEHOLDER)


def _clear_records(session: Session, person: Person, *, keep: bool) -> None:
    for _what, model in _RECORDS:
        session.execute(delete(model).where(model.person_id == person.id))
    either = or_(DistinctPeople.person_id == person.id, DistinctPeople.other_id == person.id)
    session.execute(delete(DistinctPeople).where(either))
    _forget_in_activities(session, person)
    own_certificates = PrintedCertificate.person_id == person.id
    session.execute(update(PrintedCertificate).where(own_certificates).values(name="", fields={}))
    if not keep:
        session.delete(person)
        return
    session.execute(update(Nomination).where(Nomination.person_id == person.id).values(reason=""))
    session.execute(update(Veto).where(Veto.person_id == person.id).values(reason="已移除", evidence=""))
    own = select(Nomination.id).where(Nomination.person_id == person.id)
    session.execute(update(FixedChoice).where(FixedChoice.nomination_id.in_(own)).values(reason="已移除"))
    told = {"content": "已移除", "evidence": "", "handling": ""}
    session.execute(update(Objection).where(Objection.nomination_id.in_(own)).values(**told))
    session.execute(update(Objection).where(Objection.name == person.name).values(name="已移除", contact=""))
    person.number, person.name = f"removed-{person.id}", PLACEHOLDER
    for key, value in derived_columns(person.number, person.name, None).items():
        setattr(person, key, value)
    person.sex = person.birth_date = person.resident_id = person.phone = person.unit_id = None
    person.political_status = person.hire_date = person.source_id = None
    person.unit_since = person.left_on = person.contract_ends = None
    person.position, person.extra = "", {}
    person.employment, person.front_line, person.manager = EmploymentType.OWN, False, False
    person.status = PersonStatus.LEFT


def _forget_in_activities(session: Session, person: Person) -> None:
    """Take the person off what stays of activities; a judge's name is among the mentions."""
    for _what, model, values in _NAMELESS:
        own = update(model).where(model.person_id == person.id)
        session.execute(own.values(**values))  # first, so that the history has the old values under the person
        session.execute(own.values(person_id=None))
    session.execute(update(ContestJudge).where(ContestJudge.person_id == person.id).values(person_id=None))
    for owned in (Activity, ActivityTask):
        session.execute(update(owned).where(owned.owner_id == person.id).values(owner_id=None))


def _backups(path: Path, since: datetime) -> tuple[str, ...]:
    """Backups beside the file that are younger than the person's record."""
    found = {file for pattern in _BACKUPS for file in path.parent.glob(f"{path.stem}{pattern}")}
    dated = sorted((datetime.fromtimestamp(file.stat().st_mtime), file.name) for file in found)
    return tuple(f"{name}（{day:%Y-%m-%d}）" for day, name in dated if day >= since - _COARSE)
