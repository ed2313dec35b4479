"""Says in a few lines what a run did: what it read, what it published, where to look.

usage: summary.py FOLDER    the folder the daemon ran in, with feed/ and out/
"""

import collections
import json
import pathlib
import sys


def lines_of(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main():
    work = pathlib.Path(sys.argv[1])
    streams = collections.defaultdict(list)
    for path in sorted((work / "out").glob("*.jsonl")):  # documents.jsonl, and documents.000001.jsonl where it is full
        streams[path.name.split(".")[0]] += lines_of(path)
    documents, rejected = streams["documents"], streams["rejected"]
    fed = sum(1 for p in (work / "feed").rglob("*") if p.is_file())
    reasons = collections.Counter(event["data"]["reason"] for event in rejected)
    why = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
    others = "".join(f", {len(lines)} {name}" for name, lines in sorted(streams.items()) if name not in ("documents", "rejected"))
    types = collections.Counter(event["data"]["type"] for event in streams["events"])
    changes = collections.Counter(update["data"]["change"] for update in streams["updates"])
    print(f"read       {len(documents) + len(rejected)} articles from {fed} files in {work}/feed")
    print(f"published  {len(documents)} documents{others}; rejected {len(rejected)}" + (f" ({why})" if why else ""))
    if types:
        print("events     " + ", ".join(f"{count} {name}" for name, count in types.most_common()))
    if changes:
        print("incidents  " + ", ".join(f"{count} {change}" for change, count in changes.most_common()))
    print(f"look at    {work}/out/<stream>.jsonl, one JSON object a line; tidings incidents --from {work}/state; tidings explain FILE")


if __name__ == "__main__":
    main()
