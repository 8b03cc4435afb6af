"""The one locale that there is here, "C": a program prints the same for everybody.

The library's own module brings a table of all locales' names and of all encodings.
"""

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127

_KNOWN = frozenset({"", "C", "POSIX", "C.UTF-8"})


class Error(Exception):
    """A locale that is not there was asked for."""


Error.__module__ = "locale"


def setlocale(category, locale=None):
    if isinstance(locale, tuple):
        locale = locale[0] or "C"
    if locale is not None and locale not in _KNOWN:
        raise Error("unsupported locale setting")
    return "C"


def getlocale(category=LC_CTYPE):
    return (None, None)


def getdefaultlocale(envvars=()):
    return (None, None)


def getencoding():
    return "utf-8"


def getpreferredencoding(do_setlocale=True):
    return "utf-8"


def normalize(localename):
    return localename


def localeconv():
    return {
        "decimal_point": ".", "thousands_sep": "", "grouping": [],
        "int_curr_symbol": "", "currency_symbol": "", "mon_decimal_point": "",
        "mon_thousands_sep": "", "mon_grouping": [], "positive_sign": "", "negative_sign": "",
        "int_frac_digits": CHAR_MAX, "frac_digits": CHAR_MAX,
        "p_cs_precedes": CHAR_MAX, "p_sep_by_space": CHAR_MAX,
        "n_cs_precedes": CHAR_MAX, "n_sep_by_space": CHAR_MAX,
        "p_sign_posn": CHAR_MAX, "n_sign_posn": CHAR_MAX,
    }


def strcoll(a, b):
    return (a > b) - (a < b)


def strxfrm(string):
    return string


def str(val):
    return format(val, ".12g")


def atof(string, func=float):
    return func(string)


def atoi(string):
    return int(string)


def delocalize(string):
    return string


def localize(string, grouping=False, monetary=False):
    return string


def format_string(f, val, grouping=False, monetary=False):
    return f % val


def currency(val, symbol=True, grouping=False, international=False):
    raise ValueError("Currency formatting is not possible using the 'C' locale.")
