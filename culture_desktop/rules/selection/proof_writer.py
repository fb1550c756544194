"""What the solver's multipliers are called when they leave it: by the limits they weigh, for ``proof`` to check."""

from collections.abc import Sequence

from culture_desktop.rules.selection.layout import Layout
from culture_desktop.rules.selection.problem import ProofStage
from culture_desktop.rules.selection.programme import SCALE


class ProofWriter:
    """Takes the steps in their order. ``rows`` is the number of rows before the first."""

    def __init__(self, layout: Layout, rows: int) -> None:
        self.stages: list[ProofStage] = []
        self._names = [one.key for one in layout.requirements]
        self._names += [""] * (rows - len(self._names))  # that each candidate has one tier needs no multiplier
        self._lowest: dict[str, tuple[str, int]] = {}
        self._places = {tier.name: n for n, tier in enumerate(layout.problem.tiers)}

    def idle(self, of: str, lowest: int) -> None:
        """A step that found everything decided by those before, but for who stands at the lowest score."""
        weights: dict[str, int] = {}
        if lowest:
            self._put_seats(weights, of, lowest * SCALE)
        self.stages.append(ProofStage(of, weights))

    def stage(self, of: str, multipliers: Sequence[int], lowest: int) -> None:
        """A step solved with its tier's scores less ``lowest``, and with rows in the order of the steps before."""
        weights: dict[str, int] = {}

        def put(name: str, weight: int) -> None:
            weights[name] = weights.get(name, 0) + weight

        for name, weight in zip(self._names, multipliers, strict=False):
            if name and weight:
                put(name, weight)
                if name in self._lowest:  # the row was of scores less the lowest as well
                    tier, less = self._lowest[name]
                    self._put_seats(weights, tier, -weight * less)
        if lowest:
            self._put_seats(weights, of, lowest * SCALE)
        name = f"totals/{len(self.stages)}"
        self._names.append(name)
        if lowest:
            self._lowest[name] = of, lowest
        self.stages.append(ProofStage(of, {name: weight for name, weight in weights.items() if weight}))

    def _put_seats(self, weights: dict[str, int], tier: str, weight: int) -> None:
        """With every seat filled, a weight of either sign on the number of a tier's winners."""
        side = "maximum" if weight > 0 else "minimum"
        name = f"tiers/{self._places[tier]}/{side}"
        weights[name] = weights.get(name, 0) + weight
