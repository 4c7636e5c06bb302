#include "workflows/registry/states.hpp"

#include <algorithm>

namespace gozin::registry {

std::int64_t available(BudgetLine const& line) { return line.amount - bound(line); }

std::int64_t bound(BudgetLine const& line) {
  std::int64_t sum = 0;
  for (auto const& [by, amount] : line.reserved) sum += amount;
  for (auto const& [by, amount] : line.used) sum += amount;
  return sum;
}

bool is_taken(Post const& post) { return post.holder && !post.is_acting; }

std::vector<PersonId> voters(Body const& body) {
  std::vector<PersonId> persons;
  for (auto const& [person, office] : body.members)
    if (office == Office::member || office == Office::chair) persons.push_back(person);
  return persons;
}

bool holds_office(Body const& body, PersonId const& person, Office office) {
  auto const found = body.members.find(person);
  return found != body.members.end() && found->second == office;
}

bool has_vote(Body const& body, PersonId const& person) {
  return holds_office(body, person, Office::member) || holds_office(body, person, Office::chair);
}

bool sits_on(Body const& body, PersonId const& person) {
  return body.members.contains(person) && !holds_office(body, person, Office::alternate);
}

bool runs(Person::Grant const& grant, Instant at) {
  return grant.from <= at && (!grant.until || at < *grant.until);
}

bool holds_role(Person const& person, Code const& role, std::optional<Code> const& scope,
                Instant at) {
  return std::ranges::any_of(person.grants, [&](Person::Grant const& grant) {
    bool const covers = !scope || !grant.scope || *grant.scope == *scope;
    return grant.role == role && covers && runs(grant, at);
  });
}

bool is_live(Log const& log, Code const& post_class, Day today) {
  auto const day = log.go_live.find(post_class);
  return day == log.go_live.end() || day->second <= today;
}

StreamId log_stream() { return StreamId{std::string{Log::kKind}}; }

StreamId city_decrees() { return stream_of(DecreeSeries::kKind, "city"); }

}  // namespace gozin::registry
