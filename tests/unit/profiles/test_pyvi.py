"""The profile pyvi, as far as it can be tested without pyvi: the rest is in tests/differential."""

import struct
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from golden_tables import Case, read_cases
from hypothesis import given
from hypothesis import strategies as st

import tieng
from tieng.errors import InputError, ModelFormatError
from tieng.kernel import PyviSegmenter
from tieng.models.format import read_model, write_model
from tieng.models.store import DATA
from tieng.profiles.pyvi import SECTIONS, Pyvi

READER = tieng.load(profile="pyvi")
CASES = read_cases("pyvi.tsv")

PIECES = [
    "Việt",
    "Nam",
    "đại",
    "học",
    "Tp.",
    "1.000",
    "a@b.vn",
    "http://x",
    "²",
    "\u0301",
    "\u0323",
    "\u0958",
    "\n",
    "\0",
]
PIECES += ["\ud800", " ", "\u2000", "\x1c", "_", "->", "İ", "ǅ", "😀"]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.just(" "), st.characters()), max_size=30).map("".join)


def model_of(listed: list[str], /, **sections: bytes) -> dict[str, bytes]:
    """A model that knows these words; all weights are 0 but for those given."""
    ends = [sum(map(len, listed[: i + 1])) for i in range(len(listed))]
    text = "".join(listed)
    return {
        "words": struct.pack(f"{len(text)}I", *map(ord, text)),
        "word_ends": struct.pack(f"{len(ends)}I", *ends),
        "word_weights": bytes(0),
        "pairs": bytes(0),
        "triples": bytes(0),
        "attribute_weights": bytes(12 * 16),
        "transitions": bytes(32),
    } | sections


def kernel(listed: list[str], /, **sections: bytes) -> PyviSegmenter:
    return PyviSegmenter(**model_of(listed, **sections))


def attribute(number: int, inside: float) -> bytes:
    """Weights of attributes of which one speaks for I_W; the numbers are those of ATTRIBUTES in convert_pyvi.py."""
    weights = [0.0] * 24
    weights[2 * number + 1] = inside
    return struct.pack("24d", *weights)


def test_of_two_alike_the_first_label_wins() -> None:
    assert kernel([]).segment("học sinh giỏi") == "học sinh giỏi"


def test_a_listed_pair_is_met_in_any_case() -> None:
    pair = kernel(["học", "sinh"], pairs=struct.pack("2I", 0, 1), attribute_weights=attribute(6, 1.0))
    assert pair.segment("học sinh, học  sinh, HỌC SINH sinh học") == "học_sinh , học_sinh , HỌC_SINH sinh học"


def test_a_listed_triple_joins_its_last_syllable() -> None:
    triple = kernel(["hợp", "tác", "xã"], triples=struct.pack("3I", 0, 1, 2), attribute_weights=attribute(7, 1.0))
    assert triple.segment("hợp tác xã hợp tác") == "hợp tác_xã hợp tác"


def test_a_word_weighs_on_its_neighbours() -> None:
    here, before, after = (0.0, 0.0), (0.0, 1.0), (0.0, 0.0)
    weights = struct.pack("6d", *here, *before, *after)
    assert kernel(["học"], word_weights=weights).segment("Học sinh học hành") == "Học_sinh học_hành"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b", "a_b"),
        ("a , b", "a , b"),
        ("a 1 b", "a 1 b"),
        ("a ² b", "a ² b"),
        ("a Bc", "a Bc"),
        ("A Bc d", "A_Bc_d"),
        ("a ½ b", "a_½_b"),  # numeric, but no digit
        ("a … b", "a_…_b"),  # string.punctuation is ASCII
        ("a -> b", "a_->_b"),
    ],
)
def test_what_the_rules_let_stand_of_a_join(text: str, expected: str) -> None:
    assert kernel([], attribute_weights=attribute(0, 1.0)).segment(text) == expected


@pytest.mark.parametrize(
    "change",
    [
        {"words": bytes(3)},
        {"word_ends": struct.pack("I", 9)},
        {"word_ends": struct.pack("2I", 4, 2)},
        {"word_weights": bytes(96)},
        {"word_weights": bytes(8)},
        {"pairs": struct.pack("I", 0)},
        {"pairs": struct.pack("2I", 0, 1)},
        {"triples": struct.pack("3I", 0, 0, 2**31)},
        {"attribute_weights": bytes(191)},
        {"transitions": bytes(0)},
    ],
)
def test_arrays_that_do_not_fit_are_refused(change: dict[str, bytes], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="expected"):
        kernel(["học"], **change)
    path = tmp_path / "broken.tieng"
    write_model(path, {"task": "pyvi"}, model_of(["học"], **change))
    with pytest.raises(ModelFormatError, match=r"broken\.tieng: expected"):
        Pyvi(read_model(path))


def test_a_model_for_another_task_is_refused() -> None:
    with pytest.raises(ModelFormatError):
        Pyvi(read_model(DATA / "segment.tieng"))


