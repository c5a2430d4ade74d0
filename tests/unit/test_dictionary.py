"""The user's dictionary: what its lines mean, and what they make of texts."""

from __future__ import annotations

import pickle
import unicodedata
from pathlib import Path

import pytest
from tiny import TinyModel

import tieng
from tieng.errors import DictionaryError, InputError
from tieng.kernel import Dictionary, Segmenter
from tieng.lexicon import Words, load_dictionary


def written(tmp_path: Path, lines: str | bytes) -> Path:
    path = tmp_path / "words.txt"
    path.write_bytes(lines.encode() if isinstance(lines, str) else lines)
    return path


def tiny(words: Words, model: TinyModel | None = None) -> Segmenter:
    """A segmenter that joins only what the dictionary makes it join, or what a tiny model does."""
    sections = (model or TinyModel(intercept=-100)).sections()
    return Segmenter([*sections.values()], dictionary=load_dictionary(words))


def force(*words: str) -> dict[str, str]:
    return dict.fromkeys(words, "force")


# --- what a line means ----------------------------------------------------------------------------


def test_a_file(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "\ufeff# của tôi\r\n\r\n"
        "mưa rào\tforce\r\n"
        "  nắng hạn \tforce  # cả năm\n"
        "C#\tforce\n"
        "gió_mùa\tforce\n"
        "gió Lào\tforce\texact\n"
        "đông bắc\texact force\n"
        "\t# không có gì\n"
        "bão tố",
    )
    assert len(load_dictionary(path)) == 7
    text = "mưa rào , nắng hạn , C# , gió mùa , gió Lào , gió lào , đông bắc , Đông bắc , bão tố"
    expected = "mưa_rào , nắng_hạn , C# , gió_mùa , gió_Lào , gió lào , đông_bắc , Đông bắc , bão_tố"
    assert tiny(path).segment(text) == tiny(str(path)).segment(text) == expected


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("mưa rào\tforced", r'line 1: expected one of force, prefer, forbid, and exact, .* got "\tforced"'),
        ("mưa rào\nnắng\tforce prefer", r"line 2: expected one of force"),
        ("mưa rào\texact exact", r"line 1: expected one of force"),
        ("\n\n\tforce", r'line 3: expected a word, got ""'),
        ("mưa\tforbid", r"line 1: expected a word of two tokens or more to forbid, .* got \"mưa\""),
        ("mưa\u2028rào", r"line 1: expected a word without tabs and line breaks, got"),
        ("một " * 33, r"line 1: expected a word of at most 32 tokens, got \"một một .*…\""),
        (b"m\xc6\xb0a\nn\xff", r"line 2: expected UTF-8, got 0xFF at byte 6"),
        (b"m\xc6\xb0a\nn\xc6", r"line 2: expected UTF-8, got 0xC6 at byte 6"),
    ],
)
def test_what_a_file_cannot_have(tmp_path: Path, lines: str | bytes, fault: str) -> None:
    with pytest.raises(DictionaryError, match=r"words\.txt, " + fault):
        load_dictionary(written(tmp_path, lines))


def test_no_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.txt", "trí tuệ nhân tạo", "a\0b"):
        with pytest.raises(DictionaryError, match="words themselves go in a list"):
            load_dictionary(path)


def test_what_python_gives(tmp_path: Path) -> None:
    path = written(tmp_path, "mưa rào\tforce")
    for words in (["mưa rào"], ("mưa rào\n",), {"mưa rào": ""}, iter([path]), [{"mưa rào": "prefer"}, path]):
        assert tiny(words).segment("mưa rào .") == "mưa_rào ."
    assert tiny([]).segment("mưa rào .") == tiny({}).segment("mưa rào .") == "mưa rào ."


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["mưa", " "], 'entry 2: expected a word, got " "'),
        ({"mưa rào": "always"}, 'entry 1: expected one of force, .* got "always"'),
        (["mưa\nrào"], "entry 1: expected a word without tabs and line breaks"),
        (["mưa\trào"], "entry 1: expected a word without tabs and line breaks"),
        (["mưa", 3], "entry 2: expected str, got 3"),
        ([b"m"], "entry 1: expected str, got b'm'"),
        ({"mưa rào": None}, "entry 1: expected str, got None"),
    ],
)
def test_what_entries_cannot_be(words: Words, fault: str) -> None:
    with pytest.raises(DictionaryError, match=fault):
        load_dictionary(words)


