#include "tests/workflows/appointment/dossier_book.hpp"
#include "workflows/registry/events.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using judge::day;
using testing::IsEmpty;
using testing::Not;

/// The case names an acting head; others have named some before.
struct ActingBook : DossierBook {
  static inline StreamId const kEarlier{"case/a-0"};

  ActingBook() {
    DirectAppointmentProposed proposed;
    auto const& notice = *find<VacancyPublished>().event.as<VacancyPublished>();
    proposed.ruleset = notice.ruleset;
    proposed.rules = notice.rules;
    proposed.ground = rules::DirectReason::acting;
    add(proposed, "mayor", "decider");
  }
  void acts(std::string_view from, std::string_view until, StreamId const& by = kCase) {
    registry::ActingAppointed head;
    head.by = by;
    head.from = judge::day(from);
    head.until = judge::day(until);
    head.ends = start_of(head.until + std::chrono::days{1}, std::chrono::minutes{210});
    add(head, "azar", "administrative_affairs", kPost);
  }
  void leaves_post(std::string_view from, std::string_view recorded) {
    add(registry::PostVacated{.from = judge::day(from)}, "azar", "administrative_affairs", kPost);
    past(kPost).back().at.recorded = judge::at(recorded);
  }
  void acts_on_paper(std::string_view from, std::string_view until) {
    registry::ActingHeadRecorded head;
    head.from = judge::day(from);
    head.until = judge::day(until);
    head.ends = start_of(head.until + std::chrono::days{1}, std::chrono::minutes{210});
    add(head, "azar", "administrative_affairs", kPost);
  }
  void appointed(StreamId const& by) {
    registry::PostFilled filled;
    filled.by = by;
    add(filled, "azar", "administrative_affairs", kPost);
  }
  Verdict days() { return verdict_of(Point::acting_heads_kept_their_days); }
  Verdict call() { return verdict_of(Point::call_followed_the_acting_head); }
};

TEST(DossierOfActingHead, AsksOthersNothing) {
  DossierBook book;

  EXPECT_EQ(book.verdict_of(Point::acting_heads_kept_their_days), Verdict::not_applicable);
  EXPECT_EQ(book.verdict_of(Point::call_followed_the_acting_head), Verdict::not_applicable);
}

// T26: 120 days, all together.
TEST(DossierOfActingHead, CountsTheDaysOfAll) {
  ActingBook within;
  within.acts("2026-01-01", "2026-03-01", ActingBook::kEarlier);
  within.acts("2026-03-02", "2026-04-30");
  ActingBook beyond;
  beyond.acts("2026-01-01", "2026-03-01", ActingBook::kEarlier);
  beyond.acts("2026-03-02", "2026-05-01");

  EXPECT_EQ(within.days(), Verdict::pass);
  EXPECT_EQ(within.judged(Point::acting_heads_kept_their_days).evidence.size(), 3U);
  EXPECT_EQ(beyond.days(), Verdict::fail);
}

TEST(DossierOfActingHead, AllowsWhatTheCouncilTookNoticeOf) {
  ActingBook book;
  book.rules.limits.acting_notice_days = 1;
  book.acts("2026-01-01", "2026-05-01");
  EXPECT_EQ(book.days(), Verdict::fail);

  book.change<DirectAppointmentProposed>(
      [](auto& fact) { fact.notice = StreamId{"session/council-1"}; });

  EXPECT_EQ(book.days(), Verdict::pass);
}

TEST(DossierOfActingHead, CountsAnewAfterAGapOrAnAppointment) {
  ActingBook gap;
  gap.rules.limits.acting_gap_days = 30;
  gap.acts("2026-01-01", "2026-04-30", ActingBook::kEarlier);
  gap.acts("2026-05-31", "2026-09-27");
  ActingBook shorter;
  shorter.rules.limits.acting_gap_days = 30;
  shorter.acts("2026-01-01", "2026-04-30", ActingBook::kEarlier);
  shorter.acts("2026-05-30", "2026-06-02");
  ActingBook appointment;
  appointment.acts("2026-01-01", "2026-04-30", ActingBook::kEarlier);
  appointment.appointed(StreamId{"case/k-0"});
  appointment.acts("2026-05-01", "2026-08-28");

  EXPECT_EQ(gap.days(), Verdict::pass);
  EXPECT_EQ(shorter.days(), Verdict::fail);
  EXPECT_EQ(appointment.days(), Verdict::pass);
}

