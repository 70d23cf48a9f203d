"""A process that has imported the application and forks the others, which share its memory.

It has one thread alone: a fork copies no other, and what another thread has locked would stay locked in the copy.
"""

import gc
import os
import select
import signal
import sys
import threading
import time
import traceback

from . import ProtocolError, lifeline
from .frames import Connection, frame, pack_fields, unpack_fields
from .load import FAILED, StartFailure


class Template:
    """Forks when the JVM asks for it, and tells it how the forks end, which are this process's to wait for."""

    def __init__(self, connection, descriptor):
        self._connection = connection
        self._descriptor = descriptor
        self._children = {}
        self._quitting = False
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_read, False)
        os.set_blocking(self._wake_write, False)
        signal.signal(signal.SIGTERM, self._on_terminate)

    def send(self, kind, *values):
        self._connection.send(frame(kind, pack_fields(*values)))

    def run(self):
        """Return the number of a process in each fork; in this process return None at its end."""
        # Not before the import, which may have set its own: these are for the forks.
        self._handler = signal.signal(signal.SIGCHLD, _nothing)
        self._wakeup = signal.set_wakeup_fd(self._wake_write)
        control = self._connection.socket.fileno()
        events = select.poll()
        for descriptor in (control, self._descriptor, self._wake_read):
            events.register(descriptor, select.POLLIN)
        while self._children or not self._quitting:
            ready = [descriptor for descriptor, _ in events.poll()]
            if self._descriptor in ready and not os.read(self._descriptor, 4096):
                lifeline.end()
            if self._wake_read in ready:
                self._drain()
                self._reap()
            if control in ready:
                number = self._obey()
                if number is not None:
                    return number
        return None

    def _obey(self):
        while True:
            kind, payload = self._connection.receive()
            if kind is None:
                lifeline.end()
            elif kind == 0x66:  # f
                number = int(unpack_fields(payload)[0])
                if self._fork(number):
                    return number
            elif kind == 0x71:  # q
                self._quitting = True
            else:
                raise ProtocolError("%r to a template" % chr(kind))
            if not self._connection.pending():
                return None

    def _fork(self, number):
        """Return whether this is the fork."""
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:
                # It may be anything that the application has put there.
                pass
        try:
            pid = os.fork()
        except OSError:
            # Without it the end of this process would have no reason.
            traceback.print_exc()
            raise
        if pid == 0:
            self._leave()
            return True
        self._children[pid] = number
        self.send(b"K", number, pid)
        return False

    def _on_terminate(self, number, frame):
        self._quitting = True

    def _leave(self):
        """In a fork: nothing of the template is its own."""
        lifeline.new_group()
        signal.set_wakeup_fd(self._wakeup)
        signal.signal(signal.SIGCHLD, self._handler or signal.SIG_DFL)
        self._connection.close()
        for descriptor in (self._descriptor, self._wake_read, self._wake_write):
            os.close(descriptor)

    def _drain(self):
        try:
            while os.read(self._wake_read, 4096):
                pass
        except BlockingIOError:
            pass

    def _reap(self):
        for pid in list(self._children):
            if _has_ended(pid):
                _kill_group(pid)
                status = os.waitpid(pid, 0)[1]
                code = 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
                self.send(b"Q", self._children.pop(pid), code)


def run(configuration, descriptor, socket, load):
    """Import, then return application, full name and number of the process in each fork. This process never returns."""
    signal.signal(signal.SIGINT, _nothing)
    template = Template(Connection(socket), descriptor)
    template.send(b"C", configuration["token"], configuration["process"], os.getpid())
    stop = lifeline.watch_for_now(descriptor)
    try:
        application, full = load()
        stop()
        _refuse_threads()
    except StartFailure as failure:
        template.send(b"N", failure.kind, str(failure))
        os._exit(FAILED)
    gc.collect()
    if hasattr(gc, "freeze"):
        # What the collector does not visit stays shared.
        gc.freeze()
    template.send(b"Y", "", "", "", "", full, 0)
    try:
        number = template.run()
    except OSError:
        # The JVM is gone.
        lifeline.end()
    if number is None:
        # What the application does at its exit is for the processes that have served.
        os._exit(0)
    return application, full, number


def _refuse_threads():
    names = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
    if names:
        raise StartFailure("preload", "The import started threads, which do not survive a fork: %s" % ", ".join(names))
    for _ in range(100):
        try:
            count = len(os.listdir("/proc/self/task"))
        except OSError:
            return
        if count == 1:
            return
        # A thread that has been joined is there for a moment longer.
        time.sleep(0.01)
    raise StartFailure("preload", "The import started %d thread(s) outside of Python, which do not survive a fork. "
                                  "Numerical libraries do so unless OPENBLAS_NUM_THREADS or OMP_NUM_THREADS is 1" % (count - 1))


def _has_ended(pid):
    """Leave it unreaped: its ID, and that of its group, is nobody else's until then."""
    if hasattr(os, "waitid"):
        return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    try:
        with open("/proc/%d/stat" % pid, encoding="latin-1") as file:
            return file.read().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def _kill_group(pid):
    try:
        os.killpg(pid, signal.SIGKILL)
    except OSError:
        # Nobody is left of it.
        pass


def _nothing(number, frame):
    """A handler, not SIG_IGN, which programs that the application starts would inherit."""
