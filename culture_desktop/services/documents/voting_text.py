"""The papers of a vote, worded from its round."""

from culture_desktop.documents.ballot_paper import BallotContent
from culture_desktop.documents.tally_sheet import TallyContent
from culture_desktop.documents.text import spaced
from culture_desktop.documents.vote_result import CountedLine, VoteResultContent
from culture_desktop.errors import InvalidFieldError, StepBlockedError
from culture_desktop.rules.ballots import Standing
from culture_desktop.rules.voting_plan import share_words
from culture_desktop.services.awards.voting_rows import Candidate, Round
from culture_desktop.services.settings import UnitSettings, require_setting
from culture_desktop.vocabulary import BallotChoice, DocumentKind, Grade, TierKind, VotingKind, chinese_date

MOST_COPIES = 5_000
_SIGNATURES = (
    "监票人签字：　　　　　　　　　　计票人签字：",
    "唱票人签字：　　　　　　　　　　主持人签字：",
    "日期：　　　　年　　月　　日",
)


def ballot_content(title: str, round_: Round, settings: UnitSettings, copies: int) -> BallotContent:
    """The ballot papers of a round, or the forms of an assessment; ``title`` is the campaign's."""
    if not 1 <= copies <= MOST_COPIES:
        raise InvalidFieldError(field="份数", value=copies, expected=f"1 到 {MOST_COPIES:,} 的整数")
    assessment = round_.terms.kind is VotingKind.ASSESSMENT
    return BallotContent(
        title=f"{title}{'民主测评表' if assessment else '选票'}",
        subtitle=_subtitle(round_),
        choices=_choices(round_),
        candidates=tuple((_printed(one), one.unit) for one in (round_.graded if assessment else round_.candidates)),
        notes=_assessment_notes(round_) if assessment else _election_notes(round_),
        issuer=require_setting(settings, "issuer", "unit_name"),
        date=chinese_date(round_.terms.held_on),
        copies=copies,
    )


def tally_content(title: str, round_: Round) -> TallyContent:
    """The counting sheet of a round."""
    return TallyContent(
        title=f"{title}计票单",
        subtitle=_subtitle(round_),
        figures=(
            "到会有表决权　　　　人，发出　　　　张，收回　　　　张，其中有效　　　　张，无效　　　　张。",
            "每票画“正”字一笔，再写票数；每人各栏票数合计不多于有效票数。",
        ),
        choices=_choices(round_),
        candidates=tuple(_printed(one) for one in round_.graded),
        signatures=("监票人：", "计票人：", "唱票人：", "日期："),
    )


def result_content(title: str, round_: Round, ledger_head: str) -> VoteResultContent:
    """The result of a counted round; ``ledger_head`` is what its figures are verified against."""
    if not round_.counted:
        reason = f"第 {round_.number} 轮还没有登记计票，请先填写票数并登记。"
        raise StepBlockedError(step=DocumentKind.VOTES.label, reason=reason)
    terms, papers = round_.terms, round_.papers
    held = (
        f"{chinese_date(terms.held_on)}，就“{title}”举行“{terms.title}”。到会有表决权 {papers.present} 人，"
        f"发出{_paper(round_)} {papers.issued} 张，收回 {papers.returned} 张"
    )
    valid = "，收回多于发出，无效。" if papers.void else f"，其中有效 {papers.valid} 张，无效 {papers.invalid} 张。"
    return VoteResultContent(
        title=f"{title}{'测评' if terms.kind is VotingKind.ASSESSMENT else '投票'}计票结果",
        opening=(held + valid, _rule(round_)),
        columns=_choices(round_),
        lines=tuple(_line(one, round_) for one in _by_result(round_)),
        closing=_closing(round_),
        signatures=_SIGNATURES,
        note=f"存证号：{ledger_head}",
    )


def _printed(candidate: Candidate) -> str:
    """``王　静``; of two with one name each with the staff number, so that nobody marks the wrong one."""
    name = spaced(candidate.name) if candidate.kind is TierKind.PERSON else candidate.name
    return name if candidate.label == candidate.name else f"{name}（{candidate.number.rpartition('/')[2]}）"


