"""Words about the desk at the door, and about drawing lots."""

from culture_desktop.vocabulary.words import Word


class CheckInVerdict(Word):
    """What the desk says to a scan."""

    ADMITTED = "admitted", "签到成功"
    REPEATED = "repeated", "重复"
    WALK_IN = "walk_in", "临时参加"
    NOT_LISTED = "not_listed", "不在名单"
    UNKNOWN = "unknown", "查无此人"


class CheckInWay(Word):
    """How somebody was recognised."""

    SCAN = "scan", "扫码"
    NUMBER = "number", "工号"
    NAME = "name", "姓名"
    PAPER = "paper", "签到表"


class WalkIns(Word):
    """What the desk does about people who are not on the list."""

    ASK = "ask", "逐个确认"
    ADMIT = "admit", "直接登记"
    REFUSE = "refuse", "不接受"


class DrawKind(Word):
    """What lots are drawn for."""

    PRIZE = "prize", "抽奖"
    GROUPS = "groups", "分组"
    ORDER = "order", "出场顺序"
