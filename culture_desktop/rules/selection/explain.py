"""Why each candidate is in or out, in a sentence with figures.

The reasoning is by exchange: put one candidate in for one winner, and either the score or a requirement speaks
against it.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from culture_desktop.rules.selection.exchange import Exchange, Rival
from culture_desktop.rules.selection.layout import Layout


def explain(layout: Layout, won: Mapping[int, int], tied: frozenset[int]) -> dict[str, str]:
    """A sentence for each candidate id; ``won`` maps candidate numbers to tier positions."""
    writer = _Writer(layout, won, tied)
    return {candidate.id: writer.sentence(number) for number, candidate in enumerate(layout.candidates)}


class _Gap(NamedTuple):
    """How far a candidate is from a tier: missing points (None: no exchange possible) and the words for it.

    ``kept_out`` are the words when the score would do and a rule stands in the way.
    """

    points: Decimal | None
    tier: int
    score: Decimal
    text: str
    kept_out: str = ""


def _nearest(gap: _Gap) -> tuple[bool, Decimal, int]:
    return gap.points is None, gap.points or Decimal(0), -gap.tier


class _Writer:
    def __init__(self, layout: Layout, won: Mapping[int, int], tied: frozenset[int]) -> None:
        self._layout = layout
        self._won = won
        self._tied = tied
        self._exchange = Exchange(layout, won)
        self._tiers = range(len(layout.problem.tiers))
        self._included = {one.id: one.reason for one in layout.problem.included}
        self._excluded = {one.id: one.reason for one in layout.problem.excluded}

    def sentence(self, number: int) -> str:
        text = self._why_in(number, self._won[number]) if number in self._won else self._why_out(number)
        return f"{text}此处同分，暂按编号先后列入，须由评委会决定。" if number in self._tied else text

    def _why_in(self, number: int, tier: int) -> str:
        score = self._layout.scores[number, tier]
        reason = self._included.get(self._layout.candidates[number].id)
        if reason is not None:
            return f"入选“{self._tier(tier)}”：得分 {score:f}；按指定入选（{reason}）。"
        reasons = [f"入选“{self._tier(tier)}”：得分 {score:f}", self._why_not_higher(number, tier)]
        above = self._exchange.best_out[tier]
        rival = self._exchange.challenger(number, tier)
        if above is not None and above.score > score:
            broken = _quoted(self._exchange.broken(above.number, number, tier))
            reasons.append(f"得分更高的{self._named(above)}未入选，因为换入会违反{broken}")
        elif rival is None:
            reasons.append("没有符合各项限制的人选可以替换")
        elif rival.score == score:
            reasons.append(f"与未入选的{self._named(rival)}同分{self._by_order(number, '排在其前')}")
        else:
            reasons.append(f"比可替换的未入选者{self._named(rival)}高 {score - rival.score:f} 分")
        return "；".join(filter(None, reasons)) + "。"

    def _why_not_higher(self, number: int, tier: int) -> str:
        """For a winner whose score would do for a higher tier: what keeps the winner out of it."""
        for higher in self._tiers[:tier]:
            last = self._exchange.last[higher]
            score = self._layout.scores.get((number, higher))
            if last is not None and score is not None and score > last.score:
                broken = self._exchange.broken_by_trading(number, last.number)
                if broken:
                    return f"未进“{self._tier(higher)}”，因为与其末位{self._named(last)}对调会违反{_quoted(broken)}"
        return ""

    def _why_out(self, number: int) -> str:
        candidate = self._layout.candidates[number]
        if candidate.id in self._excluded:
            return f"未入选：不列入（{self._excluded[candidate.id]}）。"
        gaps = [self._gap(number, tier) for tier in self._tiers if (number, tier) in self._layout.scores]
        if not gaps:
            unscored = candidate.score is None and not candidate.tier_scores
            return "未入选：还没有得分。" if unscored else "未入选：没有可以参评的档次。"
        gap = min(gaps, key=_nearest)
        other = next((one for one in gaps if one.kept_out and one is not gap), None)
        if other is None:
            return f"未入选：得分 {gap.score:f}，{gap.text}。"
        again = "" if gap.score == other.score else f"得分 {gap.score:f}，"
        return f"未入选：得分 {other.score:f}，{other.kept_out}；{again}{gap.text}。"

    def _gap(self, number: int, tier: int) -> _Gap:
        score = self._layout.scores[number, tier]
        last = self._exchange.last[tier]
        empty = self._layout.problem.tiers[tier].seats - self._exchange.filled[tier]
        if empty:
            broken = _quoted(self._exchange.broken_by_adding(number, tier))
            text = f"“{self._tier(tier)}”空缺 {empty} 个名额，但增补会违反{broken}"
            return _Gap(None, tier, score, text, text)
        if last is None:
            return _Gap(None, tier, score, f"“{self._tier(tier)}”没有名额")
        place = self._exchange.replaceable(number, tier)
        text = self._beside_the_last(number, tier, last, free=place == last)
        kept_out = text if score > last.score else ""
        if place is None:
            return _Gap(None, tier, score, f"{text}；其余获奖者也都不能单独替换", kept_out)
        missing = place.score - score
        if place != last:
            order = self._by_order(number, "排在其后")
            text += (
                f"；能替换的获奖者中末位是{self._named(place)}，差 {missing:f} 分"
                if missing
                else f"；与可以替换的{self._named(place)}同分{order}"
            )
        return _Gap(missing, tier, score, text, kept_out)

    def _beside_the_last(self, number: int, tier: int, last: Rival, free: bool) -> str:
        """How the score stands to the last winner's, and what else forbids taking that place (unless ``free``)."""
        missing = last.score - self._layout.scores[number, tier]
        end = f"“{self._tier(tier)}”末位{self._named(last)}"
        broken = "" if free else f"换入会违反{_quoted(self._exchange.broken(number, last.number, tier))}"
        if missing > 0:
            return f"低于{end}，差 {missing:f} 分" if free else f"低于{end}，而且{broken}"
        if missing < 0:
            return f"高于{end}，但{broken}"
        return f"与{end}同分" + (self._by_order(number, "排在其后") if free else f"，但{broken}")

    def _by_order(self, number: int, place: str) -> str:
        return "" if number in self._tied else f"，按公布的同分次序{place}"

    def _tier(self, tier: int) -> str:
        return self._layout.problem.tiers[tier].name

    def _named(self, rival: Rival) -> str:
        return f"{self._layout.candidates[rival.number].label}（{rival.score:f}）"


def _quoted(sentences: Iterable[str]) -> str:
    """Requirements as quotations, with the quotation marks inside them made single."""
    return "、".join(f"“{sentence.replace('“', '‘').replace('”', '’')}”" for sentence in sentences)
