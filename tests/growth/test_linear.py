"""The work for untrusted input is linear: twice as many items are about twice the work."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.growth.inputs import DATA, DOCUMENTS, TABLES, Work
from tests.growth.traced import lines_run

_COUNT = 80
_MOST = 2.5
_SLACK = 2_000
"""Lines that are ignored, such as those that fill a cache."""


def require_linear(make: Callable[[int], Work]) -> None:
    """Fails if twice as many items take more than 2.5 times the work."""
    make(1)()
    once, twice, four_times = (lines_run(make(_COUNT * times)) for times in (1, 2, 4))
    # The second difference is twice the first for linear work, and four times for quadratic work.
    assert four_times - twice <= _MOST * (twice - once) + _SLACK, (once, twice, four_times)


@pytest.mark.parametrize("make", DOCUMENTS, ids=lambda make: make.__name__)
def test_twice_as_many_items_in_a_document_are_twice_the_work(make: Callable[[int], Work]) -> None:
    require_linear(make)


@pytest.mark.parametrize("make", DATA, ids=lambda make: make.__name__)
def test_twice_as_many_items_in_data_are_twice_the_work(make: Callable[[int], Work]) -> None:
    require_linear(make)


@pytest.mark.parametrize("make", TABLES, ids=lambda make: make.__name__)
def test_twice_as_many_items_in_a_table_are_twice_the_work(make: Callable[[int, Path], Work], tmp_path: Path) -> None:
    require_linear(lambda count: make(count, tmp_path))
