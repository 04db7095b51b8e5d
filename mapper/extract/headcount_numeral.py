"""Numerals in tokens: figures with any grouping, spelled numbers, and mixtures of both."""

from __future__ import annotations

from dataclasses import dataclass

from mapper.extract.headcount_words import Words
from mapper.extract.tokens import Tokens

_GROUP = frozenset({",", ".", "'"})
LARGEST = 10**12
"""Numerals above this are not counts of people."""
MOST_DIGITS = 12
"""A longer figure is no number of people; its groups are not even joined, so that work stays linear."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in tokens ``first`` to ``last`` (both included).

    ``lead`` is a figure without its scale word ("2" of "2 million"), or ``None``; ``scale`` what it was
    multiplied by; ``digits`` the number of digits written, 0 for words.
    """

    first: int
    last: int
    value: int
    form: str
    scale: int = 1
    digits: int = 0
    grouped: bool = False


def read_numeral(tokens: Tokens, i: int, words: Words) -> Numeral | None:
    """Read the longest numeral that starts at token ``i``.

    Parameters
    ----------
    tokens : Tokens
    i : int
    words : Words
        Of the text's language.

    Returns
    -------
    Numeral or None
        ``None`` where no number of people can start: part of a code ("T-72"), an ordinal ("82nd"), a decimal.
    """
    if i >= len(tokens):
        return None
    low = tokens.lows[i]
    if low[0].isdecimal():
        return _figure(tokens, i, words)
    fixed = words.fixed.at(tokens, i)
    if fixed is not None:
        return Numeral(i, fixed[0] - 1, fixed[1], "word")
    if (low in words.values and low not in words.inside) or low in words.scales:
        return _spelled(tokens, i, words)
    return None


