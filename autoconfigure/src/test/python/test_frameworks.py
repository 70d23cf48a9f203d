"""Real frameworks, where the interpreter has them."""

import importlib.util
import unittest

from jvm import Jvm, request

FLASK = {"app.py": """
    from flask import Flask, request, send_file
    app = Flask(__name__)
    app.logger.warning("at import")
    @app.route("/")
    def hello():
        return "hello"
    @app.route("/echo", methods=["POST"])
    def echo():
        return request.get_data()
    @app.route("/file")
    def file():
        return send_file(__file__)
    @app.route("/items/<int:item>")
    def item(item):
        return "item"
    @app.route("/fail")
    def fail():
        app.logger.warning("here")
        raise KeyError("x")
    """}

DJANGO = {"manage.py": "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n", "shop/__init__.py": "",
          "shop/settings.py": "SECRET_KEY='x'\nROOT_URLCONF='shop.urls'\nALLOWED_HOSTS=['*']\n",
          "shop/urls.py": """
    from django.http import FileResponse, HttpResponse
    from django.urls import include, path, re_path
    urlpatterns = [path("", lambda request: HttpResponse("hello " + request.GET.get("name", ""))),
                   path("echo", lambda request: HttpResponse(request.body)),
                   path("items/<int:item>", lambda request, item: HttpResponse("item")),
                   path("old/", include([re_path(r"^(?P<year>[0-9]{4})/$", lambda request, year: HttpResponse("year"))])),
                   path("file", lambda request: FileResponse(open(__file__, "rb")))]
    """,
          "shop/wsgi.py": "from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n"}


GEVENT = {"app.py": """
    from gevent import monkey, spawn
    monkey.patch_all()
    def application(environ, start_response):
        start_response("200 OK", [])
        return [str(spawn(len, environ["PATH_INFO"]).get()).encode()]
    """}


@unittest.skipUnless(importlib.util.find_spec("gevent"), "this interpreter has no gevent")
class GeventTests(unittest.TestCase):

    def test_patched_by_the_import(self):
        for threads in 1, 2:
            with self.subTest(threads), Jvm(GEVENT, threads=threads) as jvm:
                jvm.ready()
                for slot in [jvm.slot() for _ in range(threads)]:
                    slot.send("R", request(PATH_INFO="/four"))
                    self.assertEqual(slot.answer().body, b"5")
                self.assertEqual(jvm.quit(), 0)


@unittest.skipUnless(importlib.util.find_spec("flask"), "this interpreter has no Flask")
class FlaskTests(unittest.TestCase):

    def test_flask(self):
        with Jvm(FLASK, None) as jvm:
            ready = jvm.ready()
            self.assertEqual((ready[2], ready[4]), ("flask", "app:app"))
            self.assertTrue(ready[3])
            slot = jvm.slot()
            slot.send("R", request())
            answer = slot.answer()
            self.assertEqual((answer.frames, answer.body), ("HBEF", b"hello"))
            slot.send("R", request(REQUEST_METHOD="POST", PATH_INFO="/echo", CONTENT_LENGTH="6", pull=True))
            self.assertEqual(slot.answer(b"upload").body, b"upload")
            slot.send("R", request(PATH_INFO="/file"))
            self.assertEqual(slot.answer().frames, "HLEF")
            slot.send("R", request(REQUEST_METHOD="HEAD"))
            self.assertEqual(slot.answer().frames, "HEF")
            for path, route in (("/items/7", "/items/<int:item>"), ("/items/x", None), ("/none", None), ("/", "/")):
                slot.send("R", request(PATH_INFO=path))
                self.assertEqual(slot.answer().route, route)
            slot.send("R", request(PATH_INFO="/fail"))
            self.assertEqual(slot.answer().status, "500 INTERNAL SERVER ERROR")
            jvm.control.send("t")
            jvm.next("T")
            self.assertEqual(len([log for log in jvm.logs if "KeyError: 'x'" in log[2]]), 1, jvm.logs)
            self.assertEqual(len([log for log in jvm.logs if "here" in log[2]]), 1, jvm.logs)

    def test_logger_that_the_import_has_used_keeps_its_levels(self):
        with Jvm({"app.py": """
                from flask import Flask
                app = Flask(__name__)
                app.logger.setLevel("INFO")
                @app.route("/")
                def hello():
                    app.logger.info("sold")
                    return "hello"
                """}, None) as jvm:
            jvm.serve()
            self.assertEqual([log[:3] for log in jvm.logs], [["INFO", "app", "sold"]])

    def test_handler_with_a_formatter_of_the_application_stays(self):
        with Jvm({"app.py": """
                import logging
                from flask import Flask, request
                from flask.logging import default_handler
                class RequestFormatter(logging.Formatter):
                    def format(self, record):
                        return request.path + " " + super().format(record)
                default_handler.setFormatter(RequestFormatter("%(message)s"))
                app = Flask(__name__)
                app.logger.setLevel("INFO")
                @app.route("/")
                def hello():
                    app.logger.info("sold")
                    return "hello"
                """}, None) as jvm:
            jvm.serve()
            self.assertEqual([log[:3] for log in jvm.logs], [["ERROR", "wsgi.errors", "/ sold"]])


@unittest.skipUnless(importlib.util.find_spec("django"), "this interpreter has no Django")
class DjangoTests(unittest.TestCase):

    def test_django(self):
        with Jvm(DJANGO, None) as jvm:
            ready = jvm.ready()
            self.assertEqual((ready[2], ready[4]), ("django", "shop.wsgi:application"))
            slot = jvm.slot()
            slot.send("R", request(QUERY_STRING="name=x"))
            self.assertEqual(slot.answer().body, b"hello x")
            slot.send("R", request(PATH_INFO="/file"))
            self.assertEqual(slot.answer().frames, "HLEF")
            slot.send("R", request(PATH_INFO="/none"))
            self.assertEqual(slot.answer().status, "404 Not Found")
            for path, route in (("/items/7", "/items/<int:item>"), ("/old/1999/", "/old/<year>/"), ("/none", None), ("/", "/")):
                slot.send("R", request(PATH_INFO=path))
                self.assertEqual(slot.answer().route, route)
            self.assertEqual(jvm.quit(), 0)


if __name__ == "__main__":
    unittest.main()
