"""Shows that header_alone.py and format_check.py catch what they are for.

Usage: tools_test.py ROOT
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = pathlib.Path(sys.argv.pop(1)) if len(sys.argv) > 1 else HERE.parent.parent


def run(program, files, *arguments):
    """Exit code and output of a program of this folder, run over a tree of these files."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            file = pathlib.Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text.replace("@FOLDER@", folder), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-B", str(HERE / program), folder,
             *(argument.replace("@FOLDER@", folder) for argument in arguments)],
            capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr


def tree_with(header, source='#include <string>\n#include "engine/core/a.hpp"\n'):
    commands = [{
        "directory": "@FOLDER@/build", "file": "@FOLDER@/engine/core/a.cpp",
        "command": "cmake -E env X=1 g++ -std=gnu++20 -I@FOLDER@ -Wshadow -Werror -g -c a.cpp"}]
    return {
        "build/compile_commands.json": json.dumps(commands),
        "engine/core/a.cpp": source,
        "engine/core/a.hpp": header,
    }


class HeaderAlone(unittest.TestCase):
    def check(self, header):
        return run("header_alone.py", tree_with(header), "@FOLDER@/build")

    def test_passes_a_header_that_names_what_it_needs(self):
        code, output = self.check("#pragma once\n#include <string>\nstd::string name();\n")
        self.assertEqual((0, "1 headers, 1 of them compiled here: 0 failed\n"), (code, output))

    def test_leaves_to_the_build_what_the_build_compiles_first(self):
        leaning = "#pragma once\nstd::string name();\n"
        tree = tree_with(leaning, '// Why.\n#include "engine/core/a.hpp"\n')
        code, output = run("header_alone.py", tree, "@FOLDER@/build")
        self.assertEqual((0, "1 headers, 0 of them compiled here: 0 failed\n"), (code, output))

        tree = tree_with(leaning, '#define A\n#include "engine/core/a.hpp"\n')
        self.assertEqual(1, run("header_alone.py", tree, "@FOLDER@/build")[0])

    def test_compiles_headers_that_lean_on_each_other(self):
        tree = tree_with('#pragma once\n#include "engine/core/b.hpp"\n')
        tree["engine/core/b.hpp"] = "#pragma once\nstd::string name();\n"
        code, output = run("header_alone.py", tree, "@FOLDER@/build")
        self.assertEqual(1, code)
        self.assertIn("2 headers, 1 of them compiled here: 1 failed", output)

    def test_finds_a_header_that_leans_on_its_includer(self):
        code, output = self.check("#pragma once\nstd::string name();\n")
        self.assertEqual(1, code)
        self.assertIn("engine/core/a.hpp: does not compile alone", output)

    def test_keeps_the_warnings_of_the_folder(self):
        code, output = self.check(
            "#pragma once\ninline int f(int a) {\n  if (int a = 1) return a;\n  return a;\n}\n")
        self.assertEqual(1, code)
        self.assertIn("shadow", output)


class FormatCheck(unittest.TestCase):
    def check(self, text):
        style = (ROOT / ".clang-format").read_text(encoding="utf-8")
        return run("format_check.py", {".clang-format": style, "engine/core/a.cpp": text})[0]

    def test_passes_what_is_laid_out(self):
        self.assertEqual(0, self.check("int f(int const& a) { return a; }\n"))

    def test_finds_what_is_not(self):
        self.assertEqual(1, self.check("int f(int const& a)\n{ return a; }\n"))
        self.assertEqual(1, self.check("int f(const int& a) { return a; }\n"))


if __name__ == "__main__":
    unittest.main()
