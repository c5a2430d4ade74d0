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
