"""Files to files: every format in and out, what is set aside, and the state between two runs."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import pickle
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

import tieng
from tieng.corpus.job import Options, prepare, run
from tieng.corpus.state import Counts
from tieng.corpus.workers import Workers
from tieng.errors import InputError
from tieng.pipeline import Reader

READER = tieng.load()
TEXTS = ["Hà Nội vào thu. Trời đẹp!", "", "Sinh viên đi học, 😀 hoà bình.", 'Anh nói: "Vâng, 3,5 %."', "  mưa to  "]
Do = Callable[..., Counts]


@pytest.fixture
def do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Do:
    """Runs a job in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def run_job(*inputs: str, out: str = "out", workers: int = 1, restart: bool = False, **options: Any) -> Counts:
        job = prepare(Options(inputs=inputs, out=Path(out), reader=options.pop("reader", READER), **options))
        with Workers(workers) as processes:
            return run(job, workers=processes, restart=restart)

    return run_job


def write_lines(path: str, texts: Sequence[str]) -> None:
    Path(path).write_bytes("".join(f"{text}\n" for text in texts).encode())


def write_objects(path: str, rows: Sequence[object]) -> None:
    write_lines(path, [json.dumps(row, ensure_ascii=False) for row in rows])


def rows_of(out: str = "out") -> list[dict[str, Any]]:
    """The rows of all parts, in order, as users read a folder of Parquet."""
    return ds.dataset(out, format="parquet").to_table().to_pylist()  # type: ignore[no-any-return]


def rejected_of(path: str = "out/_tieng/rejected.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


# --- what goes in ----------------------------------------------------------------------------------------------------


def as_text(texts: list[str]) -> bytes:
    return "".join(f"{text}\n" for text in texts).encode()


def as_json_lines(texts: list[str]) -> bytes:
    return as_text([json.dumps({"text": text, "id": i}) for i, text in enumerate(texts)])


def as_csv(texts: list[str]) -> bytes:
    quoted = [f"""{i},"{text.replace('"', '""')}\"""" for i, text in enumerate(texts)]
    return as_text(["id,text", *quoted])


FORMATS = {"txt": as_text, "jsonl": as_json_lines, "csv": as_csv}
COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".xz": lzma.compress,
    ".bz2": bz2.compress,
    ".zst": lambda data: pa.compress(data, codec="zstd", asbytes=True),  # type: ignore[no-any-return]
}


