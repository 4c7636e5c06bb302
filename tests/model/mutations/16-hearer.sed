# file: workflows/appointment/commands/objecting.cpp
# guard: an objection is heard by an outsider
s/^    if (took_part(context, \*objection, person))$/    if (false \&\& took_part(context, *objection, person))/
