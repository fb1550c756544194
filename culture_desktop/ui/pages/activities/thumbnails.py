"""Pictures read small, off the UI thread."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from culture_desktop.progress import Progress


def read_scaled(files: Mapping[str, Path], longest: int, progress: Progress) -> dict[str, QImage]:
    """The pictures by key, at most ``longest`` px a side; what cannot be read is left out."""
    found = {}
    for at, (key, path) in enumerate(files.items()):
        progress(at, len(files), "正在读取照片")
        image = read_one(path, longest)
        if not image.isNull():
            found[key] = image
    return found


def read_one(path: Path, longest: int) -> QImage:
    """One picture; JPEG is scaled while it is decoded."""
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(QSize(longest, longest), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def missing(wanted: Sequence[str], have: Mapping[str, QImage]) -> list[str]:
    """The keys still to be read, each once."""
    return [key for key in dict.fromkeys(wanted) if key not in have]
