"""Dates as CVs write them, in English, German, French, Spanish and Polish, as year and month."""

import re
from functools import lru_cache

from models.dates import DateRange, YearMonth

_MONTHS = {
    1: "january jan januar jänner jan janvier janv enero ene stycznia styczeń sty",
    2: "february feb februar febr février fevrier févr fevr febrero feb lutego luty lut",
    3: "march mar märz maerz mrz mär mars marzo marca marzec",
    4: "april apr avril avr abril abr kwietnia kwiecień kwi",
    5: "may mai mayo maja maj",
    6: "june jun juni juin junio czerwca czerwiec cze",
    7: "july jul juli juillet juil julio lipca lipiec lip",
    8: "august aug août aout agosto ago sierpnia sierpień sie",
    9: "september sep sept septembre septiembre setiembre set września wrzesień wrz",
    10: "october oct oktober okt octobre octubre października październik paź",
    11: "november nov novembre noviembre listopada listopad lis",
    12: "december dec dezember dez décembre decembre déc decembre diciembre dic grudnia grudzień gru",
}
_MONTH_OF = {name: number for number, names in _MONTHS.items() for name in names.split()}
_SEASONS = {
    "spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12, "frühjahr": 3, "frühling": 3, "sommer": 6,
    "herbst": 9, "printemps": 3, "été": 6, "automne": 9, "hiver": 12, "primavera": 3, "verano": 6, "otoño": 9,
}  # fmt: skip
_PRESENT = (
    r"present|presently|now|current|currently|ongoing|today|to date|till date|till now|heute|aktuell|laufend|jetzt|"
    r"gegenwart|aujourd['’]hui|présent|actuel|en cours|ce jour|actualidad|actualmente|presente|hoy|la fecha|"
    r"obecnie|teraz|nadal|pres"
)
_NAMES = "|".join(sorted(map(re.escape, _MONTH_OF), key=len, reverse=True))
_SEASON = "|".join(sorted(_SEASONS, key=len, reverse=True))
_YEAR = r"(?:(?:19|20)\d\d|(?:19|20)[xX]{2}|[xX]{4})"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th|\.)?\s+)?"
_POINT = (
    rf"(?:{_DAY}(?P<name@>{_NAMES}|{_SEASON})\b\.?,?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?,)?\s*(?:de\s+|,\s*)?"
    rf"(?:['’](?P<short@>\d\d)\b|(?P<year@>{_YEAR}))"
    rf"|(?P<iso@>{_YEAR})[-/.](?P<isomonth@>0?[1-9]|1[0-2])(?:[-/.]\d{{1,2}})?(?!\d)"
    rf"|(?:\d{{1,2}}[./])?(?P<month@>0?[1-9]|1[0-2])\s?[/.]\s?(?P<year2@>{_YEAR})"
    rf"|(?P<bare@>{_YEAR}))"
)
_DASH = r"\s*(?:[-‐‑‒–—―−~→]+|\bto\b|\buntil\b|\bthrough\b|\bbis\b|\bà\b|\bau\b|\ba\b|\bal\b|\bhasta\b|\bdo\b|/)\s*"
_SINCE = r"(?P<since>since|from|(?-i:ab|Ab)|seit|depuis|dès|desde|od) +"
_END = _POINT.replace("@", "B")
_START = _POINT.replace("@", "A")
_OTHER = _POINT.replace("@", "C")
_MONTH_ONLY = rf"(?P<bare_name>{_NAMES}|{_SEASON})\.?"
_RANGE = re.compile(
    rf"(?<![\w$€£.,])(?:"
    rf"(?:{_SINCE})?{_START}(?:(?:{_DASH})(?:(?P<present>\b(?:{_PRESENT})\b\.?)|{_END}|(?P<tail>\d\d)(?![\d%]))|(?P<open>\s*[-–—](?=\s*(?:$|[)\]\t]))))?"
    rf"|{_MONTH_ONLY}{_DASH}{_OTHER}"
    rf")(?![\w%])",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"[·•,(\s]*\b\d+\+?\s*(?:years?|yrs?|months?|mos?|jahre?n?|monate?n?|ans?|mois|años?|meses|mes|lat|lata|rok|miesi\w+)\b"
    r"(?:[\s,]*(?:and|und|et|y|i)?\s*\d+\s*(?:months?|mos?|monate?n?|mois|meses|mes|miesi\w+)\b)?[)\s]*",
    re.IGNORECASE,
)
_AROUND = " \t,;:|()[]·•–—-*_"


