"""The words of the trade: every closed list of values, with its Chinese label.

A member is a ``str`` (what the database and the command line hold) with a ``label`` (what people read).
"""

from datetime import date
from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A string enum whose members carry a Chinese label: ``Layer.AWARENESS.label == "意识"``."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def labelled(cls, label: str) -> Self:
        """The member with this label; raises KeyError when there is none."""
        for member in cls:
            if member.label == label:
                return member
        raise KeyError(label)


class Layer(Word):
    """The four layers through which culture permeates a unit."""

    AWARENESS = "awareness", "意识"
    INSTITUTION = "institution", "制度"
    BEHAVIOUR = "behaviour", "行为"
    RESOURCES = "resources", "物资"


class Account(Word):
    """The three accounts of the behaviour layer."""

    STRESS = "stress", "压力账户"
    GROWTH = "growth", "成长账户"
    AFFECTION = "affection", "情感账户"


class Mechanism(Word):
    """How culture permeates: each mechanism belongs to one layer (see ``layer``)."""

    PARTY_CORE = "party_core", "一核多元"
    PARTY_BRAND = "party_brand", "党建品牌"
    PARTY_LEADS = "party_leads", "党建带团建工建"
    LEADER_TALK = "leader_talk", "一把手宣讲"
    EDUCATION = "education", "思想教育"
    TASK_FORCE = "task_force", "领题破题"
    PARTNER = "partner", "党建和创"
    IDEA = "idea", "金点子"
    TALENT = "talent", "人才雁阵"
    VISIT = "visit", "大走访"
    CULTURE_CONTEST = "culture_contest", "服务文化竞赛"
    CONDUCT = "conduct", "文明行为规范"
    VOICE = "voice", "听音"
    IMPROVEMENT = "improvement", "问题闭环"
    TRAINING = "training", "培训宣贯"
    RULES = "rules", "制度修订"
    CARE = "care", "幸福1+1"
    FESTIVAL = "festival", "专属节日"
    SKILL_CONTEST = "skill_contest", "以赛促练"
    READING = "reading", "学习成长"
    ROLE_MODEL = "role_model", "标兵讲故事"
    MILESTONE = "milestone", "生涯里程碑"
    SERVICE_STAR = "service_star", "服务明星"
    PARITY = "parity", "管理升级"
    SUPPORT = "support", "倒三角支撑"
    SERVICE = "service", "服务升级"
    RESPONSIBILITY = "responsibility", "社会责任"

    @property
    def layer(self) -> Layer:
        """The layer this mechanism works in."""
        return _LAYER_OF[self]


_MECHANISMS_BY_LAYER: dict[Layer, tuple[Mechanism, ...]] = {
    Layer.AWARENESS: (
        Mechanism.PARTY_CORE,
        Mechanism.PARTY_BRAND,
        Mechanism.PARTY_LEADS,
        Mechanism.LEADER_TALK,
        Mechanism.EDUCATION,
        Mechanism.TASK_FORCE,
        Mechanism.PARTNER,
        Mechanism.IDEA,
        Mechanism.TALENT,
        Mechanism.VISIT,
        Mechanism.CULTURE_CONTEST,
    ),
    Layer.INSTITUTION: (
        Mechanism.CONDUCT,
        Mechanism.VOICE,
        Mechanism.IMPROVEMENT,
        Mechanism.TRAINING,
        Mechanism.RULES,
    ),
    Layer.BEHAVIOUR: (
        Mechanism.CARE,
        Mechanism.FESTIVAL,
        Mechanism.SKILL_CONTEST,
        Mechanism.READING,
        Mechanism.ROLE_MODEL,
        Mechanism.MILESTONE,
        Mechanism.SERVICE_STAR,
    ),
    Layer.RESOURCES: (
        Mechanism.PARITY,
        Mechanism.SUPPORT,
        Mechanism.SERVICE,
        Mechanism.RESPONSIBILITY,
    ),
}
_LAYER_OF = {m: layer for layer, members in _MECHANISMS_BY_LAYER.items() for m in members}


