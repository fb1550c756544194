"""Certificate designs: those that come with the program and the user's own, each saved version kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database, FileStore, write_atomically
from culture_desktop.documents.designs.bundled import bundled_codes, bundled_design
from culture_desktop.documents.designs.design import Design, Sheet
from culture_desktop.documents.designs.package import SUFFIX, packed, unpacked
from culture_desktop.documents.designs.reading import design_from_dict, design_to_dict, trusted_design
from culture_desktop.errors import (
    FileMissingError,
    FileUnreadableError,
    InvalidFieldError,
    NameTakenError,
    RecordKeptError,
    RecordMissingError,
)
from culture_desktop.models import CertificateDesign, DesignPicture, DesignVersion, PrintedCertificate, Tier
from culture_desktop.services.results import Done, Topic

_CHANGED = frozenset({Topic.DOCUMENTS})
_LONGEST_NAME = 64
_LARGEST_FILE = 256_000_000


@dataclass(frozen=True, slots=True)
class DesignRow:
    """A design in the list. ``key`` is the code of a bundled one or the id of one's own; bundled ones have version 0."""

    key: str
    name: str
    sheet: Sheet
    version: int
    saved_at: datetime | None
    printed: int

    @property
    def bundled(self) -> bool:
        """Whether it comes with the program; saving it makes one's own."""
        return not self.version


@dataclass(frozen=True)
class LoadedDesign:
    """A design with the pictures it needs."""

    key: str
    design: Design
    files: Mapping[str, bytes]
    version: int = 0

    @property
    def known_as(self) -> str:
        """Its name, with the version it was saved as."""
        return f"{self.design.name} 第 {self.version} 版" if self.version else self.design.name


class DesignService:
    """Reads and saves designs; a version once saved never changes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self) -> tuple[DesignRow, ...]:
        """The user's own, newest first, then those that come with the program."""
        printed = select(func.count(PrintedCertificate.id)).join(
            DesignVersion, DesignVersion.id == PrintedCertificate.version_id
        )
        used = printed.where(DesignVersion.design_id == CertificateDesign.id).scalar_subquery()
        with self._database.read() as session:
            own = []
            for design, count in session.execute(select(CertificateDesign, used)):
                version = latest_version(session, design.id)
                if design.origin != _BUNDLED:
                    sheet = Sheet(**version.content["sheet"])
                    row = DesignRow(str(design.id), design.name, sheet, version.number, version.saved_at, count)
                    own.append(row)
        own.sort(key=lambda row: (row.saved_at or datetime.min, row.key), reverse=True)
        bundled = ((code, bundled_design(code)) for code in bundled_codes())
        return (*own, *(DesignRow(code, d.name, d.sheet, 0, None, 0) for code, d in bundled))

    def load(self, key: str, number: int | None = None) -> LoadedDesign:
        """A design by its key or its name, the version asked for or the last; RecordMissingError when there is none."""
        with self._database.read() as session:
            return self.loaded(session, key, number)

    def loaded(self, session: Session, key: str, number: int | None = None) -> LoadedDesign:
        """The same within a transaction."""
        code = next((code for code in bundled_codes() if key in (code, bundled_design(code).name)), None)
        own = _own(session, key)
        if own is None:
            if code is None:
                raise RecordMissingError(what="证书模板", key=key)
            return LoadedDesign(code, bundled_design(code), {})
        version = latest_version(session, own.id) if number is None else _version(session, own, number)
        design = trusted_design(version.content)
        files = {digest: self._database.files.read(digest) for digest in design.assets}
        return LoadedDesign(str(own.id), design, files, version.number)

    def versions(self, key: str) -> tuple[tuple[int, datetime], ...]:
        """The versions of one's own design with the time of each, newest first."""
        with self._database.read() as session:
            own = _own(session, key)
            if own is None:
                return ()
            statement = select(DesignVersion.number, DesignVersion.saved_at).where(DesignVersion.design_id == own.id)
            found = session.execute(statement.order_by(DesignVersion.number.desc()))
            return tuple((number, saved_at) for number, saved_at in found)

    def save(self, design: Design, files: Mapping[str, bytes], key: str = "") -> Done[str]:
        """Save as the next version of one's own design, or as a new one; the value is its key.

        Raises InvalidFieldError for a name that cannot be, NameTakenError for one that another design has,
        DesignBrokenError for what no file of a design may hold.
        """
        design = replace(design, name=_checked_name(design.name))
        design_from_dict(design_to_dict(design), design.name)
        for digest in design.assets:
            if digest in files:
                self._database.files.add(files[digest])
        with self._database.begin("保存证书模板") as session:
            own = _own(session, key) if key else None
            other = session.scalar(select(CertificateDesign).where(CertificateDesign.name == design.name))
            if other is not None and other is not own:
                raise NameTakenError(what="证书模板", name=design.name)
            if own is None:
                own = CertificateDesign(name=design.name, origin=key)
                session.add(own)
                session.flush()
            own.name = design.name
            number = add_version(session, own, design)
            saved = str(own.id)
        return Done(saved, _CHANGED, f"已保存“{design.name}”第 {number} 版")

    def delete(self, key: str) -> Done[None]:
        """Remove one's own design; RecordKeptError once certificates were printed from it."""
        with self._database.begin("删除证书模板") as session:
            own = _own(session, key)
            if own is None:
                raise RecordMissingError(what="证书模板", key=key)
            statement = select(PrintedCertificate.number).join(
                DesignVersion, DesignVersion.id == PrintedCertificate.version_id
            )
            numbers = session.scalars(statement.where(DesignVersion.design_id == own.id)).all()
            chosen = session.scalars(select(Tier.name).where(Tier.design == str(own.id))).all()
            if chosen:
                raise RecordKeptError(
                    what="证书模板",
                    name=own.name,
                    records=f"“{chosen[0]}”等 {len(chosen)} 个奖项",
                    instead="请先在“评选”里给它们换一个模板。",
                )
            if numbers:
                raise RecordKeptError(
                    what="证书模板",
                    name=own.name,
                    records=f"用它印过的 {len(numbers)} 张证书（如 {numbers[0]}）",
                    instead="不再使用时换一个模板即可。",
                )
            name = own.name
            session.delete(own)
        return Done(None, _CHANGED, f"已删除证书模板“{name}”")

    def import_file(self, path: Path) -> Done[str]:
        """Take in a design that was handed on; under a name that is taken it gets a number behind its own."""
        if not path.is_file():
            raise FileMissingError(name=path.name)
        try:
            if path.stat().st_size > _LARGEST_FILE:
                raise FileUnreadableError(name=path.name)
            content = path.read_bytes()
        except OSError as error:
            raise FileUnreadableError(name=path.name) from error
        found = unpacked(content, path.name)
        with self._database.read() as session:
            taken = {
                *session.scalars(select(CertificateDesign.name)),
                *(bundled_design(c).name for c in bundled_codes()),
            }
        return self.save(replace(found.design, name=free_name(found.design.name, taken)), found.files)

    def export_file(self, key: str, path: Path) -> Done[Path]:
        """Write a design with its pictures to one file."""
        found = self.load(key)
        target = path if path.suffix else path.with_suffix(SUFFIX)
        write_atomically(target, packed(found.design, found.files))
        return Done(target, frozenset(), f"已导出证书模板到“{target.name}”")


