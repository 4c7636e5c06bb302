# file: workflows/appointment/commands/decreeing.cpp
# guard: a decree is for who still stands
s/^  if (auto const running = running_nominee(state, \*state\.selected); !running)$/  if (auto const running = known_nominee(state, *state.selected); !running)/
