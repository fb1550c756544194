"""``awards objection list|add|note|close|reopen``: the ledger of objections to a public notice."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.rules.objections import state_of
from culture_desktop.services.awards.objections import Closing, ObjectionTerms
from culture_desktop.services.awards.rows import CampaignBoard, ObjectionRow
from culture_desktop.vocabulary import ObjectionConclusion, ObjectorKind

commands = typer.Typer(help="异议：登记、核查、办结；全部办结后才能表彰", no_args_is_help=True)

Code = Annotated[str, typer.Argument(help="评选编号")]
Number = Annotated[int, typer.Argument(help="第几件异议，从 1 起")]
Day = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="日期；不写则为今天")]


@commands.command("list")
def list_(command: typer.Context, code: Code) -> None:
    """列出异议和办理情况。"""
    context = context_of(command)
    board = context.services.awards.board(code)
    states = [state_of(row.fact, date.today(), board.notice_to) for row in board.objections]
    value = [
        {**_told(row), "late": state.late, "overdue": state.overdue, "missing": list(state.missing)}
        for row, state in zip(board.objections, states, strict=True)
    ]
    lines = [(row.fact.number, row.status, state.sentence) for row, state in zip(board.objections, states, strict=True)]
    context.show({"campaign": code, "objections": value}, [*columns(lines), f"共 {len(lines)} 件"])


@commands.command()
def add(
    command: typer.Context,
    code: Code,
    about: Annotated[str, typer.Argument(help="针对谁：工号或班组名称；写“公示”则针对整个公示")],
    name: Annotated[str, typer.Option(help="提出人姓名或单位名称")],
    content: Annotated[str, typer.Option(help="异议内容")],
    contact: Annotated[str, typer.Option(help="联系电话")] = "",
    evidence: Annotated[str, typer.Option(help="事实依据")] = "",
    unit: Annotated[bool, typer.Option("--unit", help="以单位名义提出")] = False,
    sealed: Annotated[bool, typer.Option("--sealed", help="已加盖公章")] = False,
    on: Day = None,
    deadline: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="办理期限；不写则按工作日推算")
    ] = None,
) -> None:
    """登记一件异议。"""
    context = context_of(command)
    nominee = None if about == "公示" else context.services.awards.explain(code, about)
    terms = ObjectionTerms(
        nomination_id=nominee.nomination_id if nominee else None,
        objector=ObjectorKind.UNIT if unit else ObjectorKind.PERSON,
        name=name,
        raised_on=on.date() if on else date.today(),
        content=content,
        evidence=evidence,
        contact=contact,
        sealed=sealed,
        deadline=deadline.date() if deadline else None,
    )
    done = context.services.objections.receive(code, terms, date.today())
    context.show(_told(context.services.awards.board(code).objections[-1]), [done.sentence])


@commands.command()
def note(
    command: typer.Context, code: Code, number: Number, handling: Annotated[str, typer.Argument(help="核查情况")]
) -> None:
    """记下核查情况，异议仍未办结。"""
    context = context_of(command)
    row = _row(context.services.awards.board(code), number)
    done = context.services.objections.look_into(code, row.id, handling)
    context.show(_told(_row(context.services.awards.board(code), number)), [done.sentence])


@commands.command()
def close(
    command: typer.Context,
    code: Code,
    number: Number,
    conclusion: Annotated[str, typer.Argument(help="、".join(f"{c.value}（{c.label}）" for c in ObjectionConclusion))],
    handling: Annotated[str, typer.Option(help="核查情况")],
    exclude: Annotated[bool, typer.Option("--exclude", help="取消入选资格，此后须重新拟定并公示")] = False,
    on: Day = None,
) -> None:
    """办结一件异议。"""
    context = context_of(command)
    found = next((c for c in ObjectionConclusion if conclusion in (c.value, c.label)), None)
    if found is None:
        raise InvalidFieldError(
            field="结论", value=conclusion, expected="、".join(c.value for c in ObjectionConclusion)
        )
    row = _row(context.services.awards.board(code), number)
    closing = Closing(found, handling, on.date() if on else date.today(), exclude)
    done = context.services.objections.close(code, row.id, closing, date.today())
    context.show(_told(_row(context.services.awards.board(code), number)), [done.sentence])


@commands.command()
def reopen(
    command: typer.Context, code: Code, number: Number, reason: Annotated[str, typer.Option(help="为什么重新核查")]
) -> None:
    """把已办结的异议重新核查。"""
    context = context_of(command)
    row = _row(context.services.awards.board(code), number)
    done = context.services.objections.reopen(code, row.id, reason)
    context.show(_told(_row(context.services.awards.board(code), number)), [done.sentence])


def _row(board: CampaignBoard, number: int) -> ObjectionRow:
    if not 1 <= number <= len(board.objections):
        raise RecordMissingError(what="异议", key=f"第 {number} 件")
    return board.objections[number - 1]


def _told(row: ObjectionRow) -> dict[str, Any]:
    fact = row.fact
    return {
        "number": int(fact.number),
        "about": fact.subject,
        "objector": fact.objector,
        "name": fact.name,
        "contact": fact.phone,
        "sealed": fact.sealed,
        "raised_on": fact.received_on,
        "deadline": fact.deadline,
        "content": row.content,
        "evidence": fact.evidence,
        "handling": row.handling,
        "status": row.status,
        "conclusion": fact.conclusion,
        "closed_on": fact.closed_on,
    }
