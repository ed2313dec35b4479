"""Reads an output folder as its readers should: committed data only, also while the daemon goes on writing."""

import json
import pathlib
import random
import subprocess
import threading


def pointer(out):
    """What `.committed` says, or None before the first commit."""
    try:
        return json.loads((pathlib.Path(out) / ".committed").read_bytes())
    except FileNotFoundError:
        return None


def read(out, packed=None):
    """stream -> its committed bytes, closed files first. `packed`: a memory of decompressed files between calls."""
    told = pointer(out)
    if told is None:
        return {}
    return {stream: _stream(pathlib.Path(out), stream, at["segment"], at["length"], {} if packed is None else packed)
            for stream, at in told["streams"].items()}


def _stream(out, stream, segment, length, packed):
    parts = [_closed(out, stream, number, packed) for number in range(1, segment)]
    return b"".join(parts) + _open(out, stream, segment, length)


def _open(out, stream, segment, length):
    try:
        opened = open(out / f"{stream}.jsonl", "rb")
    except FileNotFoundError:
        opened = None
    # Looked for after the opening: while no closed file bears the number, what was opened is that segment.
    if _find_closed(out, stream, segment) is not None:
        if opened:
            opened.close()
        return _closed(out, stream, segment, {})[:length]
    if opened is None:
        if length:
            raise AssertionError(f"{stream}: {length} committed bytes, but no file holds them")
        return b""
    with opened:
        found = opened.read(length)
    if len(found) < length:
        raise AssertionError(f"{stream}: {length} bytes are committed, {len(found)} are there")
    return found


def _closed(out, stream, number, packed):
    for _ in range(3):  # it may be compressed between looking and opening
        path = _find_closed(out, stream, number)
        if path is None:
            continue
        try:
            status = path.stat()
            seen = (str(path), status.st_ino, status.st_mtime_ns, status.st_size)
            if seen not in packed:
                packed[seen] = _content(path)
            return packed[seen]
        except FileNotFoundError:
            continue
    raise AssertionError(f"{stream}: closed file {number} is missing")


def _find_closed(out, stream, number):
    for end in ("jsonl", "jsonl.zst"):
        path = out / f"{stream}.{number:06}.{end}"
        if path.exists():
            return path
    return None


def _content(path):
    if path.suffix == ".zst":
        return subprocess.run(["zstd", "-dcq", path], check=True, capture_output=True).stdout
    return path.read_bytes()


def lines(data):
    """The lines of committed bytes; whole ones only are ever committed."""
    if data and not data.endswith(b"\n"):
        raise AssertionError("committed data ends inside a line")
    return data.split(b"\n")[:-1]


def records(out):
    """stream -> the published records, without their envelopes."""
    return {stream: [json.loads(line)["data"] for line in lines(data)] for stream, data in read(out).items()}


class Watcher(threading.Thread):
    """A reader at random moments: what was committed once stays, byte for byte, and only grows."""

    def __init__(self, out, seed, pause=0.1):
        super().__init__(daemon=True)
        self.out, self.pause, self.random = out, pause, random.Random(seed)
        self.looks = 0
        self.grown = 0
        self.wrong = None
        self._last = {}
        self._packed = {}
        self._ended = threading.Event()

    def run(self):
        while not self._ended.wait(self.random.uniform(0, self.pause)) and self.wrong is None:
            try:
                self.look()
            except Exception as error:  # a thread's failure is the test's to report
                self.wrong = f"{type(error).__name__}: {error}"

    def look(self):
        now = read(self.out, self._packed)
        for stream, before in self._last.items():
            if not now.get(stream, b"").startswith(before):
                raise AssertionError(f"{stream}: {len(before)} committed bytes changed or went away")
        self.looks += 1
        self.grown += now != self._last
        self._last = now

    def end(self):
        """Ends the thread and answers what was wrong, if anything."""
        self._ended.set()
        self.join()
        if self.wrong is None:
            self.look()
        return self.wrong


def snapshot(folder):
    """Every file below a folder, by its path in it, with what it holds."""
    folder = pathlib.Path(folder)
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
