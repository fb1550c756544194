"""Words about award campaigns."""

from culture_desktop.vocabulary.words import Word


class CampaignStep(Word):
    """The steps of an award campaign, in order."""

    SETUP = "setup", "设置"
    NOMINATION = "nomination", "推荐"
    ELIGIBILITY = "eligibility", "资格审查"
    SCORING = "scoring", "评分"
    SELECTION = "selection", "拟定名单"
    NOTICE = "notice", "公示"
    AWARD = "award", "表彰"


class TierKind(Word):
    """Whether a tier honours persons or teams."""

    PERSON = "person", "个人"
    TEAM = "team", "集体"


class CriterionSource(Word):
    """Where the points of a criterion come from."""

    JUDGES = "judges", "评委打分"
    PARTICIPATION = "participation", "参与记录"
    MONTHS = "months", "参与月数"
    CONDUCT = "conduct", "文明行为记录"


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

    UPHELD = "upheld", "异议成立"
    PARTLY = "partly", "部分成立"
    REJECTED = "rejected", "异议不成立"
    WITHDRAWN = "withdrawn", "已撤回"
    INADMISSIBLE = "inadmissible", "不予受理"
