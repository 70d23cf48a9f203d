"""The route that the application's framework has found, for the metrics of the JVM. It is never a path."""

import functools
import re
import sys

_KEY = "wsgi4j.route"
_ESCAPED_OR_CLASS = r"\\.|\[\^?\]?(?:\\.|[^]\\])*\]"
_GROUP = re.compile(r"%s|\((\?P<(\w+)>|\?[^P])?|\)" % _ESCAPED_OR_CLASS, re.DOTALL)
# What has a meaning in a pattern of the JVM, or none without the groups of a regular expression.
_SPECIAL = re.compile(r"\\[AbBZ]|\{\d+(?:,\d*)?\}|[\\^$*+?{}]|[^\x20-\U0010ffff]")
_LONGEST = 1000


def install():
    """Have Django note its routes, where the application is one of Django."""
    base = sys.modules.get("django.core.handlers.base")
    resolve = getattr(getattr(base, "BaseHandler", None), "resolve_request", None)
    if resolve is None:
        return

    @functools.wraps(resolve)
    def resolve_request(self, request):
        match = resolve(self, request)
        environ = getattr(request, "environ", None)
        if environ is not None:
            environ[_KEY] = match.route
        return match

    base.BaseHandler.resolve_request = resolve_request


def find(environ, script):
    """Return the route of the request that is being answered, or None.

    ``script`` is the SCRIPT_NAME of the JVM: a route below another one, which a middleware has set, is not whole.
    """
    route = environ.get(_KEY)
    django = route is not None
    if not django:
        # Flask takes it back when the answer has begun.
        route = getattr(getattr(environ.get("werkzeug.request"), "url_rule", None), "rule", None)
    if not isinstance(route, str) or environ.get("SCRIPT_NAME") != script:
        return None
    return clean(route, django)


@functools.lru_cache(maxsize=1000)
def clean(route, django):
    """Return a route as a path, where Django's may be regular expressions, in latin-1 that is UTF-8; None if it is too long."""
    if django:
        route = _without_groups(route)
    route = "/" + _SPECIAL.sub("", route).lstrip("/")
    route = route.encode("utf-8", "replace").decode("latin-1")
    return route if len(route) <= _LONGEST else None


def _without_groups(route):
    """Replace the groups of a regular expression by their names."""
    result, depth, last = [], 0, 0
    for found in _GROUP.finditer(route):
        token = found.group()
        if not depth:
            result.append(route[last:found.start()])
            if not token.startswith(("(", ")")):
                # An escaped character is itself, a class has no name.
                result.append("<>" if token[0] == "[" or token[1] in "dDsSwW" else token)
        if token.startswith("("):
            if not depth:
                result.append("<%s>" % (found.group(2) or ""))
            depth += 1
        elif token == ")":
            depth = max(depth - 1, 0)
        last = found.end()
    if not depth:
        result.append(route[last:])
    return "".join(result)
