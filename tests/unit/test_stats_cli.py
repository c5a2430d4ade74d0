"""tieng stats: what is printed, and where to."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tieng.cli.stats import stats

LINES = "Hà Nội vào thu.\n\nSinh viên [bold] đi chợ sớm.\r\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "tin.txt").write_bytes(LINES.encode())
    return tmp_path / "tin.txt"


def test_tables(file: Path) -> None:
    done = CliRunner().invoke(stats, [str(file)])
    assert done.exit_code == 0, done.output
    for shown in ("documents", "Hà Nội", "bold", "unknown syllables"):
        assert shown in done.output


def test_json(file: Path) -> None:
    done = CliRunner().invoke(stats, ["--json", str(file), str(file)])
    found = json.loads(done.output)
    assert found["documents"] == 4
    assert found["frequent_names"] == []
    assert {"form": "sinh viên", "count": 2} in [
        {**row, "form": row["form"].lower()} for row in found["frequent_words"]
    ]


def test_standard_input_and_an_encoding() -> None:
    done = CliRunner().invoke(stats, ["--json", "--encoding", "utf-16"], input="gặp Lan ở Huế\n".encode("utf-16"))
    assert [row["form"] for row in json.loads(done.output)["frequent_names"]] == ["Huế", "Lan"]


def test_a_page(file: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(stats, [str(file), "--html", str(tmp_path / "tin.html"), "--top", "3"])
    assert done.exit_code == 0, done.output
    assert "documents" in done.output
    assert "tin.txt" in (tmp_path / "tin.html").read_text(encoding="utf-8")


def test_a_page_on_standard_output(file: Path) -> None:
    done = CliRunner().invoke(stats, [str(file), "--html", "-"])
    assert done.output.startswith("<!DOCTYPE html>")
    assert done.output.endswith("</html>\n")


def test_nothing_to_count() -> None:
    done = CliRunner().invoke(stats, [], input="")
    assert done.exit_code == 0, done.output
    assert "documents" in done.output


def test_tables_and_compressed_files(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="needs the extra `corpus`: pip install 'tieng[corpus]'")
    rows = [{"tin": "gặp Lan ở Huế"}, {"tin": None}, {"tin": "gặp Lan"}]
    (tmp_path / "tin.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with gzip.open(tmp_path / "tin.txt.gz", "wt", encoding="utf-8") as file:
        file.write("ở Huế\n")
    done = CliRunner().invoke(stats, ["--json", "--text-column", "tin", str(tmp_path)])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["documents"] == 3
    assert {row["form"]: row["count"] for row in found["frequent_names"]} == {"Huế": 2, "Lan": 2}
    assert done.stderr == "tieng: 1 left out: expected a text, got null\n"


def test_an_encoding_is_of_text_files(tmp_path: Path) -> None:
    done = CliRunner().invoke(stats, ["--encoding", "utf-16", str(tmp_path)])
    assert done.exit_code == 2
