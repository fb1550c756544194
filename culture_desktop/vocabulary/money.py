"""Words about money, and about what is bought with it."""

from culture_desktop.vocabulary.words import Word


class FundSource(Word):
    """Whose money an activity spends."""

    UNION = "union", "工会经费"
    PARTY = "party", "党费"
    ADMINISTRATION = "administration", "行政经费"
    OWN = "own", "自筹"


class ExpenseCategory(Word):
    """What money is spent on; limits are set by category."""

    PRIZE = "prize", "奖品"
    SOUVENIR = "souvenir", "纪念品"
    GIFT = "gift", "慰问品"
    CLOTHING = "clothing", "服装"
    VENUE = "venue", "场地"
    EQUIPMENT = "equipment", "器材"
    TRANSPORT = "transport", "交通"
    MEALS = "meals", "餐饮"
    FEE = "fee", "评委讲课费"
    MATERIALS = "materials", "资料印刷"
    PUBLICITY = "publicity", "宣传布置"
    INSURANCE = "insurance", "保险"
    OTHER = "other", "其他"


class StockKind(Word):
    """What a thing in stock is for."""

    PRIZE = "prize", "奖品"
    SOUVENIR = "souvenir", "纪念品"
    GIFT = "gift", "慰问品"
    MATERIAL = "material", "物料"


class StockMovementKind(Word):
    """Why the number of a thing in stock changed."""

    BOUGHT = "bought", "入库"
    HANDED_OUT = "handed_out", "领用"
    RETURNED = "returned", "退回"
    COUNTED = "counted", "盘点"
