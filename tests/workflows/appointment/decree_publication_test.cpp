#include "tests/workflows/appointment/decrees_begun.hpp"

#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

/// When the publication of a registered decree is due by a clock of so many working days, and by
/// the duty to publish it.
std::optional<Instant> publication_due(std::optional<int> clock, std::optional<int> duty) {
  auto rules = council_rules();
  if (clock) rules.clocks[rules::Stage::publication].length = {.days = *clock};
  if (duty)
    rules.publications = {{.what = rules::PublishedThing::decree,
                           .names = rules::PublishedNames::selected,
                           .within = {.days = *duty}}};
  auto council = drafted(rules);
  council->act(by_mayor(), signature(*council)).value();
  auto const registered = council->act(by_affairs(), RegisterDecree{.entry = Label{"12/345"}});
  auto const* set = judge::find<DeadlineSet>(registered);
  return set ? std::optional{set->due} : std::nullopt;
}

// T28: what was not published in time is an open task, whatever the clock of the stage.
TEST(Decreeing, WaitsForThePublicationNoLongerThanTheDutySays) {
  auto const after_one = publication_due(1, std::nullopt);
  auto const after_five = publication_due(5, std::nullopt);
  ASSERT_TRUE(after_one && after_five);

  EXPECT_EQ(publication_due(5, 1), after_one);
  EXPECT_EQ(publication_due(1, 5), after_one);
  EXPECT_EQ(publication_due(std::nullopt, 5), after_five);
  EXPECT_EQ(publication_due(std::nullopt, std::nullopt), std::nullopt);
}

}  // namespace
}  // namespace gozin::appointment
