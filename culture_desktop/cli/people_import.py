"""``people import``."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any

import typer

from culture_desktop.cli.context import context_of
from culture_desktop.cli.imports import (
    AllSheets,
    DryRun,
    File,
    Mapped,
    Rejected,
    Sheet,
    SkipHidden,
    columns_said,
    pairs,
    preview_lines,
    preview_value,
)
from culture_desktop.errors import InvalidFieldError
from culture_desktop.services.imports.preview import ImportReport
from culture_desktop.services.imports.roster_preview import Leaver, RosterOptions, RosterPreview
from culture_desktop.services.imports.unit_questions import NewUnit, UnitDecision
from culture_desktop.vocabulary import ImportMode

_MODES = {mode.value.replace("_", "-"): mode for mode in ImportMode}
_TO_BE_MADE = "+"
_SHOWN = 20


def import_(
    command: typer.Context,
    file: File,
    sheet: Sheet = None,
    all_sheets: AllSheets = False,
    mode: Annotated[
        str,
        typer.Option(help="add-update 新增并更新、add 只新增、update 只更新、fill 只补空白；不写则同这种名册上一次"),
    ] = "",
    mapping: Mapped = None,
    extra: Annotated[list[str] | None, typer.Option(help="作为附加字段保留的列，可写多次")] = None,
    unit: Annotated[
        list[str] | None,
        typer.Option(help="“名册里的写法=单位”，可写多次；“=+上级/下级”新建，“=”留空；或一个 JSON 文件"),
    ] = None,
    effective: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="单位变动和离职从哪天起；不写则为今天")
    ] = None,
    skip_hidden: SkipHidden = False,
    leavers_of_units: Annotated[
        bool, typer.Option("--leavers-of-units", help="与名册里出现的单位的全部在职人员比较，看谁不在名册里")
    ] = False,
    mark_left: Annotated[bool, typer.Option("--mark-left", help="列出的不在名册里的在职人员记为离职")] = False,
    dry_run: DryRun = False,
    rejected: Rejected = None,
) -> None:
    """导入名册：先逐行核对，再一次写入能写的行。没有工号的名册按身份证号、姓名加手机、姓名加单位认人。"""
    context = context_of(command)
    service = context.services.people_import
    options = RosterOptions(
        mode=_mode(mode),
        extra=None if extra is None else tuple(extra),
        units=_units(unit or (), context.services.organisations.id_of),
        effective=effective.date() if effective else None,
        leave_hidden=skip_hidden,
    )
    chosen = columns_said(mapping, service.fields())
    preview = service.preview(file, sheet=sheet, all_sheets=all_sheets, mapping=chosen, options=options)
    leavers = preview.unit_leavers if leavers_of_units else preview.leavers
    if rejected is not None and preview.rejected:
        service.write_rejected(preview, rejected)  # first: a folder that cannot be written to stops the import
    report: ImportReport | None = None
    sentence = "只核对，没有写入"
    if not dry_run:
        left = [leaver.person_id for leaver in leavers] if mark_left else []
        done = service.apply(preview, left=left)
        report, sentence = done.value, done.sentence
    lines = [*preview_lines(preview, preview.extra), *_lines(preview), *_leavers_told(preview, leavers), sentence]
    context.show(_value(preview, leavers, report), lines)


def _mode(written: str) -> ImportMode | None:
    if not written:
        return None
    if written not in _MODES:
        raise InvalidFieldError(field="--mode", value=written, expected="、".join(_MODES))
    return _MODES[written]


def _units(written: Sequence[str], id_of: Callable[[str], int]) -> dict[str, UnitDecision]:
    return {name: _unit(meant, id_of) for name, meant in pairs("--unit", written)}


def _unit(meant: str, id_of: Callable[[str], int]) -> UnitDecision:
    if not meant:
        return None
    return NewUnit(meant.removeprefix(_TO_BE_MADE)) if meant.startswith(_TO_BE_MADE) else id_of(meant)


def _value(preview: RosterPreview, leavers: Sequence[Leaver], report: ImportReport | None) -> dict[str, Any]:
    return preview_value(preview, report is not None) | {
        "new_units": list(preview.new_units),
        "mode": preview.mode,
        "effective": preview.effective,
        "source": None if preview.source is None else preview.source.name,
        "extra": list(preview.extra),
        "fields": preview.field_counts,
        "unit_questions": [
            {
                "written": question.written,
                "rows": len(question.rows),
                "open": question.open,
                "reason": question.reason,
                "candidates": [candidate.full_name for candidate in question.candidates],
            }
            for question in preview.unit_questions
        ],
        "leavers": [{"number": p.number, "name": p.name, "unit": p.unit} for p in leavers],
        "left": 0 if report is None else report.left,
    }


def _lines(preview: RosterPreview) -> Iterator[str]:
    """What a roster has to tell beside its rows."""
    if preview.source is not None:
        yield f"沿用“{preview.source.name}”（{preview.source.used_at:%Y-%m-%d}）的对应方式；本次{preview.mode.label}"
    if counts := preview.field_counts:
        yield "变更：" + "，".join(f"{title} {count} 人" for title, count in counts.items())
    if preview.extra:
        yield f"附加字段：{'、'.join(preview.extra)}"
    for question in preview.unit_questions[:_SHOWN]:
        names = "、".join(candidate.full_name for candidate in question.candidates) or "没有相近的单位"
        yield f"  单位“{question.written}”（{len(question.rows)} 行）：{question.reason}；相近：{names}"


def _leavers_told(preview: RosterPreview, leavers: Sequence[Leaver]) -> Iterator[str]:
    """Who is missing from the roster, or why that cannot be told."""
    if leavers:
        names = "、".join(f"{leaver.name} {leaver.number}" for leaver in leavers[:_SHOWN])
        yield f"名册里没有的在职人员 {len(leavers)} 人：{names}"
    elif preview.source is None and preview.unit_leavers:
        others = f"名册里出现的单位另有在职人员 {len(preview.unit_leavers)} 人"
        yield f"以前没有导入过这样的名册，不知道谁从名册里消失了；{others}，加 --leavers-of-units 列出"
