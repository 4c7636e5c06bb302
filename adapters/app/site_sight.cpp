#include "adapters/app/site_sight.hpp"

#include "workflows/appointment/authority.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/registry/authority.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace gozin::app {
namespace {

using appointment::Case;

[[noreturn]] void not_here() { throw std::logic_error("a page asks for no facts of a case"); }

constexpr std::array<std::string_view, 4> kOfUnits{"department_officer", "administrative_affairs",
                                                   "finance", "clerk"};
/// Those who see words about people, beside the people themselves.
constexpr std::string_view kPersonalReaders =
    "administrative_affairs mayor governor minister objections_officer auditor inspectorate";
constexpr std::string_view kNominatorReaders = "administrative_affairs auditor inspectorate";
constexpr std::string_view kNameReaders =
    "department_officer administrative_affairs finance clerk council_secretary objections_officer "
    "mayor governor minister conformity_board auditor inspectorate";

std::set<std::string, std::less<>> granted(Context const& context, Case const& state) {
  std::set<std::string, std::less<>> roles;
  for (auto const name : names_of(std::type_identity<registry::GrantedRole>{})) {
    auto const of_unit = std::ranges::find(kOfUnits, name) != kOfUnits.end();
    registry::Place place;
    if (of_unit) place.scope = state.unit;
    if (registry::acts_in_role(context, context.call.actor, Code{std::string{name}}, place))
      roles.emplace(name);
  }
  return roles;
}

bool sits_in_a_body(Context const& context, Case const& state) {
  auto const sits = [&](StreamId const& stream) {
    auto const* body = context.view.find<registry::Body>(stream);
    return body && registry::sits_on(*body, context.call.actor);
  };
  if (state.review && sits(state.review->body)) return true;
  return std::ranges::any_of(state.gate_results, [&](auto const& result) {
    auto const* gate = rules::find_gate(appointment::rules_of(context), result.gate);
    return gate && sits(stream_of(registry::Body::kKind, gate->body.text));
  });
}

bool is_of_panel(Case const& state, PersonId const& who) {
  return appointment::find_assessor(state, who) != nullptr ||
         std::ranges::find(state.reserves, who) != state.reserves.end();
}

}  // namespace

bool holds_any(Sight const& sight, std::string_view roles) {
  while (!roles.empty()) {
    auto const end = std::min(roles.find(' '), roles.size());
    if (sight.roles.contains(roles.substr(0, end))) return true;
    roles.remove_prefix(std::min(end + 1, roles.size()));
  }
  return false;
}

Sight sight_of(Context const& context, Case const& state, appointment::Active const& active) {
  Sight sight;
  auto const& who = context.call.actor;
  if (who.empty()) return sight;
  sight.signed_in = true;
  sight.roles = granted(context, state);
  auto const assesses = is_of_panel(state, who);
  auto const deliberates = sits_in_a_body(context, state);
  auto const* own = appointment::nominee_of(state, who);
  if (own) sight.own.insert(own->id);

  // From the completed declarations to the reveal an assessor knows nobody by name, whatever other
  // office they hold (AC6.1).
  sight.blind = assesses && active.contains("Sealing") && !state.alias_maps.empty();
  auto const reads = holds_any(sight, kNameReaders);
  sight.nominees = !sight.blind && (reads || assesses || deliberates);
  sight.panel = reads || assesses || deliberates;
  sight.scores = !sight.blind && sight.panel;
  sight.votes = reads || deliberates;
  // A nominator is hidden from nominees and assessors.
  sight.nominators = holds_any(sight, kNominatorReaders) && !assesses && !own;
  sight.personal = holds_any(sight, kPersonalReaders) && !assesses;
  // A party to the case reads it as a nominee, whatever office they hold besides.
  if (own && appointment::is_party(state, who))
    sight.nominees = sight.panel = sight.scores = sight.votes = sight.personal = false;
  return sight;
}

std::optional<Opened> NoFacts::open(std::int64_t, VaultKeyId const&) { not_here(); }
std::int64_t NoFacts::next_seq() { not_here(); }
std::optional<Opened> NoFacts::open_kept(VaultKeyId const&) { not_here(); }
std::vector<std::string> NoFacts::open_box(std::string const&) { not_here(); }
std::string NoFacts::fresh_id() { not_here(); }
Committed NoFacts::keep(VaultKeyId const&, std::string_view, std::string_view,
                        std::optional<Hash>) {
  not_here();
}
Hash NoFacts::attach(VaultKeyId const&, std::string_view, std::string_view) { not_here(); }
std::vector<Row> NoFacts::rows(ReadTable const&, std::string_view, Value const&) { not_here(); }
Directory const& NoFacts::directory() { not_here(); }
Hash NoFacts::published_root() { not_here(); }

}  // namespace gozin::app
