"""Words about activities and who took part."""

from culture_desktop.vocabulary.words import Word


class ActivityKind(Word):
    """What sort of thing an activity is."""

    LECTURE = "lecture", "宣讲"
    STUDY = "study", "学习"
    TRAINING = "training", "培训"
    CONTEST = "contest", "竞赛"
    CARE = "care", "关怀"
    FESTIVAL = "festival", "节庆"
    SPORT = "sport", "文体"
    STORY = "story", "讲故事"
    VISIT = "visit", "走访"
    FORUM = "forum", "座谈"
    VOLUNTEER = "volunteer", "志愿服务"
    MEETING = "meeting", "会议"


class ActivityState(Word):
    """How far an activity has come; the order is the order of work."""

    PLAN = "plan", "计划"
    APPROVAL = "approval", "审批"
    NOTICE = "notice", "通知"
    SIGN_UP = "sign_up", "报名"
    RUNNING = "running", "进行"
    SUMMARY = "summary", "总结"
    ARCHIVED = "archived", "归档"


class ParticipationRole(Word):
    """What a person did in an activity."""

    PARTICIPANT = "participant", "参加"
    SPEAKER = "speaker", "主讲"
    HOST = "host", "组织"
    JUDGE = "judge", "评委"
    VOLUNTEER = "volunteer", "志愿者"


class Attendance(Word):
    """State of a participation."""

    REGISTERED = "registered", "报名"
    ATTENDED = "attended", "签到"
    ABSENT = "absent", "缺席"
    EXCUSED = "excused", "请假"


class AttachmentKind(Word):
    """What a file beside an activity is."""

    PICTURE = "picture", "照片"
    FILE = "file", "附件"
    INVOICE = "invoice", "票据"
    SIGN_IN = "sign_in", "签到表"
    RECEIPTS = "receipts", "签领表"


class SignUpState(Word):
    """What became of an answer to an invitation; only who is accepted has a participation."""

    ACCEPTED = "accepted", "已录取"
    WAITING = "waiting", "候补"
    UNKNOWN = "unknown", "待认人"
    DECLINED = "declined", "未录取"
    WITHDRAWN = "withdrawn", "已退出"


class DutyKind(Word):
    """What a party branch owes by rule: 三会一课, 主题党日 and the two of every year."""

    MEMBERS_MEETING = "members_meeting", "党员大会"
    COMMITTEE_MEETING = "committee_meeting", "支委会"
    GROUP_MEETING = "group_meeting", "党小组会"
    PARTY_LECTURE = "party_lecture", "党课"
    PARTY_DAY = "party_day", "主题党日"
    ORGANISATION_LIFE = "organisation_life", "组织生活会"
    PEER_REVIEW = "peer_review", "民主评议党员"


class Recurrence(Word):
    """How often a series comes again."""

    WEEKLY = "weekly", "每周"
    MONTHLY = "monthly", "每月"
    QUARTERLY = "quarterly", "每季度"
    YEARLY = "yearly", "每年"


class ReviewAspect(Word):
    """The four an activity is looked back at by, before it is archived (四有)."""

    SOUND = "sound", "有声"
    COLOUR = "colour", "有色"
    FORM = "form", "有形"
    EFFECT = "effect", "有效"


class QuestionKind(Word):
    """How a question of a feedback form is answered."""

    SCALE = "scale", "打分"
    CHOICE = "choice", "选择"
    TEXT = "text", "意见"
