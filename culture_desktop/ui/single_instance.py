"""One window per data file: a second start has the first window come to the front, by a local socket.

::

    if raise_running(path):             # somebody has it open and came to the front
        return
    ...
    server = RaiseServer()
    server.raise_wanted.connect(window.come_to_front)
    server.listen(path)                 # once the data file is ours

The name of the socket is a hash. It says nothing of the user or the file, and only the same user may connect.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDir, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WANTED, _DONE = b"raise", b"raised"
_LONGEST_FOLDER = 64  # bytes: the system takes 107 for the whole address
_LONGEST = 512  # bytes of a message
_CONNECTED_MS, _ANSWERED_MS = 300, 2000
# Wayland lets a window come to the front only with the token of the start the user asked for.
_TOKEN = "XDG_ACTIVATION_TOKEN"


class RaiseServer(QObject):
    """Listens for second starts.

    Signals:
        raise_wanted: the window is to come to the front.
    """

    raise_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None

    @property
    def listening(self) -> bool:
        """Whether it answers."""
        return self._server is not None and self._server.isListening()

    def listen(self, path: Path) -> None:
        """Answer for a data file. To be called by its owner: what answers at that address is taken down as stale."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - 5 ms after the first paint, not before

        self.close()
        address = _address(path)
        QLocalServer.removeServer(address)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        self._server.listen(address)  # if it cannot be, a second start says that the file is in use

    def close(self) -> None:
        """Answer no more."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _welcome(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._answer(socket))

    def _answer(self, socket: "QLocalSocket") -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST:
                socket.abort()
            return
        word, _, token = bytes(socket.readLine(_LONGEST).data()).strip().partition(b" ")
        if word == _WANTED:
            if token:
                os.environ[_TOKEN] = token.decode("ascii", "ignore")
            self.raise_wanted.emit()
            socket.write(_DONE + b"\n")
            socket.flush()
        socket.disconnectFromServer()


def raise_running(path: Path) -> bool:
    """Have the window that is open on a data file come to the front; False when none answers."""
    address = _address(path)
    if sys.platform != "win32" and not Path(address).exists():
        return False  # the usual start, which this spares an import
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - as above

    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(_CONNECTED_MS):
        return False
    _allow_foreground()
    token = os.environ.get(_TOKEN, "").encode("ascii", "ignore")[: _LONGEST // 2]
    socket.write(b" ".join(part for part in (_WANTED, token) if part) + b"\n")
    while not socket.canReadLine():
        if not socket.waitForReadyRead(_ANSWERED_MS):
            return False
    return bytes(socket.readLine(_LONGEST).data()).strip() == _DONE


def _allow_foreground() -> None:
    """Windows lets another process come to the front only when the one in front allows it."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - on one system only

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # any process


def _address(path: Path) -> str:
    user = str(os.getuid()) if sys.platform != "win32" else os.environ.get("USERNAME", "")
    key = f"{user}\n{path.resolve()}".encode(errors="surrogateescape")
    digest = bytes(QCryptographicHash.hash(key, QCryptographicHash.Algorithm.Sha256).toHex().data()).decode()
    name = f"runwu-{digest[:32]}"
    return name if sys.platform == "win32" else f"{_folder()}/{name}"


def _folder() -> str:
    """The user's own folder for sockets where there is one that leaves room for a name, else the common one."""
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    fits = 0 < len(os.fsencode(own)) <= _LONGEST_FOLDER
    return own if fits and os.access(own, os.W_OK | os.X_OK) else QDir.tempPath()
