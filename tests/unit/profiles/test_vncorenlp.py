"""The profile vncorenlp, with a vocabulary and rules made by hand."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from java_sets import write_string_set

import tieng
from tieng.errors import InputError, ModelFormatError, ModelNotFoundError
from tieng.kernel import RdrSegmenter
from tieng.profiles.vncorenlp import make_segmenter, read_rules

VOCABULARY = ["học sinh", "sinh học", "đại học", "đại học bách khoa", "hoà bình", "Có Hoa", "hai  cách", "một"]
RULES = """True : object.conclusion = "NN"
	object.tag == "I" : object.conclusion = "I"
		object.prevWord1 == "học" and object.word == "sinh" and object.nextWord1 == "học" : object.conclusion = "B"
			object.nextWord2 == "" : object.conclusion = "I"
	object.tag == "B" : object.conclusion = "B"
		object.word == "học" and object.prevTag1 == "B" and object.prevWord1 == "sinh" : object.conclusion = "I"
		object.prevWord1 == "" and object.word == "tái" : object.conclusion = "I"
cc: a comment

		object.word == "" : object.conclusion = "I"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wordsegmenter")
    (folder / "vi-vocab").write_bytes(write_string_set(VOCABULARY))
    (folder / "wordsegmenter.rdr").write_text(RULES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def reader(folder: Path) -> tieng.Reader:
    return tieng.load(profile="vncorenlp", model_dir=folder)


PLAIN = make_segmenter([], [])


def tokens_of(text: str, segmenter: RdrSegmenter = PLAIN) -> list[str]:
    starts, ends, *_ = segmenter.read(text)
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", ""),
        ("a\xa0b", "a\xa0b"),  # not white space to Java's \s
        ("đi,,", "đi , ,"),
        ("đi, , ở", "đi , , ở"),
        ("A. b.", "A. b ."),
        ("TP.HCM.", "TP.HCM."),
        ("Q.5.", "Q. 5 ."),
        ("(COVID-19)", "( COVID-19 )"),
        ("A-B-1", "A-B -1"),
        ("U.S.A", "U.S.A"),
        ("xU.S.A/", "x U.S.A /"),
        ("TP.Hà", "TP. Hà"),
        ("M7-x", "M7 - x"),
        ("M70", "M70"),
        ("17+5", "17+ 5"),
        ("wi-fi,", "wi-fi ,"),
        ("a...", "a ..."),
        ("...?!", "... ? !"),
        ("a@b.vn", "a@b.vn"),
        ("<a.b@c-d.e>", "< a.b@c-d.e >"),
        ("a@@b", "a @ @ b"),
        ("http://x.vn/đ?a=1,2", "http://x.vn/đ?a=1,2"),
        ("(http://x.vn)", "( http://x.vn)"),
        ("(vnexpress.net)", "( vnexpress.net )"),
        ("xem:vnexpress.net", "xem:vnexpress.net"),
        ("(đ:vnexpress.net)", "( đ : vnexpress.net )"),
        ("24-12-2010", "24-12-2010"),
        ("(41.5.2010)", "( 4 1.5.2010 )"),
        ("5/2010", "5/2010"),
        ("(5/2010)", "(5/2010)"),  # no letter before a month: the piece stays whole
        ("(a5/2010)", "( a 5/2010 )"),
        ("(20/5)", "( 20/5 )"),
        ("10:50", "10:50"),
        ("(10:50)", "( 10:5 0 )"),  # the expression takes one digit of the minutes
        ("(10:05)", "( 10:05 )"),
        ("10h30ph", "10h30ph"),
        ("(9h5ph)", "( 9h5p h )"),
        ("(10:50:30)", "( 10:50:30 )"),
        ("$5,000.5", "$5,000.5"),
        ("(5.000₫)", "( 5.000₫ )"),
        ("(0912.345.678)", "( 0912.345.678 )"),
        ("((+84)912345678)", "( (+84)912345678 )"),
        ("1+2*3%x", "1+2*3% x"),
        ("-5;", "-5 ;"),
        ("a=b%", "a=b%"),
        ("“a”…", "“ a ” …"),
        ("«a»", "«a»"),
        ("\u00e2\u20ac\u2122s", "\u00e2\u20ac\u2122 s"),  # read in the wrong encoding
        ("😀", "😀"),
        ("a😀.", "a😀 ."),
        ("𝒜.", "𝒜 ."),  # two UTF-16 units, so not a letter
        ("\x01a \x01b\x01 c\x01", "a \x01b\x01 c"),
        ("a,\x01b", "a , b"),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    assert tokens_of(text) == [token for token in tokens.split(" ") if token]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Ai đó? Tôi! Ừ… Thế à...", ["Ai đó?", "Tôi!", "Ừ…", "Thế à..."]),
        ("Hết. và còn. 5 nữa.", ["Hết. và còn. 5 nữa."]),
        ("1. Một. a. Hai.", ["1. Một. a.", "Hai."]),
        ("Ôi. Trời.", ["Ôi.", "Trời."]),
        ("A . Trời.", ["A . Trời."]),
        ("(Hết.) Rồi.", ["(Hết.) Rồi."]),
        ('"Hết." Rồi.', ['"Hết." Rồi.']),
        ('Hết." Rồi.', ["Hết.", '" Rồi.']),
        ("Gồm: 1. Một", ["Gồm:", "1. Một"]),
        ("Gồm: a, b", ["Gồm:", "a, b"]),
        ("Một.\nHai", ["Một.", "Hai"]),
        ("\x01 . \x02", ["."]),
        ("\x01 \x02", []),
        ("Hết ! \x01", ["Hết !"]),
    ],
)
def test_sentences(reader: tieng.Reader, text: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in reader.read(text).sentences] == sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đại học bách khoa", "đại_học_bách_khoa"),
        ("Đại học Bách khoa", "Đại_học_Bách_khoa"),
        ("học Sinh", "học Sinh"),  # a lower-case word before an upper-case one stays alone
        ("có hoa hai cách một", "có hoa hai cách một"),
        ("ông Phạm Nhật Vượng", "ông Phạm_Nhật_Vượng"),
        ("Một Hai Ba Bốn Năm", "Một Hai Ba Bốn Năm"),
        ("Xyz Abc Def Ghi Klm", "Xyz_Abc_Def_Ghi Klm"),
        ("XYZ Abc", "XYZ Abc"),
        ("Xyz LBKT Abc", "Xyz LBKT Abc"),
        ("Pháp Xyz", "Pháp Xyz"),
        ("Hà Nội", "Hà_Nội"),
        ("hòa bình ỦY Ủy òa oà", "hoà_bình ỦY Uỷ oà oà"),
        ("ho\u0300a", "ho\u0300a"),
    ],
)
def test_first_pass(text: str, expected: str) -> None:
    assert make_segmenter(VOCABULARY, []).segment(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("học sinh", "học_sinh"),
        ("học sinh học bài", "học sinh học bài"),
        ("học sinh học", "học_sinh học"),  # the exception to the exception: nothing follows
        ("SINH HỌC", "SINH_HỌC"),
        ("tái học", "_tái học"),  # a rule may join the first syllable of a sentence to nothing
        ("Ai? Tái học", "Ai ? _Tái học"),
    ],
)
def test_rules(reader: tieng.Reader, text: str, expected: str) -> None:
    assert reader.segment(text) == expected


