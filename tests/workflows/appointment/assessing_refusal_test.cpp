#include "tests/workflows/appointment/assessing_story.hpp"
#include "workflows/appointment/judging.hpp"

#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

constexpr std::string_view kReasons[] = {GOZIN_REASONS_OF_ASSESSING(GOZIN_ENUMERATOR_NAME)};

NomineeId const kFirst{"n-1"};
Code const kExpertise{"expertise"};

struct Row {
  std::string_view reason;
  std::string_view (*refused)();
};

Story completed(rules::RuleSet rules = panel_rules()) {
  Story story{std::move(rules)};
  story.complete();
  return story;
}

Story all_tied() {
  auto story = completed();
  story.seal_all({{"n-1", 4}, {"n-2", 4}, {"n-3", 4}});
  return story;
}

/// Everybody's sheets are in and open; Elham differs by four levels about n-1. There are three days
/// to talk about it.
Story moderating() {
  auto rules = panel_rules();
  rules.clocks[rules::Stage::moderating].length.days = 3;
  Story story{std::move(rules)};
  story.complete();
  (void)story.seal("elham", "n-1", all_at(1)).value();
  story.seal_all({{"n-1", 5}, {"n-2", 4}, {"n-3", 3}});
  return story;
}

Story ranked(std::map<std::string, std::int64_t> const& levels = {{"n-1", 5},
                                                                  {"n-2", 4},
                                                                  {"n-3", 3}},
             rules::RuleSet rules = panel_rules()) {
  Story story{std::move(rules)};
  story.rank(levels);
  return story;
}

template <CommandStruct C>
std::string_view by_chair(Story& story, C const& command) {
  return judge::reason_of(story.judge("arash", "panel_chair", command));
}

template <CommandStruct C>
std::string_view by_affairs(Story& story, C const& command) {
  return judge::reason_of(story.judge("zohreh", "administrative_affairs", command));
}

std::string_view declared(std::string_view who, DeclareInterest const& command) {
  Story story;
  return judge::reason_of(story.judge(who, "assessor", command));
}

void recuse(Story& story, std::string_view who, std::optional<NomineeId> nominee = kFirst) {
  (void)story
      .act(who, "assessor", RecuseAssessor{.nominee = nominee, .reason = judge::hidden("why")})
      .value();
}

std::string_view revised(Story& story, std::string_view who, std::int64_t level) {
  return judge::reason_of(story.act(who, "assessor",
                                    ReviseScore{.nominee = kFirst,
                                                .criterion = kExpertise,
                                                .level = level,
                                                .reason = judge::hidden("why")}));
}

