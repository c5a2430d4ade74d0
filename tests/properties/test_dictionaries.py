"""What a dictionary makes of any text, against the rules written down again in Python."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import TinyModel

from tieng.kernel import Segmenter
from tieng.lexicon import load_dictionary

JOIN_ALL, SPLIT_ALL = (TinyModel(intercept=score).sections() for score in (1000, -1000))

word = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(tuple)
modes = st.dictionaries(word, st.sampled_from(["force", "forbid"]), max_size=6).map(
    lambda found: {entry: mode for entry, mode in found.items() if len(entry) > 1 or mode == "force"}
)
line = st.lists(st.sampled_from("abcd"), max_size=12)
lines = st.lists(line, max_size=4)


def segmenter(sections: dict[str, bytes], entries: dict[tuple[str, ...], str]) -> Segmenter:
    return Segmenter(
        [*sections.values()], dictionary=load_dictionary({" ".join(entry): m for entry, m in entries.items()})
    )


def forced(tokens: list[str], entries: dict[tuple[str, ...], str]) -> list[tuple[int, int]]:
    """The earliest first, of those the longest; what overlaps one that was taken is not taken."""
    taken = []
    at = 0
    while at < len(tokens):
        longest = max((n for n in range(1, 5) if entries.get(tuple(tokens[at : at + n])) == "force"), default=0)
        longest = min(longest, len(tokens) - at)
        if longest:
            taken.append((at, at + longest))
        at += longest or 1
    return taken


def spans(words: list[str]) -> list[tuple[int, int]]:
    ends = [0]
    for one in words:
        ends.append(ends[-1] + len(one.split()))
    return list(pairwise(ends))


@settings(max_examples=300)
@given(lines, modes)
def test_forced_and_forbidden_words(given_lines: list[list[str]], entries: dict[tuple[str, ...], str]) -> None:
    for sections in (JOIN_ALL, SPLIT_ALL):
        own = segmenter(sections, entries)
        for tokens in given_lines:
            words = spans(own.words(" ".join(tokens)))
            expected = forced(tokens, entries)
            assert set(expected) <= set(words)
            assert not [(i, j) for i, j in words if entries.get(tuple(tokens[i:j])) == "forbid"]
            if sections is SPLIT_ALL:
                assert [(i, j) for i, j in words if j - i > 1] == [(i, j) for i, j in expected if j - i > 1]
        text = "\n".join(map(" ".join, given_lines))
        assert own.segment(text) == "\n".join(own.segment(part) for part in text.split("\n"))


@settings(max_examples=200)
@given(lines, st.sets(word, max_size=6))
def test_preferred_words(given_lines: list[list[str]], entries: set[tuple[str, ...]]) -> None:
    """Where nothing speaks against them they are placed like forced ones; where all does, they change nothing."""
    preferred = dict.fromkeys(entries, "prefer")
    indifferent, against = (segmenter(part, preferred) for part in (TinyModel().sections(), SPLIT_ALL))
    same = segmenter(TinyModel().sections(), {entry: "force" for entry in entries if len(entry) > 1})
    for tokens in given_lines:
        text = " ".join(tokens)
        assert indifferent.words(text) == same.words(text)
        assert against.words(text) == tokens
