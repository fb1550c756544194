"""``documents certificates|notice|minutes|decision|eligibility|briefing|nomination-forms|score-forms|scores``,
``documents merge|designs|verify|key|calibrate``, ``documents official|sign-in|receipts|seat-cards|badges|honour-roll``."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli import briefings, cards, forms, mailing, printers, signing
from culture_desktop.cli import certificates as merging
from culture_desktop.cli.certificate_register import certificates
from culture_desktop.cli.context import Context, context_of
from culture_desktop.cli.official import official
from culture_desktop.cli.paper_files import paper_target, show_paper
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.results import Done
from culture_desktop.services.settings import UnitSettings
from culture_desktop.vocabulary import DocumentKind

commands = typer.Typer(help="文书：证书、公示、评审会议记录、表彰决定、简报", no_args_is_help=True)
commands.add_typer(certificates, name="certificates")
commands.command("merge")(merging.merge)
commands.add_typer(merging.designs, name="designs")
commands.add_typer(signing.keys, name="key")
commands.add_typer(printers.commands, name="calibrate")
commands.command("verify")(signing.verify)
commands.command("official")(official)
commands.add_typer(briefings.commands, name="briefing")
commands.command("list")(mailing.show)
commands.command("mail")(mailing.mail)
commands.command("sign-in")(forms.sign_in)
commands.command("receipts")(forms.receipts)
commands.command("seat-cards")(cards.seat_cards)
commands.command("badges")(cards.badges)
commands.command("honour-roll")(cards.honour_roll)

Campaign = Annotated[str, typer.Argument(help="评选编号")]
Out = Annotated[Path, typer.Option("--out", help="PDF 写到哪里；给文件夹则自动取名")]
Make = Callable[[str, UnitSettings, Path], Done[IssuedRow]]


@commands.command()
def notice(command: typer.Context, campaign: Campaign, out: Out) -> None:
    """公示。"""
    context = context_of(command)
    _make_of_campaign(context, DocumentKind.NOTICE, campaign, out)


@commands.command()
def minutes(command: typer.Context, campaign: Campaign, out: Out) -> None:
    """评审会议记录，附得分汇总表。"""
    context = context_of(command)
    _make_of_campaign(context, DocumentKind.MINUTES, campaign, out)


@commands.command()
def decision(command: typer.Context, campaign: Campaign, out: Out) -> None:
    """表彰决定。"""
    context = context_of(command)
    _make_of_campaign(context, DocumentKind.DECISION, campaign, out)


@commands.command()
def eligibility(command: typer.Context, campaign: Campaign, out: Out) -> None:
    """资格审查表。"""
    context = context_of(command)
    _make_of_campaign(context, DocumentKind.ELIGIBILITY, campaign, out)


@commands.command("score-forms")
def score_forms(command: typer.Context, campaign: Campaign, out: Out) -> None:
    """纸质评分表，每位评委一份，回避的注明，留签名处。"""
    context = context_of(command)
    _make_of_campaign(context, DocumentKind.SCORE_FORMS, campaign, out)


@commands.command()
def scores(command: typer.Context, campaign: Campaign, out: Out) -> None:
    """评分汇总表：各项得分、计入和去掉的评委、回避、总分、名次。"""
    context = context_of(command)
    _make_of_campaign(context, DocumentKind.SCORES, campaign, out)


@commands.command("nomination-forms")
def nomination_forms(command: typer.Context, campaign: Campaign, out: Out) -> None:
    """推荐表，每个推荐对象一份，留出各级意见和盖章处。"""
    context = context_of(command)
    _make_of_campaign(context, DocumentKind.NOMINATION_FORMS, campaign, out)


def _make_of_campaign(context: Context, kind: DocumentKind, campaign: str, out: Path) -> None:
    _make(context, partial(context.services.documents.campaign_paper, kind), campaign, out, f"{kind.label}.pdf")


def _make(context: Context, make: Make, key: str, out: Path, name: str) -> None:
    target = paper_target(out, name)
    show_paper(context, make(key, context.services.settings.unit(), target), target)
