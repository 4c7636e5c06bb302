# file: workflows/appointment/commands/nominating.cpp
# guard: nominations close when the window has ended
s/^  if (context\.call\.now < state\.window_closes)$/  if (false \&\& context.call.now < state.window_closes)/
