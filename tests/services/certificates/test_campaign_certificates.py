"""A campaign's certificates: a design for each tier, signed, printed again exactly, revoked."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from culture_desktop.database import Database
from culture_desktop.documents.designs.bundled import bundled_design
from culture_desktop.documents.designs.design import Design
from culture_desktop.documents.designs.elements import TextElement
from culture_desktop.errors import (
    CertificateRevokedError,
    DesignUnfitError,
    InvalidFieldError,
    RecordKeptError,
    RecordMissingError,
)
from culture_desktop.services.awards.revocations import RevocationService
from culture_desktop.services.certificates.choices import DesignChoiceService
from culture_desktop.services.certificates.designs import DesignService
from culture_desktop.services.certificates.service import CertificateService
from culture_desktop.services.certificates.signing import Finding, SigningService
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.history import HistoryService
from culture_desktop.services.settings import SettingsService, UnitSettings
from culture_desktop.vocabulary import DocumentKind, TierKind
from tests.documents.reading import pages_text, qr_text, rendered, without_spaces
from tests.services.awards.campaign import CODE, Round

UNIT = UnitSettings(unit_name="云川供电服务中心工会", issuer="云川供电服务中心工会委员会")
LATER = date(2026, 12, 20)


@pytest.fixture
def round_(database: Database, tmp_path: Path) -> Round:
    made = Round(database, tmp_path)
    made.confirmed()
    return made


@pytest.fixture
def signing(database: Database) -> SigningService:
    return SigningService(database)


@pytest.fixture
def papers(round_: Round, database: Database, signing: SigningService) -> DocumentService:
    return DocumentService(database, signing)


def made(papers: DocumentService, settings: UnitSettings = UNIT) -> bytes:
    """The certificates' PDF."""
    return papers.content(papers.campaign_paper(DocumentKind.CERTIFICATES, CODE, settings).value.id)


def test_each_tier_has_its_design_and_the_campaign_keeps_it(papers: DocumentService, database: Database) -> None:
    choices = DesignChoiceService(database)
    tiers = choices.of(CODE, UNIT)
    assert {(tier.key, tier.chosen) for tier in tiers} == {("red-gold", False)}
    assert choices.choose(CODE, {tiers[0].tier_id: "vertical"}).sentence.startswith("证书改用模板")
    assert [tier.key for tier in choices.of(CODE, UNIT)][:2] == ["vertical", "red-gold"]
    content = made(papers)
    upright, across = bundled_design("vertical").sheet, bundled_design("red-gold").sheet
    assert _sheets(content) == {tuple(upright), tuple(across)}
    other = UnitSettings(unit_name=UNIT.unit_name, issuer=UNIT.issuer, certificate_design="plain")
    assert {(tier.key, tier.chosen) for tier in choices.of(CODE, other)} == {("vertical", True), ("red-gold", True)}
    assert made(papers, other) == content
    choices.choose(CODE, {tier.tier_id: "" for tier in tiers})
    assert {tier.key for tier in choices.of(CODE, other)} == {"plain"}


def test_the_settings_name_the_design_unless_another_is_chosen(round_: Round, database: Database) -> None:
    settings, choices = SettingsService(database), DesignChoiceService(database)
    with pytest.raises(RecordMissingError, match="没有的"):
        settings.save_unit(replace(UNIT, certificate_design="没有的"))
    with pytest.raises(InvalidFieldError, match="证书模板"):
        settings.save_unit(replace(UNIT, certificate_design=""))
    settings.save_unit(replace(UNIT, certificate_design="素雅", team_design="plaque"))
    keys = {tier.tier: tier.key for tier in choices.of(CODE, settings.unit())}
    kinds = {tier.name: tier.kind for tier in round_.board.tiers}
    assert keys == {name: "plaque" if kind is TierKind.TEAM else "plain" for name, kind in kinds.items()}


def test_a_design_for_what_no_winner_has_is_refused(round_: Round, database: Database) -> None:
    choices, designs = DesignChoiceService(database), DesignService(database)
    tier = choices.of(CODE, UNIT)[0].tier_id
    with pytest.raises(RecordMissingError, match="没有的"):
        choices.choose(CODE, {tier: "没有的"})
    own = designs.save(_asking_for(bundled_design("plain"), "身高"), {}).value
    with pytest.raises(DesignUnfitError, match="身高"):
        choices.choose(CODE, {tier: own})
    kept = designs.save(_asking_for(bundled_design("plain"), "姓名"), {}, own).value
    choices.choose(CODE, {tier: kept})
    with pytest.raises(RecordKeptError, match="奖项"):
        designs.delete(kept)


