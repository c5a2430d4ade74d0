"""Damaged model files: a ModelError or an answer that tiles the text, never a crash, a hang or a read out of bounds."""

from __future__ import annotations

import json
import math
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import tiny_parser
from fuzz.answers import check
from fuzz.budget import FACTOR, budget
from hypothesis import given
from hypothesis import strategies as st
from java_sets import write_string_set
from tiny import TinyModel

import tieng
from tieng.document import Document
from tieng.errors import ModelError, ModelFormatError
from tieng.kernel import LINE_SIZE, MATCH_CONTEXTS, SHAPE_CONTEXTS, PyviSegmenter, Segmenter, Tagger
from tieng.kernel import Parser as ParserCore
from tieng.models.format import read_model, write_model
from tieng.models.store import open_model
from tieng.profiles.java import read_string_set
from tieng.profiles.pyvi import Pyvi
from tieng.profiles.vncorenlp import make_segmenter, read_rules

TEXT = "Hà Nội vào thu, ông J. Smith đi TP.HCM hôm 2-9.\nVui quá:)) x@y.vn 30% \ud800 ½"
HEADER = 32
EXTREMES = [0, 1, 31, 32, 33, 64, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64 - 1]


def sealed(data: bytes | bytearray) -> bytes:
    """The same bytes with the size and the checksum that fit them, so that what comes after those checks is tried."""
    return bytes(data[:16]) + struct.pack("<QI", len(data), zlib.crc32(data[HEADER:])) + bytes(data[28:])


def flips(data: bytes, places: range) -> Iterator[bytes]:
    for place in places:
        for mask in (0x01, 0x10, 0x80, 0xFF):
            yield data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :]


def is_answered(path: Path, data: bytes) -> bool:
    """False for a ModelError; any other exception fails the test."""
    path.write_bytes(data)
    try:
        reader = tieng.load(model=path)
    except ModelError as error:
        assert str(path) in str(error)
        return False
    check(reader.read(TEXT), TEXT)
    assert reader.segment(TEXT)
    return True


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged") / "model.tieng"


@pytest.fixture(scope="module")
def model(path: Path) -> bytes:
    tiny = TinyModel().add("hà nội", {2: 9}, listed=True).add("vào thu , ông", {3: 4}).add("^ hà", {4: -3}, named=True)
    return tiny.write(path).read_bytes()


@pytest.fixture(scope="module")
def small(path: Path) -> bytes:
    write_model(path, {"task": "segment", "note": "mô hình"}, {"one": b"abc", "none": b"", "two": bytes(range(70))})
    return path.read_bytes()


def content(path: Path, data: bytes) -> tuple[Any, dict[str, bytes]] | None:
    """The card and the sections that are read from these bytes; None for a ModelFormatError."""
    path.write_bytes(data)
    try:
        model = read_model(path)
    except ModelFormatError:
        return None
    return model.card, {name: bytes(section) for name, section in model.sections.items()}


def test_every_byte_of_a_small_file_flipped(path: Path, small: bytes) -> None:
    whole = content(path, small)
    for place in range(len(small)):
        for damaged in flips(small, range(place, place + 1)):
            # The checksum is of what follows the header, and the header's last four bytes mean nothing yet.
            assert content(path, damaged) in ([None] if place >= HEADER else [None, whole])


def test_every_length_of_a_small_file(path: Path, small: bytes) -> None:
    for size in range(len(small)):
        assert content(path, small[:size]) is None
        assert content(path, small[:size] + bytes(len(small) - size)) in [None, content(path, small)]
        if size >= HEADER:
            assert content(path, sealed(small[:size])) is None
    assert content(path, small + b"\0") is None


