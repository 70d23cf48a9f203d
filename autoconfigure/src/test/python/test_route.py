"""The routes of frameworks, without the frameworks."""

import os
import sys
import types
import unittest
from unittest import mock

import jvm

sys.path.append(os.path.join(os.path.dirname(jvm.__file__), *[".."] * 2, "main/resources/io/github/wsgi4j/python/worker"))

from wsgi4j_worker import route  # noqa: E402


def flask(rule):
    return types.SimpleNamespace(url_rule=rule and types.SimpleNamespace(rule=rule))


class RouteTests(unittest.TestCase):

    def test_the_rule_of_flask(self):
        environ = {"SCRIPT_NAME": "/shop", "werkzeug.request": flask("/items/<any(a, b):item>")}
        self.assertEqual(route.find(environ, "/shop"), "/items/<any(a, b):item>")

    def test_no_route(self):
        for found in (None, flask(None), flask(7), object()):
            self.assertIsNone(route.find({"werkzeug.request": found}, None))
        self.assertIsNone(route.find({}, None))

    def test_a_route_below_another_one_is_not_whole(self):
        environ = {"SCRIPT_NAME": "/shop/7", "werkzeug.request": flask("/items")}
        self.assertIsNone(route.find(environ, "/shop"))

    def test_routes_of_django(self):
        for given, expected in (
                ("", "/"), ("items/<int:id>/", "/items/<int:id>/"), (r"^items/(?P<id>[0-9]+)/$", "/items/<id>/"),
                (r"^a/(?P<id>(x|y[)])+\)z)\.(?:html|txt)?$", "/a/<id>.<>"), (r"^(\d+)/[^]/]{2,}/\w+\Z", "/<>/<>/<>"),
                (r"admin/(?P<url>.*)$", "/admin/<url>"), (r"^(?=x)broken(", "/<>broken<>"), ("a)b", "/ab")):
            self.assertEqual(route.find({"wsgi4j.route": given}, None), expected)

    def test_characters(self):
        self.assertEqual(route.clean("/\u00fc\u20ac/{x}\n", False), "/\u00fc\u20ac/x".encode("utf-8").decode("latin-1"))
        self.assertIsNone(route.clean("/" + "x" * 1000, False))

    def test_django_notes_its_routes(self):
        class BaseHandler:
            def resolve_request(self, request):
                return types.SimpleNamespace(route="items/<int:id>")
        base = types.SimpleNamespace(BaseHandler=BaseHandler)
        with mock.patch.dict(sys.modules, {"django.core.handlers.base": base}):
            route.install()
        environ = {}
        match = BaseHandler().resolve_request(types.SimpleNamespace(environ=environ))
        self.assertEqual((match.route, environ), ("items/<int:id>", {"wsgi4j.route": "items/<int:id>"}))
        self.assertEqual(BaseHandler().resolve_request(object()).route, "items/<int:id>")

    def test_a_django_without_the_hook(self):
        with mock.patch.dict(sys.modules, {"django.core.handlers.base": types.SimpleNamespace()}):
            route.install()


if __name__ == "__main__":
    unittest.main()
