"""Words about contests."""

from culture_desktop.vocabulary.words import Word


class RoundMeasure(Word):
    """How a round of a contest is measured: by judges' points, or by a figure of which more or less is better."""

    JUDGED = "judged", "评委打分"
    MORE = "more", "计数（多者胜）"
    LESS = "less", "计时（少者胜）"
