"""The digests that programs use, without the library's search for OpenSSL."""

from _hashes import new as _new

algorithms_guaranteed = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}
algorithms_available = set(algorithms_guaranteed)

__all__ = (*sorted(algorithms_guaranteed), "new", "algorithms_guaranteed", "algorithms_available")


def new(name, data=b"", *, usedforsecurity=True):
    return _new(name, data)


def _constructor(name):
    def constructor(data=b"", *, usedforsecurity=True):
        return _new(name, data)

    constructor.__name__ = constructor.__qualname__ = "openssl_" + name
    return constructor


globals().update((name, _constructor(name)) for name in algorithms_guaranteed)
