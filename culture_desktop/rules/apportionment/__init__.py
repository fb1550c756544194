"""Apportionment (名额分配): places among units in proportion to their weights, exactly, under limits, explained.

``apportion({"客服部": 312, "计量部": 188}, 10, "hamilton", minimum=1).seats`` is ``{"客服部": 6, "计量部": 4}``.
"""

from culture_desktop.rules.apportionment.apportion import Pool, apportion, apportion_pools
from culture_desktop.rules.apportionment.explain import Bound, UnitShare, explain, how
from culture_desktop.rules.apportionment.factors import Factors, nominees, weigh, weighings
from culture_desktop.rules.apportionment.problem import Apportionment, Limit, Method, Tie, Weight

__all__ = [
    "Apportionment",
    "Bound",
    "Factors",
    "Limit",
    "Method",
    "Pool",
    "Tie",
    "UnitShare",
    "Weight",
    "apportion",
    "apportion_pools",
    "explain",
    "how",
    "nominees",
    "weigh",
    "weighings",
]
