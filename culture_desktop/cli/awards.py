"""``awards list|import|ballots``; the other commands have files of their own."""

from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli import (
    alternatives,
    choices,
    deciding,
    judging,
    nomination,
    objection,
    review,
    revoke,
    scores,
    selection,
    voting,
)
from culture_desktop.cli.campaign import new
from culture_desktop.cli.context import columns, context_of
from culture_desktop.cli.designs import design
from culture_desktop.cli.eligibility import check
from culture_desktop.cli.imports import (
    AllSheets,
    DryRun,
    Files,
    Mapped,
    Reason,
    Rejected,
    Sheet,
    SkipHidden,
    import_list,
)
from culture_desktop.cli.papers import papers
from culture_desktop.cli.quota import quota
from culture_desktop.cli.workdays import workdays
from culture_desktop.vocabulary import ListKind

commands = typer.Typer(help="评选：资格审查、拟定名单、确认表彰", no_args_is_help=True)
Code = Annotated[str, typer.Argument(help="评选编号")]


def list_(command: typer.Context) -> None:
    """列出评选。"""
    context = context_of(command)
    rows = context.services.awards.campaigns()
    value = [
        {
            "code": r.code,
            "title": r.title,
            "step": r.step,
            "period_from": r.period_from,
            "period_to": r.period_to,
            "nominees": r.nominees,
            "seats": r.seats,
            "winners": r.winners,
        }
        for r in rows
    ]
    table = [
        (r.code, r.step.label, f"推荐 {r.nominees}", f"名额 {r.seats}", f"表彰 {r.winners}", r.title) for r in rows
    ]
    context.show({"campaigns": value}, columns(table))


def import_(
    command: typer.Context,
    code: Code,
    files: Files,
    sheet: Sheet = None,
    skip_hidden: SkipHidden = False,
    mapping: Mapped = None,
    reason: Reason = "",
    dry_run: DryRun = False,
    rejected: Rejected = None,
) -> None:
    """把评委的评分表记入一次评选，几位评委的可以一起；与已登记的不同就是更正，须写明理由。"""
    import_list(
        command,
        ListKind.SCORE,
        files[0],
        sheet,
        dry_run,
        rejected,
        further=files[1:],
        skip_hidden=skip_hidden,
        mapping=mapping,
        into=code,
        reason=reason,
        about={"campaign": code},
    )


def ballots(
    command: typer.Context,
    code: Code,
    file: Annotated[Path | None, typer.Argument(help="选票：xlsx、xls、et、ods 或 csv；不写则只计票")] = None,
    sheet: Sheet = None,
    all_sheets: AllSheets = False,
    skip_hidden: SkipHidden = False,
    mapping: Mapped = None,
    reason: Reason = "",
    dry_run: DryRun = False,
    rejected: Rejected = None,
) -> None:
    """计票；给出文件则先导入选票：每人一列，或一格里写所选的人。不读取也不保存投票人。"""
    if file is not None:
        about = {"campaign": code}
        import_list(
            command,
            ListKind.BALLOT,
            file,
            sheet,
            dry_run,
            rejected,
            all_sheets=all_sheets,
            skip_hidden=skip_hidden,
            mapping=mapping,
            into=code,
            reason=reason,
            about=about,
        )
        return
    context = context_of(command)
    board = context.services.awards.board(code)
    count = board.vote_count
    voted = sorted((n for n in board.nominees if n.votes), key=lambda n: -(n.votes.approve if n.votes else 0))
    rows = [(n.number, n.name, v.approve, v.oppose, v.abstain) for n in voted if (v := n.votes)]
    value = {
        "campaign": code,
        "round": count.round if count else None,
        "papers": count.papers if count else 0,
        "void": {kind.value: number for kind, number in count.void.items()} if count else {},
        "nominees": [
            {"number": number, "name": name, "for": approve, "against": oppose, "abstain": abstain}
            for number, name, approve, oppose, abstain in rows
        ],
    }
    papers = f"第 {count.round} 轮，{count.papers} 张选票" if count else "还没有选票"
    void = [f"{kind.label}一栏 {number} 张作废" for kind, number in count.void.items() if number] if count else []
    context.show(
        value, [*columns([("编号", "姓名或集体", "同意", "不同意", "弃权"), *rows]), "，".join((papers, *void))]
    )


# In the order of the work, which is the order of the help.
commands.command("list")(list_)
commands.command("new")(new)
commands.command()(design)
commands.command()(quota)
nomination.register(commands)
commands.command()(check)
review.register(commands)
judging.register(commands)
commands.command("import")(import_)
scores.register(commands)
commands.command()(ballots)
voting.register(commands)
choices.register(commands)
alternatives.register(commands)
deciding.register(commands)
commands.add_typer(objection.commands, name="objection")
revoke.register(commands)
commands.command()(papers)
selection.register(commands)
commands.command()(workdays)
