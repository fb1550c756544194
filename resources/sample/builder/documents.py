"""The JSON documents and score sheets of the sample."""

import json
from pathlib import Path
from typing import Any

from builder.activities import Held
from builder.company import NAME, NOTE, UNITS
from builder.organisations import make_organisations
from builder.people import Person
from builder.selection import (
    AS_OF,
    AWARDED_ON,
    EARLIER_DAYS,
    EARLIER_TEAMS,
    NOTICE_FROM,
    OTHER_HONOURS,
    TEAM,
    TEAMS,
    Nominee,
    Selection,
    score_sheets,
)
from builder.sheets import header_row, workbook

_VETOES = (
    ("稽查信息管理不严，受书面警告", "综合与党群部核查单 HC-2026-011", "2026-06-11"),
    ("有责服务投诉，经核查属实", "客户服务部投诉核查单 TS-2026-0417", "2026-04-20"),
)
_UNDER_WAY = 20
_SCORE_COLUMNS = (("评委", 12.0), ("编号", 46.0), ("姓名", 24.0), ("评分项", 14.0), ("得分", 8.0))


def write_json(path: Path, document: dict[str, Any]) -> None:
    """UTF-8, Chinese as it is, two spaces, a line feed at the end."""
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def activities_document(people: tuple[Person, ...], year: tuple[Held, ...]) -> dict[str, Any]:
    """What activities.json holds; hosts are full paths."""
    paths = {node.name: node.path for node in make_organisations(people)}
    paths |= {unit.name: unit.path for unit in UNITS} | {unit.department: f"{NAME}/{unit.department}" for unit in UNITS}
    return {"note": NOTE, "activities": [_activity(held, paths) for held in year]}


def _activity(held: Held, paths: dict[str, str]) -> dict[str, Any]:
    plan = held.plan
    return {
        "code": held.code,
        "title": plan["title"],
        "layer": plan["layer"],
        "mechanism": plan["mechanism"],
        "account": plan.get("account"),
        "kind": plan["kind"],
        "host": paths[plan["host"]],
        "joint_hosts": [paths[name] for name in plan.get("joint", ())],
        "brand": plan.get("brand"),
        "starts": plan["starts"],
        "ends": plan["ends"],
        "place": plan["place"],
        "capacity": plan.get("capacity"),
        "budget": plan["budget"],
        "state": plan["state"],
        "summary": held.summary,
        "list": held.list_file,
        "pictures": [
            {"file": f"pictures/{name}", "caption": caption} for name, caption in plan.get("pictures", ())
        ],
    }  # fmt: skip


def nominations_document(selection: Selection) -> dict[str, Any]:
    """What nominations.json holds: the campaign, who is put forward, vetoes, and the winners of earlier years."""
    vetoed = sorted(
        (one for one in selection.nominees if one.story == "veto"), key=lambda one: one.person.unit.name != "营销稽查班"
    )
    return {
        "note": NOTE,
        "campaign": {
            "code": "2026-XJ",
            "title": "2026年度“心级服务”评选",
            "profile": "award_ten_hundred_thousand",
            "period_from": "2026-01-01",
            "period_to": AS_OF.isoformat(),
            "as_of": AS_OF.isoformat(),
            "notice_from": NOTICE_FROM.isoformat(),
            "awarded_on": AWARDED_ON.isoformat(),
        },
        "persons": [_person(one) for one in selection.nominees],
        "under_way": _under_way(selection),
        "teams": [{"organisation": f"{NAME}/{path}", "reason": reason} for path, _, reason in TEAMS],
        "vetoes": [
            {"number": one.person.number, "reason": reason, "evidence": evidence, "decided_on": day}
            for one, (reason, evidence, day) in zip(vetoed, _VETOES, strict=True)
        ],
        "judges": [
            {"number": judge.number, "name": judge.name, "scores": score_file(position, judge.name)}
            for position, judge in enumerate(selection.judges, 1)
        ],
        "earlier_honours": _earlier(selection),
        "earlier_team_honours": _earlier_teams(),
    }


def _under_way(selection: Selection) -> dict[str, Any]:
    """A second campaign that stands at the scoring: one nominee from each unit, nobody of the first campaign's story."""
    plain = [one for one in selection.nominees if not one.story]
    by_unit = {one.person.unit.path: one for one in reversed(plain)}
    chosen = sorted(by_unit.values(), key=lambda one: one.person.number)[:_UNDER_WAY]
    return {
        "campaign": {
            "code": "2026-YG",
            "title": "2026年度优秀工会工作者评选",
            "profile": "award_union_worker",
            "period_from": "2026-01-01",
            "period_to": "2026-11-15",
            "as_of": "2026-11-15",
        },
        "persons": [_person(one) for one in chosen],
    }


def _person(one: Nominee) -> dict[str, str]:
    return {"number": one.person.number, "reason": one.reason}


def _earlier(selection: Selection) -> list[dict[str, str]]:
    """Honours of persons by staff number."""
    won = [
        (person.number, title, EARLIER_DAYS[year])
        for year, titles in selection.earlier.items()
        for title, winners in titles.items()
        for person in winners
    ]
    return [
        {"number": number, "title": title, "granted_on": day.isoformat()}
        for number, title, day in (*won, *OTHER_HONOURS)
    ]


def _earlier_teams() -> list[dict[str, str]]:
    """Honours of teams by full path."""
    return [
        {"organisation": f"{NAME}/{path}", "title": TEAM, "granted_on": day.isoformat()}
        for year, day in EARLIER_DAYS.items()
        for path in EARLIER_TEAMS[year]
    ]


def settings_document(people: tuple[Person, ...]) -> dict[str, Any]:
    """What settings.json holds: the unit as papers name it, and the activity whose briefing is shown."""
    chair = next(person for person in people if person.post == "工会主席")
    return {
        "note": NOTE,
        "unit": {
            "unit_name": NAME,
            "issuer": f"{NAME}工会",
            "masthead": "工会简报",
            "editor": f"{NAME}工会",
            "briefings_before": 87,
            "decision_prefix": "云工发",
            "certificate_pattern": "云工荣〔{year}〕{number}号",
            "contact_person": chair.name,
            "contact_phone": chair.phone,
            "contact_address": "中心三楼职工之家",
            "report_to": f"{NAME}党委",
            "send_to": "各部门、各班组、各分工会",
            "copies": 40,
        },
        "briefing": "2026-047",
    }


def score_file(position: int, judge: str) -> str:
    """Where a judge's sheet lies, relative to the sample folder."""
    return f"scores/评委{position}_{judge}.xlsx"


def write_scores(folder: Path, selection: Selection) -> None:
    """One workbook a judge: persons by number, teams by path; 回避 where a judge knows the nominee from work."""
    for position, (judge, rows) in enumerate(score_sheets(selection).items(), 1):
        with workbook(folder / score_file(position, judge)) as book:
            sheet = book.add_worksheet("评分表")
            points = book.add_format({"num_format": "0.00"})
            header_row(book, sheet, 0, _SCORE_COLUMNS)
            for row, line in enumerate(rows, 1):
                for column, text in enumerate((judge, line.number, line.name, line.criterion)):
                    sheet.write_string(row, column, text)
                if line.points is None:
                    sheet.write_string(row, 4, "回避")
                else:
                    sheet.write_number(row, 4, float(line.points), points)
            notes = book.add_worksheet("说明")
            notes.write_string(0, 0, f"{NOTE}。评委与候选人同部门的，填“回避”。")
