"""``awards papers CODE --out DIR``: every paper of a campaign that can be made, from one reading of it."""

from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import columns, context_of


def papers(
    command: typer.Context,
    code: Annotated[str, typer.Argument(help="评选编号")],
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件夹；没有就新建")],
) -> None:
    """全套文书：从评选通知到签领表和简报，一次生成；还不能生成的说明原因。"""
    context = context_of(command)
    done = context.services.paper_sets.make(code, context.services.settings.unit(), out)
    made = list(zip(done.value.names, done.value.made, strict=True))
    value = {
        "campaign": code,
        "folder": str(out),
        "papers": [
            {"file": name, "kind": row.kind, "title": row.title, "pages": row.pages, "sha256": row.sha256}
            for name, row in made
        ],
        "missing": [{"kind": one.kind, "reason": one.reason} for one in done.value.missing],
    }
    lines = [*columns([(name, f"{row.pages} 页", row.title) for name, row in made])]
    lines += [f"没有生成{one.kind.label}：{one.reason}" for one in done.value.missing]
    context.show(value, [*lines, f"{done.sentence}：{out}"])
