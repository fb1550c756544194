"""A selection kept as a file that anyone can recompute: inputs, rules, result, reasons, prices, proof and digest.

The format stands in docs/selection-format.md. What is written is canonical: the same selection gives the same bytes.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from culture_desktop.errors import SelectionFileBrokenError
from culture_desktop.progress import Progress, silent
from culture_desktop.rules.records import Record
from culture_desktop.rules.selection.document import digest, problem_digest, problem_document, result_document
from culture_desktop.rules.selection.problem import Problem, ProofStage, Result, Status, Winner
from culture_desktop.rules.selection.proof import unproven
from culture_desktop.rules.selection.reading import problem_of, read_json
from culture_desktop.rules.selection.requirements import requirements, seat_requirements
from culture_desktop.rules.selection.solve import solve
from culture_desktop.rules.selection.verify import verify
from culture_desktop.rules.selection.what_if import Price, prices

FORMAT = "runwu-selection/1"
_PARTS = {
    "problem_digest": "问题的摘要",
    "rules": "规则",
    "status": "结论",
    "winners": "名单",
    "totals": "总分",
    "tied": "同分人选",
    "conflict": "相互冲突的规则",
    "relaxations": "放宽的办法",
    "explanations": "理由",
    "prices": "规则的影响",
}


@dataclass(frozen=True, slots=True)
class Verification:
    """What recomputing a record found. ``differences`` in words, none when it is the same.

    ``proven`` says whether the optimum follows from the proof in the file by arithmetic alone.
    """

    digest: str
    differences: tuple[str, ...]
    proven: bool

    @property
    def same(self) -> bool:
        """Everything is as the file says."""
        return not self.differences


def record_document(
    problem: Problem, result: Result, about: Mapping[str, Any] | None = None, progress: Progress = silent
) -> dict[str, Any]:
    """The record of a selection; ``about`` (plain JSON values) says what it was for and where its inputs came from."""
    value = _computed(problem, result, progress)
    value |= {
        "format": FORMAT,
        "problem": problem_document(problem),
        "proof": _proof(result),
        "about": dict(about or {}),
    }
    return value | {"digest": digest(value)}


def record_bytes(document: Mapping[str, Any]) -> bytes:
    """The record as a file: keys sorted, indented, UTF-8, one line end at its end."""
    return (json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def verify_record(content: bytes, name: str, progress: Progress = silent) -> Verification:
    """Recomputes everything in a record. SelectionFileBrokenError for a file that is none."""
    record = Record(read_json(content, name), name, error=SelectionFileBrokenError)
    record.only("format", "problem", "proof", "about", "digest", *_PARTS.keys() - _RESULT, "result")
    if record.value("format") != FORMAT:
        record.fail("format", f"“{FORMAT}”")
    stored = record.plain()
    problem = problem_of(record.record("problem"))
    result = solve(problem)
    claim = _claim(record)
    faults = [f"名单经复核不成立：{fault}" for fault in verify(problem, claim)]
    given = digest({key: value for key, value in stored.items() if key != "digest"})
    if record.value("digest") != given:
        faults.insert(0, "文件在写成之后被改动过（摘要不符）")
    faults += _differences(stored, _computed(problem, result, progress))
    proven = not faults and not unproven(problem, claim)
    return Verification(str(stored.get("digest", ""))[:64], tuple(faults), proven)


_RESULT = frozenset({"status", "winners", "totals", "tied", "conflict", "relaxations", "explanations"})


def _computed(problem: Problem, result: Result, progress: Progress) -> dict[str, Any]:
    """Everything in a record that follows from its problem."""
    return {
        "problem_digest": problem_digest(problem),
        "rules": [one.sentence for one in (*seat_requirements(problem), *requirements(problem))],
        "result": result_document(result),
        "prices": [_price(price) for price in prices(problem, result, progress)],
    }


def _price(price: Price) -> dict[str, Any]:
    change = price.difference
    return {
        "key": price.key,
        "rule": price.rule,
        "entered": [_winner(winner) for winner in change.entered],
        "left": [_winner(winner) for winner in change.left],
        "moved": [_winner(winner) for winner in change.moved],
        "totals": {tier: f"{total:f}" for tier, total in (change.totals or {}).items()},
    }


def _winner(winner: Winner) -> dict[str, str]:
    return {"id": winner.id, "tier": winner.tier}


def _proof(result: Result) -> list[dict[str, Any]]:
    return [{"of": stage.of, "multipliers": dict(stage.multipliers)} for stage in result.proof]


def _claim(record: Record) -> Result:
    """What the file says the result is, read strictly."""
    said = record.record("result")
    said.only(*_RESULT)
    totals = said.record("totals")
    tied = said.value("tied")
    if not isinstance(tied, list) or not all(isinstance(one, str) for one in tied):
        said.fail("tied", "一列编号")
    stages = []
    for stage in record.records("proof"):
        stage.only("of", "multipliers")
        of, weights = stage.value("of"), stage.record("multipliers").plain()
        if not isinstance(of, str) or not all(isinstance(n, int) and not isinstance(n, bool) for n in weights.values()):
            stage.fail("multipliers", "一组整数")
        stages.append(ProofStage(of, weights))
    return Result(
        status=said.word("status", Status),
        winners=tuple(Winner(one.text("id"), one.text("tier")) for one in said.records("winners")),
        totals={tier: totals.decimal(tier) for tier in totals.plain()},
        tied=tuple(tied),
        proof=tuple(stages),
    )


def _differences(stored: Mapping[str, Any], computed: Mapping[str, Any]) -> Iterator[str]:
    """Where the file and the recomputation part, in words."""
    said, found = stored["result"], computed["result"]
    for key, words in _PARTS.items():
        before, after = (said.get(key), found[key]) if key in _RESULT else (stored.get(key), computed[key])
        if before == after:
            continue
        if key == "winners" and isinstance(before, list):
            yield _of_winners(before, after)
        elif isinstance(before, dict) and isinstance(after, dict):
            which = sorted(one for one in {*before, *after} if before.get(one) != after.get(one))
            yield f"{words}不同：{'、'.join(which[:5])}{f' 等 {len(which)} 处' if len(which) > 5 else ''}"
        else:
            yield f"{words}不同"


def _of_winners(before: list[Mapping[str, str]], after: list[Mapping[str, str]]) -> str:
    had, has = ({(one["id"], one["tier"]) for one in those} for those in (before, after))
    more = "、".join(f"{one}（{tier}）" for one, tier in sorted(had - has)[:5])
    less = "、".join(f"{one}（{tier}）" for one, tier in sorted(has - had)[:5])
    parts = [f"文件中多出 {more}" if more else "", f"文件中缺少 {less}" if less else ""]
    return f"名单不同：{'，'.join(filter(None, parts)) or '先后次序不同'}"
