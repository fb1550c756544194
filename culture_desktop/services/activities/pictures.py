"""Pictures on their way in: upright, of sane size, without the data a camera hides in them."""

import io
import struct
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import (
    FileMissingError,
    FileUnreadableError,
    InvalidFieldError,
    PictureUnreadableError,
    RecordMissingError,
)
from culture_desktop.models import Attachment
from culture_desktop.services.activities.queries import activity_by_id
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import AttachmentKind

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 50_000_000
LONGEST_SIDE = 4000
_QUALITY = 88
_LONGEST_CAPTION = 255
_TOO_LARGE = "超过 5000 万像素"
# What cameras, telephones and scanners make. Other readers of Pillow start programs (EPS) or nest pictures (ICO).
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")


def checked_picture(file: Path) -> bytes:
    """The picture as JPEG bytes, turned upright by its EXIF mark and stripped of EXIF (GPS, camera) and comments.

    Raises FileMissingError, FileUnreadableError or PictureUnreadableError.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - keeps Pillow out of the start-up

    if not file.is_file():
        raise FileMissingError(name=file.name)
    try:
        with Image.open(file, formats=_FORMATS) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise PictureUnreadableError(name=file.name, reason=_TOO_LARGE)
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is decoded at a half or a quarter
            upright = _on_white(ImageOps.exif_transpose(opened))
    except UnidentifiedImageError as error:
        raise PictureUnreadableError(name=file.name, reason="不是能识别的图片") from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PictureUnreadableError(name=file.name, reason=_TOO_LARGE) from error
    except PermissionError as error:
        raise FileUnreadableError(name=file.name) from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error) as error:
        raise PictureUnreadableError(name=file.name, reason="已损坏") from error
    upright.info.clear()  # comments and the rest would be written out again
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    upright.save(target, "JPEG", quality=_QUALITY, optimize=True)
    return target.getvalue()


def _on_white(picture: "Image") -> "Image":
    """The picture in RGB, what is transparent on white as on paper."""
    from PIL import Image  # noqa: PLC0415 - keeps Pillow out of the start-up

    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    paper = Image.new("RGB", layered.size, "white")
    paper.paste(layered, mask=layered.getchannel("A"))
    return paper


class PictureService:
    """The pictures of activities."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, activity_id: int, file: Path, caption: str = "") -> Done[int]:
        """Keep a picture with the activity: upright, without its GPS position, at most 4,000 pixels a side.

        The same picture twice is kept once.
        Raises PictureUnreadableError for what is no picture, is damaged, or has over 50 million pixels.
        """
        _check_caption(caption)
        with self._database.read() as session:
            activity_by_id(session, activity_id)  # before the work, and again where it counts
        content = checked_picture(file)
        with self._database.begin() as session:
            activity_by_id(session, activity_id)
            digest = self._database.files.add(content)
            twin = session.scalar(
                select(Attachment).where(Attachment.activity_id == activity_id, Attachment.sha256 == digest)
            )
            picture = twin or Attachment(
                activity_id=activity_id,
                kind=AttachmentKind.PICTURE,
                sha256=digest,
                file_name=file.name,
                caption=caption,
                position=_next_position(session, activity_id),
            )
            session.add(picture)
            session.flush()
            picture_id = picture.id
        return Done(picture_id, frozenset({Topic.ACTIVITIES}), "已添加照片")

    def set_caption(self, picture_id: int, caption: str) -> Done[None]:
        """Caption a picture."""
        _check_caption(caption)
        with self._database.begin() as session:
            _require_picture(session, picture_id).caption = caption
        return Done(None, frozenset({Topic.ACTIVITIES}), "已保存说明")

    def remove(self, picture_id: int) -> Done[None]:
        """Take a picture off its activity; the bytes stay in the store for papers that already show it."""
        with self._database.begin() as session:
            session.delete(_require_picture(session, picture_id))
        return Done(None, frozenset({Topic.ACTIVITIES}), "已移除照片")

    def path(self, sha256: str) -> Path:
        """Where the bytes of a picture lie."""
        return self._database.files.path(sha256)


def _next_position(session: Session, activity_id: int) -> int:
    last = session.scalar(select(func.max(Attachment.position)).where(Attachment.activity_id == activity_id))
    return 0 if last is None else last + 1


def _check_caption(caption: str) -> None:
    if len(caption) > _LONGEST_CAPTION:
        raise InvalidFieldError(field="说明", value=f"{caption[:10]}…", expected=f"{_LONGEST_CAPTION} 字以内的文字")


def _require_picture(session: Session, picture_id: int) -> Attachment:
    picture = session.get(Attachment, picture_id)
    if picture is None or picture.kind != AttachmentKind.PICTURE:
        raise RecordMissingError(what="照片", key=picture_id)
    return picture
