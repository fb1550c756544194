"""The one dialog for bugs: what it means, the details behind a button, copy, and where the log is.

::

    ReportDialog(error, parent).exec()
"""

import logging
import platform
from importlib.metadata import version
from pathlib import Path

from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from culture_desktop.errors import stack_of
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.layouts import STRETCH, column, row
from culture_desktop.ui.widgets.text import Label, paragraph

_log = logging.getLogger(__name__)


class ReportDialog(QDialog):
    """Says that the work was not done and the data are as before; the technical part is only for support."""

    def __init__(self, error: BaseException, log: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("程序出错")
        self._log = log
        self.details = QPlainTextEdit(describe(error))
        self.details.setReadOnly(True)
        self.details.setAccessibleName("错误详情")
        self.details.setMinimumSize(480, 180)
        self.details.hide()
        self.toggle = Button("查看详情", kind=Kind.QUIET, clicked=self._toggle)
        self.copy = Button("复制详情", icon="copy", clicked=self._copy)
        folder = Button("打开日志文件夹", icon="folder-open", clicked=self._open_folder)
        close = Button("关闭", clicked=self.accept)
        close.setDefault(True)
        picture = Picture("alert-triangle", size=24, colour="bad")
        words = paragraph(
            "刚才的操作没有完成，已保存的数据不受影响。\n可以再试一次；如果仍然出错，请复制详情发给技术支持。",
            "secondary",
        )
        words.setMinimumWidth(440)
        self.setLayout(
            column(
                row(
                    picture,
                    Label("程序出错，操作没有完成", "dialog_title"),
                    STRETCH,
                ),
                words,
                Label(f"日志：{log}", "caption", selectable=True),
                self.details,
                row(self.toggle, STRETCH, self.copy, folder, close),
                gap=12,
                margins=(20, 18, 20, 18),
            )
        )
        close.setFocus()

    def _toggle(self) -> None:
        shown = self.details.isHidden()
        self.details.setVisible(shown)
        self.toggle.setText("收起详情" if shown else "查看详情")
        self.adjustSize()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.copy.setText("已复制")

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log.parent)))


def log_bug(error: BaseException) -> None:
    """Write a bug to the log."""
    _log.error("bug: %s", describe(error))


def describe(error: BaseException) -> str:
    """Versions, kind and stack, without the message."""
    made_of = f"Runwu {version('culture-desktop')}  Qt {qVersion()}  Python {platform.python_version()}"
    return f"{made_of}  {platform.platform()}\n{stack_of(error)}"
