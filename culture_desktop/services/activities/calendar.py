"""Activities as a calendar file."""

from collections.abc import Sequence
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import func, select

from culture_desktop.database import Database, write_atomically
from culture_desktop.documents.calendar import CalendarEvent, calendar_file
from culture_desktop.errors import RecordMissingError, WrongCalendarTypeError
from culture_desktop.models import Activity, Organisation
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.results import Done
from culture_desktop.vocabulary import ActivityState

_UNDECIDED = frozenset({ActivityState.PLAN, ActivityState.APPROVAL})


class CalendarService:
    """Writes .ics files for phones and other calendars."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def export(self, path: Path, codes: Sequence[str] | None = None) -> Done[Path]:
        """Activities with these codes, or all, in the order of their times; one that changed replaces its event in a
        calendar that has it already.

        Raises WrongCalendarTypeError, RecordMissingError for a code that there is not.
        """
        if path.suffix.lower() != ".ics":
            raise WrongCalendarTypeError(name=path.name)
        events = self._events(codes)
        write_atomically(path, calendar_file(events))
        return Done(path, frozenset(), f"已将 {len(events):,} 场活动导出到“{path.name}”")

    def _events(self, codes: Sequence[str] | None) -> list[CalendarEvent]:
        statement = (
            select(Activity, func.coalesce(Organisation.full_name, ""))
            .outerjoin(Organisation, Organisation.id == Activity.host_id)
            .order_by(Activity.starts, Activity.code)
        )
        if codes is not None:
            statement = statement.where(is_any_of(Activity.code, codes))
        with self._database.read() as session:
            found = [(_event(activity, host), activity.code) for activity, host in session.execute(statement)]
        known = {code for _, code in found}
        for code in codes or ():
            if code not in known:
                raise RecordMissingError(what="活动", key=code)
        return [event for event, _ in found]


def _event(activity: Activity, host: str) -> CalendarEvent:
    facts = (f"编号：{activity.code}", f"主办：{host}" if host else "", activity.summary)
    return CalendarEvent(
        # Numbers are given in every data file; together with the moment it was made this one is the activity's alone.
        uid=f"{uuid5(NAMESPACE_OID, f'runwu/activity/{activity.id}/{activity.created_at.isoformat()}')}@runwu",
        title=activity.title,
        starts=activity.starts,
        ends=activity.ends,
        changed_at=activity.changed_at,
        place=activity.place,
        description="\n".join(filter(None, facts)),
        categories=(activity.layer.label, activity.mechanism.label),
        tentative=activity.state in _UNDECIDED,
    )
