"""Which application a directory has."""

import os
import tempfile
import unittest

from jvm import WORKER
from wsgi4j_worker.discover import discover
from wsgi4j_worker.load import StartFailure

MANAGE = "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', '%s')\n"


class DiscoverTests(unittest.TestCase):

    def setUp(self):
        self.before = os.environ.pop("DJANGO_SETTINGS_MODULE", None)

    def tearDown(self):
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)
        if self.before:
            os.environ["DJANGO_SETTINGS_MODULE"] = self.before

    def find(self, **files):
        with tempfile.TemporaryDirectory() as directory:
            for name, text in files.items():
                path = os.path.join(directory, *name.split("__"))
                if name.endswith("__"):
                    path = os.path.join(directory, name[:-2], "__init__")
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path + ".py", "w", encoding="utf-8") as file:
                    file.write(text)
            self.assertNotEqual(directory, WORKER)
            return discover(directory)

    def test_flask(self):
        for files, expected in (
                (dict(app="app = Flask(__name__)"), "app:app"),
                (dict(main="application = x"), "main:application"),
                (dict(app="def create_app(config=None): pass"), "app:create_app()"),
                (dict(shop__="def make_app(): pass"), "shop:make_app()"),
                (dict(shop__="def create_app(): pass\nif True:\n    app = create_app()"), "shop:app"),
                (dict(app="app = 1", wsgi="from app import app as application"), "wsgi:application"),
                (dict(shop__="def create_app(): pass", wsgi="from shop import create_app\napp = create_app()"), "wsgi:app"),
                (dict(shop__="", shop__wsgi="application = x"), "shop.wsgi:application"),
                (dict(app="app: Flask = Flask(__name__)", tests__=""), "app:app")):
            self.assertEqual(self.find(**files), expected)
        self.assertNotIn("DJANGO_SETTINGS_MODULE", os.environ)

    def test_django(self):
        self.assertEqual(self.find(manage=MANAGE % "shop.settings", shop__="", shop__wsgi="application = x", app="app = 1"),
                         "shop.wsgi:application")
        self.assertEqual(os.environ.pop("DJANGO_SETTINGS_MODULE"), "shop.settings")
        self.assertEqual(self.find(manage=MANAGE % "shop.settings.live", shop__wsgi="application = x"), "shop.wsgi:application")
        os.environ["DJANGO_SETTINGS_MODULE"] = "mine"
        self.assertEqual(self.find(manage=MANAGE % "settings"), "django.core.wsgi:get_wsgi_application()")
        self.assertEqual(os.environ["DJANGO_SETTINGS_MODULE"], "mine")

    def test_django_with_settings_of_production(self):
        """manage.py has those of a developer, as in cookiecutter-django."""
        for given in None, "mine":
            if given:
                os.environ["DJANGO_SETTINGS_MODULE"] = given
            self.assertEqual(
                self.find(manage=MANAGE % "config.settings.local", config__="", config__wsgi=MANAGE % "config.settings.production"
                          + "application = x"), "config.wsgi:application")
            self.assertEqual(os.environ.get("DJANGO_SETTINGS_MODULE"), given)

    def test_django_with_settings_that_are_only_read(self):
        for wsgi in "print(os.environ.get('DJANGO_SETTINGS_MODULE', ''))", "# os.environ['DJANGO_SETTINGS_MODULE'] = 'x'", (
                "print(os.environ['DJANGO_SETTINGS_MODULE'] == 'x')"):
            os.environ.pop("DJANGO_SETTINGS_MODULE", None)
            self.find(manage=MANAGE % "shop.settings", shop__wsgi="import os\n" + wsgi + "\napplication = x")
            self.assertEqual(os.environ.get("DJANGO_SETTINGS_MODULE"), "shop.settings")

    def test_django_with_a_wsgi_module_elsewhere(self):
        for files, expected in (
                (dict(settings="", wsgi="application = x"), "wsgi:application"),
                (dict(settings="", shop__wsgi="application = x"), "shop.wsgi:application"),
                (dict(settings="", shop__wsgi="application = x", wsgi="application = x"), "wsgi:application"),
                (dict(settings="", shop__wsgi="application = x", more__wsgi="app = x"), "django.core.wsgi:get_wsgi_application()")):
            self.assertEqual(self.find(manage=MANAGE % "settings", **files), expected)

    def test_syntax_error(self):
        broken = "app = 1\ndef index(:"
        for files, expected in (
                (dict(app=broken), "app"), (dict(shop__=broken), "shop"), (dict(app=broken, wsgi="application = x"), "wsgi:application"),
                (dict(app="app = 1", wsgi=broken), "wsgi"), (dict(app="app = 1", old__=broken), "app:app"),
                (dict(manage=MANAGE % "shop.settings", shop__wsgi=broken), "shop.wsgi")):
            self.assertEqual(self.find(**files), expected)

    def test_byte_order_mark(self):
        self.assertEqual(self.find(app="\ufeffdef create_app(): pass"), "app:create_app()")

    def test_not_plain(self):
        for files, text in (
                ({}, "wsgi.py, app.py, main.py"), (dict(app="app = 1", main="app = 2"), "several applications"),
                (dict(app="def create_app(config): pass"), "no application"),
                (dict(app="if __name__ == '__main__':\n    app = 1"), "no application")):
            with self.assertRaises(StartFailure) as caught:
                self.find(**files)
            self.assertEqual(caught.exception.kind, "notfound")
            self.assertIn(text, str(caught.exception))


if __name__ == "__main__":
    unittest.main()