@pytest.mark.parametrize("words", [3, b"words.txt", 1.5])
def test_what_is_no_dictionary(words: Words) -> None:
    with pytest.raises(InputError, match="expected a path, a list of words, or a dict"):
        tieng.load(dictionary=words)


def test_a_dictionary_is_finished_before_it_is_used() -> None:
    dictionary = Dictionary()
    with pytest.raises(RuntimeError, match="finished"):
        Segmenter([*TinyModel().sections().values()], dictionary=dictionary)
    dictionary.finish()
    for change in (dictionary.finish, lambda: dictionary.add("mưa"), lambda: dictionary.add_lines(b"m")):
        with pytest.raises(RuntimeError, match="not finished"):
            change()


# --- what is alike --------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", ["hoà thuận", "hòa thuận", "HOÀ THUẬN", "Hòa Thuận", "hoà  thuận", "hoà\u00a0thuận"])
def test_any_spelling_matches(text: str, form: str) -> None:
    text = unicodedata.normalize(form, text)
    assert len(tiny(force("hòa thuận")).words(text)) == len(tiny(force("HOÀ THUẬN")).words(text)) == 1


@pytest.mark.parametrize(
    ("entry", "text", "matches"),
    [
        ("hòa thuận", "hòa thuận", True),
        ("hòa thuận", unicodedata.normalize("NFD", "hòa thuận"), True),
        (unicodedata.normalize("NFD", "Hoà Thuận"), "Hoà Thuận", True),
        (unicodedata.normalize("NFD", "đường Ố ộ"), unicodedata.normalize("NFC", "đường Ố ộ"), True),
        ("hòa thuận", "hoà thuận", False),
        ("hòa thuận", "Hòa thuận", False),
        ("Đak Lak", "Ðak Lak", False),  # U+00D0, which looks the same
        ("Üb er", "Üb er", True),
        (unicodedata.normalize("NFD", "Üb er"), "Üb er", True),
    ],
)
def test_an_exact_entry(entry: str, text: str, matches: bool) -> None:
    assert len(tiny({entry: "force exact"}).words(text)) == (1 if matches else 2)


def test_an_exact_entry_comes_before_others() -> None:
    words = [{"us open": "force"}, {"US Open": "forbid exact"}, {"Us Open": "prefer exact"}]
    for order in (words, words[::-1]):
        segmenter = tiny(order)
        assert segmenter.segment("us open , US Open , Us Open , US OPEN") == "us_open , US Open , Us_Open , US_OPEN"


