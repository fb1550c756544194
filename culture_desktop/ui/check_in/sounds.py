"""Short tones for the answers of the desk, through whatever this computer plays sound with."""

import io
import math
import shutil
import struct
import sys
import wave
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QProcess, QTemporaryDir
from PySide6.QtWidgets import QApplication

_RATE = 22_050
_LOUDNESS = 0.4
_PLAYERS = ("pw-play", "paplay", "aplay")  # of Linux desktops, newest first


def tone(notes: Sequence[tuple[int, int]]) -> bytes:
    """A WAV file of notes (pitch in Hz, 0 for silence; length in ms), each faded in and out so that none clicks."""
    samples: list[int] = []
    for pitch, length in notes:
        count = _RATE * length // 1000
        for at in range(count):
            fade = min(1.0, at / 200, (count - at) / 200)
            samples.append(round(32_767 * _LOUDNESS * fade * math.sin(2 * math.pi * pitch * at / _RATE)))
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return target.getvalue()


class Sounds:
    """Plays tones without waiting for them; ``on`` is what F4 turns."""

    def __init__(self) -> None:
        self.on = True
        self._folder = QTemporaryDir()
        self._files: dict[tuple[tuple[int, int], ...], Path] = {}
        self._player = next(filter(None, map(shutil.which, _PLAYERS)), None)

    def play(self, notes: tuple[tuple[int, int], ...]) -> None:
        """Play these notes, unless sound is off."""
        if not self.on or not notes:
            return
        file = self._files.get(notes)
        if file is None:
            file = self._files[notes] = Path(self._folder.path()) / f"{len(self._files)}.wav"
            file.write_bytes(tone(notes))
        if sys.platform == "win32":
            import winsound  # noqa: PLC0415 - exists on Windows alone

            winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC)
        elif self._player is not None:
            QProcess.startDetached(self._player, [str(file)])
        else:
            QApplication.beep()
