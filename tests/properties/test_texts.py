"""What holds for any text."""

from __future__ import annotations

import lzma
import re
import unicodedata
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from naughty_strings import STRINGS
from oracle import mix
from tiny import PLAIN, TinyModel, keys_of

import tieng
from tieng.document import Document
from tieng.kernel import BEFORE

READER = tieng.load()
TAGGER = tieng.load(tasks=("segment", "tag"))
BREAKS = "\n\r\v\f\x85\u2028\u2029"
SPACES = "\t\x1c\x1d\x1e\x1f \xa0\u1680\u202f\u205f\u3000\u200b\ufeff\u2060" + "".join(map(chr, range(0x2000, 0x200B)))
WHITE = dict.fromkeys(map(ord, BREAKS + SPACES + "_"))

any_char = st.characters() | st.characters(categories=["Cs"])
piece = st.sampled_from(
    "Hà Nội hoà bình NGƯỜI Tp TP.HCM J. D.C. v.v. 3,5 32.000 26/3 14h30 95% F-35 54N-7 "
    "a@b.vn https://a.vn/b #x @y _ - – / "
    ". ... ! ? … , ; : \" ' “ ” ( ) 😀 👨\u200d👩 🇻🇳 \u0301 \u031b \ud800 \0 漢字 é ß".split(" ")
) | st.sampled_from([" ", " ", "  ", "\n", "\r\n", "\t", "\u2028", "\u00a0", "\u200b", ""])
texts = st.lists(piece, max_size=30).map("".join) | st.text(any_char, max_size=60)


def check_tiling(document: Document) -> None:
    """Spans rise, white space alone lies between tokens, words tile the tokens and sentences the words."""
    text = document.text
    starts, ends = list(document._starts), list(document._ends)
    assert all(start < end for start, end in zip(starts, ends, strict=True))
    gaps = [text[end:start] for end, start in zip([0, *ends], [*starts, len(text)], strict=True)]
    assert "".join(gaps).translate(WHITE) == ""
    assert "_" not in "".join(gaps)
    assert not any(char in BREAKS + SPACES for start, end in zip(starts, ends, strict=True) for char in text[start:end])
    for firsts, count in ((document._word_tokens, len(starts)), (document._sentence_words, len(document._word_tokens))):
        assert list(firsts[:1]) == ([0] if count else [])
        assert all(one < other for one, other in pairwise([*firsts, count]))


def random_texts(seed: int, count: int) -> list[str]:
    random = Random(seed)
    pools = [
        [chr(code) for code in range(0x20, 0x7F)],
        list("aăâeêioôơuưyđáàảãạấầẩẫậ\u0301\u0300\u0323 .,-_'@#/:&0123456789\n"),
        [*SPACES, *BREAKS, "a", "."],
        [
            "tế",
            "xã",
            "-",
            ".",
            " ",
            "TP",
            "HCM",
            "A",
            "1",
            "/",
            "www.",
            "a.vn",
            "http://",
            "😀",
            "\u200d",
            "🇻",
            "'",
            '"',
            "”",
        ],
    ]
    made = []
    for _ in range(count):
        pool = random.choice([*pools, None])
        size = random.randrange(40)
        if pool:
            made.append("".join(random.choices(pool, k=size)))
        else:
            made.append("".join(chr(random.randrange(random.choice([0x250, 0x3000, 0x110000]))) for _ in range(size)))
    return made


@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_random_texts_lose_nothing(seed: int) -> None:
    for text in random_texts(seed, 1000):
        document = READER.read(text)
        assert document.text == text
        check_tiling(document)


@given(texts)
def test_tags_do_not_change_what_is_found(text: str) -> None:
    tagged = TAGGER.read(text)
    assert [(word.start, word.end) for word in tagged.words] == [
        (word.start, word.end) for word in READER.read(text).words
    ]
    assert all(word.tag for word in tagged.words)


@given(texts)
@settings(max_examples=500, deadline=None)
def test_words_and_sentences_tile_the_text(text: str) -> None:
    check_tiling(READER.read(text))


@given(texts)
@settings(max_examples=500, deadline=None)
@example("a\u2028b\r\n")
def test_segmenting_changes_nothing_but_white_space(text: str) -> None:
    segmented = READER.segment(text)
    assert segmented.translate(WHITE) == text.translate(WHITE)
    assert [char for char in segmented if char in BREAKS] == [char for char in text if char in BREAKS]
    assert segmented.count("\n") == text.count("\n")
    for line in segmented.splitlines():
        assert line == line.strip(" ")
        assert "  " not in line


@given(texts)
@settings(max_examples=300, deadline=None)
def test_three_ways_to_the_same_words(text: str) -> None:
    document = READER.read(text)
    assert READER.words(text) == [word.text for word in document.words]
    flat = READER.segment(text)
    for char in BREAKS:
        flat = flat.replace(char, " ")
    assert [form for form in flat.split(" ") if form] == [word.form for word in document.words]


