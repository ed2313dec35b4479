"""Runs without containers what docker-compose.yml would run: the broker with its environment, the command that makes the
topics, the daemon with its arguments and configuration, Prometheus with its own. Only addresses and folders are others.

Needs the jars that the tests of tests/kafka fetch, java, mvn and kcat; exit code 77 where one is missing.
"""

import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("TIDINGS_BINARY", str(ROOT / "build/release/daemon/tidings"))
CACHE = pathlib.Path(os.environ.get("TIDINGS_KAFKA_CACHE", pathlib.Path.home() / ".cache/tidings"))
SKIPPED = 77
FEED = ROOT / "deploy/sample/feed"
ARTICLES = ["04-lake-live.json", "08-lake-wire.json", "10-lake-blog.json"]
BROKEN = "94-wrong-types.json"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(*command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120, check=False, **options)
    if done.returncode:
        raise RuntimeError(f"{command}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def until(holds, seconds, what):
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise RuntimeError(f"not within {seconds} s: {what}")
        time.sleep(0.1)


def fetch_tools():
    """What the broker does not need and kafka-topics.sh does; from Maven Central, once."""
    jars = CACHE / "kafka-tools-4.1.0"
    if not jars.exists():
        work = pathlib.Path(tempfile.mkdtemp(prefix="fetching-", dir=CACHE))
        run("mvn", "-q", "-B", "dependency:copy", "-Dartifact=org.apache.kafka:kafka-tools:4.1.0", f"-DoutputDirectory={work}")
        work.rename(jars)
    return jars


class Compose:
    """What `docker-compose config` says, with other ports and folders."""

    def __init__(self, folder):
        self.folder = folder
        self.text = run("docker-compose", "-f", ROOT / "docker-compose.yml", "config")
        self.ports = {port: free_port() for port in ("9092", "29092", "9093", "8420", "9090")}
        self.classes = f"{CACHE}/kafka-4.1.0/*:{fetch_tools()}/*"
        self.children = []

    def here(self, text):
        """An address of the containers, as it is on this machine."""
        text = re.sub(r"\b(?:kafka|localhost|tidings):(\d+)", lambda m: f"127.0.0.1:{self.ports[m[1]]}", text)
        return re.sub(r"(?<=//):(\d+)", lambda m: f"127.0.0.1:{self.ports[m[1]]}", text)

    def service(self, name):
        return re.search(rf"^  {name}:\n((?:    .*\n|\n)+)", self.text, re.MULTILINE)[1]

    def start(self, name, command, **options):
        log = open(self.folder / f"{name}.log", "wb")
        child = subprocess.Popen([str(part) for part in command], stdout=log, stderr=log, stdin=subprocess.DEVNULL, **options)
        self.children.append(child)
        return child

    def end(self):
        for child in reversed(self.children):
            child.kill()
            child.wait()

    def start_broker(self):
        # The image makes its properties of the environment by the same rule.
        settings = dict(re.findall(r"^      KAFKA_(\w+): ['\"]?([^'\"\n]+)['\"]?$", self.service("kafka"), re.MULTILINE))
        heap = settings.pop("HEAP_OPTS")
        settings["LOG_DIRS"] = str(self.folder / "data")
        properties = self.folder / "server.properties"
        lines = (f"{key.lower().replace('_', '.')}={self.here(value)}\n" for key, value in settings.items())
        properties.write_text("".join(lines), encoding="utf-8")
        run("java", "-cp", self.classes, "kafka.tools.StorageTool", "format", "-t", "5L6g3nShT-eMCtK--X86sw", "-c", properties)
        self.start("kafka", ["java", heap, "-XX:TieredStopAtLevel=1", "-cp", self.classes, "kafka.Kafka", properties])
        until(self.answers, 60, "the broker answers")

    def answers(self):
        listed = subprocess.run(["kcat", "-L", "-m", "1", "-b", self.broker("29092")], capture_output=True, check=False)
        return listed.returncode == 0

    def broker(self, port):
        return f"127.0.0.1:{self.ports[port]}"

    def make_topics(self):
        script = self.folder / "kafka-topics.sh"
        script.write_text(f'#!/bin/sh\nexec java -cp "{self.classes}" org.apache.kafka.tools.TopicCommand "$@"\n', encoding="utf-8")
        script.chmod(0o755)
        written = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
        command = textwrap.dedent(re.search(r"^      - \|\n((?:        .*\n)+)", written, re.MULTILINE)[1]).replace("$$", "$")
        run("/bin/bash", "-ec", self.here(command).replace("/opt/kafka/bin/kafka-topics.sh", str(script)))

    def start_daemon(self):
        """As ENTRYPOINT and CMD of the image say."""
        dockerfile = (ROOT / "deploy/docker/Dockerfile").read_text(encoding="utf-8")
        arguments = json.loads(re.search(r"^CMD (\[.*\])$", dockerfile, re.MULTILINE)[1])
        settings = (ROOT / "deploy/docker/tidings.yaml").read_text(encoding="utf-8")
        file = self.folder / "tidings.yaml"
        file.write_text(settings.replace(":8420", f":{self.ports['8420']}"), encoding="utf-8")
        arguments[arguments.index("/etc/tidings/tidings.yaml")] = str(file)
        work = self.folder / "work"
        work.mkdir()
        environment = {"PATH": os.environ["PATH"], "TIDINGS_BROKERS": self.broker("9092")}
        return self.start("tidings", [BINARY, *arguments], cwd=work, env=environment)

    def is_healthy(self):
        """As HEALTHCHECK of the image says."""
        dockerfile = (ROOT / "deploy/docker/Dockerfile").read_text(encoding="utf-8")
        command = re.search(r"^HEALTHCHECK .*CMD (\[(?:.*\\\n)*.*\])$", dockerfile, re.MULTILINE)[1].replace("\\\n", "")
        command = [part.replace("/8420", f"/{self.ports['8420']}") for part in json.loads(command)]
        return subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True, timeout=10).returncode == 0

    def start_prometheus(self):
        settings = self.folder / "prometheus"
        shutil.copytree(ROOT / "deploy/prometheus", settings)
        file = settings / "prometheus.yml"
        file.write_text(self.here(file.read_text(encoding="utf-8")).replace("interval: 15s", "interval: 1s"), encoding="utf-8")
        written = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
        arguments = json.loads(re.search(r"^    command: (\[\"--config.*\])$", written, re.MULTILINE)[1])
        arguments = [a.replace("/etc/prometheus", str(settings)).replace("=/prometheus", f"={self.folder}/series") for a in arguments]
        self.start("prometheus", ["prometheus", *arguments, f"--web.listen-address=127.0.0.1:{self.ports['9090']}"])

    def value_of(self, query):
        """Of the one series that Prometheus answers with; None where it has none yet."""
        address = f"http://127.0.0.1:{self.ports['9090']}/api/v1/query?" + urllib.parse.urlencode({"query": query})
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                found = json.load(answer)["data"]["result"]
        except OSError:
            return None
        return float(found[0]["value"][1]) if found else None

    def read(self, topic):
        told = run("kcat", "-C", "-e", "-q", "-b", self.broker("29092"), "-t", topic, "-X", "fetch.message.max.bytes=20000000")
        return [json.loads(line) for line in told.splitlines()]


