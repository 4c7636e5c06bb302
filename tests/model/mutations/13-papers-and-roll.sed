# file: workflows/appointment/commands/counting.cpp
# guard: papers equal the roll
s/^  if (sum != roll) {$/  if (false \&\& sum != roll) {/
