"""``activities draw|groups|order|draws``: lots drawn among those who came."""

from datetime import datetime
from typing import Annotated, Any

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.errors import InvalidFieldError
from culture_desktop.rules.draws import new_seed
from culture_desktop.services.check_in.draws import DrawRow

Code = Annotated[str, typer.Argument(help="活动编号")]
Title = Annotated[str, typer.Option("--title", help="名称，如“幸运抽奖”")]
Seed = Annotated[str | None, typer.Option("--seed", help="种子；不写则随机，写下后任何人都能复算")]


def register(commands: typer.Typer) -> None:
    """Adds the commands to those of ``activities``."""
    for command in (draw, groups, order, draws):
        commands.command()(command)


def draw(
    command: typer.Context,
    code: Code,
    prizes: Annotated[list[str], typer.Option("--prize", help="奖项=人数，可多写，先写的先抽")],
    title: Title = "幸运抽奖",
    seed: Seed = None,
) -> None:
    """抽奖：从已到场的人里抽，一人只中一次。"""
    context = context_of(command)
    activity = context.services.activities.id_of(code)
    wanted = [_prize(one) for one in prizes]
    done = context.services.draws.draw_prizes(activity, title, wanted, seed or new_seed(), datetime.now())
    context.show(_value(done.value), [*_lines(done.value), done.sentence])


def groups(
    command: typer.Context,
    code: Code,
    count: Annotated[int, typer.Argument(min=1, max=999, help="分成几组")],
    title: Title = "随机分组",
    seed: Seed = None,
    mixed: Annotated[bool, typer.Option("--mixed/--any", help="各单位的人均匀分到各组")] = True,
) -> None:
    """随机分组，记在各人的参与记录里。"""
    context = context_of(command)
    activity = context.services.activities.id_of(code)
    done = context.services.draws.draw_groups(activity, title, count, seed or new_seed(), datetime.now(), mixed=mixed)
    context.show(_value(done.value), [*_lines(done.value), done.sentence])


def order(command: typer.Context, code: Code, title: Title = "出场顺序", seed: Seed = None) -> None:
    """抽出场顺序。"""
    context = context_of(command)
    activity = context.services.activities.id_of(code)
    done = context.services.draws.draw_order(activity, title, seed or new_seed(), datetime.now())
    context.show(_value(done.value), [*_lines(done.value), done.sentence])


def draws(command: typer.Context, code: Code) -> None:
    """列出一项活动抽过的签，连同种子和复算是否一致。"""
    context = context_of(command)
    rows = context.services.draws.rows(context.services.activities.id_of(code))
    lines = [line for row in rows for line in ("", *_lines(row))][1:]
    context.show({"activity": code, "draws": [_value(row) for row in rows]}, lines or ["还没有抽过签"])


def _prize(written: str) -> tuple[str, int]:
    name, _, count = written.partition("=")
    if not name.strip() or not count.strip().isdecimal() or not int(count):
        raise InvalidFieldError(field="--prize", value=written, expected="奖项=人数，如 一等奖=3")
    return name.strip(), int(count)


def _lines(row: DrawRow) -> list[str]:
    verified = "复算一致" if row.verified else "复算不一致"
    head = f"{row.kind.label}“{row.title}”　{row.drawn_at:%Y-%m-%d %H:%M}　{row.pool} 人　种子 {row.seed}　{verified}"
    table = [(heading, one.number, one.name, one.unit) for heading, people in row.results for one in people]
    return [head, *columns(table)]


def _value(row: DrawRow) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "title": row.title,
        "seed": row.seed,
        "pool": row.pool,
        "verified": row.verified,
        "results": [{"heading": heading, "numbers": [one.number for one in people]} for heading, people in row.results],
    }
