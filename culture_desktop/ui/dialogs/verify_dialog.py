"""Whether a certificate is genuine: its code scanned, pasted, or read out of a picture of it.

::

    VerifyDialog(self, services.signing, runner, settings).exec()
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.certificates.codes_in_pictures import code_in
from culture_desktop.services.certificates.signing import Finding, SigningService, Verdict
from culture_desktop.ui.dialogs import files
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.band import Band
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.layouts import STRETCH, clear, column, row
from culture_desktop.ui.widgets.text import paragraph

_HOW = "用扫码枪扫二维码，或把扫出的文字贴在这里；也可以拖入证书的照片、扫描件或 PDF。不需要联网。"
_KINDS = (files.PICTURES, files.PDF)
_TONES = {
    Finding.GENUINE: ("circle-check", "属实", Tone.OK),
    Finding.REVOKED: ("alert-triangle", "已作废", Tone.WARN),
    Finding.FORGED: ("alert-circle", "不属实", Tone.BAD),
    Finding.NOT_SIGNED: ("info-circle", "无法核验", Tone.WARN),
}


class VerifyDialog(Dialog):
    """A place for the code's text that also takes files, and the verdict."""

    def __init__(self, parent: QWidget | None, service: SigningService, runner: Runner, settings: Settings) -> None:
        super().__init__(parent, "核验证书", width=520)
        self._service, self._runner, self._settings = service, runner, settings
        self.verdict: Verdict | None = None
        self.setAcceptDrops(True)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("二维码的文字")
        self.text.setPlaceholderText("二维码的文字")
        self.text.setFixedHeight(120)
        self.text.setAcceptDrops(False)  # the dialog takes what is dropped
        self.text.setTabChangesFocus(True)
        self.check_button = Button("核验", icon="shield-lock", clicked=self.check)
        self.picture_button = Button("选择图片…", icon="photo", clicked=self.choose)
        self._place = column(gap=0)
        self.body.addWidget(paragraph(_HOW, "secondary"))
        self.body.addWidget(self.text)
        self.body.addLayout(row(self.check_button, self.picture_button, STRETCH))
        self.body.addLayout(self._place)
        self.text.textChanged.connect(self._forget)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def check(self) -> None:
        """Judge the text."""
        text = self.text.toPlainText()
        self._runner.run(
            lambda _progress: self._service.verify(text), title="核验证书", done=self._show, failed=self._fail
        )

    def choose(self) -> None:
        """Ask for a picture."""
        path = files.open_one(self, "选择证书的图片", _KINDS, self._settings)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read the code out of a picture and judge it."""

        def work(_progress: Progress) -> str:
            return code_in(path)

        self._runner.run(work, title="识别二维码", done=self._take, failed=self._fail)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        local = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if local:
            self.read(local[0])
        elif data.hasText():
            self._take(data.text())
        event.acceptProposedAction()

    def _take(self, text: str) -> None:
        self.text.setPlainText(text)
        self.check()

    def _show(self, verdict: Verdict) -> None:
        self.verdict = verdict
        icon, title, tone = _TONES[verdict.finding]
        self._say(Band(icon, title, verdict.sentence, tone=tone))

    def _fail(self, error: CultureError) -> None:
        self._forget()
        self._say(Band("alert-circle", "没有核验", str(error), tone=Tone.BAD))

    def _say(self, band: Band) -> None:
        clear(self._place)
        self._place.addWidget(band)
        band.show()

    def _forget(self) -> None:
        self.verdict = None
        clear(self._place)
