"""Whose certificates a design is looked at with: confirmed campaigns, or people made up."""

from dataclasses import dataclass

from culture_desktop.documents.designs.elements import Fields
from culture_desktop.errors import CultureError
from culture_desktop.services.certificates.previews import PreviewData, sample_preview, winners_preview
from culture_desktop.services.services import Services


@dataclass(frozen=True, slots=True)
class Source:
    """A campaign by its code; the sample has none."""

    title: str
    code: str = ""


class Sources:
    """What can be chosen, what is, and which certificate of it is shown."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.known: tuple[Source, ...] = (_SAMPLE,)
        self.current = 0
        self.data: PreviewData = sample_preview()
        self.at = 0

    @property
    def fields(self) -> Fields:
        """What the certificate shown says."""
        return self.data.certificates[self.at]

    @property
    def sample(self) -> bool:
        """Whether nobody of these people exists."""
        return not self.known[self.current].code

    def read(self) -> None:
        """See which campaigns there are; the one chosen stays, else the newest is taken."""
        code = self.known[self.current].code
        confirmed = (c for c in self._services.awards.campaigns() if c.winners)
        self.known = (*(Source(c.title, c.code) for c in confirmed), _SAMPLE)
        codes = [source.code for source in self.known]
        self.choose(codes.index(code) if code in codes[:-1] else 0)

    def choose(self, at: int) -> None:
        """Take other data; where they cannot be had, the sample."""
        source, place = self.known[at], self.at
        self.current, self.data = len(self.known) - 1, sample_preview()
        if source.code:
            try:
                board = self._services.awards.board(source.code)
                self.data = winners_preview(board, self._services.settings.unit())
                self.current = at
            except CultureError:  # such as a unit without a name: the sample shows all the same
                pass
        self.at = min(place, len(self.data.certificates) - 1)

    def turn(self, step: int) -> None:
        """Go on to another certificate."""
        self.at = max(0, min(self.at + step, len(self.data.certificates) - 1))


_SAMPLE = Source("示例数据")
