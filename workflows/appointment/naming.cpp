#include "workflows/appointment/naming.hpp"

#include "workflows/appointment/judging.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

/// People are counted by person where it is known, by nomination where it is not.
std::string key_of(Nominee const& nominee) {
  return nominee.person ? nominee.person->text : nominee.id.text;
}

template <class Select>
std::set<std::string> names(Case const& state, Select select) {
  std::set<std::string> found;
  for (auto const& [id, nominee] : state.nominees)
    if (nominee.standing != Standing::merged &&
        std::any_of(nominee.nominators.begin(), nominee.nominators.end(), select))
      found.insert(key_of(nominee));
  return found;
}

bool exceeds(std::optional<int> limit, std::set<std::string> const& named,
             std::optional<PersonId> const& person) {
  if (!limit || (person && named.contains(person->text))) return false;
  return named.size() >= static_cast<std::size_t>(*limit);
}

bool has_seat(PersonId const& person, Context const& context) {
  for (auto const& [code, rule] : rules_of(context).ballots) {
    auto const* body =
        context.view.find<registry::Body>(stream_of(registry::Body::kKind, code.text));
    if (body && registry::has_vote(*body, person)) return true;
  }
  return false;
}

/// The least of the limits that bind a nominator. A member of a body is bound by the members' limit
/// in every channel: a fourth name on paper or as a citizen is a fourth name.
std::optional<int> names_allowed(Proposal const& proposal, Context const& context) {
  auto const& channels = rules_of(context).nomination.channels;
  auto allowed = channels.at(proposal.channel).names_per_nominator;
  auto const members = channels.find(rules::Channel::body_member);
  if (members == channels.end() || !members->second.names_per_nominator) return allowed;
  if (!has_seat(proposal.nominator, context)) return allowed;
  return std::min(allowed.value_or(*members->second.names_per_nominator),
                  *members->second.names_per_nominator);
}

std::optional<Rejection> flaw_of_count(Proposal const& proposal, Context const& context) {
  auto const& state = case_of(context);
  auto const& nomination = rules_of(context).nomination;
  auto const by_nominator =
      names(state, [&](Nominator const& one) { return one.person == proposal.nominator; });
  if (proposal.person && by_nominator.contains(proposal.person->text))
    return Rejection{Reason::nominator_must_name_a_person_once};
  auto const allowed = names_allowed(proposal, context);
  if (exceeds(allowed, by_nominator, proposal.person))
    return Rejection{Reason::names_per_nominator_must_not_be_exceeded, std::to_string(*allowed)};
  auto const in_all = nomination.channels.at(proposal.channel).names_in_all;
  auto const by_channel =
      names(state, [&](Nominator const& one) { return one.channel == proposal.channel; });
  if (exceeds(in_all, by_channel, proposal.person))
    return Rejection{Reason::names_of_channel_must_not_be_exceeded, std::to_string(*in_all)};
  auto const everybody = names(state, [](Nominator const&) { return true; });
  if (exceeds(nomination.cap, everybody, proposal.person))
    return Rejection{Reason::nominees_must_not_exceed_cap, std::to_string(*nomination.cap)};
  return std::nullopt;
}

}  // namespace

bool is_of_panel(Case const& state, PersonId const& person) {
  return find_assessor(state, person) ||
         std::find(state.reserves.begin(), state.reserves.end(), person) != state.reserves.end();
}

std::string_view role_of_told(Case const& state, PersonId const& person) {
  if (nominee_of(state, person)) return "nominee";
  return is_of_panel(state, person) ? "assessor" : "citizen";
}

std::optional<Rejection> flaw_of_nominee(PersonId const& person, Context const& context) {
  auto const* entry =
      context.view.find<registry::Person>(stream_of(registry::Person::kKind, person.text));
  if (!entry || entry->erased) return Rejection{Reason::person_must_be_registered, person.text};
  if (is_of_panel(case_of(context), person))
    return Rejection{Reason::nominee_must_not_sit_on_panel};
  if (case_of(context).route == rules::Route::internal &&
      entry->kind != registry::PersonKind::staff)
    return Rejection{Reason::nominee_must_be_staff_on_internal_route};
  return std::nullopt;
}

std::optional<Rejection> flaw_of(Proposal const& proposal, Context const& context) {
  auto const& state = case_of(context);
  if (!rules_of(context).nomination.channels.contains(proposal.channel))
    return Rejection{Reason::channel_must_be_open, std::string{name_of(proposal.channel)}};
  if (is_of_panel(state, proposal.nominator) || is_of_panel(state, context.call.actor))
    return Rejection{Reason::nominator_must_not_sit_on_panel};
  if (proposal.person)
    if (auto const refused = flaw_of_nominee(*proposal.person, context)) return refused;
  return flaw_of_count(proposal, context);
}

Result<Nominee const*> own_nomination(Context const& context, NomineeId const& id,
                                      Rejection otherwise) {
  auto const known = known_nominee(case_of(context), id);
  if (!known) return known.error();
  auto const& call = context.call;
  bool const in_person = call.behalf.empty() || is_transcribed(call);
  if (!in_person || (*known)->person != principal_of(call)) return otherwise;
  return *known;
}

void merge_others(Decision& decision, Context const& context, PersonId const& person,
                  NomineeId const& into) {
  for (auto const& [id, nominee] : case_of(context).nominees)
    if (nominee.person == person && is_anybody(nominee) && id != into)
      decision.add(context.stream, NominationMerged{.nominee = id, .into = into});
}

std::optional<Rejection> not_readmitted(Context const& context, Nominee const& nominee) {
  if (!stands_in(context, "Readmitting")) return std::nullopt;
  if (case_of(context).readmitted == nominee.id) return std::nullopt;
  return Rejection{Reason::nominee_must_be_the_readmitted_one, nominee.id.text};
}

}  // namespace gozin::appointment
