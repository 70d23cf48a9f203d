"""What the application is built with, for the status of the process."""

import sys


def framework(application):
    """Return name and version of the framework; empty where it is unknown."""
    flask = sys.modules.get("flask")
    if flask is not None and isinstance(application, getattr(flask, "Flask", ())):
        return "flask", _version("flask")
    if "django" in sys.modules:
        return "django", _version("django")
    return "", ""


def _version(name):
    try:
        from importlib.metadata import version
        return version(name)
    except Exception:
        return ""
