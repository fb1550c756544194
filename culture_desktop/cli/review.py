"""``awards opinions|ask|answer|answers|vetoes|veto|lift``: what departments say of nominees, and who is barred by one vote."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from culture_desktop.cli.context import columns, context_of
from culture_desktop.cli.imports import DryRun, Rejected, import_list
from culture_desktop.errors import RecordMissingError
from culture_desktop.services.awards.nominee_rows import OpinionRow
from culture_desktop.services.awards.opinions import Answer, opinion_words
from culture_desktop.services.awards.vetoes import VetoRow
from culture_desktop.vocabulary import ListKind, OpinionVerdict

_DAY = ["%Y-%m-%d"]
_Code = Annotated[str, typer.Argument(help="评选编号")]
_Reason = Annotated[str, typer.Option("--reason", help="理由")]
_On = Annotated[datetime | None, typer.Option("--on", formats=_DAY, help="日期；不写则为今天")]


def register(commands: typer.Typer) -> None:
    """Adds the commands to those of ``awards``."""
    for command in (opinions, ask, answer, answers, vetoes, veto, lift):
        commands.command()(command)


def opinions(
    command: typer.Context,
    code: _Code,
    out: Annotated[Path | None, typer.Option("--out", help="给每个部门写一份征求意见表（xlsx）的文件夹")] = None,
    on: _On = None,
) -> None:
    """征求意见的情况：谁答复了什么，谁还没有答复、逾期几天。"""
    context = context_of(command)
    service, day = context.services.opinions, _day(on)
    rows = service.rows(code)
    lines = [*columns([(row.number, row.name, opinion_words(row, day)) for row in rows])]
    waiting = sum(row.verdict is None for row in rows)
    against = sum(not row.favourable for row in rows)
    lines.append(f"共 {len(rows)} 条，未答复 {waiting}，有保留或不同意 {against}")
    files: list[str] = []
    if out is not None:
        done = service.write(code, out)
        files += map(str, done.value)
        lines.append(done.sentence)
    context.show({"campaign": code, "opinions": [_opinion(row, day) for row in rows], "files": files}, lines)


def ask(
    command: typer.Context,
    code: _Code,
    department: Annotated[list[str], typer.Option("--department", help="征求哪个部门的意见，可以写多次")],
    number: Annotated[
        list[str] | None, typer.Option("--number", help="工号或集体的全路径，可以写多次；不写则为全部推荐对象")
    ] = None,
    on: _On = None,
    due: Annotated[datetime | None, typer.Option("--due", formats=_DAY, help="答复期限")] = None,
) -> None:
    """就推荐对象征求部门意见。"""
    context = context_of(command)
    nominees = {nominee.number: nominee.nomination_id for nominee in context.services.awards.board(code).nominees}
    ids = [_known(nominees, key) for key in number or nominees]
    done = context.services.opinions.ask(code, ids, department, _day(on), due.date() if due else None)
    context.show({"campaign": code, "asked": done.value}, [done.sentence])


def answers(
    command: typer.Context,
    code: _Code,
    files: Annotated[list[Path], typer.Argument(help="部门答复的征求意见表，可以一次写多个文件")],
    dry_run: DryRun = False,
    rejected: Rejected = None,
) -> None:
    """导入各部门答复的征求意见表。"""
    first, *further = files
    about = {"campaign": code}
    import_list(command, ListKind.OPINION, first, None, dry_run, rejected, further=further, into=code, about=about)


def answer(
    command: typer.Context,
    code: _Code,
    department: Annotated[str, typer.Argument(help="答复的部门")],
    verdict: Annotated[OpinionVerdict, typer.Argument(help="agrees 同意，reserves 有保留，objects 不同意")],
    number: Annotated[
        list[str] | None, typer.Option("--number", help="工号或集体的全路径，可以写多次；不写则为问过的全部对象")
    ] = None,
    text: Annotated[str, typer.Option("--text", help="说明；有保留和不同意的必须写")] = "",
    on: _On = None,
) -> None:
    """登记部门的答复；答复只作参考，不自动决定资格。"""
    context = context_of(command)
    rows = [row for row in context.services.opinions.rows(code) if row.department == department]
    if not rows:
        raise RecordMissingError(what="征求过意见的部门", key=department)
    asked = {row.number: row.id for row in rows}
    ids = [_known(asked, key) for key in number or asked]
    done = context.services.opinions.answer(code, ids, Answer(verdict, text, _day(on)))
    context.show({"campaign": code, "answered": done.value}, [done.sentence])


def vetoes(
    command: typer.Context,
    code: Annotated[str | None, typer.Argument(help="评选编号；不写则列出全部")] = None,
    on: _On = None,
) -> None:
    """一票否决的名单，含对全部评选生效的；到期的注明。"""
    context = context_of(command)
    service = context.services.vetoes
    rows = service.all(_day(on)) if code is None else service.of_campaign(code)
    shown = [(row.id, row.number, row.name, row.campaign or "全部评选", row.reason, row.until) for row in rows]
    context.show({"campaign": code, "vetoes": [_veto(row) for row in rows]}, columns(shown))


def veto(
    command: typer.Context,
    code: _Code,
    number: Annotated[str, typer.Argument(help="工号")],
    reason: Annotated[str, typer.Option("--reason", help="事由")],
    everywhere: Annotated[bool, typer.Option("--all", help="对全部评选，不只这一次")] = False,
    evidence: Annotated[str, typer.Option("--evidence", help="依据，如工单号、通报文号")] = "",
    on: Annotated[datetime | None, typer.Option("--on", formats=_DAY, help="认定日期；不写则为今天")] = None,
    until: Annotated[datetime | None, typer.Option("--until", formats=_DAY, help="到期日，从这一天起不再否决")] = None,
) -> None:
    """对一个人一票否决。"""
    context = context_of(command)
    person = context.services.people.id_of(number)
    expires = until.date() if until else None
    scope = None if everywhere else code
    done = context.services.vetoes.bar(scope, person, reason, evidence, _day(on), expires)
    context.show({"number": number, "campaign": scope}, [done.sentence])


def lift(
    command: typer.Context,
    veto_id: Annotated[int, typer.Argument(metavar="ID", help="awards vetoes 列出的编号")],
    reason: _Reason,
) -> None:
    """解除一票否决，理由留在记录里。"""
    context = context_of(command)
    done = context.services.vetoes.lift(veto_id, reason)
    context.show({"veto": veto_id}, [done.sentence])


def _known(ids: dict[str, int], key: str) -> int:
    if key not in ids:
        raise RecordMissingError(what="推荐对象", key=key)
    return ids[key]


def _day(moment: datetime | None) -> date:
    return moment.date() if moment else date.today()


def _opinion(row: OpinionRow, day: date) -> dict[str, object]:
    return {
        "number": row.number,
        "name": row.name,
        "department": row.department,
        "asked_on": row.asked_on,
        "due_on": row.due_on,
        "answered_on": row.answered_on,
        "verdict": row.verdict,
        "text": row.text,
        "overdue": row.verdict is None and row.due_on is not None and row.due_on < day,
    }


def _veto(row: VetoRow) -> dict[str, object]:
    return {
        "id": row.id,
        "number": row.number,
        "name": row.name,
        "campaign": row.campaign or None,
        "reason": row.reason,
        "evidence": row.evidence,
        "decided_on": row.decided_on,
        "expires_on": row.expires_on,
        "expired": row.expired,
    }
