"""Metrics, health and status of the real binary, for friends, for Prometheus, and for clients that mean harm."""

import contextlib
import json
import pathlib
import resource
import shutil
import signal
import socket
import subprocess
import threading
import time
import unittest
import urllib.parse
import urllib.request

import case
import feeds
from admin import Admin
from case import Mount, SystemCase, needs_root
from daemon import SANITIZED, until


class AdminCase:
    def begin(self, **options):
        self.configure(source={"max_record_bytes": "16KiB"})  # the feeds' longest articles are longer
        daemon = self.start(**options)
        self.admin = Admin(daemon)
        until(daemon.runs, 30, "the start")
        return daemon

    def feed_some(self, seed, lines=300):
        feed = feeds.Feed(seed)
        feed.add_lines("a.jsonl", lines, bad_share=0.1)
        feed.write(self.feed)
        return feed

    def assert_all_out(self, feed, seconds=60):
        expected = {stream: len(records) for stream, records in feed.expected().items()}
        until(lambda: {stream: len(found) for stream, found in self.outcomes().items()} == expected, seconds,
              lambda: f"the outputs: {expected}")
        self.assert_outcomes(feed)


class AdminPages(AdminCase, SystemCase):
    def test_metrics_count_what_went_through(self):
        daemon = self.begin()
        feed = self.feed_some(301)
        self.assert_all_out(feed)
        expected = feed.expected()
        every = sum(map(len, expected.values()))
        self.assertGreater(len(self.admin.families()), 30)
        series = self.admin.series()
        for part, kind in (("source", "spool"), ("sink", "files")):
            labels = f'{{component="{part}",kind="{kind}"}}'
            self.assertEqual(series["tidings_component_received_records_total" + labels], every)
            self.assertEqual(series["tidings_component_sent_records_total" + labels], every)
        self.assertEqual(sum(value for name, value in series.items() if name.startswith("tidings_dlq_records_total")),
                         len(expected["rejected"]))
        self.assertEqual(series["tidings_end_to_end_latency_seconds_count"], every)
        self.assertEqual(series["tidings_ready"], 1)
        self.assertEqual(series["tidings_inflight_bytes"], 0)
        self.assertEqual(daemon.stop(), 0)

    def test_ready_healthy_and_a_status_that_says_what_is_done(self):
        self.begin()
        feed = self.feed_some(302)
        self.assert_all_out(feed)
        self.assertEqual(self.admin.json("/readyz"), (200, {"ready": True, "reasons": []}))
        self.assertEqual(self.admin.get("/healthz"), (200, "ok\n"))
        code, status = self.admin.json("/v1/status")
        self.assertEqual((code, status["phase"], status["ready"]), (200, "running", True))
        self.assertEqual([stage["name"] for stage in status["stages"]], ["normalise"])
        self.assertEqual(status["published_records"], len(feed.expected()["documents"]))
        self.assertEqual(status["bytes_in_flight"], 0)
        self.assertLess(abs(time.time() - status["last_commit_timestamp_seconds"]), 60)

    def test_other_paths_and_methods(self):
        self.begin()
        self.assertEqual(self.admin.get("/")[0], 404)
        self.assertEqual(self.admin.get("/metrics/../etc/passwd")[0], 404)
        self.assertEqual(self.admin.get("/healthz?verbose=1")[0], 200)
        self.assertEqual(self.admin.get("/healthz", method="HEAD"), (200, ""))
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "BREW"):
            self.assertIn(self.admin.get("/metrics", method=method)[0], (400, 405))

    def test_a_taken_port_ends_the_start_and_names_the_holder(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            self.settings["admin"]["listen"] = f"127.0.0.1:{taken.getsockname()[1]}"
            self.assert_exit(self.start(), 78, "cannot listen", "held by process")

    def test_off_means_no_server(self):
        self.settings["admin"]["listen"] = "off"
        daemon = self.start()
        until(daemon.runs, 30, "the start")
        self.assertFalse(daemon.says("http://"))


class Readiness(AdminCase, SystemCase):
    @needs_root("mounts a small file system")
    def test_a_full_disk_turns_it_red_and_room_green(self):
        self.out.mkdir()
        Mount(self, self.out, "-o", "size=1m")
        filler = self.out / "filler"
        daemon = self.begin()
        self.assertEqual(self.admin.reasons(), [])
        filler.write_bytes(b"x" * ((1 << 20) - 64 * 1024))
        feed = feeds.Feed(303)
        feed.add_lines("a.jsonl", 300)
        feed.write(self.feed)
        until(lambda: "sink: disk_full" in self.admin.reasons(), 60, lambda: f"red: {self.admin.reasons()}")
        self.assertEqual(self.admin.get("/readyz")[0], 503)
        self.assertEqual(self.admin.get("/healthz")[0], 200, "a restart would not help")
        series = self.admin.series()
        self.assertEqual((series["tidings_ready"], series['tidings_component_held{component="sink"}']), (0, 1))
        until(lambda: self.admin.series()['tidings_component_errors_total{component="sink",error_type="transient",'
                                          'stage="sending"}'] > 1, 30, "attempts")
        subprocess.run(["mount", "-o", "remount,size=64m", self.out], check=True)
        until(lambda: self.admin.get("/readyz")[0] == 200, 60, "green again")
        self.assert_all_out(feed)
        filler.unlink()
        self.assertEqual(daemon.stop(), 0)


class Hostile(AdminCase, SystemCase):
    """Whatever clients do, the feed goes through, memory stays, and the server answers afterwards."""

    def setUp(self):
        super().setUp()
        self.configure(admin={"timeout": "2s", "max_connections": 32})
        self.daemon = self.begin()
        self.admin.get("/metrics")
        self.before_kib = self.daemon.memory_kib()
        self.number = 0

    def assert_unharmed(self, grown_kib=32 * 1024):
        self.number += 1
        self.assertIsNone(self.daemon.poll(), self.daemon.tail())
        token, line = feeds.Writer(400 + self.number).json_article()
        self.drop(f"{self.number}.jsonl", line + b"\n")
        until(lambda: ("documents", token) in self.outcomes()["documents"], 60, "the article")
        until(lambda: self.answers(), 30, "an answer")
        if not SANITIZED:
            self.assertLess(self.daemon.memory_kib() - self.before_kib, grown_kib)

    def answers(self):
        with contextlib.suppress(OSError):
            return self.admin.get("/readyz", seconds=5)[0] == 200
        return False

    def test_huge_headers(self):
        for size in (10_000, 1_000_000, 20_000_000):
            answer = self.admin.raw(b"GET /metrics HTTP/1.1\r\nX: " + b"x" * size + b"\r\n\r\n")
            self.assertTrue(answer == b"" or answer.startswith(b"HTTP/1.1 431"), answer[:80])
        many = b"".join(b"X-%d: y\r\n" % number for number in range(100_000))
        answer = self.admin.raw(b"GET /metrics HTTP/1.1\r\n" + many + b"\r\n")
        self.assertTrue(answer == b"" or answer.startswith(b"HTTP/1.1 431"), answer[:80])
        self.assertTrue(self.admin.raw(b"GET /" + b"a" * 9000).startswith(b"HTTP/1.1 431"))
        self.assert_unharmed()

    def test_nonsense(self):
        for request in (b"\x00" * 1000, b"\xff\xfe\r\n\r\n", b"GET\r\n\r\n", b"\r\n\r\n\r\n\r\nx", b"GET / HTTP/9.9\r\n\r\n",
                        b"GET /metrics HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                        b"GET /metrics HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
                        b"GET /metrics HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
                        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"):
            self.assertRegex(self.admin.raw(request)[:12], rb"^(HTTP/1\.1 4\d\d)?$", request)
        body = b"POST /metrics HTTP/1.1\r\nContent-Length: 10000000\r\n\r\n" + b"x" * 10_000_000
        self.assertRegex(self.admin.raw(body)[:12], rb"^(HTTP/1\.1 4\d\d)?$")
        self.assert_unharmed()

    def test_nothing_and_one_byte_a_second(self):
        silent = self.admin.socket()
        slow = self.admin.socket()
        began = time.monotonic()
        with contextlib.suppress(OSError):
            for byte in b"GET /metrics HTTP/1.1\r\n":
                slow.sendall(bytes([byte]))
                time.sleep(0.5)
        self.assertLess(time.monotonic() - began, 11, "neither is waited for longer than admin.timeout")
        self.assertEqual(silent.recv(1), b"")
        until(lambda: self.admin.series()['tidings_admin_dropped_connections_total{reason="timeout"}'] >= 2, 20, "both")
        slow.close()
        silent.close()
        self.assert_unharmed()

    def test_a_client_that_does_not_read(self):
        with socket.socket() as deaf:
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            deaf.connect(("127.0.0.1", self.admin.port))
            deaf.settimeout(5)
            with contextlib.suppress(OSError):
                for _ in range(2000):
                    deaf.sendall(b"GET /metrics HTTP/1.1\r\n\r\n" * 10)
        self.assert_unharmed()

    def test_many_requests_of_one_client(self):
        requests = b"GET /healthz HTTP/1.1\r\n\r\n" * 2000
        answer = self.admin.raw(requests)
        self.assertEqual(answer.count(b"HTTP/1.1 200 OK"), 1000, "then the connection is closed")
        self.assert_unharmed()

    def test_ten_thousand_connections(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        connections = []
        feed = self.feed_some(304, 2000)
        try:
            for number in range(min(10_000, hard - 200)):
                connection = socket.create_connection(("127.0.0.1", self.admin.port), timeout=20)
                if number % 3 == 0:
                    with contextlib.suppress(OSError):
                        connection.sendall(b"GET /metrics HTTP/1.1\r\nX: ")
                connections.append(connection)
            self.assertGreater(len(connections), 500)
            self.assertTrue(self.answers(), "who asks at once is answered even now")
            self.assertLess(len(list(pathlib.Path(f"/proc/{self.daemon.pid}/fd").iterdir())), 100)
        finally:
            for connection in connections:
                connection.close()
        self.assert_all_out(feed)
        self.assertGreater(self.admin.series()['tidings_admin_dropped_connections_total{reason="limit"}'], 100)
        self.assertIsNone(self.daemon.poll())
        if not SANITIZED:
            self.assertLess(self.daemon.memory_kib() - self.before_kib, 64 * 1024)


@unittest.skipUnless(shutil.which("prometheus") and shutil.which("promtool"), "needs the package prometheus")
class RealPrometheus(AdminCase, SystemCase):
    def free_port(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return probe.getsockname()[1]

    def ask(self, query):
        """{labels: value} of an instant query; None while Prometheus is not there yet."""
        url = f"http://127.0.0.1:{self.port}/api/v1/query?" + urllib.parse.urlencode({"query": query})
        with contextlib.suppress(OSError):
            with urllib.request.urlopen(url, timeout=10) as answer:
                return {json.dumps(one["metric"], sort_keys=True): float(one["value"][1])
                        for one in json.load(answer)["data"]["result"]}
        return None

    def one(self, query):
        found = self.ask(query)
        return next(iter(found.values())) if found else None

    def test_it_scrapes_the_daemon_and_answers_queries(self):
        self.begin()
        self.port = self.free_port()
        config = self.root / "prometheus.yml"
        config.write_text(json.dumps({"global": {"scrape_interval": "200ms", "scrape_timeout": "200ms"},
                                      "scrape_configs": [{"job_name": "tidings", "static_configs": [
                                          {"targets": [f"127.0.0.1:{self.admin.port}"]}]}]}))
        with open(self.root / "prometheus.log", "wb") as log:
            prometheus = subprocess.Popen(
                ["prometheus", f"--config.file={config}", f"--storage.tsdb.path={self.root / 'tsdb'}",
                 f"--web.listen-address=127.0.0.1:{self.port}"], stdout=log, stderr=log)
        self.addCleanup(prometheus.wait)
        self.addCleanup(prometheus.terminate)
        feed = self.feed_some(305)
        self.assert_all_out(feed)
        every = sum(map(len, feed.expected().values()))
        until(lambda: self.one('up{job="tidings"}') == 1, 60, lambda: (self.root / "prometheus.log").read_text()[-2000:])
        until(lambda: self.one('tidings_component_sent_records_total{component="sink"}') == every, 30,
              lambda: f"{every}: {self.ask('tidings_component_sent_records_total')}")
        self.assertEqual(self.one("sum(tidings_dlq_records_total)"), len(feed.expected()["rejected"]))
        self.assertEqual(self.one("tidings_ready"), 1)
        self.assertGreater(self.one("histogram_quantile(0.99, tidings_end_to_end_latency_seconds_bucket)"), 0)
        self.assertGreater(len(self.ask('{__name__=~"tidings_.*"}')), 100)

    def test_promtool_finds_nothing_to_mend(self):
        self.begin()
        self.assert_all_out(self.feed_some(306))
        done = subprocess.run(["promtool", "check", "metrics"], input=self.admin.get("/metrics")[1], text=True,
                              capture_output=True, check=False)
        self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))


if __name__ == "__main__":
    case.main()
