#include "workflows/ruleset/workflow.hpp"

#include "engine/command/offers.hpp"
#include "engine/command/typed.hpp"
#include "workflows/registry/authority.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/ruleset/chart.hpp"
#include "workflows/ruleset/commands.hpp"
#include "workflows/ruleset/fold.hpp"
#include "workflows/ruleset/versions.hpp"

namespace gozin::ruleset {
namespace {

void project(Projected const& projected, std::vector<TableRow>& rows) {
  auto const& state = *static_cast<RuleSetStream const*>(projected.folded.state.get());
  auto const& rules = *state.rules;
  auto const& folded = projected.folded;
  rows.push_back(
      {&ruleset_list(),
       {projected.stream.text, rules.id.text, std::int64_t{rules.version}, rules.city.text,
        to_hex(state.hash), chart::leaf_names(folded.kind->chart.model, folded.position).front(),
        state.in_force_from ? Value{to_iso_date(*state.in_force_from)} : Value{}, rules.title.fa,
        rules.title.en}});
  if (state.begins)
    rows.push_back(to_row({.stream = projected.stream.text,
                           .name = "begins",
                           .due_ms = state.begins->ms,
                           .command = std::string{BeginRuleSet::kName}}));
}

/// The offices that count are those of the body that approves the rules.
std::optional<Rejection> authorise(CommandType const& type, Context const& context) {
  registry::Place place;
  if (auto const* state = context.view.find<RuleSetStream>(context.stream))
    place.body = approving_body(context.view, *state);
  return registry::authorise_by_grants(type, context, place);
}

std::span<Lead const> leads() {
  static std::vector<Lead> const all{{"ProposeRuleSet", {"RuleSetProposed"}},
                                     {"ApproveRuleSet", {"RuleSetApproved"}},
                                     {"PutRuleSetInForce", {"RuleSetScheduled"}},
                                     {"BeginRuleSet", {"RuleSetInForce"}}};
  return all;
}

}  // namespace

ReadTable const& ruleset_list() {
  // The indexes serve the choice of what is in force and the page of a hash.
  static ReadTable const table{.name = "ruleset_list",
                               .columns = {{"stream"},
                                           {"id"},
                                           {"version", ColumnType::integer},
                                           {"city"},
                                           {"hash"},
                                           {"state"},
                                           {"in_force_from"},
                                           {"title_fa"},
                                           {"title_en"}},
                               .key = {"stream"},
                               .indexes = {{"state"}, {"hash"}}};
  return table;
}

Workflow ruleset_workflow() {
  Workflow workflow;
  workflow.name = "ruleset";
  workflow.kinds.push_back(stream_kind<RuleSetStream>(
      ruleset_chart(), EventList<RuleSetProposed, RuleSetApproved, RuleSetScheduled, RuleSetInForce,
                                 RuleSetSuperseded, balloting::BallotOpened, balloting::BallotCast,
                                 balloting::BallotClosed, transcription::TranscriptionConfirmed,
                                 transcription::TranscriptionDisputed>{}));
  workflow.kinds.back().project = &project;
  workflow.commands = ruleset_commands();
  take_leads(workflow.commands, leads());
  workflow.tables = {&ruleset_list()};
  workflow.authorise = &authorise;
  return workflow;
}

}  // namespace gozin::ruleset
