"""The real binary as a test sees it: a process with arguments, a log, a peak of memory and an exit code."""

import json
import os
import pathlib
import re
import signal
import subprocess
import time

# Sanitizers make everything slower; tests/system/CMakeLists.txt says by how much a wait grows.
PATIENCE = float(os.environ.get("TIDINGS_PATIENCE", "1"))
SANITIZED = os.environ.get("TIDINGS_SANITIZED", "") not in ("", "0", "OFF")


def binary():
    path = os.environ.get("TIDINGS_BINARY")
    if not path:
        raise RuntimeError("TIDINGS_BINARY must name the program under test")
    return pathlib.Path(path)


def until(holds, seconds=30, what="what the test waits for", pause=0.01):
    """Waits for an event, never for a time; answers what made it true. `seconds` is when to give up,
    `what` (or its answer) what to say then."""
    deadline = time.monotonic() + seconds * PATIENCE
    while True:
        answer = holds()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds * PATIENCE:.0f} s: {what() if callable(what) else what}")
        time.sleep(pause)


class Daemon:
    """One process. Made and waited for by one thread; end() is to be called in any case."""

    def __init__(self, arguments, folder, stdin=subprocess.DEVNULL, environment=None, before=None):
        self.log = pathlib.Path(folder) / f"log.{time.monotonic_ns()}"
        self.code = None
        self.peak_kib = 0
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([binary(), *arguments], cwd=folder, stdin=stdin, stdout=subprocess.PIPE,
                                            stderr=log, env={**os.environ, **(environment or {})}, preexec_fn=before)
        self.pid = self.process.pid

    def poll(self):
        """The exit code (negative: the signal), or None while it runs."""
        if self.code is None:
            # The kernel's own high-water mark, so that the last look before the end is enough.
            self.peak_kib = max(self.peak_kib, self.memory_kib("VmHWM"))
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = self.process.returncode = os.waitstatus_to_exitcode(status)
        return self.code

    def wait(self, seconds=60):
        until(lambda: self.poll() is not None, seconds, lambda: f"the end of tidings\n{self.tail()}", pause=0.002)
        return self.code

    def signal(self, number):
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self):
        self.signal(signal.SIGKILL)
        return self.wait()

    def stop(self, seconds=60):
        self.signal(signal.SIGTERM)
        return self.wait(seconds)

    def end(self):
        self.kill()
        self.process.stdout.close()

    def memory_kib(self, field="VmRSS"):
        """As /proc says; 0 where it is ending."""
        found = re.search(rf"^{field}:\s+(\d+) kB", pathlib.Path(f"/proc/{self.pid}/status").read_text(), re.M)
        return int(found.group(1)) if found else 0

    def log_text(self):
        return self.log.read_text(encoding="utf-8", errors="backslashreplace")

    def log_entries(self):
        """Of a log in JSON: each line must be an object with time, level and message."""
        entries = [json.loads(line) for line in self.log_text().splitlines()]
        for entry in entries:
            if sorted(entry) != ["level", "message", "time"]:
                raise AssertionError(f"not a log entry: {entry}")
        return entries

    def says(self, words):
        return words in self.log_text()

    def runs(self):
        """Whether it has taken up its work; an early end is no reason to wait on."""
        return self.says("running: ") or self.poll() is not None

    def tail(self):
        return self.log_text()[-4000:]
