"""Sums of money in capital numerals (大写金额), as receipts bear them so that no figure can be altered.

By the People's Bank's rules for filling in bills (正确填写票据和结算凭证的基本规定): 零 once for zeros within, 整 after
元 and 角 but never after 分.
"""

from decimal import Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")
_LIMIT = Decimal(10) ** 12


def capital_amount(amount: Decimal) -> str:
    """``壹仟零伍元陆角整``; ValueError for a negative sum, parts of a fen, or a trillion and more."""
    if amount < 0 or amount >= _LIMIT or amount != amount.quantize(Decimal("0.01")):
        raise ValueError(f"no sum of money: {amount}")
    yuan, cents = divmod(int(amount * 100), 100)
    jiao, fen = divmod(cents, 10)
    words = f"{_integer(yuan)}元" if yuan else ""
    if not cents:
        return f"{words or '零元'}整"
    if jiao:
        words += f"{_DIGITS[jiao]}角"
    elif yuan:
        words += "零"
    return f"{words}{_DIGITS[fen]}分" if fen else f"{words}整"


def _integer(number: int) -> str:
    words = ""
    gap = False  # zeros that wait for a digit to stand before
    for group in range(len(_GROUPS) - 1, -1, -1):
        part = number // 10 ** (4 * group) % 10**4
        if not part:
            gap = bool(words)
            continue
        for place in range(3, -1, -1):
            digit = part // 10**place % 10
            if digit:
                words += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
                gap = False
            else:
                gap = bool(words)
        words += _GROUPS[group]
        gap = part % 10 == 0 and gap
    return words
