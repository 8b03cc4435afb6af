"""What a program is given for a call of a function of its embedder's."""

from asyncio import futures


class Task(futures.Future):
    """Stands for a task in Rust: to cancel this is to ask that to end, as with any task."""

    def __init__(self, ask, loop):
        super().__init__(loop=loop)
        self._ask = ask

    def cancel(self, msg=None):
        return not self.done() and self._ask(msg)

    def _cancelled(self, msg):
        super().cancel(msg)
