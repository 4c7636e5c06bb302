#include "workflows/appointment/analysis.hpp"

#include "engine/event/json.hpp"
#include "tests/workflows/appointment/assessing_story.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using scoring::Undefined;
using testing::ElementsAre;

NomineeId const kOne{"n-1"};
NomineeId const kTwo{"n-2"};
NomineeId const kThree{"n-3"};
PersonId const kArash{"arash"};
PersonId const kKaveh{"kaveh"};

/// Rules for a panel of so many.
rules::RuleSet rules_for(int members) {
  auto rules = panel_rules();
  rules.panel.members = members;
  rules.panel.min_sheets_per_nominee = 1;
  return rules;
}

/// Up to the reveal: whom each of the first so many assessors gives which level in all criteria.
Story scored(rules::RuleSet const& rules, std::vector<std::vector<std::int64_t>> const& levels) {
  constexpr std::string_view kAssessors[] = {"arash", "bahar", "kaveh", "dorsa", "elham"};
  Story story{rules};
  story.state().panel.resize(levels.front().size());
  for (auto i = levels.size(); i < 3; ++i)
    story.state().nominees.at(NomineeId{"n-" + std::to_string(i + 1)}).standing =
        Standing::withdrawn;
  story.complete();
  for (std::size_t i = 0; i < levels.size(); ++i)
    for (std::size_t j = 0; j < levels[i].size(); ++j)
      (void)story.seal(kAssessors[j], "n-" + std::to_string(i + 1), all_at(levels[i][j])).value();
  return story;
}

RankingAnalysis analysed(rules::RuleSet const& rules, Story& story) {
  return analysis_of(rules, story.state(), story.state().lot_seed).value();
}

// The numbers were computed from the table of totals apart from this program.
TEST(RankingAnalysis, SaysEverythingThatIsListed) {
  auto const rules = rules_for(3);
  auto story = scored(rules, {{5, 4, 3}, {4, 3, 3}, {1, 2, 3}});
  story.state().nominees.at(kOne).nominators = {{PersonId{"x"}, rules::Channel::citizen}};
  story.state().nominees.at(kTwo).nominators = {{PersonId{"y"}, rules::Channel::self}};
  story.state().nominees.at(kThree).nominators = {{PersonId{"z"}, rules::Channel::self}};
  auto const found = analysed(rules, story);

  EXPECT_TRUE(found.is_last_round);
  EXPECT_EQ(found.first, std::vector{kOne});
  EXPECT_EQ(found.icc_2_1.value, Fraction(6, 13));
  EXPECT_EQ(found.icc_2_k.value, Fraction(18, 25));
  EXPECT_EQ(found.alpha.value, Fraction(3, 7));
  EXPECT_EQ(found.kendall_w.value, Fraction(2, 3));
  EXPECT_EQ(found.leniency.at(kArash).value, Fraction(2, 9));
  EXPECT_EQ(found.deviations.size(), 9U);
  EXPECT_EQ(found.deviations[0].modified_z.value, Fraction(6'745, 10'000));
  ASSERT_EQ(found.accords.size(), 3U);
  EXPECT_EQ(found.accords[0].alike, 3);
  EXPECT_EQ(found.wins.at({kOne, kThree}), 2);
  EXPECT_EQ(found.borda, (std::vector<std::vector<NomineeId>>{{kOne}, {kTwo}, {kThree}}));
  EXPECT_THAT(found.condorcet, ElementsAre(kOne));
  ASSERT_EQ(found.without.size(), 3U);
  EXPECT_FALSE(found.without[0].pivotal);
  // Whoever gives everybody the same in all criteria is not passed by any weight.
  EXPECT_EQ(found.unmoved, Unmoved::no_weight_changes_the_winner);
  ASSERT_EQ(found.groups.size(), 2U);
  ASSERT_TRUE(found.impact);
  EXPECT_TRUE(found.impact->four_fifths);
  EXPECT_FALSE(found.impact->enough_data);
}

TEST(RankingAnalysis, NamesTheSmallestChangeOfOneWeight) {
  auto const rules = rules_for(1);
  Story story{rules};
  story.state().panel.resize(1);
  story.state().nominees.at(kThree).standing = Standing::withdrawn;
  story.complete();
  // 5·1/2 + 3·3/10 + 3·1/5 = 4, and 3·1/2 + 5·3/10 + 4·1/5 = 19/5: that 1/5 is 33 1/3 % of what
  // 3/10 are worth at a difference of 2.
  auto const levels = [](int first, int second, int third) {
    return Levels{
        {Code{"expertise"}, first}, {Code{"experience"}, second}, {Code{"commitment"}, third}};
  };
  (void)story.seal("arash", "n-1", levels(5, 3, 3)).value();
  (void)story.seal("arash", "n-2", levels(3, 5, 4)).value();
  auto const found = analysed(rules, story);

  ASSERT_TRUE(found.winner_change);
  EXPECT_EQ(found.winner_change->criterion, Code{"expertise"});
  EXPECT_EQ(found.winner_change->percent, -20);
  EXPECT_EQ(found.winner_change->to, kTwo);
  EXPECT_FALSE(found.unmoved);
}

