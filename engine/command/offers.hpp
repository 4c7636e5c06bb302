#pragma once

#include "engine/command/catalog.hpp"

#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace gozin {

/// By which events a command can begin, and, where it makes sense only while somebody waits for it,
/// the task (a command as spelled on the wire) that must wait for the caller.
struct Lead {
  std::string_view command;
  std::vector<std::string_view> events;
  std::string_view task = {};
};

/// Writes the leads into the descriptions. A command without a lead is a bug: std::logic_error.
void take_leads(std::vector<CommandType>& commands, std::span<Lead const> leads);

/// A command that somebody may give, and the roles in which they may.
struct Offer {
  CommandType const* type = nullptr;
  std::vector<Code> roles;
};

/// Whether a task waits for the caller in one of these roles.
using IsWaitedFor = std::function<bool(std::string_view task, std::span<Code const> roles)>;

/// What the caller may do to the stream as it stands: the workflow lets them in some role of the
/// command, one of the events that it can begin with is acceptable, and the task it serves, if any,
/// or the command itself waits for them. The role of the call is not looked at. What depends on the
/// input is judged when the command is given.
[[nodiscard]] std::vector<Offer> offers(Catalog const& catalog, Context const& context,
                                        IsWaitedFor const& is_waited_for);

/// The commands with which something can begin where the stream stands, whoever may give them.
[[nodiscard]] std::vector<CommandType const*> commands_open_in(Catalog const& catalog,
                                                               Folded const& folded);

/// The commands that open a stream and that the caller may give.
[[nodiscard]] std::vector<Offer> opening_offers(Catalog const& catalog, Context const& context);

/// The roles in which the workflow lets the caller give the command.
[[nodiscard]] std::vector<Code> roles_for(Catalog const& catalog, CommandType const& type,
                                          Context const& context);

}  // namespace gozin