def check(compose):
    compose.start_broker()
    compose.make_topics()
    daemon = compose.start_daemon()
    until(compose.is_healthy, 30, "the daemon is healthy")
    compose.start_prometheus()
    run("kcat", "-P", "-b", compose.broker("29092"), "-t", "articles", *(FEED / name for name in [*ARTICLES, BROKEN]))
    until(lambda: len(compose.read("documents")) == len(ARTICLES), 60, "all documents")
    until(lambda: len(compose.read("rejected")) == 1, 60, "the one dead letter")
    received = 'tidings_component_received_records_total{component="source"}'
    until(lambda: compose.value_of(received) == len(ARTICLES) + 1, 60, "Prometheus has counted the articles")
    until(lambda: compose.value_of("sum(tidings_dlq_records_total)") == 1, 60, "and the dead letter")
    until(lambda: compose.value_of("tidings_ready") == 1, 60, "and sees that the daemon is ready")
    daemon.send_signal(signal.SIGTERM)
    code = daemon.wait(timeout=45)
    if code:
        raise RuntimeError(f"the daemon ended with {code}")
    print("OK: broker, topics, daemon, documents, dead letter, Prometheus, end")


def main():
    missing = [name for name in ("java", "mvn", "kcat", "docker-compose", "prometheus") if not shutil.which(name)]
    if not (CACHE / "kafka-4.1.0").exists():
        missing.append("the jars that `scripts/test kafka` fetches")
    if missing:
        print("SKIPPED, NOT checked: missing", *missing)
        return SKIPPED
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tidings-compose-"))
    compose = Compose(folder)
    try:
        check(compose)
    except Exception:
        for log in sorted(folder.glob("*.log")):
            print(f"== {log}", *log.read_text(errors="replace").splitlines()[-15:], sep="\n")
        raise
    finally:
        compose.end()
        shutil.rmtree(folder)
    return 0


sys.exit(main())
