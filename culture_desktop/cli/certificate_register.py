"""``documents certificates CODE --out``: a campaign's certificates; ``… list|reprint|revoke``: the register."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from culture_desktop.cli.context import columns, context_of
from culture_desktop.cli.paper_files import paper_target, show_paper
from culture_desktop.cli.signing import passphrase
from culture_desktop.override import override
from culture_desktop.vocabulary import DocumentKind

_MAKE = "make"
Campaign = Annotated[str, typer.Argument(help="评选编号")]
Out = Annotated[Path, typer.Option("--out", help="PDF 写到哪里；给文件夹则自动取名")]
Numbers = Annotated[list[str], typer.Argument(help="证书编号，可以写几个")]


class _MakesByDefault(TyperGroup):
    """Without the name of a command, what follows is the code of a campaign."""

    @override
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        named = any(arg in self.commands for arg in args)
        return super().parse_args(ctx, args if named or not args or args == ["--help"] else [_MAKE, *args])


certificates = typer.Typer(
    cls=_MakesByDefault,
    help="荣誉证书：certificates 评选编号 --out 文件；list、reprint、revoke 是证书登记簿",
    no_args_is_help=True,
)


@certificates.command(_MAKE)
def make(
    command: typer.Context,
    campaign: Campaign,
    out: Out,
    sign: Annotated[bool, typer.Option("--sign", help="给二维码签名，须输入签名口令")] = False,
) -> None:
    """荣誉证书，每个获奖者一张，合为一个文件。"""
    context = context_of(command)
    if sign:
        context.services.signing.unlock(passphrase())
    target = paper_target(out, f"{DocumentKind.CERTIFICATES.label}.pdf")
    unit = context.services.settings.unit()
    show_paper(
        context, context.services.documents.campaign_paper(DocumentKind.CERTIFICATES, campaign, unit, target), target
    )


@certificates.command("list")
def list_(
    command: typer.Context,
    find: Annotated[str, typer.Option("--find", help="编号、姓名、称号里有这些字的")] = "",
    revoked: Annotated[bool, typer.Option("--revoked", help="只列作废的")] = False,
) -> None:
    """证书登记簿，新的在前。"""
    context = context_of(command)
    rows = [
        row
        for row in context.services.certificates.rows()
        if find in f"{row.number}\n{row.name}\n{row.title}\n{row.source}" and (row.revoked_on or not revoked)
    ]
    value = [
        {
            "number": row.number,
            "name": row.name,
            "title": row.title,
            "dated": row.dated,
            "design": row.design,
            "version": row.version,
            "printed": row.printed,
            "campaign": row.campaign_code,
            "revoked_on": row.revoked_on,
            "revoked_for": row.revoked_for,
        }
        for row in rows
    ]
    table = [
        (
            row.number,
            row.name,
            row.title,
            row.dated,
            f"{row.design}第 {row.version} 版",
            f"印 {row.printed} 次",
            f"{row.revoked_on} 作废：{row.revoked_for}" if row.revoked_on else "",
        )
        for row in rows
    ]
    context.show({"certificates": value}, columns(table))


@certificates.command()
def reprint(command: typer.Context, numbers: Numbers, out: Out) -> None:
    """照原样重印，次数记入登记簿。"""
    context = context_of(command)
    done = context.services.certificates.reprint(numbers, paper_target(out, "重印证书.pdf"))
    value: dict[str, Any] = {"file": str(done.value), "numbers": numbers}
    context.show(value, [done.sentence])


@certificates.command()
def revoke(
    command: typer.Context,
    numbers: Numbers,
    reason: Annotated[str, typer.Option(help="原因，须写明")],
    on: Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="作废日期；不写则为今天")] = None,
) -> None:
    """作废证书：编号不再使用，核验时说明已作废；评选的证书连同荣誉一起撤销。"""
    context = context_of(command)
    today = date.today()
    done = context.services.certificates.revoke(numbers, on.date() if on else today, reason, today)
    context.show({"revoked": done.value, "numbers": numbers}, [done.sentence])
