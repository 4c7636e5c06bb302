#include "tests/workflows/appointment/acting_story.hpp"
#include "tests/workflows/appointment/reason_rows.hpp"

namespace gozin::appointment {
namespace {

template <class Attempt>
ReasonRow row_of(std::string reason, Attempt attempt) {
  return {std::move(reason), [attempt]() -> Result<Decision> {
            ActingStory story;
            return attempt(story);
          }};
}

std::vector<ReasonRow> opening_rows() {
  return {
      row_of("post_must_have_no_other_case",
             [](ActingStory& story) {
               story.open(kActing, Tenure::acting).value();
               return story.open(kAgain, Tenure::acting);
             }),
      row_of("post_must_have_no_other_case",
             [](ActingStory& story) {
               story.acting("p-1");
               story.open(kCall).value();
               return story.open(kAgain);
             }),
      row_of("post_must_be_vacant",
             [](ActingStory& story) {
               story.post_state().holder = person("p-2");
               return story.open(kActing, Tenure::acting);
             }),
      row_of("route_must_be_direct",
             [](ActingStory& story) {
               story.open(kActing, Tenure::acting).value();
               return story.act(kActing, kOfficer,
                                DescribeVacancy{.route = rules::Route::full,
                                                .budget_line = story.course.line,
                                                .yearly_cost = 400});
             }),
      row_of("route_must_have_a_call",
             [](ActingStory& story) {
               story.open(kCall).value();
               story.view().move(kCall, {"Unfilled", "Clear"});
               story.view().move(story.post(), {"Vacant"});
               story.post_state().claimed_by.reset();
               return story.act(kActing, kOfficer,
                                OpenCase{.post = story.post(),
                                         .ruleset = StreamId{"ruleset/r-1"},
                                         .readvertises = kCall,
                                         .tenure = Tenure::acting});
             }),
  };
}

std::vector<ReasonRow> proposing_rows() {
  return {
      row_of("ground_must_suit_the_case",
             [](ActingStory& story) {
               story.authorised(kCall, rules::Route::direct, {});
               return story.propose(kCall, "p-1");
             }),
      row_of("ground_must_suit_the_case",
             [](ActingStory& story) {
               story.authorised(kActing);
               return story.propose(kActing, "p-1", {},
                                    rules::DirectReason::transfer_of_equal_grade);
             }),
      row_of("acting_days_must_be_left",
             [](ActingStory& story) {
               story.acting("p-1");
               story.course.pass_days(120);
               story.end_acting().value();
               story.authorised(kAgain);
               return story.propose(kAgain, "p-2");
             }),
      // However few days there are between two decrees: a gap is what the rules call one.
      row_of("acting_days_must_be_left",
             [](ActingStory& story) {
               story.acting("p-1");
               story.course.pass_days(120 + 179);
               story.end_acting().value();
               story.authorised(kAgain);
               return story.propose(kAgain, "p-2");
             }),
      row_of("acting_days_must_be_left",
             [](ActingStory& story) {
               story.acting("p-1");
               story.course.pass_days(100);
               story.proposed(kAgain, "p-2");
               story.course.pass_days(20);
               return story.draft(kAgain);
             }),
  };
}

/// The council's notice, and what is none.
std::vector<ReasonRow> notice_rows() {
  auto const noticed = [](ActingStory& story) { return story.propose(kActing, "p-1", kSession); };
  return {
      row_of("notice_must_be_the_councils",
             [=](ActingStory& story) {
               story.authorised(kActing);
               return noticed(story);
             }),
      row_of("notice_must_be_the_councils",
             [=](ActingStory& story) {
               story.authorised(kActing);
               story.council_sits(kActing, "Open");
               return noticed(story);
             }),
      row_of("notice_must_be_the_councils",
             [=](ActingStory& story) {
               story.authorised(kActing);
               story.council_sits(kCall);
               return noticed(story);
             }),
      row_of("notice_must_be_the_councils",
             [](ActingStory& story) {
               story.authorised(kCall, rules::Route::direct, {});
               story.council_sits(kCall);
               return story.propose(kCall, "p-1", kSession,
                                    rules::DirectReason::transfer_of_equal_grade);
             }),
  };
}

std::vector<ReasonRow> decree_rows() {
  return {
      row_of("post_must_have_one_decree_in_preparation",
             [](ActingStory& story) {
               story.appointed_by_transfer(kCall, "p-2");
               story.proposed(kActing, "p-1");
               return story.draft(kActing);
             }),
      row_of("post_must_be_claimed_by_case",
             [](ActingStory& story) {
               story.proposed(kActing, "p-1");
               story.post_state().acting_claimed_by = kAgain;
               return story.draft(kActing);
             }),
      row_of("hints_must_be_disposed_of",
             [](ActingStory& story) {
               story.proposed(kActing, "p-1");
               auto const nominee = story.state(kActing).permitted.front();
               story.state(kActing).hints_open[Code{"h-1"}] = {HintKind::same_unit, person("elham"),
                                                               nominee};
               story
                   .act(kActing, {"mayor", "mayor"},
                        DeclareAsDecider{.interests = {{nominee, Interest::none}}, .detail = {}})
                   .value();
               return story.act(kActing, {"mayor", "mayor"},
                                SelectPerson{.nominee = nominee,
                                             .person = person("p-1"),
                                             .reason = judge::hidden("fit")});
             }),
  };
}

/// What was drafted may come to nothing.
std::vector<ReasonRow> publishing_rows() {
  return {
      row_of("acting_term_must_have_begun",
             [](ActingStory& story) {
               story.proposed(kActing, "p-1");
               story.decreed(kActing, 300);
               return story.publish(kActing);
             }),
      // The days were there when the decree was drafted.
      row_of("acting_days_must_be_left",
             [](ActingStory& story) {
               story.acting("p-1");
               story.course.pass_days(100);
               story.prepared(kAgain, "p-2");
               auto& first = story.post_state().acting.front();
               first.from -= std::chrono::days{1};
               return story.publish(kAgain);
             }),
      // Of before cases for acting heads were told apart.
      row_of("ground_must_suit_the_case",
             [](ActingStory& story) {
               story.proposed(kActing, "p-1");
               story.state(kActing).tenure = Tenure::regular;
               return story.draft(kActing);
             }),
      row_of("ground_must_suit_the_case",
             [](ActingStory& story) {
               story.prepared(kActing, "p-1");
               story.state(kActing).tenure = Tenure::regular;
               return story.publish(kActing);
             }),
  };
}

/// Whoever owes the call, and an office that was not told: neither moves its day.
std::vector<ReasonRow> extending_rows() {
  auto const extended = [](ActingStory& story, By const& by) {
    return story.act(kActing, by,
                     ExtendDeadline{.name = Code{"stage.acting_call"},
                                    .due = judge::at("2099-01-01T00:00:00.000Z"),
                                    .reason = judge::hidden("why")});
  };
  return {
      row_of("deadline_must_be_escalated_to_office",
             [=](ActingStory& story) {
               story.acting("p-1");
               return extended(story, kAffairs);
             }),
      row_of("deadline_must_be_escalated_to_office",
             [=](ActingStory& story) {
               story.acting("p-1");
               story.course.pass_days(13);
               story.act(kActing, kClock, MissDeadline{.name = Code{"stage.acting_call"}}).value();
               return extended(story, kAffairs);
             }),
      row_of("acting_head_must_leave_after_beginning",
             [](ActingStory& story) {
               story.acting("p-1");
               return story.vacate(1);
             }),
  };
}

std::vector<ReasonRow> all_rows() {
  std::vector<ReasonRow> rows;
  for (auto const& group : {opening_rows(), proposing_rows(), notice_rows(), decree_rows(),
                            publishing_rows(), extending_rows()})
    rows.insert(rows.end(), group.begin(), group.end());
  return rows;
}

class ActingRefusals : public testing::TestWithParam<ReasonRow> {};

TEST_P(ActingRefusals, NameTheBrokenRule) {
  EXPECT_EQ(judge::reason_of(GetParam().attempt()), GetParam().reason);
}

TEST(ActingReasons, HaveARowEach) {
  EXPECT_TRUE(without_row({GOZIN_REASONS_OF_ACTING(GOZIN_REASON_TEXT)}, all_rows()).empty());
}

INSTANTIATE_TEST_SUITE_P(Rules, ActingRefusals, testing::ValuesIn(all_rows()), name_of_row);

}  // namespace
}  // namespace gozin::appointment
