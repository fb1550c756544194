"""``awards check``: which nominees, or people on the books, may be awarded."""

from typing import Annotated

import typer

from culture_desktop.cli.context import Context, columns, context_of


def check(
    command: typer.Context,
    code: Annotated[str, typer.Argument(help="评选编号")],
    everyone: Annotated[bool, typer.Option("--everyone", help="审查全体在职人员，不只是推荐对象")] = False,
) -> None:
    """资格审查：每个推荐对象合格与否，不合格的写明理由和数字。"""
    context = context_of(command)
    if everyone:
        _check_everyone(context, code)
        return
    board = context.services.awards.board(code)
    nominees = [
        {
            "number": n.number,
            "name": n.name,
            "unit": n.unit_full_name,
            "kind": n.kind,
            "passed": n.eligibility.passed,
            "findings": [{"ok": f.ok, "rule": f.rule, "reason": f.reason} for f in n.eligibility.findings],
        }
        for n in board.nominees
    ]
    failed = [(n.number, n.name, n.eligibility.sentence) for n in board.nominees if not n.eligibility.passed]
    passed = len(board.nominees) - len(failed)
    value = {
        "campaign": code,
        "rules": list(board.rules),
        "passed": passed,
        "failed": len(failed),
        "nominees": nominees,
    }
    context.show(value, [*columns(failed), f"推荐 {len(board.nominees)}，合格 {passed}，不合格 {len(failed)}"])


def _check_everyone(context: Context, code: str) -> None:
    checked = context.services.eligibility.everyone(code)
    people = [
        {
            "number": row.number,
            "name": row.name,
            "unit": row.unit,
            "passed": row.eligibility.passed,
            "failed": [{"rule": f.rule, "reason": f.reason} for f in row.eligibility.failures],
            "nominated": row.nominated,
        }
        for row in checked.rows
    ]
    failures = [{"rule": rule, "people": count} for rule, count in zip(checked.rules, checked.failures, strict=True)]
    value = {"campaign": code, "passed": checked.passed, "failures": failures, "people": people}
    lines = [f"不符合“{one['rule']}”：{one['people']:,} 人" for one in failures]
    context.show(value, [*lines, f"共 {len(people):,} 人，合格 {checked.passed:,} 人"])
