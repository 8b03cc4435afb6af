"""What asyncio needs when something goes wrong, loaded when something does: it takes as long as all the rest."""


class _Later:
    """Stands for what `load` gives."""

    __slots__ = ("_load",)

    def __init__(self, load):
        object.__setattr__(self, "_load", load)

    def __getattr__(self, name):
        return getattr(self._load(), name)

    def __setattr__(self, name, value):
        setattr(self._load(), name, value)

    def __delattr__(self, name):
        delattr(self._load(), name)

    def __repr__(self):
        return repr(self._load())


logging = _Later(lambda: __import__("logging"))
traceback = _Later(lambda: __import__("traceback"))
logger = _Later(lambda: logging.getLogger("asyncio"))