@given(st.lists(texts.map(lambda text: text.replace("\n", " ")), max_size=6))
@settings(max_examples=200, deadline=None)
def test_each_line_stands_for_itself(lines: list[str]) -> None:
    assert READER.segment("\n".join(lines)) == "\n".join(map(READER.segment, lines))


@given(texts)
@settings(max_examples=300, deadline=None)
def test_decomposed_text_has_the_same_words(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    words = [unicodedata.normalize("NFD", word) for word in READER.words(composed)]
    assert READER.words(decomposed) == words


@given(texts, st.lists(st.integers(1, 40), min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_bytes_cut_anywhere(text: str, sizes: list[int]) -> None:
    """Fed piece by piece as the command line does; pieces end in the middle of characters."""
    padded = text + " mưa." * 200 + text
    data = padded.encode("utf-8", "surrogatepass")
    out, rest, begun, at, turn = b"", b"", False, 0, 0
    while at < len(data):
        size = sizes[turn % len(sizes)] * 17
        rest += data[at : at + size]
        at, turn = at + size, turn + 1
        segmented, read = READER.segmenter.segment_bytes(rest, begun, last=False)
        out, rest, begun = out + segmented, rest[read:], begun or read > 0
    out += READER.segmenter.segment_bytes(rest, begun, last=True)[0]
    assert out.decode("utf-8", "surrogatepass") == READER.segment(padded)


@pytest.mark.parametrize("cut", [0, 1, 2, 3])
def test_a_character_cut_after_a_long_gap_ends_no_sentence(cut: int) -> None:
    """Half of the ạ must not look like the head of a sentence: the whole ạ goes on with the one before."""
    stop = mix(0x100 + ord("?"))
    model = TinyModel().add("hỏi")
    keys = (*keys_of("hỏi"), stop, *keys_of("ạ"))
    for length in (1, 2):
        model.entry(keys[:length], PLAIN, {}).continues = True
    model.entry(keys, PLAIN, {BEFORE - 1: 1})
    segmenter = model.segmenter()
    head = f"Bà hỏi? {' ' * 700}".encode()
    data = head + "ạ thế à".encode()
    first, read = segmenter.segment_bytes(data[: len(head) + cut], last=False)
    rest, _ = segmenter.segment_bytes(data[read:], read > 0, last=True)
    assert (first + rest).decode() == segmenter.segment(data.decode()) == "Bà_hỏi ? ạ thế à"


frequent = st.sampled_from(
    "học Học TP Q J nghiêng Ừ v.v 1 20 2024 20245 000 3,5 h30 . , : ; … ” “ – — - / ' ’ ( ) ? & \u0301 \u200d".split(
        " "
    )
) | st.sampled_from([" ", " ", " ", "\n", "\t"])
frequent_texts = st.lists(frequent, max_size=30).map("".join)


@given(frequent_texts)
@example("học 20 con, 2024 học” học… học: học. TP. TP: học–Học")
@settings(max_examples=500, deadline=None)
def test_words_that_were_met_before_are_read_as_new_ones(text: str) -> None:
    fresh = tieng.load()
    assert fresh.read(text) == fresh.read(text) == READER.read(text)


@given(frequent_texts.filter(lambda text: not re.search(r"\d \. \d", text)))
@example("học 20 con, 2024 học” học… học: học. TP. TP: học–Học")
@settings(max_examples=500, deadline=None)
def test_one_space_is_read_as_two(text: str) -> None:
    """The scanner reads words and numbers after a single space by their bytes, all others letter by letter."""

    def tokens(text: str) -> list[tuple[str, str]]:
        return [(token.text, token.kind) for token in READER.read(text).tokens]

    assert tokens(text) == tokens(text.replace(" ", "  "))


@given(st.binary(max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_answered(data: bytes) -> None:
    segmented, read = READER.segmenter.segment_bytes(data)
    assert read == len(data)
    assert segmented.translate(None, b" \n_") == segmented.translate(None, b" \n_")


@pytest.mark.parametrize("name", STRINGS)
def test_naughty_texts_are_tiled(name: str) -> None:
    check_tiling(READER.read(STRINGS[name]))


def test_news(shared_data: Path) -> None:
    """All of 136 MB of news: nothing is lost, and the three ways to the words agree on a part of it."""
    path = shared_data / "raw" / "news.txt.xz"
    if not path.is_file():
        pytest.skip("needs raw/news.txt.xz in ../shared/data")
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as file:
        for number, block in enumerate(iter(lambda: file.read(1 << 22), "")):
            segmented = READER.segment(block)
            assert segmented.count("\n") == block.count("\n")
            assert segmented.translate(WHITE) == block.translate(WHITE)
            if number % 8 == 0:
                part = block[: 1 << 17]
                document = READER.read(part)
                check_tiling(document)
                assert READER.words(part) == [word.text for word in document.words]
