#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/events/running.hpp"

namespace gozin::appointment {

/// Announces the lot that the case needs where it stands (threat T29): which public number will
/// draw it, `source`, of how many `digits` (1 to 18; leading zeros are written, so that nobody
/// chooses among spellings), and from when on it may be drawn, `draws_at`: an hour to thirty days
/// ahead. By who will draw it: administrative affairs for a panel, with the `pool` it is drawn
/// from, the panel's chair for a ranking, chair or secretary of the body for a ballot. A lot that
/// stands is not announced anew.
struct AnnounceLot {
  static constexpr std::string_view kName = "AnnounceLot";
  Label source;
  std::int64_t digits = 0;
  Instant draws_at;
  std::vector<PersonId> pool = {};

  static constexpr auto fields() {
    return fields_of(open("source", &AnnounceLot::source), open("digits", &AnnounceLot::digits),
                     open("draws_at", &AnnounceLot::draws_at),
                     open("pool", &AnnounceLot::pool).ask(Input::list, "persons").optional());
  }
};

Result<Decision> decide(AnnounceLot const& command, Context const& context);

[[nodiscard]] std::vector<CommandType> lot_commands();

}  // namespace gozin::appointment
