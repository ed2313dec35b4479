"""What deploy/ promises: the unit is hardened, the compose file and its parts fit together, the alerts fire.

usage: deploy_test.py CLASS
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("TIDINGS_BINARY", ROOT / "build/release/daemon/tidings"))
SKIPPED = 77  # ctest tells it from success


def needs(program):
    """Skips a class where the machine has not got the program; scripts/packages.txt has it."""
    return unittest.skipUnless(shutil.which(program), f"{program} is not installed, so this was NOT checked")


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, timeout=100, **options)


class DeployCase(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tidings-deploy-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def succeeds(self, *command, **options):
        done = run(*command, **options)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout


@needs("systemd-analyze")
class Systemd(DeployCase):
    UNIT = ROOT / "deploy/systemd/tidings.service"

    def test_the_unit_is_one(self):
        # Where it is not installed, the program stands elsewhere.
        text = self.UNIT.read_text(encoding="utf-8")
        self.assertIn("/usr/local/bin/tidings ", text)
        unit = self.folder / "tidings.service"
        unit.write_text(text.replace("/usr/local/bin/tidings", str(BINARY)), encoding="utf-8")
        done = run("systemd-analyze", "verify", unit)
        self.assertNotIn("tidings.service", done.stdout + done.stderr)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_little_is_exposed(self):
        self.succeeds("systemd-analyze", "security", "--offline=yes", "--threshold=25", self.UNIT)

    def test_what_would_fail_again_is_not_started_again(self):
        text = self.UNIT.read_text(encoding="utf-8")
        codes = (ROOT / "daemon/exit_code.h").read_text(encoding="utf-8")
        never = re.search(r"^RestartPreventExitStatus=(.*)$", text, re.MULTILINE).group(1).split()
        self.assertEqual(never, ["64", "65", "78"])
        for code in never:
            self.assertRegex(codes, rf"= {code}\b")


@needs("docker-compose")
class Compose(DeployCase):
    def setUp(self):
        super().setUp()
        self.text = self.succeeds("docker-compose", "-f", ROOT / "docker-compose.yml", "config")

    def test_its_configuration_has_no_problem(self):
        file = ROOT / "deploy/docker/tidings.yaml"
        self.assertIn(f"{file}:/etc/tidings/tidings.yaml:ro", self.text)
        environment = {"PATH": os.environ["PATH"]}
        self.succeeds(BINARY, "check", "-c", file, env=environment)

    def test_the_topics_are_those_of_the_configuration(self):
        settings = (ROOT / "deploy/docker/tidings.yaml").read_text(encoding="utf-8")
        made = re.search(r"for topic in ([a-z ]+);", self.text).group(1).split()
        read = re.search(r"topics: \[([a-z, ]+)\]", settings).group(1).split(", ")
        written = re.findall(r"^    (?:documents|events|quotes|updates|rejected): ([a-z]+)$", settings, re.MULTILINE)
        self.assertEqual(len(written), 5)
        self.assertEqual(sorted(made), sorted(read + written))
        # Whoever wants updates reads one partition.
        written_out = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
        self.assertIn(f'if [ "$$topic" = {read[0]} ]; then partitions=1;', written_out)

    def test_a_stop_has_time_to_drain(self):
        defaults = (ROOT / "config/tidings.yaml").read_text(encoding="utf-8")
        grace = int(re.search(r"stop_grace_period: (\d+)s", self.text).group(1))
        drain = int(re.search(r"drain_timeout: (\d+)s", defaults).group(1))
        close = int(re.search(r"close_timeout: (\d+)s", defaults).group(1))
        # The source's hand-over and end, the sink's wait and end.
        self.assertGreater(grace, drain + 5 * close)
        unit = (ROOT / "deploy/systemd/tidings.service").read_text(encoding="utf-8")
        self.assertEqual(int(re.search(r"TimeoutStopSec=(\d+)s", unit).group(1)), grace)

    def test_prometheus_asks_the_daemon(self):
        scraped = (ROOT / "deploy/prometheus/prometheus.yml").read_text(encoding="utf-8")
        host = re.search(r'targets: \["([a-z]+):8420"\]', scraped).group(1)
        self.assertRegex(self.text, rf"(?m)^  {host}:$")
        self.assertIn(f"{ROOT / 'deploy/prometheus'}:/etc/prometheus:ro", self.text)

    def test_no_port_is_open_to_the_network(self):
        ports = re.findall(r"^    - (\S*:\d+/tcp)$", self.text, re.MULTILINE)
        self.assertEqual(len(ports), 3)
        for port in ports:
            self.assertTrue(port.startswith("127.0.0.1:"), port)


class Image(DeployCase):
    DOCKERFILE = (ROOT / "deploy/docker/Dockerfile").read_text(encoding="utf-8")
    OF_EVERY_DEBIAN = {"libc6", "libgcc-s1", "libstdc++6"}

    def test_holds_every_library_the_program_is_linked_to(self):
        if not shutil.which("readelf") or not shutil.which("dpkg-query"):
            self.skipTest("needs readelf and dpkg-query")
        listed = (ROOT / "deploy/docker/packages.txt").read_text(encoding="utf-8")
        there = {line for line in listed.splitlines() if line and not line.startswith("#")} | self.OF_EVERY_DEBIAN
        names = re.findall(r"\(NEEDED\).*\[(.*)\]", self.succeeds("readelf", "-dW", BINARY))
        self.assertGreater(len(names), 8)
        for name in names:
            if name.startswith(("libasan", "libubsan", "libtsan")):
                continue  # of a build for tests
            owners = set(re.findall(r"^([^:,]+)", run("dpkg-query", "-S", f"*/{name}").stdout, re.MULTILINE))
            if not owners:
                continue  # the dynamic loader itself
            self.assertTrue(owners & there, f"{name} of {owners} is not in deploy/docker/packages.txt")

    def test_copies_what_is_there_and_let_in(self):
        ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
        copied = re.findall(r"^COPY (?!--from)(.+) \S+$", self.DOCKERFILE, re.MULTILINE)
        self.assertGreater(len(copied), 5)
        for source in " ".join(copied).split():
            self.assertTrue((ROOT / source).exists(), source)
            self.assertTrue(any(source == name[1:] or source.startswith(name[1:] + "/") for name in ignored[1:]), source)

    def test_builds_with_what_building_and_linking_take(self):
        self.assertIn("/^# to test/,$d", self.DOCKERFILE)
        packages = (ROOT / "scripts/packages.txt").read_text(encoding="utf-8")
        before, after = packages.split("# to test", 1)
        self.assertIn("\ncmake\n", before)
        self.assertIn("\nlibrdkafka-dev\n", before)
        self.assertIn("\nlibgtest-dev\n", after)

    def test_runs_as_nobody_in_particular(self):
        last = self.DOCKERFILE.rsplit("\nFROM ", 1)[1]
        self.assertRegex(last, r"(?m)^USER tidings$")


@needs("promtool")
class Alerts(DeployCase):
    FOLDER = ROOT / "deploy/prometheus"

    def test_the_files_are_well_formed(self):
        self.succeeds("promtool", "check", "config", "prometheus.yml", cwd=self.FOLDER)

    def test_fire_when_they_should_and_only_then(self):
        self.succeeds("promtool", "test", "rules", "tidings.rules.test.yml", cwd=self.FOLDER)

    def test_each_is_tried_out(self):
        rules = re.findall(r"- alert: (\w+)", (self.FOLDER / "tidings.rules.yml").read_text(encoding="utf-8"))
        tried = (self.FOLDER / "tidings.rules.test.yml").read_text(encoding="utf-8")
        fired = re.findall(r"alertname: (\w+)\n\s+exp_alerts:", tried)
        self.assertGreater(len(rules), 5)
        self.assertEqual(set(rules), set(fired))

    def test_ask_for_series_that_there_are(self):
        golden = (ROOT / "tests/metrics/golden.txt").read_text(encoding="utf-8")
        text = (self.FOLDER / "tidings.rules.yml").read_text(encoding="utf-8")
        names = set(re.findall(r"\b(?:tidings|process)_[a-z_]+\b", text))
        self.assertGreater(len(names), 8)
        for name in names:
            self.assertIn(f"# TYPE {name} ", golden)


def main():
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(globals()[sys.argv[1]])
    result = unittest.TextTestRunner(verbosity=2).run(suite)
    if not result.wasSuccessful():
        return 1
    return SKIPPED if result.testsRun == len(result.skipped) else 0


sys.exit(main())
