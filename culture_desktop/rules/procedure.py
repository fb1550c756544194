"""How a campaign comes from judges' points to places: how points are summed up, and what tells equals apart.

A campaign stores a procedure as a dictionary. What stands beside these two parts in it (how places were apportioned,
the steps of the timetable) belongs to those who write it and is kept as it is.
"""

from dataclasses import dataclass, field
from typing import Any

from culture_desktop.errors import InvalidFieldError, ProfileBrokenError
from culture_desktop.rules.panels import PanelRules, Summary
from culture_desktop.rules.records import Record
from culture_desktop.vocabulary import Word

SCORING, TIE_RULES = "scoring", "tie_rules"
_MOST_DIGITS = 4


class TieKey(Word):
    """What is compared between nominees with the same total; more comes first."""

    JUDGED = "judged", "评委评分"
    PARTICIPATION = "participation", "参加活动次数"
    CRITERION = "criterion", "评分项得分"
    TENURE = "tenure", "司龄"


@dataclass(frozen=True, slots=True)
class TieRule:
    """One comparison; ``criterion`` names whose points are compared where the key asks for one."""

    key: TieKey
    criterion: str = ""

    @property
    def name(self) -> str:
        """What is compared, in words."""
        return f"“{self.criterion}”得分" if self.key is TieKey.CRITERION else self.key.label


@dataclass(frozen=True, slots=True)
class ScoringRules:
    """Which summary of the judges' points counts, under which rules of the panel."""

    summary: Summary = Summary.TRIMMED
    panel: PanelRules = field(default_factory=PanelRules)

    @property
    def sentence(self) -> str:
        """The rules in words, as they stand in a notice of selection."""
        panel = self.panel
        drops = [
            f"{count} 个{what}"
            for count, what in ((panel.drop_highest, "最高分"), (panel.drop_lowest, "最低分"))
            if count
        ]
        dropped = f"去掉 {'、'.join(drops)}" if drops else ""
        how = {
            Summary.TRIMMED: f"{dropped}后取平均" if dropped else "取平均分",
            Summary.MEAN: "取平均分",
            Summary.MEDIAN: "取中位数",
            Summary.STANDARDISED: f"按评委标准化{f'，{dropped}' if dropped else ''}后取平均",
        }[self.summary]
        apart = "" if panel.widest_range is None else f"，最高与最低相差超过 {panel.widest_range} 分的须复核"
        return f"{how}，保留 {panel.digits} 位小数，四舍五入；至少 {panel.minimum_judges} 位评委{apart}"


@dataclass(frozen=True, slots=True)
class Procedure:
    """The scoring rules, and the tie rules in their order."""

    scoring: ScoringRules = field(default_factory=ScoringRules)
    ties: tuple[TieRule, ...] = (TieRule(TieKey.JUDGED), TieRule(TieKey.PARTICIPATION))

    @property
    def tie_sentence(self) -> str:
        """What is compared in turn."""
        if not self.ties:
            return "总分相同即为并列，由评委会议定"
        return f"总分相同的，依次比较{'、'.join(rule.name for rule in self.ties)}，仍相同的由评委会议定"

    def to_dict(self) -> dict[str, Any]:
        """What ``procedure_from_record`` reads back."""
        panel = self.scoring.panel
        scoring: dict[str, Any] = {
            "summary": self.scoring.summary.value,
            "drop_highest": panel.drop_highest,
            "drop_lowest": panel.drop_lowest,
            "minimum_judges": panel.minimum_judges,
            "digits": panel.digits,
        }
        if panel.widest_range is not None:
            scoring["widest_range"] = f"{panel.widest_range:f}"
        ties = [
            {"key": rule.key.value} | ({"criterion": rule.criterion} if rule.criterion else {}) for rule in self.ties
        ]
        return {SCORING: scoring, TIE_RULES: ties}


def procedure_from_dict(document: object, name: str) -> Procedure:
    """The procedure a campaign stores; ``name`` is what an error calls it. An empty one is the common practice."""
    return procedure_from_record(Record(document, name))


def procedure_from_record(record: Record) -> Procedure:
    """The procedure in a document that is being read; ProfileBrokenError for anything that does not fit."""
    common = Procedure()
    return Procedure(
        _scoring(record.record(SCORING)) if SCORING in record else common.scoring,
        tuple(_tie(one) for one in record.records(TIE_RULES)) if TIE_RULES in record else common.ties,
    )


def _scoring(record: Record) -> ScoringRules:
    record.only("summary", "drop_highest", "drop_lowest", "minimum_judges", "digits", "widest_range")
    common = PanelRules()

    def number(key: str, least: int, otherwise: int) -> int:
        found = record.optional_integer(key, least)
        return otherwise if found is None else found

    digits = number("digits", 0, common.digits)
    if digits > _MOST_DIGITS:
        record.fail("digits", f"0 到 {_MOST_DIGITS} 的整数")
    widest = record.decimal("widest_range") if "widest_range" in record else None
    if widest is not None and widest <= 0:
        record.fail("widest_range", "大于 0 的数")
    panel = PanelRules(
        drop_highest=number("drop_highest", 0, common.drop_highest),
        drop_lowest=number("drop_lowest", 0, common.drop_lowest),
        minimum_judges=number("minimum_judges", 1, common.minimum_judges),
        digits=digits,
        widest_range=widest,
    )
    summary = record.word("summary", Summary) if "summary" in record else Summary.TRIMMED
    try:
        return checked(ScoringRules(summary, panel))
    except InvalidFieldError as error:
        raise ProfileBrokenError(name=record.name, place="“scoring”", expected=error.data["expected"]) from error


def checked(rules: ScoringRules) -> ScoringRules:
    """The rules, refused when the fewest judges allowed would leave no points after dropping."""
    panel = rules.panel
    left = panel.minimum_judges - panel.drop_highest - panel.drop_lowest
    if rules.summary in (Summary.TRIMMED, Summary.STANDARDISED) and left < 1:
        dropped = panel.drop_highest + panel.drop_lowest
        raise InvalidFieldError(
            field="最少评委数", value=panel.minimum_judges, expected=f"多于去掉的 {dropped} 个分数，否则没有分数可取"
        )
    return rules


def _tie(record: Record) -> TieRule:
    record.only("key", "criterion")
    key = record.word("key", TieKey)
    return TieRule(key, record.text("criterion") if key is TieKey.CRITERION else "")
