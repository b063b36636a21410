"""What comes from elsewhere costs no more than its size: twice as much of anything is about twice the work."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.growth.inputs import DATA, DOCUMENTS, TABLES, Work
from tests.growth.traced import lines_run

_COUNT = 80
_MOST = 2.5
_SLACK = 2_000
"""Lines that do not count: a cache that fills, a bound that is reached."""


def require_linear(make: Callable[[int], Work]) -> None:
    """Fails where twice as many take more than 2.5 times the work."""
    make(1)()
    once, twice, four_times = (lines_run(make(_COUNT * times)) for times in (1, 2, 4))
    # Linear work grows twice as much the second time, and quadratic work four times.
    assert four_times - twice <= _MOST * (twice - once) + _SLACK, (once, twice, four_times)


@pytest.mark.parametrize("make", DOCUMENTS, ids=lambda make: make.__name__)
def test_twice_as_much_of_anything_in_a_document_is_twice_the_work(make: Callable[[int], Work]) -> None:
    require_linear(make)


@pytest.mark.parametrize("make", DATA, ids=lambda make: make.__name__)
def test_twice_as_much_of_anything_in_data_is_twice_the_work(make: Callable[[int], Work]) -> None:
    require_linear(make)


@pytest.mark.parametrize("make", TABLES, ids=lambda make: make.__name__)
def test_twice_as_much_of_anything_in_a_table_is_twice_the_work(
    make: Callable[[int, Path], Work], tmp_path: Path
) -> None:
    require_linear(lambda count: make(count, tmp_path))
