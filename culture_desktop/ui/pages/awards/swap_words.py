"""What another list would be, in a few words: who comes, who goes, who changes tiers, what the totals gain or lose."""

from collections.abc import Callable, Sequence

from culture_desktop.services.awards.alternatives import Answer, Swap

_SHOWN = 3


def names(swaps: Sequence[Swap], wanted: Callable[[Swap], bool]) -> str:
    """The names of some, the first few of many."""
    those = [swap.name for swap in swaps if wanted(swap)]
    return "、".join(those[:_SHOWN]) + (f" 等 {len(those)} 个" if len(those) > _SHOWN else "")


def entered(swap: Swap) -> bool:
    """Comes onto the list."""
    return not swap.before


def left(swap: Swap) -> bool:
    """Goes from it."""
    return not swap.after


def moved(swap: Swap) -> bool:
    """Changes tiers."""
    return bool(swap.before and swap.after)


def totals_words(answer: Answer) -> str:
    """``服务达人 +1.20``; only of the tiers whose total changes."""
    return "，".join(f"{tier} {total:+.2f}" for tier, total in answer.totals if total)


def change_words(answer: Answer) -> str:
    """``3 进 3 出，1 人换档``."""
    counts = [sum(map(kind, answer.swaps)) for kind in (entered, left, moved)]
    if not any(counts):
        return "名单不变"
    words = [f"{counts[0]} 个入选，{counts[1]} 个落选" if counts[0] or counts[1] else ""]
    return "，".join(filter(None, [*words, f"{counts[2]} 个换档" if counts[2] else ""]))
