# file: workflows/appointment/commands/objecting.cpp
# guard: an objection is heard by an outsider
s/^    if (took_part(state, \*objection, person))$/    if (false \&\& took_part(state, *objection, person))/
