# file: workflows/appointment/commands/balloting.cpp
# guard: nobody votes twice
s/^  if (ballot\.roll\.contains(voter)) return .*$//
