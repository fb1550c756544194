"""Briefings: begun from activities, written, kept while being written, listed, deleted."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.documents.briefings.blocks import photos
from culture_desktop.documents.briefings.reading import trusted_blocks
from culture_desktop.errors import BriefingTooNewError, InvalidFieldError, RecordKeptError, RecordMissingError
from culture_desktop.models import (
    Activity,
    Briefing,
    BriefingActivity,
    IssuedDocument,
    UnsavedBriefing,
)
from culture_desktop.services.briefings.figures import activities_of, figures_of
from culture_desktop.services.briefings.first_draft import first_draft, suggested_titles
from culture_desktop.services.briefings.rows import (
    ActivityTold,
    BriefingDetail,
    BriefingDraft,
    BriefingQuery,
    BriefingRow,
)
from culture_desktop.services.briefings.storing import (
    checked,
    draft_from_dict,
    draft_of,
    draft_to_dict,
    number_of,
    require_briefing,
    write_draft,
)
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.people.filtering import year_bounds
from culture_desktop.services.results import Done, Topic
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import BriefingState, Consent

_CHANGED = frozenset({Topic.DOCUMENTS})
_LONGEST_SEARCH = 200


class BriefingService:
    """One method, one intention of the user about briefings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, query: BriefingQuery) -> tuple[BriefingRow, ...]:
        """Briefings of a query, the latest first."""
        statement = select(Briefing).order_by(Briefing.day.desc(), Briefing.id.desc())
        if query.state is not None:
            statement = statement.where(Briefing.state == query.state)
        if query.year is not None:
            start, end = year_bounds(query.year)
            statement = statement.where(Briefing.day >= start.date(), Briefing.day < end.date())
        if query.activity:
            told = select(BriefingActivity.briefing_id).join(Activity, Activity.id == BriefingActivity.activity_id)
            statement = statement.where(Briefing.id.in_(told.where(Activity.code == query.activity)))
        for word in query.search[:_LONGEST_SEARCH].split():
            columns = (Briefing.title, Briefing.masthead)
            statement = statement.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
        with self._database.read() as session:
            briefings = session.scalars(statement).all()
            codes = _codes(session, [briefing.id for briefing in briefings])
            return tuple(_row(briefing, codes.get(briefing.id, ())) for briefing in briefings)

    def years(self) -> tuple[int, ...]:
        """The years that hold briefings, newest first."""
        year = func.strftime("%Y", Briefing.day)
        with self._database.read() as session:
            return tuple(int(found) for found in session.scalars(select(year).distinct().order_by(year.desc())))

    def detail(self, briefing_id: int) -> BriefingDetail:
        """All of one briefing; RecordMissingError, BriefingTooNewError."""
        with self._database.read() as session:
            briefing = require_briefing(session, briefing_id)
            unsaved = session.get(UnsavedBriefing, briefing_id)
            told = activities_of(session, briefing_id)
            return BriefingDetail(
                id=briefing.id,
                draft=draft_of(briefing),
                state=briefing.state,
                number=number_of(briefing),
                activities=tuple(ActivityTold(a.id, a.code, a.title, a.starts) for a in told),
                changed_at=briefing.changed_at,
                issued_at=briefing.issued_at,
                unsaved=None if unsaved is None else draft_from_dict(unsaved.draft),
                unsaved_at=None if unsaved is None else unsaved.kept_at,
            )

    def figures(self, briefing_id: int) -> dict[str, str]:
        """Every live figure its text can ask for, with the value of now."""
        with self._database.read() as session:
            require_briefing(session, briefing_id)
            return figures_of(session, activities_of(session, briefing_id))

    def titles(self, briefing_id: int) -> tuple[str, ...]:
        """At least four titles that its activities suggest; a general few for one without activities."""
        with self._database.read() as session:
            require_briefing(session, briefing_id)
            return suggested_titles(session, activities_of(session, briefing_id))

    def first_draft(self, briefing_id: int, settings: UnitSettings) -> BriefingDraft:
        """What would be written of its activities by the facts of now; nothing is saved."""
        with self._database.read() as session:
            require_briefing(session, briefing_id)
            return first_draft(session, activities_of(session, briefing_id), settings)

    def create(self, activity_ids: Sequence[int], settings: UnitSettings, day: date | None = None) -> Done[int]:
        """Begin a briefing about activities, in this order, with a text drafted from their facts; the value is its id.

        Without activities it begins empty.
        """
        with self._database.begin("新建简报") as session:
            briefing = begun(session, _required(session, activity_ids), settings, day)
            briefing_id, title = briefing.id, briefing.title
        return Done(briefing_id, _CHANGED, f"已起草简报“{title}”")

    def set_activities(self, briefing_id: int, activity_ids: Sequence[int]) -> Done[None]:
        """Have a briefing tell of these activities, in this order; its text stays, its figures follow."""
        with self._database.begin("修改简报所写的活动") as session:
            briefing = require_briefing(session, briefing_id)
            wanted = [activity.id for activity in _required(session, activity_ids)]
            if briefing.own_activity_id is not None and briefing.own_activity_id not in wanted:
                briefing.own_activity_id = None
            there = {
                row.activity_id: row
                for row in session.scalars(select(BriefingActivity).where(BriefingActivity.briefing_id == briefing_id))
            }
            for activity_id in there.keys() - set(wanted):
                session.delete(there[activity_id])
            for position, activity_id in enumerate(wanted):
                if activity_id in there:
                    there[activity_id].position = position
                else:
                    session.add(BriefingActivity(briefing_id=briefing_id, activity_id=activity_id, position=position))
        return Done(None, _CHANGED, f"这份简报现在写 {len(wanted)} 项活动")

    def keep(self, briefing_id: int, draft: BriefingDraft) -> None:
        """Keep what is being written against a crash: no entry of the history; ``save`` makes one of the session."""
        with self._database.begin("暂存简报") as session:
            require_briefing(session, briefing_id)
            session.merge(UnsavedBriefing(briefing_id=briefing_id, draft=draft_to_dict(draft), kept_at=datetime.now()))

    def save(self, briefing_id: int, draft: BriefingDraft) -> Done[None]:
        """Save what was written as one entry of the history, none where nothing differs; what was kept goes.

        Raises InvalidFieldError or BriefingBrokenError for what cannot be stored.
        """
        draft = checked(draft)
        with self._database.begin("编写简报") as session:
            briefing = require_briefing(session, briefing_id)
            if draft != draft_of(briefing):
                if briefing.sequence is not None and draft.supplement != briefing.supplement:
                    value = "增刊" if draft.supplement else "正刊"
                    raise InvalidFieldError(
                        field="增刊", value=value, expected="与已印发的期号一致；要改换，请另起草一份"
                    )
                write_draft(session, briefing, draft)
                briefing.edited = True
            session.execute(delete(UnsavedBriefing).where(UnsavedBriefing.briefing_id == briefing_id))
        return Done(None, _CHANGED, f"已保存“{draft.title}”")

    def discard(self, briefing_id: int) -> None:
        """Let go of what was kept and not saved."""
        with self._database.begin("放弃暂存") as session:
            session.execute(delete(UnsavedBriefing).where(UnsavedBriefing.briefing_id == briefing_id))

    def delete(self, briefing_id: int) -> Done[None]:
        """Remove a draft; RecordKeptError for one that was issued: the register keeps every number it gave out."""
        with self._database.begin("删除简报") as session:
            briefing = require_briefing(session, briefing_id)
            title = briefing.title
            made = select(IssuedDocument.id).where(IssuedDocument.briefing_id == briefing_id).limit(1)
            if briefing.state is BriefingState.ISSUED or session.scalar(made) is not None:
                raise RecordKeptError(what="简报", name=title, records="期号", instead="印错了可以改正后重新印发。")
            session.delete(briefing)
        return Done(None, _CHANGED, f"已删除简报“{title}”")


