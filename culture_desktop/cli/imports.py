"""What all commands that import share: their options, one way to carry them out, and how a preview is printed."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from culture_desktop.cli.context import context_of
from culture_desktop.errors import FileUnreadableError, InvalidFieldError
from culture_desktop.services.imports.preview import SHEET_STRIDE, ImportPreview, Verdict
from culture_desktop.vocabulary import ListKind

File = Annotated[Path, typer.Argument(help="名单：xlsx、xls、et、ods 或 csv")]
Files = Annotated[list[Path], typer.Argument(help="名单：xlsx、xls、et、ods 或 csv，可以一次几个")]
Sheet = Annotated[str | None, typer.Option("--sheet", help="工作表；不写则用找得到表头的第一张")]
Mapped = Annotated[
    list[str] | None,
    typer.Option(
        "--mapping", help="“字段=列名”，可写多次，“字段=”表示没有这一列，“部门=单位+班组”合成一个；或一个 JSON 文件"
    ),
]
AllSheets = Annotated[bool, typer.Option("--all-sheets", help="导入所有工作表，各按自己的表头")]
SkipHidden = Annotated[bool, typer.Option("--skip-hidden", help="不导入文件里隐藏或筛选掉的行")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只核对，不写入")]
Rejected = Annotated[Path | None, typer.Option("--rejected", help="把没有写入的行连同原因另存为 xlsx")]
Reason = Annotated[str, typer.Option("--reason", help="更正已登记的内容时的理由，留在记录里")]

_PROBLEMS_SHOWN = 20


def import_list(
    command: typer.Context,
    kind: ListKind,
    file: Path,
    sheet: str | None,
    dry_run: bool,
    rejected: Path | None,
    *,
    all_sheets: bool = False,
    skip_hidden: bool = False,
    further: Sequence[Path] = (),
    mapping: Sequence[str] | None = None,
    into: str = "",
    reason: str = "",
    about: dict[str, Any] | None = None,
) -> None:
    """Look, give back what cannot be written, write the rest, and say what was done; ``about`` leads the JSON."""
    context = context_of(command)
    service = context.services.imports[kind]
    said = columns_said(mapping or (), service.fields(into))
    preview = service.preview(
        file,
        further=further,
        into=into,
        sheet=sheet,
        all_sheets=all_sheets,
        mapping=said,
        leave_hidden=skip_hidden,
    )
    if rejected is not None and preview.rejected:
        service.write_rejected(preview, rejected)  # first: a folder that cannot be written to stops the import
    sentence = "只核对，没有写入" if dry_run else service.apply(preview, reason=reason).sentence
    value = {**(about or {}), **preview_value(preview, not dry_run)}
    if further:
        value["files"] = list(dict.fromkeys(table.sheet.file for table in preview.tables))
        value["empty"] = list(preview.empty)
        for error, problem in zip(value["errors"], preview.problems, strict=True):
            error["file"] = preview.table_of(problem.row).sheet.file
    if kind is ListKind.ORGANISATION:
        value["new_units"] = list(preview.new_units)
    context.show(value, [*preview_lines(preview), sentence])


def preview_value(preview: ImportPreview, written: bool) -> dict[str, Any]:
    """The preview as the JSON that scripts rely on; rows are counted as Excel counts them."""
    counts = preview.counts
    return {
        "file": preview.table.sheet.file,
        "sheet": "、".join(table.sheet.name for table in preview.tables),
        "header_row": preview.table.header_row,
        "mapping": preview.table.mapping,
        "rows": len(preview.rows),
        "new": counts[Verdict.NEW],
        "changed": counts[Verdict.CHANGED],
        "unchanged": counts[Verdict.UNCHANGED],
        "kept": counts[Verdict.KEPT],
        "ambiguous": counts[Verdict.AMBIGUOUS],
        "errors": [
            {
                "sheet": preview.table_of(p.row).sheet.name,
                "row": p.row % SHEET_STRIDE,
                "column": p.column,
                "value": p.value,
                "reason": p.reason,
            }
            for p in preview.problems
        ],
        "error_rows": counts[Verdict.ERROR],
        "skipped": [{"first": s.first, "last": s.last, "reason": s.reason} for t in preview.tables for s in t.skipped],
        "written": written,
    }


def preview_lines(preview: ImportPreview, kept: Collection[str] = ()) -> Iterable[str]:
    """The preview for people: where it was read, the columns nothing is taken from (those ``kept`` for something else
    left out), the sum that adds up, the first problems."""
    fields = dict(preview.fields)
    for table in preview.tables:
        yield f"{table.sheet.file}　工作表“{table.sheet.name}”　表头在第 {table.header_row} 行"
        yield "对应：" + "，".join(f"{title}→{fields.get(key, key)}" for key, title in table.mapping.items())
        if unused := [title for title in table.unknown_columns if title not in kept]:
            yield f"没有对应的列：{'、'.join(unused)}"
    yield from (f"“{name}”里没有填写" for name in preview.empty)
    counted = [(verdict, count) for verdict, count in preview.counts.items() if verdict is not Verdict.KEPT or count]
    parts = [f"{verdict.label} {count}" for verdict, count in counted]
    yield f"{' + '.join(parts)} = {len(preview.rows)} 行"
    for problem in preview.problems[:_PROBLEMS_SHOWN]:
        yield f"  {preview.place(problem.row)} {problem.column}“{problem.value}”：{problem.reason}"
    if len(preview.problems) > _PROBLEMS_SHOWN:
        yield f"  另有 {len(preview.problems) - _PROBLEMS_SHOWN} 处"
    noted = Counter(note for row in preview.rows for note in row.notes)
    for note, count in noted.most_common(_PROBLEMS_SHOWN):
        yield f"  {count} 行：{note}"
    if preview.new_units:
        yield f"将新建 {len(preview.new_units)} 个组织：{'、'.join(preview.new_units[:_PROBLEMS_SHOWN])}"
    ambiguous = [row for row in preview.rows if row.candidates]
    for row in ambiguous[:_PROBLEMS_SHOWN]:
        names = "、".join(f"{candidate.name} {candidate.number}" for candidate in row.candidates)
        yield f"  {preview.place(row.row)}待定：可能是 {names}"
    if len(ambiguous) > _PROBLEMS_SHOWN:
        yield f"  另有 {len(ambiguous) - _PROBLEMS_SHOWN} 行待定"


def columns_said(written: Sequence[str] | None, fields: Sequence[tuple[str, str]]) -> dict[str, str] | None:
    """Field key -> column title; fields go by their keys or by their titles."""
    if not written:
        return None
    keys = {title: key for key, title in fields} | {key: key for key, _ in fields}
    found = {}
    for field, column in pairs("--mapping", written):
        if field not in keys:
            raise InvalidFieldError(field="--mapping", value=field, expected="、".join(title for _, title in fields))
        found[keys[field]] = column
    return found


def pairs(option: str, written: Sequence[str]) -> Iterator[tuple[str, str]]:
    """``名=值`` pairs as they are written, or those of JSON files."""
    for item in written:
        name, equals, value = item.partition("=")
        if equals:
            yield name.strip(), value.strip()
        else:
            yield from _of_file(option, Path(item))


def _of_file(option: str, path: Path) -> Iterator[tuple[str, str]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise FileUnreadableError(name=path.name) from error
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise InvalidFieldError(field=option, value=path.name, expected="“名=值”，或内容是一个 JSON 对象的文件")
    return ((str(name).strip(), str(value or "").strip()) for name, value in found.items())
