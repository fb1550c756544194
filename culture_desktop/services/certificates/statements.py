"""What a certificate's code says, signed: whoever has the public key can tell offline that nobody changed a word."""

import base64
import binascii
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_MARK = "润物证书1"
_LINES = 6  # mark, number, name, title, day, signature


@dataclass(frozen=True, slots=True)
class Statement:
    """A number went to a name for a title on a day, each as it is printed."""

    number: str
    name: str
    title: str
    day: str

    @property
    def signed_text(self) -> str:
        """What the signature covers."""
        parts = (self.number, self.name, self.title, self.day)
        return "\n".join((_MARK, *(" ".join(part.split()) for part in parts)))


@dataclass(frozen=True, slots=True)
class SignedStatement:
    """A statement as a code holds it."""

    statement: Statement
    signature: bytes

    @property
    def text(self) -> str:
        """The code's text."""
        return f"{self.statement.signed_text}\n{base64.urlsafe_b64encode(self.signature).rstrip(b'=').decode()}"

    def holds(self, key: Ed25519PublicKey) -> bool:
        """Whether the owner of the key signed exactly this."""
        try:
            key.verify(self.signature, self.statement.signed_text.encode())
        except InvalidSignature:
            return False
        return True


def signed(statement: Statement, key: Ed25519PrivateKey) -> SignedStatement:
    """The statement with its signature."""
    return SignedStatement(statement, key.sign(statement.signed_text.encode()))


def read_statement(text: str) -> SignedStatement | None:
    """What a code says; None for a code that is none of ours or has lost a part."""
    lines = [line.strip() for line in text.strip().splitlines()]
    if len(lines) != _LINES or lines[0] != _MARK:
        return None
    try:
        signature = base64.b64decode(lines[-1] + "=" * (-len(lines[-1]) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return SignedStatement(Statement(*lines[1:5]), signature) if len(signature) == 64 else None
