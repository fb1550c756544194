"""Limits at every level of the tree, for a tier or for all together, of groups that overlap: set, proposed, refused."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import CultureError
from culture_desktop.rules.conditions import FieldRule
from culture_desktop.rules.fields import Field
from culture_desktop.rules.limits import Group, SelectionLimits, UnitRule
from culture_desktop.rules.selection.problem import GroupLimit
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.awards.terms import TermsService
from tests.services.awards.campaign import CODE, FIRST, MASTER, SECOND, STAR, Round, won
from tests.services.company import dump

CENTRE = "客户服务中心"
FRONT = Group("一线职工", FieldRule(Field.FRONT_LINE, ("yes",)))
STAFF = Group("在岗", FieldRule(Field.STATUS, ("active",)))
NOBODY = Group("离职", FieldRule(Field.STATUS, ("left",)))


@pytest.fixture
def terms(round_: Round, database: Database) -> TermsService:
    round_.up_to_scores()
    return TermsService(database)


def set_(
    terms: TermsService, *units: UnitRule, groups: Sequence[Group] = (), shares: Sequence[GroupLimit] = ()
) -> None:
    terms.save_limits(CODE, SelectionLimits(units, tuple(groups), tuple(shares)))


def people(board: CampaignBoard) -> Mapping[str, str]:
    return {key: tier for key, tier in won(board).items() if key.isdecimal()}


class TestHeld:
    def test_both_levels_bind(self, round_: Round, terms: TermsService) -> None:
        """The centre may have two of the three seats only together with an empty one; its teams one each."""
        terms.save_limits(
            CODE, SelectionLimits((UnitRule(CENTRE, maximum=2), UnitRule(each="own", maximum=1)), exactly=False)
        )
        assert people(round_.awards.propose(CODE).value) == {"1001": STAR, "1004": MASTER}
        out = round_.nominee("1002").explanation
        assert f"{FIRST}获奖合计至多 1 人" in out

    def test_a_floor_below_and_a_cap_above(self, round_: Round, terms: TermsService) -> None:
        set_(terms, UnitRule(CENTRE, maximum=3), UnitRule(SECOND, minimum=2))
        winners = people(round_.awards.propose(CODE).value)
        assert Counter(key > "1003" for key in winners) == {True: 2, False: 1}

    def test_of_one_tier(self, round_: Round, terms: TermsService) -> None:
        set_(terms, UnitRule(FIRST, tier=STAR, maximum=0))
        assert people(round_.awards.propose(CODE).value) == {"1004": STAR, "1001": MASTER, "1002": MASTER}

    def test_a_level_by_its_depth(self, round_: Round, terms: TermsService) -> None:
        set_(terms, UnitRule(each=2, tier=MASTER, maximum=1))
        winners = people(round_.awards.propose(CODE).value)
        assert Counter(tier for tier in winners.values()) == {STAR: 1, MASTER: 2}
        assert {key > "1003" for key, tier in winners.items() if tier == MASTER} == {True, False}

    @pytest.mark.parametrize(
        ("share", "front"),
        [
            (GroupLimit("一线职工", None, Fraction(2, 3)), 2),
            (GroupLimit("一线职工", None, Fraction(67, 100)), 3),  # 2.01 of three are three
            (GroupLimit("一线职工", None, None, Fraction(1, 3)), 1),
            (GroupLimit("一线职工", None, None, Fraction(33, 100)), 0),  # 0.99 of three are none
        ],
    )
    def test_shares_are_counted_exactly_and_groups_overlap(
        self, round_: Round, terms: TermsService, share: GroupLimit, front: int
    ) -> None:
        every = GroupLimit("在岗", None, Fraction(1))
        set_(terms, groups=(FRONT, STAFF), shares=(share, every))
        try:
            board = round_.awards.propose(CODE).value
        except CultureError as error:
            raise AssertionError(str(error)) from error
        if front == 0:  # there are only two who are not of the front line
            assert board.proposal is not None
            assert not board.winners
            assert any("一线职工" in words for words in board.proposal.conflict)
            return
        least = share.minimum_share is not None
        count = sum("一线职工" in winner.groups for winner in board.winners)
        assert count >= front if least else count <= front


class TestRefusedWhenEntered:
    @pytest.mark.parametrize(
        ("limits", "words"),
        [
            (
                SelectionLimits((UnitRule(FIRST, minimum=3), UnitRule(SECOND, minimum=2))),
                "少于各单位下限合计",
            ),
            (SelectionLimits((UnitRule(FIRST, tier=STAR, minimum=2),)), "少于各单位下限合计"),
            (
                SelectionLimits((UnitRule(CENTRE, maximum=2), UnitRule(FIRST, minimum=2), UnitRule(SECOND, minimum=1))),
                "客户服务中心至多 2 人，少于其中各单位下限合计 3 人",
            ),
            (
                SelectionLimits((), (NOBODY,), (GroupLimit("离职", None, Fraction(1, 2)),)),
                "在职人员里没有一个符合",
            ),
        ],
    )
    def test_by_sentence(
        self, round_: Round, terms: TermsService, database: Database, limits: SelectionLimits, words: str
    ) -> None:
        before = dump(database)
        with pytest.raises(CultureError, match=words):
            terms.save_limits(CODE, limits)
        assert dump(database) == before


class TestRefusedWhenProposing:
    """What was set before the nominees were known, or before somebody was withdrawn."""

    def limits(self, **changes: Any) -> dict[str, Any]:
        return {"exactly": True, "groups": [], "units": [], "shares": [], **changes}

    def test_floors_of_every_unit_above_the_seats(self, round_: Round) -> None:
        round_.up_to_scores(limits=self.limits(units=[{"each": "own", "minimum": 2}]))
        with pytest.raises(CultureError, match="少于各单位下限合计"):
            round_.awards.propose(CODE)

    def test_a_share_of_a_group_that_nobody_nominated_belongs_to(self, round_: Round) -> None:
        front = {"name": "一线职工", "field": "front_line", "values": ["yes"]}
        share = {"group": "一线职工", "minimum_share": "50%"}
        round_.create(limits=self.limits(groups=[front], shares=[share]))
        round_.company.person("1007", "何晚", unit_id=round_.team_ids[SECOND], front_line=False)
        round_.company.sign_up(round_.company.activity("2026-003"), round_.company.people.id_of("1007"))
        round_.ids["1007"] = round_.company.people.id_of("1007")
        round_.setup.nominate(CODE, [round_.ids[n] for n in ("1003", "1004", "1007")])
        round_.setup.nominate_teams(CODE, tuple(round_.team_ids.values()))
        points = {"1003": "92", "1004": "90", FIRST: "91", SECOND: "93"}
        sheet = round_.sheet(points)
        extra = "".join(f"\n{judge},1007,何晚,评委评审,80" for judge in ("雷慧珍", "曹堃", "芦斌"))
        sheet.write_text(sheet.read_text(encoding="utf-8") + extra, encoding="utf-8")
        round_.scores.apply(round_.scores.preview(sheet, into=CODE))
        with pytest.raises(CultureError, match="候选人中没有一线职工可以参评"):
            round_.awards.propose(CODE)


def test_what_cannot_be_read_back_is_refused(round_: Round, terms: TermsService) -> None:
    with pytest.raises(CultureError):
        terms.save_limits(CODE, SelectionLimits((UnitRule(FIRST, minimum=2, maximum=1),)))
