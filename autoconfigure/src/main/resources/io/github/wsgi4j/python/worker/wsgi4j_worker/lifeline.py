"""stdin: the configuration, and then the sign that the JVM is alive."""

import fcntl
import json
import os
import select
import signal
import threading

from . import start

HIGH = 100


def read_configuration():
    """Return the configuration and the descriptor to watch; the application's stdin is empty from now on."""
    line = bytearray()
    while not line.endswith(b"\n"):
        block = os.read(0, 4096)
        if not block:
            raise EOFError("the JVM ended before it sent the configuration")
        line += block
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
        end()
    start(run)


def watch_for_now(descriptor):
    """Watch as ``watch`` does, and return what ends the watching and its thread."""
    stop_read, stop_write = os.pipe()

    def run():
        events = select.poll()
        events.register(descriptor, select.POLLIN)
        events.register(stop_read, select.POLLIN)
        while True:
            ready = [each for each, _ in events.poll()]
            if stop_read in ready:
                return
            if not os.read(descriptor, 4096):
                end()
    thread = threading.Thread(target=run, name="wsgi4j-lifeline", daemon=True)
    thread.start()

    def stop():
        os.write(stop_write, b"x")
        thread.join()
        os.close(stop_read)
        os.close(stop_write)
    return stop


def end():
    """Kill the group, which includes this process."""
    if os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)