@pytest.mark.parametrize("compression", COMPRESSIONS)
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("part_size", [100, 10_000_000])
def test_every_format_in(form: str, compression: str, part_size: int, do: Do) -> None:
    texts = TEXTS * 30
    data = COMPRESSIONS[compression](FORMATS[form](texts))
    Path(f"báo.{form}{compression}").write_bytes(data)
    counts = do(f"báo.{form}{compression}", part_size=part_size)
    rows = rows_of()
    assert [row["text"] for row in rows] == texts
    assert [row["segmented"] for row in rows] == [READER.segment(text) for text in texts]
    assert (counts.documents, counts.rejected, counts.size) == (len(texts), 0, len(data))
    assert counts.words == sum(len(READER.words(text)) for text in texts)
    assert counts.sentences == sum(len(READER.read(text).sentences) for text in texts)
    assert (len(list(Path("out").glob("part-*"))) == 1) == (part_size > len(data))


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary(), pa.dictionary(pa.int32(), pa.string())])
@pytest.mark.parametrize("row_group", [7, 50, 1000])
def test_parquet_in(kind: pa.DataType, row_group: int, do: Do) -> None:
    texts = TEXTS * 30
    column = pa.array(texts).dictionary_encode() if pa.types.is_dictionary(kind) else pa.array(texts).cast(kind)
    table = pa.table({"id": range(len(texts)), "text": column, "tags": [["a", "b"]] * len(texts)})
    pq.write_table(table, "a.parquet", row_group_size=row_group)
    size = Path("a.parquet").stat().st_size
    assert do("a.parquet", part_size=size // 20).documents == len(texts)
    assert len(list(Path("out").glob("part-*"))) >= 8
    rows = rows_of()
    assert [(row["id"], row["text"], row["tags"]) for row in rows] == [(i, t, ["a", "b"]) for i, t in enumerate(texts)]
    assert [row["segmented"] for row in rows] == [READER.segment(text) for text in texts]


@pytest.mark.parametrize("size", range(1, 60, 3))
def test_cuts_at_any_byte(size: int, do: Do) -> None:
    data = "\ufeffmột\r\n\nhai\n\n\nbốn mươi hai con mèo\nx".encode()
    Path("a.txt").write_bytes(data)
    do("a.txt", part_size=size)
    assert [row["text"] for row in rows_of()] == ["một", "", "hai", "", "", "bốn mươi hai con mèo", "x"]


def test_files_as_documents(do: Do) -> None:
    Path("thơ").mkdir()
    for i, text in enumerate(["Hà Nội\nmưa.\n", "", "gió"]):
        Path(f"thơ/{i}.txt").write_text(text, encoding="utf-8")
    do("thơ", document="file")
    assert [row["text"] for row in rows_of()] == ["Hà Nội\nmưa.\n", "", "gió"]
    do("thơ", document="file", out="out.txt")
    assert Path("out.txt").read_text(encoding="utf-8") == "Hà_Nội mưa . \n\ngió\n"


def test_folders_patterns_and_files(do: Do) -> None:
    for name in ["a/1.txt", "a/b/1.txt", "a/b/2.jsonl", "a/_temporary/1.txt", "a/.hidden.txt", "a/notes.md", "c.txt"]:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        write_lines(name, [json.dumps({"text": name}) if name.endswith("jsonl") else name])
    do("a", "c.txt", "c.t*", "a/1.txt")
    assert [row["text"] for row in rows_of()] == ["a/1.txt", "a/b/1.txt", "a/b/2.jsonl", "c.txt"]
    do("a/**/1.txt", out="again")
    assert [row["text"] for row in rows_of("again")] == ["a/1.txt", "a/_temporary/1.txt", "a/b/1.txt"]
    do("a/notes.md", out="named")  # a file that is named is read, whatever its suffix
    assert [row["text"] for row in rows_of("named")] == ["a/notes.md"]


@pytest.mark.parametrize("out", ["in/out", "in/out.jsonl"])
def test_the_output_is_no_input(out: str, do: Do) -> None:
    Path("in").mkdir()
    write_lines("in/a.txt", TEXTS)
    for _ in range(2):
        assert do("in", out=out).documents == len(TEXTS)


def test_nothing_in(do: Do) -> None:
    Path("a.txt").touch()
    Path("b.csv").touch()
    Path("c.jsonl").touch()
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), "d.parquet")
    assert do("a.txt", "c.jsonl", "d.parquet").documents == 0
    with pytest.raises(InputError, match=r"b\.csv: expected a column 'text', got columns none"):
        do("b.csv", out="other")
    for out in ("one.parquet", "one.txt"):
        do("a.txt", out=out)
    assert pq.read_table("one.parquet").num_rows == 0
    assert Path("one.txt").read_bytes() == b""


def test_one_very_long_line(do: Do) -> None:
    Path("a.txt").write_bytes(b"a\n" + b"x" * 3_000_000 + b"\nb\n")
    assert do("a.txt", part_size=200_000, add=["sentences"]).documents == 3
    assert [len(row["text"]) for row in rows_of()] == [1, 3_000_000, 1]


# --- what comes out --------------------------------------------------------------------------------------------------


def test_json_lines_out(do: Do) -> None:
    write_objects("a.jsonl", [{"id": i, "body": text, "when": None} for i, text in enumerate(TEXTS)])
    do("a.jsonl", text="body", out="out.jsonl", part_size=50)
    rows = [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row["when"], row["text"]) for row in rows] == [(i, None, text) for i, text in enumerate(TEXTS)]
    words = [[word["text"] for sentence in row["sentences"] for word in sentence["words"]] for row in rows]
    assert words == [READER.words(text) for text in TEXTS]
    assert not list(Path().glob(".*"))


def test_conllu_out(do: Do) -> None:
    write_objects("a.jsonl", [{"text": "Mưa. Gió.", "id": "b 1"}, {"text": "Nắng.", "id": "b 2"}])
    do("a.jsonl", id="id", out="out.conllu", part_size=10)
    lines = Path("out.conllu").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith(("# newdoc", "# sent_id"))] == [
        "# newdoc id = b 1",
        "# sent_id = b_1-1",
        "# sent_id = b_1-2",
        "# newdoc id = b 2",
        "# sent_id = b_2-1",
    ]
    do("a.jsonl", out="other.conllu")
    assert "# newdoc id = a.jsonl:0\n" in Path("other.conllu").read_text(encoding="utf-8")


