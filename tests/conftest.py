"""What every test runs under."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A shared machine stalls now and then: a slow example is no failure. Linear time has tests of its own.
settings.register_profile(
    "house", settings.get_profile("default"), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")
