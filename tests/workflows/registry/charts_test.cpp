#include "workflows/registry/charts.hpp"

#include "engine/command/catalog.hpp"
#include "tests/support/city.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/registry/workflow.hpp"
#include "workflows/ruleset/workflow.hpp"
#include "workflows/session/workflow.hpp"

#include <set>

#include <gtest/gtest.h>

namespace gozin::registry {
namespace {

using judge::empty_city;

Catalog catalog() {
  std::vector<Workflow> workflows;
  workflows.push_back(registry_workflow());
  workflows.push_back(ruleset::ruleset_workflow());
  workflows.push_back(session::session_workflow());
  return Catalog{std::move(workflows)};
}

TEST(Charts, TakeExactlyTheEventsOfTheirKinds) {
  auto const all = catalog();
  for (auto const& workflow : all.workflows())
    for (auto const& kind : workflow.kinds) {
      std::set<std::string_view> folded;
      for (auto const* type : kind.events) folded.insert(type->name);
      std::set<std::string_view> const taken{kind.chart.model.events.begin(),
                                             kind.chart.model.events.end()};
      EXPECT_EQ(folded, taken) << kind.name;
      EXPECT_EQ(kind.chart.model.name, kind.name);
    }
}

TEST(Charts, RunAsTheirModelsSay) {
  auto const all = catalog();
  for (auto const& workflow : all.workflows())
    for (auto const& kind : workflow.kinds)
      EXPECT_EQ(kind.chart.start()->position(), chart::initial(kind.chart.model)) << kind.name;
}

TEST(Charts, NeverNameAnEventAndAStateAlike) {
  auto const all = catalog();
  std::set<std::string_view> events;
  std::set<std::string_view> states;
  for (auto const& workflow : all.workflows())
    for (auto const& kind : workflow.kinds) {
      events.insert(kind.chart.model.events.begin(), kind.chart.model.events.end());
      for (auto const& state : kind.chart.model.states) states.insert(state.name);
    }
  for (auto const& state : states) EXPECT_FALSE(events.contains(state)) << state;
}

TEST(Charts, RegisterNothingTwice) {
  auto city = empty_city();
  judge::register_person(city, "arash");
  judge::form_body(city, "council", 3, {});

  EXPECT_THROW(judge::register_person(city, "arash"), std::logic_error);
  EXPECT_THROW(judge::form_body(city, "council", 3, {}), std::logic_error);
  EXPECT_THROW(city.view.record(log_stream(), LogOpened{}), std::logic_error);
}

TEST(Charts, LeadAPostFromVacantToOccupiedByOneCaseAtATime) {
  auto city = empty_city();
  auto const post = judge::register_post(city, "parks-head");
  EXPECT_TRUE(city.view.in(post, "Vacant"));

  city.view.record(post, PostClaimed{.by = StreamId{"case/a"}});
  EXPECT_TRUE(city.view.in(post, "Claimed"));
  // Two cases for one post at a time.
  EXPECT_THROW(city.view.record(post, PostClaimed{.by = StreamId{"case/b"}}), std::logic_error);
  EXPECT_THROW(city.view.record(post, PostVacated{}), std::logic_error);

  city.view.record(post, PostReleased{.by = StreamId{"case/a"}});
  EXPECT_TRUE(city.view.in(post, "Vacant"));
  judge::fill_post(city, post, StreamId{"case/b"}, PersonId{"bahar"});
  EXPECT_TRUE(city.view.in(post, "Occupied"));
  EXPECT_THROW(city.view.record(post, PostClaimed{.by = StreamId{"case/c"}}), std::logic_error);

  city.view.record(post, PostVacated{});
  EXPECT_TRUE(city.view.in(post, "Vacant"));
}

// An acting head holds the post beside the case of the call, never beside somebody appointed.
TEST(Charts, LeadAPostThroughAnActingHead) {
  auto city = empty_city();
  auto const post = judge::register_post(city, "parks-head");
  ActingAppointed acting;
  acting.by = StreamId{"case/a"};
  acting.person = PersonId{"arash"};
  PostFilled filled;
  filled.by = StreamId{"case/b"};

  city.view.record(post, ActingClaimed{.by = StreamId{"case/a"}});
  EXPECT_TRUE(city.view.in(post, "Vacant"));
  city.view.record(post, acting);
  EXPECT_TRUE(city.view.in(post, "ActingHeld"));
  EXPECT_THROW(city.view.record(post, acting), std::logic_error);
  EXPECT_THROW(city.view.record(post, filled), std::logic_error);

  city.view.record(post, PostClaimed{.by = StreamId{"case/b"}});
  EXPECT_TRUE(city.view.in(post, "ActingHeldClaimed"));
  EXPECT_THROW(city.view.record(post, PostClaimed{.by = StreamId{"case/c"}}), std::logic_error);
  EXPECT_THROW(city.view.record(post, filled), std::logic_error);
  city.view.record(post, PostVacated{});
  EXPECT_TRUE(city.view.in(post, "Claimed"));
  city.view.record(post, acting);
  EXPECT_TRUE(city.view.in(post, "ActingHeldClaimed"));
  city.view.record(post, PostReleased{.by = StreamId{"case/b"}});
  EXPECT_TRUE(city.view.in(post, "ActingHeld"));
  city.view.record(post, PostVacated{});
  EXPECT_TRUE(city.view.in(post, "Vacant"));

  judge::fill_post(city, post, StreamId{"case/d"}, PersonId{"bahar"});
  EXPECT_THROW(city.view.record(post, acting), std::logic_error);
  EXPECT_THROW(city.view.record(post, ActingClaimed{.by = StreamId{"case/e"}}), std::logic_error);
}

}  // namespace
}  // namespace gozin::registry