def _figure(tokens: Tokens, i: int, words: Words) -> Numeral | None:
    if _is_code(tokens, i):
        return None
    last, digits, fraction = _digits(tokens, i)
    if len(digits) > MOST_DIGITS:
        return None
    value, scale, grouped = int(digits), 1, last > i
    after = last + 1
    if after < len(tokens) and tokens.joined(after) and tokens.lows[after].isalpha():
        if tokens.lows[after] not in words.scales:
            return None
        last, scale = after, words.scales[tokens.lows[after]]
    elif after < len(tokens) and tokens.lows[after] in words.scales and words.scales[tokens.lows[after]] > 1:
        last, scale = after, words.scales[tokens.lows[after]]
    if fraction and scale == 1:
        return None
    amount = value * scale + (int(fraction[:9]) * scale // 10 ** len(fraction[:9]) if fraction else 0)
    form = "figure" if scale == 1 else "mixed"
    return Numeral(i, last, amount, form, scale, len(digits), grouped) if amount <= LARGEST else None


def _is_code(tokens: Tokens, i: int) -> bool:
    """Whether the digits belong to a name or code: "T-72", "M23", "F.16", "#12", "10:30", "3.5.1"."""
    if not tokens.joined(i):
        return False
    before = tokens.lows[i - 1]
    if before.isalpha() or before in {"#", ":", "_", "@"}:
        return True
    if before in {"-", "/", ".", "'"} and tokens.joined(i - 1):
        return not (before == "'" and tokens.lows[i - 2] in {"l", "d"}) and (
            before != "-" or not tokens.lows[i - 2][0].isdecimal()
        )
    return False


def _digits(tokens: Tokens, i: int) -> tuple[int, str, str]:
    """Join the groups of a figure: the last token, its digits, and its decimals."""
    digits, last, spaced = tokens.lows[i], i, None
    while len(tokens.lows[i]) <= 3 and len(digits) <= MOST_DIGITS:
        k = last + 1
        if k >= len(tokens):
            break
        if spaced is not True and _sign_group(tokens, k, digits):
            digits, last, spaced = digits + tokens.lows[k + 1], k + 1, False
        elif spaced is not False and _three(tokens, k) and _gap(tokens, k) and digits[0] != "0":
            digits, last, spaced = digits + tokens.lows[k], k, True
        else:
            break
    return _decimals(tokens, last, digits)


def _sign_group(tokens: Tokens, k: int, digits: str) -> bool:
    """Whether a grouping sign at ``k`` and three digits after it continue a figure: "3,000", "3.000", "2, 800"."""
    if tokens.lows[k] not in _GROUP or not tokens.joined(k) or k + 1 >= len(tokens) or not _three(tokens, k + 1):
        return False
    return tokens.joined(k + 1) or (tokens.lows[k] == "," and len(digits) <= 2 and _lone(tokens, k + 1))


def _decimals(tokens: Tokens, last: int, digits: str) -> tuple[int, str, str]:
    k = last + 1
    if (
        k + 1 < len(tokens)
        and tokens.lows[k] in {".", ","}
        and tokens.joined(k)
        and tokens.joined(k + 1)
        and tokens.lows[k + 1].isdecimal()
    ):
        return k + 1, digits, tokens.lows[k + 1]
    return last, digits, ""


def _three(tokens: Tokens, k: int) -> bool:
    return len(tokens.lows[k]) == 3 and tokens.lows[k].isdecimal()


def _gap(tokens: Tokens, k: int) -> bool:
    """Whether one space (of any width) stands before token ``k``."""
    return tokens.starts[k] - tokens.ends[k - 1] == 1


def _lone(tokens: Tokens, k: int) -> bool:
    """Whether a figure with a stray space in it ("2, 800 troops") is one number: a word follows at once."""
    return k + 1 < len(tokens) and tokens.lows[k + 1].isalpha() and not tokens.joined(k + 1) and _gap(tokens, k)


def _spelled(tokens: Tokens, i: int, words: Words) -> Numeral | None:
    if i > 1 and tokens.joined(i) and tokens.lows[i - 1] == "-" and tokens.joined(i - 1):
        return None
    total, last = _Sum(words), i - 1
    k = i
    while k < len(tokens):
        low = tokens.lows[k]
        if total.add(low):
            last = k
        elif not (low in words.ands and last >= i and _follows(tokens, k, total.limit, words)):
            break
        k += 1
    return None if last < i else Numeral(i, last, total.value, "word")


class _Sum:
    """A spelled number growing word by word; ``limit`` is what the next word must stay under."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.total = self.current = 0
        self.limit = self.ceiling = LARGEST
        self.empty = True

    @property
    def value(self) -> int:
        return self.total + self.current

    def add(self, low: str) -> bool:
        """Add a word; false where it cannot belong to the number."""
        value, scale = self.words.values.get(low), self.words.scales.get(low)
        if scale is not None:
            if scale >= self.ceiling or (scale == 100 and self.current >= 100):
                return False
            if scale == 100:
                self.current, self.limit = max(self.current, 1) * 100, 100
            else:
                self.total, self.current = self.total + max(self.current, 1) * scale, 0
                self.limit = self.ceiling = scale
        elif value is None or (value == 0 and not self.empty):
            return False
        elif value == 20 and self.words.lang == "fr" and self.current % 100 == 4:
            self.current, self.limit = self.current + 76, 20
        elif value >= self.limit:
            return False
        else:
            self.current, self.limit = self.current + value, _limit(value, self.words.lang)
        self.empty = False
        return True


def _limit(value: int, lang: str) -> int:
    """What may be added after a value: units after tens, tens after hundreds, nothing after units."""
    if value >= 100:
        return 100
    if value >= 20 and value % 10 == 0:
        return 20 if lang == "fr" and value == 60 else 10
    return 10 if lang == "fr" and value == 10 else 0


def _follows(tokens: Tokens, k: int, limit: int, words: Words) -> bool:
    """Whether the joining word at ``k`` is inside a number: "two hundred and fifty", "twenty-five"."""
    if k + 1 >= len(tokens):
        return False
    low, hyphen = tokens.lows[k + 1], tokens.lows[k] == "-"
    if hyphen and not (tokens.joined(k) and tokens.joined(k + 1)):
        return False
    if hyphen and (low in words.scales or (words.lang == "fr" and low in {"vingt", "vingts"})):
        return True
    value = words.values.get(low)
    return value is not None and 0 < value < limit and (hyphen or limit < LARGEST)
