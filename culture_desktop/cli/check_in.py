"""``activities check-in``: the desk at the door, for a scanner and no window; ``activities turnout``: who is there."""

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, Any

import typer

from culture_desktop.cli.context import Context, columns, context_of
from culture_desktop.services.check_in.rows import Answer, Turnout
from culture_desktop.services.check_in.sitting import DeskTerms
from culture_desktop.vocabulary import WalkIns

Code = Annotated[str, typer.Argument(help="活动编号")]
Session = Annotated[int, typer.Option("--session", min=1, help="第几场")]


def register(commands: typer.Typer) -> None:
    """Adds the commands to those of ``activities``."""
    commands.command("check-in")(check_in)
    commands.command()(turnout)


def check_in(
    command: typer.Context,
    code: Code,
    scans: Annotated[
        list[str] | None, typer.Argument(help="胸牌码、卡号、工号或姓名；不写则从标准输入逐行读取")
    ] = None,
    session: Session = 1,
    door: Annotated[str, typer.Option(help="入口，记在每次签到里")] = "",
    walk_ins: Annotated[WalkIns, typer.Option(help="名单以外的人：ask 不登记，admit 登记为临时参加")] = WalkIns.ASK,
    undo: Annotated[bool, typer.Option("--undo", help="撤销上一位，不扫码")] = False,
) -> None:
    """签到：每扫一个码写入一次，写好才答复；同名的人不猜，列出候选。"""
    context = context_of(command)
    service = context.services.check_in
    terms = DeskTerms(context.services.activities.id_of(code), session, door, walk_ins)
    sitting = service.open(terms)
    answers: list[Answer] = []
    if undo:
        taken = service.undo_last(sitting, datetime.now())
        answers += [] if taken is None else [taken]
        context.note("没有可以撤销的签到" if taken is None else f"{_line(taken)}（已撤销）")
    else:
        for typed in scans or _lines():
            answers.append(service.scan(sitting, typed, datetime.now()))
            context.note(_line(answers[-1]))
    _show(context, code, sitting.turnout(), {"scans": [_answer(answer) for answer in answers]})


def turnout(command: typer.Context, code: Code, session: Session = 1) -> None:
    """到场情况：应到、已到、请假、临时参加，各单位到了多少。"""
    context = context_of(command)
    terms = DeskTerms(context.services.activities.id_of(code), session)
    found = context.services.check_in.open(terms).turnout()
    rows = [(unit.unit or "（无单位）", f"{unit.arrived}/{unit.expected}") for unit in found.units]
    _show(context, code, found, {}, columns(rows))


def _lines() -> Iterator[str]:
    for line in sys.stdin:
        if line.strip():
            yield line


def _line(answer: Answer) -> str:
    who = (
        f"{answer.person.name}\t{answer.person.number}\t{answer.person.unit}"
        if answer.person
        else "、".join(f"{one.name}（{one.number}）" for one in answer.candidates) or answer.code
    )
    return f"{answer.at:%H:%M:%S}\t{answer.words}\t{who}"


def _show(context: Context, code: str, found: Turnout, value: dict[str, Any], lines: Iterable[str] = ()) -> None:
    units = [{"unit": unit.unit, "expected": unit.expected, "arrived": unit.arrived} for unit in found.units]
    counts = {
        "expected": found.expected,
        "arrived": found.arrived,
        "excused": found.excused,
        "missing": found.missing,
        "walk_ins": found.walk_ins,
        "units": units,
    }
    sentence = (
        f"应到 {found.expected}，已到 {found.arrived}，请假 {found.excused}，未到 {found.missing}，"
        f"临时参加 {found.walk_ins}"
    )
    context.show({"activity": code, **value, **counts}, [*lines, sentence])


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "verdict": answer.verdict,
        "at": answer.at.isoformat(timespec="seconds"),
        "number": answer.person.number if answer.person else None,
        "name": answer.person.name if answer.person else None,
        "first_at": answer.first_at.isoformat(timespec="seconds") if answer.first_at else None,
        "candidates": [one.number for one in answer.candidates],
    }
