#include "tests/workflows/appointment/dossier_book.hpp"
#include "workflows/appointment/dossier/dossier.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// A notice that nobody opened: when that is the addressee's own affair, and when a fault of the
// case.
namespace gozin::appointment {
namespace {

using rules::NoticeChannel;
using rules::Proof;

constexpr auto kPoint = Point::notices_are_served;
rules::Period constexpr kTenDays{10, rules::DayCount::calendar_days};

/// Served by whoever opens the inbox, or ten days after a letter; two days for an objection.
void serve_by_inbox_or_letter(DossierBook& book) {
  book.rules.notices.services = {
      {.channel = NoticeChannel::inbox, .proof = Proof::first_opening, .deemed_after = {}},
      {.channel = NoticeChannel::registered_post,
       .proof = Proof::receipt,
       .deemed_after = kTenDays}};
  book.rules.objections.against_exclusion = {2, rules::DayCount::calendar_days};
}

/// The case ends on this day after its opening, and the name was set aside on the fifth.
Judged ending_on(int day, NoticeAttempted sent) {
  DossierBook book;
  serve_by_inbox_or_letter(book);
  sent.notice = Code{"set_aside"};
  sent.person = PersonId{"yousef"};
  book.add(sent);
  book.find<NoticeAttempted>().at.recorded = DossierBook::day(5);
  book.add(NoteAdded{});
  book.past().back().at.recorded = DossierBook::day(day);
  return book.judged(kPoint);
}

// The inbox is the notice: whoever never opens it fails nobody's decree.
TEST(DossierNotices, LeaveSilenceToWhoeverHadTheirTime) {
  EXPECT_EQ(ending_on(7, {}).verdict, Verdict::fail);
  auto const over = ending_on(8, {});
  EXPECT_EQ(over.verdict, Verdict::pass);
  EXPECT_GE(over.evidence.size(), 2U);
}

TEST(DossierNotices, AreServedWhenTheRulesDeemThemTo) {
  NoticeAttempted const letter{.channel = NoticeChannel::registered_post,
                               .next = NoticeChannel::public_board};
  auto const verdict_on = [&](int day) {
    DossierBook book;
    serve_by_inbox_or_letter(book);
    auto sent = letter;
    sent.notice = Code{"set_aside"};
    sent.person = PersonId{"yousef"};
    book.add(NoticeAttempted{.notice = sent.notice, .person = sent.person});
    book.add(sent);
    for (std::size_t each = 0; each < 2; ++each)
      book.find<NoticeAttempted>(DossierBook::kCase, each).at.recorded = DossierBook::day(5);
    book.add(NoteAdded{});
    book.past().back().at.recorded = DossierBook::day(day);
    return book.verdict_of(kPoint);
  };

  EXPECT_EQ(verdict_on(15), Verdict::fail);
  EXPECT_EQ(verdict_on(16), Verdict::pass);
}

// Where the rules want another way tried, nobody has been told yet.
TEST(DossierNotices, FailWhereNothingArrivedAndNothingFollowed) {
  EXPECT_EQ(ending_on(80, {.next = NoticeChannel::registered_post}).verdict, Verdict::fail);
  EXPECT_EQ(ending_on(80, {.escalated_to = Code{"mayor"}}).verdict, Verdict::fail);
}

TEST(DossierNotices, AreNotServedWhereTheRulesKnowNoSuchChannel) {
  DossierBook book;
  serve_by_inbox_or_letter(book);
  book.rules.notices.services.erase(book.rules.notices.services.begin());
  book.add(NoticeAttempted{.notice = Code{"set_aside"}, .person = PersonId{"yousef"}});
  book.find<NoticeAttempted>().at.recorded = DossierBook::day(5);
  book.add(NoteAdded{});

  EXPECT_EQ(book.verdict_of(kPoint), Verdict::fail);
}

// Said as it is, and to nobody who that was.
TEST(DossierNotices, StandAmongTheDeviationsAsNotServed) {
  DossierBook book;
  serve_by_inbox_or_letter(book);
  auto const listed = [&] {
    auto const dossier = dossier_of(book.file());
    auto const& deviations = dossier.content.at("deviations").as_array();
    EXPECT_FALSE(dossier.people.contains(PersonId{"yousef"}));
    return std::ranges::count_if(deviations, [](auto const& one) {
      return one.as_object().contains("notice") && one.at("notice") == "set_aside";
    });
  };
  book.add(NoticeAttempted{.notice = Code{"set_aside"}, .person = PersonId{"yousef"}});
  EXPECT_EQ(listed(), 1);
  book.leaves = {"DecreePending", "Clear"};
  EXPECT_EQ(listed(), 0);
  book.leaves = {"Appointed", "Clear"};

  book.add(NoticeServed{.notice = Code{"set_aside"}, .person = PersonId{"yousef"}}, "yousef",
           "citizen");

  EXPECT_EQ(listed(), 0);
}

}  // namespace
}  // namespace gozin::appointment
