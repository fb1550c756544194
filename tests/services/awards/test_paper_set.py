"""All papers of a campaign in one go: they say the same, all are kept or none, and what is missing is named."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from culture_desktop.database import Database
from culture_desktop.services.documents.paper_set import PaperSetService
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind, TierKind
from tests.documents.reading import without_spaces
from tests.services.awards.campaign import CODE, MASTER, STAR, TEAM, Round, document

UNIT = UnitSettings(
    unit_name="云川供电服务中心", issuer="云川供电服务中心工会", decision_prefix="云工发", contact_person="雷慧珍"
)
PRIZES = {STAR: "1000", MASTER: "500.50", TEAM: "2000"}


def with_prizes() -> dict[str, Any]:
    tiers = [{**tier, "prize": PRIZES[tier["name"]]} for tier in document()["tiers"]]
    return {"tiers": tiers}


@pytest.fixture
def service(database: Database) -> PaperSetService:
    return PaperSetService(database)


def text_of(path: Path) -> str:
    return without_spaces("".join(page.extract_text() for page in PdfReader(path).pages))


def test_names_numbers_dates_and_sums_agree_in_all_papers(
    round_: Round, service: PaperSetService, tmp_path: Path
) -> None:
    board = round_.confirmed(**with_prizes())
    folder = tmp_path / "全套"
    done = service.make(CODE, UNIT, folder)
    texts = {row.kind: text_of(folder / name) for name, row in zip(done.value.names, done.value.made, strict=True)}
    assert {one.kind for one in done.value.missing} == {DocumentKind.QUOTAS, DocumentKind.VOTES}
    assert sorted(path.name for path in folder.iterdir()) == ["00 目录.pdf", *sorted(done.value.names)]
    about_winners = (
        *(DocumentKind.NOTICE, DocumentKind.DECISION, DocumentKind.WINNERS, DocumentKind.CERTIFICATES),
        *(DocumentKind.RECEIPTS, DocumentKind.BRIEFING, DocumentKind.MINUTES),
    )
    for winner in board.winners:
        for kind in about_winners:
            assert without_spaces(winner.name) in texts[kind], (winner.name, kind)
        for kind in (DocumentKind.WINNERS, DocumentKind.CERTIFICATES):
            assert winner.certificate in texts[kind]
    for nominee in board.nominees:
        if nominee not in board.winners and nominee.kind is TierKind.PERSON:  # a team's name is a unit's as well
            assert not any(without_spaces(nominee.name) in texts[kind] for kind in about_winners[:6])
        if nominee.eligibility.passed:
            assert without_spaces(nominee.name) in texts[DocumentKind.SCORES]
            assert str(nominee.total) in texts[DocumentKind.SCORES]
        assert without_spaces(nominee.name) in texts[DocumentKind.ELIGIBILITY]
    for kind in (DocumentKind.NOTICE, DocumentKind.OBJECTIONS, DocumentKind.BRIEFING):
        assert "2026年11月11日至2026年11月17日" in texts[kind]
    for kind in (DocumentKind.DECISION, DocumentKind.WINNERS, DocumentKind.BRIEFING):
        assert "2026年11月18日" in texts[kind]
    assert "3名个人和1个集体" in texts[DocumentKind.NOTICE]
    assert "3名个人和1个集体" in texts[DocumentKind.WINNERS]
    total = sum((Decimal(PRIZES[winner.tier]) for winner in board.winners), Decimal(0))
    assert f"合计{total:.2f}元，大写：人民币肆仟零壹元整" in texts[DocumentKind.RECEIPTS]
    paid = [Decimal(sum_) for sum_ in re.findall(r"(?<![\d.])(?:1000|500|2000)\.\d\d", texts[DocumentKind.RECEIPTS])]
    assert sum(paid) == total
    for tier in board.tiers:
        assert f"{tier.name}（{tier.kind.label}）{tier.seats}" in texts[DocumentKind.CAMPAIGN_NOTICE]
        assert f"奖金{PRIZES[tier.name]}" in texts[DocumentKind.CAMPAIGN_NOTICE].replace(".00元", "元")
    for rule in board.rules:
        assert without_spaces(rule) in texts[DocumentKind.CAMPAIGN_NOTICE]


def test_the_same_record_gives_the_same_papers_and_one_entry_each(
    round_: Round, service: PaperSetService, database: Database, tmp_path: Path
) -> None:
    round_.confirmed()
    first = service.make(CODE, UNIT, tmp_path / "一")
    second = service.make(CODE, UNIT, tmp_path / "二")
    rows = DocumentService(database).rows(UNIT)
    same = {row.kind: row.sha256 for row in first.value.made}
    assert {row.kind: row.sha256 for row in second.value.made} == same
    assert len(rows) == len(first.value.made)
    assert {row.kind for row in rows} >= {DocumentKind.BRIEFING, DocumentKind.WINNERS}


def test_before_the_end_only_what_is_possible_and_why_not_the_rest(
    round_: Round, service: PaperSetService, tmp_path: Path
) -> None:
    round_.up_to_scores()
    done = service.make(CODE, UNIT, tmp_path / "全套")
    kinds = [row.kind for row in done.value.made]
    assert kinds == sorted(kinds, key=list(DocumentService.campaign_kinds).index)
    assert DocumentKind.CAMPAIGN_NOTICE in kinds
    reasons = {one.kind: one.reason for one in done.value.missing}
    assert "还没有拟定名单" in reasons[DocumentKind.MINUTES]
    assert "还没有确认表彰" in reasons[DocumentKind.RECEIPTS]
    contents = text_of(tmp_path / "全套" / "00 目录.pdf")
    assert "没有生成" in contents
    assert done.sentence == f"已生成 {len(kinds)} 种文书，{len(reasons)} 种还不能生成"


def test_without_a_signature_the_papers_that_need_one_are_named(round_: Round, service: PaperSetService) -> None:
    round_.confirmed()
    done = service.make(CODE, UnitSettings())
    reasons = {one.kind: one.reason for one in done.value.missing}
    for kind in (DocumentKind.CAMPAIGN_NOTICE, DocumentKind.DECISION, DocumentKind.CERTIFICATES):
        assert "单位全称" in reasons[kind] or "落款单位" in reasons[kind]


class Stop(Exception):
    """Raised where the user cancels."""


def test_cancelled_nothing_is_kept_and_no_file_changes(
    round_: Round, service: PaperSetService, database: Database, tmp_path: Path
) -> None:
    round_.confirmed()
    folder = tmp_path / "全套"
    folder.mkdir()
    (folder / "09 公示.pdf").write_bytes(b"earlier")

    def stop(done: int, total: int, _words: str) -> None:
        if done == total - 1:
            raise Stop

    with pytest.raises(Stop):
        service.make(CODE, UNIT, folder, stop)
    assert [path.read_bytes() for path in folder.iterdir()] == [b"earlier"]
    assert DocumentService(database).rows(UNIT) == ()


def test_a_new_campaign_has_its_notice(round_: Round, service: PaperSetService, tmp_path: Path) -> None:
    round_.create()
    done = service.make(CODE, UNIT, tmp_path / "全套")
    assert next(row.kind for row in done.value.made) is DocumentKind.CAMPAIGN_NOTICE
