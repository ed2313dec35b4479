"""Validates published records against docs/schema.

usage: validate.py FILE...     files of CloudEvents, one per line (out/<stream>.jsonl)
       validate.py --schemas   the schemas themselves

Prints what is wrong as FILE:LINE: path: message and exits 1; says how many records of which type it saw and exits 0.
Stricter than the schemas are for readers: a field that no schema knows is an error here, because it is a slip of ours.
Needs python3-jsonschema of Debian 12.
"""

import collections
import copy
import json
import pathlib
import sys

import jsonschema

SCHEMAS = pathlib.Path(__file__).resolve().parents[2] / "docs" / "schema"
MOST_PROBLEMS = 50


def load(name):
    """A schema with the shared definitions inside it and every object closed to unknown fields."""
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    common = json.loads((SCHEMAS / "common.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    whole = dict(copy.deepcopy(schema), **{"$defs": common["$defs"]})
    return jsonschema.Draft202012Validator(closed(local(whole)))


def local(node):
    """References into common.json become references into the schema itself."""
    if isinstance(node, list):
        return [local(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: local(value) for key, value in node.items()}
    if str(node.get("$ref", "")).startswith("common.json#"):
        node["$ref"] = node["$ref"].removeprefix("common.json")
    return node


def closed(node):
    if isinstance(node, list):
        return [closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: closed(value) for key, value in node.items()}
    if node.get("type") == "object" and "properties" in node:
        node.setdefault("additionalProperties", False)
    return node


class Checker:
    def __init__(self):
        self.envelope = load("cloud_event")
        self.records = {}

    def problems(self, line):
        """What is wrong with one line, as (path, message) pairs, and the type it claims."""
        try:
            event = json.loads(line, parse_constant=no_constant)
        except ValueError as error:
            return "broken", [("", f"not JSON: {error}")]
        found = [(path(error), error.message) for error in self.envelope.iter_errors(event)]
        if found:
            return "broken", found
        kind = event["type"].split(".")[2]
        if kind not in self.records:
            self.records[kind] = load(kind)
        errors = self.records[kind].iter_errors(event["data"])
        return kind, [("data" + path(error), error.message) for error in errors] + spans_out_of_text(kind, event["data"])


def no_constant(name):
    raise ValueError(f"{name} is no JSON")


def path(error):
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)


def spans_out_of_text(kind, data):
    """What a schema cannot say of a document: its spans lie in its text, in order, one fingerprint each."""
    if kind != "document" or not isinstance(data.get("text"), str):
        return []
    problems, last = [], 0
    for begin, end in data.get("sentences", []):
        if not last <= begin < end <= len(data["text"]):
            problems.append(("data.sentences", f"[{begin},{end}] is out of order or out of the text"))
        last = end
    for foreign in data.get("foreign", []):
        begin, end = foreign["span"]
        if not begin < end <= len(data["text"]):
            problems.append(("data.foreign", f"[{begin},{end}] is out of the text"))
    if len(data.get("sentences", [])) != len(data.get("sentence_fingerprints", [])):
        problems.append(("data.sentence_fingerprints", "not one per sentence"))
    return problems


def check_schemas():
    for file in sorted(SCHEMAS.glob("*.json")):
        jsonschema.Draft202012Validator.check_schema(json.loads(file.read_text(encoding="utf-8")))
        print(file.stem)
    return 0


def main(files):
    checker, seen, wrong = Checker(), collections.Counter(), 0
    for name in files:
        # Not splitlines(): texts may hold U+2028 and its like, which end no line here.
        for number, line in enumerate(pathlib.Path(name).read_bytes().split(b"\n"), start=1):
            if not line:
                continue
            kind, problems = checker.problems(line)
            seen[kind] += 1
            wrong += len(problems)
            for where, message in problems[: max(0, MOST_PROBLEMS - wrong + len(problems))]:
                print(f"{name}:{number}: {where}: {message[:300]}")
    print(", ".join(f"{count} {kind}" for kind, count in sorted(seen.items())) or "no records", f"- {wrong} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(check_schemas() if sys.argv[1] == "--schemas" else main(sys.argv[1:]))
