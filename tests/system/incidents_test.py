"""Asking for incidents: over HTTP, from the state, from the stream `updates`; of the real binary, over the sample feed."""

import gzip
import json
import pty
import os
import re
import shutil
import subprocess
import urllib.parse

import case
import committed
from admin import Admin
from case import ROOT, Mount, SystemCase, needs_root
from daemon import binary, until

FEED = ROOT / "deploy" / "sample" / "feed"


class IncidentsCase:
    def incidents(self, *arguments, code=0, **options):
        """What the command prints; run in the test's folder."""
        done = subprocess.run([binary(), "incidents", *map(str, arguments)], cwd=self.root, capture_output=True, timeout=60,
                              text=True, **options)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stderr if code else done.stdout

    def listed(self, *arguments):
        return [json.loads(line) for line in self.incidents("--json", *arguments).splitlines()]

    def fill(self):
        for path in sorted(FEED.iterdir()):
            shutil.copy(path, self.feed)

    def begin(self):
        daemon = self.start()
        self.admin = Admin(daemon)
        until(daemon.runs, 30, "the start")
        return daemon

    def paged(self, limit, query=""):
        """Every incident that /v1/incidents lists, page by page."""
        found, pages, start = [], 0, ""
        while True:
            status, page = self.admin.json(f"/v1/incidents?limit={limit}{query}{start}")
            self.assertEqual(status, 200, page)
            self.assertLessEqual(len(page["incidents"]), limit)
            found += page["incidents"]
            pages += 1
            if "next" not in page:
                return found, pages
            start = f"&from={page['next']}"


