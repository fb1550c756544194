"""Network drives are known by their file system, and a data file there works without a write-ahead log."""

import sqlite3
from contextlib import closing
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import psutil
import pytest
from sqlalchemy import text

from culture_desktop.database import Database
from culture_desktop.database.sqlite import Journal
from culture_desktop.database.volumes import Mount, lies_on_network, on_network
from culture_desktop.models import Setting

POSIX = [
    Mount(PurePosixPath("/"), "ext4", "/dev/sda2", "rw"),
    Mount(PurePosixPath("/home"), "btrfs", "/dev/sdb1", "rw"),
    Mount(PurePosixPath("/home/lin/共享"), "cifs", "//nas/gonghui", "rw"),
    Mount(PurePosixPath("/home/lin/共享/本机"), "tmpfs", "tmpfs", "rw"),
    Mount(PurePosixPath("/srv"), "nfs4", "nas:/export", "rw"),
    Mount(PurePosixPath("/mnt/ssh"), "fuse.sshfs", "lin@nas:", "rw"),
    Mount(PurePosixPath("/mnt/usb"), "fuseblk", "/dev/sdc1", "rw"),
    Mount(PurePosixPath("/mnt/dav"), "fuse", "https://pan.example.com/dav", "rw"),
    Mount(PurePosixPath("/mnt/vm"), "9p", "share", "rw"),
    Mount(PurePosixPath("/mnt/auto"), "autofs", "systemd-1", "rw"),
    Mount(PurePosixPath("/mnt/auto"), "nfs", "nas:/home", "rw"),
    Mount(PurePosixPath("/run/user/1000/gvfs"), "fuse.gvfsd-fuse", "gvfsd-fuse", "rw"),
    Mount(PurePosixPath("/Volumes/gonghui"), "smbfs", "//lin@nas/gonghui", "rw"),
    Mount(PurePosixPath("/mnt/ceph"), "ceph", "10.0.0.1:/", "rw"),
]
WINDOWS = [
    Mount(PureWindowsPath("C:\\"), "NTFS", "C:\\", "rw,fixed"),
    Mount(PureWindowsPath("E:\\"), "exFAT", "E:\\", "rw,removable"),
    Mount(PureWindowsPath("Z:\\"), "NTFS", "Z:\\", "rw,remote"),
]


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/var/runwu.db", False),
        ("/home/lin/runwu.db", False),
        ("/home/lin/共享/runwu.db", True),
        ("/home/lin/共享的副本/runwu.db", False),
        ("/home/lin/共享/本机/runwu.db", False),
        ("/srv/runwu.db", True),
        ("/srv2/runwu.db", False),
        ("/mnt/ssh/工会/runwu.db", True),
        ("/mnt/usb/runwu.db", False),
        ("/mnt/dav/runwu.db", True),
        ("/mnt/vm/runwu.db", True),
        ("/mnt/auto/runwu.db", True),
        ("/run/user/1000/gvfs/smb-share:server=nas/runwu.db", True),
        ("/Volumes/gonghui/runwu.db", True),
        ("/mnt/ceph/runwu.db", True),
    ],
)
def test_drives_of_linux_and_macos(path: str, network: bool) -> None:
    assert lies_on_network(PurePosixPath(path), POSIX) is network


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("C:\\Users\\lin\\runwu.db", False),
        ("E:\\runwu.db", False),
        ("z:\\gonghui\\runwu.db", True),
        ("\\\\nas\\gonghui\\runwu.db", True),
        ("\\\\?\\UNC\\nas\\gonghui\\runwu.db", True),
        ("\\\\?\\C:\\Users\\lin\\runwu.db", False),
        ("Q:\\unknown\\runwu.db", False),
    ],
)
def test_drives_of_windows(path: str, network: bool) -> None:
    assert lies_on_network(PureWindowsPath(path), WINDOWS) is network


def test_no_drives_known() -> None:
    assert not lies_on_network(PurePosixPath("/runwu.db"), [])


def test_the_drives_of_this_machine_are_read(tmp_path: Path) -> None:
    """Whatever lies under the tests, the answer is that of the innermost drive the system lists."""
    parts = psutil.disk_partitions(all=True)
    assert "/proc" in {part.mountpoint for part in parts}
    assert not on_network(Path("/proc/self/status"))
    holding = [p for p in parts if tmp_path.is_relative_to(PurePath(p.mountpoint))]
    inner = max(holding, key=lambda p: len(PurePath(p.mountpoint).parts))
    assert on_network(tmp_path) is Mount(PurePath(inner.mountpoint), inner.fstype, inner.device, inner.opts).network


def pragma(database: Database, name: str) -> object:
    with database.begin("测试") as session:
        return session.scalar(text(f"PRAGMA {name}"))


def test_a_file_goes_from_a_local_drive_to_a_network_drive_and_back(tmp_path: Path) -> None:
    path = tmp_path / "runwu.db"
    for journal, mode, synchronous in ((Journal.WAL, "wal", 2), (Journal.DELETE, "delete", 3), (Journal.WAL, "wal", 2)):
        database = Database.open(path, journal=journal)
        assert (pragma(database, "journal_mode"), pragma(database, "synchronous")) == (mode, synchronous)
        with database.begin("测试") as session:
            session.merge(Setting(key="unit", value=mode))
        assert path.with_name("runwu.db-wal").exists() is (journal is Journal.WAL)
        with closing(sqlite3.connect(path)) as other:
            assert other.execute("SELECT value FROM setting").fetchone() == (f'"{mode}"',)
        database.close()
