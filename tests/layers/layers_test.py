"""The checks of tools/layers on made-up trees: each rule is seen to fail before it is trusted on the real tree."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools" / "layers"))
import house  # noqa: E402
import layers  # noqa: E402

TABLE = """# A house
<!-- layers: begin -->
| folder | may include | libraries | what it is |
|---|---|---|---|
| `pipeline/record` | - | `boost/json` | words |
| `pipeline/store` | `pipeline/record` | `rocksdb` | keys |
| `pipeline/io` | `pipeline/record` | - | edges |
| `pipeline/io/files` | `pipeline/io`, `pipeline/record`, `pipeline/store` | `zlib.h` | files |
| `config` | `pipeline/record`, `*options.h` | `yaml-cpp` | settings |
| `daemon` | everything | any | process |
<!-- layers: end -->
"""


class Tree(unittest.TestCase):
    """A folder with a table and a few headers; `breaches` says what is wrong with one more file."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name in ("pipeline/record/id.h", "pipeline/store/batch.h", "pipeline/io/source.h",
                     "pipeline/io/files/options.h", "pipeline/io/files/spool.h", "config/load.h"):
            self.write(name, "#pragma once\n")
        self.rules = layers.parse_table(TABLE)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def breaches(self, name, text):
        self.write(name, text)
        return [str(breach) for breach in layers.check_tree(self.root, self.rules)]


class ProjectIncludes(Tree):
    def test_own_folder_and_allowed_folder_pass(self):
        text = '#include "pipeline/store/batch.h"\n#include "pipeline/record/id.h"\n'
        self.assertEqual(self.breaches("pipeline/store/batch.cc", text), [])

    def test_a_forbidden_folder_is_named_with_file_and_line(self):
        found = self.breaches("pipeline/record/id.cc", '#include <string>\n\n#include "pipeline/store/batch.h"\n')
        self.assertEqual(found, ['pipeline/record/id.cc:3: pipeline/record may not include pipeline/store '
                                 '("pipeline/store/batch.h")'])

    def test_indented_and_spaced_directives_are_seen(self):
        self.assertEqual(len(self.breaches("pipeline/record/id.cc", '  #  include   "pipeline/store/batch.h"\n')), 1)

    def test_the_longest_folder_counts(self):
        self.assertEqual(self.breaches("pipeline/io/files/spool.cc", '#include "pipeline/store/batch.h"\n'), [])
        self.assertEqual(len(self.breaches("pipeline/io/pipe.cc", '#include "pipeline/store/batch.h"\n')), 1)

    def test_a_parent_may_not_include_its_child_unasked(self):
        self.assertEqual(len(self.breaches("pipeline/io/pipe.cc", '#include "pipeline/io/files/spool.h"\n')), 1)

    def test_a_pattern_lets_through_only_what_it_matches(self):
        self.assertEqual(self.breaches("config/load.cc", '#include "pipeline/io/files/options.h"\n'), [])
        self.assertEqual(len(self.breaches("config/load.cc", '#include "pipeline/io/files/spool.h"\n')), 1)

    def test_includes_start_at_the_root(self):
        self.assertIn("includes start there", self.breaches("pipeline/store/batch.cc", '#include "batch.h"\n')[0])
        self.assertEqual(len(self.breaches("pipeline/store/batch.cc", '#include "../store/batch.h"\n')), 1)

    def test_everything_includes_everything(self):
        self.assertEqual(self.breaches("daemon/main.cc", '#include "pipeline/io/files/spool.h"\n#include <rocksdb/db.h>\n'), [])

    def test_a_folder_without_a_row_is_a_breach(self):
        self.assertIn("no row", self.breaches("pipeline/new/thing.cc", "int x;\n")[0])

    def test_headers_are_checked_like_sources(self):
        self.assertEqual(len(self.breaches("pipeline/record/id.h", '#include "config/load.h"\n')), 1)


