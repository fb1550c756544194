"""Titles for a briefing, by rule from the facts of its activities."""

from collections.abc import Iterator, Sequence

from culture_desktop.services.activities.rows import ActivityDetail
from culture_desktop.vocabulary import ActivityKind, Attendance, quoted

# For each kind what one does with such an activity, and two halves of a title of its own.
_VERBS = {
    ActivityKind.LECTURE: "举行",
    ActivityKind.CARE: "开展",
    ActivityKind.VISIT: "开展",
    ActivityKind.VOLUNTEER: "开展",
    ActivityKind.STUDY: "开展",
    ActivityKind.MEETING: "召开",
    ActivityKind.FORUM: "召开",
}
_HALVES = {
    ActivityKind.LECTURE: ("宣讲润人心", "奋进正当时"),
    ActivityKind.STUDY: ("学思践悟强本领", "知行合一见行动"),
    ActivityKind.TRAINING: ("练内功强本领", "优服务暖人心"),
    ActivityKind.CONTEST: ("以练促学强本领", "匠心服务暖人心"),
    ActivityKind.CARE: ("关怀送到心坎上", "温暖聚在岗位间"),
    ActivityKind.FESTIVAL: ("佳节共此时", "同心暖职工"),
    ActivityKind.SPORT: ("活力展风采", "凝心聚力量"),
    ActivityKind.STORY: ("身边人讲身边事", "好故事传好作风"),
    ActivityKind.VISIT: ("走访听心声", "实干解难题"),
    ActivityKind.FORUM: ("面对面听心声", "实打实办实事"),
    ActivityKind.VOLUNTEER: ("志愿服务在身边", "奉献担当树新风"),
    ActivityKind.MEETING: ("凝聚共识明方向", "真抓实干开新局"),
}
_GENERAL = ("工作动态", "基层动态", "活动综述", "职工风采")


def titles(details: Sequence[ActivityDetail]) -> tuple[str, ...]:
    """At least four, the plainest first."""
    if not details:
        return _GENERAL
    found = _of_one(details[0]) if len(details) == 1 else _of_several(details)
    return tuple(dict.fromkeys(found))


def _of_one(detail: ActivityDetail) -> Iterator[str]:
    title, kind = quoted(detail.draft.title), detail.draft.kind
    verb = _VERBS.get(kind, "举办")
    first, second = _HALVES[kind]
    yield f"{detail.host}{verb}{title}" if detail.host else f"{title}{verb}"
    if detail.joint_hosts:
        yield f"{'、'.join(filter(None, (detail.host, *detail.joint_hosts)))}携手{verb}{title}"
    yield f"{first}　{second}"
    yield f"{first}　{second}——{detail.host}{title}侧记"
    if detail.brand:
        yield f"“{detail.brand}”品牌再添新实践——{title}侧记"
    if any(person.result for person in detail.participants):
        yield f"{title}决出优胜"
    yield f"{title}圆满{'落幕' if kind is ActivityKind.CONTEST else '结束'}"
    if detail.draft.place:
        yield f"{title}走进{detail.draft.place}"
    if detail.counted(Attendance.ATTENDED):
        yield "{到场人数}名职工参加" + title


def _of_several(details: Sequence[ActivityDetail]) -> Iterator[str]:
    months = sorted({(one.draft.starts.year, one.draft.starts.month) for one in details})
    span = f"{months[0][1]}月" if len(months) == 1 else f"{months[0][1]}月至{months[-1][1]}月"
    hosts = list(dict.fromkeys(one.host for one in details if one.host))
    who = hosts[0] if len(hosts) == 1 else ""
    kinds = [one.draft.kind for one in details]
    first, second = _HALVES[max(dict.fromkeys(kinds), key=kinds.count)]
    named = "".join(quoted(one.draft.title) for one in details[:2])
    yield f"{who}{span}活动综述"
    yield f"{first}　{second}——{who}{span}活动综述"
    yield f"{first}　{second}"
    yield f"{who}先后开展{named}{'等活动' if len(details) > 2 else ''}"
    yield f"{who}{span}开展活动" + "{活动数}项"
