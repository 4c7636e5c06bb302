#include "engine/chart/model.hpp"

#include "tests/engine/chart/sample_chart.hpp"

#include <algorithm>
#include <stdexcept>

#include <gtest/gtest.h>

namespace gozin::chart {
namespace {

using Names = std::vector<std::string>;

class SampleModel : public testing::Test {
 protected:
  EventIndex event(std::string_view name) const { return *find_event(model_, name); }
  Position at(Names const& leaves) const { return *position_of(model_, leaves); }
  Names after(Names const& leaves, std::string_view name) const {
    return leaf_names(model_, next(model_, at(leaves), event(name)).value());
  }

  ChartModel const& model_ = sample_chart().model;
};

TEST_F(SampleModel, StartsInTheInitialStateOfEveryRegion) {
  EXPECT_EQ(leaf_names(model_, initial(model_)), (Names{"Draft", "Free"}));
  EXPECT_EQ(active(model_, initial(model_)),
            (Names{"Matter", "Course", "Working", "Draft", "Watch", "Free"}));
}

TEST_F(SampleModel, EntersAllRegionsOfTheTarget) {
  EXPECT_EQ(after({"Draft", "Free"}, "Submitted"), (Names{"Free", "LegalPending", "MoneyPending"}));
}

TEST_F(SampleModel, EntersRegionsBesideTheWayByTheirInitialStates) {
  EXPECT_EQ(after({"Result", "Held"}, "Recalled"), (Names{"Held", "LegalDone", "MoneyPending"}));
}

TEST_F(SampleModel, LeavesAllRegionsWhenTheStateAroundThemMoves) {
  EXPECT_EQ(after({"LegalDone", "MoneyPending", "Free"}, "Returned"), (Names{"Draft", "Free"}));
}

TEST_F(SampleModel, LeavesAllRegionsOnAWayOutOfOne) {
  EXPECT_EQ(after({"LegalPending", "MoneyDone", "Held"}, "LegalRefused"), (Names{"Draft", "Held"}));
}

TEST_F(SampleModel, LetsTheInnermostStateReactFirst) {
  EXPECT_EQ(after({"Result", "Free"}, "Noted"), (Names{"Casting", "Free"}));
  EXPECT_EQ(after({"Draft", "Free"}, "Noted"), (Names{"Draft", "Free"}));
}

TEST_F(SampleModel, ReentersAStateWhoseTransitionLeadsInside) {
  EXPECT_EQ(after({"Result", "Free"}, "Restarted"), (Names{"Casting", "Free"}));
}

TEST_F(SampleModel, LeadsNowhereWhenNobodyReacts) {
  EXPECT_FALSE(next(model_, at({"Draft", "Free"}), event("Approved")));
  EXPECT_FALSE(accepts(model_, at({"Draft", "Free"}), event("Approved")));
}

TEST_F(SampleModel, AcceptsWhileSuspendedOnlyWhatIsPermitted) {
  auto const held = at({"Draft", "Held"});

  EXPECT_EQ(acceptable(model_, held),
            (std::vector{event("Noted"), event("Withdrawn"), event("HoldLifted")}));
  EXPECT_EQ(forbidding(model_, held, event("Submitted")), (Names{"Held"}));
  EXPECT_EQ(forbidding(model_, held, event("Noted")), Names{});
  // The machine itself knows nothing of permits.
  EXPECT_TRUE(next(model_, held, event("Submitted")));
}

TEST_F(SampleModel, NeedsThePermissionOfEveryActiveState) {
  auto const held = at({"Granted", "Held"});

  EXPECT_EQ(acceptable(model_, held), std::vector{event("Noted")});
  EXPECT_EQ(forbidding(model_, held, event("HoldLifted")), (Names{"Granted"}));
}

TEST_F(SampleModel, DoesNotAcceptWhatIsPermittedButNotListed) {
  EXPECT_FALSE(accepts(model_, at({"Refused", "Free"}), event("HoldLifted")));
}

TEST_F(SampleModel, ReachesOnlyWhatAcceptedEventsLeadTo) {
  auto const positions = reachable(model_);

  // Granted permits no hold, and a hold permits no approval.
  EXPECT_EQ(positions.size(), 17U);
  EXPECT_EQ(std::ranges::find(positions, at({"Granted", "Held"})), positions.end());
  EXPECT_TRUE(std::ranges::is_sorted(positions));
}

TEST_F(SampleModel, FindsPositionsByNameAndRefusesOthers) {
  EXPECT_EQ(at({"Free", "Draft"}), initial(model_));
  EXPECT_FALSE(position_of(model_, Names{"Draft", "Nowhere"}));
  EXPECT_FALSE(position_of(model_, Names{"Working"}));
  EXPECT_FALSE(find_event(model_, "Nothing"));
  EXPECT_FALSE(find_state(model_, "Noted"));
}

TEST_F(SampleModel, KnowsWhatIsActive) {
  auto const position = at({"Result", "Free"});

  EXPECT_TRUE(is_active(model_, position, *find_state(model_, "Voting")));
  EXPECT_FALSE(is_active(model_, position, *find_state(model_, "Casting")));
}

TEST(Model, RefusesALeafBeyondThePosition) {
  ChartModel model{.name = "large"};
  for (int i = 0; i < 65; ++i) model.states.push_back({.name = "S" + std::to_string(i)});
  model.initial = 64;

  EXPECT_THROW(initial(model), std::logic_error);
}

}  // namespace
}  // namespace gozin::chart
