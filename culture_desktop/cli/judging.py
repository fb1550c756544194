"""``awards judges|tie|recuse|sheets``: the panel, what ties it to nominees, and its score sheets."""

from pathlib import Path
from typing import Annotated, Any

import typer

from culture_desktop.cli.context import Context, columns, context_of
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.rules.fields import word
from culture_desktop.services.awards.judging_rows import JudgeRow, NomineeName, Panel
from culture_desktop.vocabulary import TieKind

Code = Annotated[str, typer.Argument(help="评选编号")]
Judge = Annotated[str, typer.Argument(help="评委姓名")]
_KINDS = "、".join(f"{kind.value}（{kind.label}）" for kind in TieKind)


def register(commands: typer.Typer) -> None:
    """Adds the commands to those of ``awards``."""
    for command in (judges, tie, recuse, sheets):
        commands.command()(command)


def judges(
    command: typer.Context,
    code: Code,
    add: Annotated[list[str] | None, typer.Option("--add", help="从在册人员里添加，写工号，可以写几次")] = None,
    outside: Annotated[list[str] | None, typer.Option("--outside", help="添加外部评委，写姓名，可以写几次")] = None,
    remove: Annotated[list[str] | None, typer.Option("--remove", help="移除还没有打分的评委，写姓名")] = None,
) -> None:
    """评委名单：已评、缺评、回避各多少；也可以添加和移除。"""
    context = context_of(command)
    service, people = context.services.judges, context.services.people
    said = []
    if add:
        said.append(service.add_staff(code, [people.id_of(number) for number in add]).sentence)
    said += [service.add_outside(code, name).sentence for name in outside or ()]
    said += [service.remove(code, _judge(service.panel(code), name).id).sentence for name in remove or ()]
    _show(context, code, said)


def tie(
    command: typer.Context,
    code: Code,
    judge: Judge,
    number: Annotated[str, typer.Argument(help="与评委有利害关系的人的工号")],
    kind: Annotated[str, typer.Option("--kind", help=_KINDS)] = TieKind.FAMILY.value,
    note: Annotated[str, typer.Option("--note", help="说明，如“夫妻”")] = "",
    remove: Annotated[bool, typer.Option("--remove", help="删除登记错的关系")] = False,
) -> None:
    """登记评委与某人的利害关系，核对回避时用。"""
    context = context_of(command)
    service = context.services.judges
    row = _judge(service.panel(code), judge)
    if remove:
        found = next((tie.id for tie in row.ties if tie.number == number), None)
        if found is None:
            raise RecordMissingError(what=f"评委{judge}与此人的利害关系", key=number)
        done = service.withdraw_tie(code, found)
    else:
        if kind not in {word.value for word in TieKind}:
            raise InvalidFieldError(field="--kind", value=kind, expected=_KINDS)
        done = service.declare_tie(code, row.id, context.services.people.id_of(number), word(TieKind, kind), note)
    _show(context, code, [done.sentence])


def recuse(
    command: typer.Context,
    code: Code,
    judge: Annotated[str | None, typer.Argument(help="评委姓名；不写则按规则核对")] = None,
    nominees: Annotated[list[str] | None, typer.Argument(help="回避的推荐对象：工号，或集体的名称")] = None,
    reason: Annotated[str, typer.Option("--reason", help="回避的事由")] = "",
    apply: Annotated[bool, typer.Option("--apply", help="登记按规则查出的回避；不写则只列出")] = False,
) -> None:
    """回避：不写评委时按规则核对并列出（--apply 登记），写了则登记主动申报的回避。回避的评分不计入总和与人数。"""
    context = context_of(command)
    service = context.services.judges
    panel = service.panel(code)
    said = []
    if judge is not None:
        wanted = [_nominee(panel, key).nomination_id for key in nominees or ()]
        if not wanted:
            raise InvalidFieldError(field="推荐对象", value="空白", expected="至少一个工号或集体名称")
        said.append(service.recuse(code, _judge(panel, judge).id, wanted, reason).sentence)
    elif apply:
        said.append(service.write_found(code).sentence)
    panel = service.panel(code)
    value = {
        "campaign": code,
        "recusals": [
            {"judge": r.judge, "nominee": r.nominee.number, "reason": r.reason, "automatic": r.automatic}
            for r in panel.recusals
        ],
        "found": [
            {"judge": f.judge, "nominee": f.nominee.number, "reason": f.reason, "scored": f.scored} for f in panel.found
        ],
    }
    lines = [f"{row.judge}回避{row.nominee.name}：{row.reason}。" for row in panel.recusals]
    lines += [f"应回避，还没有登记：{found.sentence}" for found in panel.found]
    context.show(value, [*lines, *said, f"已登记 {len(panel.recusals)} 项，按规则另有 {len(panel.found)} 项"])


def sheets(
    command: typer.Context,
    code: Code,
    out: Annotated[Path, typer.Option("--out", help="保存到这个文件夹，没有则新建")],
) -> None:
    """评分表：每位评委一个 xlsx，只有本人要评的对象；填好后用 awards import 导入。"""
    context = context_of(command)
    done = context.services.score_sheets.write(code, out)
    files = [str(path) for path in done.value]
    context.show({"campaign": code, "files": files}, [*files, done.sentence])


def _show(context: Context, code: str, said: list[str]) -> None:
    panel = context.services.judges.panel(code)
    value = {"campaign": code, "judges": [_value(row) for row in panel.judges], "to_recuse": len(panel.found)}
    rows = [
        (r.name, r.number or "外部", f"已评 {r.scored}", f"缺 {r.missing}", f"回避 {r.recused}", _ties(r))
        for r in panel.judges
    ]
    context.show(value, [*columns(rows), *said])


def _value(row: JudgeRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "number": row.number,
        "unit": row.unit,
        "scored": row.scored,
        "missing": row.missing,
        "recused": row.recused,
        "ties": [{"number": t.number, "name": t.name, "kind": t.kind, "note": t.note} for t in row.ties],
    }


def _ties(row: JudgeRow) -> str:
    return "、".join(tie.words for tie in row.ties)


def _judge(panel: Panel, name: str) -> JudgeRow:
    found = next((row for row in panel.judges if row.name == name), None)
    if found is None:
        raise RecordMissingError(what="本次评选的评委", key=name)
    return found


def _nominee(panel: Panel, key: str) -> NomineeName:
    every = panel.nominees.values()
    found = next((n for n in every if n.number == key), None) or next((n for n in every if n.name == key), None)
    if found is None:
        raise RecordMissingError(what="本次评选的推荐对象", key=key)
    return found
