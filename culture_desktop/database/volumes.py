"""Which drive a file lies on: on one that is reached over a network, a write-ahead log is not safe.

The log's index is memory shared between connections, which no network file system offers
(https://sqlite.org/wal.html, "does not work over a network filesystem").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

# fmt: off
_NETWORK_TYPES = frozenset({
    "9p", "acfs", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "ftp", "gfs2", "glusterfs", "lustre",
    "mfs", "ncpfs", "nfs", "nfs3", "nfs4", "ocfs2", "orangefs", "prl_fs", "smb", "smb2", "smb3", "smbfs", "vboxsf",
    "virtiofs", "vmhgfs", "webdav",
})
_NETWORK_FUSE = frozenset({
    "ceph", "ceph-fuse", "curlftpfs", "davfs2", "glusterfs", "gvfsd-fuse", "juicefs", "kio-fuse", "rclone", "s3fs",
    "smbnetfs", "sshfs", "vmhgfs-fuse",
})
# fmt: on
_HOST_MARKS = ("//", "\\\\", "http://", "https://", "ftp://", "sftp://")


@dataclass(frozen=True)
class Mount:
    """A drive: where it hangs, the name of its file system, what is behind it, and its options."""

    point: PurePath
    kind: str
    device: str = ""
    options: str = ""

    @property
    def network(self) -> bool:
        """Whether it is reached over a network, or shared with another system as if it were."""
        kind = self.kind.casefold()
        return (
            kind in _NETWORK_TYPES
            or (kind.startswith("fuse.") and kind.removeprefix("fuse.") in _NETWORK_FUSE)
            or self.device.startswith(_HOST_MARKS)
            or "remote" in self.options.split(",")  # how Windows calls it
        )


def on_network(path: Path) -> bool:
    """Whether a resolved path lies on a network drive."""
    import psutil  # noqa: PLC0415 - start-up time: only where a file is opened

    parts = psutil.disk_partitions(all=True)
    return lies_on_network(path, (Mount(type(path)(p.mountpoint), p.fstype, p.device, p.opts) for p in parts))


def lies_on_network(path: PurePath, mounts: Iterable[Mount]) -> bool:
    """Whether the innermost drive that holds the path is a network drive; of two on one point the later counts."""
    if path.drive.startswith("\\\\"):
        return not path.drive.startswith("\\\\?\\") or path.drive.casefold().startswith("\\\\?\\unc\\")
    holding = [mount for mount in mounts if path.is_relative_to(mount.point)]
    innermost = max(enumerate(holding), key=lambda found: (len(found[1].point.parts), found[0]), default=None)
    return innermost is not None and innermost[1].network
