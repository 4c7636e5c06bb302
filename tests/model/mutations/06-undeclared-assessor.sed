# file: workflows/appointment/commands/assessing.cpp
# guard: whoever scores has declared
s/^      if (!has_declared(state, assessor, nominee))$/      if (false \&\& !has_declared(state, assessor, nominee))/
