"""Checks the layout of all C++ files with the one version of clang-format the house uses.

Usage: format_check.py ROOT
"""

import pathlib
import re
import shutil
import subprocess
import sys

import source_tree

# Other versions lay some things out differently; Debian 12 has this one.
MAJOR = "14"
FILES_A_CALL = 40


def find_program():
    for name in (f"clang-format-{MAJOR}", "clang-format"):
        program = shutil.which(name)
        if program:
            version = subprocess.run([program, "--version"], capture_output=True, text=True,
                                     check=True).stdout
            if re.search(rf"version {MAJOR}\.", version):
                return program
    return None


def main():
    root = pathlib.Path(sys.argv[1])
    program = find_program()
    if program is None:
        print(f"there is no clang-format {MAJOR} here; config/install test installs it")
        return 1
    files = [source.path for source in source_tree.load(root) if source.is_code]
    failed = 0
    for at in range(0, len(files), FILES_A_CALL):
        failed += bool(subprocess.run(
            [program, "--dry-run", "-Werror", "--style=file", *files[at:at + FILES_A_CALL]],
            cwd=root, check=False).returncode)
    print(f"layout of {len(files)} files checked")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main())
