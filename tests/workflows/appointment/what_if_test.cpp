#include "workflows/appointment/dossier/what_if.hpp"

#include "tests/workflows/appointment/dossier_book.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using Kind = ConsequenceKind;
using testing::ElementsAre;
using testing::IsEmpty;

/// What differs, as `kind about: was -> would`.
std::vector<std::string> differing(DossierBook& book, rules::RuleSet const& other) {
  std::vector<std::string> lines;
  for (auto const& one : what_if(book.file(), other))
    if (one.differs())
      lines.push_back(std::string{name_of(one.kind)} + " " + one.about + ": " + one.was + " -> " +
                      one.would);
  return lines;
}

std::string found(DossierBook& book, rules::RuleSet const& other, Kind kind,
                  std::string_view about) {
  for (auto const& one : what_if(book.file(), other))
    if (one.kind == kind && one.about == about) return one.would;
  return "no such line";
}

TEST(WhatIf, FindsNothingOtherwiseUnderTheSameRules) {
  DossierBook book;
  EXPECT_THAT(differing(book, book.rules), IsEmpty());
  EXPECT_FALSE(what_if(book.file(), book.rules).empty());
}

TEST(WhatIf, NamesEachChangedScoreAndPlace) {
  DossierBook book;
  auto other = book.rules;
  other.criteria[0].weight = ExactText{"1/4"};
  other.criteria[1].weight = ExactText{"3/4"};

  // 5/2 · 1/4 + 3 · 3/4; n-1 has the same in both.
  EXPECT_THAT(differing(book, other), ElementsAre("score n-2: 21/8 -> 23/8"));
}

TEST(WhatIf, SaysWhoWouldHaveFallenBelowAFloorAndOutOfTheChoice) {
  DossierBook book;
  auto other = book.rules;
  other.criteria[0].floor = ExactText{"3"};

  EXPECT_THAT(differing(book, other),
              ElementsAre("score n-2: 21/8 -> ", "rank n-2: 2 -> ", "floor n-2:  -> skill",
                          "permitted n-2: yes -> no"));
}

TEST(WhatIf, SaysWhyThereWouldBeNoRanking) {
  DossierBook book;
  auto other = book.rules;
  other.panel.min_sheets_per_nominee = 3;
  EXPECT_THAT(differing(book, other),
              testing::Contains(testing::HasSubstr("ranking : established -> nominee_must_have")));
}

TEST(WhatIf, CountsBallotsByTheOtherQuorumAndMajority) {
  DossierBook book;
  auto other = book.rules;
  other.ballots[Code{"council"}].seats = 9;
  EXPECT_EQ(found(book, other, Kind::quorum, "b-1"), "2 < 6");
  EXPECT_EQ(found(book, other, Kind::outcome, "b-1"), "inquorate");
}

TEST(WhatIf, SaysWhereABodyWouldNotHaveBeenAsked) {
  DossierBook book;
  auto other = book.rules;
  other.gates.clear();
  other.ballots.clear();
  EXPECT_EQ(found(book, other, Kind::gate, "b-1"), "");
  EXPECT_EQ(found(book, other, Kind::outcome, "b-1"), "");
}

TEST(WhatIf, KeepsTheVacancysOwnWeightsWhereTheOtherRulesPermitThem) {
  DossierBook book;
  book.change<VacancyPublished>([](auto& fact) {
    fact.weights = {{Code{"skill"}, ExactText{"1/2"}}, {Code{"record"}, ExactText{"1/2"}}};
  });
  auto other = book.rules;
  EXPECT_EQ(found(book, other, Kind::weights, "").substr(0, 6), "rules:");
  for (auto& criterion : other.criteria)
    criterion.bounds = rules::WeightBounds{ExactText{"1/4"}, ExactText{"3/4"}};
  EXPECT_EQ(found(book, other, Kind::weights, ""), "no such line");
}

}  // namespace
}  // namespace gozin::appointment
