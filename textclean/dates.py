"""Dates as pages and bylines state them, in the form 2025-09-04."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    1: "january jan januar jänner janvier janv enero gennaio janeiro januari styczeń stycznia"
    " gener ianuarie január januára ledna ocak tammikuuta tammikuu ιανουαρίου"
    " ιανουάριος января січня януари јануара ינואר בינואר يناير",
    2: "february feb februar février févr febrero febbraio fevereiro februari luty lutego"
    " febrer februarie február februára února şubat helmikuuta helmikuu φεβρουαρίου"
    " φεβρουάριος февраля лютого февруари фебруара פברואר בפברואר فبراير",
    3: "march mar märz mars marzo março maart marzec marca"
    " març martie március marts březen března mart maret maaliskuuta maaliskuu"
    " μαρτίου μάρτιος марта березня март מרץ במרץ مارس",
    4: "april apr avril avr abril aprile kwiecień kwietnia"
    " aprilie április apríla dubna nisan huhtikuuta huhtikuu απριλίου απρίλιος"
    " апреля квітня април априла אפריל באפריל أبريل إبريل ابريل",
    5: "may mai mayo maggio maio mei maj maja"
    " maig május mája května mayıs toukokuuta toukokuu μαΐου μάιος мая травня май"
    " маја מאי במאי مايو",
    6: "june jun juni juin junio giugno junho czerwiec czerwca"
    " juny iunie június júna června haziran kesäkuuta kesäkuu ιουνίου ιούνιος июня"
    " червня юни јуна יוני ביוני يونيو يونيه",
    7: "july jul juli juillet juil julio luglio julho lipiec lipca"
    " juliol iulie július júla července temmuz heinäkuuta heinäkuu ιουλίου ιούλιος"
    " июля липня юли јула יולי ביולי يوليو يوليه",
    8: "august aug août agosto augustus augusti sierpień sierpnia"
    " agost augusztus augusta srpna ağustos elokuuta elokuu agustus αυγούστου"
    " αύγουστος августа серпня август אוגוסט באוגוסט أغسطس اغسطس",
    9: "september sep sept septembre septiembre settembre setembro wrzesień września"
    " septembrie szeptember septembra září eylül syyskuuta syyskuu σεπτεμβρίου"
    " σεπτέμβριος сентября вересня септември септембра ספטמבר בספטמבר سبتمبر",
    10: "october oct oktober okt octobre octubre ottobre outubro październik października"
    " octombrie október októbra října ekim lokakuuta lokakuu οκτωβρίου οκτώβριος"
    " октября жовтня октомври октобра אוקטובר באוקטובר أكتوبر اكتوبر",
    11: "november nov novembre noviembre novembro listopad listopada"
    " noiembrie novembra listopadu kasım marraskuuta marraskuu νοεμβρίου νοέμβριος"
    " ноября листопада ноември новембра נובמבר בנובמבר نوفمبر",
    12: "december dec dezember dez décembre déc diciembre dicembre dezembro grudzień grudnia"
    " desembre decembrie decembra prosince aralık joulukuuta joulukuu desember"
    " δεκεμβρίου δεκέμβριος декабря грудня декември децембра דצמבר בדצמבר ديسمبر",
}
MONTHS = {word: number for number, words in _MONTHS.items() for word in words.split()}

_YEAR = re.compile("(?:19|20)[0-9]{2}")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d{1,5}(?!\d))")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[^\W\d_]{3,12})"
_FULL_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY_FIRST = re.compile(
    rf"(?<!\d){_DAY}[.,]?\s+(?:de\s+|of\s+)?{_MONTH}[.,]?\s+(?:de\s+)?{_FULL_YEAR}(?!\d)"
)
_MONTH_FIRST = re.compile(rf"{_MONTH}[.,]?\s+{_DAY},?\s+{_FULL_YEAR}(?!\d)")
_YEAR_FIRST = re.compile(rf"(?<!\d){_FULL_YEAR}[,.]?\s+{_MONTH}[.,]?\s+{_DAY}(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_VIETNAMESE = re.compile(
    r"(?<!\d)(?P<day>\d{1,2}) tháng (?P<month>\d{1,2})(?: năm|,)? (?P<year>(?:19|20)\d\d)(?!\d)"
)
_CJK = re.compile(r"((?:19|20)\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")

LONGEST_CHARS = 300
"""A date is looked for in so much of a text."""


def find_date(text: str, *, day_first: bool = False) -> str:
    """Return the first date in a text, empty if there is none that is certain.

    `day_first` makes 03/04/2025 certain: all but North Americans write so.

    >>> find_date("Posted on Sept. 4th, 2025")
    '2025-09-04'
    >>> find_date("2025 Jan 7"), find_date("03/04/2025")
    ('2025-01-07', '')
    >>> find_date("2025. január 7."), find_date("7 tháng 1 năm 2025"), find_date("7 января 2025")
    ('2025-01-07', '2025-01-07', '2025-01-07')
    """
    text = text[:LONGEST_CHARS]
    if not _YEAR.search(text):
        return ""
    for pattern in (_ISO, _CJK, _DIGITS):
        found = pattern.search(text)
        if found:
            return _iso(int(found[1]), int(found[2]), int(found[3]))
    found = _VIETNAMESE.search(text)
    if found:
        return _iso(int(found["year"]), int(found["month"]), int(found["day"]))
    for pattern in (_MONTH_FIRST, _DAY_FIRST, _YEAR_FIRST):
        for found in pattern.finditer(text):
            month = MONTHS.get(found["month"].lower())
            if month:
                return _iso(int(found["year"]), month, int(found["day"]))
    found = _NUMERIC.search(text)
    if found:
        one, other = int(found[1]), int(found[3])
        if found[2] == "." or one > 12 or (day_first and other <= 12):
            return _iso(int(found[4]), other, one)
        if other > 12 or one == other:
            return _iso(int(found[4]), one, other)
    return ""


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
