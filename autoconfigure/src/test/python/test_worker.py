"""The worker as a process: start, end, log, interrupts, threads."""

import _thread
import os
import signal
import sys
import time
import unittest
import unittest.mock

from jvm import Jvm, fields, request

from wsgi4j_worker import start

HELLO = {"app.py": """
    def application(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"hello"]
    """}


class StartTests(unittest.TestCase):

    def failure(self, files, callable, **configuration):
        with Jvm(files, callable, **configuration) as jvm:
            kind, text = jvm.next("N")
            self.assertEqual(jvm.process.wait(20), 3)
            return kind, text

    def test_ready(self):
        with Jvm(HELLO) as jvm:
            version, implementation, framework, _, callable, single = jvm.ready()
            self.assertEqual(callable, "app:application")
            self.assertEqual((framework, single), ("", "1"))
            self.assertEqual(jvm.slot().description, ["cafe", "1", "0"])

    def test_forms_of_callables(self):
        files = {"app.py": """
            def make():
                return application
            def application(environ, start_response):
                start_response("200 OK", [])
                return [b"hello"]
            class holder:
                inner = application
            """}
        for given, full in (("app", "app:application"), ("app:make()", "app:make()"), ("app:holder.inner", "app:holder.inner")):
            with self.subTest(given), Jvm(files, given) as jvm:
                self.assertEqual(jvm.ready()[4], full)

    def test_names_that_no_import_statement_takes(self):
        files = {"2024/my-app.py": """
            def ünicode(environ, start_response):
                start_response("200 OK", [])
                return [b"hello"]
            """}
        with Jvm(files, "2024.my-app:ünicode") as jvm:
            self.assertEqual(jvm.ready()[4], "2024.my-app:ünicode")

    def test_import_fails(self):
        kind, text = self.failure({"app.py": "import json\nraise KeyError('secret')"}, "app:application")
        self.assertEqual(kind, "import")
        self.assertIn("KeyError: 'secret'", text)
        self.assertIn("app.py", text)
        self.assertNotIn("wsgi4j_worker", text)
        self.assertNotIn("importlib", text)
        self.assertEqual(self.failure({}, "missing:x")[0], "import")
        self.assertEqual(self.failure({"app.py": "raise SystemExit(7)"}, "app:x")[0], "import")

    def test_no_callable(self):
        self.assertEqual(self.failure(HELLO, "app:other")[0], "callable")
        self.assertEqual(self.failure({"app.py": "x = 5"}, "app:x"), ("callable", "app:x is not callable, it is a int"))
        self.assertEqual(self.failure({"app.py": ""}, "app")[0], "callable")
        self.assertEqual(self.failure(HELLO, "app:make(1)")[0], "callable")

    def test_nothing_found(self):
        kind, text = self.failure({"other.py": ""}, None)
        self.assertEqual(kind, "notfound")
        self.assertIn("manage.py", text)

    def test_no_directory(self):
        self.assertEqual(self.failure(HELLO, None, directory="/nonexistent/x")[0], "directory")

    def test_other_sockets_of_the_application(self):
        """As PySocks and its users have it."""
        files = {"app.py": """
            import socket
            class Proxied(socket.socket):
                def connect(self, address):
                    raise OSError("no proxy")
            socket.socket = Proxied
            def application(environ, start_response):
                start_response("200 OK", [])
                return [b"hello"]
            """}
        with Jvm(files) as jvm:
            self.assertEqual(jvm.serve().body, b"hello")

    def test_surroundings(self):
        files = {"app.py": """
            import os, sys, threading
            seen = [threading.active_count(), sys.argv, sys.path[0] == os.getcwd(), sys.stdin.read(), any("worker" in entry for entry in sys.path),
                    [name for name in vars(sys.modules["__main__"]) if not name.startswith("__")],
                    os.environ.get("SERVER_SOFTWARE")]
            def application(environ, start_response):
                start_response("200 OK", [])
                return [repr(seen).encode()]
            """}
        with Jvm(files) as jvm:
            self.assertEqual(jvm.serve().body.decode(), "[1, [''], True, '', False, [], 'wsgi4j']")


