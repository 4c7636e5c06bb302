"""Compiles each header of the house alone, with the flags its folder is compiled with.

Usage: header_alone.py ROOT BUILD_FOLDER

A header that passes leaves an object file; through ccache a header whose inputs have not changed
costs milliseconds the next time.
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
import time

import source_tree

HOUSE = ("engine", "workflows", "adapters", "tests")
SLOW_SECONDS = 8


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


def flags_by_folder(root, build):
    """For each folder of sources the compiler and the flags of its first file."""
    commands = json.loads(pathlib.Path(build, "compile_commands.json").read_text(encoding="utf-8"))
    found = {}
    for entry in sorted(commands, key=lambda e: e["file"]):
        path = pathlib.Path(entry["file"])
        if path.is_relative_to(root):
            folder = path.relative_to(root).parent.as_posix()
            found.setdefault(folder, _flags(entry["command"]))
    return found


def _nearest(found, folder):
    """A header-only folder takes the flags of the folder above, at last those with most in them."""
    while folder:
        if folder in found:
            return found[folder]
        folder = folder.rpartition("/")[0]
    return max(found.values(), key=lambda pair: len(pair[1]))


def compile_alone(header, build, compiler, flags):
    """Gives seconds and the compiler's complaints, empty where the header stands alone."""
    work = pathlib.Path(build, "headers_alone", header)
    work.parent.mkdir(parents=True, exist_ok=True)
    unit = work.with_suffix(".alone.cpp")
    text = f'#include "{header}"\n'
    if not unit.exists() or unit.read_text(encoding="utf-8") != text:
        unit.write_text(text, encoding="utf-8")
    launcher = ["ccache"] if shutil.which("ccache") else []
    target = str(work.with_suffix(".alone.o"))
    settings = {"CCACHE_BASEDIR": os.getcwd(), "CCACHE_NOHASHDIR": "1"}
    start = time.monotonic()
    done = subprocess.run(
        [*launcher, compiler, *flags, "-c", str(unit), "-o", target],
        cwd=build, env=os.environ | settings, capture_output=True, text=True, check=False)
    return time.monotonic() - start, done.stderr if done.returncode else ""


def main():
    root, build = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    os.chdir(root)
    headers = [s for s in source_tree.load(root) if s.is_header and s.within(*HOUSE)]
    found = flags_by_folder(root, build)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        jobs = {header.path: pool.submit(compile_alone, header.path, build,
                                         *_nearest(found, header.folder)) for header in headers}
        for path, job in jobs.items():
            seconds, complaints = job.result()
            if complaints:
                failed += 1
                print(f"{path}: does not compile alone\n{complaints}")
            elif seconds > SLOW_SECONDS:
                print(f"{path}: {seconds:.0f} s to compile alone; is something heavy in it?")
    print(f"{len(headers)} headers compiled alone: {failed} failed")
    return 1 if failed or not headers else 0


if __name__ == "__main__":
    sys.exit(main())
