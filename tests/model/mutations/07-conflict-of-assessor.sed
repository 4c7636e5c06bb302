# file: workflows/appointment/commands/assessing.cpp
# guard: a conflict leads to recusal
s/^      if (has_conflict(state, rules, assessor, nominee))$/      if (false \&\& has_conflict(state, rules, assessor, nominee))/