def test_certificates_are_signed_while_the_key_is_open_and_stay_so(
    papers: DocumentService, signing: SigningService, database: Database
) -> None:
    assert "润物证书" not in qr_text(rendered(made(papers), 0))
    signing.create("spring rain")
    content = made(papers)
    code = qr_text(rendered(content, 0, 10))
    assert signing.verify(code).finding is Finding.GENUINE
    again = DocumentService(database)  # another day: the key was not opened
    assert made(again) == content


def test_a_revoked_honour_shows_when_its_certificate_is_checked(
    papers: DocumentService, signing: SigningService, round_: Round, database: Database
) -> None:
    signing.create("spring rain")
    content = made(papers)
    number = round_.nominee("1001").certificate
    at = next(at for at, page in enumerate(pages_text(content)) if number in page)
    code = qr_text(rendered(content, at, 10))
    history = HistoryService(database)
    last = history.next_undo()
    assert last is not None
    history.take_back(last.id)  # the register no longer knows of it, the honour does
    RevocationService(database).revoke(CODE, "1001", LATER, "事迹不实", LATER)
    assert signing.verify(code).finding is Finding.REVOKED


def test_printed_again_exactly_and_counted(papers: DocumentService, database: Database, tmp_path: Path) -> None:
    service, choices = CertificateService(database), DesignChoiceService(database)
    content = made(papers)
    rows = service.rows()
    assert len(rows) == len(pages_text(content))
    first = rows[-1]
    assert (first.design, first.version, first.reprints, first.campaign_code) == ("红金经典", 1, 0, CODE)
    choices.choose(CODE, {tier.tier_id: "plain" for tier in choices.of(CODE, UNIT)})
    done = service.reprint([first.number, rows[-2].number], tmp_path / "重印.pdf")
    assert done.sentence == "已重印 2 张证书到“重印.pdf”"
    reprinted = (tmp_path / "重印.pdf").read_bytes()
    assert [without_spaces(page) for page in pages_text(reprinted)] == [
        without_spaces(page) for page in pages_text(content)[:2]
    ]
    assert rendered(reprinted, 0).tobytes() == rendered(content, 0).tobytes()
    assert [row.reprints for row in service.rows()[-2:]] == [1, 1]
    with pytest.raises(RecordMissingError, match="没有的号"):
        service.reprint(["没有的号"], tmp_path / "无.pdf")
    assert not (tmp_path / "无.pdf").exists()


def test_revoked_with_reason_and_day_the_honour_with_it(
    papers: DocumentService, round_: Round, database: Database, tmp_path: Path
) -> None:
    made(papers)
    service, number = CertificateService(database), round_.nominee("1001").certificate
    with pytest.raises(InvalidFieldError, match="作废原因"):
        service.revoke([number], LATER, " ", LATER)
    with pytest.raises(InvalidFieldError, match="作废日期"):
        service.revoke([number], date(2027, 1, 1), "错", LATER)
    assert "荣誉随之撤销" in service.revoke([number], LATER, "事迹不实", LATER).sentence
    row = next(row for row in service.rows() if row.number == number)
    assert (row.revoked_on, row.revoked_for) == (LATER, "事迹不实")
    assert round_.nominee("1001").revoked_on == LATER
    with pytest.raises(CertificateRevokedError, match="作废"):
        service.revoke([number], LATER, "再来", LATER)
    with pytest.raises(CertificateRevokedError, match="作废"):
        service.reprint([number], tmp_path / "作废.pdf")


def _sheets(content: bytes) -> set[tuple[int, int]]:
    pages = PdfReader(BytesIO(content)).pages
    return {(round(page.mediabox.width * 25.4 / 72), round(page.mediabox.height * 25.4 / 72)) for page in pages}


def _asking_for(design: Design, field: str) -> Design:
    text = TextElement(key="own", name="自填", x=20, y=20, width=100, height=10, content=f"{{{field}}}")
    return replace(design, name="自己的", elements=(*design.elements, text))