def mechanisms_of(layer: Layer) -> tuple[Mechanism, ...]:
    """The mechanisms of one layer, in the order people list them."""
    return _MECHANISMS_BY_LAYER[layer]


class OrganisationKind(Word):
    """What sort of organisation a node of a tree is."""

    UNIT = "unit", "单位"
    TEAM = "team", "班组"
    PARTY = "party", "党组织"
    UNION = "union", "工会"
    LEAGUE = "league", "团组织"
    WOMEN = "women", "妇委会"
    PARTNER = "partner", "共建单位"


ADMINISTRATIVE_KINDS = (OrganisationKind.UNIT, OrganisationKind.TEAM)


class Sex(Word):
    """Sex as in GB/T 2261.1."""

    MALE = "male", "男"
    FEMALE = "female", "女"


class EmploymentType(Word):
    """On what terms a person works here; own and outsourced staff are treated alike."""

    OWN = "own", "合同制"
    OUTSOURCED = "outsourced", "众包"
    AGENCY = "agency", "劳务派遣"


class PoliticalStatus(Word):
    """Political status; values are the codes of GB/T 4762-1984."""

    PARTY_MEMBER = "01", "中共党员"
    PROBATIONARY = "02", "中共预备党员"
    LEAGUE_MEMBER = "03", "共青团员"
    REVOLUTIONARY_COMMITTEE = "04", "民革党员"
    DEMOCRATIC_LEAGUE = "05", "民盟盟员"
    NATIONAL_CONSTRUCTION = "06", "民建会员"
    PROMOTING_DEMOCRACY = "07", "民进会员"
    PEASANTS_WORKERS = "08", "农工党党员"
    ZHI_GONG = "09", "致公党党员"
    JIU_SAN = "10", "九三学社社员"
    TAIWAN_LEAGUE = "11", "台盟盟员"
    INDEPENDENT = "12", "无党派人士"
    MASSES = "13", "群众"


class PersonStatus(Word):
    """Whether a person is still with the unit."""

    ACTIVE = "active", "在职"
    LEFT = "left", "离职"
    RETIRED = "retired", "退休"


class MembershipRole(Word):
    """What a person is in an organisation beside the administrative one."""

    MEMBER = "member", "成员"
    SECRETARY = "secretary", "书记"
    CHAIR = "chair", "主席"
    LEADER = "leader", "负责人"


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


class ListKind(Word):
    """What a list that comes in holds."""

    PERSON = "person", "人员"
    ORGANISATION = "organisation", "组织机构"
    MEMBERSHIP = "membership", "组织关系"
    PARTICIPATION = "participation", "报名和签到"
    SESSION = "session", "多场次签到"
    CONDUCT = "conduct", "文明行为记录"
    SCORE = "score", "评委评分"
    BALLOT = "ballot", "选票"
    HONOUR = "honour", "历年荣誉"


class ImportMode(Word):
    """What a list of people may do to those on the books."""

    ADD_UPDATE = "add_update", "新增并更新"
    ADD = "add", "只新增"
    UPDATE = "update", "只更新"
    FILL = "fill", "只补空白"


class BallotChoice(Word):
    """What a ballot says of a candidate."""

    FOR = "for", "同意"
    AGAINST = "against", "不同意"
    ABSTAIN = "abstain", "弃权"


class MajorityOf(Word):
    """Of whom more than half must approve."""

    PRESENT = "present", "到会有表决权人数"
    VALID = "valid", "有效票"


class Grade(Word):
    """The four grades of a peer assessment (民主测评)."""

    EXCELLENT = "excellent", "优秀"
    QUALIFIED = "qualified", "合格"
    BASIC = "basic", "基本合格"
    UNQUALIFIED = "unqualified", "不合格"


