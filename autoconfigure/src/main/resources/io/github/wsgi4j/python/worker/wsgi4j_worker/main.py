"""The life of a worker: configuration, import, requests, end."""

import atexit
import functools
import os
import platform
import signal
import sys
import threading
import time

from . import discover, lifeline, logs, route, slot, template, watch
from .control import Control
from .environ import constants
from .errors import Errors
from .framework import framework
from .interrupt import MainThreadInterrupt, ThreadInterrupt
from .load import FAILED, StartFailure, load


class Worker:
    """One process: its configuration, its connections, its application."""

    def __init__(self, configuration, began, load, has_lifeline=True):
        self.pid = os.getpid()
        self.path = configuration["socket"]
        self.token = configuration["token"]
        self.process = configuration["process"]
        self.threads = configuration["threads"]
        self.directory = configuration["directory"]
        self.grace = configuration.get("grace") or 5.0
        self.watches = configuration.get("watch")
        self.began = began
        self._load = load
        self._has_lifeline = has_lifeline
        self.told = False
        self.quitting = False
        self.application = None
        self._slots = []
        self.control = Control(slot.connect(self.path))
        self.errors = Errors(self.control.log)
        self.constants = constants(self.errors, self.threads, configuration.get("processes", 1))

    def run(self):
        """Return the exit status."""
        self.control.send(b"C", self.token, self.process, os.getpid())
        self.control.listen(self._told, self._interrupt, self._lost)
        # Handlers, not SIG_IGN: programs that the application starts would inherit that.
        signal.signal(signal.SIGINT, self._on_interrupt)
        signal.signal(signal.SIGTERM, self._on_terminate)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forget)
        try:
            self.application, full = self._load()
        except StartFailure as failure:
            self.control.send(b"N", failure.kind, str(failure))
            return FAILED
        logs.install(self.control)
        route.install()
        self._slots = [slot.Slot(number, self, MainThreadInterrupt() if self.threads == 1 else ThreadInterrupt())
                       for number in range(self.threads)]
        name, version = framework(self.application)
        self.control.send(b"Y", platform.python_version(), platform.python_implementation(), name, version, full,
                          1 if self.threads == 1 else 0)
        if self.watches:
            changes = watch.Watch(self.directory, self.began, lambda path: self.control.send(b"W", path))
            watch.start(changes, lambda: self.quitting)
        self._serve()
        return 0

    def quit(self):
        """Take no new requests; ``run`` returns when the running ones have ended."""
        self.quitting = True
        for each in self._slots:
            each.stop_if_idle()

    def _serve(self):
        if self.threads == 1:
            self._slots[0].run()
            return
        threads = [threading.Thread(target=each.run, name="wsgi4j-slot-%d" % each.number, daemon=True) for each in self._slots]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _interrupt(self, number, request):
        if number < len(self._slots):
            self._slots[number].guard.interrupt(request)

    def _lost(self):
        """The JVM has closed the control connection, or is gone."""
        self.quit()
        if not self._has_lifeline and not self._is_there():
            lifeline.end()
        time.sleep(self.grace)
        lifeline.end()

    def _is_there(self):
        try:
            slot.connect(self.path).close()
            return True
        except OSError:
            return False

    def _on_interrupt(self, number, frame):
        """Ctrl-C is the JVM's, which ends this process in its own order."""

    def _on_terminate(self, number, frame):
        # In a thread: the main thread, which the signal interrupts, may hold a lock that quitting needs.
        threading.Thread(target=self._told, daemon=True).start()

    def _told(self):
        self.told = True
        self.quit()

    def _forget(self):
        """In a forked child: it is no worker, it has no connections and dies of signals like any process."""
        self.control.forget()
        for each in self._slots:
            each.forget()
        for number, handler, default in ((signal.SIGTERM, self._on_terminate, signal.SIG_DFL),
                                         (signal.SIGINT, self._on_interrupt, signal.default_int_handler)):
            if signal.getsignal(number) == handler:
                try:
                    signal.signal(number, default)
                except ValueError:
                    # PyPy, where another thread than the main one has forked
                    pass


def import_application(directory, callable):
    """Import the application; return it and its full name."""
    if not os.path.isdir(directory):
        raise StartFailure("directory", "%s is not a directory" % directory)
    os.chdir(directory)
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    sys.path[:] = [directory] + [entry for entry in sys.path if entry != directory and os.path.abspath(entry) != own]
    sys.argv[:] = [""]
    # As gunicorn does: without it, web.py takes this for development and shows its variables on error pages.
    os.environ.setdefault("SERVER_SOFTWARE", "wsgi4j")
    return load(callable or discover.discover(directory))


def main():
    # The JVM blocks it in what it starts, and so it would be in the application's programs.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGQUIT,))
    lifeline.new_group()
    configuration, descriptor = lifeline.read_configuration()
    # The first to be registered is the last to run: what the application logs at its end goes out too.
    last = []
    atexit.register(lambda: [each() for each in last])
    began = time.time_ns()
    importing = functools.partial(import_application, configuration["directory"], configuration.get("callable"))
    if configuration.get("template"):
        # The descriptor ends with the template, which need not be the end of the JVM.
        application, full, configuration["process"] = template.run(
            configuration, descriptor, slot.connect(configuration["socket"]), importing)
        worker = Worker(configuration, began, lambda: (application, full), has_lifeline=False)
    else:
        lifeline.watch(descriptor)
        worker = Worker(configuration, began, importing)
    last.append(worker.control.flush)
    status = worker.run()
    if status == 0 and not worker.told:
        # The JVM is gone, and its connections have ended before its lifeline did.
        last.append(lifeline.end)
    sys.exit(status)
