"""1,000 certificates of honour: ours against typst and against a PDF writer by hand, the limit.

Run ``uv run --group bench python benchmarks/certificates.py [COUNT] [ROUNDS]``. Each way prints the same list, frame
and QR codes in a fresh process; the ways take turns, so that a busy machine slows all alike. Compared are medians of
CPU time (user and system, start of Python included), peak memory and file size.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

SURNAMES = "丁马王韦文方石叶田冯刘许孙李杨吴何陈林周郑赵胡段祝姚秦袁贾夏顾党钱徐高郭唐黄曹龚曾谢蔡潘戴魏"
GIVEN = [
    "建国",
    "志强",
    "晓梅",
    "丽华",
    "伟",
    "敏",
    "静",
    "海燕",
    "春生",
    "桂英",
    "浩然",
    "思远",
    "子涵",
    "雪",
    "军",
    "磊",
    "欣怡",
    "文博",
    "䶮",
    "㛃",
    "𬭎",
    "𬱖",
]
BODY = "在二〇二六年度“心级服务”评选活动中，爱岗敬业、服务优质，成绩突出，荣获“服务明星（中心级）”称号。"
CLOSING = "特发此证，以资鼓励。"
ISSUER = "云川供电服务中心工会委员会"
DATE = "二〇二六年十二月一日"
FONTS = Path(__file__).parent.parent / "resources" / "fonts"


class Winner(NamedTuple):
    """What differs from certificate to certificate."""

    number: str
    name: str

    @property
    def qr_text(self) -> str:
        """What the QR code says."""
        return f"{self.number} {self.name}"


def winners(count: int) -> list[Winner]:
    """The same invented list for all."""
    names = (SURNAMES[i % len(SURNAMES)] + GIVEN[i // 3 % len(GIVEN)] for i in range(count))
    return [Winner(f"云川工荣〔2026〕{number}号", name) for number, name in enumerate(names, start=1)]


def ours(count: int, target: Path) -> None:
    """The program's own way."""
    from culture_desktop.documents.designs.bundled import STANDARD, bundled_design
    from culture_desktop.documents.designs.printer import write_design

    fields = [
        {
            "编号": winner.number,
            "姓名": winner.name,
            "称谓": f"{winner.name}同志：",
            "正文": BODY,
            "颁发单位": ISSUER,
            "颁发日期": DATE,
            "二维码": winner.qr_text,
        }
        for winner in winners(count)
    ]
    with target.open("wb") as stream:
        write_design(bundled_design(STANDARD), fields, stream)


def typst(count: int, target: Path) -> None:
    """Typst's compiler, the list as JSON, the QR codes as one-bit PNG files."""
    from typst_certificates import compile_certificates

    compile_certificates(winners(count), target)


def by_hand(count: int, target: Path) -> None:
    """Bytes written one after another, nothing general: as little work as Python can do."""
    from handwritten_certificates import write_certificates

    write_certificates(winners(count), target)


WAYS = {"ours": ours, "typst": typst, "by hand": by_hand}


# As installed: modules are compiled once, not at every start.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class Cost(NamedTuple):
    """What one run took."""

    cpu_seconds: float
    peak_mib: float
    kilobytes: float


def measure(way: str, count: int, directory: Path) -> Cost:
    """Runs one way in a fresh process."""
    target = directory / f"{way}.pdf"
    process = subprocess.Popen([sys.executable, __file__, "--run", way, str(count), str(target)], env=_ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{way} failed")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, target.stat().st_size / 1000)


def compare(count: int, rounds: int) -> dict[str, Cost]:
    """The median cost of each way, the ways taking turns."""
    costs: dict[str, list[Cost]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as directory:
        for way in WAYS:
            measure(way, 1, Path(directory))  # not counted: what is compiled and read for the first time
        for _ in range(rounds):
            for way in WAYS:
                costs[way].append(measure(way, count, Path(directory)))
    return {way: Cost(*map(statistics.median, zip(*runs, strict=True))) for way, runs in costs.items()}


def main() -> None:
    """Compares and prints."""
    if sys.argv[1:2] == ["--run"]:
        way, number, target = sys.argv[2:]
        WAYS[way](int(number), Path(target))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    costs = compare(count, rounds)
    print(f"{count} certificates, medians of {rounds} rounds")
    print(f"{'way':10}{'CPU s':>8}{'peak MiB':>10}{'KB':>8}")
    for way, cost in costs.items():
        print(f"{way:10}{cost.cpu_seconds:8.2f}{cost.peak_mib:10.0f}{cost.kilobytes:8.0f}")
    for way, cost in costs.items():
        if way != "ours":
            ratios = (f"{mine / theirs:.2f}" for mine, theirs in zip(costs["ours"], cost, strict=True))
            print("ours to {}: CPU {}, memory {}, size {}".format(way, *ratios))


if __name__ == "__main__":
    main()
