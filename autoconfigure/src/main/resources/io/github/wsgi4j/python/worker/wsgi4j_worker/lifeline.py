"""stdin: the configuration, and then the sign that the JVM is alive."""

import fcntl
import json
import os
import signal
import threading

HIGH = 100


def read_configuration():
    """Return the configuration and the descriptor to watch; the application's stdin is empty from now on."""
    line = bytearray()
    while not line.endswith(b"\n"):
        byte = os.read(0, 4096)
        if not byte:
            raise EOFError("the JVM has gone before it sent the configuration")
        line += byte
    try:
        descriptor = fcntl.fcntl(0, fcntl.F_DUPFD, HIGH)
    except OSError:
        descriptor = os.dup(0)
    os.set_inheritable(descriptor, False)
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.close(empty)
    return json.loads(line.decode("utf-8")), descriptor


def new_group():
    """Put this process and its children to be into a group that can be killed as one."""
    try:
        os.setsid()
    except OSError:
        # It leads a group already.
        pass


def watch(descriptor):
    """Kill the group when the other end of the descriptor is closed."""
    def run():
        while True:
            try:
                if not os.read(descriptor, 4096):
                    break
            except OSError:
                break
        if os.getpgrp() == os.getpid():
            os.killpg(0, signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)
    threading.Thread(target=run, name="wsgi4j-lifeline", daemon=True).start()
