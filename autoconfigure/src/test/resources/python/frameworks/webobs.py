"""WebOb alone: a body that is made seekable, ``app_iter``, conditional responses and ranges."""
from webob import Request, Response, exc
from webob.dec import wsgify
from webob.static import FileApp

FILE = FileApp(__file__, content_type="text/x-python", conditional_response=True)
CLOSED = []


def hello(request):
    return "Hello, " + request.params["name"]


def items(request):
    return "%s %s/me" % (request.path_info_peek(), request.script_name.rpartition("/")[0])


def login(request):
    response = exc.HTTPFound(location=request.application_url.rpartition("/")[0] + "/me")
    response.set_cookie("user", request.POST["user"].encode().hex())
    return response


def me(request):
    return bytes.fromhex(request.cookies.get("user", b"nobody".hex())).decode()


def upload(request):
    file = request.POST["file"]
    return "%s %d" % (file.filename, len(file.file.read()))


def twice(request):
    """The body is read to its end, wound back and read again."""
    request.make_body_seekable()
    first = request.body_file.read()
    request.body_file.seek(0)
    second = request.copy().body
    return "%d %s %s" % (len(first), first == second, request.is_body_seekable)


class Numbers:
    def __iter__(self):
        return (b"%d\n" % number for number in range(1000))

    def close(self):
        CLOSED.append(1)


def stream(request):
    return Response(app_iter=Numbers(), content_type="text/plain")


def closed(request):
    return str(len(CLOSED))


def file(request):
    return FILE


def tagged(request):
    """The application sends the whole; WebOb makes 304 and 206 of it, and closes what it does not send."""
    response = Response(app_iter=Numbers(), content_type="text/plain", conditional_response=True)
    response.content_length = sum(map(len, Numbers()))
    response.etag = "numbers"
    return response


def missing(request):
    raise exc.HTTPNotFound("Nothing of WebOb's")


def broken(request):
    raise RuntimeError("broken on purpose")


@wsgify(RequestClass=Request)
def app(request):
    return globals()[request.path_info_pop()](request)
