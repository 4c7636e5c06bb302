# file: workflows/appointment/acting.cpp
# guard: of two cases of a post one has a decree in preparation
s/^  if (!decree) return std::nullopt;$/  return std::nullopt;/
