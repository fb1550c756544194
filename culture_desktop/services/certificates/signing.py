"""The unit's key that signs certificates: kept encrypted with the data, and checked against without it.

The key lies outside the history, so that no undo takes it away, and goes with every backup of the data. Without its
passphrase nobody can sign with it; whoever has the public key, and that is printed for all to have, can check.
"""

import base64
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import select

from culture_desktop.database import Database, write_atomically
from culture_desktop.errors import (
    FileMissingError,
    FileUnreadableError,
    PassphraseWrongError,
    PasswordUnfitError,
    SigningKeyBrokenError,
    SigningKeyExistsError,
    SigningKeyMissingError,
)
from culture_desktop.models import Certificate, Honour, PrintedCertificate, StoreState
from culture_desktop.services.certificates.statements import SignedStatement, Statement, read_statement, signed
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import chinese_date

Sign = Callable[[Statement], str]

_KEY = "signing_key"
_CHANGED = frozenset({Topic.SETTINGS})
_SHORTEST, _LONGEST = 8, 128
_KEY_BYTES, _SALT_BYTES, _NONCE_BYTES = 32, 16, 12
_MEMORY_KIB, _PASSES, _LANES = 65_536, 3, 4  # RFC 9106, second recommendation: a tenth of a second
_LARGEST_FILE = 100_000


class Finding(Enum):
    """What a check of a certificate comes to."""

    GENUINE = "genuine"
    REVOKED = "revoked"
    FORGED = "forged"
    NOT_SIGNED = "not_signed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of a certificate came to, and what the code says."""

    finding: Finding
    sentence: str
    statement: Statement | None = None


