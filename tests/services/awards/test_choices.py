"""Places decided beforehand: they hold, they are told everywhere with their reason, and what cannot be is refused."""

from collections.abc import Callable
from datetime import date

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import (
    CultureError,
    FixedChoiceRefusedError,
    InvalidFieldError,
    RecordMissingError,
    StepBlockedError,
)
from culture_desktop.rules.selection.problem import Status
from culture_desktop.services.awards.choices import ChoiceService, Decision
from culture_desktop.services.awards.ledger import LedgerService
from culture_desktop.services.awards.nominee_rows import Outcome
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.history import HistoryService
from culture_desktop.services.people.removal import RemovalService
from culture_desktop.vocabulary import DocumentKind
from tests.documents.reading import pages_text, without_spaces
from tests.services.awards.campaign import CODE, FIRST, MASTER, SECOND, STAR, TEAM, Round, won
from tests.services.awards.test_ledger import UNIT, past_the_program
from tests.services.company import dump, refused

VOTED = "评委会表决 5 票对 2 票"


@pytest.fixture
def choices(database: Database) -> ChoiceService:
    return ChoiceService(database)


@pytest.fixture
def scored(round_: Round) -> Round:
    round_.up_to_scores()
    return round_


def decide(scored: Round, choices: ChoiceService, key: str, chosen: bool = True, tier: str = "") -> None:
    choices.decide(CODE, [Decision(scored.nominee(key).nomination_id, chosen, tier)], VOTED)


class TestPlaces:
    def test_in_any_tier(self, scored: Round, choices: ChoiceService) -> None:
        decide(scored, choices, "1006")
        board = scored.awards.propose(CODE).value
        assert won(board) == {"1001": STAR, "1002": MASTER, "1006": MASTER, SECOND: TEAM}
        assert scored.nominee("1006").explanation.endswith(f"按指定入选（{VOTED}）。")
        assert f"王𬭎须入选（{VOTED}）" in scored.nominee("1004").explanation

    def test_in_one_tier(self, scored: Round, choices: ChoiceService) -> None:
        decide(scored, choices, "1006", tier=STAR)
        assert won(scored.awards.propose(CODE).value) == {"1006": STAR, "1001": MASTER, "1002": MASTER, SECOND: TEAM}

    def test_out(self, scored: Round, choices: ChoiceService) -> None:
        decide(scored, choices, "1001", chosen=False)
        board = scored.awards.propose(CODE).value
        assert "1001" not in won(board)
        assert scored.nominee("1001").explanation == f"未入选：不列入（{VOTED}）。"

    def test_a_decision_makes_a_proposal_outdated_and_its_withdrawal_brings_it_back(
        self, scored: Round, choices: ChoiceService
    ) -> None:
        scored.awards.propose(CODE)
        decide(scored, choices, "1006")
        proposal = scored.board.proposal
        assert proposal is not None
        assert not proposal.current
        choices.release(CODE, scored.nominee("1006").nomination_id, "表决程序有误")
        assert scored.board.proposal is not None
        assert scored.board.proposal.current
        assert scored.board.fixed == ()

    def test_it_is_told_with_reason_and_time(self, scored: Round, choices: ChoiceService) -> None:
        decide(scored, choices, "1006", tier=MASTER)
        (nominee,) = scored.board.fixed
        assert nominee.fixed is not None
        assert (nominee.fixed.words, nominee.fixed.reason) == ("指定入选“服务达人”", VOTED)

    def test_the_minutes_tell_it(self, scored: Round, choices: ChoiceService, database: Database) -> None:
        decide(scored, choices, "1006", tier=MASTER)
        decide(scored, choices, "1001", chosen=False)
        scored.awards.propose(CODE)
        papers = DocumentService(database)
        printed = "".join(
            map(
                without_spaces,
                pages_text(papers.content(papers.campaign_paper(DocumentKind.MINUTES, CODE, UNIT).value.id)),
            )
        )
        assert without_spaces(f"王𬭎指定入选“服务达人”，理由：{VOTED}。") in printed
        assert without_spaces(f"林婉清指定不列入，理由：{VOTED}。") in printed

    def test_with_a_limit_in_the_way_the_conflict_names_both(self, scored: Round, choices: ChoiceService) -> None:
        for key in ("1001", "1002", "1003"):  # three of a team of which two may win
            decide(scored, choices, key)
        proposal = scored.awards.propose(CODE).value.proposal
        assert proposal is not None
        assert proposal.status is Status.INFEASIBLE
        assert f"{FIRST}获奖合计至多 2 人" in proposal.conflict
        assert sum("须入选" in words for words in proposal.conflict) == 3


