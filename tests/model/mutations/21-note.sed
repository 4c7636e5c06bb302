# file: workflows/appointment/commands/ranking.cpp
# guard: a winner who depends on one assessor needs a note
s/^  if (!is_noted(state, \*pivotal)) return/  if (false \&\& !is_noted(state, *pivotal)) return/
