"""Python's logging, into the JVM's log."""

import logging
import sys
import threading


def install(control):
    """Add a handler to the root logger, unless the application has configured logging by itself."""
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(JvmHandler(control))
        _replace_flasks()


def _replace_flasks():
    """Remove the handler that Flask adds where the root logger has none: it writes every level to ``wsgi.errors``.

    One with a formatter of the application's own is configuration, and stays.
    """
    handler = getattr(sys.modules.get("flask.logging"), "default_handler", None)
    if type(getattr(handler, "formatter", None)) is logging.Formatter:
        for logger in list(logging.getLogger().manager.loggerDict.values()):
            if isinstance(logger, logging.Logger) and logger.propagate:
                logger.removeHandler(handler)


class JvmHandler(logging.Handler):

    def __init__(self, control):
        super().__init__()
        self._control = control
        self._inside = threading.local()

    def emit(self, record):
        if getattr(self._inside, "on", False):
            return
        self._inside.on = True
        try:
            if not _shown(record):
                message = self.format(record)
                if not self._control.log(_level(record.levelno), record.name, message):
                    print(message, file=sys.stderr)
        except Exception:
            self.handleError(record)
        finally:
            self._inside.on = False


def _level(number):
    if number >= logging.ERROR:
        return "ERROR"
    if number >= logging.WARNING:
        return "WARNING"
    return "INFO" if number >= logging.INFO else "DEBUG"


def _shown(record):
    """Whether another handler has written the record to a stream, which ends in the same log."""
    logger = logging.getLogger(record.name)
    while logger.parent is not None:
        for handler in logger.handlers:
            if (isinstance(handler, logging.StreamHandler) and not isinstance(handler, logging.FileHandler)
                    and record.levelno >= handler.level and handler.filter(record)):
                return True
        if not logger.propagate:
            break
        logger = logger.parent
    return False
