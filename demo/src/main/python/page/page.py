"""The Python page of the demo: a WSGI application as PEP 3333 describes it, with the standard library alone."""

import os
import platform
import time
from html import escape
from pathlib import Path
from string import Template

PAGE = Template(Path(__file__).with_name("page.html").read_text(encoding="utf-8"))
LINES = 10


def application(environ, start_response):
    """Answer a request: this is the whole interface."""
    path = environ["PATH_INFO"]
    if path == "/stream":
        start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
        return stream()
    if path in ("", "/"):
        return html(start_response, "200 OK", "Python", content(environ), environ)
    return html(start_response, "404 Not Found", "There is nothing at this path", "", environ)


def stream():
    """Yield a line at a time: the server sends each one before it asks for the next."""
    for number in range(1, LINES + 1):
        yield b"line %d of %d, from process %d\n" % (number, LINES, os.getpid())
        time.sleep(0.3)


def content(environ):
    """Return the page's content: who answers, the link to the stream, the environ as a table."""
    rows = "".join("<dt>%s</dt>\n<dd>%s</dd>\n" % (escape(name), escape(text(environ[name])))
                   # No script may see the cookie of the session, so no page shows it.
                   for name in sorted(environ) if name != "HTTP_COOKIE")
    return """\
<p>Answered by %s %s in process %d, without a framework. The code is in <code>page.py</code>.</p>
<p class="row"><a class="button" href="%s/stream" data-stream>Read a stream</a></p>
<pre role="status" aria-label="Stream" data-lines tabindex="0" hidden></pre>
<h2>The environ of this request</h2>
<dl class="table">
%s</dl>
""" % (platform.python_implementation(), platform.python_version(), os.getpid(), escape(environ["SCRIPT_NAME"]), rows)


def text(value):
    """Return what the page shows of a value: the text of a string, the type of an object."""
    if isinstance(value, str):
        # The strings of an environ hold bytes, one in each character. Only here do they become text.
        return value.encode("latin-1").decode("utf-8", "replace")
    if isinstance(value, (bool, int, float, tuple)):
        return repr(value)
    return "an object: " + getattr(value, "__name__", type(value).__name__)


def html(start_response, status, title, content, environ):
    """Answer with a page that looks like the others of the site, which is mounted one level above."""
    home = environ["SCRIPT_NAME"].rpartition("/")[0] + "/"
    page = PAGE.substitute(title=title, home=escape(home), content=content).encode("utf-8")
    start_response(status, [("Content-Type", "text/html; charset=utf-8")])
    return [page]