TEST(RankingAnalysis, OfOneNomineeAndOneAssessorIsAllCauses) {
  auto const rules = rules_for(1);
  auto story = scored(rules, {{4}});
  auto const found = analysed(rules, story);

  EXPECT_EQ(found.icc_2_1.cause, Undefined::two_items_are_needed);
  EXPECT_EQ(found.alpha.cause, Undefined::no_item_is_rated_twice);
  EXPECT_EQ(found.kendall_w.cause, Undefined::two_items_are_needed);
  EXPECT_EQ(found.leniency.at(kArash).cause, Undefined::two_raters_are_needed);
  EXPECT_EQ(found.deviations.front().modified_z.cause, Undefined::three_values_are_needed);
  EXPECT_TRUE(found.accords.empty());
  EXPECT_EQ(found.unmoved, Unmoved::two_nominees_are_needed);
  EXPECT_FALSE(found.impact);
  EXPECT_TRUE(found.without.front().pivotal);
  EXPECT_TRUE(found.without.front().first.empty());
}

TEST(RankingAnalysis, OfEqualScoresSaysThatNothingVaries) {
  auto const rules = rules_for(3);
  auto story = scored(rules, {{3, 3, 3}, {3, 3, 3}, {3, 3, 3}});
  auto const found = analysed(rules, story);

  EXPECT_EQ(found.first.size(), 3U);
  EXPECT_EQ(found.icc_2_1.cause, Undefined::nothing_varies);
  EXPECT_EQ(found.alpha.cause, Undefined::nothing_varies);
  EXPECT_EQ(found.kendall_w.cause, Undefined::nothing_varies);
  EXPECT_EQ(found.accords.front().tau.cause, Undefined::nothing_varies);
  EXPECT_EQ(found.deviations.front().modified_z.value, 0);
  EXPECT_TRUE(found.condorcet.empty());
  EXPECT_EQ(found.unmoved, Unmoved::first_place_is_shared);
}

TEST(RankingAnalysis, GoesOnWithoutASheet) {
  auto const rules = rules_for(3);
  auto story = scored(rules, {{5, 4, 3}, {4, 3, 3}, {1, 2, 3}});
  std::erase_if(story.state().revealed, [](RevealedSheet const& sheet) {
    return sheet.assessor == kKaveh && sheet.nominee == kOne;
  });
  auto const found = analysed(rules, story);

  EXPECT_EQ(found.icc_2_1.cause, Undefined::ratings_are_missing);
  EXPECT_TRUE(found.alpha.value);
  EXPECT_EQ(found.first, std::vector{kOne});
}

TEST(RankingAnalysis, LeavesWhoFellEarlierOut) {
  auto const rules = two_rounds();
  Story story{rules};
  story.rank({{"n-1", 5}, {"n-2", 4}, {"n-3", 2}});
  (void)story.act("zohreh", "administrative_affairs", OpenRound{}).value();
  story.seal_all({{"n-1", 0}, {"n-2", 5}});
  auto const found = analysed(rules, story);

  EXPECT_EQ(found.round, Code{"talk"});
  EXPECT_EQ(found.span, Span::so_far);
  EXPECT_EQ(found.first, std::vector{kTwo});
  EXPECT_EQ(found.borda.size(), 2U);
  EXPECT_TRUE(found.icc_2_1.value);
  EXPECT_EQ(found.wins.size(), 2U);
}

TEST(RankingAnalysis, ComparesTheRoundAloneWhereNobodyJudgedAllRounds) {
  auto const rules = two_rounds();
  Story story{rules};
  story.rank({{"n-1", 5}, {"n-2", 4}, {"n-3", 3}});
  (void)story.act("zohreh", "administrative_affairs", OpenRound{}).value();
  story.seal_all({{"n-1", 0}, {"n-2", 5}, {"n-3", 1}});
  // As if others had judged the files.
  for (auto& sheet : story.state().revealed)
    if (sheet.round == Code{"file"}) sheet.assessor.text += "-before";
  auto const found = analysed(rules, story);

  EXPECT_EQ(found.span, Span::round);
  EXPECT_EQ(found.leniency.size(), 5U);
  EXPECT_EQ(found.without.size(), 10U);
  EXPECT_EQ(found.alpha.value, 1);
  EXPECT_EQ(found.borda.front(), std::vector{kTwo});
}

// Without Kaveh somebody would not have been cut off, and would be first.
TEST(RankingAnalysis, AsksTheCutOffAgainWithoutEachAssessor) {
  auto rules = rules_for(3);
  rules.rounds[0].cut_off = ExactText{"3"};
  auto story = scored(rules, {{4, 4, 0}, {3, 3, 3}, {2, 2, 2}});
  auto const found = analysed(rules, story);
  auto const merit = merit_of(rules, story.state(), std::nullopt).value();

  EXPECT_EQ(found.first, std::vector{kTwo});
  ASSERT_EQ(merit.below.size(), 2U);
  EXPECT_EQ(merit.below[0].nominee, kOne);
  EXPECT_EQ(merit.pivotal, std::vector{kKaveh});
  EXPECT_EQ(found.without[2].first, std::vector{kOne});
}

TEST(RankingAnalysis, IsAsLongAsItsMembersInJson) {
  auto const rules = rules_for(1);
  auto story = scored(rules, {{4}});
  auto const object = to_json({.seq = 7, .analysis = analysed(rules, story), .refused = {}});

  EXPECT_EQ(object.at("seq").as_int64(), 7);
  EXPECT_EQ(object.at("icc_2_1").at("undefined").as_string(), "two_items_are_needed");
  EXPECT_EQ(object.at("winner_changes_at").at("undefined").as_string(), "two_nominees_are_needed");
  EXPECT_EQ(object.at("groups").at("undefined").as_string(), "groups_must_be_several");
  EXPECT_TRUE(object.at("without").at(0).at("pivotal").as_bool());
}

}  // namespace
}  // namespace gozin::appointment
