"""A folder ready to be attached to a letter: papers under speaking names, and a text that lists them."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from culture_desktop.database import Database, write_atomically, writing
from culture_desktop.errors import InvalidFieldError, NotReplaceableError
from culture_desktop.progress import Progress, silent
from culture_desktop.services.documents.register import issued_rows, require_document
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.file_names import file_name
from culture_desktop.services.results import Done
from culture_desktop.services.settings import UnitSettings

LIST = "清单.txt"


class MailingService:
    """Makes such folders."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(
        self,
        ids: Sequence[int],
        parent: Path,
        name: str,
        settings: UnitSettings,
        progress: Progress = silent,
    ) -> Done[Path]:
        """A new folder ``name`` in ``parent`` with these papers in order; it is there whole or not at all.

        Raises NotReplaceableError where there is one of that name, InvalidFieldError for no paper or no name, and
        what writing raises.
        """
        if not ids:
            raise InvalidFieldError(field="文书", value="没有勾选", expected="至少一份文书")
        if not name.strip():
            raise InvalidFieldError(field="文件夹名称", value="空白", expected="如 2026年服务明星评选文书")
        target = parent / file_name(name)
        if target.exists():
            raise NotReplaceableError(name=target.name, what="已有的文件夹")
        with writing(target):
            parent.mkdir(parents=True, exist_ok=True)
            aside = Path(tempfile.mkdtemp(prefix=".", suffix=".part", dir=parent))
        try:
            rows = self._write(ids, aside, settings, progress)
            aside.chmod(0o755)  # a temporary folder is its owner's alone
            with writing(target):
                aside.rename(target)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        sentence = f"已放好 {len(rows)} 份文书和清单，共 {sum(row.pages for row in rows)} 页"
        return Done(target, frozenset(), sentence)

    def _write(self, ids: Sequence[int], folder: Path, settings: UnitSettings, progress: Progress) -> list[IssuedRow]:
        with self._database.read() as session:
            rows: list[IssuedRow] = []
            for document_id in ids:
                require_document(session, document_id)
                rows += issued_rows(session, settings, document_id)
        names = [f"{at:02d} {file_name(row.title)}.pdf" for at, row in enumerate(rows, start=1)]
        for at, (row, name) in enumerate(zip(rows, names, strict=True)):
            progress(at, len(rows), f"正在写“{name}”")
            write_atomically(folder / name, self._database.files.read(row.sha256))
        # With a mark at its head: old editors of Windows take a text without one for GBK.
        write_atomically(folder / LIST, listing(rows, names).encode("utf-8-sig"))
        progress(len(rows), len(rows), "完成")
        return rows


def listing(rows: Sequence[IssuedRow], names: Sequence[str]) -> str:
    """What lies in the folder, for the letter: each paper with its file, number, pages and SHA-256."""
    pages = sum(row.pages for row in rows)
    lines = [f"文书清单　{len(rows)} 份，共 {pages} 页", ""]
    for at, (row, name) in enumerate(zip(rows, names, strict=True), start=1):
        number = f"　{row.number}" if row.number else ""
        lines += [f"{at}. {row.title}{number}　{row.pages} 页", f"   文件：{name}", f"   SHA-256：{row.sha256}"]
    lines += ["", "核对：certutil -hashfile 文件名 SHA256（Windows），或 sha256sum 文件名。", ""]
    return "\r\n".join(lines)
