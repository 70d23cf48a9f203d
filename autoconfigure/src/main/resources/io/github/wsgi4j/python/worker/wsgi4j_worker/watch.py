"""Changes of the application's files."""

import os
import sys
import sysconfig
import threading
import time

INTERVAL = 1.0


class Watch:
    """Looks for ``.py`` files that have changed since the process began, in the folders of all modules of the application."""

    def __init__(self, directory, began, changed, modules=sys.modules):
        libraries = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
        own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        self._foreign = tuple(os.path.join(os.path.realpath(each), "") for each in [own] + libraries if each)
        self._directory = os.path.realpath(directory)
        self._began = began
        self._changed = changed
        self._modules = modules
        self._seen = {}
        self._waiting = None

    def look(self):
        """Look once; a change is told when the next look finds no other."""
        found = None
        for path in self._files():
            try:
                status = os.stat(path)
            except OSError:
                # An editor may be replacing it.
                continue
            now = (status.st_mtime_ns, status.st_size)
            before = self._seen.get(path)
            self._seen[path] = now
            # The process has not read what was written since it began; a time to come would change for ever.
            if now != before if before else self._began < now[0] <= time.time_ns():
                found = path
        if found:
            self._waiting = found
        elif self._waiting:
            path, self._waiting = self._waiting, None
            self._changed(path)

    def _files(self):
        folders = {self._directory}
        for module in list(self._modules.values()):
            try:
                path = module.__file__
            except Exception:
                # A lazy module can raise anything.
                continue
            if isinstance(path, str) and path.endswith(".py"):
                folders.add(os.path.dirname(os.path.realpath(path)))
        for folder in folders:
            if not self._is_foreign(os.path.join(folder, "")):
                try:
                    names = os.listdir(folder)
                except OSError:
                    continue
                for name in names:
                    if name.endswith(".py"):
                        yield os.path.join(folder, name)

    def _is_foreign(self, folder):
        parts = folder.split(os.sep)
        return "site-packages" in parts or "dist-packages" in parts or folder.startswith(self._foreign)


def start(watch, is_over):
    """Look again and again, in a thread of its own."""
    def run():
        pause = threading.Event()
        while not is_over():
            watch.look()
            pause.wait(INTERVAL)
    threading.Thread(target=run, name="wsgi4j-watch", daemon=True).start()