// One row a reason of the stage.
Row const kRows[] = {
    {"declaration_must_name_a_nominee", [] { return declared("arash", {}); }},
    {"kinship_must_be_named",
     [] {
       return declared("arash", {.interests = {{kFirst, Interest::kinship}}});
     }},
    {"detail_must_be_about_one_interest",
     [] {
       return declared(
           "arash", {.interests = {{kFirst, Interest::none}}, .detail = judge::hidden("nothing")});
     }},
    {"assessor_must_sit_on_panel",
     [] {
       return declared("zahra", {.interests = {{kFirst, Interest::none}}});
     }},
    {"assessor_must_not_be_recused",
     [] {
       Story story;
       recuse(story, "arash");
       return judge::reason_of(story.judge(
           "arash", "assessor", RecuseAssessor{.nominee = kFirst, .reason = judge::hidden("x")}));
     }},
    {"assessor_must_be_recused_or_late",
     [] {
       Story story;
       return by_affairs(story, ReplaceAssessor{.assessor = PersonId{"arash"}});
     }},
    {"assessor_must_have_declared",
     [] {
       Story story;
       return by_affairs(story, CompleteDeclarations{});
     }},
    {"conflict_must_lead_to_recusal",
     [] {
       Story story;
       (void)story.declare("arash", {{kFirst, Interest::business}}).value();
       story.declare_all();
       return by_affairs(story, CompleteDeclarations{});
     }},
    // T6: a hint is not passed over.
    {"hints_must_be_disposed_of",
     [] {
       Story story;
       hint(story, "arash");
       story.declare_all();
       EXPECT_TRUE(story.stands_in("Declaring"));
       return by_affairs(story, CompleteDeclarations{});
     }},
    {"nominee_must_have_enough_assessors",
     [] {
       Story story;
       for (auto const* who : {"arash", "bahar", "kaveh"}) recuse(story, who);
       story.declare_all();
       return by_affairs(story, CompleteDeclarations{});
     }},
    {"nominee_must_remain",
     [] {
       Story story;
       for (auto& [id, nominee] : story.state().nominees) nominee.standing = Standing::withdrawn;
       return by_affairs(story, CompleteDeclarations{});
     }},
    {"seat_must_be_vacant",
     [] {
       Story story;
       recuse(story, "arash");
       story.declare_all();
       ReplaceAssessor const replace{.assessor = PersonId{"arash"}, .nominee = kFirst};
       (void)story.act("zohreh", "administrative_affairs", replace).value();
       return by_affairs(story, replace);
     }},
    {"reserve_must_be_available",
     [] {
       Story story;
       recuse(story, "arash");
       return by_affairs(story, ReplaceAssessor{.assessor = PersonId{"arash"}, .nominee = kFirst});
     }},
    {"round_must_remain",
     [] {
       auto story = ranked();
       return by_affairs(story, OpenRound{});
     }},
    {"alias_must_be_the_assessors_own",
     [] {
       auto story = completed();
       auto const others = story.alias("bahar", "n-1");
       return judge::reason_of(story.seal_alias("arash", others, all_at(3)));
     }},
    {"alias_must_be_open_for_scoring",
     [] {
       auto story = completed();
       auto const alias = story.alias("arash", "n-1");
       recuse(story, "arash");
       return judge::reason_of(story.seal_alias("arash", alias, all_at(3)));
     }},
    {"sheet_must_be_sealed_once",
     [] {
       auto story = completed();
       (void)story.seal("arash", "n-1", all_at(3)).value();
       return judge::reason_of(story.seal("arash", "n-1", all_at(5)));
     }},
    // T6: one that came up since, with a nominee who was readmitted.
    {"hints_must_be_disposed_of",
     [] {
       auto story = completed();
       hint(story, "arash");
       return judge::reason_of(story.seal("arash", "n-1", all_at(3)));
     }},
    {"sheet_must_score_every_criterion",
     [] {
       auto story = completed();
       return judge::reason_of(story.seal("arash", "n-1", {{kExpertise, 3}}));
     }},
    {"criterion_must_belong_to_the_round",
     [] {
       auto story = completed();
       auto levels = all_at(3);
       levels[Code{"kindness"}] = 3;
       return judge::reason_of(story.seal("arash", "n-1", levels));
     }},
    {"level_must_lie_on_the_scale",
     [] {
       auto story = completed();
       return judge::reason_of(story.seal("arash", "n-1", all_at(6)));
     }},
    {"sheets_must_all_be_in",
     [] {
       auto story = completed();
       return judge::reason_of(story.judge("clock", "clock", RevealScores{}));
     }},
    {"nominees_must_have_enough_sheets",
     [] {
       auto story = completed();
       story.pass_days(30);
       return judge::reason_of(story.judge("clock", "clock", RevealScores{}));
     }},
    {"score_must_be_the_assessors_own",
     [] {
       auto story = moderating();
       return revised(story, "farid", 3);
     }},
    // T7: a sheet that a clerk writes down is known to two people.
    {"assessor_must_score_in_person",
     [] {
       auto story = moderating();
       auto by = judge::call("clara", "assessor", story.now);
       by.behalf = PersonId{"elham"};
       Context const context{
           .call = by, .stream = story.stream, .view = story.view, .facts = story.facts};
       return judge::reason_of(decide(SealScoreSheet{}, context));
     }},
    // T8: once, with the old level beside the new one
    {"score_must_be_revised_once",
     [] {
       auto story = moderating();
       EXPECT_EQ(revised(story, "elham", 2), "");
       return revised(story, "elham", 3);
     }},
    {"revision_must_change_the_score",
     [] {
       auto story = moderating();
       return revised(story, "elham", 1);
     }},
    {"scores_must_differ_enough",
     [] {
       auto story = completed();
       story.seal_all({{"n-1", 5}, {"n-2", 4}, {"n-3", 3}});
       return revised(story, "elham", 4);
     }},
    {"actor_must_chair_the_panel",
     [] {
       auto story = moderating();
       return judge::reason_of(story.judge("bahar", "assessor", EstablishRanking{}));
     }},
    // T8, T9: whoever is far from the others has the time to say why.
    {"moderation_must_have_its_time",
     [] {
       auto story = moderating();
       return by_chair(story, EstablishRanking{});
     }},
    {"moderation_must_have_its_time",
     [] {
       auto story = moderating();
       return by_chair(story, lot_of(story));
     }},
    // T29
    {"lot_must_be_announced_beforehand",
     [] {
       auto story = all_tied();
       return by_chair(story, EstablishRanking{.announced = Label{"42"}});
     }},
    {"lot_must_wait_for_its_moment",
     [] {
       auto story = all_tied();
       story.announce_lot();
       story.pass_days(-1);
       return by_chair(story, EstablishRanking{.announced = Label{"42"}});
     }},
    {"lot_must_have_announced_value",
     [] {
       auto story = all_tied();
       story.announce_lot();
       return by_chair(story, EstablishRanking{});
     }},
    {"lot_must_be_needed",
     [] {
       auto story = completed();
       story.seal_all({{"n-1", 5}, {"n-2", 4}, {"n-3", 3}});
       return by_chair(story, lot_of(story));
     }},
    {"lot_must_be_announced_once",
     [] {
       auto story = all_tied();
       story.announce_lot();
       return by_chair(story, lot_of(story));
     }},
    {"actor_must_chair_the_panel",
     [] {
       auto story = all_tied();
       return judge::reason_of(story.judge("bahar", "assessor", lot_of(story)));
     }},
    // The lot was announced for other scores.
    {"lot_must_be_announced_beforehand",
     [] {
       auto story = all_tied();
       (void)story.act("arash", "panel_chair", lot_of(story)).value();
       story.view.record(story.stream, ScoreRevised{});
       story.pass_days(1);
       return by_chair(story, EstablishRanking{.announced = Label{"42"}});
     }},
    // Once its value may be known, nobody makes another lot necessary.
    {"scores_must_not_change_under_a_lot",
     [] {
       auto story = all_tied();
       story.announce_lot();
       return revised(story, "elham", 1);
     }},
    {"scores_must_not_change_under_a_lot",
     [] {
       auto story = all_tied();
       story.announce_lot();
       return judge::reason_of(story.judge(
           "elham", "assessor", RecuseAssessor{.nominee = {}, .reason = judge::hidden("why")}));
     }},
    {"rounds_must_be_complete",
     [] {
       auto story = ranked({{"n-1", 5}, {"n-2", 4}, {"n-3", 1}}, two_rounds());
       return by_chair(story, ConfirmShortlist{});
     }},
    {"analysis_must_be_noted",
     [] {
       auto story = ranked();
       story.state().pivotal = {PersonId{"elham"}};
       return by_chair(story, ConfirmShortlist{});
     }},
    {"note_must_come_from_another",
     [] {
       auto story = ranked();
       story.state().pivotal = {PersonId{"arash"}};
       return by_chair(story, NoteAnalysis{.note = judge::hidden("it is not so")});
     }},
    {"objection_periods_must_have_passed",
     [] {
       auto story = ranked();
       auto& excluded = story.state().nominees[NomineeId{"n-4"}];
       excluded.standing = Standing::excluded;
       excluded.told_at = story.now;
       return by_chair(story, ConfirmShortlist{});
     }},
    {"exclusion_must_be_served",
     [] {
       auto story = ranked();
       auto& excluded = story.state().nominees[NomineeId{"n-4"}];
       excluded.standing = Standing::excluded;
       excluded.person = PersonId{"p-4"};
       return by_chair(story, ConfirmShortlist{});
     }},
    {"inquiries_must_be_answered",
     [] {
       auto rules = panel_rules();
       auto& inquiry = rules.inquiries.emplace_back();
       inquiry.code = Code{"guard"};
       inquiry.by = rules::InquiryStep::shortlist;
       auto story = ranked({{"n-1", 5}, {"n-2", 4}, {"n-3", 3}}, rules);
       return by_chair(story, ConfirmShortlist{});
     }},
    {"ranking_must_be_published_once",
     [] {
       Story story;
       story.publish({{"n-1", 5}, {"n-2", 4}, {"n-3", 3}});
       return by_affairs(story, PublishRanking{});
     }},
};

class AssessingRefuses : public testing::TestWithParam<Row> {};

TEST_P(AssessingRefuses, ByTheNameOfTheRule) { EXPECT_EQ(GetParam().refused(), GetParam().reason); }

INSTANTIATE_TEST_SUITE_P(Assessing, AssessingRefuses, testing::ValuesIn(kRows),
                         [](auto const& row) {
                           return std::string{row.param.reason} + "_" + std::to_string(row.index);
                         });

TEST(AssessingReasons, AllHaveARow) {
  std::set<std::string, std::less<>> rows;
  for (auto const& row : kRows) rows.emplace(row.reason);

  EXPECT_TRUE(judge::without_row(kReasons, rows).empty());
}

}  // namespace
}  // namespace gozin::appointment
