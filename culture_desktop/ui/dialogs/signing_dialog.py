"""Asks for the passphrase of the signing key before certificates are made; without it they are made unsigned.

::

    if signing_dialog.ask(self, services.signing, runner): ...      # False when the dialog was left
"""

from PySide6.QtWidgets import QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.certificates.signing import SigningService
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.form import Form
from culture_desktop.ui.widgets.password_line import PasswordLine
from culture_desktop.ui.widgets.text import paragraph

_LABELS = 64
_WORDS = "填了口令，二维码就带签名，可离线验真；空着则不新签，已签过的照旧。口令在本次打开期间只问一次。"


def ask(parent: QWidget | None, signing: SigningService, runner: Runner) -> bool:
    """Whether to go on; asks only where there is a key that is not open yet."""
    if signing.open or not signing.fingerprint():
        return True
    return SigningDialog(parent, signing, runner).exec() == Dialog.DialogCode.Accepted


class SigningDialog(Dialog):
    """One field; the key is opened by the runner, as its hash takes a moment."""

    def __init__(self, parent: QWidget | None, signing: SigningService, runner: Runner) -> None:
        super().__init__(parent, "给证书签名", act="继续", width=440)
        self._signing, self._runner = signing, runner
        self.passphrase = PasswordLine("签名口令")
        form = Form(label_width=_LABELS)
        self._field = form.add("签名口令", self.passphrase, width=Form.FILL)
        self.body.addWidget(paragraph(_WORDS, "secondary"))
        self.body.addWidget(form)

    @override
    def accept(self) -> None:
        """Open the key, where a passphrase was given; a wrong one is said under the field."""
        self._field.clear_failure()
        words = self.passphrase.text()
        if not words:
            super().accept()
            return

        def work(_progress: Progress) -> None:
            self._signing.unlock(words)

        self._runner.run(work, title="打开签名密钥", done=self._opened, failed=self._fail)

    def _opened(self, _nothing: None) -> None:
        super().accept()

    def _fail(self, error: CultureError) -> None:
        self._field.fail(str(error))
        self.passphrase.setFocus()
