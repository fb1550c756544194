"""Photographs in a paper: upright, without a camera's data, as fine as their place needs and no finer."""

import io
import struct
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from culture_desktop.documents.paper import Jpeg
from culture_desktop.errors import FileMissingError, PictureUnreadableError

MAX_PIXELS = 50_000_000
_DOTS_PER_POINT = 200 / 72
_QUALITY = 85
_TOO_LARGE = "超过 5000 万像素"


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph with its caption; ``name`` is what messages call it, by default the file's name."""

    source: bytes | Path
    caption: str = ""
    name: str = ""

    @property
    def known_as(self) -> str:
        """What messages call it."""
        return self.name or (self.source.name if isinstance(self.source, Path) else self.caption or "照片")


def upright(picture: Picture, width: float, height: float) -> Image.Image:
    """The picture turned as it was taken, in RGB, no finer than a place of ``width`` × ``height`` points needs.

    Raises FileMissingError or PictureUnreadableError.
    """
    name = picture.known_as
    if isinstance(picture.source, Path) and not picture.source.is_file():
        raise FileMissingError(name=name)
    source = io.BytesIO(picture.source) if isinstance(picture.source, bytes) else picture.source
    pixels = max(1, round(width * _DOTS_PER_POINT)), max(1, round(height * _DOTS_PER_POINT))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise PictureUnreadableError(name=name, reason=_TOO_LARGE)
                longest = max(pixels)
                opened.draft("RGB", (longest, longest))  # a JPEG is decoded at an eighth of its size if that will do
                image = _on_white(ImageOps.exif_transpose(opened))
    except UnidentifiedImageError as error:
        raise PictureUnreadableError(name=name, reason="不是能识别的图片") from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PictureUnreadableError(name=name, reason=_TOO_LARGE) from error
    except (OSError, SyntaxError, ValueError, EOFError, struct.error) as error:
        raise PictureUnreadableError(name=name, reason="已损坏") from error
    image.thumbnail(pixels, Image.Resampling.LANCZOS)
    return image


def _on_white(image: Image.Image) -> Image.Image:
    """The picture in RGB, what is transparent shown as paper."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    layered = image.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(layered, mask=layered.getchannel("A"))
    return paper


def jpeg(image: Image.Image, width: float, height: float) -> Jpeg:
    """The picture for a place of this size in points, with nothing but the picture in it."""
    placed = image.copy()
    placed.info.clear()
    placed.thumbnail(
        (round(width * _DOTS_PER_POINT) + 1, round(height * _DOTS_PER_POINT) + 1), Image.Resampling.LANCZOS
    )
    target = io.BytesIO()
    placed.save(target, "JPEG", quality=_QUALITY, optimize=True)
    return Jpeg(target.getvalue(), *placed.size)