_SHORT = r"(0?[1-9]|1[0-2])/(\d\d)"
_SHORT_RANGE = re.compile(
    rf"(?<![\w/$€£.,]){_SHORT}{_DASH.replace('|/', '')}(?:(\b(?:{_PRESENT})\b)|{_SHORT})(?![\w/%])", re.I
)
"""Two months of years without their century: `4/16 - 1/20`. One alone may be a fraction or a day."""


@lru_cache(maxsize=4096)
def find_date_range(text: str) -> tuple[int, int, DateRange] | None:
    """Return where in the text its dates stand (start, end) and the dates; the longest match wins.

    A bare number that is no year from 1900 to 2100, or a year that is a price or a version, is no date.
    """
    best: tuple[int, int, DateRange] | None = None
    for match in _RANGE.finditer(text):
        dates = _range(match)
        if dates and (best is None or _rank(match) > best[1] - best[0] + 100 * _is_range(best[2])):
            best = match.start(), match.end(), dates
    short = _SHORT_RANGE.search(text) if best is None or not _is_range(best[2]) else None
    return (short.start(), short.end(), _short(short)) if short else best


def _short(match: re.Match[str]) -> DateRange:
    start, end = (
        YearMonth(year=int(year) + (2000 if int(year) < 60 else 1900), month=int(month)) if month else None
        for month, year in (match.group(1, 2), match.group(4, 5))
    )
    return DateRange(start=start, end=end, present=bool(match[3]), text=match[0])


def _rank(match: re.Match[str]) -> int:
    two = any(match[name] for name in ("present", "bareB", "yearB", "year2B", "isoB", "shortB", "tail", "open"))
    return match.end() - match.start() + 100 * bool(two)


def _is_range(dates: DateRange) -> bool:
    return dates.present or dates.end is not None


def parse_date_range(text: str) -> DateRange | None:
    """Return the dates in a text, or None when it states none: `Mar 2021 – Present` or `2013`."""
    found = find_date_range(text)
    return found[2] if found else None


def is_date_text(text: str) -> bool:
    """Tell whether a text is dates or a length of time and nothing else."""
    stripped = text.strip(_AROUND)
    if not stripped or not any(char.isdigit() or char in "xX" for char in stripped):
        return False
    found = find_date_range(stripped)
    rest = stripped[: found[0]] + stripped[found[1] :] if found else stripped
    rest = _LENGTH.sub("", rest).strip(_AROUND)
    return not rest or rest.casefold() in ("graduated", "expected", "exp", "anticipated")


def _range(match: re.Match[str]) -> DateRange | None:
    text = match[0].strip()
    if match["bare_name"]:
        end = _point(match, "C")
        month = _month(match["bare_name"])
        return DateRange(start=YearMonth(year=end.year, month=month), end=end, text=text) if end else None
    start, end = _point(match, "A"), _point(match, "B")
    if match["tail"] and start:
        end = YearMonth(year=start.year // 100 * 100 + int(match["tail"]))
        if end.index() < start.index() - 11 and start.month is None:
            return None
    present = bool(match["present"] or match["open"]) or bool(match["since"] and not end)
    if start is None and not _placeholder(text):
        return None
    return DateRange(start=start, end=end, present=present, text=text)


def _placeholder(text: str) -> bool:
    return "xx" in text.casefold()


def _month(name: str) -> int | None:
    return _MONTH_OF.get(name.casefold().rstrip(".")) or _SEASONS.get(name.casefold())


def _point(match: re.Match[str], suffix: str) -> YearMonth | None:
    month: int | None = None
    if match[f"name{suffix}"]:
        short, year = match[f"short{suffix}"], match[f"year{suffix}"]
        month = _month(match[f"name{suffix}"])
        year = year or (("20" if int(short) < 60 else "19") + short)
    elif match[f"iso{suffix}"]:
        year, month = match[f"iso{suffix}"], int(match[f"isomonth{suffix}"])
    elif match[f"year2{suffix}"]:
        year, month = match[f"year2{suffix}"], int(match[f"month{suffix}"])
    else:
        year = match[f"bare{suffix}"]
    if not year or not year.isdigit():
        return None
    return YearMonth(year=int(year), month=month)