class EndTests(unittest.TestCase):

    FILES = {"app.py": """
        import atexit, time
        atexit.register(lambda: print("atexit ran"))
        def application(environ, start_response):
            start_response("200 OK", [])
            yield b"begun"
            time.sleep(float(environ["QUERY_STRING"] or 0))
            yield b"ended"
        """}

    def test_handler_of_the_application(self):
        """An application that ends by itself when it is told to, as many have it, still does."""
        files = {"app.py": """
            import signal, sys
            signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(5))
            def application(environ, start_response):
                start_response("200 OK", [])
                return [b"hello"]
            """}
        for threads in (1, 2):
            with self.subTest(threads), Jvm(files, threads=threads) as jvm:
                jvm.ready()
                slots = [jvm.slot() for _ in range(threads)]
                slots[0].send("R", request())
                slots[0].answer()
                time.sleep(0.2)
                jvm.process.send_signal(signal.SIGTERM)
                self.assertEqual(jvm.process.wait(5), 5)

    def end(self, stop, threads):
        with Jvm(self.FILES, threads=threads) as jvm:
            jvm.ready()
            slots = [jvm.slot() for _ in range(threads)]
            slots[0].send("R", request(QUERY_STRING="0.5"))
            slots[0].expect("H")
            stop(jvm)
            for idle in slots[1:]:
                self.assertIsNone(idle.receive())
            self.assertEqual(slots[0].answer().body, b"begunended")
            self.assertIsNone(slots[0].receive())
            self.assertEqual(jvm.process.wait(20), 0)
            self.assertEqual(jvm.printed(), "atexit ran\n")

    def test_quit(self):
        for threads in (1, 3):
            with self.subTest(threads):
                self.end(lambda jvm: jvm.control.send("q"), threads)

    def test_sigterm(self):
        for threads in (1, 3):
            with self.subTest(threads):
                self.end(lambda jvm: jvm.process.send_signal(signal.SIGTERM), threads)

    def test_idle(self):
        for threads in (1, 3):
            with self.subTest(threads), Jvm(self.FILES, threads=threads) as jvm:
                jvm.ready()
                for _ in range(threads):
                    jvm.slot()
                jvm.process.send_signal(signal.SIGINT)
                self.assertEqual(jvm.quit(), 0)
                self.assertEqual(jvm.printed(), "atexit ran\n")

    def test_no_child_stays_behind(self):
        files = {"app.py": """
            import subprocess
            child = subprocess.Popen(["sleep", "300"])
            def application(environ, start_response):
                start_response("200 OK", [])
                return [str(child.pid).encode()]
            """}
        for end in (self.lifeline_ends, self.control_connection_ends, self.listener_ends):
            with self.subTest(end.__name__), Jvm(files) as jvm:
                jvm.ready()
                slot = jvm.slot()
                slot.send("R", request())
                child = int(slot.answer().body)
                end(jvm, slot)
                self.assertEqual(jvm.process.wait(20), -signal.SIGKILL)
                for _ in range(100):
                    if not alive(child):
                        break
                    time.sleep(0.05)
                self.assertFalse(alive(child))

    @staticmethod
    def lifeline_ends(jvm, slot):
        jvm.process.stdin.close()

    @staticmethod
    def control_connection_ends(jvm, slot):
        jvm.control.close()

    @staticmethod
    def listener_ends(jvm, slot):
        os.unlink(os.path.join(jvm.base, "s"))
        slot.close()


class InterruptTests(unittest.TestCase):

    FILES = {"app.py": """
        import time
        def application(environ, start_response):
            try:
                if environ["QUERY_STRING"] == "sleep":
                    time.sleep(30)
                elif environ["QUERY_STRING"] == "spin":
                    end = time.time() + 30
                    while time.time() < end:
                        pass
            except Exception:
                pass
            start_response("200 OK", [])
            return [b"done"]
        """}

    def interrupt(self, query, threads):
        with Jvm(self.FILES, threads=threads) as jvm:
            if jvm.ready()[1] == "PyPy" and threads > 1:
                self.skipTest("PyPy has no asynchronous exceptions")
            slots = [jvm.slot() for _ in range(threads)]
            number = slots[-1].description[2]
            slots[-1].send("R", request(11, QUERY_STRING=query))
            time.sleep(0.3)
            jvm.control.send("i", fields(number, 10))
            jvm.control.send("i", fields(number, 11))
            begun = time.time()
            answer = slots[-1].answer()
            self.assertLess(time.time() - begun, 10)
            self.assertEqual(answer.frames, "XF")
            self.assertEqual((answer.failure[0], answer.failure[3]), ("wsgi4j_worker.RequestTimeout", "1"))
            self.assertIn("app.py", answer.failure[2])
            jvm.control.send("i", fields(number, 11))
            for other in range(20, 40):
                jvm.control.send("i", fields(number, 11))
                slots[-1].send("R", request(other))
                self.assertEqual(slots[-1].answer().body, b"done")

    def test_main_thread(self):
        self.interrupt("sleep", 1)
        self.interrupt("spin", 1)

    def test_other_thread(self):
        self.interrupt("spin", 2)

    def test_stacks(self):
        with Jvm(self.FILES) as jvm:
            jvm.ready()
            jvm.slot().send("R", request(QUERY_STRING="sleep"))
            time.sleep(0.3)
            jvm.control.send("t")
            text, = jvm.next("T")
            self.assertIn("time.sleep(30)", text)


