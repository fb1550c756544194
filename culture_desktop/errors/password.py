"""The password of the window."""

from culture_desktop.errors.base import CultureError


class PasswordProblem(CultureError):
    """The window's password; no password is ever part of the data of an error."""


class PasswordWrongError(PasswordProblem):
    """``seconds`` until the next try."""

    sentence = "密码不对，没有解锁。请在 {seconds} 秒后再试。"


class PasswordTooSoonError(PasswordProblem):
    """``seconds`` until the next try."""

    sentence = "输错后要等一等，还剩 {seconds} 秒，这次没有核对。"


class PasswordUnfitError(PasswordProblem):
    """``reason``."""

    sentence = "密码{reason}，没有设置。请换一个。"


class NameMismatchError(PasswordProblem):
    """``name``, ``expected``."""

    sentence = "写的是“{name}”，数据文件名是“{expected}”，密码没有移除。请核对后再写一遍。"


class PassphraseWrongError(PasswordProblem):
    """Nothing to fill in."""

    sentence = "签名口令不对，没有打开签名密钥。请重新输入。"


class SigningKeyMissingError(PasswordProblem):
    """Nothing to fill in."""

    sentence = "还没有可用的签名密钥。请先建立，或从备份取回并输入口令。"


class SigningKeyExistsError(PasswordProblem):
    """``fingerprint``."""

    sentence = "已有签名密钥 {fingerprint}，没有改动：换了密钥，已发出的证书就核验不了了。"


class SigningKeyBrokenError(PasswordProblem):
    """``name`` of the file."""

    sentence = "“{name}”不是完好的签名密钥备份，没有采用。请换一个备份文件。"
