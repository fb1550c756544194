"""Photographs in a paper: upright, without a camera's data, as fine as their place needs and no finer."""

import io
import struct
import warnings
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from culture_desktop.documents.paper import Jpeg, Raster
from culture_desktop.errors import FileMissingError, FileUnreadableError, PictureUnreadableError

MAX_PIXELS = 50_000_000
_DOTS_PER_POINT = 200 / 72
_QUALITY = 85
_TOO_LARGE = "超过 5000 万像素"
# What cameras, telephones and scanners make. Other readers of Pillow start programs (EPS) or nest pictures (ICO).
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")


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
    pixels = max(1, round(width * _DOTS_PER_POINT)), max(1, round(height * _DOTS_PER_POINT))
    source = io.BytesIO(picture.source) if isinstance(picture.source, bytes) else picture.source
    image = decoded(source, picture.known_as, max(pixels))
    image.thumbnail(pixels, Image.Resampling.LANCZOS)
    return image


def decoded(source: Path | io.BytesIO, name: str, longest: int) -> Image.Image:
    """A picture from outside in RGB, turned by its EXIF mark, its longer side not over ``longest`` pixels.

    Raises FileMissingError, FileUnreadableError, or PictureUnreadableError for what is no picture, is damaged, or has
    over 50 million pixels; ``name`` is what they call it.
    """
    return _opened(source, name, longest, _on_white)


def layered(content: bytes, name: str, longest: int) -> Raster | Jpeg:
    """A picture ready to embed that keeps its transparency; limits and errors as in ``decoded``."""
    image = _opened(io.BytesIO(content), name, longest, _with_opacity)
    if image.mode == "RGB":
        return _packed_jpeg(image)
    opacity = image.getchannel("A")
    return Raster(zlib.compress(image.convert("RGB").tobytes()), *image.size, zlib.compress(opacity.tobytes()))


def _opened(
    source: Path | io.BytesIO, name: str, longest: int, convert: Callable[[Image.Image], Image.Image]
) -> Image.Image:
    if isinstance(source, Path) and not source.is_file():
        raise FileMissingError(name=name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source, formats=_FORMATS) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise PictureUnreadableError(name=name, reason=_TOO_LARGE)
                opened.draft("RGB", (longest, longest))  # a JPEG is decoded at a half or an eighth if that will do
                image = convert(ImageOps.exif_transpose(opened))
    except UnidentifiedImageError as error:
        raise PictureUnreadableError(name=name, reason="不是能识别的图片") from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PictureUnreadableError(name=name, reason=_TOO_LARGE) from error
    except PermissionError as error:
        raise FileUnreadableError(name=name) from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error) as error:
        raise PictureUnreadableError(name=name, reason="已损坏") from error
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return image


def _with_opacity(image: Image.Image) -> Image.Image:
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


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
    return _packed_jpeg(placed)


def _packed_jpeg(image: Image.Image) -> Jpeg:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=_QUALITY, optimize=True)
    return Jpeg(target.getvalue(), *image.size)
