"""An evening at the door: 1,000 scans from two processes, one killed in the middle; nothing acknowledged is lost."""

import os
import random
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from sqlalchemy import insert, select

from culture_desktop.database import Database
from culture_desktop.models import CheckIn, Participation, Person
from culture_desktop.rules import checkin_code
from culture_desktop.services.check_in.service import CheckInService
from culture_desktop.services.check_in.sitting import DeskTerms
from culture_desktop.vocabulary import Attendance, CheckInVerdict
from tests.services.company import Company

PEOPLE, SCANS, WRONG = 1_000, 1_000, 50


def test_an_evening_with_a_crash_in_it(database: Database, company: Company) -> None:
    activity = company.activity("2026-001", starts=datetime.now())
    _fill(database, activity)
    database.close()
    draw = random.Random(2026)
    numbers = [f"A{number:04d}" for number in draw.sample(range(PEOPLE), SCANS - WRONG - 30)]
    numbers += draw.sample(numbers, 30)  # who comes in twice
    scans = [checkin_code.encode(number) for number in numbers] + [f"X{number:06d}" for number in range(WRONG)]
    draw.shuffle(scans)

    said = _serve(database.path, scans, crash_after=430)
    assert len(said) >= 430
    # The operator scans on with the one that was not answered.
    said += _serve(database.path, scans[len(said) :])
    assert len(said) == SCANS

    verdicts = [line.split("\t")[1].split("，")[0] for line in said]
    assert verdicts.count("查无此人") == WRONG
    came = {line.split("\t")[3] for line in said if line.split("\t")[1].startswith(("签到成功", "重复"))}
    assert came == set(numbers)
    again = Database.open(database.path)
    try:
        with again.read() as session:
            entered = session.scalars(select(CheckIn.person_id).where(CheckIn.verdict == CheckInVerdict.ADMITTED)).all()
            assert len(entered) == len(set(entered)) == len(set(numbers))
            there = session.scalars(
                select(Person.number)
                .join(Participation, Participation.person_id == Person.id)
                .where(Participation.attendance == Attendance.ATTENDED)
            ).all()
            assert set(there) == set(numbers)
            times = session.scalars(select(CheckIn.at).order_by(CheckIn.id)).all()
            assert times == sorted(times)
        assert CheckInService(again).open(DeskTerms(activity)).turnout().arrived == len(set(numbers))
    finally:
        again.close()


def _fill(database: Database, activity: int) -> None:
    common = {"name": "林婉清", "pinyin": "lin wan qing", "initials": "lwq", "stroke_key": "", "search_text": ""}
    people = [{"number": f"A{number:04d}", **common} for number in range(PEOPLE)]
    with database.begin("测试数据") as session:
        session.execute(insert(Person), people)
        ids = session.scalars(select(Person.id)).all()
        session.execute(insert(Participation), [{"person_id": one, "activity_id": activity} for one in ids])


def _serve(path: Path, scans: list[str], crash_after: int | None = None) -> list[str]:
    """The lines a desk answers with; killed as soon as it has answered ``crash_after`` scans."""
    desk = subprocess.Popen(
        [sys.executable, "-m", "culture_desktop", "--data", str(path), "activities", "check-in", "2026-001"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert desk.stdin is not None
    assert desk.stdout is not None
    said: list[str] = []
    with desk:
        # The pipe holds them all: the scanner does not wait for the desk.
        desk.stdin.write("".join(f"{scan}\n" for scan in scans))
        desk.stdin.close()
        for line in desk.stdout:
            if "\t" in line:
                said.append(line.rstrip("\n"))
            if crash_after is not None and len(said) == crash_after:
                os.kill(desk.pid, signal.SIGKILL)
                crash_after = None
    return said