def test_the_last_of_those_spelled_alike_counts() -> None:
    text = "mưa rào , mưa rào"
    assert tiny([{"mưa rào": "force"}, {"Mưa Rào": "forbid"}]).segment(text) == text
    assert tiny([{"mưa rào": "forbid"}, {"Mưa Rào": "force"}]).segment(text) == "mưa_rào , mưa_rào"


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        ("A* 17", "A* 17 , A* 20 , a *17", "A*_17 , A * 20 , a_*17"),
        ("A **", "A** , A ** , A*", "A** , A_** , A *"),
        ("Yahoo!", "Yahoo! , yahoo ! , Yahoo!!", "Yahoo! , yahoo_! , Yahoo !!"),
        ("khóa 14h30", "khóa 14h30 , khoá 14H30 , khóa 14h31", "khóa_14h30 , khoá_14H30 , khóa 14h31"),
        ("Hà Nội - Huế", "Hà Nội - Huế , Hà Nội-Huế", "Hà_Nội_-_Huế , Hà_Nội-Huế"),
        ("TP. Huế", "TP. Huế , tp Huế , Tp.Huế", "TP._Huế , tp_Huế , Tp.Huế"),
        ("Martin King Jr.", "Martin King Jr. ở đây\nMartin King Jr.", "Martin_King_Jr. ở đây\nMartin_King_Jr."),
        ("a 😀", "a 😀 , a 😂", "a_😀 , a 😂"),
        ("mở 24/7", "mở 24/7 , mở 24/8 , ngày mở 24/7", "mở_24/7 , mở 24/8 , ngày mở_24/7"),
        ("ngày 2/9", "ngày 2/9 , 2/9", "ngày_2/9 , 2/9"),
        ("2/9 vui", "2/9 vui , ngày 2/9 vui", "2/9_vui , ngày 2/9_vui"),
    ],
)
def test_marks_and_numbers(entry: str, text: str, expected: str) -> None:
    assert tiny(force(entry)).segment(text) == expected


@pytest.mark.parametrize("between", ["\t", "\n", " \t ", "\r\n", "\u2028"])
def test_no_match_across_tabs_and_line_breaks(between: str) -> None:
    assert tiny(force("mưa rào")).words(f"mưa{between}rào") == ["mưa", "rào"]


def test_a_long_entry() -> None:
    entry = " ".join(f"t{i}" for i in range(32))
    assert tiny(force(entry)).words(f"a {entry} b") == ["a", entry, "b"]
    assert tiny(force(entry)).words(f"a {entry[:-1]}") == ["a", *entry[:-1].split()]


# --- what entries do ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (["a b", "b c"], "a_b c d e"),  # the earliest
        (["a b", "a b c"], "a_b_c d e"),  # then the longest
        (["b c d", "a b"], "a_b c d e"),
        (["a b", "b c", "c d"], "a_b c_d e"),
        (["a b c d e", "b c"], "a_b_c_d_e"),
        (["c"], "a b c d e"),
    ],
)
def test_overlapping_forced_words(entries: list[str], expected: str) -> None:
    assert tiny(force(*entries)).segment("a b c d e") == expected


def test_forced_words_stand_alone() -> None:
    join_all = TinyModel(intercept=100)
    assert tiny({}, join_all).segment("a b c d e") == "a_b_c_d_e"
    assert tiny(force("b c"), join_all).segment("a b c d e") == "a b_c d_e"
    assert tiny(force("c"), join_all).segment("a b c d e") == "a_b c d_e"
    assert tiny(force("c", "b c", "d"), join_all).segment("a b c d e") == "a b_c d e"


def test_preferred_words() -> None:
    """240 for each gap inside outweighs what speaks against the word."""
    for intercept, expected in ((-239, "a b_c_d e"), (-240, "a b c d e")):
        assert tiny(["b c d"], TinyModel(intercept=intercept)).segment("a b c d e") == expected
    for intercept, expected in ((239, "a b_c_d e"), (240, "a_b_c_d_e")):
        assert tiny(["b c d"], TinyModel(intercept=intercept)).segment("a b c d e") == expected


def test_preferred_words_leave_forced_ones_alone() -> None:
    assert tiny([{"b c": "force"}, "a b", "c d", "d e"]).segment("a b c d e") == "a b_c d_e"
    assert tiny(["a b", "b c", "b c d"]).segment("a b c d e") == "a_b c d e"
    join_all = TinyModel(intercept=200)
    assert tiny([{"c": "force"}, "d e"], join_all).segment("a b c d e f") == "a_b c d_e f"


