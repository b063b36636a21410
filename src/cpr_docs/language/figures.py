"""Numbers and amounts of money in figures: the same in both languages."""

from decimal import Decimal


def integer(number: int) -> str:
    """A whole number with a comma at each thousand: ``1,250``."""
    return f"{number:,}"


def money(amount: Decimal) -> str:
    """An amount of pounds with its pence: ``£1,250.00``.

    Raises ``ValueError`` for what is no amount, and for parts of a penny: rounding would print another amount.
    """
    if not amount.is_finite():
        raise ValueError("an amount of money must be a number")
    # copy_abs and not abs: abs rounds to the precision of the thread's decimal context.
    figures = f"{amount.copy_abs():,.2f}"
    if Decimal(figures.replace(",", "")) != amount.copy_abs():
        raise ValueError("an amount of money has no parts of a penny")
    return f"{'-' if amount < 0 else ''}£{figures}"