def test_text_out_has_a_line_a_document(do: Do) -> None:
    write_objects("a.jsonl", [{"text": "Hà Nội\n\nmưa.\r\n"}, {"text": ""}, {"text": "Gió."}])
    do("a.jsonl", out="out.txt")
    assert Path("out.txt").read_text(encoding="utf-8") == "Hà_Nội mưa . \n\nGió .\n"


def test_one_parquet_file_out(do: Do) -> None:
    write_lines("a.txt", TEXTS * 50)
    do("a.txt", out="out.parquet", part_size=200)
    do("a.txt", out="out")
    assert pq.read_table("out.parquet").equals(ds.dataset("out", format="parquet").to_table())


def test_columns_that_are_kept_and_added(do: Do) -> None:
    Path("a.csv").write_text("id,body,url\n1,Mưa to.,u\n", encoding="utf-8")
    do("a.csv", text="body", keep=["id"], add=["tokens"])
    (row,) = rows_of()
    assert list(row) == ["id", "tokens"]
    assert [token["text"] for token in row["tokens"]] == ["Mưa", "to", "."]
    do("a.csv", text="body", keep=[], add=["segmented"], out="bare")
    assert rows_of("bare") == [{"segmented": "Mưa to ."}]


def test_types_of_json_values(do: Do) -> None:
    first = {"text": "a", "n": 1, "x": 1, "b": True, "mixed": 1, "list": [1, "á"], "none": None}
    second = {"text": "b", "n": None, "x": 0.5, "b": False, "mixed": "s", "list": {"k": 1}, "late": 1}
    write_objects("a.jsonl", [first, second])
    do("a.jsonl", add=[])
    assert rows_of() == [
        {"text": "a", "n": 1, "x": 1.0, "b": True, "mixed": "1", "list": '[1, "á"]', "none": None, "late": None},
        {"text": "b", "n": None, "x": 0.5, "b": False, "mixed": "s", "list": '{"k": 1}', "none": None, "late": 1},
    ]


def test_the_same_from_any_number_of_workers(do: Do) -> None:
    write_lines("a.txt", TEXTS * 200)
    Path("b.txt.gz").write_bytes(gzip.compress(as_text(TEXTS * 200)))
    one = do("a.txt", "b.txt.gz", out="one", part_size=1000)
    assert one == do("a.txt", "b.txt.gz", out="two", workers=2, part_size=1000)
    names = sorted(path.name for path in Path("one").glob("part-*"))
    assert len(names) > 8
    assert names == sorted(path.name for path in Path("two").glob("part-*"))
    assert all(Path("one", name).read_bytes() == Path("two", name).read_bytes() for name in names)


def test_another_profile(do: Do) -> None:
    write_lines("a.txt", ["Trường đại học Bách Khoa Hà Nội"])
    do("a.txt", out="out.txt", reader=tieng.load(profile="pyvi"))
    assert Path("out.txt").read_text(encoding="utf-8") == "Trường đại_học Bách_Khoa Hà_Nội\n"


# --- what is set aside -----------------------------------------------------------------------------------------------

BAD_LINES = b"""{"text": "m\xc6\xb0a", "id": 1}
{"text": null, "id": 2}
{"id": 3}
{"text": ["a"]}
{"text": "\xff"}
{"text": "\\ud800"}

[1]
oops
{"text": "gi\xc3\xb3", "id": 4}
"""


def test_json_lines_that_are_no_documents(do: Do) -> None:
    Path("a.jsonl").write_bytes(BAD_LINES)
    counts = do("a.jsonl", id="id", part_size=40)
    assert [row["text"] for row in rows_of()] == ["mưa", "gió"]
    assert (counts.documents, counts.rejected) == (2, 7)
    found = rejected_of()
    assert found[0] == {"file": "a.jsonl", "byte": 26, "reason": "expected a text, got null", "id": 2}
    assert [entry["reason"].removeprefix("expected ") for entry in found[1:6]] == [
        "a text, got no 'text'",
        "a text, got a list",
        "a text, got not UTF-8",
        "Unicode in 'text', got a lone surrogate",
        "a JSON object, got a list",
    ]
    for entry in found:  # the place is where the line begins
        assert entry["byte"] == 0 or BAD_LINES[entry["byte"] - 1 : entry["byte"]] == b"\n"