class TestRefused:
    @pytest.mark.parametrize(
        ("key", "chosen", "tier", "words"),
        [
            ("1001", True, TEAM, "不能这样指定林婉清：“优秀班组”评的是集体，林婉清是个人。没有保存。"),
            ("1001", True, "特等奖", "没有找到档次“特等奖”。请核对编号，或先导入、新建。"),
            ("1001", False, STAR, "不能这样指定林婉清：不列入就没有档次。没有保存。"),
        ],
    )
    def test_what_makes_no_sense(
        self, scored: Round, choices: ChoiceService, database: Database, key: str, chosen: bool, tier: str, words: str
    ) -> None:
        before = dump(database)
        with pytest.raises(CultureError) as caught:
            decide(scored, choices, key, chosen, tier)
        assert str(caught.value) == words
        assert dump(database) == before

    @pytest.mark.parametrize("chosen", [True, False])
    def test_who_is_not_eligible(self, scored: Round, choices: ChoiceService, database: Database, chosen: bool) -> None:
        scored.vetoes.bar(CODE, scored.ids["1001"], "有责投诉", "", date(2026, 5, 6))
        sentence = "不能这样指定林婉清：资格审查不合格，不符合“没有一票否决情形”：2026年5月6日有责投诉。没有保存。"
        refused(database, FixedChoiceRefusedError, sentence, lambda: decide(scored, choices, "1001", chosen))

    def test_more_than_the_seats_of_a_tier(self, scored: Round, choices: ChoiceService, database: Database) -> None:
        decide(scored, choices, "1001", tier=STAR)
        sentence = "不能这样指定欧阳䶮：“服务之星”只有 1 个名额，已全部指定。没有保存。"
        refused(database, FixedChoiceRefusedError, sentence, lambda: decide(scored, choices, "1002", tier=STAR))

    def test_more_than_all_seats(self, scored: Round, choices: ChoiceService, database: Database) -> None:
        for key in ("1001", "1002", "1004", SECOND):
            decide(scored, choices, key)
        sentence = "不能这样指定王𬭎：个人共有 3 个名额，已全部指定。没有保存。"
        refused(database, FixedChoiceRefusedError, sentence, lambda: decide(scored, choices, "1006"))

    @pytest.mark.parametrize(
        ("first", "then", "words"),
        [
            ((True, STAR), (True, MASTER), f"已指定入选“服务之星”（{VOTED}），一人只能在一档"),
            ((False, ""), (True, MASTER), f"已指定不列入（{VOTED}），不能又入选又不列入"),
            ((True, ""), (False, ""), f"已指定入选（{VOTED}），不能又入选又不列入"),
        ],
    )
    def test_twice(
        self,
        scored: Round,
        choices: ChoiceService,
        database: Database,
        first: tuple[bool, str],
        then: tuple[bool, str],
        words: str,
    ) -> None:
        decide(scored, choices, "1001", *first)
        sentence = f"不能这样指定林婉清：{words}，请先取消原来的指定。没有保存。"
        refused(database, FixedChoiceRefusedError, sentence, lambda: decide(scored, choices, "1001", *then))
        nomination = scored.nominee("1001").nomination_id
        choices.release(CODE, nomination, "改在一次里指定")
        both = [Decision(nomination, *first), Decision(nomination, *then)]
        with pytest.raises(FixedChoiceRefusedError, match="请先取消原来的指定"):  # at once as well
            choices.decide(CODE, both, VOTED)

    @pytest.mark.parametrize("reason", ["", "  ", "长" * 256])
    def test_without_a_reason(self, scored: Round, choices: ChoiceService, database: Database, reason: str) -> None:
        nomination = scored.nominee("1001").nomination_id
        decide(scored, choices, "1002")
        decided = scored.nominee("1002").nomination_id
        acts: tuple[Callable[[], object], ...] = (
            lambda: choices.decide(CODE, [Decision(nomination, True)], reason),
            lambda: choices.release(CODE, decided, reason),
        )
        for act in acts:
            before = dump(database)
            with pytest.raises(InvalidFieldError, match="指定的理由"):
                act()
            assert dump(database) == before

    def test_nothing_to_take_back(self, scored: Round, choices: ChoiceService, database: Database) -> None:
        nomination = scored.nominee("1001").nomination_id
        sentence = "没有找到指定“林婉清”。请核对编号，或先导入、新建。"
        refused(database, RecordMissingError, sentence, lambda: choices.release(CODE, nomination, "改"))

    def test_a_nomination_of_another_campaign(self, scored: Round, choices: ChoiceService, database: Database) -> None:
        scored.create("2026-PY")
        scored.setup.nominate("2026-PY", [scored.ids["1001"]])
        other = scored.awards.board("2026-PY").nominees[0].nomination_id
        with pytest.raises(RecordMissingError, match="没有找到推荐"):
            choices.decide(CODE, [Decision(other, True)], VOTED)

    def test_once_confirmed(self, round_: Round, choices: ChoiceService, database: Database) -> None:
        round_.confirmed()
        sentence = "还不能进行“拟定名单”：“2026年度服务之星评选”已表彰，名单不再改动。"
        refused(database, StepBlockedError, sentence, lambda: decide(round_, choices, "1003"))


