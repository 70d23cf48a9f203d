"""``wsgi.errors``: text to the JVM's log, line by line."""

import os
import threading


class Errors(threading.local):
    """One object for all requests; each thread has a line of its own that is not complete yet."""

    encoding = "utf-8"
    errors = "backslashreplace"

    def __init__(self, log):
        self._log = log
        self._line = ""

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError("wsgi.errors expects str, not %s" % type(text).__name__)
        lines = self._line + text
        complete, newline, self._line = lines.rpartition("\n")
        if newline and complete.strip():
            self._send(complete)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        line = self._line
        if line:
            self._line = ""
            self._send(line)

    def isatty(self):
        return False

    def _send(self, text):
        if self._log("ERROR", "wsgi.errors", text):
            return
        # A child that the application has forked has the parent's stderr. sys.stderr may be this very object.
        try:
            os.write(2, (text + "\n").encode(self.encoding, self.errors))
        except OSError:
            pass