// T26: the days of before this log count, less those after somebody had left.
TEST(DossierOfActingHead, CountsTheDaysOfBeforeThisLog) {
  ActingBook within;
  within.acts_on_paper("2026-01-01", "2026-04-30");
  within.leaves_post("2026-03-02", "2026-03-01T20:30:00.000Z");
  within.acts("2026-05-05", "2026-07-03");
  ActingBook beyond;
  beyond.acts_on_paper("2026-01-01", "2026-03-01");
  beyond.acts("2026-03-02", "2026-05-01");
  ActingBook holder;
  holder.acts_on_paper("2026-01-01", "2026-04-30");
  holder.add(registry::HolderRecorded{}, "azar", "administrative_affairs", DossierBook::kPost);
  holder.acts("2026-05-01", "2026-08-28");

  EXPECT_EQ(within.days(), Verdict::pass);
  EXPECT_EQ(beyond.days(), Verdict::fail);
  EXPECT_EQ(holder.days(), Verdict::pass);
}

TEST(DossierOfActingHead, CountsOnAfterAnAppointmentThatIsStruckDown) {
  ActingBook book;
  book.acts("2026-01-01", "2026-04-30", ActingBook::kEarlier);
  book.appointed(StreamId{"case/k-0"});
  book.add(registry::PostVacated{.by = StreamId{"case/k-0"}}, "iman", "inspectorate",
           DossierBook::kPost);
  book.acts("2026-05-01", "2026-05-02");

  EXPECT_EQ(book.days(), Verdict::fail);
}

// Sixty days, and sixty more. The end counts from the day on which it is on record in the city.
TEST(DossierOfActingHead, LeavesOutDaysOnWhichSomebodyHadLeft) {
  ActingBook within;
  within.acts("2026-01-01", "2026-04-30", ActingBook::kEarlier);
  within.leaves_post("2026-03-02", "2026-03-01T20:30:00.000Z");
  within.acts("2026-05-05", "2026-07-03");
  ActingBook beyond;
  beyond.acts("2026-01-01", "2026-04-30", ActingBook::kEarlier);
  beyond.leaves_post("2026-03-02", "2026-03-01T20:30:00.000Z");
  beyond.acts("2026-05-05", "2026-07-04");
  ActingBook backdated;
  backdated.acts("2026-01-01", "2026-04-30", ActingBook::kEarlier);
  backdated.leaves_post("2026-01-02", "2026-03-02T20:30:00.000Z");
  backdated.acts("2026-05-05", "2026-07-03");

  EXPECT_EQ(within.days(), Verdict::pass);
  EXPECT_EQ(beyond.days(), Verdict::fail);
  EXPECT_EQ(backdated.days(), Verdict::fail);
}

// What followed has come to nothing: only a call since then answers for it.
TEST(DossierOfActingHead, HoldsTheCallThatIsOwedAnewToItsDayToo) {
  DeadlineSet owed;
  owed.name = Code{"stage.acting_call"};
  ActingBook pending;
  pending.add(CallOpened{StreamId{"case/k-1"}}, "omid", "department_officer");
  pending.add(owed);
  ActingBook opened;
  opened.add(CallOpened{StreamId{"case/k-1"}}, "omid", "department_officer");
  opened.add(owed);
  opened.add(CallOpened{StreamId{"case/k-2"}}, "omid", "department_officer");
  ActingBook beside;
  beside.change<DirectAppointmentProposed>([](auto& fact) { fact.call = StreamId{"case/k-1"}; });
  beside.add(owed);

  EXPECT_EQ(pending.call(), Verdict::not_applicable);
  EXPECT_EQ(opened.call(), Verdict::pass);
  EXPECT_EQ(beside.call(), Verdict::not_applicable);
}

TEST(DossierOfActingHead, HoldsTheCallToItsDay) {
  ActingBook named;
  named.change<DirectAppointmentProposed>([](auto& fact) { fact.call = StreamId{"case/k-1"}; });
  ActingBook opened;
  opened.add(CallOpened{StreamId{"case/k-1"}}, "omid", "department_officer");
  ActingBook missed;
  missed.add(DeadlineMissed{.name = Code{"stage.acting_call"}}, "clock", "clock");
  missed.add(CallOpened{StreamId{"case/k-1"}}, "omid", "department_officer");
  ActingBook open;

  EXPECT_EQ(named.call(), Verdict::pass);
  EXPECT_EQ(opened.call(), Verdict::pass);
  EXPECT_THAT(opened.judged(Point::call_followed_the_acting_head).evidence, Not(IsEmpty()));
  EXPECT_EQ(missed.call(), Verdict::fail);
  EXPECT_EQ(open.call(), Verdict::not_applicable);
}

// An acting head may hold the post while the call is published; somebody appointed may not.
TEST(DossierOfActingHead, FindsThePostVacantAllTheSame) {
  ActingBook book;
  auto head = book.find<registry::PostClaimed>(DossierBook::kPost);
  registry::ActingAppointed acting;
  acting.by = ActingBook::kEarlier;
  head.event = event_of(acting);
  book.past(DossierBook::kPost).push_back(head);

  EXPECT_EQ(book.verdict_of(Point::post_was_vacant), Verdict::pass);
}

}  // namespace
}  // namespace gozin::appointment
