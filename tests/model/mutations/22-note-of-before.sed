# file: workflows/appointment/fold/assessing.cpp
# guard: a note about a ranking does not serve the one after a readmission
/^  \/\/ Another ranking, which what was noted about the one before is not about\.$/,/^  state\.noted\.clear();$/{/noted\.clear/d}
