"""What a service manager and an operator do to a running daemon: SIGHUP, and the words of sd_notify."""

import itertools
import re
import shutil
import signal
import socket
import time

import case
import feeds
from admin import Admin
from case import SystemCase
from daemon import until


class ReloadCase:
    """For SystemCase: a running daemon that is told to read its configuration again."""

    def setUp(self):
        super().setUp()
        self.settings["flow"] = {"drain_timeout": "5m"}  # what is in flight is still coded, on however slow a machine
        self.configure(source={"max_record_bytes": "16KiB"})  # the feeds' longest articles are longer
        self.daemon = self.start()
        self.admin = Admin(self.daemon)
        until(self.daemon.runs, 30, "the start")
        self.stamp = self.series("tidings_config_last_reload_timestamp_seconds")

    def series(self, name):
        return self.admin.series()[name]

    def reload(self):
        self.daemon.signal(signal.SIGHUP)

    def says(self, words):
        until(lambda: self.daemon.says(words), 20, lambda: f"{words}\n{self.daemon.tail()}")


class Reload(ReloadCase, SystemCase):
    def test_what_can_be_taken_over_is_and_the_rest_is_named(self):
        self.configure(flow={"commit_interval": "50ms", "workers": 3}, log={"level": "warn"})
        self.reload()
        self.says("reload: flow.commit_interval takes effect")
        self.says("reload: log.level takes effect")
        self.says("reload: flow.workers has changed and needs a restart")
        until(lambda: self.series("tidings_config_last_reload_timestamp_seconds") > self.stamp, 20, "the time of it")
        self.assertEqual(self.series("tidings_config_last_reload_successful"), 1)
        self.drop("a.txt", feeds.Writer(501).article()[1].encode())
        until(lambda: self.records()["documents"], 30, "the article, with the new settings")
        self.configure(flow={"workers": 3}, log={"level": "info"})
        self.reload()
        # Still named, because it is still not so; and told at a level that was silent a moment ago.
        until(lambda: self.daemon.log_text().count("flow.workers has changed and needs a restart") == 2, 20, "it again")
        self.assertEqual(self.daemon.stop(), 0)
        self.assertTrue(self.daemon.says("draining"), "info is back")

    def test_a_bad_file_keeps_what_runs(self):
        (self.root / "tidings.yaml").write_text("flow: {commit_interval: soon}\nlog: {format: json}\n")
        self.reload()
        self.says("tidings.yaml:1:")
        self.says("the configuration that was is kept")
        until(lambda: self.series("tidings_config_last_reload_successful") == 0, 20, "the failure")
        self.assertEqual(self.series("tidings_config_last_reload_timestamp_seconds"), self.stamp)
        self.drop("a.txt", feeds.Writer(502).article()[1].encode())
        until(lambda: self.records()["documents"], 30, "the article, nonetheless")
        self.configure()
        self.reload()
        self.says("reload: nothing has changed")
        until(lambda: self.series("tidings_config_last_reload_successful") == 1, 20, "the mending")

    def test_many_reloads_while_it_works_lose_nothing(self):
        feed = feeds.Feed(503)
        for place in range(3):
            feed.add_lines(f"{place}.jsonl", 500)
        feed.write(self.feed)
        for number in range(20):
            self.configure(flow={"commit_interval": f"{10 + number}ms"})
            self.reload()
            time.sleep(0.02)
        self.says("flow.commit_interval takes effect")
        self.assertEqual(self.daemon.stop(), 0)
        self.drain()
        self.assert_outcomes(feed)


