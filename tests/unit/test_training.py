"""Training on a handful of sentences."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

import tieng
from tieng.errors import InputError
from tieng.kernel import ngram_hash, spelling_key
from tieng.models.format import read_model, write_model
from tieng.training.gold import GoldSentence

pytest.importorskip("numpy", reason="needs the extra `train`: pip install 'tieng[train]'")
pytest.importorskip("sklearn", reason="needs the extra `train`: pip install 'tieng[train]'")

from tieng.training import segment
from tieng.training.features import CONTEXTS, Columns, observe_gaps
from tieng.training.marks import (
    FIRST_JOINS,
    JOIN,
    SECOND_JOINS,
    SPLIT,
    UNMARKED,
    MarkedText,
    half_in_capitals,
    mark_gold,
    mark_votes,
    overrule,
    read_votes,
)
from tieng.training.segment import Recipe, train

GOLD = [
    "tôi trồng hoa_hồng",
    "bà trồng hoa_hồng rồi",
    "chợ bán hoa_hồng đẹp",
    "nhà_cửa cũ rồi",
    "tôi sửa nhà_cửa",
    "Lan mua hoa_hồng , sửa nhà_cửa .",
    "ông bán nhà_cửa cũ",
    "mẹ mua hoa",
    "bà sửa nhà",
    "Lan ở nhà",
]
VOTES = ["tôi có xe_đạp mới", "bà đi xe_đạp cũ", "Lan thích xe>đạp", "ông mua<xe"]
LEXICON = ["hoa hồng", "nhà cửa", "xe đạp"]
NAMES = ["Đồng Xuân"]
NO_GAPS = mark_gold([])


def gold_sentence(words: str) -> GoldSentence:
    spans, at = [], 0
    for word in words.split():
        spans.append((at, at + len(word)))
        at += len(word) + 1
    return GoldSentence(words.replace("_", " "), tuple(spans))


def trained(
    path: Path, *, gaps: MarkedText = NO_GAPS, votes: list[str] = VOTES, lexicon: list[str] = LEXICON
) -> tieng.Reader:
    reports: list[str] = []
    gold = [gold_sentence(words) for words in GOLD]
    card, sections = train(gold, gaps, votes, lexicon, NAMES, Recipe(), reports.append)
    assert reports
    write_model(path, card, sections)
    return tieng.load(model=path)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("trained") / "model.tieng"
    trained(path)
    return path


def test_joins_are_learned(model: Path) -> None:
    reader = tieng.load(model=model)
    for words in GOLD:
        assert reader.segment(words.replace("_", " ")) == words


def test_joins_are_learned_in_any_case(model: Path) -> None:
    assert tieng.load(model=model).segment("BÀ TRỒNG HOA HỒNG") == "BÀ TRỒNG HOA_HỒNG"


def test_votes_are_learned_from(model: Path) -> None:
    assert tieng.load(model=model).segment("mẹ đi xe đạp") == "mẹ đi xe_đạp"


def test_single_gaps_are_learned_from(model: Path, tmp_path: Path) -> None:
    np = pytest.importorskip("numpy")
    text = "Lan may áo dài"
    marks = np.full(len(text) + 1, UNMARKED, np.uint8)
    marks[10] = JOIN
    assert tieng.load(model=model).segment(text) == text
    assert trained(tmp_path / "gaps.tieng", gaps=MarkedText(text, marks)).segment(text) == "Lan may áo_dài"


def test_the_same_inputs_give_the_same_file(model: Path, tmp_path: Path) -> None:
    trained(tmp_path / "again.tieng")
    assert (tmp_path / "again.tieng").read_bytes() == model.read_bytes()


def test_how_many_threads_observe_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment, "CHUNK", 1)  # so that there are more texts than threads
    for threads in (1, 4):
        monkeypatch.setattr(segment, "THREADS", threads)
        trained(tmp_path / f"{threads}.tieng", votes=VOTES * 5)
    assert (tmp_path / "1.tieng").read_bytes() == (tmp_path / "4.tieng").read_bytes()


def test_without_votes_and_lexicon(tmp_path: Path) -> None:
    reader = trained(tmp_path / "small.tieng", votes=[], lexicon=[])
    assert reader.segment("tôi trồng hoa hồng") == "tôi trồng hoa_hồng"


def test_the_part_for_text_without_diacritics_can_be_left_out(model: Path) -> None:
    gold = [gold_sentence(words) for words in GOLD]
    _, sections = train(gold, NO_GAPS, VOTES, LEXICON, NAMES, Recipe(bare=False), lambda _: None)
    whole = read_model(model)
    assert sections == {name: bytes(whole.section(name)) for name in sections}
    assert set(sections) == {"ngrams", "shapes", "words", "names"}


def test_the_card_says_how(model: Path) -> None:
    card = read_model(model).card
    assert card["task"] == "segment"
    assert card["recipe"]["rarest"] == Recipe().rarest


def test_gold_marks() -> None:
    marked = mark_gold([gold_sentence("nhà_cửa cũ"), gold_sentence("hoa đẹp")])
    assert marked.text == "nhà cửa cũ\nhoa đẹp"
    assert [marked.marks[place] for place in (3, 7, 14)] == [JOIN, SPLIT, SPLIT]
    assert len(marked.marks) == len(marked.text) + 1


def test_vote_marks() -> None:
    marked = mark_votes(["xe_đạp mới>lắm<nhé", "_ a < b"])
    assert marked.text == "xe đạp mới lắm nhé\n_ a < b"
    spaces = [int(mark) for char, mark in zip(marked.text, marked.marks, strict=False) if char == " "]
    assert spaces == [JOIN, SPLIT, FIRST_JOINS, SECOND_JOINS, SPLIT, SPLIT, SPLIT]


def test_sure_words_overrule_votes_that_split_them() -> None:
    lines = ["Xét tuyển ai", "đã xét>tuyển _ xét tuyển", "bom tấn xét", "", "xét_tuyển sinh bom tấn"]
    assert list(overrule(lines, ["xét tuyển", "Bom tấn"])) == [
        "Xét_tuyển ai",
        "đã xét>tuyển _ xét_tuyển",
        "bom_tấn xét",
        "",
        "xét_tuyển sinh bom_tấn",
    ]


def test_text_without_diacritics_is_learned_apart(model: Path) -> None:
    reader = tieng.load(model=model)
    assert reader.segment("me di xe dap") == "me di xe_dap"
    assert reader.segment("mẹ đi xe dap") == "mẹ đi xe dap"


def test_no_votes() -> None:
    assert mark_votes([]).text == ""
    assert mark_gold([]).text == ""


def test_capitals_of_half_a_sentence_end_with_a_word() -> None:
    marked = mark_votes(
        ["mưa", "", "nắng nhạt", "sáng nay nhà_máy cháy to", "trời đẹp ghê_gớm", "anh gặp Hà>Nội<mới yêu"]
    )
    half = half_in_capitals(marked)
    assert half.text.split("\n") == [
        "MƯA",
        "",
        "NẮNG nhạt",
        "SÁNG NAY NHÀ MÁY cháy to",
        "TRỜI ĐẸP ghê gớm",
        "ANH GẶP HÀ NỘI MỚI yêu",
    ]
    assert half.marks is marked.marks


def test_changed_case_keeps_the_marks() -> None:
    marked = mark_votes(["xe_đạp"])
    upper = marked.changed(str.upper)
    assert upper.text == "XE ĐẠP"
    assert upper.marks is marked.marks


@pytest.mark.parametrize("name", ["votes.txt", "votes.txt.xz"])
def test_votes_plain_and_packed(name: str, tmp_path: Path) -> None:
    data = "xe_đạp mới\nhoa>hồng đẹp\n".encode()
    (tmp_path / name).write_bytes(lzma.compress(data) if name.endswith(".xz") else data)
    assert list(read_votes(tmp_path / name)) == ["xe_đạp mới", "hoa>hồng đẹp"]
    assert list(read_votes(tmp_path / name, {"hoa hồng đẹp"})) == ["xe_đạp mới"]


@pytest.mark.parametrize(
    ("name", "data"), [("votes.txt", b"\xff\n"), ("votes.txt.xz", b"no xz"), ("votes.txt.xz", b"")]
)
def test_damaged_votes(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    if data:
        with pytest.raises(InputError, match="expected lines of UTF-8 text"):
            list(read_votes(tmp_path / name))
    with pytest.raises(InputError):
        list(read_votes(tmp_path / "none.txt"))


def test_only_marked_open_gaps_are_learned_from() -> None:
    gaps = observe_gaps(mark_votes(["xe_đạp , mới 5 năm  rồi"]), b"")
    assert list(gaps.marks) == [JOIN]  # xe_đạp; the two spaces before `rồi` are no single gap


def test_observed_ngrams_are_near_their_gap() -> None:
    gaps = observe_gaps(mark_votes(["một hai ba bốn năm"]), b"")
    assert len(gaps.marks) == 4
    wanted = ngram_hash([spelling_key("ba")])
    near = {
        (int(row), int(weight))
        for row, hashed, weight in zip(gaps.rows, gaps.hashes, gaps.weights, strict=True)
        if hashed == wanted
    }
    assert near == {(0, 1), (1, 2), (2, 3), (3, 4)}


def test_chosen_gaps_keep_what_is_near_them() -> None:
    np = pytest.importorskip("numpy")
    gaps = observe_gaps(mark_votes(["một hai_ba bốn>năm", "sáu bảy_tám chín mười"]), b"")
    some = np.array([1, 2, 6])
    chosen = gaps.chosen(some)
    columns = Columns(np.unique(gaps.hashes))
    assert (columns.matrix(chosen) != columns.matrix(gaps)[some]).nnz == 0
    assert list(chosen.marks) == list(gaps.marks[some])


def test_chosen_gaps_keep_what_their_ngrams_begin_with() -> None:
    np = pytest.importorskip("numpy")
    gaps = observe_gaps(mark_votes(["một hai_ba bốn năm sáu bảy_tám chín mười"]), b"")
    chosen = gaps.chosen(np.array([4]))
    prefix_of = dict(zip(chosen.longer.tolist(), chosen.prefixes.tolist(), strict=True))
    whole = dict(zip(gaps.longer.tolist(), gaps.prefixes.tolist(), strict=True))
    assert set(prefix_of) == set(chosen.hashes.tolist()) & set(whole) < set(whole)
    for ngram, prefix in prefix_of.items():
        assert prefix == whole[ngram]
        assert prefix in prefix_of or prefix not in whole  # what a longer one begins with is near the same gap


def test_views_have_the_size_that_they_say() -> None:
    np = pytest.importorskip("numpy")
    contexts = np.arange(1 << 16)
    for view in (view for views, _ in CONTEXTS for view in views):
        index = view.of(contexts)
        assert index.min() >= -1
        assert index.max() == view.size - 1


def test_a_matrix_scores_as_the_kernel_does(model: Path) -> None:
    """The columns that training sees are the weights that the kernel adds up."""
    np = pytest.importorskip("numpy")
    from array import array

    from tieng.kernel import Segmenter, build_ngrams

    random = np.random.default_rng(7)
    text = "Lan mua hoa hồng ở chợ Đồng Xuân rồi đi xe đạp về nhà bà Jazz"
    gaps = observe_gaps(MarkedText(text, np.zeros(len(text) + 1, np.uint8)), b"")
    columns = Columns(np.unique(gaps.hashes))
    weights = np.zeros(columns.count)
    used = columns.matrix(gaps).indices
    weights[used] = random.integers(-20, 20, len(used))
    ngrams, contexts = columns.unfold(weights)
    expected = (columns.matrix(gaps) @ weights) > 0
    table = build_ngrams(
        array("Q", columns.ngrams.tolist()),
        np.ascontiguousarray(ngrams.astype(np.int8)),
        np.ones(len(columns.ngrams), np.uint8),
    )
    segmenter = Segmenter([table, *(context.astype("<i2").tobytes() for context in contexts)])
    glue = "".join("_" if joined else " " for joined in expected)
    syllables = text.split()
    written = "".join(syllable + space for syllable, space in zip(syllables, [*glue, ""], strict=True))
    assert segmenter.segment(text) == written
