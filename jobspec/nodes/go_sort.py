"""Go's sort.Sort and sort.Slice: pattern-defeating quicksort with Go's constants, so that equals come out in Go's order.

Up to twelve elements that is an insertion sort, which keeps the order of equals; above, the order follows from the algorithm alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item")

_INSERTION = 12  # up to here insertion sort is taken
_NINTHER = 50  # from here the pivot is the median of medians
_MOST_SWAPS = 12  # all comparisons for a pivot swapped: the range is falling
_MOST_STEPS = 5
_SHORTEST_SHIFTING = 50


def go_sorted(items: Iterable[Item], less: Callable[[Item, Item], bool]) -> list[Item]:
    """The items in the order in which Go leaves them."""
    sorter = _Sorter(list(items), less)
    sorter.sort(0, len(sorter.items), len(sorter.items).bit_length())
    return sorter.items


class _Sorter(Generic[Item]):
    """A list that is being sorted; ranges are half open."""

    __slots__ = ("_less", "items")

    def __init__(self, items: list[Item], less: Callable[[Item, Item], bool]) -> None:
        self.items = items
        self._less = less

    def sort(self, start: int, end: int, bad_choices: int) -> None:
        """pdqsort; after `bad_choices` unbalanced partitions it becomes a heap sort."""
        balanced = partitioned = True
        while end - start > _INSERTION:
            length = end - start
            if bad_choices == 0:
                self._heap_sort(start, end)
                return
            if not balanced:
                self._break_patterns(start, length)
                bad_choices -= 1
            pivot, swaps = self._choose_pivot(start, length)
            if swaps == _MOST_SWAPS:
                self.items[start:end] = self.items[start:end][::-1]
                pivot = end - 1 - (pivot - start)
            rising = swaps in (0, _MOST_SWAPS)
            if balanced and partitioned and rising and self._nearly_sorted(start, end):
                return
            if start > 0 and not self._before(start - 1, pivot):
                start = self._partition_equal(start, end, pivot)
                continue
            middle, partitioned = self._partition(start, end, pivot)
            left, right = middle - start, end - middle
            balanced = min(left, right) >= length // 8
            if left < right:
                self.sort(start, middle, bad_choices)
                start = middle + 1
            else:
                self.sort(middle + 1, end, bad_choices)
                end = middle
        self._insertion_sort(start, end)

    def _before(self, one: int, other: int) -> bool:
        return self._less(self.items[one], self.items[other])

    def _swap(self, one: int, other: int) -> None:
        self.items[one], self.items[other] = self.items[other], self.items[one]

    def _insertion_sort(self, start: int, end: int) -> None:
        for index in range(start + 1, end):
            while index > start and self._before(index, index - 1):
                self._swap(index, index - 1)
                index -= 1

    def _heap_sort(self, start: int, end: int) -> None:
        size = end - start
        for root in range((size - 1) // 2, -1, -1):
            self._sift_down(root, size, start)
        for last in range(size - 1, -1, -1):
            self._swap(start, start + last)
            self._sift_down(0, last, start)

    def _sift_down(self, root: int, size: int, start: int) -> None:
        while (child := 2 * root + 1) < size:
            if child + 1 < size and self._before(start + child, start + child + 1):
                child += 1
            if not self._before(start + root, start + child):
                return
            self._swap(start + root, start + child)
            root = child

    def _partition(self, start: int, end: int, pivot: int) -> tuple[int, bool]:
        """Smaller ones left of the pivot, the others right of it; where it ends up, and whether nothing had to move."""
        self._swap(start, pivot)
        low, high = self._skip(start, start + 1, end - 1)
        untouched = low > high
        while low <= high:
            self._swap(low, high)
            low, high = self._skip(start, low + 1, high - 1)
        self._swap(high, start)
        return high, untouched

    def _skip(self, pivot: int, low: int, high: int) -> tuple[int, int]:
        while low <= high and self._before(low, pivot):
            low += 1
        while low <= high and not self._before(high, pivot):
            high -= 1
        return low, high

    def _partition_equal(self, start: int, end: int, pivot: int) -> int:
        """Those equal to the pivot to the front; where the greater ones begin."""
        self._swap(start, pivot)
        low, high = start + 1, end - 1
        while True:
            while low <= high and not self._before(start, low):
                low += 1
            while low <= high and self._before(start, high):
                high -= 1
            if low > high:
                return low
            self._swap(low, high)
            low += 1
            high -= 1

    def _nearly_sorted(self, start: int, end: int) -> bool:
        """Mend a few places that are out of order; whether the range is sorted now."""
        index = start + 1
        for _ in range(_MOST_STEPS):
            while index < end and not self._before(index, index - 1):
                index += 1
            if index == end:
                return True
            if end - start < _SHORTEST_SHIFTING:
                return False
            self._swap(index, index - 1)
            if index - start >= 2:
                place = index - 1
                while place >= 1 and self._before(place, place - 1):
                    self._swap(place, place - 1)
                    place -= 1
            if end - index >= 2:
                place = index + 1
                while place < end and self._before(place, place - 1):
                    self._swap(place, place - 1)
                    place += 1
        return False

    def _break_patterns(self, start: int, length: int) -> None:
        """Swap three elements around the middle with others, chosen by Go's xorshift, which begins with the length."""
        state = length
        mask = (1 << length.bit_length()) - 1
        middle = start + length // 4 * 2
        for index in range(middle - 1, middle + 2):
            state ^= state << 13 & 0xFFFFFFFFFFFFFFFF
            state ^= state >> 7
            state ^= state << 17 & 0xFFFFFFFFFFFFFFFF
            other = state & mask
            self._swap(index, start + (other - length if other >= length else other))

    def _choose_pivot(self, start: int, length: int) -> tuple[int, int]:
        """The place of a median, and how many comparisons swapped."""
        places = [start + length // 4 * quarter for quarter in (1, 2, 3)]
        swaps = 0
        if length >= _NINTHER:
            for number, place in enumerate(places):
                places[number], more = self._median(place - 1, place, place + 1)
                swaps += more
        middle, more = self._median(*places)
        return middle, swaps + more

    def _median(self, one: int, two: int, three: int) -> tuple[int, int]:
        swaps = 0
        if self._before(two, one):
            one, two, swaps = two, one, swaps + 1
        if self._before(three, two):
            two, three, swaps = three, two, swaps + 1
        if self._before(two, one):
            one, two, swaps = two, one, swaps + 1
        return two, swaps