_BUNDLED = "bundled"


def version_of(session: Session, found: LoadedDesign) -> int:
    """The id of the version that certificates printed from this design refer to; a bundled one is kept as it is now."""
    if found.version:
        own = session.get_one(CertificateDesign, int(found.key))
        return _version(session, own, found.version).id
    name = f"{_BUNDLED}:{found.key}"
    kept = session.scalar(select(CertificateDesign).where(CertificateDesign.name == name))
    if kept is None:
        kept = CertificateDesign(name=name, origin=_BUNDLED)
        session.add(kept)
        session.flush()
    add_version(session, kept, found.design)
    return latest_version(session, kept.id).id


def add_version(session: Session, own: CertificateDesign, design: Design) -> int:
    """Keep a design as the next version, unless it is what the last one is; the number."""
    content = design_to_dict(design)
    last = session.scalar(
        select(DesignVersion).where(DesignVersion.design_id == own.id).order_by(DesignVersion.number.desc()).limit(1)
    )
    if last is not None and last.content == content:
        return last.number
    version = DesignVersion(design_id=own.id, number=1 if last is None else last.number + 1, content=content)
    session.add(version)
    session.flush()
    session.add_all(DesignPicture(version_id=version.id, sha256=digest) for digest in sorted(design.assets))
    session.flush()
    return version.number


def latest_version(session: Session, design_id: int) -> DesignVersion:
    """The last version of a design; each has one."""
    statement = select(DesignVersion).where(DesignVersion.design_id == design_id)
    return session.scalars(statement.order_by(DesignVersion.number.desc()).limit(1)).one()


def free_name(name: str, taken: set[str]) -> str:
    """The name, or with the first number behind it that makes it one of its own."""
    number, free = 2, name
    while free in taken:
        free, number = f"{name[: _LONGEST_NAME - 5]} {number}", number + 1
    return free


def loaded_version(session: Session, files: FileStore, version_id: int) -> LoadedDesign:
    """A design as certificates in the register were printed from it, a bundled one too."""
    version = session.get_one(DesignVersion, version_id)
    design = trusted_design(version.content)
    pictures = {digest: files.read(digest) for digest in design.assets}
    return LoadedDesign(str(version.design_id), design, pictures, version.number)


def _own(session: Session, key: str) -> CertificateDesign | None:
    where = CertificateDesign.id == int(key) if key.isascii() and key.isdigit() else CertificateDesign.name == key
    return session.scalar(select(CertificateDesign).where(where, CertificateDesign.origin != _BUNDLED))


def _version(session: Session, own: CertificateDesign, number: int) -> DesignVersion:
    statement = select(DesignVersion).where(DesignVersion.design_id == own.id, DesignVersion.number == number)
    version = session.scalar(statement)
    if version is None:
        raise RecordMissingError(what=f"证书模板“{own.name}”的版本", key=number)
    return version


def _checked_name(name: str) -> str:
    shown = " ".join(name.split())
    if not shown or len(shown) > _LONGEST_NAME or ":" in shown:
        raise InvalidFieldError(field="模板名称", value=shown or "空白", expected=f"1 到 {_LONGEST_NAME} 字，不含冒号")
    return shown