class LogTests(unittest.TestCase):

    def test_log(self):
        files = {"app.py": """
            import logging
            log = logging.getLogger("shop.orders")
            def application(environ, start_response):
                print("one line", file=environ["wsgi.errors"])
                environ["wsgi.errors"].write("half a ")
                environ["wsgi.errors"].writelines(["line \\udc80 \\u20ac"])
                log.info("too low")
                log.warning("low %s", "stock")
                try:
                    1 / 0
                except ZeroDivisionError:
                    log.exception("failed")
                start_response("200 OK", [])
                return [b"x"]
            """}
        with Jvm(files) as jvm:
            jvm.serve(42)
            self.assertEqual(jvm.logs[0], ["ERROR", "wsgi.errors", "one line", "42"])
            self.assertEqual(jvm.logs[1], ["WARNING", "shop.orders", "low stock", "42"])
            self.assertEqual(jvm.logs[2][:2], ["ERROR", "shop.orders"])
            self.assertIn("ZeroDivisionError", jvm.logs[2][2])
            self.assertEqual(jvm.logs[3], ["ERROR", "wsgi.errors", "half a line \\udc80 \u20ac", "42"])
            self.assertEqual(jvm.printed(), "")

    def test_forked_child_dies_of_a_signal(self):
        files = {"app.py": """
            import multiprocessing, time
            def application(environ, start_response):
                child = multiprocessing.get_context("fork").Process(target=time.sleep, args=(30,))
                child.start()
                time.sleep(0.5)
                child.terminate()
                child.join(10)
                start_response("200 OK", [])
                return [str(child.exitcode).encode()]
            """}
        # PyPy sets no handlers in a child that was forked by another thread than the main one.
        for threads in (1,) if sys.implementation.name == "pypy" else (1, 2):
            with self.subTest(threads), Jvm(files, threads=threads) as jvm:
                jvm.ready()
                slots = [jvm.slot() for _ in range(threads)]
                slots[0].send("R", request())
                self.assertEqual(slots[0].answer().body, b"-15")

    def test_application_that_configures_logging(self):
        files = {"app.py": """
            import logging, sys
            logging.basicConfig(stream=sys.stdout, format="own %(message)s")
            def application(environ, start_response):
                logging.warning("here")
                start_response("200 OK", [])
                return []
            """}
        with Jvm(files) as jvm:
            jvm.ready()
            slot = jvm.slot()
            slot.send("R", request())
            slot.answer()
            self.assertEqual(jvm.quit(), 0)
            self.assertEqual((jvm.printed(), jvm.logs), ("own here\n", []))

    def test_no_record_twice(self):
        files = {"app.py": """
            import logging, sys
            log = logging.getLogger("shop")
            log.addHandler(logging.StreamHandler(sys.stdout))
            def application(environ, start_response):
                log.warning("own")
                logging.warning("root")
                start_response("200 OK", [])
                return []
            """}
        with Jvm(files) as jvm:
            jvm.serve()
            self.assertEqual((jvm.printed(), [log[2] for log in jvm.logs]), ("own\n", ["root"]))

    def test_forked_child_leaves_the_connections_alone(self):
        files = {"app.py": """
            import logging, os
            def application(environ, start_response):
                child = os.fork()
                if child == 0:
                    logging.warning("from the child")
                    os._exit(0)
                os.waitpid(child, 0)
                start_response("200 OK", [])
                return [b"parent"]
            """}
        with Jvm(files) as jvm:
            jvm.ready()
            slot = jvm.slot()
            slot.send("R", request())
            self.assertEqual(slot.answer().body, b"parent")
            slot.send("R", request())
            self.assertEqual(slot.answer().body, b"parent")
            self.assertIn("from the child", jvm.printed())

    def test_forked_child_has_errors(self):
        files = {"app.py": """
            import os, sys
            def application(environ, start_response):
                errors = sys.stderr = environ["wsgi.errors"]
                child = os.fork()
                if child == 0:
                    errors.write("one\\ntwo\\nthr")
                    errors.write("ee \u20ac")
                    errors.flush()
                    os._exit(0)
                os.waitpid(child, 0)
                start_response("200 OK", [])
                return [b"parent"]
            """}
        with Jvm(files) as jvm:
            jvm.serve()
            self.assertEqual((jvm.printed(), jvm.logs), ("one\ntwo\nthree \u20ac\n", []))

    def test_forked_child_that_forks_again_says_nothing(self):
        files = {"app.py": """
            import os
            def application(environ, start_response):
                child = os.fork()
                if child == 0:
                    # As a program that becomes a daemon does.
                    if os.fork() != 0:
                        os.wait()
                    os._exit(0)
                os.waitpid(child, 0)
                start_response("200 OK", [])
                return [b"parent"]
            """}
        with Jvm(files) as jvm:
            jvm.serve()
            self.assertEqual(jvm.printed(), "")

    def test_timeout_of_the_application_is_not_that_of_the_connections(self):
        files = {"app.py": """
            import gc, socket
            socket.setdefaulttimeout(60)
            def application(environ, start_response):
                start_response("200 OK", [])
                return [str([each.gettimeout() for each in gc.get_objects()
                    if type(each) is socket.socket and each.family == socket.AF_UNIX]).encode()]
            """}
        with Jvm(files) as jvm:
            self.assertEqual(jvm.serve().body, b"[None, None]")


