#include "tests/engine/chart/sample_chart.hpp"

#include <gtest/gtest.h>

namespace gozin::chart {
namespace {

// Indices of the expected model, in its order.
enum : StateIndex {
  matter,
  course,
  working,
  draft,
  voting,
  casting,
  result,
  checking,
  legal_pending,
  legal_done,
  money_pending,
  money_done,
  granted,
  refused,
  watch,
  free_state,
  held
};

TEST(Reflect, ReadsTheStatesInPreOrder) {
  auto const noted = EventIndex{0};
  auto const withdrawn = EventIndex{1};
  auto const lifted = EventIndex{14};
  std::vector<State> const expected{
      {.name = "Matter", .initial = {course, watch}},
      {.name = "Course", .parent = matter, .initial = {working}},
      {.name = "Working", .parent = course, .initial = {draft}},
      {.name = "Draft", .parent = working},
      {.name = "Voting", .parent = working, .initial = {casting}},
      {.name = "Casting", .parent = voting},
      {.name = "Result", .parent = voting},
      {.name = "Checking", .parent = working, .initial = {legal_pending, money_pending}},
      {.name = "LegalPending", .parent = checking},
      {.name = "LegalDone", .parent = checking},
      {.name = "MoneyPending", .parent = checking, .region = 1},
      {.name = "MoneyDone", .parent = checking, .region = 1},
      {.name = "Granted", .parent = course, .permits = {{noted}}, .ends = true},
      {.name = "Refused", .parent = course, .permits = {{noted, lifted}}, .ends = true},
      {.name = "Watch", .parent = matter, .region = 1, .initial = {free_state}},
      {.name = "Free", .parent = watch},
      {.name = "Held", .parent = watch, .permits = {{noted, withdrawn, lifted}}},
  };

  auto const& states = sample_chart().model.states;

  ASSERT_EQ(states.size(), expected.size());
  for (std::size_t i = 0; i < states.size(); ++i) EXPECT_EQ(states[i], expected[i]) << i;
}

TEST(Reflect, ReadsEventsAndTransitionsAsDeclared) {
  auto const& model = sample_chart().model;

  EXPECT_EQ(model.name, "sample");
  EXPECT_EQ(model.initial, matter);
  EXPECT_EQ(model.events,
            (std::vector<std::string>{"Noted", "Withdrawn", "Shortened", "Submitted", "Restarted",
                                      "Counted", "Approved", "Recalled", "ChecksJoined", "Returned",
                                      "LegalConfirmed", "LegalRefused", "MoneyConfirmed",
                                      "HoldPlaced", "HoldLifted"}));
  EXPECT_EQ(model.transitions, (std::vector<Transition>{{course, 0, {}},
                                                        {working, 1, refused},
                                                        {draft, 2, result},
                                                        {draft, 3, checking},
                                                        {voting, 4, casting},
                                                        {casting, 5, result},
                                                        {result, 6, granted},
                                                        {result, 7, legal_done},
                                                        {result, 0, casting},
                                                        {checking, 8, voting},
                                                        {checking, 9, draft},
                                                        {legal_pending, 10, legal_done},
                                                        {legal_pending, 11, draft},
                                                        {money_pending, 12, money_done},
                                                        {free_state, 13, held},
                                                        {held, 14, free_state}}));
}

TEST(Reflect, GivesTheSameModelEachTime) {
  EXPECT_EQ(&sample_chart().model, &sample_chart().model);
}

}  // namespace
}  // namespace gozin::chart
