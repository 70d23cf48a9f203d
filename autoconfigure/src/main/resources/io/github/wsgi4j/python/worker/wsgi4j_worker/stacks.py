"""Where all threads of the process are."""

import sys
import threading
import traceback


def stacks():
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    parts = []
    for ident, top in sys._current_frames().items():
        parts.append("Thread %s (%s):\n%s" % (names.get(ident, "?"), ident, "".join(traceback.format_stack(top))))
    return "\n".join(parts)
