"""Pictures on their way in: upright, of sane size, without the data a camera hides in them."""

import io
from collections.abc import Collection
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.documents.pictures import decoded
from culture_desktop.errors import CultureError, InvalidFieldError, RecordMissingError
from culture_desktop.models import Attachment
from culture_desktop.progress import Progress, silent
from culture_desktop.services.activities.queries import activity_by_id
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import AttachmentKind

LONGEST_SIDE = 4000
_QUALITY = 88
_LONGEST_CAPTION = 255


def checked_picture(file: Path) -> bytes:
    """The picture as JPEG bytes, turned upright by its EXIF mark and stripped of EXIF (GPS, camera) and comments.

    Raises FileMissingError, FileUnreadableError or PictureUnreadableError.
    """
    upright = decoded(file, file.name, LONGEST_SIDE)
    upright.info.clear()  # comments and the rest would be written out again
    target = io.BytesIO()
    upright.save(target, "JPEG", quality=_QUALITY, optimize=True)
    return target.getvalue()


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
        with self._database.begin("添加照片") as session:
            activity_by_id(session, activity_id)
            picture, _new = _keep(session, activity_id, self._database.files.add(content), file.name, caption)
            picture_id = picture.id
        return Done(picture_id, frozenset({Topic.ACTIVITIES}), "已添加照片")

    def add_all(self, activity_id: int, files: Collection[Path], progress: Progress = silent) -> Done[int]:
        """Keep several pictures, as ``add`` does each, in one transaction; returns how many are new.

        When one cannot be kept, those before it are, and its PictureUnreadableError is raised.
        """
        with self._database.read() as session:
            activity_by_id(session, activity_id)
        ready, problem = self._read_all(files, progress)
        with self._database.begin("添加照片") as session:
            activity_by_id(session, activity_id)
            number = sum(_keep(session, activity_id, digest, name, "")[1] for name, digest in ready)
        if problem is not None:
            raise problem
        sentence = f"已添加 {number} 张照片" if number else "这些照片已经在活动里了"
        return Done(number, frozenset({Topic.ACTIVITIES}), sentence)

    def _read_all(
        self, files: Collection[Path], progress: Progress
    ) -> tuple[list[tuple[str, str]], CultureError | None]:
        """Name and SHA-256 of each up to the first that cannot be kept, and why it cannot."""
        ready: list[tuple[str, str]] = []
        for done, file in enumerate(files):
            progress(done, len(files), "正在添加照片")
            try:
                ready.append((file.name, self._database.files.add(checked_picture(file))))
            except CultureError as error:
                return ready, error
        return ready, None

    def set_caption(self, picture_id: int, caption: str) -> Done[None]:
        """Caption a picture."""
        _check_caption(caption)
        with self._database.begin("修改照片说明") as session:
            _require_picture(session, picture_id).caption = caption
        return Done(None, frozenset({Topic.ACTIVITIES}), "已保存说明")

    def remove(self, picture_id: int) -> Done[None]:
        """Take a picture off its activity; the bytes stay in the store for papers that already show it."""
        with self._database.begin("移除照片") as session:
            session.delete(_require_picture(session, picture_id))
        return Done(None, frozenset({Topic.ACTIVITIES}), "已移除照片")

    def path(self, sha256: str) -> Path:
        """Where the bytes of a picture lie."""
        return self._database.files.path(sha256)


def _keep(session: Session, activity_id: int, digest: str, name: str, caption: str) -> tuple[Attachment, bool]:
    """The picture with these bytes, and whether it is new."""
    twin = session.scalar(select(Attachment).where(Attachment.activity_id == activity_id, Attachment.sha256 == digest))
    if twin is not None:
        return twin, False
    picture = Attachment(
        activity_id=activity_id,
        kind=AttachmentKind.PICTURE,
        sha256=digest,
        file_name=name,
        caption=caption,
        position=_next_position(session, activity_id),
    )
    session.add(picture)
    session.flush()
    return picture, True


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
