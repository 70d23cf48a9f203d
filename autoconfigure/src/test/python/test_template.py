"""The template: imports once, forks, tells how its forks end."""

import os
import signal
import unittest

from jvm import Jvm, fields, request, texts

FILES = {"app.py": """
    import atexit, logging, os, subprocess
    atexit.register(lambda: logging.getLogger("app").warning("at exit"))
    imported = os.getpid()
    def application(environ, start_response):
        if environ["PATH_INFO"] == "/exit":
            subprocess.Popen(["sleep", "60"])
            os._exit(7)
        start_response("200 OK", [])
        return [repr((imported == os.getppid(), os.getpgrp() == os.getpid())).encode()]
    """}


class TemplateTests(unittest.TestCase):

    def fork(self, jvm, number):
        """Return control connection, slot and pid of a new process."""
        jvm.control.send("f", fields(number))
        answer = jvm.next("K")
        self.assertEqual(answer[0], str(number))
        control = jvm.accept()
        jvm.peers.append(control)
        self.assertEqual(texts(control.expect("C")), ["cafe", str(number), answer[1]])
        self.assertEqual(texts(control.expect("Y"))[4], "app:application")
        return control, jvm.slot(), int(answer[1])

    def test_forks_have_imported(self):
        with Jvm(FILES, template=True) as jvm:
            self.assertEqual(jvm.ready()[4], "app:application")
            for number in 2, 3:
                control, slot, pid = self.fork(jvm, number)
                self.assertEqual(slot.description, ["cafe", str(number), "0"])
                slot.send("R", request())
                self.assertEqual(slot.answer().body, b"(True, True)")
            control.send("q")
            self.assertEqual(texts(control.expect("G"))[:3], ["WARNING", "app", "at exit"])
            self.assertEqual(jvm.next("Q"), ["3", "0"])

    def test_is_told_to_end_by_a_signal(self):
        with Jvm(FILES, template=True) as jvm:
            jvm.ready()
            jvm.process.terminate()
            self.assertEqual(jvm.process.wait(20), 0)

    def test_ends_after_its_forks(self):
        with Jvm(FILES, template=True) as jvm:
            jvm.ready()
            control, slot, pid = self.fork(jvm, 2)
            jvm.control.send("q")
            slot.send("R", request())
            self.assertEqual(slot.answer().body, b"(True, True)")
            self.assertIsNone(jvm.process.poll())
            os.kill(pid, signal.SIGTERM)
            self.assertEqual(jvm.next("Q"), ["2", "0"])
            self.assertEqual(jvm.process.wait(20), 0)

    def test_ends_at_once_without_forks(self):
        with Jvm(FILES, template=True) as jvm:
            jvm.ready()
            self.assertEqual(jvm.quit(), 0)

    def test_says_why_it_cannot_fork(self):
        full = """
    import os
    def fork():
        raise BlockingIOError(11, "too many processes")
    os.fork = fork
    """
        with Jvm({"app.py": FILES["app.py"] + full}, template=True) as jvm:
            jvm.ready()
            jvm.control.send("f", fields(2))
            jvm.process.wait(20)
            self.assertIn("BlockingIOError: [Errno 11] too many processes", jvm.printed())

    def test_tells_how_a_fork_has_ended(self):
        with Jvm(FILES, template=True) as jvm:
            jvm.ready()
            _, slot, pid = self.fork(jvm, 2)
            slot.send("R", request(PATH_INFO="/exit"))
            self.assertEqual(jvm.next("Q"), ["2", "7"])
            with self.assertRaises(ProcessLookupError):
                while True:
                    # Its children are killed with it, and somebody else has to reap them.
                    os.killpg(pid, 0)
            _, _, pid = self.fork(jvm, 3)
            os.kill(pid, signal.SIGKILL)
            self.assertEqual(jvm.next("Q"), ["3", str(128 + signal.SIGKILL)])

    def test_tells_it_whatever_the_import_does_with_signals(self):
        for handler in "SIG_DFL", "SIG_IGN":
            files = {"app.py": """
                import signal
                signal.signal(signal.SIGCHLD, signal.%s)
                signal.set_wakeup_fd(-1)
                def application(environ, start_response):
                    start_response("200 OK", [])
                    return [signal.getsignal(signal.SIGCHLD).name.encode()]
                """ % handler}
            with self.subTest(handler), Jvm(files, template=True) as jvm:
                jvm.ready()
                _, slot, pid = self.fork(jvm, 2)
                slot.send("R", request())
                self.assertEqual(slot.answer().body, handler.encode())
                os.kill(pid, signal.SIGKILL)
                self.assertEqual(jvm.next("Q"), ["2", str(128 + signal.SIGKILL)])

    def test_nothing_is_left_of_a_jvm_that_is_gone(self):
        with Jvm(FILES, template=True) as jvm:
            jvm.ready()
            control, slot, pid = self.fork(jvm, 2)
            jvm.listener.close()
            jvm.process.stdin.close()
            self.assertEqual(jvm.process.wait(20), -signal.SIGKILL)
            control.close()
            slot.close()
            with self.assertRaises(ProcessLookupError):
                while not _is_zombie(pid):
                    os.kill(pid, 0)
                raise ProcessLookupError

    def test_a_fork_outlives_its_template(self):
        with Jvm(FILES, template=True) as jvm:
            jvm.ready()
            control, slot, pid = self.fork(jvm, 2)
            jvm.process.kill()
            jvm.process.wait(20)
            slot.send("R", request())
            self.assertEqual(slot.answer().status, "200 OK")
            control.close()
            jvm.listener.close()
            # The slot sees the end, but nobody waits for the exit.
            self.assertIsNone(slot.receive())

    def failure(self, text):
        with Jvm({"app.py": text}, template=True) as jvm:
            found = jvm.next("N")
            self.assertEqual(jvm.process.wait(20), 3)
            return found

    def test_refuses_threads_of_the_import(self):
        kind, text = self.failure("""
            import threading, time
            threading.Thread(target=time.sleep, args=(60,), name="poller", daemon=True).start()
            def application(environ, start_response): pass
            """)
        self.assertEqual(kind, "preload")
        self.assertIn("poller", text)

    @unittest.skipUnless(os.path.exists("/proc/self/task"), "there is no /proc")
    def test_refuses_threads_that_python_does_not_know(self):
        kind, text = self.failure("""
            import _thread, time
            _thread.start_new_thread(time.sleep, (60,))
            def application(environ, start_response): pass
            """)
        self.assertEqual(kind, "preload")
        self.assertIn("1 thread(s) outside", text)

    def test_import_fails(self):
        kind, text = self.failure("raise KeyError('secret')")
        self.assertEqual(kind, "import")
        self.assertIn("KeyError: 'secret'", text)


def _is_zombie(pid):
    try:
        with open("/proc/%d/stat" % pid) as file:
            return file.read().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False


if __name__ == "__main__":
    unittest.main()
