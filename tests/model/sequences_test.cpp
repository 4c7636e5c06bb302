#include "tests/model/city.hpp"
#include "tests/model/explorer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

// Long sequences of commands chosen by chance, in a larger city than can be explored whole.
namespace gozin::model {
namespace {

/// Three assessors and two reserves, two rounds, a consent that binds after a period and advice
/// before it, inquiries, everything that may be delegated, noted and suspended on the way.
rules::RuleSet larger_rules() {
  auto rules = small_rules();
  rules.gates = {gate("advice", rules::GateKind::advisory),
                 gate("council", rules::GateKind::consent)};
  rules.gates.back().binds_after =
      rules::AfterPeriod{Code{"conformity_board"}, {14, rules::DayCount::calendar_days}};
  rules.ballots[Code{"council"}].rule.tie = ballot::TieRule::chair;
  rules.choice.n = 2;
  rules.nomination.cap = 9;
  rules.inquiries = {{.code = Code{"court"},
                      .title = {},
                      .of = rules::InquiryScope::all,
                      .by = rules::InquiryStep::decree,
                      .silence = rules::Silence::proceed_conditionally,
                      .clock = {.days = 3, .counted = rules::DayCount::calendar_days}}};
  return rules;
}

/// Where a sequence begins: stages of one story.
std::vector<World> const& beginnings() {
  static std::vector<World> const all = [] {
    auto const rules = larger_rules();
    return std::vector<World>{city(rules),
                              Story{rules}.published().world(),
                              Story{rules}.closed().world(),
                              Story{rules}.screened().world(),
                              Story{rules}.sealing().world(),
                              Story{rules}.ranked().world(),
                              Story{rules}.hearing().world(),
                              Story{rules}.heard().world(),
                              Story{rules}.proposed().world()};
  }();
  return all;
}

std::vector<StreamId> const kStreams{StreamId{"case/c-1"}, StreamId{"case/c-2"},
                                     StreamId{"session/council-1"}};

/// What a number means where the world stands: time passing now and then, else one of the attempts,
/// and of those that are refused the next that is not.
bool take_step(World& world, std::uint32_t choice, std::size_t& accepted) {
  if (choice % 16 == 0) {
    world.now.ms += std::int64_t{1 + choice / 16 % 9} * 86'400'000;
    return true;
  }
  Findings findings;
  auto attempts = attempts_in(world, kStreams, findings);
  // Three in four are what people usually do, so that cases come far.
  if (choice % 4 != 0)
    std::erase_if(attempts, [](Attempt const& one) { return !one.argument.usual; });
  for (std::size_t i = 0; i < attempts.size(); ++i) {
    auto const& attempt = attempts[(choice / 16 + i * 7919) % attempts.size()];
    auto next = perform(world, attempt);
    if (!next) continue;
    next->history = std::make_shared<HistoryStep const>(HistoryStep{
        world.history, std::string{attempt.type->name} + " by " + attempt.caller.actor.text,
        next->recent});
    world = std::move(*next);
    ++accepted;
    return world.witness.broken.empty();
  }
  return true;
}

RC_GTEST_PROP(Law, HoldsForAnyOrderOfCommands, ()) {
  auto const& starts = beginnings();
  auto const begin = *rc::gen::inRange<std::size_t>(0, starts.size());
  auto const choices = *rc::gen::resize(160, rc::gen::container<std::vector<std::uint32_t>>(
                                                 rc::gen::inRange<std::uint32_t>(0, 1'000'000)));
  auto world = starts[begin];
  std::size_t accepted = 0;
  for (auto const choice : choices) {
    if (take_step(world, choice, accepted)) continue;
    std::string text = story_of(world);
    for (auto const& broken : world.witness.broken) text += broken + "\n";
    RC_FAIL(text);
  }
  RC_TAG(std::string{accepted > 40 ? "more than 40 commands" : "up to 40 commands"});
}

}  // namespace
}  // namespace gozin::model
