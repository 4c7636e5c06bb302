# file: workflows/appointment/commands/drafting.cpp
# guard: a vacancy is authorised by both checks
s/^  if (!other_cleared) return;$/  if (false \&\& !other_cleared) return;/
