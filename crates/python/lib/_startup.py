"""What happens before a program's first line."""

import sys

# Frozen modules come first: some of ours stand in for native ones that know of files and clocks.
sys.meta_path.sort(key=lambda finder: finder.__name__ != "FrozenImporter"
                   if isinstance(finder, type) else True)
sys.meta_path[:] = [finder for finder in sys.meta_path
                    if getattr(finder, "__name__", "") != "PathFinder"]
sys.path[:] = []
sys.platform = "linux"
sys.executable = ""
sys.version = "3.14.2 (Coroscope) [RustPython 0.6.0]"
