"""What the import system asks of an operating system: there are no files."""

environ = {}


def _no_files(*_, **__):
    raise FileNotFoundError(2, "There are no files where this program runs")


stat = lstat = listdir = open = mkdir = replace = unlink = rename = readlink = _no_files


def getcwd():
    return "/"


def getpid():
    return 1


def fspath(path):
    return path if isinstance(path, (str, bytes)) else path.__fspath__()


def _path_normpath(path):
    return path
