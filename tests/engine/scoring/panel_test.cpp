#include "tests/engine/scoring/panel.hpp"

#include "engine/event/json.hpp"
#include "engine/scoring/panel.hpp"
#include "engine/scoring/seal.hpp"

#include <algorithm>

#include <boost/json/object.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin::scoring {
namespace {

using Order = std::vector<std::vector<NomineeId>>;

NomineeId const kA{"A"};
NomineeId const kB{"B"};
PersonId const kP1{"P1"};
PersonId const kP3{"P3"};

PanelAnalysis analysis_of(Assessment const& assessment) {
  return analyse(assessment.criteria, assessment.sheets).value();
}

// T9, T10: one assessor turns the mean; median, trimmed mean and pairwise wins show it.
TEST(PanelAnalysis, ExposesAnAssessorOnWhomTheMeanDepends) {
  auto const found = analysis_of(panel());

  EXPECT_EQ(found.mean.order, (Order{{kB}, {kA}}));
  EXPECT_EQ(found.mean.totals.at(kA), ExactText{"47/15"});
  EXPECT_EQ(found.trimmed.totals.at(kA), ExactText{"4"});
  EXPECT_EQ(found.median.totals.at(kA), ExactText{"4"});
  EXPECT_EQ(found.borda_order, (Order{{kA}, {kB}}));
  EXPECT_EQ(found.wins.at({kA, kB}), 2);
  EXPECT_EQ(found.wins.at({kB, kA}), 1);
  EXPECT_EQ(found.condorcet, (std::vector{kA}));
  EXPECT_TRUE(found.leave_one_out[2].pivotal);
  EXPECT_EQ(found.totals.at(kP1).at(kA), 4);
}

TEST(PanelAnalysis, ComparesAssessorsOnTheSameNominees) {
  auto assessment = panel();
  // P3 is recused for A: only B, whom P3 gives 5 where the others give 3 and 4.
  std::erase_if(assessment.sheets,
                [](Sheet const& one) { return one.assessor == kP3 && one.nominee == kA; });

  auto const found = analysis_of(assessment);

  EXPECT_EQ(found.leniency.at(kP3), 1);
  EXPECT_EQ(found.wins.at({kB, kA}), 0);
  EXPECT_EQ(found.agreement.icc_2_1.cause, Undefined::ratings_are_missing);
}

TEST(PanelAnalysis, GivesHalfAPointForNomineesPutLevel) {
  auto assessment = panel();
  assessment.sheets = {sheet("P1", "A", 3, 3), sheet("P1", "B", 3, 3), sheet("P1", "C", 1, 1)};

  auto const found = analysis_of(assessment);

  EXPECT_EQ(found.borda.at(kA), Fraction(3, 2));
  EXPECT_EQ(found.borda_order, (Order{{kA, kB}, {NomineeId{"C"}}}));
  EXPECT_TRUE(found.condorcet.empty());
}

TEST(PanelAnalysis, JoinsTheSheetsOfSeveralRounds) {
  auto assessment = panel();
  auto second = assessment.sheets.front();
  assessment.sheets.front().levels.erase(Code{"experience"});
  second.levels.erase(Code{"expertise"});
  assessment.sheets.push_back(second);

  EXPECT_EQ(analysis_of(assessment).totals, analysis_of(panel()).totals);
}

TEST(PanelAnalysis, OfOneNomineeAndOneAssessorHasAWinnerAndNoAgreement) {
  auto assessment = panel();
  assessment.sheets = {sheet("P1", "A", 4, 4)};

  auto const found = analysis_of(assessment);

  EXPECT_EQ(found.mean.order, (Order{{kA}}));
  EXPECT_EQ(found.agreement.icc_2_k.cause, Undefined::two_items_are_needed);
  EXPECT_TRUE(found.leave_one_out.front().pivotal);
}

TEST(PanelAnalysis, RefusesWhatCannotBeRanked) {
  auto assessment = panel();
  assessment.criteria.front().weight = {"1/5"};

  EXPECT_EQ(analyse(assessment.criteria, assessment.sheets).error().reason,
            gozin::Reason{Reason::weights_must_sum_to_one});
}

RC_GTEST_PROP(PanelProperty, DoesNotDependOnTheOrderOfSheets, ()) {
  auto assessment = panel();
  for (auto& one : assessment.sheets)
    for (auto& [code, level] : one.levels) level = *rc::gen::inRange(0, 6);
  auto const before = analysis_of(assessment);
  std::reverse(assessment.sheets.begin(), assessment.sheets.end());

  auto const after = analysis_of(assessment);

  RC_ASSERT(after.mean == before.mean);
  RC_ASSERT(after.borda == before.borda);
  RC_ASSERT(after.wins == before.wins);
  RC_ASSERT(after.leave_one_out == before.leave_one_out);
}

RC_GTEST_PROP(PanelProperty, LeniencyAndSeverityCancelOut, ()) {
  auto assessment = panel();
  for (auto& one : assessment.sheets)
    for (auto& [code, level] : one.levels) level = *rc::gen::inRange(0, 6);

  Fraction sum = 0;
  for (auto const& [assessor, leniency] : analysis_of(assessment).leniency) sum += leniency;

  RC_ASSERT(sum == 0);
}

// E25
TEST(Seal, IsTheHashOfSaltAndCanonicalSheet) {
  Hash salt;
  for (std::size_t i = 0; i < salt.bytes.size(); ++i) salt.bytes[i] = static_cast<std::uint8_t>(i);
  boost::json::object const sheet{{"stage", "V-12/interview"},
                                  {"score", "4"},
                                  {"panelist", "P-03"},
                                  {"criterion", "experience"},
                                  {"candidate", "C-07"}};

  EXPECT_EQ(to_hex(seal(salt, to_canonical(sheet))),
            "24fb743448a80bcf73f0803b3e5307d33e5bfcc15769ac79d655eea6bf414ff5");
}

}  // namespace
}  // namespace gozin::scoring
