"""Numbers and the sentences that they must give, by what is said."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dashboard.usecases.finished import Chart, Line, TargetStep
from dashboard.usecases.noted import Break
from db.terms import Direction, Frequency, Kind, Overlap, Period, Status, TargetLevel
from tests.dashboard.figures_of import line, points
from tests.dashboard.finished_series import target as target_step

HIGH, NEUTRAL = Direction.HIGHER_IS_BETTER, Direction.NEUTRAL
YEAR = {"frequency": Frequency.YEAR}
RESIDENTS = {"denominator": "Beboere som er undersøkt"}
MEAN = {"kind": Kind.MEAN, "unit": "days", "decimals": 0}
COUNT = {"kind": Kind.COUNT, "unit": "count", "decimals": 0}
UNEVEN = "20 24 16 22 18 23 17 21 19 24 16 20"
CALM = "20 21 19 20 22 20 19 21 20 21 19 20"
EVENLY = "20 21 20 19 " * 6
FEW_HARMS = "0/900 1/900 0/900 0/900 1/900 0/900 0/900 0/900 0/900 1/900 0/900 0/900"
DAYS = {"kind": Kind.RATE, "unit": "per_1000", "denominator": "Oppholdsdøgn i måneden"}
EVEN = "5 7 5 7 5 7 5 7 5 7"
FIVE = "300/1000 310/1000 290/1000 305/1000 300/1000"


@dataclass(frozen=True)
class Case:
    """Numbers and what they must make us say; `about` is what differs from a monthly share of which less is better."""

    values: str
    says: str
    about: dict[str, object] = field(default_factory=dict)
    first: str = "2023-M01"
    others: tuple[Line, ...] = ()
    targets: tuple[TargetStep, ...] = ()
    breaks: tuple[Break, ...] = ()
    units: tuple[Line, ...] = ()


def aim(value: float, level: TargetLevel = TargetLevel.AMBITION) -> tuple[TargetStep, ...]:
    return (target_step(value, level=level),)


CHANGES = [
    Case(
        UNEVEN + " 23 24 23 24 22 24 23 24",
        "De siste 8 målingene ligger over tidligere nivå: signal på forverring siden januar 2024.",
        MEAN,
    ),
    Case(
        UNEVEN + " 16 15 16 15 17 16 15 16", "De siste 8 målingene ligger under tidligere nivå: signal på bedring siden januar 2024.", MEAN
    ),
    Case(
        UNEVEN + " 16 15 16 15 17 16 15 16",
        "De siste 8 målingene ligger under tidligere nivå: en endring siden januar 2024.",
        MEAN | {"direction": NEUTRAL},
    ),
    Case(CALM + " 40 41", "De siste 2 målingene ligger over vanlig variasjon: signal på forverring siden januar 2024.", MEAN),
    Case(UNEVEN + " 15 16 18 19 22 24 26", "7 målinger på rad med økning: signal på forverring siden januar 2024.", MEAN),
    Case(
        UNEVEN + " 15 16 18 19 22 24 26", "7 målinger på rad med økning: signal på bedring siden januar 2024.", MEAN | {"direction": HIGH}
    ),
    Case(UNEVEN + " 15 16 18 19 22 24 26", "7 målinger på rad med økning: en endring siden januar 2024.", MEAN | {"direction": NEUTRAL}),
    Case(EVENLY + "23 21 23", "To av de tre siste målingene ligger langt over vanlig nivå: signal på forverring siden januar 2025.", MEAN),
    Case(EVENLY + "17 19 17", "To av de tre siste målingene ligger langt under vanlig nivå: signal på bedring siden januar 2025.", MEAN),
    Case(
        EVENLY + "17 19 17",
        "To av de tre siste målingene ligger langt under vanlig nivå: en endring siden januar 2025.",
        MEAN | {"direction": NEUTRAL},
    ),
    Case(CALM + " 40", "Siste måling ligger over vanlig variasjon: signal på forverring.", MEAN),
    Case(CALM + " 1", "Siste måling ligger under vanlig variasjon: signal på bedring.", MEAN),
    Case(CALM + " 1", "Siste måling ligger under vanlig variasjon: en endring.", MEAN | {"direction": NEUTRAL}),
    Case(CALM, "20 døgn i desember 2023. Siste måling er innenfor vanlig variasjon.", MEAN),
    Case(EVEN, "Ingen tegn til endring utover vanlig variasjon.", MEAN),
    Case("300/1000 270/1000 240/1000 210/1000 180/1000", "Sikker nedgang de fem siste årene: signal på bedring.", YEAR, "2017"),
    Case("180/1000 210/1000 240/1000 270/1000 300/1000", "Sikker økning de fem siste årene: signal på forverring.", YEAR, "2017"),
    Case("180/1000 210/1000 240/1000 270/1000 300/1000", "Sikker økning de fem siste årene.", YEAR | {"direction": NEUTRAL}, "2017"),
    Case(FIVE, "Ingen sikker endring de fem siste årene.", YEAR, "2017"),
    Case("10/10 9/10 8/10 9/10 10/10", "I minst ett av de fem siste årene er alle talt med: utviklingen kan ikke beregnes.", YEAR, "2017"),
    Case(
        FIVE.replace(" 290/1000", " - 290/1000"), "Blant de fem siste årene mangler det tall: utviklingen kan ikke beregnes.", YEAR, "2016"
    ),
    Case("5 7 6", "6 døgn i mars 2023. 3 målinger er for lite til å si om noe er endret.", MEAN),
    Case("5", "5 døgn i januar 2023. Én måling er for lite til å si om noe er endret.", MEAN),
    Case("0 1 0 0 1 0 0 0 0 1 0 0", "3 hendelser i alt er for lite til å si om noe er endret.", COUNT),
    Case("0 0 0 0 0 1 0 0 0 0 0 0", "Én hendelse i alt er for lite til å si om noe er endret.", COUNT),
    Case("5 6 7 5 6", "Usikkerheten er ikke kjent for alle de fem siste årene", MEAN | YEAR, "2017"),
    Case("4 4 4", "4 døgn i mars 2023. Ingen variasjon: det samme i alle 3 målinger.", MEAN),
    Case("5/20 25/20 5/20", "Teller og nevner stemmer ikke med hverandre: utviklingen kan ikke beregnes."),
]
FEW = [
    Case(FEW_HARMS, "er endret. Med 900 oppholdsdøgn ville bare en endring fra 0,3 til over 1,4 per 1000 vist seg.", DAYS),
    Case(
        "5/20 5/20", "For lite grunnlag: med 20 beboere ville bare en endring fra 25 til under 6 eller over 44 prosent vist seg.", RESIDENTS
    ),
    Case("2/20 2/20", "For lite grunnlag: med 20 beboere ville bare en endring fra 10 til over 23 prosent vist seg.", RESIDENTS),
    Case("1/2 1/2", "For lite grunnlag: med 2 tilfeller kan ingen endring ses sikkert."),
    Case(
        "6/20 5/20 5/20 4/20 4/20",
        "For lite grunnlag: med 20 beboere i året ville bare en endring fra 24 til over 73 prosent på fem år vist seg.",
        RESIDENTS | YEAR,
        "2017",
    ),
    Case(
        "1/30 0/30 2/30 1/30 0/30 1/30 1/30 0/30 2/30 1/30 0/30 1/30",
        "Grunnlaget er lite: med 30 beboere ville bare en endring fra 3 til over 9 prosent vist seg i én måling.",
        RESIDENTS,
    ),
]
AGAINST = [
    Case("70/133", "Bedre enn landet (30,8 %).", YEAR | {"direction": HIGH}, "2021", (line("30.8", "2021"),)),
    Case("70/133", "Dårligere enn landet (30,8 %).", YEAR, "2021", (line("30.8", "2021"),)),
    Case("70/133", "Høyere enn landet (30,8 %).", YEAR | {"direction": NEUTRAL}, "2021", (line("30.8", "2021"),)),
    Case("40/133", "Lavere enn landet (50,0 %).", YEAR | {"direction": NEUTRAL}, "2021", (line("50", "2021"),)),
    Case("70/133", "Ikke sikkert forskjellig fra landet (50,0 %).", YEAR, "2021", (line("50", "2021"),)),
    Case("8", "Over landet (6 døgn), men usikkerheten er ikke publisert.", MEAN | YEAR, "2021", (line("6", "2021"),)),
    Case("5", "Under landet (6 døgn), men usikkerheten er ikke publisert.", MEAN | YEAR, "2021", (line("6", "2021"),)),
    Case("6", "Likt med landet (6 døgn).", MEAN | YEAR, "2021", (line("6", "2021"),)),
    Case("70/133 71/133", "I 2021: dårligere enn landet (30,8 %).", YEAR, "2021", (line("30.8", "2021"),)),
]
TARGETS = [
    Case("5/200", "Målet 10,0 % er sikkert nådd.", YEAR, "2021", targets=aim(10)),
    Case("1/20", "Målet 10,0 % er trolig nådd.", YEAR, "2021", targets=aim(10)),
    Case("3/20", "Kravet 10,0 % er trolig ikke nådd.", YEAR, "2021", targets=aim(10, TargetLevel.REQUIREMENT)),
    Case("80/200", "Målet 10,0 % er sikkert ikke nådd.", YEAR, "2021", targets=aim(10)),
    Case("8", "Målet 10 døgn er nådd i siste måling.", MEAN | YEAR, "2021", targets=aim(10)),
    Case("12", "Målet 10 døgn er ikke nådd i siste måling.", MEAN | YEAR, "2021", targets=aim(10)),
    Case(CALM, "Målet 30 døgn nås stabilt.", MEAN, targets=aim(30)),
    Case(CALM, "Kravet 20 døgn nås av og til, slik tallene varierer nå.", MEAN, targets=aim(20, TargetLevel.REQUIREMENT)),
    Case(CALM, "Målet 5 døgn nås ikke slik det er nå.", MEAN, targets=aim(5)),
]


def since(reason: str, period: str = "2024-M01") -> tuple[Break, ...]:
    return (Break(Period.parse(period), reason),)


FIXED = [
    Case(
        CALM + " 40 41 39",
        "3 målinger siden januar 2024 (ny definisjon) er for lite til å si om noe er endret.",
        MEAN,
        breaks=since("definition"),
    ),
    Case(CALM + " 40", "Én måling siden januar 2024 (ny skala) er for lite til å si om noe er endret.", MEAN, breaks=since("scale")),
    Case(CALM + " 40 41", "2 målinger siden januar 2024 (nytt nivå) er for lite", MEAN, breaks=since("rebase")),
    Case(FIVE, "3 målinger siden 2019 (kommuner slått sammen) er for lite", YEAR, "2017", breaks=since("merged", "2019")),
    Case(CALM + " 40 41 39 40 42 40 39 41 40 41 39 40", "Siste måling er innenfor vanlig variasjon.", MEAN, breaks=since("rebase")),
    Case(CALM + " 40 41 39 40 42 40 39 41 40 41 39 40", "variasjon. Regnet fra januar 2024 (nytt nivå).", MEAN, breaks=since("rebase")),
    Case(CALM, "Grensene er foreløpige: de hviler på 12 målinger.", MEAN),
    Case(CALM, "dekker også perioder som de forrige dekker, så utviklingen vurderes ikke", MEAN | {"overlap": Overlap.ROLLING}),
    Case(FIVE, "så utviklingen vurderes ikke fra måling til måling.", YEAR | {"overlap": Overlap.ROLLING}, "2017"),
    Case(CALM, "Tallene er hittil i året, så utviklingen vurderes ikke", MEAN | {"overlap": Overlap.CUMULATIVE}),
    Case(CALM, "Utviklingen vurderes ikke i dette diagrammet.", MEAN | {"fixed_chart": Chart.LINE}),
]
BELOW = "6/20 5/20 " * 6 + "1/20 2/20 " * 6
ABOVE = "1/20 2/20 " * 6 + "6/20 5/20 " * 6
RUN = [
    Case(BELOW, "Målingene samler seg under midten for lenge til å være tilfeldig: signal på bedring."),
    Case(ABOVE, "Målingene samler seg over midten for lenge til å være tilfeldig: signal på forverring."),
    Case("1 1 1 1 1 9 9 9 9 9", "Målingene samler seg på én side av midten for lenge til å være tilfeldig: en endring.", MEAN),
]
ANSWER = {"kind": Kind.YES_NO, "unit": "yes_no", "decimals": 0, "direction": HIGH} | YEAR


def unit(values: str) -> Line:
    return line(values, "2021", name="Solbakken")


EXEMPT = replace(unit("1"), points=(replace(points("-", "2021")[0], status=Status.NOT_RELEVANT),))
ANSWERS = [
    Case("", "1 av 1 enhet svarer ja i 2021, for 1 er det ikke aktuelt.", ANSWER, "2021", units=(unit("1"), EXEMPT)),
    Case("1", "Ja i 2021. Det finnes ikke noe tidligere svar.", ANSWER, "2021"),
    Case("0 1 1", "Ja i 2023. Samme svar siden 2022.", ANSWER, "2021"),
    Case("1 0", "Nei i 2022. Svaret var ja i 2021.", ANSWER, "2021"),
    Case("1 -", "Siste tall mangler for 2022. Siste svar var ja i 2021.", ANSWER, "2021"),
    Case("1", "2 av 3 enheter svarer ja i 2021, 1 har ikke rapportert.", ANSWER, "2021", units=(unit("1"), unit("1"), unit("-"))),
    Case("", "0 av 1 enhet svarer ja i 2021, 1 svarer nei.", ANSWER, "2021", units=(unit("0"),)),
]
CASES = [*ANSWERS, *CHANGES, *FEW, *AGAINST, *TARGETS, *RUN, *FIXED]
