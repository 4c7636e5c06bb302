#include "engine/chart/flaws.hpp"

#include "tests/engine/chart/sample_chart.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::chart {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

/// The sample, to be spoilt.
class Flaws : public testing::Test {
 protected:
  StateIndex state(std::string_view name) const { return *find_state(model_, name); }

  void add(std::string_view source, std::string_view event,
           std::optional<std::string_view> target = {}) {
    auto index = find_event(model_, event);
    if (!index) {
      index = static_cast<EventIndex>(model_.events.size());
      model_.events.emplace_back(event);
    }
    Transition transition{.source = state(source), .event = *index};
    if (target) transition.target = state(*target);
    auto const place =
        std::ranges::upper_bound(model_.transitions, transition.source, {}, &Transition::source);
    model_.transitions.insert(place, transition);
  }

  ChartModel model_ = sample_chart().model;
};

TEST_F(Flaws, AreNoneInASoundChart) {
  EXPECT_THAT(flaws(model_), IsEmpty());
  EXPECT_THAT(flaws(short_chart().model), IsEmpty());
  EXPECT_THAT(flaws(extended_chart().model), IsEmpty());
}

TEST_F(Flaws, FindAnEventOfTwoRegions) {
  EXPECT_THAT(
      flaws(rival_chart().model),
      ElementsAre("Shifted is listed in two regions of Both, by LeftBefore and RightBefore"));
  add("Free", "Noted");
  EXPECT_THAT(flaws(model_),
              Contains("Noted is listed in two regions of Matter, by Course and Free"));
}

TEST_F(Flaws, FindAnEventAroundAndInsideRegions) {
  add("LegalPending", "Withdrawn", "LegalDone");
  add("LegalPending", "Returned", "LegalDone");
  EXPECT_THAT(flaws(model_), ElementsAre("Withdrawn is listed around and inside the regions of "
                                         "Checking, by Working and LegalPending",
                                         "Returned is listed around and inside the regions of "
                                         "Checking, by Checking and LegalPending"));
}

TEST_F(Flaws, FindASecondReactionToOneEvent) {
  add("Draft", "Submitted", "Voting");
  EXPECT_THAT(flaws(model_), ElementsAre("Draft reacts twice to Submitted"));
}

TEST_F(Flaws, FindASharedName) {
  add("Draft", "Voting");
  EXPECT_THAT(flaws(model_), ElementsAre("a state and an event are named Voting"));
}

TEST_F(Flaws, FindANameUsedTwice) {
  model_.states[state("LegalDone")].name = "MoneyDone";
  model_.events[*find_event(model_, "Counted")] = "Approved";
  EXPECT_THAT(flaws(model_),
              ElementsAre("two states are named MoneyDone", "two events are named Approved"));
}

TEST_F(Flaws, FindAnUnreachableState) {
  std::erase_if(model_.transitions, [&](Transition const& transition) {
    return transition.target == state("Granted");
  });
  EXPECT_THAT(flaws(model_), ElementsAre("nothing leads to Granted"));
}

TEST_F(Flaws, FindAStateThatPermitsCutOff) {
  auto const free_state = state("Free");
  model_.states[free_state].permits.emplace();
  EXPECT_THAT(flaws(model_), Contains("nothing leads to Held"));
}

TEST_F(Flaws, FindTooManyStates) {
  while (model_.states.size() < 65)
    model_.states.push_back({.name = "S" + std::to_string(model_.states.size())});
  EXPECT_THAT(flaws(model_), Contains("the chart has 65 states; a position holds 64"));
}

TEST_F(Flaws, FindATransitionThatReentersTheWhole) {
  add("Matter", "Reset", "Draft");
  add("Checking", "Rechecked", "LegalDone");
  EXPECT_THAT(flaws(model_),
              ElementsAre("Reset on Matter leaves Matter and enters it again as a whole",
                          "Rechecked on Checking leaves Checking and enters it again as a whole"));
}

TEST_F(Flaws, FindATransitionIntoTheNeighbouringRegion) {
  add("LegalDone", "Crossed", "MoneyDone");
  EXPECT_THAT(flaws(model_),
              ElementsAre("Crossed on LegalDone leads into another region of Checking"));
}

TEST_F(Flaws, FindAPermitThatNamesAnUnknownEvent) {
  model_.states[state("Held")].permits->push_back(static_cast<EventIndex>(model_.events.size()));
  model_.events.emplace_back("Dreamt");
  EXPECT_THAT(flaws(model_), ElementsAre("Held permits Dreamt, which no state takes"));
}

}  // namespace
}  // namespace gozin::chart
