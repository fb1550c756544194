"""Words about lists that come in."""

from culture_desktop.vocabulary.words import Word


class ListKind(Word):
    """What a list that comes in holds."""

    PERSON = "person", "人员"
    ORGANISATION = "organisation", "组织机构"
    MEMBERSHIP = "membership", "组织关系"
    PARTICIPATION = "participation", "报名和签到"
    SESSION = "session", "多场次签到"
    CONDUCT = "conduct", "文明行为记录"
    NOMINATION = "nomination", "推荐表"
    OPINION = "opinion", "部门意见"
    SCORE = "score", "评委评分"
    BALLOT = "ballot", "选票"
    HONOUR = "honour", "历年荣誉"


class ImportMode(Word):
    """What a list of people may do to those on the books."""

    ADD_UPDATE = "add_update", "新增并更新"
    ADD = "add", "只新增"
    UPDATE = "update", "只更新"
    FILL = "fill", "只补空白"
