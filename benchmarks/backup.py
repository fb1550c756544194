"""An automatic backup of a large data file while another process writes, against a plain copy with its SHA-256.

Run ``uv run python benchmarks/backup.py [MEGABYTES] [ROUNDS]``. The same invented data (people, and who took part in
what) in a file of that size and in one of a fifth of it; the ways take turns, each in a fresh process. *Plain* is the
least work that gives a copy one can trust to be one: copy, sync, read back with SHA-256. It is wrong while somebody
writes, and does not know whether the file was sound. *Ours* is an online copy, SQLite's check of it, packing, and
reading back what was written.
"""

import hashlib
import json
import os
import random
import resource
import select
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from import_people import GIVEN, SURNAMES

NOW = "2026-11-23 20:41:05.000000"
ACTIVITIES = 1000
PORTION = 2000  # people, each in twenty activities


def build(path: Path, megabytes: int) -> None:
    """A data file of so many megabytes, always the same one."""
    from culture_desktop.database import Database

    Database.open(path).close()
    chance = random.Random(20261123)
    people = megabytes * 300
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO person (number, name, pinyin, initials, stroke_key, search_text, phone, position, employment,"
            " front_line, manager, status, created_at, changed_at)"
            " VALUES (?, ?, 'linwanqing', 'lwq', ?, ?, ?, '营业员', 'own', 1, 0, 'active', ?, ?)",
            (_person(chance, number) for number in range(people)),
        )
        connection.executemany(
            "INSERT INTO activity (code, title, layer, mechanism, kind, starts, place, state, summary, created_at,"
            " changed_at) VALUES (?, ?, 'behaviour', 'care', 'care', ?, '三楼', 'archived', '', ?, ?)",
            ((f"2026-{number:04d}", f"活动{number}", NOW, NOW, NOW) for number in range(ACTIVITIES)),
        )
        connection.execute("COMMIT")
        portion = 0
        while path.stat().st_size < megabytes * 10**6:
            first, turn = portion * PORTION % people, portion * PORTION // people
            connection.execute("BEGIN")
            connection.executemany(
                "INSERT OR IGNORE INTO participation (person_id, activity_id, role, attendance, registered_at,"
                " attended_at, hours, result, note) VALUES (?, ?, 'participant', 'attended', ?, ?, ?, '', '')",
                (
                    (
                        1 + (first + person) % people,
                        1 + (turn * 20 + at) % ACTIVITIES,
                        _moment(chance),
                        _moment(chance),
                        2,
                    )
                    for person in range(PORTION)
                    for at in range(20)
                ),
            )
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            portion += 1


def _person(chance: random.Random, number: int) -> tuple[str, ...]:
    name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2))
    phone = f"13{chance.randrange(10**9):09d}"
    return f"E{number:06d}", name, name, f"{name}\n{number}\n{phone}", phone, NOW, NOW


def _moment(chance: random.Random) -> str:
    return (
        f"2026-{chance.randrange(1, 13):02d}-{chance.randrange(1, 28):02d} {chance.randrange(8, 18):02d}:30:00.000000"
    )


def ours(source: Path, folder: Path) -> Path:
    """The program's own way."""
    from culture_desktop.database import backups
    from culture_desktop.vocabulary import Occasion

    taken = backups.take(source, Occasion.DAILY, datetime.now())
    assert taken is not None
    return taken.rename(folder / taken.name)


def plain(source: Path, folder: Path) -> Path:
    """Copy, sync, SHA-256 of the copy."""
    target = folder / "copy.db"
    shutil.copyfile(source, target)
    with target.open("rb") as file:
        os.fsync(file.fileno())
        hashlib.file_digest(file, "sha256").hexdigest()
    return target


def write_on(source: Path) -> None:
    """Change one row in a transaction of its own, again and again, until standard input ends; then say how often."""
    written = 0
    with closing(sqlite3.connect(source, timeout=5, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA wal_autocheckpoint=0")
        while not select.select([0], [], [], 0)[0]:
            connection.execute("UPDATE person SET phone = ? WHERE id = ?", (str(written), 1 + written % 1000))
            written += 1
            time.sleep(0.002)
    sys.stdout.write(str(written))


WAYS: dict[str, Callable[[Path, Path], Path]] = {"ours": ours, "plain": plain}


def measured(way: str, source: Path) -> None:
    """Run one way and print what it cost."""
    if way == "ours":
        from culture_desktop.database import backups  # noqa: F401 - in the program it is there by then
    with tempfile.TemporaryDirectory(dir=source.parent) as folder:
        begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
        result = WAYS[way](source, Path(folder))
        after = resource.getrusage(resource.RUSAGE_SELF)
        cost = {
            "wall": time.perf_counter() - begun,
            "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
            "size": result.stat().st_size,
        }
    sys.stdout.write(json.dumps(cost))


def run(way: str, source: Path) -> dict[str, float]:
    """One way in a fresh process, while another writes."""
    command = [sys.executable, __file__]
    with subprocess.Popen(
        [*command, "write", str(source)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        time.sleep(0.3)
        done = subprocess.run([*command, way, str(source)], capture_output=True, check=True, text=True)
        written, _ = writer.communicate()
    assert writer.returncode == 0
    found: dict[str, float] = json.loads(done.stdout)
    return found | {"written": int(written)}


def main() -> None:
    """Build both files, let the ways take turns, print ratios of medians."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    spent: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in (megabytes // 5, megabytes):
            source = Path(folder) / f"{size}.db"
            build(source, size)
            costs: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
            for _ in range(rounds):
                for way in WAYS:
                    costs[way].append(run(way, source))
            median = {
                way: {key: statistics.median(cost[key] for cost in found) for key in found[0]}
                for way, found in costs.items()
            }
            spent[size] = median["ours"]["cpu"]
            ratios = "  ".join(
                f"{key} {median['ours'][key] / median['plain'][key]:.2f}" for key in ("wall", "cpu", "size")
            )
            print(f"{source.stat().st_size / 1e6:.0f} MB  ours / plain: {ratios}")
            for way in WAYS:
                cost = median[way]
                print(
                    f"  {way}: {cost['wall']:.2f} s, CPU {cost['cpu']:.2f} s,"
                    f" {cost['size'] / 1e6:.0f} MB, {cost['written']:.0f} transactions meanwhile"
                )
    small, large = sorted(spent)
    print(f"{large / small:.1f} times the data: {spent[large] / spent[small]:.1f} times the CPU time")


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == "write":
        write_on(Path(sys.argv[2]))
    elif len(sys.argv) > 2 and sys.argv[1] in WAYS:
        measured(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