class ShortageTests(unittest.TestCase):

    def test_no_connection(self):
        """As where the import changes the user of the process."""
        files = {"app.py": """
            import socket
            def refuse(connection, address):
                raise PermissionError(13, "not allowed")
            socket.socket.connect = refuse
            def application(environ, start_response):
                raise AssertionError
            """}
        with Jvm(files) as jvm:
            jvm.ready()
            self.assertIn("A thread cannot take requests: [Errno 13] not allowed", str(jvm.next("G")))

    def test_descriptors(self):
        files = {"app.py": """
            import resource, threading
            before = resource.getrlimit(resource.RLIMIT_NOFILE)
            def limit(descriptors):
                resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, before[1]))
            def application(environ, start_response):
                limit(3)
                threading.Timer(0.5, limit, before[:1]).start()
                start_response("200 OK", [])
                return []
            """}
        with Jvm(files) as jvm:
            jvm.ready()
            slot = jvm.slot()
            slot.send("R", request())
            slot.answer()
            slot.close()
            self.assertIn("A thread cannot take requests", str(jvm.next("G")))
            slot = jvm.slot()
            slot.send("R", request())
            self.assertEqual(slot.answer().frames, "HEF")


class ThreadTests(unittest.TestCase):

    def test_requests_at_the_same_time(self):
        files = {"app.py": """
            import threading
            barrier = threading.Barrier(3, timeout=10)
            def application(environ, start_response):
                barrier.wait()
                start_response("200 OK", [])
                return [repr((environ["wsgi.multithread"], environ["wsgi.multiprocess"])).encode()]
            """}
        with Jvm(files, threads=3, processes=2) as jvm:
            self.assertEqual(jvm.ready()[5], "0")
            slots = [jvm.slot() for _ in range(3)]
            self.assertEqual(sorted(slot.description[2] for slot in slots), ["0", "1", "2"])
            for slot in slots:
                slot.send("R", request())
            self.assertEqual([slot.answer().body for slot in slots], [b"(True, True)"] * 3)

    def test_no_thread_begins_later(self):
        """The end of the process could come before it."""
        begun = []
        real = _thread.start_new_thread

        def late(function, arguments):
            def run():
                time.sleep(0.1)
                begun.append(True)
                function(*arguments)
            return real(run, ())
        with unittest.mock.patch("_thread.start_new_thread", late):
            start(lambda: None)
        self.assertEqual(begun, [True])


def alive(pid):
    try:
        with open("/proc/%d/stat" % pid) as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    unittest.main()
