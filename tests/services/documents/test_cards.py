"""Cards from wherever people are: an activity, a panel of judges, a selection, a list file."""

from pathlib import Path

import pytest
import zxingcpp

from culture_desktop.errors import InvalidFieldError, NobodyListedError
from culture_desktop.rules.checkin_code import decode
from culture_desktop.services.awards.judges import JudgeService
from culture_desktop.services.documents.card_people import CardSource, OfActivity, OfJudges, OfList, OfSelection
from culture_desktop.services.documents.cards import CardService
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind, ParticipationRole
from tests.documents.reading import pages_text, rendered, without_spaces
from tests.services.company import Company, plan

UNIT = UnitSettings(unit_name="云川供电服务中心")
CODE, CAMPAIGN = "2026-001", "2026-A"


@pytest.fixture
def ids(company: Company) -> list[int]:
    """Three people, all in an activity, the first of them judge in a campaign with one from outside."""
    unit = company.unit("中心/客服部")
    names = ("林青", "欧阳䶮", "王静")
    ids = [company.person(f"yc-{at}", name, unit_id=unit, position="班长") for at, name in enumerate(names)]
    activity_id = company.activities.create(plan(CODE, title="趣味运动会")).value
    company.activities.add_people(activity_id, ids)
    company.campaign(CAMPAIGN)
    judges = JudgeService(company.database)
    judges.add_staff(CAMPAIGN, ids[:1])
    judges.add_outside(CAMPAIGN, "赵启明")
    return ids


@pytest.fixture
def cards(company: Company, ids: list[int]) -> CardService:
    return CardService(company.database)


def codes(content: bytes) -> list[str | None]:
    return sorted((decode(code.text) for code in zxingcpp.read_barcodes(rendered(content, 0, 8))), key=str)


def test_badges_of_an_activity_let_everybody_in(company: Company, cards: CardService, tmp_path: Path) -> None:
    row = cards.badges(OfActivity(CODE), "90x54", UNIT, tmp_path / "胸牌.pdf").value
    content = (tmp_path / "胸牌.pdf").read_bytes()
    assert codes(content) == ["yc-0", "yc-1", "yc-2"]
    assert content == DocumentService(company.database).content(row.id)
    assert (row.kind, row.activity_code, row.title) == (DocumentKind.BADGES, CODE, "趣味运动会胸牌（3 个）")


def test_judges_from_outside_have_a_badge_without_a_code(cards: CardService, tmp_path: Path) -> None:
    row = cards.badges(OfJudges(CAMPAIGN), "85x120", UNIT, tmp_path / "b.pdf").value
    content = (tmp_path / "b.pdf").read_bytes()
    assert row.campaign_code == CAMPAIGN
    assert codes(content) == ["yc-0"]
    assert "赵启明" in without_spaces(pages_text(content)[0])


def test_cards_of_a_list_file_are_a_paper_of_their_own(cards: CardService, tmp_path: Path) -> None:
    names = tmp_path / "来宾.csv"
    names.write_text("姓名,单位,职务,工号\n钱学森,集团公司,副总经理,\n林青,客服部,,yc-0\n", encoding="utf-8-sig")
    row = cards.seat_cards(OfList(names, "表彰大会"), "half-a4", UNIT, tmp_path / "s.pdf", with_unit=True).value
    text = without_spaces("".join(pages_text((tmp_path / "s.pdf").read_bytes())))
    assert (row.title, row.pages, row.activity_code) == ("表彰大会席卡（2 个）", 2, "")
    assert (text.count("钱学森"), text.count("集团公司")) == (2, 2)
    cards.badges(OfList(names, "表彰大会"), "90x54", UNIT, tmp_path / "b.pdf")
    badges = (tmp_path / "b.pdf").read_bytes()
    assert "副总经理" in without_spaces(pages_text(badges)[0])
    assert codes(badges) == ["yc-0"]


def test_a_selection_in_its_order(cards: CardService, ids: list[int], tmp_path: Path) -> None:
    query = PeopleQuery(ids=frozenset(ids[1:]), sort="pinyin")
    cards.seat_cards(OfSelection(query, "班长座谈会"), "tri-fold", UNIT, tmp_path / "s.pdf")
    assert ["欧阳䶮" in page for page in pages_text((tmp_path / "s.pdf").read_bytes())] == [True, False]


@pytest.mark.parametrize(
    ("source", "error", "words"),
    [
        (OfActivity(CODE, frozenset({ParticipationRole.JUDGE})), NobodyListedError, "趣味运动会"),
        (OfSelection(PeopleQuery(search="没有这人"), "座谈会"), NobodyListedError, "座谈会"),
        (OfSelection(PeopleQuery(), " "), InvalidFieldError, "标题"),
    ],
)
def test_refused(cards: CardService, source: CardSource, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        cards.badges(source, "90x54", UNIT)


def test_a_size_that_there_is_not_and_a_number_too_long(cards: CardService, tmp_path: Path) -> None:
    with pytest.raises(InvalidFieldError, match="200x100、half-a4"):
        cards.seat_cards(OfActivity(CODE), "a5", UNIT)
    (tmp_path / "长.csv").write_text(f"姓名,工号\n林青,{'9' * 65}\n", encoding="utf-8-sig")
    with pytest.raises(InvalidFieldError, match="第 2 行的工号"):
        cards.badges(OfList(tmp_path / "长.csv", "会"), "90x54", UNIT)
