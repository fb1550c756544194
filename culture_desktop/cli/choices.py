"""``awards choices|fix|release|break-tie``: places decided with a reason and taken back with one; what decides a tie."""

from datetime import date
from typing import Annotated

import typer

from culture_desktop.cli.context import Context, columns, context_of
from culture_desktop.errors import RecordMissingError
from culture_desktop.services.awards.choices import Decision

Code = Annotated[str, typer.Argument(help="评选编号")]
Number = Annotated[str, typer.Argument(help="工号，或班组名称")]
Why = Annotated[str, typer.Option("--reason", help="理由，如抽签或评委会表决的经过")]


def register(commands: typer.Typer) -> None:
    """Adds the commands to those of ``awards``."""
    commands.command("choices")(choices)
    commands.command("fix")(fix)
    commands.command("release")(release)
    commands.command("break-tie")(break_tie)


def choices(command: typer.Context, code: Code) -> None:
    """列出指定入选和不列入的人选，连同理由。"""
    context = context_of(command)
    _show(context, code, [])


def fix(
    command: typer.Context,
    code: Code,
    number: Number,
    reason: Why = "",
    tier: Annotated[str, typer.Option(help="指定入选哪一档；不写则任一档")] = "",
    out: Annotated[bool, typer.Option("--out", help="不列入，而不是入选")] = False,
) -> None:
    """指定一个推荐对象入选或不列入，写明理由。"""
    context = context_of(command)
    nominee = context.services.awards.explain(code, number)
    done = context.services.award_choices.decide(code, [Decision(nominee.nomination_id, not out, tier)], reason)
    _show(context, code, [done.sentence])


def release(command: typer.Context, code: Code, number: Number, reason: Why = "") -> None:
    """取消一项指定，写明理由。"""
    context = context_of(command)
    nominee = context.services.awards.explain(code, number)
    done = context.services.award_choices.release(code, nominee.nomination_id, reason)
    _show(context, code, [done.sentence])


def break_tie(
    command: typer.Context,
    code: Code,
    rule: Annotated[str, typer.Option("--rule", help="增加比较哪一项：评分项名称，或列出的一项")] = "",
    reason: Why = "",
) -> None:
    """名单并列时：列出并列者和各项比较的数；写 --rule 就增加一项并列规则。"""
    context = context_of(command)
    service = context.services.award_ties
    found = service.tie(code)
    said = []
    if rule:
        chosen = next((one.rule for one in found.comparisons if rule in (one.rule.name, one.rule.criterion)), None)
        if chosen is None:
            raise RecordMissingError(what="可以比较的项目", key=rule)
        said.append(service.add_rule(code, chosen, reason, date.today()).sentence)
    value = {
        "campaign": code,
        "tied": [{"number": n.number, "name": n.name, "score": str(n.total)} for n in found.nominees],
        "comparisons": [
            {"rule": one.rule.name, "used": one.used, "values": [f"{its:f}" for its in one.values]}
            for one in found.comparisons
        ],
        "added": rule or None,
    }
    head = ("比较", *(nominee.name for nominee in found.nominees))
    rows = [(f"{one.rule.name}{'（已比较）' if one.used else ''}", *one.values) for one in found.comparisons]
    context.show(value, [*columns([head, *rows]), *said])


def _show(context: Context, code: str, said: list[str]) -> None:
    board = context.services.awards.board(code)
    fixed = [(nominee, place) for nominee in board.fixed if (place := nominee.fixed) is not None]
    value = {
        "campaign": code,
        "choices": [
            {
                "number": nominee.number,
                "name": nominee.name,
                "chosen": place.chosen,
                "tier": place.tier or None,
                "reason": place.reason,
                "decided_at": place.decided_at,
            }
            for nominee, place in fixed
        ],
    }
    rows = [(nominee.number, nominee.name, place.words, place.reason) for nominee, place in fixed]
    context.show(value, [*said, *(columns(rows) if rows or said else ["没有指定人选"])])
