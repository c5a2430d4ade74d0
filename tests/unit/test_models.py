"""The model file: what is written is read, and every damage is noticed."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from tiny import TinyModel

import tieng
from tieng.errors import ModelError, ModelFormatError, ModelNotFoundError
from tieng.models.format import ALIGNMENT, MAGIC, Model, read_model, write_model
from tieng.models.store import open_model, shipped
from tieng.tasks.segment import TEMPLATE

CARD = {"task": "segment", "template": 1, "ghi chú": "mô hình thử"}
SECTIONS = {"one": b"abc", "none": b"", "two": bytes(range(100))}


def content(model: Model) -> tuple[object, dict[str, bytes]]:
    return model.card, {name: bytes(data) for name, data in model.sections.items()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_model(tmp_path / "small.tieng", CARD, SECTIONS)
    return tmp_path / "small.tieng"


def resealed(data: bytes) -> bytes:
    """The same file with the size and checksum that fit it."""
    sized = data[:16] + struct.pack("<QI", len(data), zlib.crc32(data[32:])) + data[28:]
    assert len(sized) == len(data)
    return sized


def test_round_trip(path: Path) -> None:
    assert content(read_model(path)) == (CARD, SECTIONS)


def test_sections_are_aligned(path: Path) -> None:
    data = path.read_bytes()
    for section in SECTIONS.values():
        assert not section or data.index(section) % ALIGNMENT == 0


def test_sections_cannot_be_written_to(path: Path) -> None:
    with pytest.raises(TypeError):
        read_model(path).sections["one"][0] = 0


def test_the_same_content_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    write_model(tmp_path / "again.tieng", dict(reversed(CARD.items())), SECTIONS)
    assert (tmp_path / "again.tieng").read_bytes() == path.read_bytes()


def test_a_file_is_replaced_at_once(path: Path) -> None:
    model = read_model(path)
    write_model(path, {"task": "other"}, {})
    assert content(model) == (CARD, SECTIONS)  # still mapped
    assert content(read_model(path)) == ({"task": "other"}, {})


def test_nothing_is_left_of_a_failed_write(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):
        write_model(tmp_path / "folder", CARD, SECTIONS)
    assert [found.name for found in tmp_path.iterdir()] == ["folder"]


def test_every_truncation(path: Path) -> None:
    data = path.read_bytes()
    for length in range(len(data)):
        path.write_bytes(data[:length])
        with pytest.raises(ModelFormatError, match="expected"):
            read_model(path)


def test_every_flipped_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    unnoticed = []
    for i in range(len(data)):
        for flip in (0x01, 0x80, 0xFF):
            data[i] ^= flip
            path.write_bytes(data)
            try:
                assert content(read_model(path)) == (CARD, SECTIONS)
                unnoticed.append(i)
            except ModelFormatError as error:
                assert str(path) in str(error)
            data[i] ^= flip
    assert set(unnoticed) <= {12, 13, *range(28, 32)}  # the padded directory's length; the reserved bytes


def test_something_added(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(ModelFormatError, match="cut or added to"):
        read_model(path)


@pytest.mark.parametrize("data", [b"", b"a", b"tieng", MAGIC, MAGIC + bytes(24), b"\x80\x04pickle" * 20, bytes(4096)])
def test_no_model_at_all(data: bytes, path: Path) -> None:
    path.write_bytes(data)
    with pytest.raises(ModelFormatError, match="expected"):
        read_model(path)


def test_a_text_mode_copy_is_noticed(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))
    with pytest.raises(ModelFormatError, match="expected a tieng model file"):
        read_model(path)


def test_another_format_version(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:8] + struct.pack("<I", 99) + data[12:])
    with pytest.raises(ModelFormatError, match=r"expected format version 1, got 99"):
        read_model(path)


@pytest.mark.parametrize(
    "directory",
    [
        b"[]",
        b"{}",
        b"null",
        b'{"card": {}}',
        b'{"card": [], "sections": {}}',
        b'{"card": {}, "sections": []}',
        b'{"card": {}, "sections": {"a": 1}}',
        b'{"card": {}, "sections": {"a": [64]}}',
        b'{"card": {}, "sections": {"a": [64, "1"]}}',
        b'{"card": {}, "sections": {"a": [0, 8]}}',
        b'{"card": {}, "sections": {"a": [65, 8]}}',
        b'{"card": {}, "sections": {"a": [64, -1]}}',
        b'{"card": {}, "sections": {"a": [-64, 8]}}',
        b'{"card": {}, "sections": {"a": [64, 1e3]}}',
        b'{"card": {}, "sections": {"a": [1099511627776, 8]}}',
        b'{"card": {}, "sections": {"a": [64, 1099511627776]}}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"card": ' + b'{"a":' * 50_000,
    ],
    ids=lambda directory: repr(directory[:45]),
)
def test_a_sealed_file_with_a_wrong_directory(directory: bytes, path: Path) -> None:
    header = MAGIC + struct.pack("<II", 1, len(directory)) + bytes(16)
    path.write_bytes(resealed(header + directory + bytes(200)))
    with pytest.raises(ModelFormatError, match="expected"):
        read_model(path)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match=r"none\.tieng: expected a model file"):
        read_model(tmp_path / "none.tieng")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        read_model(tmp_path)


def test_a_missing_section(path: Path) -> None:
    with pytest.raises(ModelFormatError, match="expected a section 'three', got none, one, two"):
        read_model(path).section("three")


def test_shipped_models_open_by_name() -> None:
    assert "segment" in shipped()
    for name in shipped():
        assert open_model(name).card["task"] == name


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(ModelNotFoundError, match=r"one of .*segment.*; got 'sgment'"):
        open_model("sgment")


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_a_name_is_not_taken_for_a_path(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "segment").mkdir() if kind == "folder" else (tmp_path / "segment").write_text("no model")
    assert open_model("segment").card["task"] == "segment"


def test_a_path_without_a_suffix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    TinyModel(intercept=1).write(tmp_path / "mine")
    for model in ("mine", "./mine", Path("mine"), tmp_path / "mine"):
        assert tieng.load(model=model).segment("ba bốn") == "ba_bốn"


def test_a_small_model_at_work(tmp_path: Path) -> None:
    reader = tieng.load(model=TinyModel().add("ba bốn", {3: 1}).write(tmp_path / "tiny.tieng"))
    assert reader.segment("một hai ba bốn năm") == "một hai ba_bốn năm"


@pytest.mark.parametrize(
    ("card", "left_out", "message"),
    [
        ({"task": "tag", "template": TEMPLATE}, None, "expected a model for 'segment', got one for 'tag'"),
        ({}, None, "expected a model for 'segment', got one for None"),
        ({"task": "segment", "template": 999}, None, "expected features of version"),
        ({"task": "segment"}, None, "expected features of version"),
        ({"task": "segment", "template": TEMPLATE}, "ngrams", "expected a section 'ngrams'"),
        ({"task": "segment", "template": TEMPLATE}, "shapes", "expected a section 'shapes'"),
        ({"task": "segment", "template": TEMPLATE}, "words", "expected a section 'words'"),
    ],
)
def test_a_model_for_something_else(
    card: dict[str, object], left_out: str | None, message: str, tmp_path: Path
) -> None:
    sections = {name: data for name, data in TinyModel().sections().items() if name != left_out}
    write_model(tmp_path / "m.tieng", card, sections)
    with pytest.raises(ModelFormatError, match=message):
        tieng.load(model=tmp_path / "m.tieng")


@pytest.mark.parametrize("name", ["ngrams", "shapes", "words", "names"])
def test_a_section_of_a_wrong_size(name: str, tmp_path: Path) -> None:
    sections = TinyModel().add("ba bốn", {3: 1}).sections()
    sections[name] += b"\0"
    write_model(tmp_path / "m.tieng", {"task": "segment", "template": TEMPLATE}, sections)
    with pytest.raises(ModelFormatError, match=r"m\.tieng: expected"):
        tieng.load(model=tmp_path / "m.tieng")
