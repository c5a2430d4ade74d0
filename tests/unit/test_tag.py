"""Tagging: the kernel's arrays, readers with tasks, known words."""

from __future__ import annotations

import pickle
from array import array
from pathlib import Path
from threading import Thread

import pytest

import tieng
from tieng.errors import InputError, ModelFormatError
from tieng.kernel import MOST_TAGS, TAG_FEATURES, Tagger, build_tag_table, observe_tags
from tieng.models.format import write_model
from tieng.tasks.segment import known_words, line_starts
from tieng.tasks.tag import TASK, TEMPLATE, WordTagger

PAIRS = [("NOUN", "N"), ("VERB", "V"), ("NOUN", "NC")]


def numbers(*values: int) -> array[int]:
    return array("I", values)


def spans(*sentences: str) -> tuple[str, array[int], array[int], array[int], array[int]]:
    """Of sentences of words apart by spaces, their syllables joined by `_`."""
    text, starts, ends, _, words, firsts = known_words(
        [[word.replace("_", " ") for word in sentence.split()] for sentence in sentences]
    )
    return text, starts, ends, words, firsts


def sections(
    weights: dict[str, tuple[int, ...]], transitions: dict[tuple[int, int], int] | None = None
) -> dict[str, bytes]:
    """Weights of words alone, by their form, and of a label (3 is the head of a sentence) before a label."""
    hashes = [array("Q", observe_tags(*spans(form)))[0] for form in weights]
    rows = memoryview(bytes(w & 0xFF for row in weights.values() for w in row)).cast("b", [len(weights), len(PAIRS)])
    ways = array("h", [0] * (len(PAIRS) + 1) * len(PAIRS))
    for (before, label), weight in (transitions or {}).items():
        ways[before * len(PAIRS) + label] = weight
    found, table = build_tag_table(array("Q", hashes), rows)
    return {"hashes": found, "weights": table, "transitions": ways.tobytes()}


def tagger(weights: dict[str, tuple[int, ...]], transitions: dict[tuple[int, int], int] | None = None) -> Tagger:
    return Tagger(len(PAIRS), *sections(weights, transitions).values())


WEIGHTS = {"mèo": (9, 0, 0), "ngủ": (0, 9, 0), "con": (0, 0, 9), "đá": (5, 5, 0)}


def test_the_best_tag_of_each_word() -> None:
    assert list(tagger(WEIGHTS).tag(*spans("con mèo ngủ"))) == [2, 0, 1]


def test_words_in_any_spelling() -> None:
    assert list(tagger({"hoà_bình": (0, 7, 0)}).tag(*spans("HÒA_BÌNH hoà_bình hoà"))) == [1, 1, 0]


def test_transitions_and_the_head_of_a_sentence() -> None:
    assert list(tagger(WEIGHTS).tag(*spans("đá"))) == [0]  # of equal scores the first label
    assert list(tagger(WEIGHTS, {(3, 1): 1}).tag(*spans("đá"))) == [1]
    after_noun = tagger(WEIGHTS, {(0, 1): 3})
    assert list(after_noun.tag(*spans("mèo đá"))) == [0, 1]
    assert list(after_noun.tag(*spans("mèo", "đá"))) == [0, 0]  # sentences do not see each other


def test_a_later_word_decides_about_an_earlier_one() -> None:
    assert list(tagger(WEIGHTS, {(1, 2): 3}).tag(*spans("đá con"))) == [1, 2]


def test_no_words() -> None:
    assert tagger(WEIGHTS).tag("  ", *(numbers() for _ in range(4))) == b""
    assert observe_tags("", *(numbers() for _ in range(4))) == b""


def test_features() -> None:
    first, second = (array("Q", observe_tags(*spans(text))) for text in ("mèo đá bóng", "Mèo đá bóng mèo"))
    assert len(first) == 3 * TAG_FEATURES
    assert len(second) == 4 * TAG_FEATURES
    assert len(set(first[:TAG_FEATURES])) == TAG_FEATURES  # each kind of feature has hashes of its own
    assert first[0] == second[0] == second[3 * TAG_FEATURES]  # the word alone


