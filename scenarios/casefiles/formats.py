"""What a pattern cannot tell: whether a day is in the calendar and a time zone exists.

Method: checks for the keyword `format` of the published schema. Source: the proleptic Gregorian
calendar and the IANA time zones, as Python's standard library has them. Limits: years 1 to 9999.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from jsonschema import FormatChecker

FORMATS = FormatChecker(formats=())


@FORMATS.checks("date", raises=ValueError)
def is_date(value: object) -> bool:
    """Tell whether a text is a day of the calendar; raises ValueError if not."""
    return not isinstance(value, str) or date.fromisoformat(value) is not None


@FORMATS.checks("thaw-instant", raises=ValueError)
def is_instant(value: object) -> bool:
    """Tell whether a text is a date or time of the calendar; raises ValueError if not."""
    return not isinstance(value, str) or datetime.fromisoformat(value) is not None


@FORMATS.checks("thaw-zone", raises=(ValueError, KeyError, OSError))
def is_zone(value: object) -> bool:
    """Tell whether a text names a time zone; raises KeyError or OSError if not."""
    return not isinstance(value, str) or ZoneInfo(value) is not None