def begun(
    session: Session, activities: Sequence[Activity], settings: UnitSettings, day: date | None = None
) -> Briefing:
    """A new briefing about activities; the first about a single one is that activity's own."""
    draft = checked(first_draft(session, activities, settings, day))
    own = None
    if len(activities) == 1:
        taken = select(Briefing.id).where(Briefing.own_activity_id == activities[0].id)
        own = activities[0].id if session.scalar(taken) is None else None
    briefing = Briefing(own_activity_id=own, masthead=draft.masthead, title=draft.title, day=draft.day, content={})
    session.add(briefing)
    write_draft(session, briefing, draft)
    for position, activity in enumerate(activities):
        session.add(BriefingActivity(briefing_id=briefing.id, activity_id=activity.id, position=position))
    session.flush()
    return briefing


def _required(session: Session, activity_ids: Iterable[int]) -> list[Activity]:
    wanted = list(dict.fromkeys(activity_ids))
    found = {a.id: a for a in session.scalars(select(Activity).where(is_any_of(Activity.id, wanted)))}
    if missing := [str(key) for key in wanted if key not in found]:
        raise RecordMissingError(what="活动", key="、".join(missing))
    return [found[key] for key in wanted]


def _codes(session: Session, briefing_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The codes of the activities that each briefing tells of."""
    statement = select(BriefingActivity.briefing_id, Activity.code).join(
        Activity, Activity.id == BriefingActivity.activity_id
    )
    found: dict[int, tuple[str, ...]] = {}
    listed = statement.where(is_any_of(BriefingActivity.briefing_id, briefing_ids))
    for briefing_id, code in session.execute(listed.order_by(BriefingActivity.position)):
        found[briefing_id] = (*found.get(briefing_id, ()), code)
    return found


def _row(briefing: Briefing, activities: tuple[str, ...]) -> BriefingRow:
    try:
        shown = list(photos(trusted_blocks(briefing.content)))
    except BriefingTooNewError:
        shown = []
    return BriefingRow(
        id=briefing.id,
        title=briefing.title,
        masthead=briefing.masthead,
        day=briefing.day,
        state=briefing.state,
        number=number_of(briefing),
        activities=activities,
        pictures=len(shown),
        without_consent=sum(photo.consent is Consent.MISSING for photo in shown),
        changed_at=briefing.changed_at,
    )
