# file: workflows/appointment/closing.cpp
# guard: a vote that a clerk wrote down is confirmed before the ballot is closed
s/^  return flaw_of_votes(case_of(context), ballot.code);$/  return std::nullopt;/
