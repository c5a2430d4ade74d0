"""Rows for all engines."""

from __future__ import annotations

import pytest

TEXTS = ["Hà Nội vào thu, đường phố vắng người.", "Chị Lan học đại học.  Chị rất vui!", "", None, "😀 Hoà bình\nở Huế"]


@pytest.fixture(scope="session")
def rows() -> object:
    """Five hundred rows, some without a text."""
    pa = pytest.importorskip("pyarrow", reason="needs the extra `corpus`: pip install 'tieng[corpus]'")
    texts = [text and f"{text} Số {i}." for i in range(100) for text in TEXTS]
    return pa.RecordBatch.from_pydict({"id": range(len(texts)), "text": texts})
