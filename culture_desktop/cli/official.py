"""``documents official KIND --text FILE --title TEXT --to UNITS --out PATH``: an official paper of one's own text."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import context_of
from culture_desktop.cli.paper_files import paper_target, show_paper
from culture_desktop.errors import FileMissingError, FileUnreadableError, InvalidFieldError
from culture_desktop.services.documents.bound_files import BoundFile
from culture_desktop.services.documents.official_text import OFFICIAL_KINDS, OfficialDraft
from culture_desktop.spreadsheets.encoding import decode
from culture_desktop.vocabulary import DocumentKind


def official(
    command: typer.Context,
    kind: Annotated[str, typer.Argument(help="、".join(kind.label for kind in OFFICIAL_KINDS))],
    out: Annotated[Path, typer.Option("--out", help="PDF 写到哪里；给文件夹则自动取名")],
    text: Annotated[Path | None, typer.Option("--text", help="正文，txt 或 md，一行一段")] = None,
    title: Annotated[str, typer.Option("--title", help="标题")] = "",
    to: Annotated[str, typer.Option("--to", help="主送机关")] = "",
    signer: Annotated[str, typer.Option("--signer", help="签发人，请示和报告要写")] = "",
    attachment: Annotated[list[str] | None, typer.Option("--attachment", help="附件名称，可写多次")] = None,
    attach: Annotated[
        list[str] | None, typer.Option("--attach", help="装订在后的附件：PDF 或名单文件，可写 名称=文件，可写多次")
    ] = None,
    copies_to: Annotated[str, typer.Option("--copies-to", help="抄送")] = "",
    day: Annotated[str, typer.Option("--date", help="成文日期，如 2026-12-01；不写则是今天")] = "",
    docx: Annotated[Path | None, typer.Option("--docx", help="另写一份 Word 文档")] = None,
    unsealed: Annotated[bool, typer.Option("--no-seal", help="不加盖印章的落款")] = False,
) -> None:
    """公文：通知、表彰决定、请示、报告、公示、活动方案、总结。正文里以 一、（一）1.（1）开头的行是各层标题。"""
    context = context_of(command)
    draft = OfficialDraft(
        kind=_kind(kind),
        title=title,
        text="" if text is None else _read(text),
        day=_day(day),
        recipients=to,
        signer=signer,
        attachments=tuple(attachment or ()),
        bound=tuple(map(_bound, attach or ())),
        copies_to=copies_to,
        sealed=not unsealed,
    )
    target = paper_target(out, f"{draft.kind.label}.pdf")
    word = None if docx is None else paper_target(docx, f"{draft.kind.label}.docx")
    documents, unit = context.services.documents, context.services.settings.unit()
    show_paper(context, documents.official(draft, unit, target), target)
    if word is not None:
        context.note(documents.save_official_document(draft, unit, word).sentence)


def _kind(word: str) -> DocumentKind:
    for kind in OFFICIAL_KINDS:
        if word in (kind.value, kind.label):
            return kind
    raise InvalidFieldError(field="KIND", value=word, expected="、".join(kind.label for kind in OFFICIAL_KINDS))


def _bound(said: str) -> BoundFile:
    name, equals, path = said.partition("=")
    return BoundFile(Path(path), name) if equals and not Path(said).exists() else BoundFile(Path(said))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError as error:
        raise InvalidFieldError(field="--date", value=text, expected="形如 2026-12-01 的日期") from error


def _read(path: Path) -> str:
    try:
        return decode(path.read_bytes(), path.name)
    except FileNotFoundError as error:
        raise FileMissingError(name=path.name) from error
    except OSError as error:
        raise FileUnreadableError(name=path.name) from error
