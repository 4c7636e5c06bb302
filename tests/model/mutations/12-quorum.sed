# file: workflows/appointment/deliberation.cpp
# guard: no ballot opens below quorum
s/^  if (!found\.test\.met)$/  if (false \&\& !found.test.met)/
