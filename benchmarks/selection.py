"""A large selection with its proof of being the best and the only one, beside the bare solvers.

Run ``uv run --group bench python benchmarks/selection.py [CANDIDATES] [ROUNDS] [CP_SAT_SECONDS]``. One problem as JSON
(by default 20,000 candidates, 210 units with nested caps, five shares, tiers of 10, 100 and 1,000) is solved

- by ``rules.selection`` as ``awards solve`` does it, explanations and verifier included;
- by plain HiGHS: the model as one would write it down, one column for each candidate and tier, tier after tier, one
  thread, gap 0, everything else as it comes; it finds the totals and nothing else;
- by OR-tools CP-SAT, the same way, one worker, within a limit of CPU time.

Each in a process of its own (highspy and ortools cannot share one), the ways taking turns. CPU time and peak memory of
whole processes. Then the same people are asked for with the input in another order, and a what-if is timed.
"""

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import Any, cast

SEATS = (10, 100, 1_000)
GROUPS = {"一线": 0.55, "女": 0.35, "青年": 0.3, "管理": 0.2, "外聘": 0.25}


def problem(count: int, seed: int, seats: tuple[int, ...] = SEATS) -> dict[str, Any]:
    """An invented company in the format of docs/selection-format.md; 10 departments, 40 sections, 160 teams."""
    dice = random.Random(seed)
    teams = [f"公司/部{i}/科{i}-{j}/班{i}-{j}-{k}" for i in range(10) for j in range(4) for k in range(4)]
    parts = {2: 10, 3: 40, 4: 160}
    units = sorted({"/".join(team.split("/")[:depth]) for team in teams for depth in parts})
    return {
        "tiers": [{"name": f"第{n}档", "seats": seat} for n, seat in enumerate(seats, start=1)],
        "candidates": [
            {
                "id": f"{number:05d}",
                "unit": dice.choice(teams),
                "score": f"{dice.randint(600_000, 999_999) / 10_000:.4f}",
                "groups": [group for group, chance in GROUPS.items() if dice.random() < chance],
            }
            for number in range(count)
        ],
        "unit_limits": [
            {"unit": unit, "tier": None, "maximum": max(1, sum(seats) * 3 // (2 * parts[unit.count("/") + 1]))}
            for unit in units
        ],
        "group_limits": [
            {"group": "一线", "tier": None, "minimum_share": "60%"},
            {"group": "女", "tier": None, "minimum_share": "40%"},
            {"group": "管理", "tier": None, "maximum_share": "15%"},
            {"group": "青年", "tier": "第1档", "minimum_share": "1/3"},
            {"group": "外聘", "tier": "第2档", "maximum_share": "30%"},
        ],
        "exactly": True,
    }


def ours(path: Path) -> dict[str, Any]:
    """Everything ``awards solve`` does, then the verifier and the proof."""
    from culture_desktop.rules.selection import solve, verify
    from culture_desktop.rules.selection.document import result_document
    from culture_desktop.rules.selection.proof import unproven
    from culture_desktop.rules.selection.reading import read_problem

    given = read_problem(path.read_bytes(), path.name)
    start = time.process_time()
    result = solve(given)
    solving = time.process_time() - start
    checked = not verify(given, result) and not unproven(given, result)
    return result_document(result) | {"explanations": {}, "solving": solving, "proven": checked}


def what_if(path: Path) -> dict[str, Any]:
    """The longest of five answers to another number, from a result that is there already."""
    from dataclasses import replace

    from culture_desktop.rules.selection import Tier, solve
    from culture_desktop.rules.selection.reading import read_problem
    from culture_desktop.rules.selection.what_if import what_if as answer

    given = read_problem(path.read_bytes(), path.name)
    before = solve(given, explained=False)
    cap, share, tier = given.unit_limits[0], given.group_limits[0], given.tiers[0]
    changes = (
        replace(given, tiers=(Tier(tier.name, tier.seats + 1), *given.tiers[1:])),
        replace(given, tiers=(*given.tiers[:-1], Tier(given.tiers[-1].name, given.tiers[-1].seats - 5))),
        replace(given, unit_limits=(replace(cap, maximum=(cap.maximum or 0) + 2), *given.unit_limits[1:])),
        replace(given, group_limits=(replace(share, minimum_share=Fraction(65, 100)), *given.group_limits[1:])),
        replace(given, group_limits=given.group_limits[1:]),
    )
    spent = []
    for change in changes:
        start = time.process_time()
        answer(before, change)
        spent.append(time.process_time() - start)
    return {"what_if": max(spent)}


class Model:
    """The problem as columns (candidate, tier) and rows, as anybody would write it down."""

    def __init__(self, path: Path) -> None:
        given = json.loads(path.read_text(encoding="utf-8"))
        names = [tier["name"] for tier in given["tiers"]]
        self.seats = [tier["seats"] for tier in given["tiers"]]
        people = given["candidates"]
        tiers = range(len(names))
        self.columns = [(n, t) for n in range(len(people)) for t in tiers]
        self.cost = [round(float(people[n]["score"]) * 10_000) for n, _ in self.columns]
        self.rows: list[tuple[list[int], int | None, int | None]] = []
        width = len(names)
        self.rows += [([n * width + t for t in tiers], None, 1) for n in range(len(people))]
        self.rows += [([n * width + t for n in range(len(people))], s, s) for t, s in enumerate(self.seats)]
        for limit in given["unit_limits"]:
            inside = [n for n, one in enumerate(people) if f"{one['unit']}/".startswith(f"{limit['unit']}/")]
            self.rows.append(([n * width + t for n in inside for t in tiers], None, limit["maximum"]))
        for limit in given["group_limits"]:
            counted = [t for t in tiers if limit["tier"] in (None, names[t])]
            whole = sum(self.seats[t] for t in counted)
            inside = [n for n, one in enumerate(people) if limit["group"] in one["groups"]]
            low, high = (_fraction(limit.get(side)) for side in ("minimum_share", "maximum_share"))
            lower = None if low is None else ceil(low * whole)
            upper = None if high is None else floor(high * whole)
            self.rows.append(([n * width + t for n in inside for t in counted], lower, upper))

    def stages(self) -> Iterator[list[int]]:
        """For each tier, from the highest, its columns."""
        for tier in range(len(self.seats)):
            yield [n for n, (_, its) in enumerate(self.columns) if its == tier]


def _fraction(written: str | None) -> Fraction | None:
    if written is None:
        return None
    return Fraction(written[:-1]) / 100 if written.endswith("%") else Fraction(written)


def plain_highs(path: Path) -> dict[str, Any]:
    """Tier after tier with HiGHS as it comes, but one thread and no gap."""
    import highspy
    import numpy

    model = Model(path)
    start = time.process_time()
    highs: Any = cast(Any, highspy).Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.5)):
        highs.setOptionValue(option, value)
    count, infinity = len(model.columns), highspy.kHighsInf
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_, lp.sense_ = count, len(model.rows), highspy.ObjSense.kMaximize
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = numpy.zeros(count), numpy.zeros(count), numpy.ones(count)
    lp.row_lower_ = [-infinity if low is None else low for _, low, _ in model.rows]
    lp.row_upper_ = [infinity if high is None else high for _, _, high in model.rows]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = numpy.cumsum([0, *(len(row) for row, _, _ in model.rows)])
    lp.a_matrix_.index_ = [column for row, _, _ in model.rows for column in row]
    lp.a_matrix_.value_ = numpy.ones(len(lp.a_matrix_.index_))
    lp.integrality_ = [highspy.HighsVarType.kInteger] * count
    highs.passModel(lp)
    totals, statuses = [], []
    for its in model.stages():
        cost = numpy.zeros(count)
        cost[its] = [model.cost[n] for n in its]
        highs.changeColsCost(count, numpy.arange(count, dtype=numpy.int32), cost)
        highs.run()
        statuses.append(highs.getModelStatus().name)
        chosen = numpy.round(highs.getSolution().col_value)
        totals.append(round(float(cost @ chosen)))
        highs.addRow(totals[-1], infinity, len(its), numpy.array(its, dtype=numpy.int32), cost[its])
    return {"totals": totals, "status": statuses, "solving": time.process_time() - start}