def test_a_value_that_does_not_fit_its_column(do: Do) -> None:
    rows = [{"text": "a", "n": 1}] * 20_000 + [
        {"text": "b", "n": "x"},
        {"text": "c", "n": 1 << 70},
        {"text": "d", "n": 2},
    ]
    write_objects("a.jsonl", rows)
    assert do("a.jsonl", add=[]).rejected == 2
    assert [entry["reason"] for entry in rejected_of()] == [
        "expected int64 in 'n', got a string",
        "expected int64 in 'n', got a number",
    ]


def test_rows_that_are_no_documents(do: Do) -> None:
    texts = pa.array([b"m\xc6\xb0a", None, b"\xff\xfe", b"gi\xc3\xb3"], pa.binary())
    pq.write_table(pa.table({"text": texts, "id": [1, 2, 3, 4]}), "a.parquet", row_group_size=2)
    Path("b.csv").write_bytes(b'text,id\nm\xff,1\nto,2,3\nb\xc3\xa3o,\xff\n"l\xc5\xa9, to",5\n')
    counts = do("a.parquet", id="id", out="p")
    assert (counts.documents, counts.rejected) == (2, 2)
    assert [(entry["row"], entry["id"]) for entry in rejected_of("p/_tieng/rejected.jsonl")] == [(1, 2), (2, 3)]
    do("b.csv", out="c")
    assert [row["text"] for row in rows_of("c")] == ["lũ, to"]
    assert [(entry["row"], entry["reason"]) for entry in rejected_of("c/_tieng/rejected.jsonl")] == [
        (1, "expected 2 fields, got 3"),
        (0, "expected a text in 'text', got not UTF-8"),
        (2, "expected a text in 'id', got not UTF-8"),
    ]


def test_text_that_is_not_utf8(do: Do) -> None:
    Path("a.txt").write_bytes("mưa\n".encode() + "gió\n".encode("utf-16") + "bão\n".encode())
    do("a.txt", out="out.jsonl")
    assert json.loads(Path("out.jsonl").read_text("utf-8").splitlines()[0])["text"] == "mưa"
    assert rejected_of("out.jsonl.rejected.jsonl")[0]["byte"] == 5


@pytest.mark.parametrize("workers", [1, 2])
def test_strict(workers: int, do: Do) -> None:
    Path("a.jsonl").write_bytes(BAD_LINES)
    with pytest.raises(InputError, match=r"^a.jsonl, byte 26: expected a text, got null; what is done is kept"):
        do("a.jsonl", strict=True, workers=workers)
    assert not list(Path("out").glob("part-*"))
    do("a.jsonl")  # to be strict or not is no other job
    assert len(rows_of()) == 2


# --- what does not fit -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"text": "body"}, r"a\.csv: expected a column 'body', got columns 'id', 'text'; see --text-column"),
        ({"id": "key"}, "expected a column 'key'"),
        ({"keep": ["x"]}, "expected a column 'x'"),
        ({"out": "out.parquet", "add": ["text"]}, "expected columns of segmented"),
    ],
)
def test_options_that_do_not_fit(options: dict[str, Any], message: str, do: Do) -> None:
    Path("a.csv").write_text("id,text\n1,a\n", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        do("a.csv", **options)
    assert [path.name for path in Path().iterdir()] == ["a.csv"]


def test_inputs_that_do_not_fit_each_other(do: Do) -> None:
    pq.write_table(pa.table({"text": ["a"], "id": [1]}), "a.parquet")
    pq.write_table(pa.table({"text": ["a"], "id": ["x"]}), "b.parquet")
    with pytest.raises(InputError, match="expected columns of the same types in all inputs"):
        do("a.parquet", "b.parquet")
    assert do("a.parquet", "b.parquet", input_form=None, keep=["text"]).documents == 2


@pytest.mark.parametrize("name", ["a.parquet", "a.txt.gz", "a.txt.xz", "a.txt.zst", "a.jsonl.bz2"])
@pytest.mark.parametrize("part_size", [10, 10_000_000])
def test_damaged_files(name: str, part_size: int, do: Do) -> None:
    whole = COMPRESSIONS.get(Path(name).suffix, bytes)(as_text(TEXTS * 20))
    Path(name).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match=rf"^{name}: expected "):
        do(name, part_size=part_size)


