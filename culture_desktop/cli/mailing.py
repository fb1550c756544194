"""``documents list`` and ``documents mail``: the papers made, and a folder of them ready to be attached to a letter."""

from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.services.documents.versions import newest, versions_of


def show(
    command: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="连同旧版")] = False,
) -> None:
    """已生成的文书，新的在前；每份只列最新一版。"""
    context = context_of(command)
    papers = context.services.documents.rows(context.services.settings.unit())
    shown = papers if every else newest(papers)
    found = [(row, next(v for v in versions_of(row, papers) if v.paper is row)) for row in shown]
    value = [
        {
            "id": row.id,
            "kind": row.kind,
            "title": row.title,
            "number": row.number,
            "of": row.campaign_code or row.activity_code,
            "version": version.number,
            "differs": version.differs,
            "pages": row.pages,
            "made_at": row.made_at.isoformat(timespec="seconds"),
            "sha256": row.sha256,
        }
        for row, version in found
    ]
    lines = [
        (f"{row.id}", row.kind.label, f"第 {version.number} 版", f"{row.pages} 页", row.title) for row, version in found
    ]
    context.show({"papers": value}, list(columns(lines)))


def mail(
    command: typer.Context,
    papers: Annotated[list[int], typer.Argument(help="文书的序号，见 documents list")],
    out: Annotated[Path, typer.Option("--out", help="新建的文件夹")],
) -> None:
    """寄送文件夹：选定的文书和一份清单（页数、SHA-256），可直接作邮件附件。"""
    context = context_of(command)
    done = context.services.mailing.make(papers, out.parent, out.name, context.services.settings.unit())
    context.show({"folder": str(done.value), "papers": len(papers)}, [f"{done.sentence}：{done.value}"])
