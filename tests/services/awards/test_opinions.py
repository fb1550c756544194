"""征求意见: asked of many departments about many nominees at once, answered, put right, overdue; shown, never deciding."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, RecordMissingError, StepBlockedError
from culture_desktop.services.awards.nominee_rows import OpinionRow
from culture_desktop.services.awards.opinions import Answer, OpinionService, opinion_words
from culture_desktop.vocabulary import OpinionVerdict
from tests.services.awards.campaign import CODE, FIRST, Round
from tests.services.company import dump

ASKED, DUE, ANSWERED = date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 4)
DISCIPLINE, SAFETY = "纪检监察室", "安全监察部"


@pytest.fixture
def opinions(database: Database, round_: Round) -> OpinionService:
    round_.create()
    round_.nominate(["1001", "1002"])
    return OpinionService(database)


def ids(round_: Round) -> dict[str, int]:
    return {nominee.number: nominee.nomination_id for nominee in round_.board.nominees}


def one(opinions: OpinionService, number: str, department: str = DISCIPLINE) -> OpinionRow:
    return next(row for row in opinions.rows(CODE) if (row.number, row.department) == (number, department))


def test_many_are_asked_about_many_at_once(round_: Round, opinions: OpinionService) -> None:
    nominees = list(ids(round_).values())
    done = opinions.ask(CODE, nominees, (DISCIPLINE, f" {SAFETY} ", DISCIPLINE, ""), ASKED, DUE)
    assert done.sentence == "已就 5 个对象向 2 个部门征求意见，共 10 条"
    again = opinions.ask(CODE, nominees, (DISCIPLINE, "工会"), ANSWERED)
    assert again.sentence == "已就 5 个对象向 2 个部门征求意见，共 5 条"
    assert {row.asked_on for row in opinions.rows(CODE) if row.department == DISCIPLINE} == {ASKED}
    assert set(opinions.departments()) == {DISCIPLINE, SAFETY, "工会"}


def test_an_answer_is_shown_and_decides_nothing(round_: Round, opinions: OpinionService) -> None:
    opinions.ask(CODE, list(ids(round_).values()), (DISCIPLINE,), ASKED)
    opinions.answer(CODE, [one(opinions, "1001").id], Answer(OpinionVerdict.OBJECTS, "信访件正在核查", ANSWERED))
    nominee = round_.nominee("1001")
    assert nominee.eligibility.passed
    (row,) = nominee.opinions
    assert not row.favourable
    assert opinion_words(row, DUE) == "纪检监察室不同意（2026年11月4日）：信访件正在核查"
    team = round_.nominee(FIRST)
    assert [opinion_words(row, DUE) for row in team.opinions] == ["纪检监察室还没有答复（2026年11月2日征求）"]


def test_an_answer_on_record_can_be_put_right(round_: Round, opinions: OpinionService) -> None:
    opinions.ask(CODE, list(ids(round_).values()), (DISCIPLINE,), ASKED)
    every = [row.id for row in opinions.rows(CODE)]
    assert opinions.answer(CODE, every, Answer(OpinionVerdict.AGREES, "", ANSWERED)).value == len(every)
    opinions.answer(CODE, every[:1], Answer(OpinionVerdict.RESERVES, "待查", DUE))
    assert [row.verdict for row in opinions.rows(CODE)][:2] == [OpinionVerdict.RESERVES, OpinionVerdict.AGREES]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 8), "2026年11月9日前答复"),
        (DUE, "2026年11月9日前答复"),
        (date(2026, 11, 12), "逾期 3 天"),
    ],
)
def test_who_is_late_is_told(round_: Round, opinions: OpinionService, day: date, said: str) -> None:
    opinions.ask(CODE, [ids(round_)["1001"]], (DISCIPLINE,), ASKED, DUE)
    assert opinion_words(one(opinions, "1001"), day) == f"纪检监察室还没有答复（2026年11月2日征求，{said}）"


def test_what_is_not_answered_can_be_taken_back(round_: Round, opinions: OpinionService, database: Database) -> None:
    opinions.ask(CODE, list(ids(round_).values())[:2], (DISCIPLINE,), ASKED)
    first, second = [row.id for row in opinions.rows(CODE)]
    opinions.answer(CODE, [first], Answer(OpinionVerdict.AGREES, "", ANSWERED))
    before = dump(database)
    with pytest.raises(InvalidFieldError, match="纪检监察室已于 2026-11-04 答复"):
        opinions.withdraw(CODE, [first, second])
    assert dump(database) == before
    assert opinions.withdraw(CODE, [second]).sentence == "已撤回 1 条征求意见"
    assert [row.id for row in opinions.rows(CODE)] == [first]


def test_a_list_for_each_department(round_: Round, opinions: OpinionService, tmp_path: Path) -> None:
    opinions.ask(CODE, list(ids(round_).values()), (DISCIPLINE, "安全/生产部"), ASKED)
    done = opinions.write(CODE, tmp_path / "意见")
    assert {path.name for path in done.value} == {
        f"征求意见_{CODE}_纪检监察室.xlsx",
        f"征求意见_{CODE}_生产部.xlsx",
    }
    sheet = openpyxl.load_workbook(tmp_path / "意见" / f"征求意见_{CODE}_纪检监察室.xlsx").worksheets[0]
    assert sheet["A2"].value == f"评选编号：{CODE}"
    assert sheet["A3"].value == f"征求部门：{DISCIPLINE}"
    assert [cell.value for cell in sheet[5]] == ["工号", "姓名或集体", "单位", "意见", "说明", "答复日期"]
    assert [sheet.cell(row, 2).value for row in range(6, 11)][:2] == ["林婉清", "欧阳䶮"]
    assert str(next(iter(sheet.data_validations.dataValidation)).sqref) == "D6:D10"


def test_refusals(round_: Round, opinions: OpinionService, database: Database) -> None:
    nominee = ids(round_)["1001"]
    opinions.ask(CODE, [nominee], (DISCIPLINE,), ASKED)
    asked = one(opinions, "1001").id
    round_.create("2026-PY")
    acts: dict[str, Callable[[], object]] = {
        "至少一个部门的名称": lambda: opinions.ask(CODE, [nominee], (" ",), ASKED),
        "64 字以内": lambda: opinions.ask(CODE, [nominee], ("部" * 65,), ASKED),
        "“推荐对象”填的是": lambda: opinions.ask(CODE, [], ("工会",), ASKED),
        "不早于征求日期 2026-11-02": lambda: opinions.ask(CODE, [nominee], ("工会",), ASKED, date(2026, 11, 1)),
        "没有找到推荐": lambda: opinions.ask("2026-PY", [nominee], ("工会",), ASKED),
        "没有找到征求意见": lambda: opinions.answer("2026-PY", [asked], Answer(OpinionVerdict.AGREES, "", ANSWERED)),
        "“不同意”的理由": lambda: opinions.answer(CODE, [asked], Answer(OpinionVerdict.OBJECTS, " ", ANSWERED)),
        "字以内的文字": lambda: opinions.answer(CODE, [asked], Answer(OpinionVerdict.AGREES, "好" * 2001, ANSWERED)),
        "“答复日期”": lambda: opinions.answer(CODE, [asked], Answer(OpinionVerdict.AGREES, "", date(2026, 11, 1))),
        "先选定征求意见的部门": lambda: opinions.write("2026-PY", Path("nowhere")),
    }
    before = dump(database)
    for said, act in acts.items():
        with pytest.raises((InvalidFieldError, RecordMissingError), match=said):
            act()
    assert dump(database) == before


def test_a_closed_campaign_asks_no_more(round_: Round, database: Database) -> None:
    round_.confirmed()
    with pytest.raises(StepBlockedError, match="已表彰"):
        OpinionService(database).ask(CODE, [1], (DISCIPLINE,), ASKED)
