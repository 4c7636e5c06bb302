#include "tests/workflows/appointment/course.hpp"

#include <gmock/gmock.h>

namespace gozin::appointment {
namespace {

using rules::NoticeChannel;
using testing::ElementsAre;

/// The rules of the course, and a board on which a notice counts ten days after it was put up.
rules::RuleSet rules_with_failures(rules::OnFailure on_failure) {
  auto rules = course_rules();
  rules.notices.on_failure = on_failure;
  rules.notices.services.push_back(
      {.channel = rules::NoticeChannel::public_board,
       .proof = rules::Proof::none,
       .deemed_after = rules::Period{10, rules::DayCount::calendar_days}});
  return rules;
}

/// What is recorded of a delivery through the channel that came to nothing, and of whom the case
/// then waits for.
struct Failed {
  std::optional<rules::NoticeChannel> next;
  std::optional<Code> escalated_to;
  std::vector<std::string> waits_for;
};

Failed after_failing(rules::OnFailure on_failure, rules::NoticeChannel channel) {
  Course course{rules_with_failures(on_failure)};
  course.publish();
  ServeNotice const notice{.notice = Code{"call"}, .person = person("p-1"), .channel = channel};
  auto const decided = course.act(kAffairs, notice);
  auto const* attempt = judge::find<NoticeAttempted>(decided);
  Failed failed{.next = attempt->next, .escalated_to = attempt->escalated_to, .waits_for = {}};
  for (auto const& task : course.rows("task"))
    if (task.row.at(6) == Value{"serve_notice"})
      failed.waits_for.push_back(std::get<std::string>(task.row.at(2)));
  return failed;
}

TEST(ServeNotice, GoesTheNextWayAfterOneThatFailed) {
  auto const letter = after_failing(rules::OnFailure::next_channel, NoticeChannel::registered_post);
  EXPECT_EQ(letter.next, NoticeChannel::inbox);
  EXPECT_FALSE(letter.escalated_to);
  EXPECT_THAT(letter.waits_for, ElementsAre("administrative_affairs"));

  EXPECT_EQ(after_failing(rules::OnFailure::next_channel, NoticeChannel::inbox).next,
            NoticeChannel::public_board);
  EXPECT_FALSE(after_failing(rules::OnFailure::next_channel, NoticeChannel::public_board).next);
}

TEST(ServeNotice, IsPutUpWhereTheRulesPublishWhatFailed) {
  EXPECT_EQ(after_failing(rules::OnFailure::publish, NoticeChannel::inbox).next,
            NoticeChannel::public_board);
  EXPECT_FALSE(after_failing(rules::OnFailure::publish, NoticeChannel::public_board).next);
}

TEST(ServeNotice, GoesToTheOfficeThatTheRulesNameAfterItFailed) {
  auto const failed = after_failing(rules::OnFailure::escalate, NoticeChannel::inbox);

  EXPECT_FALSE(failed.next);
  EXPECT_EQ(failed.escalated_to, Code{"mayor"});
  EXPECT_THAT(failed.waits_for, testing::UnorderedElementsAre("administrative_affairs", "mayor"));
}

TEST(ServeNotice, WaitsForNobodyOnceItIsServed) {
  Course course{rules_with_failures(rules::OnFailure::escalate)};
  course.publish();
  ServeNotice notice{.notice = Code{"call"}, .person = person("p-1")};
  By const mayor{"mayor", "mayor"};
  EXPECT_EQ(judge::reason_of(course.judge(mayor, notice)), "notice_must_be_escalated_to_office");
  notice.channel = NoticeChannel::public_board;
  (void)course.act(kAffairs, notice).value();
  notice.served = course.pass_days(11).now;

  EXPECT_THAT(judge::types_of(course.act(mayor, notice)), ElementsAre("NoticeServed"));

  EXPECT_TRUE(course.state().notices_failed.empty());
}

}  // namespace
}  // namespace gozin::appointment
