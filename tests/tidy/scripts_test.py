"""Runs config/quickstart and config/install with stand-ins for what they call.

Usage: scripts_test.py ROOT
"""

import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = pathlib.Path(sys.argv.pop(1)) if len(sys.argv) > 1 else HERE.parent.parent

# Writes down how it was called and answers as the program would.
PROGRAM = """#!/bin/bash
echo "$*" >>"$CALLS"
all="$*"
file=${all##*sqlite:}
case "$1 $2" in
  run\\ *) echo played >"$file" ;;
  "case list") echo '{"items":[{"id":"a","state":"Unfilled"},{"id":"b","state":"Appointed"}]}' ;;
  "case show") echo "decree of $3" ;;
  "log verify") grep -q played "$file" ;;
esac
"""
NOTHING = "#!/bin/sh\nexit 0\n"
# Says that every package is there.
DPKG_QUERY = """#!/bin/bash
for name; do [[ $name == -* || $name == libboost1.74-dev ]] || echo "$name installed"; done
"""


class Scripts(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        for script in ("config/quickstart", "config/install"):
            (self.folder / "config").mkdir(exist_ok=True)
            shutil.copy(ROOT / script, self.folder / script)
        self.story = self.put("config/scenarios/karaj-1401.yaml", "story\n")
        self.put("build/release/gozin", PROGRAM)
        self.put("bin/cmake", NOTHING)
        self.put("bin/apt-get", 'echo "$*" >>"$CALLS"\n')
        self.put("bin/dpkg-query", DPKG_QUERY)
        self.state = self.folder / "state"
        self.calls = self.folder / "calls"

    def put(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        file.chmod(0o755)
        return file

    def run_script(self, script, *arguments):
        """Exit code, output and the calls the stand-ins noted. Standard input is closed."""
        self.calls.write_text("")
        done = subprocess.run(
            ["bash", "-c", 'exec "$@" <&-', "-", str(self.folder / script), *arguments],
            capture_output=True, text=True, check=False,
            env=os.environ | {"PATH": f"{self.folder}/bin:{os.environ['PATH']}",
                              "CALLS": str(self.calls), "GOZIN_STATE": str(self.state)})
        return done.returncode, done.stdout + done.stderr, self.calls.read_text().splitlines()

    def quickstart(self, *arguments):
        return self.run_script("config/quickstart", "--listen", "127.0.0.1:0", *arguments)

    def aside(self):
        return list(self.state.glob("aside-*"))


class Quickstart(Scripts):
    def test_goes_from_the_story_to_the_server(self):
        code, output, calls = self.quickstart()
        self.assertEqual(0, code, output)
        self.assertEqual(
            ["run", "user add", "case list", "case show", "log verify", "log checkpoint",
             "user list", "serve"],
            [next(name for name in ("run", "serve", " ".join(call.split()[:2]))
                  if call.startswith(name)) for call in calls])
        self.assertIn("decree of b", output)
        self.assertEqual(0o700, self.state.stat().st_mode & 0o777)

    def test_uses_a_demonstration_that_verifies_again(self):
        self.quickstart()
        code, output, calls = self.quickstart()
        self.assertEqual(0, code, output)
        self.assertIn("The story was played before", output)
        self.assertFalse([call for call in calls if call.startswith("run")])
        self.assertEqual([], self.aside())

    def test_sets_a_broken_demonstration_aside(self):
        self.quickstart()
        (self.state / "demo.db").write_text("tampered")
        code, output, calls = self.quickstart()
        self.assertEqual(0, code, output)
        self.assertTrue([call for call in calls if call.startswith("run")])
        self.assertEqual("tampered", (self.aside()[0] / "demo.db").read_text())

    def test_plays_a_changed_story_and_an_unfinished_one_anew(self):
        self.quickstart()
        self.story.write_text("another story\n")
        self.assertTrue([call for call in self.quickstart()[2] if call.startswith("run")])
        (self.state / "demo.db.played").unlink()
        self.assertTrue([call for call in self.quickstart()[2] if call.startswith("run")])

    def test_stops_at_a_story_that_fails(self):
        self.put("build/release/gozin", "#!/bin/sh\nexit 1\n")
        code, output, _ = self.quickstart()
        self.assertEqual(1, code)
        self.assertIn("'Playing the story config/scenarios/karaj-1401.yaml' failed", output)

    def test_says_at_once_that_the_port_is_taken(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            address = f"127.0.0.1:{taken.getsockname()[1]}"
            code, output, calls = self.run_script("config/quickstart", "--listen", address)
        self.assertEqual((1, []), (code, calls))
        self.assertIn(f"another program already listens on {address}", output)

    def test_refuses_what_it_does_not_know(self):
        self.assertEqual(2, self.quickstart("--fast")[0])
        for address in ("8080", "localhost:", "127.0.0.1:70000", ":8080"):
            self.assertEqual(1, self.run_script("config/quickstart", "--listen", address)[0])

    def test_only_builds_when_asked_to(self):
        code, output, calls = self.quickstart("--build-only")
        self.assertEqual((0, []), (code, calls), output)
        self.assertFalse(self.state.exists())


class Install(Scripts):
    def install(self, *arguments):
        return self.run_script("config/install", *arguments)

    def test_calls_nobody_where_nothing_is_missing(self):
        code, output, calls = self.install("build", "run", "test", "lint")
        self.assertEqual((0, []), (code, calls), output)
        self.assertIn("Nothing is missing", output)

    def test_names_what_is_missing(self):
        self.put("bin/dpkg-query", NOTHING)
        code, output, calls = self.install("--check", "lint")
        self.assertEqual((1, []), (code, calls), output)
        self.assertIn("Missing Debian packages: clang-tidy shellcheck", output)

    def test_refuses_to_go_on_beside_the_other_boost(self):
        self.put("bin/dpkg-query", '#!/bin/bash\necho "libboost1.74-dev installed"\n')
        code, output, calls = self.install()
        self.assertEqual((1, []), (code, calls), output)
        self.assertIn("libboost1.74-dev is installed and cannot stay", output)

    def test_fetches_npm_packages_when_the_lock_file_changed(self):
        self.put("bin/npm", 'echo "$PWD: $*" >>"$CALLS"; mkdir -p node_modules\n')
        self.put("bin/node", "echo v20.1.0\n")
        lock = self.put("adapters/web/package-lock.json", "{}")
        self.assertEqual(1, len(self.install("build")[2]))
        self.assertEqual(0, len(self.install("build")[2]))
        lock.write_text('{"name": "web"}')
        calls = self.install("build")[2]
        self.assertEqual(1, len(calls))
        self.assertIn("adapters/web: ci --ignore-scripts", calls[0])

    def test_refuses_a_node_that_is_too_old(self):
        self.put("bin/node", "#!/bin/sh\necho v16.20.0\n")
        self.put("bin/npm", NOTHING)
        code, output, _ = self.install("build")
        self.assertEqual(1, code)
        self.assertIn("node 16.20.0 on the PATH is too old", output)


if __name__ == "__main__":
    unittest.main()
