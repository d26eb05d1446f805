"""Workings in words: each formula with its numbers, as the calculator made them."""

import re
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.formats import MINUS, number, sek
from strategy.calculation_names import BANDS, ENTRIES, GIVEN, RULES, STEPS
from strategy.calculator import EntryName, Key, Op, Quantity, Unit
from strategy.wording import in_sentence, listed

NBSP = "\N{NO-BREAK SPACE}"
BAND = re.compile(r"(?P<rule>.+)_(?P<number>\d)_(?P<part>from|base|slope)")
SIGNS = {Op.PRODUCT: " × ", Op.SUM: " + ", Op.DIFFERENCE: f" {MINUS} ", Op.QUOTIENT: " ÷ "}


def name_of(quantity: Quantity) -> str:
    """What the quantity is called inside a sentence."""
    name = quantity.name.removesuffix("_all")
    if quantity.op is Op.PARAMETER:
        return in_sentence(rule_name(name))
    known: dict[str, str | Promise] = {**GIVEN, **STEPS}
    if name in known:
        return str(known[name])
    return in_sentence(ENTRIES[EntryName(name)] if name in ENTRIES else rule_name(name))


def rule_name(key: str) -> str:
    """What a parameter is called, alone or in a sentence."""
    if found := BAND.fullmatch(key):
        words = BANDS[f"{found['rule']}_{found['part']}"]
        return _("{words} (band {number})").format(words=words, number=found["number"])
    return str(RULES[Key(key)])


def amount_of(quantity: Quantity) -> str:
    """The value with its unit."""
    return unit_text(quantity.value, quantity.unit)


def unit_text(value: Fraction, unit: Unit) -> str:
    money = {
        Unit.SEK: "{money}",
        Unit.SEK_PER_MONTH: _("{money} a month"),
        Unit.SEK_PER_YEAR: _("{money} a year"),
        Unit.SEK_PER_DAY: _("{money} a day"),
    }
    if unit in money:
        return money[unit].format(money=sek(value))
    if unit is Unit.SHARE:
        return f"{_plain(value * 100)}{NBSP}%"
    return _plain(value)


def workings(quantity: Quantity) -> tuple[str, ...]:
    """One line for each step: the amount itself, then what it rests on.

    What must not go below zero is told together with the step that it bounds.
    """
    if quantity.is_leaf:
        return (_("{amount}, as stated").format(amount=amount_of(quantity)),)
    steps = quantity.steps()
    told = {step.parts[0] for step in steps if step.op is Op.NOT_BELOW_ZERO}
    return tuple(line_of(step) for step in steps if step not in told)


def line_of(step: Quantity) -> str:
    """Municipal tax = municipal tax rate (20,7 %) × … = 45 609 kr."""
    return _("{name} = {formula} = {amount}").format(
        name=capital(name_of(step)), formula=_formula(step), amount=amount_of(step)
    )


def months_text(value: Fraction) -> str:
    return ngettext("{n} month", "{n} months", 1 if value == 1 else 2).format(n=_plain(value))


def signed(value: Fraction) -> str:
    """+45 609 kr or −40 000 kr: whole SEK, half up."""
    text = sek(value)
    return text if value < 0 or text.startswith(MINUS) else f"+{text}"


def _formula(step: Quantity) -> str:
    if step.op is Op.NOT_BELOW_ZERO:
        return _("{part}, at least 0").format(part=_formula(step.parts[0]))
    parts = [f"{name_of(part)} ({amount_of(part)})" for part in step.parts]
    if step.op is Op.LESSER:
        return _("the lesser of {parts}").format(parts=listed(parts))
    return SIGNS[step.op].join(parts)


def _plain(value: Fraction) -> str:
    """No more decimals than there are; two where they never end."""
    digits = next((n for n in range(5) if (value * 10**n).denominator == 1), 2)
    return number(value, digits)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
