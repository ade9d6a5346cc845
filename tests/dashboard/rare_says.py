"""What is said of rare events: the events, what differs from the ordinary indicator, breaks, and the words."""

from __future__ import annotations

from dataclasses import replace

from dashboard.usecases.noted import Break
from db.terms import Direction, Period, Status
from tests.dashboard.figures_of import points
from tests.dashboard.rare_series import CALM, MONTHLY, events

HIGH, NEUTRAL = Direction.HIGHER_IS_BETTER, Direction.NEUTRAL
ONCE = "0 1 0 0 1 0 0 1 0 0 1 0 0 1 0 0 1 0"
RARER = "3 2 1 2 2 3 2 1 2 3 2 1 0 0 1 0 0 0 1 0 0 1 0 0"
AFTER = Break(Period.parse("2024-11-25"), "definition")
RARE_SAYS = [
    (events(CALM, looked_for=12), {}, (), "Vanlig er 20 dager mellom hver. Ingen tegn til endring utover vanlig variasjon."),
    (events([70] * 20 + [4] * 6, looked_for=2), {}, (), "Siste 30 dager: 7 hendelser, 0,5 var ventet: signal på forverring."),
    (events([70] * 20 + [4] * 6, looked_for=2), {"direction": NEUTRAL}, (), "0,5 var ventet: en endring."),
    (events([5] * 60 + [40] * 4, looked_for=3), {}, (), "Siste 182 dager: 8 hendelser, 25,2 var ventet: signal på bedring."),
    (events(CALM, looked_for=60), {}, (), "mer enn vanlig variasjon (inntil 26 dager): signal på bedring."),
    (events(CALM, looked_for=60), {"direction": HIGH}, (), "(inntil 26 dager): signal på forverring."),
    (events(CALM, looked_for=60), {"direction": NEUTRAL}, (), "(inntil 26 dager): en endring."),
    (
        events((*CALM, 90)),
        {},
        (),
        "Det gikk lengre mellom de to siste hendelsene enn vanlig variasjon (inntil 38 dager): signal på bedring.",
    ),
    (events((*CALM, 90)), {"direction": HIGH}, (), "(inntil 38 dager): signal på forverring."),
    (events((*CALM, 90)), {"direction": NEUTRAL}, (), "(inntil 38 dager): en endring."),
    (events((*CALM, 2)), {}, (), "Det gikk kortere tid mellom de to siste hendelsene enn vanlig variasjon: signal på forverring."),
    (events((*CALM, 2)), {"direction": HIGH}, (), "kortere tid mellom de to siste hendelsene enn vanlig variasjon: signal på bedring."),
    (events((*CALM, 2)), {"direction": NEUTRAL}, (), "kortere tid mellom de to siste hendelsene enn vanlig variasjon: en endring."),
    (
        tuple(
            replace(point, value=None, status=Status.SUPPRESSED) if point.value else point
            for point in points("0 1 0 0 1 0 0 1 0 0 1 0 0 1 0 0 1 0")
        ),
        MONTHLY,
        (),
        "Små tall er skjult av hensyn til personvern, så det kan ikke sies om noe er endret.",
    ),
    (events((*CALM, 20)), {}, (AFTER,), "Én hendelse siden 25. november 2024 er for lite til å si om noe er endret."),
    (points(f"{ONCE} 3 4 3 4 3 4"), MONTHLY, (), "Siste 6 målinger: 21 hendelser, 6,8 var ventet: signal på forverring."),
    (points(f"{ONCE} 3 4 3 4 3 4"), MONTHLY | {"direction": NEUTRAL}, (), "var ventet: en endring."),
    (points(RARER), MONTHLY, (), "Siste 12 målinger: 3 hendelser, 13,5 var ventet: signal på bedring."),
]