class TestLaterChanges:
    def test_who_loses_eligibility_stops_the_list(self, scored: Round, choices: ChoiceService) -> None:
        decide(scored, choices, "1006")
        scored.awards.propose(CODE)
        scored.vetoes.bar(CODE, scored.ids["1006"], "有责投诉", "", date(2026, 5, 6))
        blocker = "指定入选的王𬭎不符合“没有一票否决情形”：2026年5月6日有责投诉，须先取消指定"
        assert scored.board.current_step.blocker == blocker
        with pytest.raises(StepBlockedError, match="须先取消指定"):
            scored.awards.propose(CODE)
        choices.release(CODE, scored.nominee("1006").nomination_id, "被一票否决")
        board = scored.awards.propose(CODE).value
        assert scored.nominee("1006").outcome is Outcome.INELIGIBLE
        assert "1006" not in won(board)

    def test_who_is_out_and_loses_eligibility_stops_nothing(self, scored: Round, choices: ChoiceService) -> None:
        decide(scored, choices, "1006", chosen=False)
        scored.vetoes.bar(CODE, scored.ids["1006"], "有责投诉", "", date(2026, 5, 6))
        assert scored.awards.propose(CODE).value.winners

    def test_it_goes_with_its_nomination(self, scored: Round, choices: ChoiceService, database: Database) -> None:
        decide(scored, choices, "1006")
        scored.setup.withdraw(CODE, [scored.nominee("1006").nomination_id])
        assert scored.board.fixed == ()
        assert LedgerService(database).verify().sound


class TestOnRecord:
    def test_deciding_and_taking_back_are_links(
        self, scored: Round, choices: ChoiceService, database: Database
    ) -> None:
        ledger = LedgerService(database)
        before = ledger.verify().links
        decide(scored, choices, "1006")
        choices.release(CODE, scored.nominee("1006").nomination_id, "表决程序有误")
        found = ledger.verify()
        assert (found.links, found.sound) == (before + 2, True)

    @pytest.mark.parametrize(
        ("statement", "words"),
        [
            (
                "UPDATE fixed_choice SET chosen = 0, tier_id = NULL",
                "指定（王𬭎）与第 2 条存证（指定人选）不符：是否入选被改动。",
            ),
            ("UPDATE fixed_choice SET reason = '另有理由'", "指定（王𬭎）与第 2 条存证（指定人选）不符：理由被改动。"),
            ("DELETE FROM fixed_choice", "指定 1 被删除了，第 2 条存证（指定人选）里有。"),
        ],
    )
    def test_what_is_changed_past_the_program_is_found(
        self, scored: Round, choices: ChoiceService, database: Database, statement: str, words: str
    ) -> None:
        decide(scored, choices, "1006")
        past_the_program(database, statement)
        assert LedgerService(database).verify().faults == (words,)

    def test_undo_takes_it_back(self, scored: Round, choices: ChoiceService, database: Database) -> None:
        before = dump(database)
        decide(scored, choices, "1006")
        history = HistoryService(database)
        step = history.next_undo()
        assert step is not None
        assert step.label == "指定人选"
        history.take_back(step.id)
        assert dump(database) == before
        assert LedgerService(database).verify().sound

    def test_the_chain_holds_no_words_of_reason(
        self, scored: Round, choices: ChoiceService, database: Database
    ) -> None:
        decide(scored, choices, "1006")
        with database.read() as session:
            query = "SELECT content || reason FROM ledger_link"
            content = " ".join(row[0] for row in session.connection().exec_driver_sql(query))
        assert VOTED not in content

    def test_a_person_removed_leaves_no_reason(self, scored: Round, choices: ChoiceService, database: Database) -> None:
        choices.decide(CODE, [Decision(scored.nominee("1006").nomination_id, True)], "王𬭎事迹突出")
        scored.awards.propose(CODE)
        scored.awards.start_notice(CODE, date(2026, 11, 11))
        removal = RemovalService(database)
        removal.remove(scored.ids["1006"])
        rows = {table: [row for row in rows if "王𬭎" in str(row)] for table, rows in dump(database).items()}
        assert {table: found for table, found in rows.items() if found} == {}
        assert LedgerService(database).verify().sound
