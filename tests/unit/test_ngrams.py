"""The n-gram table and the scores that come of it, with models in which a single weight decides."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from itertools import pairwise

import oracle
import pytest
from tiny import NO_WEIGHTS, PLAIN, SHAPES_LEFT, SHAPES_RIGHT, Ngram, TinyModel, keys_of

from tieng.kernel import (
    BEFORE,
    FLAG_CONTINUES,
    FLAG_LISTED,
    LINE_SIZE,
    MATCH_CONTEXTS,
    SHAPE_CONTEXTS,
    WINDOW,
    Segmenter,
    build_ngrams,
    ngram_hash,
    observe,
)

TEXT = "một hai ba bốn năm sáu bảy tám chín mười"
TOKENS = TEXT.split()


def joined_gaps(model: TinyModel, text: str = TEXT) -> list[int]:
    """The gaps that a model joins, numbered by the token before them; the oracle must see the same."""
    tokens = [len(word) for word in oracle.kernel_words(model.segmenter(), text)]
    assert oracle.kernel_words(model.segmenter(), text) == oracle.words(model, text)
    gaps, at = [], 0
    for length in tokens:
        gaps += range(at, at + length - 1)
        at += length
    return gaps


def test_an_empty_model_joins_nothing() -> None:
    assert joined_gaps(TinyModel()) == []


def test_an_intercept_joins_all() -> None:
    assert joined_gaps(TinyModel(intercept=1)) == list(range(9))


def test_a_score_of_nothing_splits() -> None:
    assert joined_gaps(TinyModel(intercept=0)) == []
    assert joined_gaps(TinyModel(intercept=-1).add("bốn", {BEFORE: 1})) == []
    assert joined_gaps(TinyModel(intercept=-1).add("bốn", {BEFORE: 2})) == [3]


@pytest.mark.parametrize("position", range(WINDOW))
@pytest.mark.parametrize("length", [1, 2, 3, 4, 5])
def test_each_place_of_the_window(length: int, position: int) -> None:
    model = TinyModel().add(" ".join(TOKENS[4 : 4 + length]), {position: 1})
    expected = 4 - BEFORE + position
    assert joined_gaps(model) == ([expected] if expected < len(TOKENS) - 1 else [])


@pytest.mark.parametrize("position", range(WINDOW))
def test_the_window_of_the_place_before_the_sentence(position: int) -> None:
    expected = -1 - BEFORE + position
    assert joined_gaps(TinyModel().add("^ một", {position: 1})) == ([expected] if expected >= 0 else [])


@pytest.mark.parametrize("position", range(WINDOW))
def test_the_window_of_the_last_token(position: int) -> None:
    expected = 9 - BEFORE + position
    assert joined_gaps(TinyModel().add("mười $", {position: 1})) == ([expected] if expected < 9 else [])


def test_the_whole_sentence_as_one_ngram() -> None:
    assert joined_gaps(TinyModel().add(f"^ {TEXT} $", {BEFORE + 1: 1})) == [0]


def test_ngrams_end_at_twelve_keys() -> None:
    text = "ba " * 14
    assert joined_gaps(TinyModel().add("^ " + "ba " * 11, {BEFORE + 1: 1}), text) == [0]
    assert joined_gaps(TinyModel().add("^ " + "ba " * 12, {BEFORE + 1: 1}), text) == []


def test_weights_of_one_gap_add_up() -> None:
    weights = TinyModel(intercept=-10).add("bốn", {BEFORE: 4}).add("bốn năm", {BEFORE: 4}).add("năm", {BEFORE - 1: 3})
    assert joined_gaps(weights) == [3]
    assert joined_gaps(TinyModel(intercept=-11).add("bốn", {BEFORE: 4}).add("bốn năm", {BEFORE: 7})) == []


def test_extreme_weights_do_not_wrap() -> None:
    model = TinyModel(intercept=-32768, words={0: -32768}).add("bốn", {BEFORE: 127})
    assert joined_gaps(model) == []
    model = TinyModel(intercept=32767, words={0: 32767}).add("bốn", {BEFORE: -128})
    assert joined_gaps(model) == list(range(9))


def test_a_longer_ngram_is_only_found_through_its_beginnings() -> None:
    model = TinyModel().add("bốn năm sáu", {BEFORE: 1})
    assert joined_gaps(model) == [3]
    model.ngrams[PLAIN, keys_of("bốn năm")].continues = False
    assert joined_gaps(model) == []
    model.ngrams[PLAIN, keys_of("bốn năm")].continues = True
    del model.ngrams[PLAIN, keys_of("bốn")]
    assert joined_gaps(model) == []


def test_spelling_does_not_matter() -> None:
    model = TinyModel().add("hòa bình", {BEFORE: 1})
    for text in ("hòa bình", "Hoà Bình", "HÒA BÌNH", "ho\u0300a bi\u0300nh"):
        assert joined_gaps(model, text) == [0]


@pytest.mark.parametrize("text", ["hai, ba", "hai\tba", "hai\nba", "hai\u2028ba", "hai-3", "hai. Ba", "“hai” ba"])
def test_only_a_space_between_joinable_tokens_is_open(text: str) -> None:
    assert joined_gaps(TinyModel(intercept=1000), text) == []


@pytest.mark.parametrize(
    "text", ["15 con", "con 15", "ngày 2/9", "2/9 nghỉ", "50% dân", "gặp @lan", "#a b", "😀 vui", "x = y", "lúc 7h tối"]
)
def test_numbers_and_marks_are_never_joined(text: str) -> None:
    assert joined_gaps(TinyModel(intercept=1000), text) == []


@pytest.mark.parametrize("text", ["lớp 10A", "ông J. Smith", "TP. Huế", "máy F-35", "hai \u00a0ba"])
def test_codes_and_abbreviations_may_be_joined(text: str) -> None:
    assert len(oracle.kernel_words(TinyModel(intercept=1000).segmenter(), text)) == 1


def test_shaped_keys() -> None:
    keys = keys_of("lan")
    right = oracle.TITLE << 4 | oracle.LOWER
    left = oracle.TITLE << 4 | oracle.OUTSIDE
    for family, shapes in ((SHAPES_RIGHT, right), (SHAPES_LEFT, left)):
        model = TinyModel(ngrams={(family, (*keys, shapes)): Ngram(NO_WEIGHTS)})
        model.entry((*keys, shapes), family, {BEFORE: 1})
        assert joined_gaps(model, "Lan đi chợ") == [0]
        assert joined_gaps(model, "lan đi chợ") == []
        assert joined_gaps(model, "LAN đi chợ") == []


def test_plain_text_has_no_shaped_keys() -> None:
    model = TinyModel()
    model.entry((*keys_of("hai"), oracle.LOWER << 4 | oracle.LOWER), SHAPES_RIGHT, {BEFORE: 1})
    model.entry((*keys_of("hai"), oracle.LOWER << 4 | oracle.LOWER), SHAPES_LEFT, {BEFORE: 1})
    assert joined_gaps(model) == []
    model.entry((*keys_of("chín"), oracle.LOWER << 4 | oracle.TITLE), SHAPES_RIGHT, {BEFORE: 1})
    assert joined_gaps(model, "chín Lan") == [0]


@pytest.mark.parametrize("gap", range(9))
def test_shape_contexts(gap: int) -> None:
    tokens = ["lan", "Lan", "LAN", "jazz", "Jazz", "JAZZ", "J", "iPhone", "x3", "Tp."]
    text = " ".join(tokens)
    (sentence,) = oracle.sentences_of(text)
    assert joined_gaps(TinyModel(shapes={oracle.shape_context(sentence, gap): 1}), text) == [gap]


def test_shapes_by_name() -> None:
    words = ["lan", "jazz", "Lan", "Jazz", "LAN", "JAZZ", "J", "iPhone", "3", "x3", "J.K", ",", ":", "(", "😀"]
    assert [observe(word, b"", 1)["token_shapes"][0] for word in words] == list(range(1, 16))


def test_match_contexts_of_a_word_of_two() -> None:
    model = TinyModel().add("bốn năm", listed=True)
    (tokens,) = oracle.sentences_of(TEXT)
    contexts = [oracle.match_context(model, tokens, gap, "listed") >> 4 for gap in range(9)]
    assert contexts == [0, 0, 1 << 9, 1 << 0, 1 << 6, 0, 0, 0, 0]
    for bit, gap in ((9, 2), (0, 3), (6, 4)):
        model.words = {1 << bit + 4: 1}
        assert joined_gaps(model) == [gap]


def test_match_contexts_of_longer_words() -> None:
    for length, bits in ((3, [10, 1, 2, 7]), (4, [11, 3, 4, 5, 8]), (5, [11, 3, 4, 4, 5, 8])):
        model = TinyModel().add(" ".join(TOKENS[3 : 3 + length]), listed=True)
        for bit in set(bits):
            model.words = {1 << bit + 4: 1}
            assert joined_gaps(model) == [2 + i for i, found in enumerate(bits) if found == bit]


def test_overlapping_listed_words() -> None:
    model = TinyModel().add("bốn năm", listed=True).add("năm sáu", listed=True)
    model.words = {(1 << 0 | 1 << 9) << 4: 1}
    assert joined_gaps(model) == [3]
    model.words = {(1 << 0 | 1 << 6) << 4: 1}
    assert joined_gaps(model) == [4]


def test_a_listed_word_of_one_syllable_matches_nothing() -> None:
    model = TinyModel().add("bốn", listed=True)
    model.words = {bits << 4: 1 for bits in range(1, 1 << 12)}
    assert joined_gaps(model) == []


def test_a_listed_word_does_not_reach_over_the_end() -> None:
    model = TinyModel().add("^ một hai", listed=True).add("chín mười $", listed=True)
    model.words = {bits << 4: 1 for bits in range(1, 1 << 12)}
    assert joined_gaps(model) == []


def test_every_built_ngram_is_found() -> None:
    syllables = [
        f"{onset}{rime}" for onset in ("b", "đ", "th", "ng", "x") for rime in ("a", "o", "ư", "ăng", "ơi", "uôn")
    ]
    model = TinyModel()
    for left in syllables:
        for right in syllables:
            model.add(f"{left} {right}", {BEFORE: 1})
    segmenter = model.segmenter()
    for left in syllables:
        assert segmenter.words(f"{left} {left}") == [f"{left} {left}"]
    joined = [len(segmenter.words(f"{left} {right}")) for left in syllables for right in syllables]
    assert set(joined) == {1}
    assert segmenter.words("ba ghế") == ["ba", "ghế"]


def test_the_table_does_not_depend_on_the_hash_seed_or_on_empty_weights() -> None:
    one, other = TinyModel().add("bốn năm", {3: 1}).sections(), TinyModel().add("bốn năm", {3: 1}).sections()
    assert one == other
    assert len(one["ngrams"]) % LINE_SIZE == 0


def test_an_ngram_cannot_stand_twice() -> None:
    hashes = array("Q", [5, 5])
    rows = memoryview(bytes(2 * WINDOW)).cast("b", [2, WINDOW])
    with pytest.raises(ValueError, match="same hash"):
        build_ngrams(hashes, rows, bytes(2))


@pytest.mark.parametrize(("weights", "flags"), [(1, 2), (2, 1), (3, 2)])
def test_arrays_of_another_length(weights: int, flags: int) -> None:
    rows = memoryview(bytes(weights * WINDOW)).cast("b", [weights, WINDOW])
    with pytest.raises(ValueError, match="expected 2 rows"):
        build_ngrams(array("Q", [1, 2]), rows, bytes(flags))


def test_no_ngrams() -> None:
    rows = memoryview(bytes(WINDOW)).cast("b", [1, WINDOW])[:0]
    assert build_ngrams(array("Q"), rows, b"") == b""


def test_hashes_of_ngrams() -> None:
    assert ngram_hash([1, 2]) != ngram_hash([2, 1])
    assert ngram_hash([1, 2]) != ngram_hash([1])
    assert len({ngram_hash([7, 8], family) for family in (PLAIN, SHAPES_RIGHT, SHAPES_LEFT)}) == 3
    assert {FLAG_CONTINUES, FLAG_LISTED} == {1, 2}


@pytest.mark.parametrize("section", ["ngrams", "shapes", "words", "names"])
@pytest.mark.parametrize("change", [-1, 1, -2])
def test_arrays_of_a_wrong_size_make_no_segmenter(section: str, change: int) -> None:
    sections = TinyModel().add("bốn năm", {3: 1}).sections()
    sections[section] = sections[section][:change] if change < 0 else sections[section] + bytes(change)
    with pytest.raises(ValueError, match="expected"):
        Segmenter([*sections.values()])


def test_a_table_full_of_anything_is_safe() -> None:
    contexts = bytes(2 * SHAPE_CONTEXTS), bytes(2 * MATCH_CONTEXTS), bytes(2 * MATCH_CONTEXTS)
    for byte in (0x00, 0x01, 0x7F, 0x80, 0xFF):
        segmenter = Segmenter([bytes([byte]) * (3 * LINE_SIZE), *contexts])
        assert segmenter.segment(TEXT).replace("_", " ") == TEXT


@pytest.mark.parametrize("change", [str, str.upper])
def test_observations_agree_with_the_oracle(change: Callable[[str], str]) -> None:
    model = TinyModel().add("hà nội", listed=True).add("thành phố hà nội", listed=True).add("hà nội", named=True)
    text = change("Ở thành phố Hà Nội, J. Smith mua 3 chiếc F-35. Hà Nội đẹp")
    seen = observe(text, model.sections()["ngrams"], 3)
    words, names = array("I", seen["words"]), array("I", seen["names"])
    shapes, gaps, positions = array("I", seen["shapes"]), array("Q", seen["gaps"]), array("q", seen["gap_positions"])
    found = []
    first, before = 0, -WINDOW
    for tokens in oracle.sentences_of(text):
        for gap in range(len(tokens) - 1):
            if not (tokens[gap].joinable and tokens[gap + 1].joinable and tokens[gap + 1].spaced):
                continue
            at = len(found)
            found.append(first + gap)
            assert shapes[at] == oracle.shape_context(tokens, gap)
            assert words[at] == oracle.match_context(model, tokens, gap, "listed")
            assert names[at] == oracle.match_context(model, tokens, gap, "named")
            assert positions[at] == before + WINDOW + WINDOW + gap
        first += len(tokens)
        before += len(tokens) + WINDOW
    assert found == list(gaps)


def test_sentences_do_not_reach_into_each_other() -> None:
    positions = array("q", observe("Một hai. Ba bốn. Năm sáu", b"", 2)["gap_positions"])
    assert [after - before for before, after in pairwise(positions)] == [3 + WINDOW, 3 + WINDOW]
