"""The outside world, as a page can play it. Nothing here leaves the page."""

import asyncio
from _page import offer_button as _offer

__all__ = ["button", "fetch", "Response"]


def button(label, callback, *args):
    """Puts a button on the page. When it is pressed, callback(*args) is called, once."""
    if not callable(callback):
        raise TypeError("button() needs a function to call, got " + repr(callback))
    _offer(str(label), lambda: callback(*args))


class Response:
    """What a simulated request was answered with."""

    def __init__(self, url, status, text):
        self.url, self.status, self.text = url, status, text

    @property
    def ok(self):
        return self.status < 400

    def json(self):
        import json
        return json.loads(self.text)

    def __repr__(self):
        return f"<Response [{self.status}] {self.url}>"


async def fetch(url, *, delay=1.0, status=200, text="", error=None):
    """A simulated request: after `delay` seconds it is answered, or fails with `error`."""
    await asyncio.sleep(delay)
    if error is not None:
        raise error
    return Response(url, status, text or f"simulated answer of {url}")
