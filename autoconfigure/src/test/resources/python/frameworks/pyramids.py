"""Pyramid: WebOb's requests and responses, tweens around views, and ``FileResponse``."""
from pyramid.config import Configurator
from pyramid.httpexceptions import HTTPFound, HTTPNotFound
from pyramid.response import FileResponse, Response
from pyramid.session import SignedCookieSessionFactory


def hello(request):
    return Response("Hello, " + request.params["name"])


def item(request):
    return Response("%s %s" % (request.matchdict["item"], request.route_path("me")))


def login(request):
    request.session["user"] = request.POST["user"]
    return HTTPFound(request.route_path("me"))


def me(request):
    return Response(request.session.get("user", "nobody"))


def upload(request):
    file = request.POST["file"]
    return Response("%s %d" % (file.filename, len(file.file.read())))


def stream(request):
    return Response(app_iter=(b"%d\n" % number for number in range(1000)), content_type="text/plain")


def file(request):
    return FileResponse(__file__, request=request, content_type="text/x-python")


def missing(request):
    raise HTTPNotFound("Nothing of Pyramid's")


def broken(request):
    raise RuntimeError("broken on purpose")


def refused(request):
    raise ValueError("for the view of exceptions")


def of_exceptions(error, request):
    return Response("seen: %s" % error, status=409)


def timing(handler, registry):
    """A tween: middleware that sees requests and responses, not the border of WSGI."""
    def tween(request):
        response = handler(request)
        response.headers["X-Tween"] = "over " + request.path_info
        return response
    return tween


def create():
    with Configurator(session_factory=SignedCookieSessionFactory("of the tests")) as config:
        config.add_tween("pyramids.timing")
        config.add_view(of_exceptions, context=ValueError)
        for view in (hello, login, me, upload, stream, file, missing, broken, refused):
            config.add_route(view.__name__, "/" + view.__name__)
            config.add_view(view, route_name=view.__name__)
        config.add_route("item", "/items/{item}")
        config.add_view(item, route_name="item")
        return config.make_wsgi_app()
