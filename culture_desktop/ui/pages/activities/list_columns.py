"""The columns of the activity list."""

from culture_desktop.services.activities.rows import ActivityRow
from culture_desktop.ui.labels import clock, short_day, weekday
from culture_desktop.ui.tables.cells import Figure, Layers, Muted, Name, Status
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.vocabulary import ActivityState, Layer

LAYERS = tuple(Layer)
STATES = tuple(ActivityState)
STATE_TONES = {
    ActivityState.PLAN: Tone.NEUTRAL,
    ActivityState.APPROVAL: Tone.INFO,
    ActivityState.NOTICE: Tone.INFO,
    ActivityState.SIGN_UP: Tone.INFO,
    ActivityState.RUNNING: Tone.OK,
    ActivityState.SUMMARY: Tone.WARN,
    ActivityState.ARCHIVED: Tone.NEUTRAL,
}


def _when(row: ActivityRow) -> Muted:
    return Muted(f"{short_day(row.starts)} 周{weekday(row.starts)[-1]} {clock(row.starts)}")


def _people(row: ActivityRow) -> Figure | None:
    return Figure(f"{row.attended:,} / {row.registered:,}") if row.registered else None


def _people_words(row: ActivityRow) -> str:
    return f"报名 {row.registered:,} 人，签到 {row.attended:,} 人"


def _pictures(row: ActivityRow) -> Figure | None:
    return Figure(f"{row.pictures} 张") if row.pictures else None


ACTIVITY_COLUMNS = (
    Column[ActivityRow]("时间", _when, width=122, order=lambda r: (r.starts, r.code)),
    Column[ActivityRow]("名称", lambda r: Name(r.title), width=220, stretch=True, order=lambda r: r.title),
    Column[ActivityRow](
        "四层",
        lambda r: Layers(((LAYERS.index(r.layer), f"{r.layer.label}·{r.mechanism.label}"),)),
        width=160,
        order=lambda r: (LAYERS.index(r.layer), r.mechanism.label),
    ),
    Column[ActivityRow]("类型", lambda r: Muted(r.kind.label), width=76, priority=3),
    Column[ActivityRow]("主办", lambda r: Muted(r.host) if r.host else None, width=130, priority=2),
    Column[ActivityRow]("地点", lambda r: Muted(r.place) if r.place else None, width=150, priority=4),
    Column[ActivityRow](
        "签到 / 报名", _people, width=104, right=True, order=lambda r: r.registered, tooltip=_people_words
    ),
    Column[ActivityRow]("照片", _pictures, width=66, right=True, priority=5, order=lambda r: r.pictures),
    Column[ActivityRow](
        "状态",
        lambda r: Status(r.state.label, STATE_TONES[r.state]),
        width=84,
        order=lambda r: STATES.index(r.state),
    ),
    Column[ActivityRow]("编号", lambda r: Muted(r.code), width=90, priority=1, order=lambda r: r.code),
)
