"""Every public function answers on every ugly string."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from naughty_strings import STRINGS

import tieng
from tieng.document import Document
from tieng.errors import DictionaryError
from tieng.formats.conllu import to_conllu
from tieng.formats.jsonl import to_json_line
from tieng.kernel import FLAG_LISTED, is_syllable, observe, spelling_key
from tieng.lexicon import load_dictionary, ngram_flags

NAMES = pytest.mark.parametrize("name", STRINGS)


def is_tiled(document: Document) -> bool:
    ends = [0, *(token.end for token in document.tokens)]
    starts = [*(token.start for token in document.tokens), len(document.text)]
    return all(end <= start for end, start in zip(ends, starts, strict=True))


@NAMES
def test_reading(name: str) -> None:
    text = STRINGS[name]
    document = tieng.read(text)
    assert document.text == text
    assert is_tiled(document)
    assert [word.text for word in document.words] == tieng.words(text)
    assert next(tieng.load().read_many([text])) == document
    assert repr(document)
    assert hash(document) == hash(tieng.read(text))


TAGGERS = [tieng.load(tasks=("segment", "tag"), profile=profile) for profile in (None, "pyvi")]


@NAMES
@pytest.mark.parametrize("reader", TAGGERS, ids=["own", "pyvi"])
def test_tagging(name: str, reader: tieng.Reader) -> None:
    document = reader.read(STRINGS[name])
    assert all(word.tag and word.xpos for word in document.words)
    lines = reader.read(STRINGS[name], lines=True)
    assert len(lines.words) == len(document.words)
    assert len(lines.sentences) <= len(document.sentences)


@NAMES
def test_words_that_are_known(name: str) -> None:
    document = TAGGERS[0].read_words([[STRINGS[name], "mưa"], [STRINGS[name]]])
    assert document.words[-1].tag
    assert is_tiled(document)


@NAMES
def test_segmenting(name: str) -> None:
    text = STRINGS[name]
    forms = [word.form for word in tieng.read(text).words]
    bare = tieng.segment(text).translate(dict.fromkeys(map(ord, " \n\r\v\f\x85\u2028\u2029")))
    assert bare == "".join(forms)


@NAMES
@pytest.mark.parametrize("write", [to_conllu, to_json_line])
def test_formats(name: str, write: Callable[[Document], str]) -> None:
    written = write(tieng.read(STRINGS[name]))
    if write is to_json_line:
        found = json.loads(written)["text"]
        assert found.encode("utf-16", "surrogatepass") == STRINGS[name].encode("utf-16", "surrogatepass")
    else:
        assert all(line == "" or line[0] == "#" or line.count("\t") == 9 for line in written.split("\n"))


@NAMES
def test_spelling(name: str) -> None:
    assert spelling_key(STRINGS[name]) == spelling_key(STRINGS[name])
    assert is_syllable(STRINGS[name]) in (True, False)
    assert len(ngram_flags([STRINGS[name]], FLAG_LISTED)) >= 0


@NAMES
def test_observing(name: str) -> None:
    seen = observe(STRINGS[name], b"", 4)
    assert len(seen["token_shapes"]) == len(tieng.read(STRINGS[name]).tokens)


@NAMES
def test_damaged_bytes(name: str) -> None:
    """The bytes of a text cut in the middle of a character are answered, too."""
    data = STRINGS[name].encode("utf-8", "surrogatepass")[:300]
    segmenter = tieng.load().segmenter
    for cut in range(0, len(data), 7):
        segmented, read = segmenter.segment_bytes(data[cut:])
        assert read == len(data) - cut
        assert isinstance(segmented, bytes)


def test_what_is_no_text() -> None:
    for function in (tieng.read, tieng.words, tieng.segment):
        for wrong in (None, b"m\xc6\xb0a", 3, ["mưa"]):
            with pytest.raises(TypeError):
                function(wrong)  # type: ignore[operator]


@NAMES
def test_dictionaries(name: str) -> None:
    """Ugly strings as entries: each is taken or refused with a DictionaryError, and what is taken is found."""
    for entry in (STRINGS[name], STRINGS[name][:40]):
        try:
            reader = tieng.load(dictionary={entry: "force"})
        except DictionaryError as error:
            assert "entry 1: expected a word" in str(error)
            continue
        for text in (entry, f"mưa {entry} gió", STRINGS["surrogates that make a pair"]):
            document = reader.read(text)
            assert is_tiled(document)
            assert [word.text for word in document.words] == reader.words(text)


def test_a_dictionary_of_all() -> None:
    """What a dictionary of every ugly string finds tiles every ugly string, for every profile that needs no files."""
    entries = {}
    for string in STRINGS.values():
        for mode in ("prefer", "forbid", "force exact", "force"):
            try:
                load_dictionary({string[:60]: mode})
            except DictionaryError:
                continue
            entries[string[:60]] = mode
    for profile in (None, "pyvi"):
        reader = tieng.load(profile=profile, dictionary=entries)
        for text in STRINGS.values():
            document = reader.read(text)
            assert is_tiled(document)
            assert [word.text for word in document.words] == reader.words(text)
