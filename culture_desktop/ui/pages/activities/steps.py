"""How far an activity has come, and what comes next, in words."""

from collections.abc import Callable
from dataclasses import dataclass

from culture_desktop.services.activities.rows import ActivityDetail
from culture_desktop.ui.labels import short_day
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.stepper import Step
from culture_desktop.vocabulary import ActivityState, Attendance

STATES = tuple(ActivityState)


@dataclass(frozen=True)
class NextStep:
    """What the band says; ``act`` is the button, empty when nothing is left to do."""

    icon: str
    title: str
    detail: str
    act: str = ""
    tone: Tone = Tone.ACCENT


def steps_of(detail: ActivityDetail) -> list[Step]:
    """The seven states, with what is known of each."""
    people = len(detail.participants)
    captions = {
        ActivityState.SIGN_UP: f"{people:,} 人" if people else "",
        ActivityState.RUNNING: f"{short_day(detail.draft.starts)} {detail.draft.starts:%H:%M}",
        ActivityState.SUMMARY: "已写" if detail.draft.summary.strip() else "待写",
    }
    return [Step(state.label, captions.get(state, "")) for state in STATES]


def following(state: ActivityState) -> ActivityState | None:
    """The state after this one; None at the end."""
    at = STATES.index(state) + 1
    return STATES[at] if at < len(STATES) else None


def next_step(detail: ActivityDetail) -> NextStep:
    """What the user does next."""
    return _NEXT[detail.draft.state](detail)


def _running(detail: ActivityDetail) -> NextStep:
    here, out = detail.counted(Attendance.ATTENDED), detail.counted(Attendance.REGISTERED)
    excused, absent = detail.counted(Attendance.EXCUSED), detail.counted(Attendance.ABSENT)
    parts = [f"报名 {len(detail.participants):,} 人"]
    parts += [f"{word} {number:,} 人" for word, number in (("请假", excused), ("缺席", absent)) if number]
    sentence = f"{'，'.join(parts)}。结束签到后转到“总结”。"
    return NextStep("scan", f"签到进行中：已到 {here:,} 人，未到 {out:,} 人", sentence, "结束签到")


def _summary(detail: ActivityDetail) -> NextStep:
    written = "总结已写" if detail.draft.summary.strip() else "总结待写"
    pictures = f"照片 {len(detail.pictures)} 张" if detail.pictures else "还没有照片"
    return NextStep("writing", f"{written}，{pictures}", "在右侧写下经过和成效，简报由此生成。", "归档")


def _archived(detail: ActivityDetail) -> NextStep:
    here = detail.counted(Attendance.ATTENDED)
    words = f"参加 {here:,} 人，覆盖 {detail.units} 个班组，照片 {len(detail.pictures)} 张。"
    return NextStep("circle-check", "已归档", words, tone=Tone.OK)


def _sign_up(detail: ActivityDetail) -> NextStep:
    capacity = f"，上限 {detail.draft.capacity:,} 人" if detail.draft.capacity else ""
    title = f"报名中：已有 {len(detail.participants):,} 人{capacity}"
    return NextStep("user-plus", title, "逐个添加或导入报名表；活动开始时转到“进行”。", "开始活动")


_NEXT: dict[ActivityState, Callable[[ActivityDetail], NextStep]] = {
    ActivityState.PLAN: lambda _: NextStep("clipboard-text", "方案和预算定稿后送审批", "", "送审批"),
    ActivityState.APPROVAL: lambda _: NextStep("stack-2", "等待审批", "批准后发通知。", "审批通过"),
    ActivityState.NOTICE: lambda _: NextStep("bell", "发出通知", "通知发出后开始接受报名。", "开始报名"),
    ActivityState.SIGN_UP: _sign_up,
    ActivityState.RUNNING: _running,
    ActivityState.SUMMARY: _summary,
    ActivityState.ARCHIVED: _archived,
}
