# file: workflows/appointment/commands/sealing.cpp
# guard: a score is revised once
s/^  if (sheet->revised\.contains(command\.criterion))$/  if (false \&\& sheet->revised.contains(command.criterion))/