class SigningService:
    """Makes and keeps the key, signs while it is open, checks at any time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._private: Ed25519PrivateKey | None = None

    @property
    def open(self) -> bool:
        """Whether the passphrase was given, so that certificates can be signed."""
        return self._private is not None

    def fingerprint(self) -> str:
        """The public key in short, in groups to be compared by eye; empty while there is none."""
        kept = self._kept()
        if kept is None:
            return ""
        digits = base64.b64decode(kept["public"]).hex()[:16].upper()
        return " ".join(digits[at : at + 4] for at in range(0, 16, 4))

    def create(self, passphrase: str) -> Done[str]:
        """Make the unit's key; the value is its fingerprint.

        Raises SigningKeyExistsError once there is one: certificates signed with it would not hold any more.
        """
        if not _SHORTEST <= len(passphrase) <= _LONGEST:
            raise PasswordUnfitError(reason=f"应为 {_SHORTEST} 到 {_LONGEST} 字")
        if self._kept() is not None:
            raise SigningKeyExistsError(fingerprint=self.fingerprint())
        private = Ed25519PrivateKey.generate()
        self._keep(_sealed(private, passphrase))
        self._private = private
        return Done(self.fingerprint(), _CHANGED, f"已建立签名密钥 {self.fingerprint()}")

    def unlock(self, passphrase: str) -> None:
        """Open the key until the program ends; PassphraseWrongError, SigningKeyMissingError."""
        self._private = _opened(self._required(), passphrase)

    def lock(self) -> None:
        """Forget the opened key, until the passphrase is given again."""
        self._private = None

    def sign(self, statement: Statement) -> str:
        """The text of a certificate's code; the key must be open."""
        if self._private is None:
            raise SigningKeyMissingError
        return signed(statement, self._private).text

    @property
    def signer(self) -> "Sign | None":
        """What signs, while the key is open."""
        return self.sign if self.open else None

    def export_backup(self, path: Path) -> Done[Path]:
        """Write the key, encrypted as it is kept, to a file to be put away."""
        write_atomically(path, json.dumps(self._required(), indent=2).encode())
        return Done(path, frozenset(), f"已把签名密钥备份到“{path.name}”，仍须口令才能使用")

    def export_public(self, path: Path) -> Done[Path]:
        """Write the public key, for others to check with."""
        key = _public(self._required())
        write_atomically(path, key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
        return Done(path, frozenset(), f"已导出公钥到“{path.name}”")

    def import_backup(self, path: Path, passphrase: str) -> Done[str]:
        """Take the key of a backup in, where there is none; it must open with the passphrase."""
        found = _read_backup(path)
        if self._kept() is not None and self._kept() != found:
            raise SigningKeyExistsError(fingerprint=self.fingerprint())
        self._private = _opened(found, passphrase)
        self._keep(found)
        return Done(self.fingerprint(), _CHANGED, f"已取回签名密钥 {self.fingerprint()}")

    def verify(self, text: str) -> Verdict:
        """Whether what a code says was signed with the unit's key and still holds."""
        found = read_statement(text)
        if found is None:
            return Verdict(Finding.NOT_SIGNED, "这不是带签名的证书二维码，无法核验真伪。请核对编号登记，或扫描另一处。")
        said = f"编号 {found.statement.number}，{found.statement.name}，{found.statement.title}，{found.statement.day}"
        if not found.holds(_public(self._required())):
            return Verdict(Finding.FORGED, f"签名不符，不是本单位发出的，或内容被改过：{said}。", found.statement)
        return self._standing(found, said)

    def _standing(self, found: SignedStatement, said: str) -> Verdict:
        number = found.statement.number
        honour = select(Honour.revoked_on).join(Certificate, Certificate.honour_id == Honour.id)
        with self._database.read() as session:
            printed = session.scalar(select(PrintedCertificate).where(PrintedCertificate.number == number))
            revoked: date | None = printed.revoked_on if printed else None
            reason = f"（{printed.revoked_for}）" if printed and revoked else ""
            revoked = revoked or session.scalar(honour.where(Certificate.number == number))
        if revoked is not None:
            why = f"已于{chinese_date(revoked)}作废{reason}"
            return Verdict(Finding.REVOKED, f"签名属实，但此证{why}：{said}。", found.statement)
        return Verdict(Finding.GENUINE, f"属实，由本单位发出：{said}。", found.statement)

    def _kept(self) -> dict[str, Any] | None:
        with self._database.read() as session:
            state = session.get(StoreState, _KEY)
            return None if state is None else dict(state.value)

    def _required(self) -> dict[str, Any]:
        kept = self._kept()
        if kept is None:
            raise SigningKeyMissingError
        return kept

    def _keep(self, value: dict[str, Any]) -> None:
        with self._database.begin("保存签名密钥") as session:
            session.merge(StoreState(key=_KEY, value=value))


def _sealed(private: Ed25519PrivateKey, passphrase: str) -> dict[str, Any]:
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    public = private.public_key().public_bytes_raw()
    secret = ChaCha20Poly1305(_derived(passphrase, salt)).encrypt(nonce, private.private_bytes_raw(), public)
    parts = {"public": public, "salt": salt, "nonce": nonce, "secret": secret}
    return {"version": 1, **{name: base64.b64encode(part).decode() for name, part in parts.items()}}


def _opened(kept: dict[str, Any], passphrase: str) -> Ed25519PrivateKey:
    public, salt, nonce, secret = (base64.b64decode(kept[name]) for name in ("public", "salt", "nonce", "secret"))
    try:
        raw = ChaCha20Poly1305(_derived(passphrase, salt)).decrypt(nonce, secret, public)
    except InvalidTag as error:
        raise PassphraseWrongError from error
    return Ed25519PrivateKey.from_private_bytes(raw)


def _derived(passphrase: str, salt: bytes) -> bytes:
    return hash_secret_raw(passphrase.encode(), salt, _PASSES, _MEMORY_KIB, _LANES, _KEY_BYTES, Type.ID)


def _public(kept: dict[str, Any]) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(kept["public"]))


def _read_backup(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise FileMissingError(name=path.name)
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise SigningKeyBrokenError(name=path.name)
        found = json.loads(path.read_text(encoding="utf-8"))
        sizes = {"public": 32, "salt": _SALT_BYTES, "nonce": _NONCE_BYTES, "secret": 48}
        whole = found["version"] == 1 and all(
            len(base64.b64decode(found[name], validate=True)) == size for name, size in sizes.items()
        )
    except OSError as error:
        raise FileUnreadableError(name=path.name) from error
    except (ValueError, KeyError, TypeError) as error:
        raise SigningKeyBrokenError(name=path.name) from error
    if not whole:
        raise SigningKeyBrokenError(name=path.name)
    return {"version": 1, **{name: found[name] for name in sizes}}
