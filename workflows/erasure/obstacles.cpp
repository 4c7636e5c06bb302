#include "workflows/erasure/obstacles.hpp"

#include "workflows/appointment/case.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/tables.hpp"
#include "workflows/erasure/reasons.hpp"
#include "workflows/registry/tables.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

namespace gozin::erasure {
namespace {

using appointment::Case;
using registry::Person;

std::string text_at(Row const& row, std::size_t column) {
  return std::get<std::string>(row.at(column));
}

/// A grant that runs or is to come, a seat, a post.
std::optional<std::string> office_of(Person const& person, Context const& context) {
  for (auto const& grant : person.grants)
    if (!grant.until || context.call.now < *grant.until) return grant.role.text;
  auto& facts = context.facts;
  for (auto const& row : facts.rows(registry::body_member(), "person", person.id.text))
    return text_at(row, 0);
  for (auto const& row : facts.rows(registry::post_list(), "holder", person.id.text))
    return text_at(row, 0);
  return std::nullopt;
}

std::set<StreamId> cases_of(Person const& person, Context const& context) {
  std::set<StreamId> cases;
  for (auto const& row : context.facts.rows(appointment::case_person(), "person", person.id.text))
    cases.insert(StreamId{text_at(row, 0)});
  return cases;
}

/// Whatever became of them, those that were merged into another included.
std::vector<NomineeId> nominations_of(Person const& person, Case const& state) {
  std::vector<NomineeId> own;
  for (auto const& [id, nominee] : state.nominees) {
    auto const* became = appointment::find_nominee(state, id);
    if (nominee.person == person.id || (became && became->person == person.id)) own.push_back(id);
  }
  return own;
}

/// The key that those of all sheets of a case stand beneath.
VaultKeyId sheet_keys(StreamId const& stream) {
  auto const first = appointment::sheet_key(stream, Code{"-"});
  return VaultKeyId{first.text.substr(0, first.text.rfind('/'))};
}

bool may_be_objected_to(Case const& state, Context const& of_case) {
  bool const is_open = std::ranges::any_of(
      state.objections, [](appointment::Objection const& one) { return one.open; });
  if (is_open) return true;
  auto const& periods = appointment::rules_of(of_case).objections;
  auto const& calendar = appointment::calendar_of(of_case);
  return std::ranges::any_of(
      std::array{periods.against_exclusion, periods.against_ranking}, [&](rules::Period period) {
        return of_case.call.now <= rules::deadline(calendar, state.changed, period);
      });
}

std::optional<Rejection> obstacle_of_case(StreamId const& stream, Context const& context) {
  Context const of_case{context.call, stream, context.view, context.facts};
  auto const& state = appointment::case_of(of_case);
  auto const& now = context.call.now;
  auto const& limits = appointment::rules_of(of_case).limits;
  rules::Period const court{limits.court_days, rules::DayCount::calendar_days};
  if (appointment::stands_in(of_case, "Running"))
    return Rejection{Reason::case_of_subject_must_be_closed, stream.text};
  if (may_be_objected_to(state, of_case))
    return Rejection{Reason::time_for_objections_must_have_passed, stream.text};
  if (state.stayed || appointment::stands_in(of_case, "Suspended") ||
      now <= rules::deadline(appointment::calendar_of(of_case), state.changed, court))
    return Rejection{Reason::court_period_must_have_passed, stream.text};
  if (now < years_after(state.changed, limits.retention_years))
    return Rejection{Reason::retention_period_must_have_passed, stream.text};
  return std::nullopt;
}

}  // namespace

Instant years_after(Instant from, int years) {
  using std::chrono::milliseconds;
  std::chrono::sys_time<milliseconds> const at{milliseconds{from.ms}};
  auto const day = std::chrono::floor<std::chrono::days>(at);
  auto later = std::chrono::year_month_day{day} + std::chrono::years{years};
  if (!later.ok()) later = later.year() / later.month() / std::chrono::last;
  auto const moment = std::chrono::sys_days{later} + (at - day);
  return Instant{std::chrono::duration_cast<milliseconds>(moment.time_since_epoch()).count()};
}

std::optional<Rejection> obstacle(Person const& person, Context const& context) {
  if (!person.holds.empty())
    return Rejection{Reason::hold_must_be_lifted, person.holds.begin()->first.second.text};
  if (auto const office = office_of(person, context))
    return Rejection{Reason::subject_must_hold_no_office, *office};
  for (auto const& stream : cases_of(person, context))
    if (auto const refused = obstacle_of_case(stream, context)) return refused;
  return std::nullopt;
}

std::vector<VaultKeyId> keys_of(Person const& person, Context const& context) {
  std::vector<VaultKeyId> keys{VaultKeyId{stream_of(Person::kKind, person.id.text).text}};
  for (auto const& stream : cases_of(person, context)) {
    auto const& state = *context.view.find<Case>(stream);
    auto const own = nominations_of(person, state);
    for (auto const& id : own) keys.push_back(VaultKeyId{"nominee/" + id.text});
    if (!own.empty() && !state.sealed.empty()) keys.push_back(sheet_keys(stream));
  }
  return keys;
}

}  // namespace gozin::erasure
