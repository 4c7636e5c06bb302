// What a dossier finds in logs of before the guards that refuse it now.

#include "tests/workflows/appointment/dossier_book.hpp"
#include "workflows/appointment/dossier/dossier.hpp"

#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

// T19: the choice was on the second of November.
TEST(DossierGuards, DateNoDecreeBeforeTheChoice) {
  DossierBook book;
  auto const verdict = [&](std::string_view dated) {
    book.change<DecreeDrafted>([&](auto& fact) { fact.dated = judge::day(dated); });
    return book.verdict_of(Point::decree_follows_its_decision);
  };

  EXPECT_EQ(verdict("2026-11-02"), Verdict::pass);
  EXPECT_EQ(verdict("2026-11-01"), Verdict::fail);
}

// T4: a name that nobody was found for is matched or set aside.
TEST(DossierGuards, DropNoNameWithoutAWord) {
  DossierBook book;
  NomineeId const nobody{"n-4"};
  book.add(NominationReceived{.nominee = nobody, .nominator = PersonId{"citizen"}}, "citizen",
           "citizen");
  EXPECT_EQ(book.verdict_of(Point::nominations_are_all_accounted_for), Verdict::fail);

  book.add(NomineeExcluded{
      .nominee = nobody, .findings = {}, .reason = judge::hidden("nobody is called that")});

  EXPECT_EQ(book.verdict_of(Point::nominations_are_all_accounted_for), Verdict::pass);
  EXPECT_EQ(book.verdict_of(Point::exclusions_cite_a_condition), Verdict::pass);
  EXPECT_EQ(book.verdict_of(Point::same_findings_had_the_same_result), Verdict::pass);
}

// The time for evidence is nine days after the window here, or what its clock says.
TEST(DossierGuards, TakeWhatNobodyKnewForUnmetAfterItsTimeAlone) {
  auto const verdict = [](int due) {
    DossierBook book;
    book.change<NomineeExcluded>(
        [](auto& fact) { fact.findings[0].finding = rules::Finding::unknown; });
    auto clock = book.find<NominationsClosed>();
    clock.event =
        event_of(DeadlineSet{.name = Code{"stage.screening"}, .due = DossierBook::day(due)});
    auto const place = std::ranges::find_if(
        book.past(), [](auto const& one) { return one.event.template as<NomineeAdmitted>(); });
    book.past().insert(place, clock);
    return book.verdict_of(Point::exclusions_cite_a_condition);
  };

  EXPECT_EQ(verdict(10), Verdict::fail);
  EXPECT_EQ(verdict(8), Verdict::pass);
}

TEST(DossierGuards, ListAnAnswerThatTookThePlaceOfAnother) {
  DossierBook book;
  InquiryAnswered const answer{.inquiry = Code{"court"},
                               .nominee = NomineeId{"n-1"},
                               .issuer = {"court"},
                               .reference = {"1"},
                               .valid_until = {},
                               .outcome = {}};
  auto const deviations = [&] {
    auto const content = dossier_of(book.file()).content;
    auto const& listed = content.at("deviations").as_array();
    return std::ranges::count_if(listed, [](json::value const& one) {
      return one.at("type").as_string() == InquiryAnswered::kType;
    });
  };

  book.add(answer);
  EXPECT_EQ(deviations(), 0);
  book.add(answer, "anita");
  EXPECT_EQ(deviations(), 1);
}

}  // namespace
}  // namespace gozin::appointment
