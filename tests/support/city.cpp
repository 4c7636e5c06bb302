#include "tests/support/city.hpp"

#include "workflows/registry/states.hpp"
#include "workflows/registry/workflow.hpp"
#include "workflows/ruleset/state.hpp"
#include "workflows/ruleset/workflow.hpp"
#include "workflows/session/workflow.hpp"

#include <memory>

namespace gozin::judge {
namespace {

Code code(std::string_view text) { return Code{std::string{text}}; }

json::value plain_calendar() {
  json::array days{"friday"};
  json::object const weekend{{"from", "2020-01-01"}, {"days", std::move(days)}};
  return json::object{{"code", "plain"},
                      {"utc_offset", "+03:30"},
                      {"weekends", json::array{weekend}},
                      {"holidays", json::array{}}};
}

}  // namespace

Judge empty_city() {
  Judge city;
  city.view.know(registry::registry_workflow());
  city.view.know(ruleset::ruleset_workflow());
  city.view.know(session::session_workflow());
  auto const log = registry::log_stream();
  city.view.record(log, registry::LogOpened{.origin = {"city.test/log"},
                                            .purpose = registry::Purpose::demonstration,
                                            .city = {"Demo"},
                                            .key = {"k"}});
  city.view.record(
      log, registry::CalendarAdopted{.code = Code{"plain"}, .calendar = {plain_calendar()}});
  return city;
}

PersonId register_person(Judge& city, std::string_view id, std::string_view unit) {
  PersonId const person{std::string{id}};
  city.view.record(stream_of(registry::Person::kKind, id),
                   registry::PersonRegistered{.person = person,
                                              .kind = registry::PersonKind::staff,
                                              .unit = code(unit),
                                              .name = hidden(id),
                                              .national_id = {},
                                              .attributes = {}});
  return person;
}

void grant(Judge& city, PersonId const& person, std::string_view role, std::optional<Code> scope) {
  city.view.record(stream_of(registry::Person::kKind, person.text),
                   registry::RoleGranted{.role = code(role),
                                         .scope = std::move(scope),
                                         .from = at("2020-01-01T00:00:00Z"),
                                         .until = {}});
}

StreamId register_post(Judge& city, std::string_view name, std::string_view unit) {
  auto const post = stream_of(registry::Post::kKind, name);
  city.view.record(post, registry::PostRegistered{.code = code(name),
                                                  .title = {std::string{name}},
                                                  .post_class = Code{"unit_head"},
                                                  .unit = code(unit),
                                                  .grade = 9});
  return post;
}

void fill_post(Judge& city, StreamId const& post, StreamId const& by, PersonId const& person) {
  city.view.record(post, registry::PostClaimed{.by = by});
  city.view.record(post, registry::PostFilled{.by = by,
                                              .person = person,
                                              .from = day("2026-11-18"),
                                              .until = day("2030-11-17"),
                                              .decree = {"1405/17"}});
}

StreamId form_body(Judge& city, std::string_view name, std::int64_t seats,
                   std::initializer_list<std::pair<std::string_view, registry::Office>> members) {
  auto const body = stream_of(registry::Body::kKind, name);
  city.view.record(
      body, registry::BodyFormed{.code = code(name), .title = {std::string{name}}, .seats = seats});
  for (auto const& [id, office] : members) {
    PersonId const person{std::string{id}};
    if (!city.view.folded(stream_of(registry::Person::kKind, id))) register_person(city, id);
    city.view.record(body, registry::MemberSeated{.person = person, .office = office});
  }
  return body;
}

rules::RuleSet council_rules() {
  rules::RuleSet rules;
  rules.id = Code{"city-managers"};
  rules.version = 1;
  rules.city = Code{"demo"};
  rules.calendar = Code{"plain"};
  rules.approved_by = Code{"council"};
  rules::BallotRule rule;
  rule.seats = 7;
  rules.ballots.emplace(Code{"council"}, rule);
  return rules;
}

StreamId put_rules(Judge& city, rules::RuleSet rules, std::string_view state) {
  auto const stream =
      stream_of(ruleset::RuleSetStream::kKind, rules.id.text + "-" + std::to_string(rules.version));
  auto const hash = sha256(stream.text);
  city.view.put(
      stream,
      ruleset::RuleSetStream{.hash = hash,
                             .rules = std::make_shared<rules::RuleSet const>(std::move(rules)),
                             .in_force_from = {}},
      {state});
  return stream;
}

void list_rules(Judge& city, std::initializer_list<StreamId> rulesets) {
  city.facts.laid_rows.clear();
  for (auto const& ruleset : rulesets)
    for (auto& row : city.view.rows(ruleset)) city.facts.laid_rows.push_back(std::move(row));
}

}  // namespace gozin::judge
