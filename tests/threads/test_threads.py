"""Threads that share a reader find what one finds."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

import tieng

THREADS = 8
TEXTS = [
    f"Đoạn {i}: bà nội tôi ở TP. Huế mua {i}.000 bông hoa hồng, {'rất ' * (i % 50)}đẹp! Ông J. Smith thì không…\n“Ừ.”"
    for i in range(400)
]


@pytest.mark.parametrize("function", ["segment", "words", "read"])
def test_as_one(function: str, reader: tieng.Reader) -> None:
    work = getattr(reader, function)
    alone = [work(text) for text in TEXTS]
    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(work, TEXTS)) == alone
        whole = [pool.submit(lambda: [work(text) for text in TEXTS]) for _ in range(THREADS)]
        assert all(done.result() == alone for done in whole)


def test_a_reader_made_by_each(reader: tieng.Reader) -> None:
    alone = reader.segment(TEXTS[0])
    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(lambda _: tieng.load().segment(TEXTS[0]), range(2 * THREADS))) == [alone] * 2 * THREADS


def test_the_first_use_from_many_threads() -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        assert len(set(pool.map(tieng.segment, TEXTS[:1] * 64))) == 1


def test_readers_with_dictionaries() -> None:
    """Each thread's reader knows its own words; one reader finds the same from all of them."""
    words = [{"bông hoa": "force"}, {"bông hoa hồng": "force"}, {"hoa hồng": "forbid"}, ["mua 1.000 bông"]]
    readers = [tieng.load(dictionary=entries) for entries in words]
    alone = [[reader.segment(text) for text in TEXTS[:100]] for reader in readers]
    assert len({tuple(found) for found in alone}) == len(words)
    with ThreadPoolExecutor(THREADS) as pool:
        runs = [
            (number, pool.submit(lambda reader=reader: [reader.segment(text) for text in TEXTS[:100]]))
            for _ in range(4)
            for number, reader in enumerate(readers)
        ]
        assert all(run.result() == alone[number] for number, run in runs)
