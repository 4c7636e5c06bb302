"""Shows that each header of the house compiles alone, with the flags its folder is compiled with.

Usage: header_alone.py ROOT BUILD_FOLDER

A header that a built file includes before anything else is shown by the build; so is one that such
a header includes first. What is left is compiled here, and through ccache a header whose inputs
have not changed costs milliseconds the next time.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

import include_rules
import source_tree

HOUSE = ("engine", "workflows", "adapters", "tests")


def _flags(command):
    """The compiler and what decides whether a header compiles: language, warnings, folders."""
    words = shlex.split(command)
    at = next(at for at, word in enumerate(words) if re.search(r"\+\+(?:-\d+)?$", word))
    kept, follows = [], False
    for word in words[at + 1:]:
        if follows or word.startswith(("-I", "-isystem", "-D", "-std=", "-W", "-f")):
            kept.append(word)
            follows = not follows and word in ("-I", "-isystem", "-D")
    return words[at], kept


def read_commands(root, build):
    """The built files of the house and how each is compiled."""
    commands = json.loads(pathlib.Path(build, "compile_commands.json").read_text(encoding="utf-8"))
    paths = {pathlib.Path(entry["file"]): entry["command"] for entry in commands}
    return {path.relative_to(root).as_posix(): command
            for path, command in sorted(paths.items()) if path.is_relative_to(root)}


def _first_include(source):
    """The header of the house that stands before all other code, if one does."""
    found = include_rules.includes_of(source)
    if not found or not found[0].is_quoted:
        return None
    before = re.sub(r"#[ \t]*pragma once\b", "", source.code[:found[0].position])
    return None if before.strip() else found[0].name


def not_shown_by_the_build(sources, built):
    """The headers that nothing includes first: neither a built file nor another header."""
    first = {source.path: _first_include(source) for source in sources}
    shown = {first[source.path] for source in sources if source.is_header or source.path in built}
    return [source for source in sources if source.is_header and source.path not in shown]


def _nearest(found, folder):
    """A header-only folder takes the flags of the folder above, at last those with most in them."""
    while folder:
        if folder in found:
            return found[folder]
        folder = folder.rpartition("/")[0]
    return max(found.values(), key=lambda pair: len(pair[1]))


def compile_alone(header, build, compiler, flags):
    """The compiler's complaints, empty where the header stands alone."""
    work = pathlib.Path(build, "headers_alone", header)
    work.parent.mkdir(parents=True, exist_ok=True)
    unit = work.with_suffix(".alone.cpp")
    text = f'#include "{header}"\n'
    if not unit.exists() or unit.read_text(encoding="utf-8") != text:
        unit.write_text(text, encoding="utf-8")
    launcher = ["ccache"] if shutil.which("ccache") else []
    target = str(work.with_suffix(".alone.o"))
    settings = {"CCACHE_BASEDIR": os.getcwd(), "CCACHE_NOHASHDIR": "1"}
    done = subprocess.run(
        [*launcher, compiler, *flags, "-c", str(unit), "-o", target],
        cwd=build, env=os.environ | settings, capture_output=True, text=True, check=False)
    return done.stderr if done.returncode else ""


def main():
    root, build = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    os.chdir(root)
    sources = [s for s in source_tree.load(root) if s.is_code and s.within(*HOUSE)]
    built = read_commands(root, build)
    flags = {}
    for path, command in built.items():
        flags.setdefault(path.rpartition("/")[0], _flags(command))
    headers = not_shown_by_the_build(sources, built)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        jobs = {header.path: pool.submit(compile_alone, header.path, build,
                                         *_nearest(flags, header.folder)) for header in headers}
        for path, job in jobs.items():
            complaints = job.result()
            if complaints:
                failed += 1
                print(f"{path}: does not compile alone\n{complaints}")
    count = sum(source.is_header for source in sources)
    print(f"{count} headers, {len(headers)} of them compiled here: {failed} failed")
    return 1 if failed or not count else 0


if __name__ == "__main__":
    sys.exit(main())
