"""``wsgi.file_wrapper`` and files that the JVM can read by itself."""

import io
import os
import stat

BY_REFERENCE = os.path.exists("/proc/self/fd")


class FileWrapper:
    """Iterates over the blocks of a file; its ``close()`` is the file's."""

    def __init__(self, file, block_size=8192):
        self.file = file
        self.block_size = block_size
        if hasattr(file, "close"):
            self.close = file.close

    def __iter__(self):
        return self

    def __next__(self):
        block = self.file.read(self.block_size)
        if block:
            return block
        raise StopIteration


def reference(file):
    """Return descriptor, position and remaining bytes of a regular file, or None.

    A ``fileno()`` alone does not do: that of a GzipFile belongs to the compressed file.
    """
    if not BY_REFERENCE:
        return None
    file = _plain(file) or _plain(getattr(file, "file", None))
    if file is None:
        return None
    try:
        descriptor = file.fileno()
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or not file.readable():
            return None
        if file.writable():
            file.flush()
            status = os.fstat(descriptor)
        position = file.tell()
    except (OSError, ValueError):
        return None
    # /proc says that its files are empty; such a file is read
    if status.st_size <= position:
        return None
    return descriptor, position, status.st_size - position


def _plain(file):
    """Return the file if what it reads are the bytes of its descriptor."""
    if type(file) is io.FileIO:
        return file
    if type(file) in (io.BufferedReader, io.BufferedRandom) and type(file.raw) is io.FileIO:
        return file
    return None
