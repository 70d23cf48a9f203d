"""Changes of files, without a process."""

import os
import sys
import tempfile
import time
import types
import unittest
import unittest.mock

import jvm

sys.path.append(os.path.join(os.path.dirname(jvm.__file__), *[".."] * 2, "main/resources/io/github/wsgi4j/python/worker"))

from wsgi4j_worker import watch  # noqa: E402
from wsgi4j_worker.watch import Watch  # noqa: E402


class WatchTests(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = os.path.realpath(folder.name)
        self.began = time.time_ns() - 10 ** 10
        self.changes = []
        self.app = self.write("app.py", -20)
        self.modules = {}
        self.watch = Watch(self.folder, self.began, self.changes.append, self.modules)

    def write(self, name, age):
        """Write a file, with an age in seconds since now."""
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "a") as file:
            file.write("#")
        os.utime(path, (time.time() + age,) * 2)
        return path

    def looks(self, count):
        for _ in range(count):
            self.watch.look()
        return self.changes

    def test_nothing_has_changed(self):
        self.assertEqual(self.looks(3), [])

    def test_a_change_is_told_once_and_when_it_is_over(self):
        self.looks(1)
        self.write("app.py", -3)
        self.assertEqual(self.looks(1), [])
        self.write("app.py", -2)
        self.assertEqual(self.looks(1), [])
        self.assertEqual(self.looks(3), [self.app])

    def test_a_file_that_was_written_during_the_import(self):
        self.write("app.py", -5)
        self.assertEqual(self.looks(3), [self.app])

    def test_a_time_to_come_is_no_change(self):
        self.write("app.py", 3600)
        self.assertEqual(self.looks(3), [])

    def test_a_new_file(self):
        self.looks(1)
        new = self.write("new.py", -1)
        self.write("new.txt", -1)
        self.assertEqual(self.looks(3), [new])

    def test_a_file_that_is_deleted_and_comes_again(self):
        self.looks(1)
        os.remove(self.app)
        self.assertEqual(self.looks(2), [])
        self.write("app.py", -1)
        self.assertEqual(self.looks(2), [self.app])

    def test_modules_elsewhere_but_no_libraries(self):
        mine = self.write("elsewhere/mine.py", -20)
        library = self.write("site-packages/library.py", -20)

        class Lazy(types.ModuleType):
            def __getattribute__(self, name):
                raise RuntimeError(name)

        self.modules.update({"mine": types.SimpleNamespace(__file__=mine), "library": types.SimpleNamespace(__file__=library),
                   "gone": types.SimpleNamespace(__file__="/not/there/gone.py"),
                   "built": types.SimpleNamespace(__file__=None), "lazy": Lazy("lazy")})
        self.looks(1)
        self.write("elsewhere/mine.py", -1)
        self.write("site-packages/library.py", -1)
        self.assertEqual(self.looks(2), [mine])

    def test_the_program_of_the_worker_is_no_module_of_the_application(self):
        program = self.write("worker/__main__.py", -20)
        own = self.write("worker/wsgi4j_worker/watch.py", -20)
        self.modules["__main__"] = types.SimpleNamespace(__file__=program)
        with unittest.mock.patch.object(watch, "__file__", own):
            self.watch = Watch(self.folder, self.began, self.changes.append, self.modules)
        self.looks(1)
        self.write("worker/__main__.py", -1)
        self.assertEqual(self.looks(2), [])


if __name__ == "__main__":
    unittest.main()
