"""Whether something stands in more than one row, told from sixteen bytes a row instead of all that the rows hold."""

import hashlib
from array import array
from collections.abc import Iterable, Iterator


class Repeats:
    """Collects texts by row, and finds those that come again."""

    def __init__(self) -> None:
        self._digests = array("Q")
        self._rows = array("Q")

    def add(self, row: int, parts: Iterable[str]) -> None:
        """Notes what a row holds."""
        digest = hashlib.blake2b("\0".join(parts).encode(errors="surrogatepass"), digest_size=8).digest()
        self._digests.append(int.from_bytes(digest, "big"))
        self._rows.append(row)

    def again(self) -> Iterator[tuple[int, int]]:
        """Each row that holds what an earlier one does, with the first such row."""
        order = sorted(range(len(self._digests)), key=self._digests.__getitem__)  # stable: the first row stays first
        first = None
        for index in order:
            if first is not None and self._digests[index] == self._digests[first]:
                yield self._rows[index], self._rows[first]
            else:
                first = index
