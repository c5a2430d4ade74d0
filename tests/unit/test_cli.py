"""The command line: inside the process where that is enough, as a process where streams and exit statuses matter."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from commands import Result, Run
from tiny import TinyModel

import tieng
import tieng.cli.files

LINES = "Hà Nội vào thu.\nSinh viên đi chợ sớm.\n"
SEGMENTED = "Hà_Nội vào thu .\nSinh_viên đi chợ sớm .\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "tin.txt").write_text(LINES, encoding="utf-8")
    return tmp_path / "tin.txt"


def process(*arguments: str | Path, stdin: bytes = b"") -> Result:
    command = [sys.executable, "-c", "from tieng.cli import main; main()", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False)
    return Result(done.returncode, done.stdout, done.stderr)


# --- the text form ----------------------------------------------------------------------------------------------------


def test_standard_input(run: Run) -> None:
    assert run("segment", stdin=LINES).text == SEGMENTED
    assert run("segment", "-", stdin=LINES).text == SEGMENTED


def test_a_file(run: Run, file: Path) -> None:
    assert run("segment", file).text == SEGMENTED


def test_as_a_process(file: Path) -> None:
    assert process("segment", file).text == SEGMENTED
    assert process("segment", stdin=LINES.encode()).text == SEGMENTED


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", ""),
        ("\n", "\n"),
        ("\n\n\n", "\n\n\n"),
        ("  \n\t\n", "\n\n"),
        ("mưa", "mưa"),
        ("mưa\n", "mưa\n"),
        ("\nmưa", "\nmưa"),
        ("mưa\r\ngió\r\n", "mưa\r\ngió\r\n"),
        ("mưa\rgió", "mưa\rgió"),
        ("mưa\n\ngió", "mưa\n\ngió"),
        ("mưa. Gió\nbão. Lũ", "mưa . Gió\nbão . Lũ"),
        ("  mưa  to  \n", "mưa to\n"),
        ("\ufeffmưa\n", "mưa\n"),
        ("mưa\0gió\n", "mưa \0 gió\n"),
    ],
)
def test_one_line_out_for_each_line_in(given: str, expected: str, run: Run) -> None:
    assert run("segment", stdin=given).text == expected


def test_several_files(run: Run, tmp_path: Path) -> None:
    names = []
    for i, text in enumerate(["mưa\n", "", "gió", "bão\n"]):
        names.append(tmp_path / f"{i}.txt")
        names[-1].write_text(text, encoding="utf-8")
    assert run("segment", *names).text == "mưa\ngió\nbão\n"
    assert run("segment", names[0], "-", names[3], stdin="nắng").text == "mưa\nnắng\nbão\n"


def test_another_model(run: Run, tmp_path: Path) -> None:
    model = TinyModel(intercept=1).write(tmp_path / "all.tieng")
    assert run("segment", "--model", model, stdin="tôi đi học").text == "tôi_đi_học"


# --- streaming --------------------------------------------------------------------------------------------------------

LONG = (
    "“Hà Nội vào thu...” Ông J. Smith nói. TP.HCM mưa!\r\n\n\n"
    + "Xem https://example.com/"
    + "á" * 700
    + ". Rồi "
    + "đi " * 300
    + "\n"
    + "chậm" * 500
    + ". "
    + " " * 700
    + "Hết 👨\u200d👩\u200d👧 rồi?!  \n 3,5 %\u2028"
    + "Ừ. " * 50
)


@pytest.mark.parametrize("block", [1, 2, 3, 5, 7, 64, 511, 513, 1000, 1 << 20])
@pytest.mark.parametrize("form", ["text", "jsonl", "conllu"])
def test_blocks_of_any_size(block: int, form: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run("segment", "--format", form, stdin=LONG).text
    monkeypatch.setattr(tieng.cli.files, "BLOCK", block)
    assert run("segment", "--format", form, stdin=LONG).text == whole
    if form == "text":
        assert whole == tieng.segment(LONG)


@pytest.mark.parametrize("before", range(4))
def test_a_character_across_two_blocks(before: int, run: Run) -> None:
    text = "a" * ((1 << 20) - 1 - before) + "😀 Hà Nội\n"
    assert run("segment", stdin=text).text == text.replace("😀", " 😀").replace("Hà Nội", "Hà_Nội")


def test_a_token_longer_than_many_blocks(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tieng.cli.files, "BLOCK", 16)
    text = "b" * 50_000 + " Hà Nội"
    assert run("segment", stdin=text).text == "b" * 50_000 + " Hà_Nội"


def test_lines_come_out_before_the_input_ends() -> None:
    """A megabyte goes in and most of it comes out while the input is still open."""
    code = "from tieng.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "segment"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        feeding = Thread(target=running.stdin.write, args=(LINES.encode() * 40_000,))
        feeding.start()
        assert running.stdout.read(1000).decode(errors="ignore").startswith(SEGMENTED)
        emptying = Thread(target=running.stdout.read)
        emptying.start()
        feeding.join()
        running.stdin.close()
        emptying.join()
    assert running.returncode == 0


def test_a_broken_pipe_is_quiet(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(LINES * 40_000, encoding="utf-8")
    code = "from tieng.cli import main; main()"
    for form in ("text", "jsonl"):
        with subprocess.Popen(
            [sys.executable, "-c", code, "segment", "--format", form, tmp_path / "long.txt"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as running:
            assert running.stdout is not None
            assert running.stderr is not None
            assert running.stdout.readline()
            running.stdout.close()
            assert running.stderr.read() == b""
        assert running.returncode in (0, 1)


# --- other forms ------------------------------------------------------------------------------------------------------


def test_json_lines(run: Run) -> None:
    lines = run("segment", "--format", "jsonl", stdin="Hà Nội mưa.\r\n\ngió").text.split("\n")
    assert [json.loads(line)["text"] for line in lines[:-1]] == ["Hà Nội mưa.", "", "gió"]
    assert lines[-1] == ""
    first = json.loads(lines[0])["sentences"][0]
    assert [word["text"] for word in first["words"]] == ["Hà Nội", "mưa", "."]


def test_conllu(run: Run) -> None:
    text = "Mưa. Gió.\n\nHà Nội\n"
    found = run("segment", "--format", "conllu", stdin=text).text
    assert [line for line in found.split("\n") if line.startswith("# sent_id")] == [
        f"# sent_id = {i}" for i in (1, 2, 3)
    ]
    for line in found.split("\n"):
        if line and not line.startswith("#"):
            _, form, *_, misc = line.split("\t")
            place = dict(pair.split("=") for pair in misc.split("|"))
            assert text[int(place["start_char"]) : int(place["end_char"])] == form


def test_conllu_of_several_files(run: Run, tmp_path: Path) -> None:
    names = []
    for name, text in {"thu": "\nMưa. Gió.", "rỗng": "", "mùa đông": "Rét.\n\nLạnh."}.items():
        names.append(tmp_path / f"{name}.txt")
        names[-1].write_text(text, encoding="utf-8")
    found = run("segment", "--format", "conllu", *names).text
    prefix = str(tmp_path).replace("/", "_")
    assert [line for line in found.split("\n") if line.startswith(("# newdoc", "# sent_id"))] == [
        f"# newdoc id = {names[0]}",
        f"# sent_id = {prefix}_thu.txt-1",
        f"# sent_id = {prefix}_thu.txt-2",
        f"# newdoc id = {names[2]}",
        f"# sent_id = {prefix}_mùa_đông.txt-1",
        f"# sent_id = {prefix}_mùa_đông.txt-2",
    ]
    assert [line for line in found.split("\n") if line.startswith("# text = Rét.")] == ["# text = Rét."]
    assert "start_char=0|" in found.split("# text = Rét.")[1]  # offsets count from the start of each file


@pytest.mark.parametrize("form", ["text", "jsonl", "conllu"])
def test_no_input_no_output(form: str, run: Run) -> None:
    assert run("segment", "--format", form, stdin="").text == ""


# --- encodings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "UTF8"])
def test_encodings(encoding: str, run: Run) -> None:
    assert run("segment", "--encoding", encoding, stdin=LINES.encode(encoding)).text == SEGMENTED


def test_windows_1258(run: Run) -> None:
    data = "Ha\u0300 Nô\u0323i đi chơ\u0323".encode("cp1258")
    assert run("segment", "--encoding", "cp1258", stdin=data).text == "Ha\u0300_Nô\u0323i đi chơ\u0323"


@pytest.mark.parametrize("block", [1, 3, 1 << 20])
@pytest.mark.parametrize(
    ("encoding", "data", "byte", "got"),
    [
        ("utf-8", b"mua \xff gio", 4, "0xFF"),
        ("utf-8", "mưa ".encode() + b"\xe1\xba", 5, "0xE1"),
        ("utf-8", b"\xed\xa0\x80", 0, "0xED"),
        ("utf-8", "mưa to ".encode("utf-16"), 0, "0xFF"),
        ("utf-16-le", "mưa".encode("utf-16-le") + b"\x00", 6, "0x00"),
        ("ascii", "mưa".encode(), 1, "0xC6"),
    ],
)
def test_text_in_another_encoding(
    block: int,
    encoding: str,
    data: bytes,
    byte: int,
    got: str,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tieng.cli.files, "BLOCK", block)
    (tmp_path / "lạ.txt").write_bytes(data)
    said = run("segment", "--encoding", encoding, tmp_path / "lạ.txt", "-o", tmp_path / "out").failed(1)
    assert said.count("\n") == 1
    assert f"lạ.txt: expected {encoding} text, got {got} at byte {byte}; " in said
    assert "--encoding" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == [".stdin", "lạ.txt"]


def test_standard_input_in_another_encoding(run: Run) -> None:
    assert "standard input: expected utf-8 text, got 0xFF at byte 0" in run("segment", stdin=b"\xff").failed(1)


@pytest.mark.parametrize("name", ["klingon", "", "rot13", "hex", "base64", "zlib", "undefined", "\udcff", "utf-8 "])
def test_no_encoding_of_that_name(name: str, run: Run) -> None:
    result = run("segment", "--encoding", name, stdin="mưa")
    if name == "utf-8 ":
        assert result.text == "mưa"
    else:
        assert "no encoding is called" in result.failed(2)


# --- outputs ----------------------------------------------------------------------------------------------------------


def test_an_output_file(run: Run, file: Path, tmp_path: Path) -> None:
    assert run("segment", file, "-o", tmp_path / "out.txt").text == ""
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == SEGMENTED


def test_an_output_file_may_be_the_input(run: Run, file: Path) -> None:
    assert run("segment", file, "-o", file).text == ""
    assert file.read_text(encoding="utf-8") == SEGMENTED


def test_an_output_file_keeps_its_mode(run: Run, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("cũ", encoding="utf-8")
    out.chmod(0o640)
    assert run("segment", file, "-o", out).text == ""
    assert stat.S_IMODE(out.stat().st_mode) == 0o640


def test_a_new_output_file_has_the_usual_mode(run: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    assert run("segment", file, "-o", tmp_path / "out.txt").text == ""
    assert (tmp_path / "out.txt").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_an_output_link_stays_a_link(run: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("cũ", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("real.txt")
    assert run("segment", file, "-o", tmp_path / "link.txt").text == ""
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text(encoding="utf-8") == SEGMENTED


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_an_output_pipe_is_written_to_not_replaced(file: Path, tmp_path: Path) -> None:
    """As with /dev/null and /dev/stdout: what is no plain file must not be renamed over."""
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(
        [sys.executable, "-c", "from tieng.cli import main; main()", "segment", file, "-o", tmp_path / "pipe"]
    ) as running:
        reading = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
        running.wait()
        written = os.read(reading, 1 << 16)
        os.close(reading)
    assert written.decode() == SEGMENTED
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_failure_leaves_the_old_output(run: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(LINES.encode() * 10 + b"\xff")
    (tmp_path / "out.txt").write_text("cũ", encoding="utf-8")
    run("segment", file, tmp_path / "bad.txt", "-o", tmp_path / "out.txt").failed(1)
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == "cũ"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".stdin", "bad.txt", "out.txt", "tin.txt"]


def test_an_output_folder_that_is_not_there(run: Run, file: Path, tmp_path: Path) -> None:
    said = run("segment", file, "-o", tmp_path / "none" / "out.txt").failed(1)
    assert said == f"tieng: {tmp_path / 'none' / 'out.txt'}: No such file or directory\n"


# --- usage ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["segment", "không-có.txt"], "'không-có.txt' does not exist"),
        (["segment", "--fromat", "jsonl"], "Did you mean"),
        (["segment", "--format", "xml"], "'text', 'jsonl', 'conllu'"),
        (["segmnt"], "No such command 'segmnt'"),
        (["segment", "-o", "."], "is a directory"),
        (["segment", "."], "is a directory"),
        (["segment", "--format"], "requires an argument"),
        (["evaluate", "segment"], "Missing option '--gold'"),
        (["train", "segment"], "Missing option '--gold'"),
        (["evaluate", "segment", "--gold", "không-có.conllu"], "does not exist"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str, run: Run) -> None:
    result = run(*arguments).failed(2)
    assert said in result
    assert "Traceback" not in result
    assert "Usage: tieng" in result or "requires an argument" in result


@pytest.mark.parametrize("arguments", [["-h"], ["--help"], ["segment", "--help"], ["train", "segment", "--help"]])
def test_help(arguments: list[str], run: Run) -> None:
    assert run(*arguments).text.startswith("Usage: tieng")


def test_version(run: Run) -> None:
    assert run("--version").text == f"tieng, version {tieng.__version__}\n"


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("sgment", "expected the path of a model file or one of"),
        ("none/none.tieng", "expected a model file, found none"),
    ],
)
def test_a_model_that_is_not_there(model: str, said: str, run: Run) -> None:
    result = run("segment", "--model", model, stdin="mưa").failed(1)
    assert result.startswith("tieng: ")
    assert said in result
    assert result.count("\n") == 1


def test_a_damaged_model(run: Run, tmp_path: Path) -> None:
    model = TinyModel().write(tmp_path / "m.tieng")
    model.write_bytes(model.read_bytes()[:-1])
    assert "m.tieng: expected " in run("segment", "--model", model, stdin="mưa").failed(1)


# --- evaluation and training ------------------------------------------------------------------------------------------


def gold(path: Path, *sentences: str) -> Path:
    rows = []
    for sentence in sentences:
        for number, word in enumerate(sentence.split(), start=1):
            rows.append("\t".join([str(number), word.replace("_", " "), *"_" * 8]))
        rows.append("")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_evaluation_as_json(run: Run, tmp_path: Path) -> None:
    model = TinyModel().add("hoa hồng", {3: 1}).write(tmp_path / "m.tieng")
    path = gold(tmp_path / "g.conllu", "mua hoa_hồng", "sửa nhà_cửa")
    scores = json.loads(run("evaluate", "segment", "--gold", path, "--model", model, "--json").text)
    assert (scores["gold"], scores["found"], scores["right"]) == (4, 5, 3)
    assert scores["confusions"] == [{"gold": "nhà_cửa", "found": "nhà cửa", "count": 1}]
    upper = run("evaluate", "segment", "--gold", path, "--model", model, "--json", "--case", "upper").text
    assert json.loads(upper)["right"] == 3


def test_evaluation_as_a_table(run: Run, tmp_path: Path) -> None:
    model = TinyModel().write(tmp_path / "m.tieng")
    said = run("evaluate", "segment", "--gold", gold(tmp_path / "g.conllu", "mua hoa_hồng"), "--model", model).text
    assert "33.33" in said
    assert "hoa_hồng" in said


def test_evaluation_of_no_conllu(run: Run, file: Path) -> None:
    other = file.rename(file.with_suffix(".conllu"))
    assert "tin.conllu:1: expected 10 columns" in run("evaluate", "segment", "--gold", other).failed(1)


def test_evaluation_on_the_text_form(run: Run, tmp_path: Path) -> None:
    gold = tmp_path / "gold.txt"
    gold.write_text("Hà_Nội đẹp .\n\nTôi ở Hà_Nội .\n", encoding="utf-8")
    assert json.loads(run("evaluate", "segment", "--gold", gold, "--json").text)["gold"] == 7


SENTENCES = [
    "tôi mua hoa_hồng",
    "bà mua hoa_hồng rồi",
    "Lan thích hoa_hồng",
    "mẹ mua rau rồi",
    "Lan ở nhà",
    "tôi có rau",
]


def test_training(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="needs the extra `train`: pip install 'tieng[train]'")
    path = gold(tmp_path / "g.conllu", *SENTENCES)
    (tmp_path / "words.txt").write_text("hoa hồng\n", encoding="utf-8")
    (tmp_path / "card.json").write_text('{"licence": "tự do"}', encoding="utf-8")
    options = ["--gold", path, "--lexicon", tmp_path / "words.txt", "--card", tmp_path / "card.json"]
    for name in ("one.tieng", "two.tieng"):
        done = run("train", "segment", *options, "-o", tmp_path / name)
        assert done.status == 0, done.err
    assert (tmp_path / "one.tieng").read_bytes() == (tmp_path / "two.tieng").read_bytes()
    reader = tieng.load(model=tmp_path / "one.tieng")
    assert reader.model.card["licence"] == "tự do"
    assert run("segment", "--model", tmp_path / "one.tieng", stdin="Lan mua hoa hồng").text == "Lan mua hoa_hồng"


def test_training_on_single_gaps(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="needs the extra `train`: pip install 'tieng[train]'")
    path = gold(tmp_path / "g.conllu", *SENTENCES)
    lines = [f"{who} {does} áo dài" for who in ("Lan", "Hoa", "Mai") for does in ("may", "mua", "bán")]
    (tmp_path / "news.txt").write_text("Mưa.\n" + "\n".join(lines) + "\n", encoding="utf-8")
    rows = [f"news\t{number}\t0\t{len(line)}\t{len(line) - 4}\t-" for number, line in enumerate(lines, 2)]
    (tmp_path / "gaps.tsv").write_text("\n".join(["text\tline\tstart\tend\tjoins\tsplits", *rows]) + "\n")
    options = ["--gold", path, "--gaps", tmp_path / "gaps.tsv"]
    done = run("train", "segment", *options, "--raw", tmp_path / "news.txt", "-o", tmp_path / "m.tieng")
    assert done.status == 0, done.err
    reader = tieng.load(model=tmp_path / "m.tieng")
    assert reader.segment("Lan may áo dài") == "Lan may áo_dài"
    assert reader.model.card["files"]["gaps"] == ["gaps.tsv"]
    done = run("train", "segment", *options, "-o", tmp_path / "m.tieng")
    assert "gaps.tsv:2: expected a text among none, got news" in done.failed(1)


@pytest.mark.parametrize("card", ["{", "[]", "3", "\ufeff", "mưa"])
def test_training_with_a_card_that_is_none(card: str, run: Run, tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="needs the extra `train`: pip install 'tieng[train]'")
    path = gold(tmp_path / "g.conllu", *SENTENCES)
    (tmp_path / "card.json").write_text(card, encoding="utf-8")
    done = run("train", "segment", "--gold", path, "--card", tmp_path / "card.json", "-o", tmp_path / "m.tieng")
    assert "card.json: expected a JSON object" in done.failed(1)
    assert done.err.count("\n") == 1  # said before the work, not after it


def test_training_without_the_extra_names_the_command(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("tieng.training.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numpy", None)
    path = gold(tmp_path / "g.conllu", *SENTENCES)
    said = run("train", "segment", "--gold", path, "-o", tmp_path / "m.tieng").failed(1)
    assert "pip install 'tieng[train]'" in said


def test_dictionaries(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("vào thu\tforce\nđi chợ\tforce\n", encoding="utf-8")
    (tmp_path / "two.txt").write_text("# hai\nchợ sớm\tforce\nđi chợ\tforbid\n", encoding="utf-8")
    options = ["--dictionary", tmp_path / "one.txt", "--dictionary", tmp_path / "two.txt"]
    assert run("segment", *options, stdin=LINES).text == "Hà_Nội vào_thu .\nSinh_viên đi chợ_sớm .\n"
    assert (
        run("segment", *options, "--profile", "pyvi", stdin=LINES).text == "Hà_Nội vào_thu .\nSinh_viên đi chợ_sớm .\n"
    )
    written = json.loads(run("segment", *options, "--format", "jsonl", stdin="Vào thu").text)
    assert written["sentences"][0]["words"] == [{"text": "Vào thu", "start": 0, "end": 7}]


def test_a_dictionary_that_is_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("vào thu\nđi chợ\tforced\n", encoding="utf-8")
    said = run("segment", "--dictionary", tmp_path / "words.txt", stdin=LINES).failed(1)
    assert said.count("\n") == 1
    assert "words.txt, line 2: expected one of force, prefer, forbid, and exact" in said
    assert "No such file" in run("segment", "--dictionary", tmp_path / "none.txt", stdin=LINES).failed(1)
    assert "--dictionary" in run("segment", "--dictionary", tmp_path, stdin=LINES).failed(2)


@pytest.mark.parametrize(
    ("granularity", "expected"),
    [
        ("syllable", "Bộ Quốc phòng"),
        ("short", "Bộ Quốc_phòng"),
        ("word", "Bộ Quốc_phòng"),
        ("long", "Bộ_Quốc_phòng"),
    ],
)
def test_granularities(granularity: str, expected: str, run: Run) -> None:
    assert run("segment", "--granularity", granularity, stdin="Bộ Quốc phòng").text == expected


def test_granularities_that_are_none(run: Run) -> None:
    assert "--granularity" in run("segment", "--granularity", "fine", stdin=LINES).failed(2)
    said = run("segment", "--granularity", "long", "--profile", "pyvi", stdin=LINES).failed(1)
    assert "expected the granularity 'word' with a profile" in said
