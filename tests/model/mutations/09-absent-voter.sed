# file: workflows/appointment/ballots.cpp
# guard: who votes was there at the opening
s/^  if (!is_among(ballot\.present, voter))$/  if (false \&\& !is_among(ballot.present, voter))/
