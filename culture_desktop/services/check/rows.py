"""What a check of the store found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StoreCheck:
    """Sound when there are no problems.

    ``pages``: how many pages of the data file are not as they were written; ``hits``: what stands on them, a phrase
    each. ``mendable``: every one of them can be put right exactly. ``acceptable``: SQLite finds nothing wrong, so
    the content may be right and another program have written it; ``replaced``: most pages differ. ``folder`` is the
    name of the one that pictures and papers belong into, ``apart`` that none of them is there: the data file was copied
    by itself.
    """

    problems: tuple[str, ...] = ()
    damaged_files: tuple[str, ...] = ()
    missing_files: tuple[str, ...] = ()
    pages: int = 0
    hits: tuple[str, ...] = ()
    mendable: bool = False
    acceptable: bool = False
    replaced: bool = False
    folder: str = ""
    apart: bool = False

    @property
    def sound(self) -> bool:
        """Nothing is wrong."""
        return not self.count

    @property
    def count(self) -> int:
        """How many things are wrong."""
        return len(self.problems) + self.pages + len(self.damaged_files) + len(self.missing_files)

    @property
    def files_only(self) -> bool:
        """The data are whole; only pictures and papers are missing beside them."""
        return self.count == len(self.missing_files) > 0

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything that is wrong, in words."""
        return (
            *((self._summary, *self.hits) if self.pages else ()),
            *(f"数据结构有误：{problem}" for problem in self.problems),
            *(f"照片或文书的内容与记录不符：{digest[:12]}" for digest in self.damaged_files),
            *self._missing,
        )

    @property
    def _missing(self) -> tuple[str, ...]:
        if self.apart:
            return (f"数据文件旁边没有“{self.folder}”文件夹里的 {len(self.missing_files)} 个照片和文书",)
        return tuple(f"“{self.folder}”里缺少照片或文书：{digest[:12]}" for digest in self.missing_files)

    @property
    def _summary(self) -> str:
        if self.replaced:
            return f"{self.pages} 个数据页不是本程序写入的，数据文件像是被换成了另一份"
        return f"{self.pages} 个数据页不是本程序写入的（磁盘损坏，或被别的程序改动）"
