"""A campaign from the template to the honours: what each step needs, what comes out, what stays."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from culture_desktop.database import Database
from culture_desktop.errors import (
    CalendarUnknownError,
    CultureError,
    DuplicateNumberError,
    InvalidFieldError,
    RecordMissingError,
    StepBlockedError,
)
from culture_desktop.models import Honour
from culture_desktop.rules.selection.problem import Status
from culture_desktop.services.awards.nominee_rows import Outcome
from culture_desktop.services.people.rows import PersonDraft
from culture_desktop.services.results import Topic
from culture_desktop.services.workdays import WorkdayService
from culture_desktop.vocabulary import CampaignStep, OrganisationKind, TierKind
from tests.services.awards.campaign import (
    AS_OF,
    AWARDED_ON,
    CODE,
    FIRST,
    JUDGES,
    MASTER,
    NOTICE_FROM,
    NOTICE_TO,
    PATTERN,
    SECOND,
    STAR,
    TEAM,
    Round,
    default_points,
    profile,
    won,
)
from tests.services.company import dump, refused

WINNERS = {"1001": STAR, "1002": MASTER, "1004": MASTER, SECOND: TEAM}


class TestFlow:
    def test_from_the_template_to_the_honours(self, round_: Round) -> None:
        round_.create()
        round_.nominate()
        round_.score()
        proposed = round_.awards.propose(CODE)
        assert proposed.changed == {Topic.AWARDS}
        # The third by points would be the third of her team: the cap lets the fourth in.
        assert won(proposed.value) == WINNERS
        assert proposed.value.current_step.step is CampaignStep.NOTICE
        started = round_.awards.start_notice(CODE, NOTICE_FROM).value
        assert (started.notice_from, started.notice_to) == (NOTICE_FROM, NOTICE_TO)
        assert started.award_from == AWARDED_ON
        done = round_.awards.confirm(CODE, AWARDED_ON, PATTERN)
        assert done.changed == {Topic.AWARDS, Topic.PEOPLE}
        assert won(done.value) == WINNERS
        assert done.value.awarded_on == AWARDED_ON
        assert all(state.done for state in done.value.steps)

    def test_points_add_up(self, round_: Round) -> None:
        round_.up_to_scores()
        nominee = round_.nominee("1001")
        taken_part, judged = nominee.scores
        assert (taken_part.points, judged.points) == (Decimal(100), Decimal("96.00"))
        assert [score.points for score in judged.dropped] == [Decimal(94), Decimal(98)]
        assert nominee.total == Decimal("97.60")
        assert judged.reason == "3 位评委，去掉 98.00 与 94.00，余 1 个平均 96.00"

    def test_numbers_follow_tier_and_score(self, round_: Round) -> None:
        numbers = [winner.certificate for winner in round_.confirmed().winners]
        assert numbers == [f"云工荣〔2026〕{number:03d}号" for number in (1, 2, 3, 4)]

    def test_what_confirming_will_number_is_known_before(self, round_: Round) -> None:
        round_.up_to_scores()
        round_.awards.propose(CODE)
        planned = round_.awards.next_certificate_numbers(CODE, 2026, PATTERN)
        round_.awards.start_notice(CODE, NOTICE_FROM)
        board = round_.awards.confirm(CODE, AWARDED_ON, PATTERN).value
        assert planned == tuple(winner.certificate for winner in board.winners)

    def test_why_not(self, round_: Round) -> None:
        round_.up_to_scores()
        round_.awards.propose(CODE)
        out = round_.nominee("1003")
        assert out.outcome is Outcome.NOT_SELECTED
        assert f"“{FIRST}获奖合计至多 2 人”" in out.explanation

    def test_the_list_shows_the_step_the_board_stands_at(self, round_: Round) -> None:
        steps = []
        for act in (round_.create, round_.nominate, round_.score, lambda: round_.awards.propose(CODE)):
            act()
            (row,) = round_.awards.campaigns()
            assert row.step is round_.board.current_step.step
            steps.append(row.step)
        assert steps == [
            CampaignStep.NOMINATION,
            CampaignStep.SCORING,  # the check needs nobody's hand
            CampaignStep.SELECTION,
            CampaignStep.NOTICE,
        ]
        assert (row.nominees, row.seats, row.winners) == (9, 4, 0)

    def test_limits_are_told_as_people_write_them(self, round_: Round) -> None:
        round_.create()
        assert round_.board.limits == (
            "“服务之星” 1 人，须评满",
            "“服务达人” 2 人，须评满",
            "“优秀班组” 1 个，须评满",
            "同一班组（单位）获奖合计至多 2 人",
            "获奖个人中一线职工不低于 50%",
        )


class TestBlockers:
    """Each step says in words what keeps it shut, and the service refuses with the same words."""

    def test_nothing_before_nominees(self, round_: Round) -> None:
        round_.create()
        words = "个人推荐不足：名额 3，已推荐 0"
        assert round_.board.current_step.blocker == words
        assert round_.board.blocker_of(CampaignStep.NOTICE) == words
        with pytest.raises(StepBlockedError) as caught:
            round_.awards.propose(CODE)
        assert str(caught.value) == f"还不能进行“拟定名单”：{words}。"

    def test_teams_are_counted_apart(self, round_: Round) -> None:
        round_.create()
        round_.setup.nominate(CODE, list(round_.ids.values()))
        assert round_.board.current_step.blocker == "集体推荐不足：名额 1，已推荐 0"

    def test_too_few_are_eligible(self, round_: Round) -> None:
        round_.create()
        round_.nominate(("1001", "1002", "1003"))
        round_.vetoes.bar(CODE, round_.ids["1003"], "有责投诉", "95598 工单 12", date(2026, 5, 6))
        state = round_.board.current_step
        assert (state.step, state.blocker) == (
            CampaignStep.ELIGIBILITY,
            "个人合格 2，少于名额 3，需增补推荐",
        )

    def test_scores_are_incomplete(self, round_: Round) -> None:
        round_.create()
        round_.nominate()
        points = default_points()
        del points["1006"]
        round_.score(points)
        assert (
            round_.board.current_step.blocker
            == "1 个对象分数不全，例如王𬭎（0 位评委打分，不足 3 位，缺 曹堃、芦斌、雷慧珍的分数）"
        )

    def test_two_judges_are_too_few(self, round_: Round) -> None:
        round_.create()
        round_.nominate()
        sheet = round_.sheet(default_points())
        lines = sheet.read_text(encoding="utf-8").splitlines()
        sheet.write_text("\n".join(line for line in lines if not line.startswith(JUDGES[2])), encoding="utf-8")
        round_.scores.apply(round_.scores.preview(sheet, into=CODE))
        assert "2 位评委打分，不足 3 位" in round_.board.current_step.blocker

    def test_no_list_no_notice(self, round_: Round) -> None:
        round_.up_to_scores()
        refused_ = pytest.raises(StepBlockedError, match="还不能进行“公示”：还没有拟定名单。")
        with refused_:
            round_.awards.start_notice(CODE, NOTICE_FROM)

    def test_no_notice_no_honours(self, round_: Round) -> None:
        round_.up_to_scores()
        round_.awards.propose(CODE)
        with pytest.raises(StepBlockedError, match="还不能进行“表彰”：还没有开始公示。"):
            round_.awards.confirm(CODE, AWARDED_ON, PATTERN)

    def test_not_before_the_notice_has_ended(self, round_: Round, database: Database) -> None:
        round_.up_to_scores()
        round_.awards.propose(CODE)
        round_.awards.start_notice(CODE, NOTICE_FROM)
        sentence = "还不能进行“表彰”：公示到2026年11月17日结束，期满后才能表彰。"
        refused(database, StepBlockedError, sentence, lambda: round_.awards.confirm(CODE, NOTICE_TO, PATTERN))
        assert not round_.board.confirmed

    def test_after_confirming_nothing_is_changed(self, round_: Round, database: Database) -> None:
        round_.confirmed()
        person, tier = round_.ids["1003"], round_.board.tiers[0].id
        nomination = round_.nominee("1003").nomination_id
        acts: dict[str, Callable[[], object]] = {
            "推荐": lambda: round_.setup.nominate(CODE, [person]),
            "设置": lambda: round_.setup.set_seats(CODE, tier, 2),
            "资格审查": lambda: round_.vetoes.bar(CODE, person, "迟到", "", AS_OF),
            "公示": lambda: round_.awards.start_notice(CODE, NOTICE_FROM),
        }
        for step, act in acts.items():
            sentence = f"还不能进行“{step}”：“2026年度服务之星评选”已表彰，名单不再改动。"
            refused(database, StepBlockedError, sentence, act)
        for act in (
            lambda: round_.setup.withdraw(CODE, [nomination]),
            lambda: round_.setup.set_reason(CODE, nomination, "改"),
            lambda: round_.setup.delete(CODE),
            lambda: round_.score({"1003": "90"}),
        ):
            before = dump(database)
            with pytest.raises(StepBlockedError):
                act()
            assert dump(database) == before


class TestEligibility:
    def test_a_veto_bars_with_its_evidence_and_can_be_lifted(self, round_: Round) -> None:
        round_.up_to_scores()
        round_.vetoes.bar(CODE, round_.ids["1001"], "有责投诉", "95598 工单 12", date(2026, 5, 6))
        barred = round_.nominee("1001")
        assert barred.vetoed
        assert barred.outcome is Outcome.INELIGIBLE
        assert barred.explanation == ("不符合“没有一票否决情形”：2026年5月6日有责投诉（依据：95598 工单 12）")
        assert "1001" not in won(round_.awards.propose(CODE).value)
        round_.vetoes.lift(round_.vetoes.of_campaign(CODE)[0].id, "申诉成立")
        assert not round_.nominee("1001").vetoed
        assert won(round_.awards.propose(CODE).value) == WINNERS

    def test_a_veto_of_a_member_bars_the_team(self, round_: Round) -> None:
        round_.up_to_scores()
        round_.vetoes.bar(CODE, round_.ids["1004"], "违章", "", date(2026, 5, 6))
        team = round_.nominee(SECOND)
        assert not team.eligibility.passed
        assert "赵启明：违章" in team.eligibility.sentence

    def test_a_veto_counts_in_its_own_campaign_only(self, round_: Round) -> None:
        round_.create()
        round_.nominate()
        round_.create("2026-PY")
        round_.vetoes.bar("2026-PY", round_.ids["1001"], "有责投诉", "", AS_OF)
        assert round_.nominee("1001").eligibility.passed

    def test_a_veto_needs_a_reason(self, round_: Round, database: Database) -> None:
        round_.create()
        sentence = "“否决事由”填的是“空白”，应为一句具体的事由。原值已保留。"
        act: Callable[[], object] = lambda: round_.vetoes.bar(CODE, round_.ids["1001"], " ", "", AS_OF)  # noqa: E731
        refused(database, InvalidFieldError, sentence, act)

    def test_winners_of_the_last_two_years_are_left_out(self, round_: Round) -> None:
        round_.company.honour(round_.ids["1001"], STAR, date(2025, 12, 19))
        round_.company.honour(round_.ids["1002"], STAR, date(2024, 10, 30))
        round_.company.honour(round_.ids["1003"], "抢修能手", date(2026, 5, 4))
        round_.create()
        round_.nominate()
        assert round_.nominee("1001").eligibility.failures[0].reason == "2025年12月19日已获“服务之星”"
        assert round_.nominee("1002").eligibility.passed  # two years and a day ago
        assert round_.nominee("1003").eligibility.passed  # of another title

    def test_its_own_honours_do_not_count_against_the_winners(self, round_: Round) -> None:
        board = round_.confirmed()
        assert all(winner.eligibility.passed for winner in board.winners)
        assert round_.nominee("1001").outcome is Outcome.WINNER

    def test_but_they_count_in_the_next_campaign(self, round_: Round) -> None:
        round_.confirmed()
        next_year = date(2027, 1, 1), date(2027, 10, 31), date(2027, 10, 31)
        round_.setup.create(profile(), "2027-PX", "下一次", *next_year)
        round_.setup.nominate("2027-PX", list(round_.ids.values()))
        nominees = {n.number: n for n in round_.awards.board("2027-PX").nominees}
        barred = {number for number, n in nominees.items() if "已获" in n.eligibility.sentence}
        assert barred == {"1001", "1002", "1004"}


class TestProposal:
    def test_the_same_data_give_the_same_list(self, round_: Round) -> None:
        round_.up_to_scores()
        first = round_.awards.propose(CODE).value
        second = round_.awards.propose(CODE).value
        assert first.proposal is not None
        assert second.proposal is not None
        assert (won(first), first.proposal.digest) == (won(second), second.proposal.digest)

    def test_a_new_score_makes_it_outdated_and_takes_the_notice_back(self, round_: Round) -> None:
        round_.up_to_scores()
        round_.awards.propose(CODE)
        round_.awards.start_notice(CODE, NOTICE_FROM)
        round_.score({"1006": "97"})
        board = round_.board
        assert board.proposal is not None
        assert not board.proposal.current
        assert board.current_step.blocker == "拟定之后推荐、分数或规则有改动，需重新拟定"
        with pytest.raises(StepBlockedError, match="需重新拟定"):
            round_.awards.confirm(CODE, AWARDED_ON, PATTERN)
        again = round_.awards.propose(CODE).value
        assert won(again)["1006"] == STAR
        assert again.notice_from is None  # what was put up was another list

    @pytest.mark.parametrize("change", ["seats", "withdrawal", "participation"])
    def test_other_changes_make_it_outdated_too(self, round_: Round, change: str) -> None:
        round_.up_to_scores()
        round_.awards.propose(CODE)
        if change == "seats":
            round_.setup.set_seats(CODE, round_.board.tiers[1].id, 1)
        elif change == "withdrawal":
            round_.setup.withdraw(CODE, [round_.nominee("1006").nomination_id])
        else:
            round_.company.activities.remove_people(round_.company.activities.id_of("2026-001"), [round_.ids["1006"]])
        assert round_.board.current_step.step is CampaignStep.SELECTION

    def test_writing_a_reason_does_not(self, round_: Round) -> None:
        round_.up_to_scores()
        round_.awards.propose(CODE)
        round_.setup.set_reason(CODE, round_.nominee("1001").nomination_id, " 带教 3 人 ")
        assert round_.nominee("1001").reason == "带教 3 人"
        assert round_.board.current_step.step is CampaignStep.NOTICE

    def test_what_cannot_be_is_told_in_words(self, round_: Round) -> None:
        limits = {
            "exactly": True,
            "groups": [{"name": "一线职工", "field": "front_line", "values": ["yes"]}],
            "units": [{"each": "own", "tier": None, "maximum": 1}],
            "shares": [],
        }
        round_.up_to_scores(limits=limits)  # three seats, two teams, one from each
        board = round_.awards.propose(CODE).value
        assert board.proposal is not None
        assert board.proposal.status is Status.INFEASIBLE
        assert not board.winners
        assert board.current_step.step is CampaignStep.SELECTION
        blocker = board.current_step.blocker
        assert blocker.startswith("名额与规则不能同时满足：")
        assert f"{FIRST}获奖合计至多 1 人" in blocker
        with pytest.raises(StepBlockedError, match="名额与规则不能同时满足"):
            round_.awards.start_notice(CODE, NOTICE_FROM)

    def test_a_tie_at_the_cut_blocks_until_it_is_broken(self, round_: Round) -> None:
        round_.create()
        round_.nominate()
        round_.score(default_points() | {"1004": "88", "1005": "88"})
        board = round_.awards.propose(CODE).value
        assert board.proposal is not None
        assert board.proposal.status is Status.TIE
        assert {n.number for n in board.nominees if n.outcome is Outcome.TIED} == {"1004", "1005"}
        assert board.current_step.blocker == ("取舍线上并列：赵启明、买买提江·阿不都热西提，需议定后重新拟定")
        with pytest.raises(StepBlockedError, match="取舍线上并列"):
            round_.awards.start_notice(CODE, NOTICE_FROM)
        round_.score({"1005": "89"})
        assert won(round_.awards.propose(CODE).value)["1005"] == MASTER


class TestNotice:
    @pytest.mark.parametrize(
        ("first", "last"),
        [
            (date(2026, 11, 11), date(2026, 11, 17)),  # over a weekend
            (date(2026, 9, 28), date(2026, 10, 9)),  # over the National Day holidays
            (date(2026, 11, 14), date(2026, 11, 20)),  # put up on a Saturday
        ],
    )
    def test_five_working_days(self, round_: Round, first: date, last: date) -> None:
        round_.up_to_scores()
        round_.awards.propose(CODE)
        period = round_.awards.notice_period(CODE, first)
        assert len(period.counted) == 5
        board = round_.awards.start_notice(CODE, first).value
        assert (board.notice_from, board.notice_to) == (first, period.end) == (first, last)

    def test_a_year_without_a_calendar_is_asked_for(self, round_: Round) -> None:
        round_.up_to_scores()
        round_.awards.propose(CODE)
        first = date(2027, 1, 4)
        for ask in (
            lambda: round_.awards.notice_period(CODE, first),
            lambda: round_.awards.start_notice(CODE, first),
        ):
            with pytest.raises(CalendarUnknownError, match="没有 2027 年的放假安排"):
                ask()
        assert round_.board.notice_from is None
        board = round_.awards.start_notice(CODE, first, date(2027, 1, 11)).value
        assert (board.notice_from, board.notice_to) == (first, date(2027, 1, 11))

    def test_a_year_entered_from_its_notice_is_counted(self, round_: Round) -> None:
        round_.up_to_scores()
        text = "元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日（周六）上班。"
        WorkdayService(round_.company.database).save(2027, text, "国办发明电〔2026〕1号", date(2026, 11, 5))
        assert round_.awards.notice_period(CODE, date(2026, 12, 30)).end == date(2027, 1, 6)
        assert round_.awards.notice_period(CODE, date(2027, 1, 4)).end == date(2027, 1, 8)
        assert round_.awards.notice_period(CODE, date(2027, 1, 5)).end == date(2027, 1, 9)  # the make-up Saturday

    def test_it_cannot_end_before_it_begins(self, round_: Round) -> None:
        round_.up_to_scores()
        round_.awards.propose(CODE)
        with pytest.raises(StepBlockedError, match="截止日期早于开始日期"):
            round_.awards.start_notice(CODE, NOTICE_FROM, date(2026, 11, 10))


class TestConfirmed:
    def test_twice_is_as_once(self, round_: Round, database: Database) -> None:
        round_.confirmed()
        before = dump(database)
        done = round_.awards.confirm(CODE, date(2026, 12, 1), PATTERN)
        assert done.changed == frozenset()
        assert done.sentence == "“2026年度服务之星评选”此前已表彰，未作改动"
        assert dump(database) == before

    def test_proposing_again_changes_nothing(self, round_: Round, database: Database) -> None:
        round_.confirmed()
        before = dump(database)
        assert round_.awards.propose(CODE).changed == frozenset()
        assert dump(database) == before

    def test_later_changes_do_not_reach_it(self, round_: Round) -> None:
        board = round_.confirmed()
        person = round_.ids["1001"]
        round_.company.activities.remove_people(round_.company.activities.id_of("2026-001"), [person])
        round_.company.organisations.rename(round_.team_ids[SECOND], "客服二队")
        later = round_.board
        assert won(later) == won(board)
        assert [(n.total, n.rank, n.eligibility, n.scores, n.certificate) for n in later.nominees] == [
            (n.total, n.rank, n.eligibility, n.scores, n.certificate) for n in board.nominees
        ]
        team = next(winner for winner in later.winners if winner.kind is TierKind.TEAM)
        assert (team.name, team.number) == ("客服二班", SECOND)  # honoured under that name

    def test_a_number_put_right_keeps_the_winner(self, round_: Round) -> None:
        round_.confirmed()
        corrected = PersonDraft("9001", "林婉青", unit_id=round_.team_ids[FIRST], front_line=True)
        round_.company.people.update(round_.ids["1001"], corrected)
        winner = round_.nominee("9001")
        assert (winner.outcome, winner.tier, winner.name) == (Outcome.WINNER, STAR, "林婉青")

    def test_judges_points_stay_on_record(self, round_: Round) -> None:
        board = round_.confirmed()
        judged = board.winners[0].scores[1]
        assert [score.points for score in judged.counted] == [Decimal("96.00")]
        assert {score.judge for score in (*judged.counted, *judged.dropped)} == set(JUDGES)

    def test_numbers_are_unique_across_campaigns(self, round_: Round) -> None:
        first = round_.confirmed()
        second = round_.confirmed("2026-PY", rules=[{"kind": "veto"}])
        numbers = [winner.certificate for board in (first, second) for winner in board.winners]
        assert numbers == [f"云工荣〔2026〕{number:03d}号" for number in range(1, 9)]

    def test_a_pattern_without_a_number_is_refused(self, round_: Round, database: Database) -> None:
        round_.up_to_scores()
        round_.awards.propose(CODE)
        round_.awards.start_notice(CODE, NOTICE_FROM)
        sentence = "“证书编号格式”填的是“荣誉”，应为含 {number} 的格式。原值已保留。"
        refused(database, InvalidFieldError, sentence, lambda: round_.awards.confirm(CODE, AWARDED_ON, "荣誉"))


class TestSetup:
    def test_a_code_is_used_once(self, round_: Round, database: Database) -> None:
        round_.create()
        sentence = "评选编号“2026-PX”已属于“2026年度服务之星评选”，没有保存。请换一个。"
        refused(database, DuplicateNumberError, sentence, round_.create)

    def test_the_next_code_is_free(self, round_: Round) -> None:
        assert round_.setup.next_code(2026) == "2026-P01"
        round_.create("2026-P01")
        assert round_.setup.next_code(2026) == "2026-P02"

    @pytest.mark.parametrize(("code", "title"), [(" ", "评选"), ("X" * 33, "评选"), ("X", ""), ("X", "评" * 129)])
    def test_code_and_title_must_fit(self, round_: Round, code: str, title: str) -> None:
        with pytest.raises(InvalidFieldError):
            round_.setup.create(profile(), code, title, date(2026, 1, 1), AS_OF, AS_OF)
        assert not round_.awards.campaigns()

    def test_who_is_nominated_already_stays(self, round_: Round) -> None:
        round_.create()
        assert round_.setup.nominate(CODE, [round_.ids["1001"]], "首次").value == 1
        assert round_.setup.nominate(CODE, [round_.ids["1001"], round_.ids["1002"]], "再次").value == 1
        assert round_.nominee("1001").reason == "首次"

    def test_nobody_unknown_is_nominated(self, round_: Round, database: Database) -> None:
        round_.create()
        sentence = "没有找到人员“777”。请核对编号，或先导入、新建。"
        refused(database, RecordMissingError, sentence, lambda: round_.setup.nominate(CODE, [777]))

    def test_a_union_is_no_team(self, round_: Round) -> None:
        round_.create()
        union = round_.company.unit("中心工会", OrganisationKind.UNION)
        with pytest.raises(InvalidFieldError, match="应为单位或班组"):
            round_.setup.nominate_teams(CODE, [union])

    def test_withdrawing_takes_the_scores_along(self, round_: Round) -> None:
        round_.up_to_scores()
        nomination = round_.nominee("1006").nomination_id
        assert round_.setup.withdraw(CODE, [nomination, 9999]).sentence == "已撤回 1 项推荐和 3 个评分"
        round_.setup.nominate(CODE, [round_.ids["1006"]])
        assert round_.nominee("1006").total is None

    def test_deleting_leaves_nothing_of_it(self, round_: Round, database: Database) -> None:
        before = dump(database)
        round_.up_to_scores()
        round_.awards.propose(CODE)
        round_.setup.delete(CODE)
        assert dump(database) == before

    def test_a_campaign_that_is_not_there(self, round_: Round) -> None:
        with pytest.raises(CultureError, match="没有找到评选“2031”"):
            round_.awards.board("2031")


@pytest.mark.parametrize("digits", [0, 1, 3, 4])
def test_scores_of_any_declared_digits_become_honours(round_: Round, digits: int, database: Database) -> None:
    """The list of honours shows two decimals; the board keeps what was decided to the last one."""
    round_.up_to_notice(procedure={"scoring": {"summary": "mean", "minimum_judges": 1, "digits": digits}})
    proposed = {winner.key: winner.total for winner in round_.board.winners}
    board = round_.awards.confirm(CODE, AWARDED_ON, PATTERN).value
    assert {winner.key: winner.total for winner in board.winners} == proposed
    with database.read() as session:
        kept = session.scalars(select(Honour.score).where(Honour.tier_id.is_not(None))).all()
    totals = sorted(total for total in proposed.values() if total is not None)
    for score, total in zip(sorted(score for score in kept if score is not None), totals, strict=True):
        assert abs(score - total) <= Decimal("0.005")
