"""Virtual time: it passes when the program sleeps or waits, and at no other moment."""

from _clock import monotonic, sleep, time

perf_counter = process_time = thread_time = monotonic
timezone = altzone = daylight = 0
tzname = ("UTC", "UTC")
CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID = 0, 1, 2, 3

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December")
_FIELDS = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday",
           "tm_isdst")


def _nanoseconds(clock):
    def ns():
        return round(clock() * 1e9)
    ns.__name__ = ns.__qualname__ = clock.__name__ + "_ns"
    return ns


time_ns = _nanoseconds(time)
monotonic_ns = perf_counter_ns = process_time_ns = thread_time_ns = _nanoseconds(monotonic)


def clock_gettime(clock):
    return time() if clock == CLOCK_REALTIME else monotonic()


def clock_gettime_ns(clock):
    return time_ns() if clock == CLOCK_REALTIME else monotonic_ns()


def clock_getres(clock):
    return 1e-9


def get_clock_info(name):
    import types
    if name not in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
        raise ValueError("unknown clock")
    return types.SimpleNamespace(implementation="virtual", monotonic=name != "time",
                                 adjustable=name == "time", resolution=1e-9)


class struct_time(tuple):
    """A moment, in the parts that a calendar and a clock show."""

    n_fields, n_sequence_fields, n_unnamed_fields = 11, 9, 0
    tm_zone = "UTC"
    tm_gmtoff = 0

    def __new__(cls, parts, _=None):
        parts = tuple(parts)
        if len(parts) not in (9, 10, 11):
            raise TypeError("time.struct_time() takes an at least 9-sequence "
                            f"({len(parts)}-sequence given)")
        return super().__new__(cls, parts[:9])

    def __repr__(self):
        shown = ", ".join(f"{name}={part!r}" for name, part in zip(_FIELDS, self))
        return f"time.struct_time({shown})"

    def __reduce__(self):
        return struct_time, (tuple(self),)


for _place, _name in enumerate(_FIELDS):
    setattr(struct_time, _name, property(lambda self, place=_place: self[place]))
del _place, _name


def _day_number(year, month, day):
    """Days since 1970-01-01 in the Gregorian calendar."""
    year -= month <= 2
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def gmtime(seconds=None):
    seconds = int(time() if seconds is None else seconds // 1)
    days, rest = divmod(seconds, 86400)
    shifted = days + 719468
    era = shifted // 146097
    of_era = shifted - era * 146097
    years = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * years + years // 4 - years // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month += 3 if month < 10 else -9
    year = years + era * 400 + (month <= 2)
    return struct_time((year, month, day, rest // 3600, rest // 60 % 60, rest % 60,
                        (days + 3) % 7, days - _day_number(year, 1, 1) + 1, 0))


localtime = gmtime


def mktime(parts):
    year, month, day, hour, minute, second = tuple(parts)[:6]
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return float(_day_number(year, month, 1) * 86400 + (day - 1) * 86400
                 + hour * 3600 + minute * 60 + second)


def asctime(parts=None):
    year, month, day, hour, minute, second, weekday = tuple(parts or gmtime())[:7]
    return (f"{_DAYS[weekday][:3]} {_MONTHS[month - 1][:3]} {day:2} "
            f"{hour:02}:{minute:02}:{second:02} {year}")


def ctime(seconds=None):
    return asctime(gmtime(seconds))


def _iso(year, weekday, day_of_year):
    week = (day_of_year - (weekday + 1) + 10) // 7
    if week < 1:
        last = _day_number(year, 1, 1) - _day_number(year - 1, 1, 1)
        return _iso(year - 1, weekday, day_of_year + last)
    length = _day_number(year + 1, 1, 1) - _day_number(year, 1, 1)
    if week == 53 and day_of_year - weekday + 3 > length:
        return year + 1, 1
    return year, week


def strftime(format, parts=None):
    year, month, day, hour, minute, second, weekday, of_year, _ = tuple(parts or gmtime())[:9]
    weekday %= 7
    codes = {
        "a": lambda: _DAYS[weekday][:3], "A": lambda: _DAYS[weekday],
        "b": lambda: _MONTHS[month - 1][:3], "B": lambda: _MONTHS[month - 1],
        "h": lambda: _MONTHS[month - 1][:3],
        "c": lambda: asctime((year, month, day, hour, minute, second, weekday)),
        "C": lambda: f"{year // 100:02}", "d": lambda: f"{day:02}", "e": lambda: f"{day:2}",
        "D": lambda: f"{month:02}/{day:02}/{year % 100:02}",
        "F": lambda: f"{year}-{month:02}-{day:02}",
        "g": lambda: f"{_iso(year, weekday, of_year)[0] % 100:02}",
        "G": lambda: str(_iso(year, weekday, of_year)[0]),
        "H": lambda: f"{hour:02}", "I": lambda: f"{(hour + 11) % 12 + 1:02}",
        "j": lambda: f"{of_year:03}", "m": lambda: f"{month:02}", "M": lambda: f"{minute:02}",
        "n": lambda: "\n", "p": lambda: "AM" if hour < 12 else "PM",
        "r": lambda: f"{(hour + 11) % 12 + 1:02}:{minute:02}:{second:02} "
                     + ("AM" if hour < 12 else "PM"),
        "R": lambda: f"{hour:02}:{minute:02}",
        "s": lambda: str(int(mktime((year, month, day, hour, minute, second)))),
        "S": lambda: f"{second:02}", "t": lambda: "\t",
        "T": lambda: f"{hour:02}:{minute:02}:{second:02}",
        "u": lambda: str(weekday + 1), "U": lambda: f"{(of_year + 6 - (weekday + 1) % 7) // 7:02}",
        "V": lambda: f"{_iso(year, weekday, of_year)[1]:02}", "w": lambda: str((weekday + 1) % 7),
        "W": lambda: f"{(of_year + 6 - weekday) // 7:02}",
        "x": lambda: f"{month:02}/{day:02}/{year % 100:02}",
        "X": lambda: f"{hour:02}:{minute:02}:{second:02}",
        "y": lambda: f"{year % 100:02}", "Y": lambda: str(year),
        "z": lambda: "+0000", "Z": lambda: "UTC", "%": lambda: "%",
    }
    pieces = format.split("%")
    written = [pieces[0]]
    literal = False
    for piece in pieces[1:]:
        if literal:
            written.append(piece)
            literal = False
        elif piece == "":
            written.append("%")
            literal = True
        elif piece[0] in codes:
            written.append(codes[piece[0]]() + piece[1:])
        else:
            written.append("%" + piece)
    return "".join(written)


def strptime(string, format="%a %b %d %H:%M:%S %Y"):
    from _strptime import _strptime_time
    return _strptime_time(string, format)


def tzset():
    """There is one time zone."""