def test_names_that_json_lines_have_themselves(do: Do) -> None:
    write_objects("a.jsonl", [{"body": "a", "text": "b"}])
    with pytest.raises(InputError, match="expected no column 'text' beside"):
        do("a.jsonl", text="body", out="out.jsonl")


# --- between two runs ------------------------------------------------------------------------------------------------


def test_a_run_that_is_finished_is_not_done_again(do: Do) -> None:
    write_lines("a.txt", TEXTS)
    first = do("a.txt")
    (part,) = Path("out").glob("part-*")
    made = part.stat().st_mtime_ns
    assert do("a.txt") == first
    assert part.stat().st_mtime_ns == made


def test_another_job_in_the_same_folder(do: Do) -> None:
    write_lines("a.txt", TEXTS)
    write_lines("b.txt", TEXTS)
    do("a.txt")
    for inputs, options, message in [
        (["b.txt"], {}, r'began with inputs \["a.txt".*got \["b.txt"'),
        (["a.txt", "b.txt"], {}, "began with inputs of 1 files, got 2 files"),
        (["a.txt"], {"add": ["words"]}, r"began with add \"segmented\", got \"words\""),
        (["a.txt"], {"form": "text"}, 'began with output_form "parquet", got "text"'),
        (["a.txt"], {"reader": tieng.load(profile="pyvi")}, "began with reader"),
    ]:
        with pytest.raises(InputError, match=message):
            do(*inputs, **options)
    write_lines("a.txt", ["mưa"])
    with pytest.raises(InputError, match="--restart to begin anew"):
        do("a.txt")
    assert do("a.txt", restart=True).documents == 1
    assert len(rows_of()) == 1


def test_a_folder_of_something_else(do: Do) -> None:
    write_lines("a.txt", TEXTS)
    Path("out").mkdir()
    do("a.txt")
    Path("mine").mkdir()
    Path("mine/letter.txt").touch()
    for restart in (False, True):
        with pytest.raises(InputError, match=r"^mine: expected an empty folder"):
            do("a.txt", out="mine", restart=restart)
    assert [path.name for path in Path("mine").iterdir()] == ["letter.txt"]


def test_two_runs_at_once(do: Do) -> None:
    fcntl = pytest.importorskip("fcntl")
    write_lines("a.txt", TEXTS)
    do("a.txt")
    with Path("out/_tieng/lock").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(InputError, match=r"^out: another run is at work there"):
            do("a.txt", restart=True)
    assert do("a.txt", restart=True).documents == len(TEXTS)


@pytest.mark.parametrize("left", [0, 10, 150, -1, -30])
def test_a_journal_that_was_cut_off(left: int, do: Do) -> None:
    """What a power cut may leave: a line of the journal that is not whole; parts that are in no line."""
    write_lines("a.txt", [f"văn bản số {i}" for i in range(200)])
    whole = do("a.txt", part_size=500)
    before = rows_of()
    path = Path("out/_tieng/journal.jsonl")
    path.write_bytes(path.read_bytes()[:left])
    Path("out/.part-000001.parquet.x7").write_bytes(b"half")
    assert do("a.txt", part_size=500) == whole
    assert rows_of() == before
    assert not list(Path("out").glob(".part-*"))


def test_an_input_that_vanishes(do: Do) -> None:
    write_lines("a.txt", TEXTS)
    write_lines("b.txt", TEXTS)
    job = prepare(Options(inputs=("a.txt", "b.txt"), out=Path("out"), reader=READER, part_size=50))
    data = Path("b.txt").read_bytes()
    Path("b.txt").unlink()
    with pytest.raises(InputError, match=r"^b\.txt: No such file or directory; what is done is kept"):
        run(job)
    Path("b.txt").write_bytes(data)
    assert run(job).documents == 2 * len(TEXTS)
    assert len(rows_of()) == 2 * len(TEXTS)


def test_a_reader_travels_to_other_processes() -> None:
    reader: Reader = pickle.loads(pickle.dumps(tieng.load(profile="pyvi")))
    assert reader.options["profile"] == "pyvi"
    assert reader.segment("Trường đại học") == "Trường đại_học"
