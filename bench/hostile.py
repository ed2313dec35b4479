#!/usr/bin/env python3
"""Do hostile clients of the HTTP server slow the flow down?

    TIDINGS_BINARY=build/release/daemon/tidings bench/hostile.py [--articles N] [--rounds N] [--rate N]

The daemon drains the same made articles from file to file, by turns alone and with clients that send huge headers, nothing,
one byte now and then, or nonsense, and open so many connections a second and never close them. Two ratios of articles per
second with them and without: by the clock, and by the processor time of the flow's threads, which does not see who else wants
the processors. Besides that, what the server's own thread takes. One JSON line."""

import argparse
import contextlib
import json
import multiprocessing
import os
import pathlib
import random
import shutil
import socket
import statistics
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests" / "support"))

import feeds  # noqa: E402
from admin import Admin  # noqa: E402
from daemon import Daemon  # noqa: E402

OPEN_AT_ONCE = 300  # of those that are never closed; the daemon itself holds on to 64
PER_FILE = 1000


class Harm:
    """The clients, in a process of their own; `connections` is how many they have made."""

    def __init__(self, port, rate):
        self.connections = multiprocessing.Value("q", 0)
        self.process = multiprocessing.Process(target=self.run, args=(port, rate), daemon=True)
        self.process.start()

    def end(self):
        self.process.kill()
        self.process.join()

    def run(self, port, rate):
        self.address, self.rate = ("127.0.0.1", port), rate
        for work in (self.flood, self.one_byte_at_a_time, self.nonsense, self.huge_headers):
            threading.Thread(target=work, daemon=True).start()
        threading.Event().wait()

    def connect(self):
        connection = socket.create_connection(self.address, timeout=10)
        with self.connections.get_lock():
            self.connections.value += 1
        return connection

    def flood(self):
        held, begun, made = [], time.monotonic(), 0
        while True:
            with contextlib.suppress(OSError):
                held.append(self.connect())
                if made % 3 == 0:
                    held[-1].sendall(b"GET /metrics HTTP/1.1\r\nX: ")
            made += 1
            if len(held) > OPEN_AT_ONCE:
                held.pop(0).close()
            time.sleep(max(0.0, begun + made / self.rate - time.monotonic()))

    def one_byte_at_a_time(self):
        slow = [None] * 20
        while True:
            for number, connection in enumerate(slow):
                try:
                    if connection is None:
                        slow[number] = connection = self.connect()
                    connection.sendall(b"G")
                except OSError:
                    slow[number] = None
            time.sleep(0.2)

    def nonsense(self):
        chance = random.Random(1)
        self.again(lambda: chance.randbytes(2000) + b"\r\n\r\n", pause=0.02)

    def huge_headers(self):
        huge = b"GET /metrics HTTP/1.1\r\nX: " + b"x" * 1_000_000 + b"\r\n\r\n"
        self.again(lambda: huge, pause=0.1)

    def again(self, request, pause):
        while True:
            with contextlib.suppress(OSError):
                with self.connect() as connection:
                    connection.sendall(request())
                    while connection.recv(65536):
                        pass
            time.sleep(pause)


def fill(folder, articles):
    writer = feeds.Writer(1)
    for first in range(0, articles, PER_FILE):
        count = min(PER_FILE, articles - first)
        (folder / f"{first:08}.jsonl").write_bytes(
            b"".join(writer.json_article(sentences=30)[1] + b"\n" for _ in range(count)))


def thread_times(pid):
    """Seconds of processor time by the thread's name and number."""
    found = {}
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):  # it has just ended
            name = (task / "comm").read_text().strip()
            found[name, task.name] = int((task / "schedstat").read_text().split()[0]) / 1e9
    return found


def drain(prepared, articles, rate):
    """One run, with clients where there is a rate. Articles are only cleaned: the faster the flow, the more it shows."""
    with tempfile.TemporaryDirectory(prefix="tidings-hostile-") as name:
        root = pathlib.Path(name)
        (root / "feed").mkdir()
        for file in prepared.iterdir():
            os.link(file, root / "feed" / file.name)
        settings = root / "tidings.yaml"
        settings.write_text(json.dumps({"source": {"path": "feed", "after": "keep"}, "sink": {"path": "out"},
                                        "state": {"path": "state"}, "admin": {"listen": "127.0.0.1:0"},
                                        "streams": {"events": False, "quotes": False, "updates": False}, "flow": {"workers": 1}}))
        begun = time.monotonic()
        daemon = Daemon(["run", "-c", str(settings), "--drain"], root)
        harm = Harm(Admin(daemon).port, rate) if rate else None
        try:
            times = {}
            while daemon.poll() is None:
                with contextlib.suppress(OSError):
                    times.update(thread_times(daemon.pid))
                time.sleep(0.02)
            seconds = time.monotonic() - begun
        finally:
            daemon.end()
            if harm:
                harm.end()
        if daemon.code != 0 or f"published {articles}" not in daemon.log_text():
            raise SystemExit(f"not drained: {daemon.tail()}")
        server = sum(time for (thread, _), time in times.items() if thread == "admin")
        flow = sum(times.values()) - server
        return {"wall": articles / seconds, "cpu": articles / flow, "server": server / seconds, "seconds": seconds,
                "connections": harm.connections.value if harm else 0}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--articles", type=int, default=60_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--rate", type=int, default=2000, help="connections a second that are never closed")
    options = options.parse_args()
    prepared = pathlib.Path(tempfile.mkdtemp(prefix="tidings-hostile-feed-"))
    try:
        fill(prepared, options.articles)
        alone, harmed = [], []
        for number in range(options.rounds):
            # Whatever else changes meanwhile meets each of the two first as often.
            for harm in (number % 2 == 1, number % 2 == 0):
                (harmed if harm else alone).append(drain(prepared, options.articles, options.rate if harm else 0))
    finally:
        shutil.rmtree(prepared)

    def middle(of, runs):
        return statistics.median(run[of] for run in runs)

    def ratio(of):
        return statistics.median(with_them[of] / without[of] for with_them, without in zip(harmed, alone))

    print(json.dumps({
        "bench": "hostile", "articles": options.articles, "rounds": options.rounds,
        "connections": sum(run["connections"] for run in harmed),
        "connections_per_second": round(sum(run["connections"] for run in harmed) / sum(run["seconds"] for run in harmed)),
        "articles_per_second": round(middle("wall", alone)), "with_clients": round(middle("wall", harmed)),
        "ratio": round(ratio("wall"), 3),
        "articles_per_cpu_second": round(middle("cpu", alone)), "with_clients_per_cpu_second": round(middle("cpu", harmed)),
        "cpu_ratio": round(ratio("cpu"), 3),
        "server_share_of_a_core": round(middle("server", harmed), 3)}))


if __name__ == "__main__":
    main()
