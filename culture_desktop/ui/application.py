"""Starting Qt: locale, style, fonts, theme, log; and the order in which things happen before the first paint.

::

    application = create_application(sys.argv)
    runner = TaskRunner()
    window = MainWindow(entries, runner=runner, settings=application.settings)
    application.open(window)
    sys.exit(application.run())

Before the first paint nothing heavy is imported or read: the frame appears, then ``window.begin()`` builds the first
page, then the remaining fonts are unpacked.
"""

import sys
from collections.abc import Sequence
from types import TracebackType

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from culture_desktop.override import override
from culture_desktop.ui.main_window import MainWindow
from culture_desktop.ui.settings import THEME, Settings
from culture_desktop.ui.theme.fonts import load_fonts, load_remaining_fonts
from culture_desktop.ui.theme.theme import Mode, Theme
from culture_desktop.ui.widgets.seal import application_icon


class Application:
    """The QApplication in our dress, with what belongs to it."""

    def __init__(self, qt: QApplication, settings: Settings) -> None:
        self.qt = qt
        self.settings = settings
        self.theme = Theme(qt)
        stored = settings.get(THEME)
        self.theme.set_mode(Mode(stored) if stored in set(Mode) else Mode.SYSTEM)

    def run(self) -> int:
        """Run until the last window is closed; returns the exit code."""
        return self.qt.exec()

    def open(self, window: MainWindow) -> None:
        """Show the window now and fill it right after its first paint.

        Exceptions that nobody caught go to its report dialog.
        """

        def report(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
            if issubclass(kind, KeyboardInterrupt):
                self.qt.quit()
            else:
                window.show_bug(error)

        sys.excepthook = report
        _FirstPaint(window)
        window.show()


class _FirstPaint(QObject):
    """Waits for a window's first paint, then has it build its first page."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.centralWidget().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._fill)
        return False

    def _fill(self) -> None:
        self._window.setWindowIcon(application_icon())
        self._window.begin()
        QTimer.singleShot(0, load_remaining_fonts)


def create_application(arguments: Sequence[str], *, settings: Settings | None = None) -> Application:
    """Make the QApplication, in Chinese whatever the desktop speaks; call ``display_available`` first."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    existing = QApplication.instance()
    qt = existing if isinstance(existing, QApplication) else QApplication(list(arguments))
    qt.setApplicationName("Runwu")
    qt.setApplicationDisplayName("润物")
    qt.setDesktopFileName("culture-desktop")
    translator = QTranslator(qt)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        qt.installTranslator(translator)
    load_fonts()
    return Application(qt, settings or Settings())
