#include "workflows/appointment/commands/paper.hpp"

#include "engine/command/typed.hpp"
#include "workflows/appointment/commands/drafting.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/registry/states.hpp"

namespace gozin::appointment {
namespace {

/// Paper is what was before this log. A class of posts that was never called anywhere else has
/// none, and a call of a later day was to be made here, with the whole window.
std::optional<Rejection> flaw_of_going_live(ProposePaperFile const& command,
                                            Context const& context) {
  auto const& post_class = case_of(context).post_class;
  auto const* log = context.view.find<registry::Log>(registry::log_stream());
  auto const live = log ? log->go_live.find(post_class) : std::map<Code, Day>::const_iterator{};
  if (!log || live == log->go_live.end())
    return Rejection{Reason::paper_must_precede_going_live, post_class.text};
  if (command.called && *command.called >= live->second)
    return Rejection{Reason::paper_must_precede_going_live, to_iso_date(live->second)};
  return std::nullopt;
}

std::optional<Rejection> flaw_of(ProposePaperFile const& command, Context const& context) {
  auto const& state = case_of(context);
  if (!state.described) return Rejection{Reason::vacancy_must_be_described};
  if (state.route == rules::Route::direct) return Rejection{Reason::route_must_have_a_call};
  for (auto const& [name, given] :
       {std::pair{"file", &command.file}, std::pair{"establishment", &command.establishment},
        std::pair{"budget", &command.budget}})
    if (given->text.empty()) return Rejection{EngineReason::field_must_be_given, name};
  if (!command.document) return Rejection{EngineReason::field_must_be_given, "document"};
  bool const is_called = command.stage == PaperStage::called;
  if (is_called != command.called.has_value() || is_called != command.call.has_value())
    return Rejection{Reason::paper_must_say_when_it_was_called,
                     std::string{name_of(command.stage)}};
  auto const today = day_of(context.call.now, calendar_of(context).offset);
  if (command.called && *command.called > today)
    return Rejection{Reason::paper_call_must_not_lie_ahead, to_iso_date(*command.called)};
  return flaw_of_going_live(command, context);
}

}  // namespace

Result<Decision> decide(ProposePaperFile const& command, Context const& context) {
  if (auto const refused = flaw_of(command, context)) return *refused;

  Decision decision;
  decision.add(context.stream, PaperFileProposed{.stage = command.stage,
                                                 .file = command.file,
                                                 .establishment = command.establishment,
                                                 .budget = command.budget,
                                                 .document = command.document,
                                                 .called = command.called,
                                                 .call = command.call});
  return decision;
}

Result<Decision> decide(ConfirmPaperFile const&, Context const& context) {
  auto const& proposal = case_of(context).paper_proposal;
  if (!proposal) return Rejection{Reason::paper_file_must_be_proposed};
  for (auto const& one : {context.call.actor, principal_of(context.call)})
    if (proposal->by == one || proposal->behalf == one)
      return Rejection{Reason::confirmer_must_be_another_person, one.text};

  auto const& paper = proposal->file;
  Decision decision;
  decision.add(context.stream, PaperFileTakenOver{.stage = paper.stage,
                                                  .file = paper.file,
                                                  .establishment = paper.establishment,
                                                  .budget = paper.budget,
                                                  .document = paper.document,
                                                  .called = paper.called,
                                                  .call = paper.call,
                                                  .proposed_by = proposal->by});
  if (auto const refused = authorise_at_once(decision, context)) return *refused;
  return decision;
}

std::vector<CommandType> paper_commands() {
  CommandTraits const affairs{.roles = {"administrative_affairs"},
                              .duty = "administrative_affairs"};
  CommandTraits const finance{.roles = {"finance"}, .duty = "finance"};
  return {command_type<ProposePaperFile>("appointment", "case", affairs),
          command_type<ConfirmPaperFile>("appointment", "case", finance)};
}

}  // namespace gozin::appointment
