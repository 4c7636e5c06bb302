# file: workflows/appointment/ballots.cpp
# guard: nobody votes twice
s/^  if (ballot\.roll\.contains(voter)) return .*$//