def _choices(round_: Round) -> tuple[str, ...]:
    words = Grade if round_.terms.kind is VotingKind.ASSESSMENT else BallotChoice
    return tuple(word.label for word in words)


def _paper(round_: Round) -> str:
    return "测评表" if round_.terms.kind is VotingKind.ASSESSMENT else "选票"


def _subtitle(round_: Round) -> str:
    terms = round_.terms
    if terms.kind is VotingKind.ASSESSMENT:
        return f"{terms.title}　测评对象 {len(round_.graded)} 名（按姓氏笔画为序）"
    return f"{terms.title}　应选 {terms.places} 名，候选 {len(round_.candidates)} 名（按姓氏笔画为序）"


def _election_notes(round_: Round) -> tuple[str, ...]:
    places = round_.terms.places
    return (
        "说明：1. 每名候选对象在“同意”“不同意”“弃权”中选一栏画“○”，三栏都不画的为弃权。"
        f"2. 同意的不超过 {places} 名为有效票，超过的整张选票无效。3. 无记名投票，请勿写姓名或做记号。",
    )


def _assessment_notes(round_: Round) -> tuple[str, ...]:
    return (
        "说明：1. 每名测评对象在四个等次中选一栏画“○”，选两栏以上的，对该人不计。"
        f"2. 评为优秀的不超过测评对象的{share_words(round_.terms.best_share)}。3. 无记名测评，请勿写姓名或做记号。",
    )


def _rule(round_: Round) -> str:
    terms = round_.terms
    if terms.kind is VotingKind.ASSESSMENT:
        return f"评为某一等次或更好等次的票数超过有效票的半数，定为该等次；优秀不超过{share_words(terms.best_share)}。"
    election = round_.election
    needed = election.needed if election else 0
    if needed <= 1:
        return f"应选 {terms.places} 名，得同意票多的当选。"
    return f"应选 {terms.places} 名，同意票超过{terms.majority_of.label}的半数，即 {needed} 票以上当选。"


def _by_result(round_: Round) -> list[Candidate]:
    """Most votes first; an assessment keeps the order of the form."""
    if round_.terms.kind is VotingKind.ASSESSMENT:
        return list(round_.candidates)
    return sorted(round_.candidates, key=lambda one: -(one.votes.approve if one.votes else 0))


def _line(one: Candidate, round_: Round) -> CountedLine:
    if round_.terms.kind is VotingKind.ASSESSMENT:
        figures = tuple(str(one.grades.get(grade, 0)) if one.graded else "—" for grade in Grade)
        return CountedLine(_printed(one), one.unit, figures, grade_words(one, round_), one.grade is Grade.EXCELLENT)
    votes = one.votes
    figures = (str(votes.approve), str(votes.oppose), str(votes.abstain)) if votes else ("", "", "")
    standing = one.standing.label if one.standing else ""
    return CountedLine(_printed(one), one.unit, figures, standing, one.standing is Standing.ELECTED)


def grade_words(one: Candidate, round_: Round) -> str:
    """The grade, or why there is none."""
    if one.grade is not None:
        return one.grade.label
    if round_.papers.void:
        return Standing.VOID.label
    return "优秀票相等，待定" if one in round_.tied else "预备党员，不定等次"


def _closing(round_: Round) -> tuple[str, ...]:
    if round_.fault:
        return (round_.fault,)
    if round_.appraisal is not None:
        best = "、".join(one.label for one in round_.candidates if one.grade is Grade.EXCELLENT)
        return (round_.appraisal.sentence, f"评为优秀的是：{best or '无'}。")
    assert round_.election is not None
    elected = "、".join(round_.election.elected)
    return (f"当选：{elected or '无'}。", *_left(round_))


def _left(round_: Round) -> tuple[str, ...]:
    """What becomes of the places that nobody has won."""
    if round_.tied:
        names = "、".join(one.label for one in round_.tied)
        return (f"{names}同意票相等，就余下的 {round_.places_left} 个名额只在他们之间再次投票。",)
    vacant = round_.election.vacant if round_.election else 0
    if round_.papers.void:
        return ("收回多于发出，投票无效，须重新投票。",)
    return (f"尚有 {vacant} 个名额无人达到要求，空缺。",) if vacant else ()
