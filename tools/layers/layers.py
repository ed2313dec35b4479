"""Checks what each folder includes against the table of docs/architecture.md, the only place where the rules stand.

usage: layers.py [ROOT]     exit 0: every include is allowed; 1: some are not; 2: the table cannot be read

A row of the table reads `| folder | may include | libraries | what it is |`. "may include" names folders (a folder may
always include itself), header patterns such as `*options.h`, or `everything`. "libraries" are the third-party
headers allowed there, or `any`: `boost/json` stands for <boost/json.hpp> and all of <boost/json/…>. The longest folder of the table that holds a file is the one that counts.
"""

import dataclasses
import fnmatch
import pathlib
import re
import sys

SUFFIXES = {".h", ".cc"}
CODE_FOLDERS = ("pipeline", "config", "daemon", "tests", "bench", "tools")
BEGIN, END = "<!-- layers: begin -->", "<!-- layers: end -->"
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"\n]*)"|<([^>\n]*)>)', re.MULTILINE)

# Headers of the language and of the system: no library of ours to choose. A C++ header has neither slash nor suffix.
SYSTEM = re.compile(
    r"(?:[a-z0-9_]+|(?:sys|linux|netinet|arpa|net|bits)/[a-z0-9_/]+\.h|"
    r"(?:assert|cpuid|ctype|dirent|dlfcn|errno|fcntl|glob|immintrin|limits|malloc|math|netdb|poll|pthread|sched|signal|spawn|"
    r"stdint|stdio|stdlib|string|strings|sysexits|syslog|termios|time|unistd|wordexp|x86intrin)\.h)"
)


class TableError(Exception):
    pass


@dataclasses.dataclass(frozen=True)
class Rule:
    folder: str
    may_include: tuple  # folders, header patterns, or "everything"
    libraries: tuple  # header prefixes, or "any"


@dataclasses.dataclass(frozen=True)
class Breach:
    file: str
    line: int
    what: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.what}"


def words_of(cell):
    return tuple(word for word in re.split(r"[\s,]+", cell.replace("`", "")) if word not in ("", "-"))


def parse_table(text):
    """The rules in a Markdown text, by folder. Raises TableError where they cannot be understood."""
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        raise TableError(f"exactly one {BEGIN} and one {END} are needed")
    rows = [line for line in text.split(BEGIN)[1].split(END)[0].splitlines() if line.strip().startswith("|")]
    rules = {}
    for row in rows[2:]:
        cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
        if len(cells) != 4:
            raise TableError(f"four cells are needed: {row}")
        folder = cells[0].strip("`").rstrip("/")
        if folder in rules:
            raise TableError(f"two rows for {folder}")
        rules[folder] = Rule(folder, words_of(cells[1]), words_of(cells[2]))
    check_names(rules)
    check_order(rules)
    return rules


def is_pattern(word):
    return word.endswith(".h")


def check_names(rules):
    for rule in rules.values():
        for word in rule.may_include:
            if word != "everything" and not is_pattern(word) and word not in rules:
                raise TableError(f"{rule.folder} may include {word}, which has no row")


def check_order(rules):
    """Folders form layers, so no folder may reach itself through others."""
    done, open_ = set(), []

    def visit(folder):
        if folder in open_:
            raise TableError("a circle: " + " -> ".join(open_[open_.index(folder) :] + [folder]))
        if folder in done:
            return
        open_.append(folder)
        for word in rules[folder].may_include:
            if word in rules:
                visit(word)
        open_.pop()
        done.add(folder)

    for folder in rules:
        visit(folder)


def rule_for(path, rules):
    """The rule of the longest folder that holds `path`, or None."""
    parts = path.split("/")[:-1]
    for length in range(len(parts), 0, -1):
        rule = rules.get("/".join(parts[:length]))
        if rule:
            return rule
    return None


def project_breach(rule, header, rules, root):
    if not (root / header).is_file():
        return f'"{header}" is not a file below the root; includes start there'
    target = rule_for(header, rules)
    if target is None:
        return f'"{header}" lies in a folder without a row'
    if target.folder == rule.folder or "everything" in rule.may_include or target.folder in rule.may_include:
        return None
    if any(is_pattern(word) and fnmatch.fnmatch(header, word) for word in rule.may_include):
        return None
    return f'{rule.folder} may not include {target.folder} ("{header}")'


def library_breach(rule, header):
    if SYSTEM.fullmatch(header) or "any" in rule.libraries:
        return None
    if header.split("/")[0] in CODE_FOLDERS:
        return f'<{header}> is ours: write "{header}"'
    if any(header == prefix or header.startswith((prefix + "/", prefix + ".h")) for prefix in rule.libraries):
        return None
    return f"{rule.folder} may not include the library header <{header}>"


def check_file(root, path, rules):
    rule = rule_for(path, rules)
    if rule is None:
        return [Breach(path, 1, "its folder has no row in the table")]
    text = (root / path).read_text(encoding="utf-8")
    breaches = []
    for match in INCLUDE.finditer(text):
        quoted, angled = match.groups()
        what = library_breach(rule, angled) if quoted is None else project_breach(rule, quoted, rules, root)
        if what:
            breaches.append(Breach(path, text.count("\n", 0, match.start()) + 1, what))
    return breaches


def source_files(root):
    """Every C++ file of the project, as paths from the root, in order."""
    files = []
    for folder in CODE_FOLDERS:
        files += [p.relative_to(root).as_posix() for p in (root / folder).rglob("*") if p.suffix in SUFFIXES and p.is_file()]
    return sorted(files)


def check_tree(root, rules):
    return [breach for path in source_files(root) for breach in check_file(root, path, rules)]


def main(arguments):
    root = pathlib.Path(arguments[1] if len(arguments) > 1 else ".").resolve()
    try:
        rules = parse_table((root / "docs/architecture.md").read_text(encoding="utf-8"))
    except (OSError, TableError) as error:
        print(f"docs/architecture.md: {error}")
        return 2
    breaches = check_tree(root, rules)
    print(*breaches, sep="\n", end="\n" if breaches else "")
    print(f"{len(source_files(root))} files, {len(rules)} folders, {len(breaches)} breaches")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