def test_the_shipped_model_names_its_source() -> None:
    model = read_model(DATA / "pyvi.tieng")
    assert model.card["licence"] == "MIT"
    assert set(SECTIONS) == set(model.sections)


def test_load_takes_a_profile_or_a_model() -> None:
    with pytest.raises(InputError, match="pyvi"):
        tieng.load(profile="pivy")
    with pytest.raises(InputError, match="both"):
        tieng.load(profile="pyvi", model="other")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_golden(case: Case) -> None:
    assert READER.segment(case.text) == "".join(case.expected)


def test_the_article(shared_data: Path) -> None:
    raw, segmented = (shared_data / "seed" / name for name in ("article.txt", "article.seg.txt"))
    assert READER.segment(raw.read_bytes().decode()).encode() == segmented.read_bytes()


@given(texts)
def test_lines_stand_alone(text: str) -> None:
    assert READER.segment(text) == "\n".join(map(READER.segment, text.split("\n")))


@given(texts)
def test_words_have_places_in_the_raw_text(text: str) -> None:
    document = READER.read(text)
    last = 0
    for word in document.words:
        assert last <= word.start < word.end
        assert not text[last : word.start].strip()
        assert word.text == text[word.start : word.end]
        last = word.end
    assert not text[last:].strip()
    assert READER.words(text) == [word.text for word in document.words]
    assert [token.end for token in document.tokens][:-1] <= [token.start for token in document.tokens][1:]


@given(texts)
def test_forms_make_the_text_form(text: str) -> None:
    forms = [" ".join(word.form for word in sentence.words) for sentence in READER.read(text).sentences]
    assert forms == [line for line in READER.segment(text).split("\n") if line and not line.isspace()]


@given(texts)
def test_composed_or_not_gives_the_same_words(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert READER.segment(composed) == READER.segment(decomposed) or "\u2000" in text or "\u2001" in text
    assert [word.form for word in READER.read(composed).words] == [word.form for word in READER.read(decomposed).words]


def test_raw_text_and_form_of_decomposed_words() -> None:
    text = unicodedata.normalize("NFD", "Trường đại học")
    words = READER.read(text).words
    assert [(word.form, unicodedata.normalize("NFC", word.text)) for word in words] == [
        ("Trường", "Trường"),
        ("đại_học", "đại học"),
    ]
    assert words[1].text == text[words[1].start : words[1].end]
    assert words[1].text != "đại học"


def test_words_of_one_raw_code_point_are_one() -> None:
    (word,) = READER.read("\u0958").words
    assert (word.text, word.form, word.start, word.end) == ("\u0958", "\u0915 \u093c", 0, 1)
    assert READER.segment("\u0958") == "\u0915 \u093c"


def test_white_space_alone_stays_as_it_is() -> None:
    assert READER.segment(" \u2000\t\r\n\n\u3000") == " \u2000\t\r\n\n\u3000"


def test_kinds() -> None:
    text = "Ông Tp. 1.000 12 A1 a@b.vn http://x, ... + 😀 \ud800"
    kinds = [token.kind for token in READER.read(text).tokens]
    assert kinds == [
        "word", "abbreviation", "number", "number", "code", "email", "url", "punctuation", "symbol", "emoji", "other",
    ]  # fmt: skip


def test_bytes_in_pieces() -> None:
    data = "Trường đại học\nHà Nội vào thu\n\nđẹp".encode() + b"\xff\xfe x"
    out, rest = b"", b""
    for i in range(0, len(data), 5):
        rest += data[i : i + 5]
        done, read = READER.segmenter.segment_bytes(rest, last=False)
        out, rest = out + done, rest[read:]
    out += READER.segmenter.segment_bytes(rest)[0]
    assert out == "Trường đại_học\nHà_Nội vào thu\n\nđẹp ".encode() + b"\xff \xfe x"
    assert READER.segmenter.segment_bytes(b"a\xed\xa0\x80b")[0] == b"a \xed\xa0\x80 b"


@pytest.mark.parametrize(
    "piece",
    [
        "x",
        "a.",
        "a@",
        "a-",
        "a@b.",
        "a@b.c",
        "1_",
        "1.a",
        "A",
        "A.",
        ".",
        "x:",
        "x://",
        "\0",
        "\ud800",
        "\n",
        " ",
        "a ",
    ],
)
def test_any_text_takes_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece)) + "@"
    assert READER.segment(text)
    assert READER.read(text).tokens


def test_threads_do_not_disturb_each_other() -> None:
    lines = [f"Trường đại học Bách Khoa số {i} ở Hà Nội, Tp. HCM." * 20 for i in range(200)]
    expected = [READER.segment(line) for line in lines]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(READER.segment, lines)) == expected


def test_lower_case_is_letter_by_letter_but_for_one() -> None:
    """The kernel relies on it (`ask_characters` in _core.pyx)."""
    assert [char for char in map(chr, range(sys.maxunicode + 1)) if len(char.lower()) != 1] == ["İ"]