def test_spans_are_of_the_raw_text_and_forms_are_not(reader: tieng.Reader) -> None:
    document = reader.read("  Xin hòa bình!\nTái ")
    assert [word.text for word in document.words] == ["Xin", "hòa bình", "!", "Tái"]
    assert [word.form for word in document.words] == ["Xin", "hoà_bình", "!", "_Tái"]
    assert reader.words("Xin hòa  bình!") == ["Xin", "hòa  bình", "!"]
    assert [word.start for word in document.words] == [2, 6, 14, 16]


def test_each_line_gives_a_line(reader: tieng.Reader) -> None:
    assert reader.segment("Một. Hai.\r\n\n học\tsinh \n") == "Một . Hai .\n\nhọc_sinh\n"


def test_bytes_are_read_in_whole_lines(folder: Path) -> None:
    segmenter = tieng.load(profile="vncorenlp", model_dir=folder).segmenter
    data = "học sinh\nđại học".encode()
    assert segmenter.segment_bytes(data, False, False) == ("học_sinh\n".encode(), 11)
    assert segmenter.segment_bytes(data) == ("học_sinh\nđại_học".encode(), len(data))
    assert segmenter.segment_bytes(data[:5], False, False) == (b"", 0)


# fmt: off
PIECES = [
    "a", "Đ", "ủy", "Hà Nội", "1", "1/5/2010", ".", "..", ",", "@", "-", ":", "h",
    "$", "€", "(", '"', "'", "www.", "http://", ".com", " ", "\n", "\t", "\r", "\x00",
    "\x01", "\xa0", "\u2028", "\ud800", "\udfff", "😀", "İ", "Σ", "ǅ", "TP.", "M7", "17+",
]
# fmt: on


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=20).map("".join))
def test_tokens_tile_the_text(text: str) -> None:
    starts, ends, kinds, words, sentences, forms = PLAIN.read(text)
    edges = [0, *(edge for span in zip(starts, ends, strict=True) for edge in span), len(text)]
    assert edges == sorted(edges) and all(start < end for start, end in zip(starts, ends, strict=True))
    between = "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    assert all(char <= " " for char in between)
    assert len(kinds) == len(starts) and len(forms) == len(words)
    assert list(words) == sorted(set(words)) and set(sentences) <= set(range(len(words)))
    assert " ".join(PLAIN.segment(text).split("\n")).split(" ") == (forms or [""]) or "\n" in text
    assert PLAIN.segment(text).count("\n") == text.count("\n")


