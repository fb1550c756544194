"""Pictures on their way in: upright, of sane size, without the data a camera hides in them."""

import io
import warnings
from pathlib import Path

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import FileMissingError, PictureUnreadableError
from culture_desktop.models import Attachment
from culture_desktop.services.activities.service import activity_by_id
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import AttachmentKind

MAX_PIXELS = 50_000_000
LONGEST_SIDE = 4000
_QUALITY = 88


def checked_picture(file: Path) -> bytes:
    """The picture as JPEG bytes, turned upright by its EXIF mark and stripped of EXIF (GPS, camera).

    Raises FileMissingError or PictureUnreadableError.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - keeps Pillow out of the start-up

    if not file.is_file():
        raise FileMissingError(name=file.name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise PictureUnreadableError(name=file.name, reason="超过 5000 万像素")
                upright = ImageOps.exif_transpose(opened).convert("RGB")
    except UnidentifiedImageError as error:
        raise PictureUnreadableError(name=file.name, reason="不是能识别的图片") from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PictureUnreadableError(name=file.name, reason="超过 5000 万像素") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise PictureUnreadableError(name=file.name, reason="已损坏") from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    upright.save(target, "JPEG", quality=_QUALITY, optimize=True)
    return target.getvalue()


class PictureService:
    """The pictures of activities."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, activity_id: int, file: Path, caption: str = "") -> Done[int]:
        """Keep a picture with the activity: upright, without its GPS position, at most 4,000 pixels a side.

        Raises PictureUnreadableError for what is no picture, is damaged, or has over 50 million pixels.
        """
        content = checked_picture(file)
        digest = self._database.files.add(content)
        with self._database.begin() as session:
            activity_by_id(session, activity_id)
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
        with self._database.begin() as session:
            session.execute(update(Attachment).where(Attachment.id == picture_id).values(caption=caption))
        return Done(None, frozenset({Topic.ACTIVITIES}), "已保存说明")

    def remove(self, picture_id: int) -> Done[None]:
        """Take a picture off its activity; the bytes stay in the store for papers that already show it."""
        with self._database.begin() as session:
            session.execute(delete(Attachment).where(Attachment.id == picture_id))
        return Done(None, frozenset({Topic.ACTIVITIES}), "已移除照片")

    def path(self, sha256: str) -> Path:
        """Where the bytes of a picture lie."""
        return self._database.files.path(sha256)


def _next_position(session: Session, activity_id: int) -> int:
    last = session.scalar(select(func.max(Attachment.position)).where(Attachment.activity_id == activity_id))
    return 0 if last is None else last + 1