class AskingForIncidents(IncidentsCase, SystemCase):
    CODES = True

    def last_updates(self):
        """Of the stream, by incident: those that still are, what was opened last first."""
        last = {}
        for update in self.records()["updates"]:
            last[update["incident"]] = update
        return [update for update in reversed(last.values()) if update["sources"] > 0]

    def test_state_stream_and_http_tell_the_same(self):
        self.fill()
        daemon = self.begin()
        documents = len(list(FEED.iterdir()))
        # While it works, whoever asks gets what is committed.
        asked = []

        def done():
            status, page = self.admin.json("/v1/incidents?limit=200")
            self.assertEqual(status, 200, page)
            asked.append(len(page["incidents"]))
            asked.append(len(self.listed("--from", "state")))
            return len(os.listdir(self.feed / ".done")) if (self.feed / ".done").exists() else 0

        until(lambda: not [path for path in self.feed.iterdir() if not path.name.startswith(".")] and done() > 0, 120,
              lambda: f"the end of {documents} files")
        until(lambda: self.paged(200)[0] == self.last_updates(), 20, "the last commit")
        self.assertEqual(asked, sorted(asked))

        expected = self.last_updates()
        self.assertGreater(len(expected), 30)
        for limit in (1, 7, 200):
            found, pages = self.paged(limit)
            self.assertEqual(found, expected)
            self.assertGreaterEqual(pages, len(expected) // limit)
        self.assertEqual(self.listed("--from", "state"), expected, "beside the daemon")
        self.assertEqual(self.listed("--from", "out"), expected)
        self.assertEqual(daemon.stop(), 0)
        before = committed.snapshot(self.state)
        self.assertEqual(self.listed("--from", "state"), expected, "after it")
        self.assertEqual(self.listed("-c", "tidings.yaml"), expected)
        self.assertEqual(self.listed("--from", "out/updates.jsonl"), expected)
        self.assertEqual(committed.snapshot(self.state), before, "reading changes nothing")

    def test_files_may_be_closed_and_compressed(self):
        self.fill()
        self.configure(sink={"rotate_bytes": "64KiB", "compress": "zstd"})
        self.drain()
        self.assertTrue((self.out / "updates.000001.jsonl.zst").exists())
        expected = self.listed("--from", "state")
        self.assertEqual(self.listed("--from", "out"), expected)
        whole = committed.read(self.out)["updates"]
        for name, content in (("all.jsonl.gz", gzip.compress(whole)), ("all.jsonl", whole)):
            (self.root / name).write_bytes(content)
            self.assertEqual(self.listed("--from", name), expected)

    def test_filters_and_one_incident(self):
        self.fill()
        self.drain()
        daemon = self.begin()
        everything = self.listed()
        place = next(one["place"]["name"] for one in everything if "place" in one)
        for name, value, holds in (
                ("side", "RUS", lambda one: any(a.get("code") == "RUS" for a in one["actors"] + one["recipients"])),
                ("type", "consult", lambda one: one["type"] == "CONSULT"),
                ("status", "planned", lambda one: one["status"] == "planned"),
                ("place", place, lambda one: one.get("place", {}).get("name") == place),
                ("since", "1950", lambda one: one.get("last_published", "") >= "1950")):
            expected = [one for one in everything if holds(one)]
            with self.subTest(name):
                self.assertTrue(0 < len(expected) < len(everything), f"{len(expected)} of {len(everything)}")
                self.assertEqual(self.listed(f"--{name}", value), expected)
                self.assertEqual(self.listed("--from", "out", f"--{name}", value), expected)
                self.assertEqual(self.paged(3, f"&{name}={urllib.parse.quote(value)}")[0], expected)
        self.assertEqual(self.listed("--limit", "2"), everything[:2])
        one = max(everything, key=lambda incident: incident["sources"])
        self.one_incident(one)
        self.assertEqual(daemon.stop(), 0)

    def one_incident(self, one):
        status, answer = self.admin.json(f"/v1/incidents/{one['incident']}")
        self.assertEqual((status, answer["incident"]), (200, one))
        self.assertEqual({event["id"] for event in answer["events"]} >= {step["event"] for step in one["history"]}, True)
        self.assertEqual(self.listed(one["incident"][:8]), [one, *answer["events"]])
        changes = [update for update in self.records()["updates"] if update["incident"] == one["incident"]]
        self.assertEqual(self.listed(one["incident"], "--from", "out"), changes)
        for source in ("state", "out"):
            page = self.incidents(one["incident"], "--from", source)
            self.assertIn(one["incident"], page)
            self.assertIn(one["evidence"]["text"].split()[0], page)

    def test_the_table_fits_and_is_painted_on_a_terminal_only(self):
        self.fill()
        self.drain()
        for columns in (40, 80, 132):
            table = self.incidents("--limit", "0", env={**os.environ, "COLUMNS": str(columns)})
            self.assertLessEqual(max(map(len, table.splitlines())), columns)
            self.assertNotIn("\x1b", table)
        self.assertRegex(table.splitlines()[-1], r"^\d+ incidents$")
        self.assertIn("more with --limit 2", self.incidents("--limit", "1").splitlines()[-1])
        self.assertIn("\x1b[", self.incidents("--color", "always"))
        self.assertIn("\x1b[", self.on_a_terminal("incidents"))
        self.assertNotIn("\x1b[", self.on_a_terminal("incidents", "--color", "never"))

    def on_a_terminal(self, *arguments):
        ours, its = pty.openpty()
        process = subprocess.Popen([binary(), *arguments], cwd=self.root, stdout=its)
        os.close(its)
        said = b""
        try:
            while piece := os.read(ours, 65536):
                said += piece
        except OSError:  # the other end is closed
            pass
        os.close(ours)
        self.assertEqual(process.wait(60), 0)
        return said.decode()

    def test_nothing_is_joined_without_updates(self):
        self.configure(streams={"updates": False})
        daemon = self.begin()
        status, answer = self.admin.json("/v1/incidents")
        self.assertEqual((status, answer["error"]), (404, "not_joined"))
        self.assertEqual(daemon.stop(), 0)


@needs_root("mounts a small file system")
class JoiningOnAFullDisk(IncidentsCase, SystemCase):
    """Output and state are those of a disk with room."""

    CODES = True

    def setUp(self):
        super().setUp()
        self.fill()
        self.drain()
        self.calm = self.told()
        shutil.rmtree(self.feed)
        self.feed.mkdir()
        self.disk = Mount(self, self.root / "disk", "-o", "size=24m")

    def told(self):
        return self.listed("--from", self.state), committed.read(self.out)

    def fill_the_disk(self):
        ballast = self.disk.folder / "ballast"
        with open(ballast, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                return ballast

    def test_it_waits_for_room_and_tells_the_same(self):
        self.out, self.state = self.disk.folder / "out", self.disk.folder / "state"
        self.outputs.append(self.out)
        self.configure(sink={"path": str(self.out)}, state={"path": str(self.state)})
        daemon = self.begin()
        ballast = self.fill_the_disk()
        self.fill()
        until(lambda: daemon.says("disk_full"), 60, lambda: f"the disk to be full: {daemon.tail()}")
        self.assertIsNone(daemon.poll(), daemon.tail())
        ballast.unlink()
        until(lambda: not [path for path in self.feed.iterdir() if not path.name.startswith(".")], 120, "the end of the feed")
        self.assertEqual(daemon.stop(), 0)
        self.assertEqual(self.told(), self.calm)


class JoiningOnADamagedDisk(IncidentsCase, SystemCase):
    CODES = True

    def damage(self):
        """Every block of every table; what only a log has is in one since the second start."""
        tables = sorted(self.state.rglob("*.sst"))
        self.assertTrue(tables, sorted(committed.snapshot(self.state)))
        for path in tables:
            content = bytearray(path.read_bytes())
            for at in range(100, len(content) * 3 // 4, 500):
                content[at] ^= 0xff
            path.write_bytes(content)

    def test_it_says_so_and_the_way_out_of_the_manual_gives_the_same(self):
        self.fill()
        self.drain()
        self.drain()
        expected = self.listed("--from", "state"), committed.read(self.out)
        self.damage()
        self.drop("99-late.txt", (FEED / "05-lake-ended.txt").read_bytes() + b"\nThe ministers met again.\n")
        self.assert_exit(self.start("--drain"), 65, "corrupt")
        self.assertEqual(committed.read(self.out), expected[1])
        self.assertIn("corrupt", self.incidents("--from", "state", code=65))

        (self.feed / "99-late.txt").unlink()
        self.out.rename(self.root / "out-aside")
        self.state.rename(self.root / "state-aside")
        for kept in (".done", ".failed"):
            for path in (self.feed / kept).iterdir():
                path.rename(self.feed / path.name)
        self.drain()
        self.assertEqual((self.listed("--from", "state"), committed.read(self.out)), expected)


class IncidentsMistakes(IncidentsCase, SystemCase):
    CODES = True

    def test_mistakes_of_the_command(self):
        self.assertIn("state: no such file", self.incidents(code=64))
        self.assertFalse(self.state.exists())
        self.assertIn("neither a state folder", self.incidents("--from", "feed", code=64))
        for option, value, word in (("--type", "tlak", "CONSULT"), ("--status", "done", "planned"), ("--since", "now", "2022-01"),
                                    ("--limit", "many", "limit"), ("--color", "red", "color")):
            self.assertIn(word, self.incidents(option, value, code=64))
        self.incidents("-c", "nowhere.yaml", code=78)
        (self.root / "bad.jsonl").write_text('{"no": "update"}\n')
        self.assertIn("bad.jsonl:1: ", self.incidents("--from", "bad.jsonl", code=65))
        (self.root / "bad.jsonl.zst").write_bytes(b"no zstd")
        self.assertIn("truncated", self.incidents("--from", "bad.jsonl.zst", code=65))
        (self.root / "empty.jsonl").write_text("")
        self.assertEqual(self.incidents("--from", "empty.jsonl"), "no incidents\n")
        self.assertIn("no id", self.incidents("xyz", "--from", "empty.jsonl", code=64))
        self.assertIn("no incident 12ab34", self.incidents("12ab34", "--from", "empty.jsonl", code=64))
        self.assertIn("--side", self.incidents("--help"))

    def test_a_damaged_state(self):
        self.drain()
        self.assertEqual(self.incidents(), "no incidents\n")
        for path in (self.state / "db").glob("MANIFEST*"):
            path.write_bytes(b"damaged")
        self.assertIn("corrupt", self.incidents(code=65))

    def test_mistakes_over_http(self):
        daemon = self.begin()
        self.assertEqual(self.admin.json("/v1/incidents"), (200, {"incidents": []}))
        for query in ("type=x", "limit=0", "limit=1000", "side=%zz", "side=%ff", "sied=USA", "from=here", "since=now"):
            status, answer = self.admin.json(f"/v1/incidents?{query}")
            self.assertEqual(status, 400, query)
            self.assertEqual(sorted(answer), ["detail", "error"])
        for path in ("0" * 32, "x", "", "../status"):
            self.assertEqual(self.admin.json(f"/v1/incidents/{path}")[0], 404, path)
        self.assertEqual(self.admin.get("/v1/incidents", method="HEAD"), (200, ""))
        self.assertEqual(self.admin.get("/v1/incidents", method="POST")[0], 405)
        counted = {re.search(r'path="([^"]+)"', name)[1] for name in self.admin.series()
                   if name.startswith("tidings_admin_requests_total")}
        self.assertTrue({"/v1/incidents", "/v1/incidents/:id"} <= counted, counted)
        self.assertTrue(counted <= {"/v1/incidents", "/v1/incidents/:id", "/metrics", "other"}, counted)
        self.assertEqual(daemon.stop(), 0)


if __name__ == "__main__":
    case.main()
