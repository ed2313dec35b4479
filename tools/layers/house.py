"""Two checks on the whole tree that no compiler makes.

usage: house.py format [ROOT]    every C++ file is as clang-format-14 would write it (exit 77, skipped, without it)
       house.py paths [ROOT]     no text file names a folder of somebody's own machine
"""

import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import layers  # noqa: E402

SKIPPED = 77
LOCAL_PATH = re.compile(r"(?<![\w./~-])/(?:work|root|home/\w+|Users/\w+)/\w")
MADE_HERE = {".git", "build", "out", "state", "feed", ".cache", "__pycache__"}


def unformatted(root, formatter):
    """The files that clang-format would write otherwise."""
    files = layers.source_files(root)
    if not files:
        return []
    run = subprocess.run([formatter, "--dry-run", "-Werror", *files], cwd=root, capture_output=True, text=True, check=False)
    wrong = sorted(set(re.findall(r"^(\S+?):\d+:\d+: error:", run.stderr, re.MULTILINE)))
    if run.returncode and not wrong:
        raise RuntimeError(f"{formatter} failed: {run.stderr}")
    return wrong


def text_files(root):
    """What belongs to the project: what git tracks, or, in a tree without git, everything not made by a build."""
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "-z"], capture_output=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return [name for name in listed.stdout.decode().split("\0") if name and (root / name).is_file()]
    found = (p.relative_to(root) for p in root.rglob("*") if p.is_file())
    return sorted(p.as_posix() for p in found if p.parts[0] not in MADE_HERE and "__pycache__" not in p.parts)


def local_paths(root):
    """`file:line: text` of each place that names somebody's own folder."""
    places = []
    for name in text_files(root):
        content = (root / name).read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            if LOCAL_PATH.search(line):
                places.append(f"{name}:{number}: {line.strip()}")
    return places


def main(arguments):
    checks = ("format", "paths")
    if len(arguments) not in (2, 3) or arguments[1] not in checks:
        print(__doc__)
        return 64
    root = pathlib.Path(arguments[2] if len(arguments) > 2 else ".").resolve()
    if arguments[1] == "paths":
        wrong = local_paths(root)
    else:
        formatter = shutil.which("clang-format-14")
        if not formatter:
            print("SKIPPED: clang-format-14 is not installed, so the format of the sources was NOT checked")
            return SKIPPED
        wrong = [f"{name}: run clang-format-14 -i on it" for name in unformatted(root, formatter)]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"{len(wrong)} places to mend")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
