"""Words about votes and peer assessments."""

from culture_desktop.vocabulary.words import Word


class BallotChoice(Word):
    """What a ballot says of a candidate."""

    FOR = "for", "同意"
    AGAINST = "against", "不同意"
    ABSTAIN = "abstain", "弃权"


class VotingKind(Word):
    """What is voted on: who is chosen, or which grade each is given."""

    ELECTION = "election", "投票"
    ASSESSMENT = "assessment", "民主测评"


class MajorityOf(Word):
    """Of what number more than half must approve."""

    PRESENT = "present", "到会有表决权人数"
    VALID = "valid", "有效票"
    NONE = "none", "不要求过半"


class Grade(Word):
    """The four grades of a peer assessment (民主测评)."""

    EXCELLENT = "excellent", "优秀"
    QUALIFIED = "qualified", "合格"
    BASIC = "basic", "基本合格"
    UNQUALIFIED = "unqualified", "不合格"
