#include "workflows/appointment/commands/lots.hpp"

#include "engine/command/typed.hpp"
#include "workflows/appointment/composition.hpp"
#include "workflows/appointment/deliberation.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/lots.hpp"
#include "workflows/appointment/seats.hpp"

namespace gozin::appointment {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;
/// So that the announcement can be seen before the value is.
constexpr std::int64_t kAheadMinMs = kHourMs;
/// A case does not wait for ever, because of a slip or on purpose.
constexpr std::int64_t kAheadMaxMs = 30 * 24 * kHourMs;
constexpr std::int64_t kDigitsMax = 18;

/// Whoever will draw the lot announces it.
std::optional<Rejection> flaw_of_announcer(Context const& context, LotPurpose purpose) {
  auto const& role = context.call.role;
  auto const refused = Rejection{EngineReason::role_must_permit_command, role.text};
  if (purpose == LotPurpose::panel)
    return role == Code{"administrative_affairs"} ? std::nullopt : std::optional{refused};
  if (purpose == LotPurpose::ranking) {
    auto const person = principal_of(context.call);
    if (person == acting_chair(case_of(context))) return std::nullopt;
    return Rejection{Reason::actor_must_chair_the_panel, person.text};
  }
  if (role != Code{"body_chair"} && role != Code{"body_secretary"}) return refused;
  if (auto const other = flaw_of_officer(context)) return other;
  return flaw_of_session(context);
}

/// Why no panel could be drawn from the pool; whose lot comes first makes no difference to that.
std::optional<Rejection> flaw_of_pool(std::vector<PersonId> const& pool, Context const& context) {
  return flaw_of(drawn_panel(pool, context.facts.published_root(), context), context);
}

/// A lot stays as it was announced, but for a panel that can no longer be drawn from its pool.
bool stands(LotNeed const& need, Context const& context) {
  auto const& lot = case_of(context).lot;
  if (!lot || lot->purpose != need.purpose || lot->about != need.about) return false;
  return need.purpose != LotPurpose::panel || !flaw_of_pool(lot->pool, context);
}

}  // namespace

Result<Decision> decide(AnnounceLot const& command, Context const& context) {
  auto const need = lot_needed(context);
  if (!need) return need.error();
  if (auto const refused = flaw_of_announcer(context, need->purpose)) return *refused;
  if (stands(*need, context)) return Rejection{Reason::lot_must_be_announced_once};
  if (command.digits < 1 || command.digits > kDigitsMax)
    return Rejection{Reason::lot_value_must_have_its_digits, std::to_string(kDigitsMax)};
  auto const ahead = command.draws_at.ms - context.call.now.ms;
  if (ahead < kAheadMinMs)
    return Rejection{Reason::lot_must_be_drawn_later, to_rfc3339(command.draws_at)};
  if (ahead > kAheadMaxMs)
    return Rejection{Reason::lot_must_be_drawn_soon, to_rfc3339(command.draws_at)};
  bool const of_panel = need->purpose == LotPurpose::panel;
  if (of_panel == command.pool.empty()) return Rejection{Reason::lot_must_have_its_pool};
  if (of_panel)
    if (auto const refused = flaw_of_pool(command.pool, context)) return *refused;

  Decision decision;
  decision.add(context.stream, LotAnnounced{.purpose = need->purpose,
                                            .about = need->about,
                                            .source = command.source,
                                            .digits = command.digits,
                                            .draws_at = command.draws_at,
                                            .root = context.facts.published_root(),
                                            .pool = command.pool});
  return decision;
}

std::vector<CommandType> lot_commands() {
  CommandTraits const drawer{.roles = {"administrative_affairs", "panel_chair", "assessor",
                                       "body_chair", "body_secretary"}};
  return {command_type<AnnounceLot>("appointment", "case", drawer)};
}

}  // namespace gozin::appointment
