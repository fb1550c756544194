"""What other numbers would change: the same as setting them and proposing anew; nothing is written before adopting."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import CultureError, InvalidFieldError, PreviewOutdatedError, StepBlockedError
from culture_desktop.rules.selection.problem import Status
from culture_desktop.services.awards.alternatives import (
    Alternative,
    AlternativesService,
    Basis,
    Place,
    answer,
    rule_prices,
)
from culture_desktop.services.awards.choices import ChoiceService, Decision
from culture_desktop.services.awards.ledger import LedgerService
from culture_desktop.services.history import HistoryService
from tests.services.awards.campaign import CODE, FIRST, MASTER, SECOND, STAR, TEAM, Round, default_points, won
from tests.services.company import dump, refused

Change = Callable[[Alternative], Alternative]


def seats(**changes: int) -> Change:
    return lambda present: replace(present, seats={**present.seats, **changes})


def cap(maximum: int | None, minimum: int | None = None) -> Change:
    def change(present: Alternative) -> Alternative:
        unit = replace(present.limits.units[0], maximum=maximum, minimum=minimum)
        return replace(present, limits=replace(present.limits, units=(unit,)))

    return change


def share(minimum: Fraction | None, maximum: Fraction | None = None) -> Change:
    def change(present: Alternative) -> Alternative:
        group = replace(present.limits.shares[0], minimum_share=minimum, maximum_share=maximum)
        return replace(present, limits=replace(present.limits, shares=(group,)))

    return change


def places(**changes: Place) -> Change:
    return lambda present: replace(present, places={key.strip("_"): its for key, its in changes.items()})


@pytest.fixture
def service(database: Database) -> AlternativesService:
    return AlternativesService(database)


@pytest.fixture
def scored(round_: Round) -> Round:
    round_.up_to_scores()
    return round_


@pytest.fixture
def basis(scored: Round, service: AlternativesService) -> Basis:
    return service.basis(CODE)


CHANGES = {
    "a seat more": seats(服务达人=3),
    "a seat less": seats(服务达人=1),
    "a looser cap": cap(3),
    "no cap": cap(None),
    "a higher share": share(Fraction(1)),
    "no share": share(None, Fraction(1, 3)),
    "in": places(_1006=Place(True)),
    "in a tier": places(_1006=Place(True, STAR)),
    "out": places(_1001=Place(False)),
}


class TestAnswers:
    @pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
    def test_as_if_set_and_proposed(
        self, scored: Round, service: AlternativesService, basis: Basis, database: Database, change: Change
    ) -> None:
        before = won(scored.awards.propose(CODE).value)
        stored = dump(database)
        other = change(basis.present)
        found = answer(basis, other)
        assert dump(database) == stored
        service.adopt(basis, other, "评委会表决")
        after = won(scored.awards.propose(CODE).value)
        told = {swap.key: (swap.before, swap.after) for swap in found.swaps}
        changed = {key for key in {**before, **after} if before.get(key) != after.get(key)}
        assert told == {key: (before.get(key, ""), after.get(key, "")) for key in changed}
        proposal = scored.board.proposal
        assert proposal is not None
        was = {tier: Decimal(0) for tier in basis.result.totals} | dict(basis.result.totals)
        assert dict(found.totals) == {t: Decimal(proposal.totals[t]) - was[t] for t in was}

    def test_the_swap_names_people_units_and_scores(self, basis: Basis) -> None:
        (enters, leaves) = answer(basis, cap(3)(basis.present)).swaps
        assert (enters.name, enters.unit, enters.before, enters.after) == ("司徒雅澜", FIRST, "", MASTER)
        assert (leaves.name, leaves.before, leaves.after) == ("赵启明", MASTER, "")
        assert enters.score - leaves.score == dict(answer(basis, cap(3)(basis.present)).totals)[MASTER]

    def test_nothing_changed_changes_nothing(self, basis: Basis) -> None:
        found = answer(basis, basis.present)
        assert (found.status, found.swaps, found.hindrance) == (Status.OPTIMAL, (), "")
        assert not any(total for _tier, total in found.totals)

    def test_what_cannot_be_is_told_with_a_way_out(self, basis: Basis) -> None:
        found = answer(basis, cap(1)(basis.present))
        assert (found.status, found.swaps) == (Status.INFEASIBLE, ())
        assert f"{FIRST}获奖合计至多 1 人" in found.hindrance
        assert found.relaxations

    def test_a_contradiction_is_told_at_once(self, basis: Basis) -> None:
        found = answer(basis, cap(None, 2)(basis.present))
        assert "少于各单位下限合计" in found.hindrance

    def test_a_tie_is_told_with_its_people(self, round_: Round, service: AlternativesService) -> None:
        round_.create()
        round_.nominate()
        round_.score(default_points() | {"1004": "88", "1005": "88"})
        tied = service.basis(CODE)
        assert answer(tied, tied.present).tied == ("赵启明", "买买提江·阿不都热西提")

    def test_not_before_the_scores(self, round_: Round, service: AlternativesService) -> None:
        round_.create()
        with pytest.raises(StepBlockedError, match="还不能进行“试算”：个人推荐不足"):
            service.basis(CODE)


class TestAdopting:
    def test_is_one_step_that_can_be_undone(
        self, scored: Round, service: AlternativesService, basis: Basis, database: Database
    ) -> None:
        before = dump(database)
        other = places(_1006=Place(True))(cap(3)(seats(服务达人=3)(basis.present)))
        assert service.adopt(basis, other, "评委会表决").sentence == "已采用试算的条件，需重新拟定名单"
        assert service.basis(CODE).present == other
        assert LedgerService(database).verify().sound
        history = HistoryService(database)
        step = history.next_undo()
        assert step is not None
        assert step.label == "采用试算"
        history.take_back(step.id)
        assert dump(database) == before

    def test_a_decision_taken_back(self, scored: Round, service: AlternativesService, database: Database) -> None:
        ChoiceService(database).decide(CODE, [Decision(scored.nominee("1006").nomination_id, True)], "表决")
        basis = service.basis(CODE)
        other = replace(basis.present, places={})
        assert {swap.key for swap in answer(basis, other).swaps} == {"1004", "1006"}
        service.adopt(basis, other, "程序有误")
        assert scored.board.fixed == ()

    def test_decisions_need_a_reason(self, service: AlternativesService, basis: Basis, database: Database) -> None:
        sentence = "“指定的理由”填的是“空白”，应为一句具体的理由，如“评委会表决 5 票对 2 票”。原值已保留。"
        other = places(_1006=Place(True))(basis.present)
        refused(database, InvalidFieldError, sentence, lambda: service.adopt(basis, other))

    def test_not_on_other_data(
        self, scored: Round, service: AlternativesService, basis: Basis, database: Database
    ) -> None:
        scored.vetoes.bar(CODE, scored.ids["1001"], "有责投诉", "", date(2026, 5, 6))
        sentence = str(PreviewOutdatedError())
        refused(database, PreviewOutdatedError, sentence, lambda: service.adopt(basis, basis.present))

    def test_not_once_confirmed(self, round_: Round, service: AlternativesService, database: Database) -> None:
        round_.confirmed()
        basis = service.basis(CODE)
        sentence = "还不能进行“设置”：“2026年度服务之星评选”已表彰，名单不再改动。"
        refused(database, StepBlockedError, sentence, lambda: service.adopt(basis, cap(3)(basis.present)))

    @pytest.mark.parametrize("change", [seats(服务达人=0), cap(1, 2)])
    def test_what_the_settings_refuse(
        self, service: AlternativesService, basis: Basis, database: Database, change: Change
    ) -> None:
        before = dump(database)
        with pytest.raises(CultureError):
            service.adopt(basis, change(basis.present))
        assert dump(database) == before


class TestPrices:
    def test_of_every_rule(self, basis: Basis) -> None:
        found = {price.rule: price for price in rule_prices(basis)}
        assert basis.rules == len(found)
        capped = found[f"{FIRST}获奖合计至多 2 人"].answer
        assert {swap.name: (swap.before, swap.after) for swap in capped.swaps} == {
            "司徒雅澜": ("", MASTER),
            "赵启明": (MASTER, ""),
        }
        assert dict(capped.totals)[MASTER] > 0
        assert not found[f"{SECOND}获奖合计至多 2 人"].answer.swaps

    def test_of_a_decision(self, scored: Round, service: AlternativesService, database: Database) -> None:
        ChoiceService(database).decide(CODE, [Decision(scored.nominee("1006").nomination_id, True)], "表决")
        found = {price.rule: price.answer for price in rule_prices(service.basis(CODE))}
        assert {swap.key for swap in found["王𬭎须入选（表决）"].swaps} == {"1004", "1006"}

    def test_none_where_there_is_no_list(self, round_: Round, service: AlternativesService) -> None:
        round_.up_to_scores(limits={"units": [{"each": "own", "maximum": 0}], "groups": [], "shares": []})
        basis = service.basis(CODE)
        assert (basis.rules, list(rule_prices(basis))) == (0, [])


def test_whoever_was_nominated_first_changes_nothing(round_: Round, service: AlternativesService) -> None:
    """The order of the input never decides: neither who wins nor who is tied nor the digest."""
    points = default_points() | {"1004": "88", "1005": "88"}
    seen = []
    for code, order in (("2026-A", tuple(round_.ids)), ("2026-B", tuple(reversed(round_.ids)))):
        round_.create(code)
        round_.nominate(order, code)
        round_.score(points, code)
        board = round_.awards.propose(code).value
        assert board.proposal is not None
        seen.append((board.proposal.status, board.proposal.digest, set(board.proposal.tied), won(board)))
    assert seen[0] == seen[1]
    assert seen[0][0] is Status.TIE
    assert won(round_.awards.board("2026-A"))[SECOND] == TEAM