# fmt: off
LONG = [
    "a", ",", ".", "-", "a-", "1/1", "1.1.2020", "@", "a@",
    "http://#", "www.", ".abcdefg", "1+", "1.", "$1", "A.B", "ă-", "đ.1",
    "\x00", "a,\x01", '"', "? ", "TP.", "U.S.A", "6+-", "1-1-20201", "0912345678-",
    "ab.com?", "a@b@", "\ud800", "â€", "A", "Xy ", "12:3", "1h", "(+",
]
# fmt: on
LONG += [".abcdefghi" + "=y" * 125, "x" * 257 + ".com/"]


@pytest.mark.parametrize("piece", LONG)
@pytest.mark.parametrize(("before", "after"), [("", ""), ("x-", "-"), ("(", ")$"), ("", ".com"), ("", "@b")])
def test_a_long_token_takes_linear_time(piece: str, before: str, after: str) -> None:
    text = before + piece * (50_000 // len(piece)) + after
    start = time.process_time()
    PLAIN.segment(text)
    assert time.process_time() - start < 2  # seconds; quadratic time takes tens


def test_threads_share_a_reader(reader: tieng.Reader) -> None:
    texts = [f"Học sinh {number} học sinh học." for number in range(100)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(reader.segment, texts)) == list(map(reader.segment, texts))


@pytest.mark.parametrize("missing", ["vi-vocab", "wordsegmenter.rdr"])
def test_a_missing_file_is_named_with_its_source(folder: Path, tmp_path: Path, missing: str) -> None:
    for path in folder.iterdir():
        if path.name != missing:
            (tmp_path / path.name).write_bytes(path.read_bytes())
    with pytest.raises(ModelNotFoundError, match=f"expected a file .*{missing}.*github.com/vncorenlp/VnCoreNLP"):
        tieng.load(profile="vncorenlp", model_dir=tmp_path)


@pytest.mark.parametrize("name", ["vi-vocab", "wordsegmenter.rdr"])
@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"<!DOCTYPE html>"])
def test_a_damaged_file_is_named_with_its_source(folder: Path, tmp_path: Path, name: str, data: bytes) -> None:
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(data if path.name == name else path.read_bytes())
    with pytest.raises(ModelFormatError, match=f"{name}: .*expected .*got .*github.com/vncorenlp/VnCoreNLP"):
        tieng.load(profile="vncorenlp", model_dir=tmp_path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('\t\tobject.word == "a" : object.conclusion = "B"', "line 2: expected 1 to 1 tabs before a rule, got 2"),
        ('object.word == "a" : object.conclusion = "B"', "line 2: expected 1 to 1 tabs before a rule, got 0"),
        ('\tobject.word == "a"', 'line 2: expected `… : object.conclusion = "…"`'),
        ('\tobject.lemma == "a" : object.conclusion = "B"', "line 2: expected a question about one of prevWord2"),
        ('\tobject.word == a : object.conclusion = "B"', "line 2: expected a value in double quotes"),
    ],
)
def test_a_line_that_is_no_rule_is_refused(line: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_rules(f'True : object.conclusion = "NN"\n{line}\n'.encode())


@pytest.mark.parametrize("size", range(0, len(RULES.encode()), 7))
def test_truncated_rules_are_refused_or_fewer(size: int) -> None:
    try:
        assert len(read_rules(RULES.encode()[:size])) <= 7
    except ValueError as error:
        assert "expected" in str(error)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"profile": "java"}, "expected a profile of .*vncorenlp"),
        ({"profile": "vncorenlp"}, "expected a model_dir .*VnCoreNLP"),
        ({"model_dir": "."}, "expected a model_dir with the profile 'vncorenlp' only"),
        ({"profile": "vncorenlp", "model_dir": ".", "model": "other"}, "got both"),
    ],
)
def test_options_that_do_not_go_together(options: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        tieng.load(**options)


def test_three_thousand_paragraphs_as_vncorenlp_has_them(shared_data: Path) -> None:
    folder = shared_data / "profiles" / "vncorenlp"
    if not (folder / "golden.jsonl").is_file():
        pytest.skip("needs ../shared/data/profiles/vncorenlp beside the project")
    reader = tieng.load(profile="vncorenlp", model_dir=folder)
    rows = [json.loads(line) for line in (folder / "golden.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in rows:
        sentences = reader.read(row["text"]).sentences
        assert [" ".join(word.form for word in sentence.words) for sentence in sentences] == row["sentences"]
    texts, golden = zip(*((row["text"], " ".join(row["sentences"])) for row in rows), strict=True)
    assert reader.segment("\n".join(texts)) == "\n".join(golden)
