"""Photographs ready for their place, kept between one preview and the next."""

from collections import OrderedDict
from collections.abc import Hashable
from pathlib import Path
from threading import Lock

from PIL import Image

from culture_desktop.documents.briefings.blocks import WHOLE, Crop, Photo
from culture_desktop.documents.paper import Jpeg
from culture_desktop.documents.pictures import Picture, jpeg, upright

_MOST_BYTES = 64 * 2**20


class ShownPicture:
    """A photograph as it is shown: turned, cropped; ``aspect`` is its width to its height."""

    def __init__(self, name: str, caption: str, image: Image.Image, key: Hashable, cache: "PictureCache") -> None:
        self.name, self.caption = name, caption
        self.aspect = image.width / image.height
        self._image, self._key, self._cache = image, key, cache

    def jpeg(self, width: float, height: float) -> Jpeg:
        """The picture for a place of this size in points."""
        return self._cache.jpeg(self._key, self._image, width, height)


class PictureCache:
    """Decoded and packed pictures, the least used let go of first; may be used by several threads."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._kept: OrderedDict[Hashable, tuple[Image.Image | Jpeg, int]] = OrderedDict()
        self._most, self._size = most_bytes, 0
        self._lock = Lock()

    def shown(self, photo: Photo, source: Path | bytes, width: float) -> ShownPicture:
        """The photograph as fine as ``width`` points need; FileMissingError, PictureUnreadableError."""
        key = photo.sha256, photo.turns % 4, photo.crop, round(width)
        image = self._get(key)
        if not isinstance(image, Image.Image):
            image = _shown(photo, source, width)
            self._keep(key, image, image.width * image.height * 3)
        return ShownPicture(photo.file_name or photo.known_as, photo.caption, image, key, self)

    def jpeg(self, key: Hashable, image: Image.Image, width: float, height: float) -> Jpeg:
        """An image packed for a place."""
        full = key, round(width, 1), round(height, 1)
        packed = self._get(full)
        if not isinstance(packed, Jpeg):
            packed = jpeg(image, width, height)
            self._keep(full, packed, len(packed.content))
        return packed

    def _get(self, key: Hashable) -> Image.Image | Jpeg | None:
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def _keep(self, key: Hashable, value: Image.Image | Jpeg, size: int) -> None:
        with self._lock:
            self._size += size - self._kept.pop(key, (value, 0))[1]
            self._kept[key] = value, size
            while self._size > self._most and len(self._kept) > 1:
                self._size -= self._kept.popitem(last=False)[1][1]


def _shown(photo: Photo, source: Path | bytes, width: float) -> Image.Image:
    """The picture turned and cropped; what a crop takes away must not make the rest coarse."""
    crop: Crop = photo.crop
    kept = min(crop.right - crop.left, crop.bottom - crop.top)
    wanted = width / kept if photo.crop != WHOLE else width
    image = upright(Picture(source, photo.caption, photo.file_name or photo.known_as), wanted, wanted)
    if photo.turns % 4:
        image = image.rotate(-90 * (photo.turns % 4), expand=True)
    if photo.crop != WHOLE:
        across, down = image.size
        left, top = round(crop.left * across), round(crop.top * down)
        right, bottom = max(left + 1, round(crop.right * across)), max(top + 1, round(crop.bottom * down))
        image = image.crop((left, top, min(right, across), min(bottom, down)))
    return image
