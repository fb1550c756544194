"""After the award: an honour revoked, a name put right; numbers, history and chain keep what was."""

from datetime import date

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import CorrectionReasonMissingError, InvalidFieldError, RecordMissingError, StepBlockedError
from culture_desktop.models import Honour
from culture_desktop.services.awards.ledger import LedgerService
from culture_desktop.services.awards.revocations import RevocationService
from culture_desktop.services.documents.paper_set import PaperSetService
from culture_desktop.services.documents.service import DocumentService
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind
from tests.documents.reading import pages_text, without_spaces
from tests.services.awards.campaign import AWARDED_ON, CODE, PATTERN, SECOND, Round

UNIT = UnitSettings(unit_name="云川供电服务中心", issuer="云川供电服务中心工会", decision_prefix="云工发")
LATER = date(2026, 12, 1)


@pytest.fixture
def service(round_: Round) -> RevocationService:
    round_.confirmed()
    return RevocationService(round_.company.database)


def test_a_revoked_honour_keeps_its_number_and_leaves_what_is_made_from_then_on(
    round_: Round, service: RevocationService, database: Database
) -> None:
    number = round_.nominee("1001").certificate
    done = service.revoke(CODE, "1001", LATER, "事迹不实", LATER)
    assert done.sentence == f"已撤销林婉清的“服务之星”，证书{number}作废，编号不再使用"
    board = round_.board
    assert (done.value.revoked_on, done.value.certificate) == (LATER, number)
    assert [w.number for w in board.winners if w.revoked_on] == ["1001"]
    assert len(board.standing) == len(board.winners) - 1
    documents = DocumentService(database)
    row = documents.campaign_paper(DocumentKind.WINNERS, CODE, UNIT).value
    assert f"{number}（2026年12月1日撤销）" in without_spaces("".join(pages_text(documents.content(row.id))))
    row = documents.campaign_paper(DocumentKind.CERTIFICATES, CODE, UNIT).value
    assert row.pages == len(board.standing)
    assert "林婉清" not in "".join(pages_text(documents.content(row.id)))
    ledger = LedgerService(database)
    assert ledger.verify().sound
    assert PaperSetService(database).make(CODE, UNIT).value.made


def test_the_number_goes_to_nobody_else(round_: Round, service: RevocationService) -> None:
    number = round_.nominee("1001").certificate
    service.revoke(CODE, "1001", LATER, "事迹不实", LATER)
    round_.up_to_notice("2026-PX2", rules=[{"kind": "participation", "minimum": 1}])
    again = round_.awards.confirm("2026-PX2", AWARDED_ON, PATTERN).value
    assert number not in {winner.certificate for winner in again.winners}


def test_the_chain_says_what_was_corrected(round_: Round, service: RevocationService, database: Database) -> None:
    head = LedgerService(database).head_of(CODE)
    service.revoke(CODE, "1001", LATER, "事迹不实", LATER)
    report = LedgerService(database).verify(head)
    assert report.sound
    assert any("事迹不实" in words for words in report.corrections)
    with pytest.raises(CorrectionReasonMissingError), database.begin("偷偷恢复") as session:
        session.query(Honour).update({Honour.revoked_on: None})


def test_names_put_right(round_: Round, service: RevocationService, database: Database) -> None:
    number = round_.nominee("1001").certificate
    done = service.correct_name(CODE, "1001", "林晚清", "名册录错")
    assert (done.value.name, done.value.certificate) == ("林晚清", number)
    team = next(winner for winner in round_.board.winners if winner.number == SECOND)
    renamed = service.correct_name(CODE, team.number, "客服二班（示范岗）", "名称不全").value
    assert (renamed.name, renamed.number) == ("客服二班（示范岗）", "客户服务中心/客服二班（示范岗）")
    documents = DocumentService(database)
    row = documents.campaign_paper(DocumentKind.CERTIFICATES, CODE, UNIT).value
    text = without_spaces("".join(pages_text(documents.content(row.id))))
    assert "林晚清" in text
    assert "客服二班（示范岗）" in text
    assert LedgerService(database).verify().sound


@pytest.mark.parametrize(
    ("number", "on", "reason", "error", "part"),
    [
        ("1001", LATER, " ", InvalidFieldError, "撤销原因"),
        ("1001", date(2026, 11, 17), "事迹不实", InvalidFieldError, "撤销日期"),
        ("1001", date(2026, 12, 2), "事迹不实", InvalidFieldError, "撤销日期"),
        ("9999", LATER, "事迹不实", RecordMissingError, "获奖者"),
    ],
)
def test_what_is_refused(
    round_: Round, service: RevocationService, number: str, on: date, reason: str, error: type[Exception], part: str
) -> None:
    with pytest.raises(error, match=part):
        service.revoke(CODE, number, on, reason, LATER)
    assert len(round_.board.standing) == len(round_.board.winners)


def test_once_and_only_after_the_award(round_: Round) -> None:
    service = RevocationService(round_.company.database)
    round_.up_to_notice()
    with pytest.raises(StepBlockedError, match="还没有表彰"):
        service.revoke(CODE, "1001", LATER, "事迹不实", LATER)
    round_.awards.confirm(CODE, AWARDED_ON, PATTERN)
    service.revoke(CODE, "1001", LATER, "事迹不实", LATER)
    with pytest.raises(StepBlockedError, match="已于2026年12月1日撤销"):
        service.revoke(CODE, "1001", LATER, "事迹不实", LATER)