def test_forbidden_words() -> None:
    # Gaps 0 to 3 of `a b c d e` have the scores 10, 30, 20, 40.
    model = TinyModel().add("a b c d e", {3: 10, 4: 30, 5: 20, 6: 40})
    assert tiny({}, model).segment("a b c d e") == "a_b_c_d_e"
    assert tiny({"a b c d e": "forbid"}, model).segment("a b c d e") == "a b_c_d_e"
    assert tiny({"b c d e": "forbid", "A B C D E": "forbid"}, model).segment("a b c d e") == "a b_c d_e"
    assert tiny({"b c": "forbid", "b c d": "forbid"}, model).segment("a b c d e") == "a_b_c_d_e"
    assert tiny([{"d e": "force", "b c": "forbid", "a b c": "forbid"}], model).segment("a b c d e") == "a b c d_e"


def test_the_shipped_model() -> None:
    text = "Sinh viên học máy, học trí tuệ nhân tạo và thuật toán A*."
    words = [{"học máy": "force", "sinh viên": "forbid"}, "trí tuệ nhân tạo", "A*"]
    expected = "Sinh viên học_máy , học trí_tuệ_nhân_tạo và thuật_toán A* ."
    reader = tieng.load(dictionary=words)
    assert reader.segment(text) == expected
    assert reader.words(text) == [word.text for word in reader.read(text).words]
    assert [word.form for word in reader.read(text).words] == expected.split()
    assert reader.segmenter.segment_bytes(text.encode()) == (expected.encode(), len(text.encode()))  # type: ignore[union-attr]
    assert [document.words[0].text for document in reader.read_many([text] * 9, threads=3)] == ["Sinh"] * 9


def test_no_reader_knows_the_words_of_another() -> None:
    text = "Chúng tôi mua mưa rào."
    before = tieng.segment(text)
    assert tieng.load(dictionary=force("mua mưa")).segment(text) != before
    assert tieng.load(dictionary=force("mưa rào")).segment(text) == "Chúng_tôi mua mưa_rào ."
    assert tieng.segment(text) == tieng.load().segment(text) == before


def test_a_reader_travels_with_its_words() -> None:
    reader = pickle.loads(pickle.dumps(tieng.load(dictionary=iter(["mưa đá to", {"vào thu": "force"}]))))
    assert reader.segment("Mưa đá to, vào thu.") == "Mưa_đá_to , vào_thu ."


# --- profiles -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({}, "Sinh_viên dùng trí_tuệ nhân_tạo ở Hà_Nội , A * 17 !"),
        (["trí tuệ nhân tạo"], "Sinh_viên dùng trí_tuệ_nhân_tạo ở Hà_Nội , A * 17 !"),
        (["tuệ nhân"], "Sinh_viên dùng trí_tuệ nhân_tạo ở Hà_Nội , A * 17 !"),
        (force("tuệ nhân"), "Sinh_viên dùng trí tuệ_nhân tạo ở Hà_Nội , A * 17 !"),
        (force("A* 17"), "Sinh_viên dùng trí_tuệ nhân_tạo ở Hà_Nội , A*_17 !"),
        ({"sinh viên": "forbid", "viên": "force"}, "Sinh viên dùng trí_tuệ nhân_tạo ở Hà_Nội , A * 17 !"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_profile_pyvi(words: Words, expected: str, form: str) -> None:
    text = unicodedata.normalize(form, "Sinh viên dùng trí tuệ nhân tạo ở Hà Nội, A* 17!")
    reader = tieng.load(profile="pyvi", dictionary=words)
    assert reader.segment(text) == expected
    assert [word.form for word in reader.read(text).words] == expected.split()
    assert reader.segment(f"{text}\n \n{text}") == f"{expected}\n \n{expected}"
    assert tieng.load(profile="pyvi").segment(text) == "Sinh_viên dùng trí_tuệ nhân_tạo ở Hà_Nội , A * 17 !"


def test_forms_of_the_profile_pyvi() -> None:
    """Without a dictionary, what pyvi joins has a `_` even where it is glued."""
    reader = tieng.load(profile="pyvi")
    for text in ("“Hà Nội”", "Hà”Nội", "a…b Hà–Nội", "học…sinh"):
        assert " ".join(word.form for word in reader.read(text).words) == reader.segment(text)
