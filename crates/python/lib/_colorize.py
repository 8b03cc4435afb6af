"""Terminal colours: there is no terminal."""


class _Theme:
    """Every part of every theme is the empty string."""

    def __getattr__(self, name):
        return "" if not name.startswith("__") else _missing(name)

    __getitem__ = __getattr__


def _missing(name):
    raise AttributeError(name)


class _Themes:
    def __getattr__(self, name):
        return _PLAIN if not name.startswith("__") else _missing(name)


class ANSIColors(_Theme):
    pass


ANSIColors = ANSIColors()
_PLAIN = _Theme()
_THEMES = _Themes()


def can_colorize(*, file=None):
    return False


def get_colors(colorize=False, *, file=None):
    return ANSIColors


def get_theme(*, tty_file=None, force_color=False, force_no_color=False):
    return _THEMES


def decolor(text):
    return text
