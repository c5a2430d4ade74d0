"""How long to search: TIENG_FUZZ=100 looks a hundred times as long."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

FACTOR = int(os.environ.get("TIENG_FUZZ", "1"))


def budget(examples: int) -> settings:
    """So many examples, or as many times more as the campaign asks for."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=examples * FACTOR, deadline=None, suppress_health_check=slow)
