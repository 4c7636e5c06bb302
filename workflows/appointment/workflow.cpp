#include "workflows/appointment/workflow.hpp"

#include "engine/command/typed.hpp"
#include "workflows/appointment/authority.hpp"
#include "workflows/appointment/chart.hpp"
#include "workflows/appointment/commands/assessing.hpp"
#include "workflows/appointment/commands/authorised.hpp"
#include "workflows/appointment/commands/balloting.hpp"
#include "workflows/appointment/commands/decreeing.hpp"
#include "workflows/appointment/commands/drafting.hpp"
#include "workflows/appointment/commands/lots.hpp"
#include "workflows/appointment/commands/migrating.hpp"
#include "workflows/appointment/commands/nominating.hpp"
#include "workflows/appointment/commands/objecting.hpp"
#include "workflows/appointment/commands/paper.hpp"
#include "workflows/appointment/commands/recounting.hpp"
#include "workflows/appointment/commands/remanding.hpp"
#include "workflows/appointment/commands/reminding.hpp"
#include "workflows/appointment/commands/reviewing.hpp"
#include "workflows/appointment/commands/running.hpp"
#include "workflows/appointment/commands/screening.hpp"
#include "workflows/appointment/commands/transcribing.hpp"
#include "workflows/appointment/duties.hpp"
#include "workflows/appointment/event_list.hpp"
#include "workflows/appointment/fold.hpp"
#include "workflows/appointment/leads.hpp"
#include "workflows/appointment/tables.hpp"
#include "workflows/appointment/transcribing.hpp"

#include <iterator>

namespace gozin::appointment {
namespace {

void add(std::vector<CommandType>& commands, std::vector<CommandType> group) {
  commands.insert(commands.end(), std::make_move_iterator(group.begin()),
                  std::make_move_iterator(group.end()));
}

std::vector<CommandType> all_commands() {
  std::vector<CommandType> commands;
  add(commands, drafting_commands());
  add(commands, paper_commands());
  add(commands, authorised_commands());
  add(commands, nominating_commands());
  add(commands, screening_commands());
  add(commands, assessing_commands());
  add(commands, objecting_commands());
  add(commands, reviewing_commands());
  add(commands, balloting_commands());
  add(commands, decreeing_commands());
  add(commands, lot_commands());
  add(commands, running_commands());
  add(commands, migrating_commands());
  add(commands, recounting_commands());
  add(commands, reminding_commands());
  add(commands, remanding_commands());
  add(commands, transcribing_commands());
  take_leads(commands, leads());
  for (auto& command : commands) command.follow = &await_second_person;
  return commands;
}

StreamKind case_kind() {
  auto kind = stream_kind<Case>(case_chart(), Events{});
  kind.fold = [](void* state, Recorded const& recorded) {
    static auto const fold = stream_kind<Case>(case_chart(), Events{}).fold;
    keep_transcription(*static_cast<Case*>(state), recorded);
    fold(state, recorded);
    keep_books(*static_cast<Case*>(state), recorded);
  };
  kind.rules = [](void const* state) { return static_cast<Case const*>(state)->rules; };
  kind.project = &project_case;
  kind.comes_to_an_end = true;
  return kind;
}

}  // namespace

Workflow appointment_workflow() {
  Workflow workflow;
  workflow.name = "appointment";
  workflow.kinds.push_back(case_kind());
  workflow.commands = all_commands();
  workflow.tables = {&case_list(), &task_table(), &case_person()};
  workflow.authorise = &authorise;
  return workflow;
}

}  // namespace gozin::appointment