class LibraryIncludes(Tree):
    def test_a_library_stays_behind_its_folder(self):
        self.assertEqual(self.breaches("pipeline/store/batch.cc", "#include <rocksdb/db.h>\n"), [])
        found = self.breaches("pipeline/io/pipe.cc", "#include <rocksdb/db.h>\n")
        self.assertEqual(found, ["pipeline/io/pipe.cc:1: pipeline/io may not include the library header <rocksdb/db.h>"])

    def test_a_library_is_its_folder_and_its_header_and_no_namesake(self):
        text = "#include <boost/json.hpp>\n#include <boost/json/value.hpp>\n"
        self.assertEqual(self.breaches("pipeline/record/id.cc", text), [])
        self.assertEqual(self.breaches("pipeline/io/files/spool.cc", "#include <zlib.h>\n"), [])
        self.assertEqual(len(self.breaches("pipeline/record/id.cc", "#include <boost/jsonish.hpp>\n")), 1)

    def test_the_language_and_the_system_are_free(self):
        text = "#include <vector>\n#include <cstdint>\n#include <unistd.h>\n#include <sys/inotify.h>\n"
        self.assertEqual(self.breaches("pipeline/record/id.cc", text), [])

    def test_an_unknown_library_is_a_breach(self):
        self.assertEqual(len(self.breaches("pipeline/record/id.cc", "#include <wonder/engine.hpp>\n")), 1)
        self.assertEqual(len(self.breaches("pipeline/record/id.cc", "#include <wonder.h>\n")), 1)

    def test_our_own_headers_are_quoted(self):
        found = self.breaches("pipeline/store/batch.cc", "#include <pipeline/record/id.h>\n")
        self.assertIn("is ours", found[0])


class Table(unittest.TestCase):
    def assert_refused(self, text, why):
        with self.assertRaisesRegex(layers.TableError, why):
            layers.parse_table(text)

    def test_no_table(self):
        self.assert_refused("# nothing\n", "exactly one")

    def test_a_row_with_a_cell_too_few(self):
        self.assert_refused(TABLE.replace("| - | `boost/json` | words |", "| - | words |"), "four cells")

    def test_a_folder_that_has_no_row(self):
        self.assert_refused(TABLE.replace("`pipeline/record` | `rocksdb`", "`pipeline/recrod` | `rocksdb`"), "recrod")

    def test_two_rows_for_one_folder(self):
        row = "| `config` | - | - | again |\n"
        self.assert_refused(TABLE.replace(layers.END, row + layers.END), "two rows")

    def test_a_circle(self):
        self.assert_refused(TABLE.replace("| `pipeline/record` | - |", "| `pipeline/record` | `pipeline/store` |"), "circle")


class Paths(Tree):
    def test_a_local_folder_is_found_and_an_ordinary_path_is_not(self):
        local = "/".join(["", "home", "ada", "tidings"])
        self.write("notes.md", f"see /etc/tidings and https://example.org/work/1\nsee {local}\n")
        self.assertEqual(house.local_paths(self.root), [f"notes.md:2: see {local}"])

    def test_binary_files_are_left_alone(self):
        (self.root / "feed.gz").write_bytes(b"\0" + "/".join(["", "root", "x"]).encode())
        self.assertEqual(house.local_paths(self.root), [])


@unittest.skipUnless(shutil.which("clang-format-14"), "clang-format-14 is not installed")
class Format(Tree):
    def test_only_the_misshapen_file_is_named(self):
        self.write(".clang-format", "BasedOnStyle: Google\n")
        self.write("pipeline/record/good.cc", "int f() { return 1; }\n")
        self.write("pipeline/record/bad.cc", "int  f( ){return 1;}\n")
        self.assertEqual(house.unformatted(self.root, "clang-format-14"), ["pipeline/record/bad.cc"])

    def test_the_program_says_so_with_its_exit_code(self):
        self.write(".clang-format", "BasedOnStyle: Google\n")
        program = pathlib.Path(house.__file__)
        self.assertEqual(subprocess.run([sys.executable, program, "format", self.root], capture_output=True).returncode, 0)
        self.write("pipeline/record/bad.cc", "int  f( ){return 1;}\n")
        self.assertEqual(subprocess.run([sys.executable, program, "format", self.root], capture_output=True).returncode, 1)


if __name__ == "__main__":
    unittest.main()