@pytest.mark.parametrize(
    "arrays",
    [
        [numbers(0), numbers(4), numbers(0), numbers(0)],  # past the text
        [numbers(2), numbers(1), numbers(0), numbers(0)],
        [numbers(0, 1), numbers(2, 3), numbers(0, 1), numbers(0)],  # overlap
        [numbers(0, 2), numbers(1, 3), numbers(0, 2), numbers(0)],  # no such token
        [numbers(0, 2), numbers(1, 3), numbers(1), numbers(0)],  # a token before the first word
        [numbers(0, 2), numbers(1, 3), numbers(0, 0), numbers(0)],
        [numbers(0), numbers(1), numbers(0), numbers(0, 1)],
        [numbers(0), numbers(1), numbers(0), numbers()],
        [numbers(0), numbers(1), numbers(), numbers()],
        [numbers(0), numbers(1, 2), numbers(0), numbers(0)],
    ],
)
def test_arrays_that_do_not_fit(arrays: list[array[int]]) -> None:
    with pytest.raises(ValueError, match="expected rising spans"):
        tagger(WEIGHTS).tag("a b", *arrays)
    with pytest.raises(ValueError, match="expected rising spans"):
        observe_tags("a b", *arrays)


@pytest.mark.parametrize(
    ("labels", "sizes", "fault"),
    [
        (0, (8, 0, 0), "1 to 32 tags, got 0"),
        (MOST_TAGS + 1, (8, 66, 0), "1 to 32 tags, got 33"),
        (2, (0, 0, 12), "table of 4-byte hashes, got 0"),
        (2, (7, 2, 12), "table of 4-byte hashes, got 7"),
        (2, (8, 3, 12), "4 bytes of weights, got 3"),
        (2, (8, 4, 11), "12 bytes of transitions, got 11"),
    ],
)
def test_sections_that_do_not_fit(labels: int, sizes: tuple[int, ...], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Tagger(labels, *map(bytes, sizes))


def test_a_table_without_an_empty_place_ends_the_search() -> None:
    full = Tagger(1, b"\x01" * 16, b"\x01" * 4, bytes(4))
    assert full.tag(*spans("mèo đá bóng")) == bytes(3)


def test_features_that_cannot_be_told_apart() -> None:
    with pytest.raises(ValueError, match="two features have the same hash"):
        build_tag_table(array("Q", [7, 7]), memoryview(bytes(2)).cast("b", [2, 1]))


def written(tmp_path: Path, card: dict[str, object]) -> Path:
    about = {"task": TASK, "template": TEMPLATE, "labels": [list(pair) for pair in PAIRS]}
    write_model(tmp_path / "tiny.tieng", about | card, sections(WEIGHTS))
    return tmp_path / "tiny.tieng"


def test_a_model_of_ones_own(tmp_path: Path) -> None:
    reader = tieng.load(tasks=("segment", "tag"), tag_model=written(tmp_path, {}))
    words = reader.read("Con mèo ngủ").words
    assert [(word.text, word.tag, word.xpos) for word in words] == [
        ("Con", "NOUN", "NC"),
        ("mèo", "NOUN", "N"),
        ("ngủ", "VERB", "V"),
    ]


@pytest.mark.parametrize(
    ("card", "fault"),
    [
        ({"task": "segment"}, "expected a model for 'tag', got one for 'segment'"),
        ({"template": 0}, "expected features of version"),
        ({"labels": []}, "pairs of UPOS and XPOS"),
        ({"labels": None}, "pairs of UPOS and XPOS"),
        ({"labels": [["NOUN"]]}, "pairs of UPOS and XPOS"),
        ({"labels": [["NOUN", 1]]}, "pairs of UPOS and XPOS"),
        ({"labels": [["NOUN", "N"]] * 40}, "pairs of UPOS and XPOS"),
        ({"labels": [["NOUN", "N"]]}, "bytes of weights"),
    ],
)
def test_models_that_cannot_tag(card: dict[str, object], fault: str, tmp_path: Path) -> None:
    with pytest.raises(ModelFormatError, match=fault):
        tieng.load(tasks=["tag"], tag_model=written(tmp_path, card))


@pytest.mark.parametrize("tasks", [("segment", "tags"), "tag", ["parsing"]])
def test_no_such_task(tasks: object) -> None:
    with pytest.raises(InputError, match="expected tasks as a sequence of 'segment', 'tag'"):
        tieng.load(tasks=tasks)  # type: ignore[arg-type]


def test_without_the_task_there_are_no_tags(reader: tieng.Reader) -> None:
    assert reader.read("Mèo ngủ.").words[0].tag is None


@pytest.fixture(scope="module")
def tagging() -> tieng.Reader:
    return tieng.load(tasks=("tag", "segment"))


def test_known_words(tagging: tieng.Reader) -> None:
    document = tagging.read_words([["Sinh viên", "học", " "], [], ["Trời", "mưa", "."]])
    assert document.text == "Sinh viên học\nTrời mưa ."
    assert [[word.text for word in sentence.words] for sentence in document.sentences] == [
        ["Sinh viên", "học"],
        ["Trời", "mưa", "."],
    ]
    assert {token.kind for token in document.tokens} == {"other"}
    assert [word.tag for word in document.words] == ["NOUN", "VERB", "NOUN", "VERB", "PUNCT"]
    assert len(tagging.read_words([]).words) == 0


def test_words_that_are_known_and_found_get_the_same_tags(tagging: tieng.Reader) -> None:
    read = tagging.read("Sinh viên đi chợ Bến Thành sáng 30/4.")
    again = tagging.read_words([[word.text for word in read.words]])
    assert [word.tag for word in again.words] == [word.tag for word in read.words]


def test_lines_as_sentences(tagging: tieng.Reader) -> None:
    text = "\n Mưa to. Gió lớn.\r\n\n“Ừ!” Bà nói.\n"
    document = tagging.read(text, lines=True)
    assert [sentence.text for sentence in document.sentences] == ["Mưa to. Gió lớn.", "“Ừ!” Bà nói."]
    assert len(tagging.read(text).sentences) > 2
    (again,) = tagging.read_many([text], lines=True)
    assert again == document


@pytest.mark.parametrize("text", ["", "\n\n", " ", "a", "a\u2028b\x85c", "a\x1cb"])
def test_line_starts(text: str, reader: tieng.Reader) -> None:
    starts, _, _, words, *_ = reader.segmenter.read(text)
    expected = [i for i, start in enumerate(starts) if i == 0 or text[start - 1] in "\u2028\x85"]
    assert list(line_starts(text, starts, words)) == expected


def test_profiles_are_tagged_too() -> None:
    reader = tieng.load(profile="pyvi", tasks=("segment", "tag"))
    assert [word.tag for word in reader.read("Tôi đọc sách.").words] == ["PRON", "VERB", "NOUN", "PUNCT"]


def test_a_tagging_reader_travels(tagging: tieng.Reader) -> None:
    assert pickle.loads(pickle.dumps(tagging)).read("Mèo ngủ.") == tagging.read("Mèo ngủ.")


def test_threads_share_a_tagger(tagging: tieng.Reader) -> None:
    texts = ["Mèo ngủ trên ghế.", "Hà Nội vào thu.", "Trời mưa to!"] * 20
    expected = [tagging.read(text) for text in texts]
    failed = []

    def work() -> None:
        if [tagging.read(text) for text in texts] != expected:
            failed.append(1)

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed


def test_labels_of_a_tagger() -> None:
    tags, xpos = WordTagger(tagger(WEIGHTS), PAIRS).tag(*spans("con mèo ngủ"))
    assert (tags.names, list(tags)) == (("NOUN", "VERB"), ["NOUN", "NOUN", "VERB"])
    assert list(xpos) == ["NC", "N", "V"]
