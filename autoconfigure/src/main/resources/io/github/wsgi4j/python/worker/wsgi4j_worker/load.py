"""The import of the application."""

import importlib
import re

from .failures import describe

# The name of a module need not be an identifier: it is imported by its file's name, as in my-app.py.
_CALLABLE = re.compile(r"([\w.-]+)(?::([^\W\d][\w.]*)(\(\s*\))?)?")
USUAL_NAMES = ("application", "app")
# The exit status of a process without an application.
FAILED = 3


class StartFailure(Exception):
    """Why there is no application: ``kind`` is for the JVM, the text for people."""

    def __init__(self, kind, text):
        super().__init__(text)
        self.kind = kind


def load(callable):
    """Return the application that ``module``, ``module:name.name`` or ``module:factory()`` names, and its full name."""
    match = _CALLABLE.fullmatch(callable.strip())
    if not match:
        raise StartFailure("callable", "%r is neither module:callable nor module:factory()" % callable)
    module_name, path, call = match.groups()
    try:
        module = importlib.import_module(module_name)
    except BaseException as failure:
        raise StartFailure("import", describe(failure)[2])
    if path is None:
        path = next((name for name in USUAL_NAMES if hasattr(module, name)), None)
        if path is None:
            raise StartFailure("callable", "The module %s defines neither application nor app" % module_name)
    found = module
    for name in path.split("."):
        try:
            found = getattr(found, name)
        except AttributeError:
            raise StartFailure("callable", "%s:%s does not exist: there is no %s in %r" % (module_name, path, name, found))
    full = "%s:%s" % (module_name, path)
    if call:
        if not hasattr(found, "__call__"):
            raise StartFailure("callable", "%s is not callable, it is a %s" % (full, type(found).__name__))
        full += "()"
        try:
            found = found()
        except BaseException as failure:
            raise StartFailure("import", describe(failure)[2])
    if not hasattr(found, "__call__"):
        raise StartFailure("callable", "%s is not callable, it is a %s" % (full, type(found).__name__))
    return found, full
