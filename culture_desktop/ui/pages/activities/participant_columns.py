"""The columns of the participants of an activity."""

from culture_desktop.services.activities.rows import Participant
from culture_desktop.ui.labels import clock
from culture_desktop.ui.tables.cells import Chip, Figure, Muted, Name, Status
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.vocabulary import Attendance, ParticipationRole

ATTENDANCE_WORDS = {
    Attendance.REGISTERED: ("未到", Tone.NEUTRAL),
    Attendance.ATTENDED: ("已签到", Tone.OK),
    Attendance.ABSENT: ("缺席", Tone.BAD),
    Attendance.EXCUSED: ("请假", Tone.WARN),
}
_ATTENDANCES = tuple(Attendance)


def _remarks(person: Participant) -> Muted | None:
    parts = (
        "" if person.role is ParticipationRole.PARTICIPANT else person.role.label,
        clock(person.attended_at) if person.attended_at else "",
        f"{person.hours.normalize():f} 小时" if person.hours else "",
        person.result,
        person.note,
    )
    words = "　".join(part for part in parts if part)
    return Muted(words) if words else None


PARTICIPANT_COLUMNS = (
    Column[Participant]("姓名", lambda p: Name(p.name), width=170, stretch=True),
    Column[Participant]("工号", lambda p: Muted(p.number), width=112, priority=2, order=lambda p: p.number),
    Column[Participant]("班组", lambda p: Muted(p.unit) if p.unit else None, width=150, order=lambda p: p.unit),
    Column[Participant]("用工性质", lambda p: Chip(p.employment.label), width=90, priority=1),
    Column[Participant](
        "状态",
        lambda p: Status(*ATTENDANCE_WORDS[p.attendance]),
        width=90,
        order=lambda p: _ATTENDANCES.index(p.attendance),
    ),
    Column[Participant]("备注", _remarks, width=150, stretch=True),
)
PARTICIPANT_COLUMNS_WITH_SESSIONS = (
    *PARTICIPANT_COLUMNS[:-1],
    Column[Participant](
        "场次", lambda p: Figure(f"{p.sessions}/{p.sessions_held}"), width=70, right=True, order=lambda p: p.sessions
    ),
    PARTICIPANT_COLUMNS[-1],
)
