"""Where a paper goes, and what is said once it is there."""

from pathlib import Path

from culture_desktop.cli.context import Context
from culture_desktop.errors import WrongPaperTypeError
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.results import Done


def paper_target(out: Path, name: str, *others: str) -> Path:
    """The file; a folder, there already or to be made, gets the paper's usual name. ``others`` are further suffixes."""
    if out.is_dir() or not out.suffix:
        return out / name
    suffixes = (Path(name).suffix, *others)
    if out.suffix.lower() not in suffixes:
        raise WrongPaperTypeError(name=out.name, suffixes=" 或 ".join(suffixes))
    return out


def show_paper(context: Context, done: Done[IssuedRow], target: Path) -> None:
    """Say what was made and where it lies."""
    row = done.value
    value = {"file": str(target), "kind": row.kind, "title": row.title, "pages": row.pages, "sha256": row.sha256}
    report = context.services.documents.fonts(row.id)
    value |= {"fonts": report.used, "font_notes": report.notes}
    context.show({**value, "number": row.number} if row.number else value, [f"{done.sentence}：{target}"])
