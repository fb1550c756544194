"""The pictures that a briefing has at hand: those of its activities and those that were added to it."""

from collections.abc import Collection
from pathlib import Path

from sqlalchemy import select

from culture_desktop.database import Database
from culture_desktop.documents.briefings.blocks import Photo, photos
from culture_desktop.documents.briefings.reading import trusted_blocks
from culture_desktop.errors import CultureError, RecordMissingError
from culture_desktop.models import Attachment, BriefingActivity, BriefingPicture
from culture_desktop.progress import Progress, silent
from culture_desktop.services.activities.pictures import checked_picture
from culture_desktop.services.briefings.storing import keep_pictures, require_briefing
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import AttachmentKind


class BriefingPictureService:
    """Takes pictures in; where one stands, its caption, crop and consent are of the text."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def at_hand(self, briefing_id: int) -> tuple[Photo, ...]:
        """Every picture that can be placed, as it stands in the saved text where it does: those first."""
        of_activities = (
            select(Attachment.sha256, Attachment.file_name, Attachment.caption)
            .join(BriefingActivity, BriefingActivity.activity_id == Attachment.activity_id)
            .where(BriefingActivity.briefing_id == briefing_id, Attachment.kind == AttachmentKind.PICTURE)
            .order_by(BriefingActivity.position, Attachment.position, Attachment.id)
        )
        added = select(BriefingPicture.sha256, BriefingPicture.file_name).where(
            BriefingPicture.briefing_id == briefing_id
        )
        with self._database.read() as session:
            found = {one.sha256: one for one in photos(trusted_blocks(require_briefing(session, briefing_id).content))}
            for sha256, name, caption in session.execute(of_activities):
                found.setdefault(sha256, Photo(sha256, name, caption))
            for sha256, name in session.execute(added.order_by(BriefingPicture.id)):
                found.setdefault(sha256, Photo(sha256, name))
        return tuple(found.values())

    def add(self, briefing_id: int, files: Collection[Path], progress: Progress = silent) -> Done[tuple[Photo, ...]]:
        """Take pictures in: upright, without their GPS position, at most 4,000 pixels a side.

        When one cannot be taken, those before it are, and its PictureUnreadableError is raised.
        """
        with self._database.read() as session:
            require_briefing(session, briefing_id)
        ready: list[Photo] = []
        problem: CultureError | None = None
        for done, file in enumerate(files):
            progress(done, len(files), "正在添加照片")
            try:
                ready.append(Photo(self._database.files.add(checked_picture(file)), file.name))
            except CultureError as error:
                problem = error
                break
        with self._database.begin("添加简报照片") as session:
            require_briefing(session, briefing_id)
            keep_pictures(session, briefing_id, ready)
        if problem is not None:
            raise problem
        return Done(tuple(ready), frozenset({Topic.DOCUMENTS}), f"已添加 {len(ready)} 张照片")

    def remove(self, briefing_id: int, sha256: str) -> Done[None]:
        """Take a picture that was added out again; the bytes stay for papers that show it.

        Raises RecordMissingError when it was not added, or stands in the saved text.
        """
        with self._database.begin("移除简报照片") as session:
            briefing = require_briefing(session, briefing_id)
            placed = {one.sha256 for one in photos(trusted_blocks(briefing.content))}
            where = BriefingPicture.briefing_id == briefing_id, BriefingPicture.sha256 == sha256
            picture = session.scalar(select(BriefingPicture).where(*where))
            if picture is None or sha256 in placed:
                raise RecordMissingError(what="未排入正文的照片", key=sha256[:12])
            session.delete(picture)
        return Done(None, frozenset({Topic.DOCUMENTS}), "已移除照片")

    def path(self, sha256: str) -> Path:
        """Where the bytes of a picture lie."""
        return self._database.files.path(sha256)