class ReloadLexicon(ReloadCase, SystemCase):
    CODES = True

    def test_a_changed_lexicon_takes_effect_and_events_name_it(self):
        self.lexicon_of_its_own()
        before = self.coder_of_next("a.txt")
        with open(self.lexicon / "titles.txt", "a", encoding="utf-8") as titles:
            titles.write("Drottkvaett | m\n")
        self.reload()
        self.says("reload: the lexicon has changed")
        # What was asked of the folder before is still read by the lexicon that was.
        names = (f"b{number}.txt" for number in itertools.count())
        after = until(lambda: next(coder for coder in (self.coder_of_next(next(names)), "") if coder != before), 30,
                      "an event of another coder")
        self.says(f"has the coder {after}")
        self.reload()
        self.says("reload: nothing has changed")

    def test_a_bad_lexicon_keeps_the_one_that_runs(self):
        self.lexicon_of_its_own()
        before = self.coder_of_next("a.txt")
        with open(self.lexicon / "events" / "aid.yaml", "a", encoding="utf-8") as patterns:
            patterns.write("colour: red\n")
        self.reload()
        self.says("lexicon/events/aid.yaml:")
        self.says("the lexicon that was is kept")
        until(lambda: self.series("tidings_config_last_reload_successful") == 0, 20, "the failure")
        self.assertEqual(self.coder_of_next("b.txt"), before)

    def lexicon_of_its_own(self):
        """Takes effect by a reload, too."""
        self.lexicon = self.root / "lexicon"
        shutil.copytree(case.ROOT / "config" / "lexicon", self.lexicon)
        self.configure(lexicon={"path": "lexicon"})
        self.reload()
        self.says("reload: lexicon.path takes effect")

    def coder_of_next(self, name):
        """Of the events of one more article."""
        known = len(self.records().get("events", []))
        self.drop(name, f"Norway condemned Sweden on Monday, said {name}.\n".encode())
        until(lambda: len(self.records().get("events", [])) > known, 30, lambda: f"an event\n{self.daemon.tail()}")
        return self.records()["events"][-1]["coder"]


class Notify(SystemCase):
    def setUp(self):
        super().setUp()
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(self.socket.close)
        self.path = self.root / "notify"
        self.socket.bind(str(self.path))
        self.socket.settimeout(30)

    def begin(self, address=None, **environment):
        return self.start(environment={"NOTIFY_SOCKET": address or str(self.path), **environment})

    def told(self):
        return self.socket.recv(4096).decode()

    def told_without_watchdog(self):
        while (words := self.told()) == "WATCHDOG=1":
            pass
        return words

    def test_ready_reloading_and_stopping(self):
        daemon = self.begin()
        self.assertTrue(self.told().startswith("READY=1\n"))
        self.assertTrue(daemon.says("running: "), "not before it is")
        daemon.signal(signal.SIGHUP)
        self.assertRegex(self.told(), re.compile(r"^RELOADING=1\nMONOTONIC_USEC=\d+$"))
        self.assertTrue(self.told().startswith("READY=1\n"))
        daemon.signal(signal.SIGTERM)
        self.assertTrue(self.told().startswith("STOPPING=1\n"))
        self.assertEqual(daemon.wait(), 0)

    def test_the_watchdog_is_fed_while_it_runs_and_not_while_it_is_stopped(self):
        daemon = self.begin(WATCHDOG_USEC="1000000")
        self.assertTrue(self.told().startswith("READY=1\n"))
        times = []
        for _ in range(4):
            self.assertEqual(self.told(), "WATCHDOG=1")
            times.append(time.monotonic())
        self.assertLess(times[-1] - times[0], 3 * 3.0)
        daemon.signal(signal.SIGSTOP)
        self.socket.settimeout(2)
        with self.assertRaises(TimeoutError):
            for _ in range(20):
                self.told()
        self.socket.settimeout(30)
        daemon.signal(signal.SIGCONT)
        self.assertEqual(self.told(), "WATCHDOG=1")
        self.assertEqual(daemon.stop(), 0)

    def test_a_watchdog_of_another_process_is_not_fed(self):
        daemon = self.begin(WATCHDOG_USEC="100000", WATCHDOG_PID="1")
        self.assertTrue(self.told().startswith("READY=1\n"))
        self.socket.settimeout(2)
        self.assertRaises(TimeoutError, self.told)
        self.assertEqual(daemon.stop(), 0)

    def test_a_socket_without_a_folder(self):
        name = f"tidings-test-{self.root.name}"
        self.socket.close()
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(self.socket.close)
        self.socket.bind("\0" + name)
        self.socket.settimeout(30)
        daemon = self.begin(address="@" + name)
        self.assertTrue(self.told().startswith("READY=1\n"))
        self.assertEqual(daemon.stop(), 0)

    def test_a_manager_that_is_gone_harms_nothing(self):
        self.socket.close()
        self.path.unlink()
        daemon = self.begin(WATCHDOG_USEC="100000")
        until(daemon.runs, 30, "the start")
        self.drop("a.txt", feeds.Writer(504).article()[1].encode())
        until(lambda: self.records()["documents"], 30, "the article")
        self.assertEqual(daemon.stop(), 0)


if __name__ == "__main__":
    case.main()
