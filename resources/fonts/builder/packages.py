"""The packages the faces are made from: exact versions, fetched with the registries' own clients, checked by digest."""

import gzip
import hashlib
import subprocess
import tarfile
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path

from typing_extensions import override


class PackageChangedError(Exception):
    """A package is not the one the faces were made from."""


@dataclass(frozen=True)
class Package(ABC):
    """A package by name and version; ``sha256`` is that of its archive."""

    name: str
    version: str
    sha256: str

    @property
    @abstractmethod
    def archive(self) -> str:
        """The file name the client gives the archive."""

    @property
    @abstractmethod
    def folder(self) -> str:
        """The folder the archive is unpacked into."""

    @abstractmethod
    def download(self, work: Path) -> None:
        """Put the archive into the work folder."""

    @abstractmethod
    def unpack(self, work: Path) -> None:
        """Unpack the archive beside itself."""

    def fetch(self, work: Path) -> None:
        """Download, check and unpack; PackageChangedError if the archive is another one."""
        self.download(work)
        found = hashlib.sha256((work / self.archive).read_bytes()).hexdigest()
        if found != self.sha256:
            raise PackageChangedError(f"{self.archive}: expected sha256 {self.sha256}, got {found}")
        self.unpack(work)


@dataclass(frozen=True)
class NpmPackage(Package):
    """A package of the npm registry."""

    @property
    @override
    def archive(self) -> str:
        return f"{self.folder}.tgz"

    @property
    @override
    def folder(self) -> str:
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}"

    @override
    def download(self, work: Path) -> None:
        _run(work, "npm", "pack", "--silent", f"{self.name}@{self.version}")

    @override
    def unpack(self, work: Path) -> None:
        with tarfile.open(work / self.archive) as archive:
            archive.extractall(work / self.folder, filter="data")


@dataclass(frozen=True)
class DebianPackage(Package):
    """A package of Debian 12 for all architectures."""

    @property
    @override
    def archive(self) -> str:
        return f"{self.name}_{self.version}_all.deb"

    @property
    @override
    def folder(self) -> str:
        return self.name

    @override
    def download(self, work: Path) -> None:
        _run(work, "apt-get", "download", f"{self.name}={self.version}")

    @override
    def unpack(self, work: Path) -> None:
        _run(work, "dpkg", "-x", self.archive, self.folder)


@dataclass(frozen=True)
class Member:
    """A file inside a package."""

    package: Package
    path: str

    def locate(self, work: Path) -> Path:
        """Where the file lies once its package has been fetched."""
        return work / self.package.folder / self.path

    def read(self, work: Path) -> bytes:
        """The file's content; Debian packs documents with gzip, which is undone."""
        content = self.locate(work).read_bytes()
        return gzip.decompress(content) if self.path.endswith(".gz") else content


def _run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


NOTO_SERIF = NpmPackage(
    "@expo-google-fonts/noto-serif-sc", "0.4.3", "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e"
)
NOTO_SANS = NpmPackage(
    "@expo-google-fonts/noto-sans-sc", "0.4.3", "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59"
)
WENKAI = NpmPackage(
    "@fontsource/lxgw-wenkai", "5.3.0", "e796ef6dd20f4eea37625222872095a7d049fa6bfdd6fe80a15dfa22fdf2c7ca"
)
FANDOL = DebianPackage(
    "texlive-lang-chinese", "2022.20230122-1", "9cfa07bd44e7b9098e26f0ecac1b5ad210d2249d474c8074d53de92d650b0ec0"
)
BABELSTONE = DebianPackage(
    "fonts-babelstone-han", "15.0.5-2", "c7b7f9b5b78ad14c94d7e6d2b103307a7a643844c7db856fb97611d9d8a80589"
)
UNICODE = DebianPackage("unicode-data", "15.0.0-1", "5efef23bbb1c6a133ecbdd63a2cfa07159ccacf5466a49e2426101c5ecd691fc")
PACKAGES: tuple[Package, ...] = (NOTO_SERIF, NOTO_SANS, WENKAI, FANDOL, BABELSTONE, UNICODE)


def fetch(work: Path) -> None:
    """Fetch all packages into the work folder."""
    work.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        package.fetch(work)
