"""Falcon: bounded streams of its own around ``wsgi.input``, and ``stream`` through ``wsgi.file_wrapper``."""
import os

import falcon


class Hello:
    def on_get(self, request, response):
        response.content_type = "text/plain; charset=utf-8"
        response.text = "Hello, " + request.get_param("name")


class Item:
    def on_get(self, request, response, item):
        response.text = "%d %s/me" % (item, request.root_path)


class Login:
    def on_post(self, request, response):
        response.set_cookie("user", request.get_media()["user"].encode().hex(), secure=False)
        raise falcon.HTTPFound(request.root_path + "/me")


class Me:
    def on_get(self, request, response):
        response.content_type = "text/plain; charset=utf-8"
        response.text = bytes.fromhex(request.cookies.get("user", b"nobody".hex())).decode()


class Upload:
    def on_post(self, request, response):
        for part in request.get_media():
            response.text = "%s %d" % (part.filename, len(part.stream.read()))


class Raw:
    """Reads as much as there is, with no word of a length."""

    def on_put(self, request, response):
        response.text = str(len(request.bounded_stream.read()))


class Stream:
    def on_get(self, request, response):
        response.content_type = "text/plain"
        response.stream = (b"%d\n" % number for number in range(1000))


class Own:
    """A file that Falcon gives to the server's own wrapper, since it can be read."""

    def on_get(self, request, response):
        response.content_type = "text/x-python"
        response.set_stream(open(__file__, "rb"), os.path.getsize(__file__))


class Missing:
    def on_get(self, request, response):
        raise falcon.HTTPNotFound(title="Nothing of Falcon's")


class Broken:
    def on_get(self, request, response):
        raise RuntimeError("broken on purpose")


app = falcon.App()
app.req_options.strip_url_path_trailing_slash = True
for path, resource in {"hello": Hello, "items/{item:int}": Item, "login": Login, "me": Me, "upload": Upload, "raw": Raw,
                       "stream": Stream, "own": Own, "missing": Missing, "broken": Broken}.items():
    app.add_route("/" + path, resource())
app.add_static_route("/files", os.path.dirname(os.path.abspath(__file__)))