def cp_sat(path: Path, limit: float) -> dict[str, Any]:
    """Tier after tier with CP-SAT, one worker, as far as the time reaches; the last status says how it ended."""
    from ortools.sat.python import cp_model

    given = Model(path)
    start = time.process_time()
    model = cp_model.CpModel()
    columns = [model.new_bool_var("") for _ in given.columns]
    for row, low, high in given.rows:
        total = sum(columns[n] for n in row)
        if low is not None:
            model.add(total >= low)
        if high is not None:
            model.add(total <= high)
    totals, statuses = [], []
    for its in given.stages():
        objective = sum(given.cost[n] * columns[n] for n in its)
        model.maximize(objective)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        with _stopped_at(solver.stop_search, start + limit):
            statuses.append(solver.status_name(solver.solve(model)))
        if statuses[-1] != "OPTIMAL":
            break  # the next tier would begin from a wrong total
        totals.append(round(solver.objective_value))
        model.add(objective >= totals[-1])
    return {"totals": totals, "status": statuses, "solving": time.process_time() - start}


@contextmanager
def _stopped_at(stop: Callable[[], None], limit: float) -> Iterator[None]:
    """Calls ``stop`` when the process has used so much CPU time: its own limit is by the clock on the wall, and how
    much of that a process gets depends on its neighbours."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.25):
            if time.process_time() >= limit:
                stop()

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def run(way: str, path: Path, limit: float) -> dict[str, Any]:
    """One way in a process of its own, with its CPU seconds and peak memory in MiB."""
    command = [sys.executable, __file__, "--run", way, str(path), str(limit)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    answer = subprocess.run(command, check=True, capture_output=True, env=environment).stdout
    found = json.loads(answer)
    assert isinstance(found, dict)
    return found


def _one(way: str, path: Path, limit: float) -> None:
    ways = {"ours": ours, "highs": plain_highs, "what_if": what_if}
    found = cp_sat(path, limit) if way == "cp_sat" else ways[way](path)
    used = resource.getrusage(resource.RUSAGE_SELF)
    found |= {"cpu": used.ru_utime + used.ru_stime, "MiB": used.ru_maxrss / 1024}
    print(json.dumps(found))


def _summary(name: str, runs: list[dict[str, Any]]) -> float:
    cpu, solving = (statistics.median(float(run[key]) for run in runs) for key in ("cpu", "solving"))
    memory = max(run["MiB"] for run in runs)
    status = runs[0]["status"]
    print(f"{name:12}{cpu:8.2f} s CPU, {solving:8.2f} s of it solving, {memory:5.0f} MiB, {status}")
    return cpu


def main() -> None:
    """Measures and prints."""
    if sys.argv[1:2] == ["--run"]:
        way, file, seconds = sys.argv[2:]
        _one(way, Path(file), float(seconds))
        return
    count, rounds, limit = (
        int(sys.argv[n]) if len(sys.argv) > n else usual for n, usual in ((1, 20_000), (2, 3), (3, 60))
    )
    with tempfile.TemporaryDirectory() as directory:
        path, turned = Path(directory) / "problem.json", Path(directory) / "turned.json"
        given = problem(count, seed=2026)
        path.write_text(json.dumps(given), encoding="utf-8")
        random.Random(1).shuffle(given["candidates"])
        random.Random(2).shuffle(given["unit_limits"])
        turned.write_text(json.dumps(given), encoding="utf-8")
        runs: dict[str, list[dict[str, Any]]] = {"ours": [], "highs": []}
        for _ in range(rounds):
            for way, those in runs.items():
                those.append(run(way, path, limit))
        other = run("ours", turned, limit)
        sat = run("cp_sat", path, limit)
        small = Path(directory) / "small.json"
        small.write_text(json.dumps(problem(2_000, seed=7, seats=(3, 10, 100))), encoding="utf-8")
        asked = run("what_if", small, limit)
    first = runs["ours"][0]
    totals = [round(float(total) * 10_000) for total in first["totals"].values()]
    print(f"{count} candidates, medians of {rounds} rounds, CP-SAT once within {limit} s of CPU time")
    mine, plain, theirs = (
        _summary("ours", runs["ours"]),
        _summary("plain HiGHS", runs["highs"]),
        _summary("CP-SAT", [sat]),
    )
    print(f"proven by arithmetic: {first['proven']}; totals as plain HiGHS: {totals == runs['highs'][0]['totals']}")
    same = all(first[key] == other[key] for key in ("status", "winners", "totals", "tied"))
    print(f"the same people from another order: {same}; tied: {len(first['tied'])}")
    print(f"ours to plain HiGHS: {mine / plain:.2f}; CP-SAT to ours: {theirs / mine:.0f} ({'/'.join(sat['status'])})")
    print(f"what-if at 2,000 candidates, longest of five: {asked['what_if']:.2f} s CPU")


if __name__ == "__main__":
    main()