def test_bytes_flipped_under_a_fitting_checksum(path: Path, model: bytes) -> None:
    whole = content(path, model)
    assert whole
    ngrams = model.index(whole[1]["ngrams"])
    answered = 0
    for places in (range(HEADER, HEADER + 320), range(ngrams, ngrams + 3 * LINE_SIZE, max(1, 4 // FACTOR))):
        for damaged in flips(model, places):
            answered += is_answered(path, sealed(damaged))
    assert answered  # weights may have any value


@pytest.mark.parametrize(("form", "place"), [("<I", 8), ("<I", 12), ("<Q", 16), ("<I", 24)])
def test_extremes_in_the_header(form: str, place: int, path: Path, model: bytes) -> None:
    for value in EXTREMES:
        if value < 256 ** struct.calcsize(form):
            field = struct.pack(form, value)
            damaged = model[:place] + field + model[place + len(field) :]
            assert damaged == model or not is_answered(path, damaged)


ODD = [None, True, -1, 1.5, 2**70, "", "x", [], {}, [1], [0, 0, 0], [[]], {"a": 1}]


def directories(card: dict[str, Any], places: dict[str, list[int]]) -> Iterator[Any]:
    yield from ODD
    for odd in ODD:
        yield {"card": odd, "sections": places}
        yield {"card": card, "sections": odd}
        yield {"card": card | {"task": odd}, "sections": places}
        yield {"card": card | {"template": odd}, "sections": places}
        for name in places:
            yield {"card": card, "sections": places | {name: odd}}
            yield {"card": card, "sections": places | {name: [odd, 64]}}
            yield {"card": card, "sections": places | {name: [64, odd]}}
    for name, (offset, size) in places.items():
        for value in EXTREMES:
            for sign in (1, -1):
                yield {"card": card, "sections": places | {name: [sign * value, size]}}
                yield {"card": card, "sections": places | {name: [offset, sign * value]}}
        yield {"card": card, "sections": {other: place for other, place in places.items() if other != name}}


def test_other_directories(path: Path, model: bytes) -> None:
    size = struct.unpack_from("<I", model, 12)[0]
    directory = json.loads(model[HEADER : HEADER + size])
    for other in directories(directory["card"], directory["sections"]):
        data = json.dumps(other).encode()
        if len(data) <= size:
            is_answered(path, sealed(model[:HEADER] + data.ljust(size) + model[HEADER + size :]))
    for data in (
        b"[" * size,
        b'{"card":' * (size // 8),
        b"\xff" * size,
        b"\0" * size,
        b"9" * size,
        b"\xff\xfe" + b"{\0" * 9,
    ):
        assert not is_answered(path, sealed(model[:HEADER] + data.ljust(size) + model[HEADER + size :]))


any_section = st.one_of(
    st.binary(max_size=300), st.integers(0, 9).flatmap(lambda n: st.binary(min_size=64 * n, max_size=64 * n))
)


def filled(piece: bytes, size: int) -> bytes:
    """The same bytes over and over."""
    return (piece * (size // len(piece) + 1))[:size]


few = st.binary(min_size=1, max_size=16)


@given(any_section, few, few, few, st.text(max_size=40))
@budget(100)
def test_any_tables_of_a_segmenter(ngrams: bytes, shapes: bytes, words: bytes, names: bytes, text: str) -> None:
    matches = (filled(words, 2 * MATCH_CONTEXTS), filled(names, 2 * MATCH_CONTEXTS))
    try:
        segmenter = Segmenter((ngrams, filled(shapes, 2 * SHAPE_CONTEXTS), *matches))
    except ValueError:
        assert len(ngrams) % LINE_SIZE
        return
    check(Document(text + TEXT, *segmenter.read(text + TEXT)), text + TEXT)


def test_a_table_in_which_every_line_overflows_is_searched_in_bounded_time() -> None:
    """Without a bound this takes minutes: 100,000 lines for each n-gram of the text."""
    line = struct.pack("<I5I40x", 0xFFFFFFFF, *[7] * 5)
    contexts = bytes(2 * MATCH_CONTEXTS)
    segmenter = Segmenter((line * 100_000, bytes(2 * SHAPE_CONTEXTS), contexts, contexts))
    check(Document(TEXT * 40, *segmenter.read(TEXT * 40)), TEXT * 40)


def packed(values: list[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


numbers = st.lists(st.integers(0, 4) | st.sampled_from([2**21, 2**31, 2**32 - 1]), max_size=12)
sections_of_pyvi = st.tuples(
    numbers.map(packed),
    numbers.map(packed)
    | numbers.map(sorted).map(packed)
    | st.integers(0, 12).map(lambda n: packed([*range(0, n, 2), n])),
    few.map(lambda piece: filled(piece, 96))
    | st.sampled_from([b"", bytes(48), b"\xff" * 480])
    | st.binary(max_size=50),
    numbers.map(packed),
    numbers.map(packed),
    few.map(lambda piece: filled(piece, 192)) | st.binary(max_size=20),
    few.map(lambda piece: filled(piece, 32)) | st.just(b""),
)


@given(sections_of_pyvi)
@budget(500)
def test_any_sections_of_pyvi(sections: tuple[bytes, ...]) -> None:
    try:
        segmenter = PyviSegmenter(*sections)
    except ValueError as error:
        assert "expected" in str(error)
        return
    arrays, _ = segmenter.read(TEXT)
    check(Document(TEXT, *arrays), TEXT)


def test_pyvi_with_a_section_cut_or_changed(tmp_path: Path) -> None:
    shipped = open_model("pyvi")
    for name, section in shipped.sections.items():
        data = bytes(section)
        for changed in (b"", data[:-1], data[:-4], data[:-24], data[4:], data + bytes(4), b"\xff" * len(data)):
            write_model(tmp_path / "pyvi.tieng", shipped.card, dict(shipped.sections) | {name: changed})
            try:
                profile = Pyvi(read_model(tmp_path / "pyvi.tieng"))
            except ModelFormatError:
                continue
            assert profile.segment("Hà Nội vào thu")


def test_the_same_word_a_million_times_is_refused_at_once() -> None:
    """Each would be looked for behind all that came before it."""
    ends = bytes(4 * 1_000_000)
    with pytest.raises(ValueError, match="that differ"):
        PyviSegmenter(b"", ends, b"", b"", b"", bytes(192), bytes(32))


small_tables = st.tuples(
    st.integers(1, 4), st.lists(st.sampled_from([0, 1, 7, 2**32 - 1]), min_size=1, max_size=9), st.binary(max_size=8)
)


@given(small_tables, st.binary(min_size=1, max_size=8), st.text(max_size=20))
@budget(100)
def test_any_tables_of_a_tagger(tables: tuple[int, list[int], bytes], weights: bytes, text: str) -> None:
    labels, hashes, rest = tables
    sections = (packed(hashes), (weights * 99)[: labels * len(hashes)], (weights * 99)[: 2 * labels * (labels + 1)])
    with pytest.raises(ValueError, match="expected"):
        Tagger(labels, sections[0] + rest + b"\1" * (len(rest) % 4 == 0), *sections[1:])
    starts, ends, _, words, sentences, *_ = tieng.load().segmenter.read(text + TEXT)
    codes = Tagger(labels, *sections).tag(text + TEXT, starts, ends, words, sentences)
    assert len(codes) == len(words)
    assert max(codes) < labels


def test_a_table_of_tags_without_an_empty_place_is_searched_in_bounded_time() -> None:
    """Without a bound this takes minutes: a million places for each feature of each word."""
    starts, ends, _, words, sentences, *_ = tieng.load().segmenter.read(TEXT * 40)
    tagger = Tagger(1, packed([7]) * 1_000_000, bytes(1_000_000), bytes(4))
    assert tagger.tag(TEXT * 40, starts, ends, words, sentences) == bytes(len(words))


def check_trees(heads: Sequence[int], sentence_words: Sequence[int]) -> None:
    """Each sentence has one root, from which every word is reached."""
    for first, after in pairwise([*sentence_words, len(heads)]):
        own = heads[first:after]
        assert list(own).count(0) == 1
        for head in own:
            steps = 0
            while head:
                head, steps = own[head - 1], steps + 1
                assert steps <= len(own)


floats = st.sampled_from([0.0, 1.0, -1.0, 1e38, -1e38, math.inf, -math.inf, math.nan]) | st.floats(width=32)


@given(st.lists(floats, min_size=1, max_size=40), st.text(max_size=20), st.booleans())
@budget(150)
def test_any_weights_of_a_parser(values: list[float], text: str, no_sentence_end: bool) -> None:
    size = len(tiny_parser.sections()["network"])
    network = filled(struct.pack(f"<{len(values)}f", *values), size)
    text += TEXT.replace("\n", " ") if no_sentence_end else TEXT
    starts, ends, _, words, sentences, *_ = tieng.load().segmenter.read(text)
    heads, relations = small_parser(network=network).parse(text, starts, ends, words, sentences)
    check_trees(heads, sentences)
    assert len(relations) == len(words)
    assert max(relations) < len(tiny_parser.RELATIONS)


def small_parser(sizes: Sequence[int] = (*tiny_parser.SIZES, 3), **changed: bytes) -> ParserCore:
    sections = tiny_parser.sections() | changed
    tables = [
        tuple(sections[f"{name}{part}"] for part in ("", ".vectors", ".scales")) for name in ("words", "syllables")
    ]
    return ParserCore(sizes, sections["network"], *tables, 0, 2)


def test_sections_of_a_parser_cut_or_changed() -> None:
    for name, data in tiny_parser.sections().items():
        for changed in (b"", data[:-1], data[:-4], data[4:], data + bytes(4), data * 2, data[::-1] + b"\1"):
            with pytest.raises(ValueError, match="expected"):
                small_parser(**{name: changed})
    with pytest.raises(ValueError, match="expected ascending keys"):
        small_parser(words=struct.pack("<2Q", 7, 3))


def test_extreme_sizes_of_a_parser() -> None:
    """The number of relations may be any that fills a panel; a parser of these sizes works."""
    fitting = (*tiny_parser.SIZES, 3)
    values = {*EXTREMES, *(2**bits + more for bits in range(64) for more in (-1, 1)), -1}
    starts, ends, _, words, sentences, *_ = tieng.load().segmenter.read(TEXT)
    for place in range(len(fitting)):
        for value in values - {fitting[place]}:
            try:
                parser = small_parser((*fitting[:place], value, *fitting[place + 1 :]))
            except (ValueError, OverflowError):
                continue
            assert place == len(fitting) - 1
            check_trees(parser.parse(TEXT, starts, ends, words, sentences)[0], sentences)


RULES = (
    b'True : object.conclusion = "NN"\n'
    b'\tobject.word == "ta" and object.prevTag1 == "" : object.conclusion = "I"\n'
    b'\t\tobject.nextWord2 == "" : object.conclusion = "B"\n'
    b'\tobject.tag == "B" : object.conclusion = "I"\n'
)
VOCABULARY = write_string_set(["hà nội", "chúng ta", "đất nước", "\ud83d\ude00 x"])


def parsed(parse: Callable[[bytes], Any], data: bytes) -> Any:
    try:
        return parse(data)
    except ValueError as error:
        assert "expected" in str(error)
        return []


@pytest.mark.parametrize(("parse", "data"), [(read_rules, RULES), (read_string_set, VOCABULARY)])
def test_vncorenlp_files_flipped_and_cut(parse: Callable[[bytes], Any], data: bytes) -> None:
    rules = parse is read_rules
    for number, damaged in enumerate([*flips(data, range(len(data))), *(data[:size] for size in range(len(data)))]):
        found = parsed(parse, damaged)
        if number % (32 // min(FACTOR, 32)) == 0:
            segmenter = make_segmenter([], found) if rules else make_segmenter(found, [])
            starts, ends, kinds, words, sentences, forms = segmenter.read(TEXT)
            check(Document(TEXT, starts, ends, kinds, words, sentences, forms), TEXT)


pieces = st.sampled_from(
    [RULES[i : i + 9] for i in range(0, len(RULES), 5)] + [b"\t", b"\n", b" : ", b'""', b"\xff", b"and"]
)


@given(st.lists(pieces, max_size=30).map(b"".join))
@budget(200)
def test_any_rules(data: bytes) -> None:
    rules = parsed(read_rules, b'True : object.conclusion = "NN"\n' + data)
    assert make_segmenter([], rules[:5]).segment(TEXT) if rules else True
