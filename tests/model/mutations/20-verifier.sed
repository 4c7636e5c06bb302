# file: workflows/appointment/commands/nominating.cpp
# guard: evidence is verified by another person
s/^    if (verifier == evidence->filed_by || verifier == evidence->entered_by ||$/    if ((false \&\& (verifier == evidence->filed_by || verifier == evidence->entered_by)) ||/
