"""Words about organisations and the people in them."""

from culture_desktop.vocabulary.words import Word


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
    COMMITTEE = "committee", "委员"
    SECRETARY = "secretary", "书记"
    DEPUTY_SECRETARY = "deputy_secretary", "副书记"
    CHAIR = "chair", "主席"
    VICE_CHAIR = "vice_chair", "副主席"
    LEADER = "leader", "负责人"
