# file: workflows/appointment/acting.cpp
# guard: acting heads have what is left of the days of all of them
s/^    return std::min<std::int64_t>(most - run\.days, .*$/    return rules_of(context).limits.acting_days_max;/