class OpinionVerdict(Word):
    """What a department that was asked says."""

    AGREES = "agrees", "同意"
    RESERVES = "reserves", "有保留"
    OBJECTS = "objects", "不同意"


class TieKind(Word):
    """What ties a judge to a nominee."""

    FAMILY = "family", "亲属"
    MENTOR = "mentor", "师徒"
    OTHER = "other", "其他利害关系"


class ObjectorKind(Word):
    """Who objects: a unit under its seal, or a person under the real name."""

    UNIT = "unit", "单位"
    PERSON = "person", "个人"


class ObjectionConclusion(Word):
    """How an objection ended."""

    UPHELD = "upheld", "成立"
    PARTLY = "partly", "部分成立"
    REJECTED = "rejected", "不成立"
    WITHDRAWN = "withdrawn", "已撤回"


class AttachmentKind(Word):
    """What a file beside an activity is."""

    PICTURE = "picture", "照片"
    FILE = "file", "附件"


class CampaignStep(Word):
    """The steps of an award campaign, in order."""

    SETUP = "setup", "设置"
    NOMINATION = "nomination", "推荐"
    ELIGIBILITY = "eligibility", "资格审查"
    SCORING = "scoring", "评分"
    SELECTION = "selection", "拟定名单"
    NOTICE = "notice", "公示"
    AWARD = "award", "表彰"


class ChangeKind(Word):
    """What happened to a row; a view of masked values is kept as well."""

    INSERT = "I", "新增"
    UPDATE = "U", "修改"
    DELETE = "D", "删除"
    VIEW = "V", "查看"


class EntryKind(Word):
    """Whether an entry of the history is something new, takes an entry back, or takes that back again."""

    ACTION = "action", "操作"
    UNDO = "undo", "撤销"
    REDO = "redo", "恢复"

    def of(self, label: str) -> str:
        """``撤销：导入人员``; an action goes by its own label."""
        return label if self is EntryKind.ACTION else f"{self.label}：{label}"

    @property
    def opposite(self) -> "EntryKind":
        """What taking back such an entry is."""
        return EntryKind.REDO if self is EntryKind.UNDO else EntryKind.UNDO


class Occasion(Word):
    """Why a backup was made."""

    DAILY = "daily", "每日"
    MIGRATION = "migration", "升级前"
    BATCH = "batch", "整批改动前"
    RESTORE = "restore", "恢复前"
    MANUAL = "manual", "手动"


class TierKind(Word):
    """Whether a tier honours persons or teams."""

    PERSON = "person", "个人"
    TEAM = "team", "集体"


class CriterionSource(Word):
    """Where the points of a criterion come from."""

    JUDGES = "judges", "评委打分"
    PARTICIPATION = "participation", "参与记录"


class DocumentKind(Word):
    """The papers the program makes."""

    ELIGIBILITY = "eligibility", "资格审查表"
    NOTICE = "notice", "公示"
    DECISION = "decision", "表彰决定"
    CERTIFICATES = "certificates", "荣誉证书"
    BRIEFING = "briefing", "简报"
    WINNERS = "winners", "获奖名单"
    MINUTES = "minutes", "评审会议记录"
    NAME_LIST = "name_list", "名单"
    CAMPAIGN_NOTICE = "campaign_notice", "评选通知"
    QUOTAS = "quotas", "名额分配表"
    NOMINATION_FORMS = "nomination_forms", "推荐表"
    SCORE_FORMS = "score_forms", "评分表"
    SCORES = "scores", "评分汇总表"
    BALLOTS = "ballots", "选票"
    VOTES = "votes", "计票结果"
    OBJECTIONS = "objections", "异议处理情况"
    RECEIPTS = "receipts", "签领表"


def chinese_date(day: date) -> str:
    """``2026年11月23日``, as dates stand in prose and documents."""
    return f"{day.year}年{day.month}月{day.day}日"
