"""Signed certificates: genuine ones hold, every change is found, and the key is worth nothing without its passphrase."""

from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdfium2 import PdfDocument
from sqlalchemy import update

from culture_desktop.database import Database
from culture_desktop.documents.designs.bundled import STANDARD
from culture_desktop.errors import (
    CodeNotFoundError,
    PassphraseWrongError,
    PasswordUnfitError,
    PictureUnreadableError,
    SigningKeyBrokenError,
    SigningKeyExistsError,
    SigningKeyMissingError,
)
from culture_desktop.models import PrintedCertificate
from culture_desktop.services.certificates.batches import CertificateBatchService
from culture_desktop.services.certificates.codes_in_pictures import code_in
from culture_desktop.services.certificates.signing import Finding, SigningService
from culture_desktop.services.certificates.statements import Statement, read_statement, signed
from tests.services.certificates.test_batches import DAY, UNIT, row
from tests.services.imports.lists import xlsx

PASSPHRASE = "春风化雨润物无声"
STATEMENT = Statement("云工荣〔2026〕118号", "陈𬭎", "服务明星（中心级）", "二〇二六年十二月一日")


@pytest.fixture
def signing(database: Database) -> SigningService:
    service = SigningService(database)
    service.create(PASSPHRASE)
    return service


def test_what_was_signed_holds(signing: SigningService, database: Database) -> None:
    verdict = SigningService(database).verify(signing.sign(STATEMENT))
    assert (verdict.finding, verdict.statement) == (Finding.GENUINE, STATEMENT)
    assert verdict.sentence.startswith("属实，由本单位发出：编号 云工荣〔2026〕118号，陈𬭎")


_PRIVATE = Ed25519PrivateKey.generate()
_PUBLIC, _MADE = _PRIVATE.public_key(), signed(STATEMENT, _PRIVATE)
_SIGNED, _STATED, _SIGNATURE = _MADE.text, STATEMENT.signed_text, _MADE.signature


@given(at=st.integers(0, 200), char=st.sampled_from("0aA_-二星号〔\n "))
def test_one_character_changed_is_found(at: int, char: str) -> None:
    text = _SIGNED
    at %= len(text)
    changed = text[:at] + char + text[at + 1 :]
    found = read_statement(changed)
    same = found is not None and (found.statement.signed_text, found.signature) == (_STATED, _SIGNATURE)
    assert same or found is None or not found.holds(_PUBLIC)


def test_another_units_signature_does_not_hold(signing: SigningService, tmp_path: Path) -> None:
    other = SigningService(Database.open(tmp_path / "other.db"))
    other.create(PASSPHRASE)
    assert signing.verify(other.sign(STATEMENT)).finding is Finding.FORGED


@pytest.mark.parametrize(
    "text", ["", "你好", "https://example.invalid", "润物证书1\n1\n2\n3\n4", "润物证书1\n1\n2\n3\n4\n!!", "甲\n" * 99]
)
def test_codes_of_others_are_told_apart(signing: SigningService, text: str) -> None:
    assert signing.verify(text).finding is Finding.NOT_SIGNED


def test_without_the_passphrase_nothing_is_signed(signing: SigningService, database: Database) -> None:
    locked = SigningService(database)
    assert not locked.open
    with pytest.raises(SigningKeyMissingError):
        locked.sign(STATEMENT)
    with pytest.raises(PassphraseWrongError):
        locked.unlock(PASSPHRASE + "？")
    locked.unlock(PASSPHRASE)
    assert locked.sign(STATEMENT) == signing.sign(STATEMENT)


def test_the_passphrase_and_the_private_key_are_nowhere_in_the_file(
    signing: SigningService, database: Database
) -> None:
    raw = signing._private.private_bytes_raw() if signing._private else b""
    database.close()
    for file in database.path.parent.iterdir():
        if file.is_file():
            content = file.read_bytes()
            assert PASSPHRASE.encode() not in content
            assert raw not in content


@pytest.mark.parametrize("passphrase", ["", "短", "字" * 129])
def test_passphrases_that_protect_nothing_are_refused(database: Database, passphrase: str) -> None:
    with pytest.raises(PasswordUnfitError):
        SigningService(database).create(passphrase)
    assert SigningService(database).fingerprint() == ""


def test_there_is_one_key_and_it_stays(signing: SigningService) -> None:
    before = signing.fingerprint()
    with pytest.raises(SigningKeyExistsError, match=before):
        signing.create(PASSPHRASE)
    assert signing.fingerprint() == before


def test_the_key_comes_back_from_its_backup(signing: SigningService, tmp_path: Path) -> None:
    backup = signing.export_backup(tmp_path / "密钥.json").value
    assert signing.export_public(tmp_path / "公钥.pem").value.read_text().startswith("-----BEGIN PUBLIC KEY-----")
    other = SigningService(Database.open(tmp_path / "new.db"))
    with pytest.raises(PassphraseWrongError):
        other.import_backup(backup, "不是这个口令")
    assert other.fingerprint() == ""
    assert other.import_backup(backup, PASSPHRASE).value == signing.fingerprint()
    assert signing.verify(other.sign(STATEMENT)).finding is Finding.GENUINE


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"version": 2}', '{"version": 1, "public": "AA=="}', "\x00" * 10])
def test_a_file_that_is_no_backup_is_refused(database: Database, tmp_path: Path, content: str) -> None:
    (tmp_path / "坏.json").write_text(content)
    with pytest.raises(SigningKeyBrokenError, match="坏"):
        SigningService(database).import_backup(tmp_path / "坏.json", PASSPHRASE)


def test_a_printed_certificate_is_verified_from_its_photograph(
    signing: SigningService, database: Database, tmp_path: Path
) -> None:
    """From the list to the paper, the photograph of it, and the register; then it is revoked."""
    batches = CertificateBatchService(database)
    path = xlsx(tmp_path / "名单.xlsx", row("陈𬭎", 称号="服务明星（中心级）"))
    target = tmp_path / "证书.pdf"
    batches.write(batches.plan(path, STANDARD, UNIT, DAY), target, sign=signing.sign)
    photograph = tmp_path / "照片.jpg"
    PdfDocument(target)[0].render(scale=3).to_pil().rotate(4, expand=True, fillcolor="white").save(photograph)
    for file in (photograph, target):
        verdict = signing.verify(code_in(file))
        assert verdict.finding is Finding.GENUINE
        assert verdict.statement == Statement(
            "云工荣〔2026〕001号", "陈𬭎", "服务明星（中心级）", "二〇二六年十二月一日"
        )
    with database.begin("作废证书") as session:
        session.execute(update(PrintedCertificate).values(revoked_on=date(2026, 12, 9), revoked_for="姓名有误"))
    verdict = signing.verify(code_in(photograph))
    assert (verdict.finding, "已于2026年12月9日作废（姓名有误）" in verdict.sentence) == (Finding.REVOKED, True)


def test_pictures_without_a_code_are_told(tmp_path: Path) -> None:
    blank = tmp_path / "白.png"
    Image.new("RGB", (300, 300), "white").save(blank)
    with pytest.raises(CodeNotFoundError, match="白"):
        code_in(blank)
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(PictureUnreadableError):
        code_in(tmp_path / "坏.pdf")
