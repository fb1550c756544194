"""How a nominee stands, in words and tones, and the chain of reasons behind it."""

from datetime import date
from decimal import Decimal

from culture_desktop.services.awards.nominee_rows import CriterionScore, Nominee, Outcome
from culture_desktop.services.awards.opinions import opinion_words
from culture_desktop.services.awards.rows import VoteCount
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.reasons import Reason
from culture_desktop.vocabulary import TierKind

TONES = {
    Outcome.WINNER: Tone.OK,
    Outcome.NOT_SELECTED: Tone.NEUTRAL,
    Outcome.INELIGIBLE: Tone.BAD,
    Outcome.TIED: Tone.WARN,
    Outcome.OPEN: Tone.INFO,
}


def outcome_words(nominee: Nominee) -> str:
    """The tier won, or how the nominee stands."""
    if nominee.outcome is Outcome.WINNER:
        return nominee.tier
    return "否决" if nominee.vetoed and nominee.outcome is Outcome.INELIGIBLE else nominee.outcome.label


def figure(points: Decimal | None) -> str:
    """Points with two decimals."""
    return "—" if points is None else f"{points:.2f}"


def place_words(nominee: Nominee) -> str:
    """``第 7 位 91.60 分``."""
    if nominee.total is None:
        return "分数不全"
    place = f"第 {nominee.rank} 位　" if nominee.rank else ""
    return f"{place}{figure(nominee.total)} 分"


def vote_words(count: VoteCount | None) -> str:
    """``32 张选票，2 张作废``; which papers are void may differ for persons and teams."""
    if count is None:
        return ""
    void = "、".join(f"{kind.label} {number} 张作废" for kind, number in count.void.items() if number)
    return f"{count.papers:,} 张选票" + (f"，{void}" if void else "")


def unit_words(nominee: Nominee) -> str:
    """Where a person works, or where a team belongs."""
    return nominee.unit or "—"


def kind_word(nominee: Nominee) -> str:
    """What stands in the place of the terms of employment."""
    if nominee.kind is TierKind.TEAM:
        return TierKind.TEAM.label
    return nominee.employment.label if nominee.employment else ""


def finding_reasons(nominee: Nominee) -> list[Reason]:
    """Every condition with its figures, those not met first."""
    findings = sorted(nominee.eligibility.findings, key=lambda finding: finding.ok)
    return [Reason(Tone.OK if ok else Tone.BAD, rule, reason, strong=not ok) for ok, rule, reason in findings]


def opinion_reasons(nominee: Nominee, today: date) -> list[Reason]:
    """What each department says, or how long it has been awaited."""
    found = []
    for one in nominee.opinions:
        late = one.verdict is None and one.due_on is not None and one.due_on < today
        tone = Tone.WARN if late or not one.favourable else Tone.NEUTRAL if one.verdict is None else Tone.OK
        head, _, rest = opinion_words(one, today).partition("：")
        found.append(Reason(tone, head, rest, strong=not one.favourable))
    return found


def why_reasons(nominee: Nominee) -> list[Reason]:
    """From the check over the scores to the outcome."""
    reasons = [_check_reason(nominee)]
    if not nominee.eligibility.passed:
        return reasons
    reasons += [score_reason(score) for score in nominee.scores]
    first, _, rest = nominee.explanation.partition("：")
    if nominee.outcome is Outcome.OPEN:
        return [*reasons, Reason(Tone.INFO, "待定", "名单排出后给出结论")]
    title = first if rest else outcome_words(nominee)
    decides, *also = _clauses(rest or nominee.explanation)
    reasons.append(Reason(TONES[nominee.outcome], title, decides, strong=True))
    return [*reasons, *(Reason(Tone.INFO, clause) for clause in also)]


def _clauses(sentence: str) -> list[str]:
    """The parts of an explanation; what is quoted in it, which people wrote, stays whole."""
    found, depth = [""], 0
    for sign in sentence.removesuffix("。"):
        depth += {"“": 1, "”": -1, "（": 1, "）": -1}.get(sign, 0)
        if sign == "；" and depth <= 0:
            found.append("")
        else:
            found[-1] += sign
    return found


def score_reason(score: CriterionScore) -> Reason:
    """Points and weight of one criterion, and how they came about."""
    missing = score.points is None
    title = f"{score.name}　{figure(score.points)}　占 {score.weight.normalize():f}%"
    detail = "；".join(filter(None, (score.reason, score.disagreement)))
    return Reason(Tone.WARN if missing or score.disagreement else Tone.OK, title, detail, strong=missing)


def judged(nominee: Nominee) -> CriterionScore | None:
    """The first criterion on which judges gave points."""
    return next((score for score in nominee.scores if score.counted), None)


def _check_reason(nominee: Nominee) -> Reason:
    if nominee.eligibility.passed:
        return Reason(Tone.OK, "资格审查通过", f"{len(nominee.eligibility.findings)} 项条件全部符合")
    failures = nominee.eligibility.failures
    detail = "\n".join(f"{failure.rule}：{failure.reason}" for failure in failures)
    return Reason(Tone.BAD, f"资格审查不合格：{len(failures)} 项不符", detail, strong=True)
