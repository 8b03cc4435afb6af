"""Names of a selector's; there is nothing to select."""

from collections import namedtuple

EVENT_READ, EVENT_WRITE = 1, 2
SelectorKey = namedtuple("SelectorKey", ["fileobj", "fd", "events", "data"])


def _fileobj_to_fd(file):
    return file if isinstance(file, int) else file.fileno()


class BaseSelector:
    def close(self):
        """It holds nothing."""
