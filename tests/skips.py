"""A skipped test proves nothing, so in CI it fails: only the publishers' files may be missing there, since they are not in the clone."""

import os

import pytest

from tests.source_code import ROOT

SHARED_DATA = ROOT.parent / "shared" / "data"


def _may_skip(item: pytest.Item) -> bool:
    reads_shared = item.get_closest_marker("shared") is not None or "shared_data" in getattr(item, "fixturenames", ())
    return reads_shared and not SHARED_DATA.is_dir()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    report = yield
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail") and not _may_skip(item):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, where nothing that can be tested may be left out: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    report = yield
    if os.environ.get("CI") and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} skipped as a whole in CI: {report.longrepr}"
    return report
