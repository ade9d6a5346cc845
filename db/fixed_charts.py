"""The charts that an analyst may fix for an indicator, and which of them a kind of number can ever bear."""

from __future__ import annotations

from enum import StrEnum

from db.terms import Kind


class FixedChart(StrEnum):
    """The charts that an analyst may fix for an indicator; which of them a kind can bear: CHARTS_OF_KIND."""

    LINE = "line"
    INTERVAL = "interval"
    RUN = "run"
    XMR = "xmr"
    P = "p"
    P_PRIME = "p_prime"
    U = "u"
    U_PRIME = "u_prime"
    C = "c"
    G = "g"
    T = "t"


_ANY = (FixedChart.LINE, FixedChart.INTERVAL, FixedChart.RUN, FixedChart.XMR)
_WAITS = (FixedChart.G, FixedChart.T)
# The charts that a kind of number can ever bear; whether the numbers of a place can is for statistics to say.
CHARTS_OF_KIND = {
    Kind.PROPORTION: (*_ANY, FixedChart.P, FixedChart.P_PRIME),
    Kind.RATE: (*_ANY, FixedChart.U, FixedChart.U_PRIME, *_WAITS),
    Kind.COUNT: (*_ANY, FixedChart.C, FixedChart.U, FixedChart.U_PRIME, *_WAITS),
    Kind.MEAN: _ANY,
    Kind.MEDIAN: _ANY,
    Kind.INDEX: _ANY,
    Kind.YES_NO: (FixedChart.LINE,),
}
WITHOUT_RULES = (FixedChart.LINE, FixedChart.INTERVAL)  # the only ones for values that overlap
