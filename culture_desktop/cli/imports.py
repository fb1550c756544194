"""How a preview is printed, for all commands that import."""

from collections.abc import Iterable
from typing import Any

from culture_desktop.services.imports.preview import ImportPreview, Verdict

_PROBLEMS_SHOWN = 20


def preview_value(preview: ImportPreview, written: bool) -> dict[str, Any]:
    """The preview as the JSON that scripts rely on; rows are counted as Excel counts them."""
    counts = preview.counts
    return {
        "file": preview.table.sheet.file,
        "sheet": preview.table.sheet.name,
        "header_row": preview.table.header_row,
        "mapping": preview.table.mapping,
        "rows": len(preview.rows),
        "new": counts[Verdict.NEW],
        "changed": counts[Verdict.CHANGED],
        "unchanged": counts[Verdict.UNCHANGED],
        "ambiguous": counts[Verdict.AMBIGUOUS],
        "errors": [{"row": p.row, "column": p.column, "value": p.value, "reason": p.reason} for p in preview.problems],
        "error_rows": counts[Verdict.ERROR],
        "skipped": [{"first": s.first, "last": s.last, "reason": s.reason} for s in preview.table.skipped],
        "written": written,
    }


def preview_lines(preview: ImportPreview) -> Iterable[str]:
    """The preview for people: where it was read, the sum that adds up, the first problems."""
    table = preview.table
    yield f"{table.sheet.file}　工作表“{table.sheet.name}”　表头在第 {table.header_row} 行"
    yield "对应：" + "，".join(f"{title}→{key}" for key, title in table.mapping.items())
    parts = [f"{verdict.label} {count}" for verdict, count in preview.counts.items()]
    yield f"{' + '.join(parts)} = {len(preview.rows)} 行"
    for problem in preview.problems[:_PROBLEMS_SHOWN]:
        yield f"  第 {problem.row} 行 {problem.column}“{problem.value}”：{problem.reason}"
    if len(preview.problems) > _PROBLEMS_SHOWN:
        yield f"  另有 {len(preview.problems) - _PROBLEMS_SHOWN} 处"
    for row in preview.rows:
        if row.candidates:
            names = "、".join(f"{candidate.name} {candidate.number}" for candidate in row.candidates)
            yield f"  第 {row.row} 行待定：可能是 {names}"
