"""The daemon's HTTP server as a test sees it."""

import http.client
import json
import pathlib
import re
import socket

from daemon import until

ADDRESS = re.compile(r"metrics, health and status on http://127\.0\.0\.1:(\d+)")
GOLDEN = pathlib.Path(__file__).resolve().parents[1] / "metrics" / "golden.txt"  # what dashboards hold on to
SERIES = re.compile(r"^([a-z_:]+)(\{[^}]*\})? (\S+)$")


class Admin:
    """Of a daemon that listens on 127.0.0.1, port 0; waits until it does."""

    def __init__(self, daemon):
        until(lambda: ADDRESS.search(daemon.log_text()) or daemon.poll() is not None, 30, "the server")
        found = ADDRESS.search(daemon.log_text())
        if not found:
            raise AssertionError(f"no server: {daemon.tail()}")
        self.port = int(found.group(1))

    def get(self, path, method="GET", seconds=20):
        """Status and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            connection.request(method, path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def json(self, path):
        status, body = self.get(path)
        return status, json.loads(body)

    def series(self):
        """Every series of /metrics with its value: {'tidings_ready': 1.0, 'tidings_dlq…{reason="bad_json"}': 0.0, …}"""
        status, body = self.get("/metrics")
        if status != 200:
            raise AssertionError(f"/metrics: {status}")
        found = (SERIES.match(line) for line in body.splitlines() if not line.startswith("#"))
        return {name.group(1) + (name.group(2) or ""): float(name.group(3)) for name in found}

    def families(self):
        """The "# TYPE" lines of /metrics; each must be in the golden file, too."""
        found = {line for line in self.get("/metrics")[1].splitlines() if line.startswith("# TYPE")}
        unknown = found - set(GOLDEN.read_text().splitlines())
        if unknown:
            raise AssertionError(f"not in {GOLDEN.name}: {sorted(unknown)}")
        return found

    def reasons(self):
        """What /readyz blames, as "part: reason"."""
        _, answer = self.json("/readyz")
        return sorted(f"{one['part']}: {one['reason']}" for one in answer["reasons"])

    def socket(self, seconds=20):
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

    def raw(self, request, seconds=20):
        """What comes back for these bytes until the server closes; a reset is an end, too."""
        with self.socket(seconds) as connection:
            answer = b""
            try:
                connection.sendall(request)
                while piece := connection.recv(65536):
                    answer += piece
            except (ConnectionResetError, BrokenPipeError):
                pass
            return answer
