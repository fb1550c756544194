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
