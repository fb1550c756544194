"""The four layers, their mechanisms, and the accounts of the behaviour layer."""

from culture_desktop.vocabulary.words import Word


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
