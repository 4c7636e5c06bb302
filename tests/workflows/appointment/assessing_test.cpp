#include "engine/scoring/lot.hpp"
#include "tests/workflows/appointment/assessing_story.hpp"
#include "workflows/appointment/seats.hpp"
#include "workflows/appointment/sheets.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin::appointment {
namespace {

using judge::types_of;
using Types = std::vector<std::string>;

std::map<std::string, std::int64_t> const kLevels{{"n-1", 5}, {"n-2", 4}, {"n-3", 3}};
NomineeId const kFirst{"n-1"};

Result<Decision> recuse(Story& story, std::string_view who,
                        std::optional<NomineeId> nominee = kFirst) {
  return story.act(who, "assessor",
                   RecuseAssessor{.nominee = nominee, .reason = judge::hidden("why")});
}

Result<Decision> replace(Story& story, std::string_view who,
                         std::optional<NomineeId> nominee = kFirst) {
  return story.act("zohreh", "administrative_affairs",
                   ReplaceAssessor{.assessor = PersonId{std::string{who}}, .nominee = nominee});
}

std::vector<std::string> order_of(Case const& state) {
  std::vector<std::string> ids;
  for (auto const& ranked : state.ranking) ids.push_back(ranked.nominee.text);
  return ids;
}

TEST(Declaring, CompletesWithTheLastDeclaration) {
  Story story;
  story.declare_all();

  EXPECT_TRUE(story.stands_in("Sealing"));
  EXPECT_EQ(story.state().round, Code{"file"});
  EXPECT_EQ(story.state().aliases.size(), 5U);
  EXPECT_TRUE(story.state().deadlines.contains(Code{"stage.sealing"}));
}

TEST(Declaring, LeavesAVacantSeatToPeople) {
  Story story;
  (void)story.declare("arash", {{kFirst, Interest::nominator}}).value();
  EXPECT_TRUE(recuse(story, "arash"));
  story.declare_all();

  EXPECT_TRUE(story.stands_in("Declaring"));
  EXPECT_EQ(types_of(replace(story, "arash")), Types{"AssessorReplaced"});
  EXPECT_EQ(judges_of(story.state(), kFirst).size(), 5U);
  EXPECT_TRUE(story.act("zohreh", "administrative_affairs", CompleteDeclarations{}));
  EXPECT_EQ(story.state().aliases.at(PersonId{"farid"}).size(), 1U);
}

TEST(Declaring, PassesOverAReserveInConflict) {
  Story story;
  EXPECT_TRUE(recuse(story, "arash"));
  (void)story.declare("farid", {{kFirst, Interest::superior}}).value();
  story.declare_all();

  auto const decision = replace(story, "arash");
  ASSERT_TRUE(decision);
  EXPECT_EQ(judge::find<AssessorReplaced>(decision)->replacement, PersonId{"golnar"});
}

TEST(Declaring, CountsOnlyTheKinshipOnTheListOfTheRules) {
  Story story;
  auto const declares = [&](std::string_view who, rules::Kinship kinship) {
    return story.act(who, "assessor",
                     DeclareInterest{.interests = {{kFirst, Interest::kinship}},
                                     .kinship = {{kFirst, kinship}}});
  };
  EXPECT_TRUE(declares("arash", rules::Kinship::sibling));
  EXPECT_TRUE(declares("bahar", rules::Kinship::uncle_or_aunt));

  EXPECT_TRUE(has_conflict(story.state(), panel_rules(), PersonId{"arash"}, kFirst));
  EXPECT_FALSE(has_conflict(story.state(), panel_rules(), PersonId{"bahar"}, kFirst));
}

TEST(Declaring, DoesNotLetAConflictBeTakenBack) {
  Story story;
  (void)story.declare("arash", {{kFirst, Interest::business}}).value();
  (void)story.declare("arash", {{kFirst, Interest::none}}).value();

  EXPECT_TRUE(has_conflict(story.state(), panel_rules(), PersonId{"arash"}, kFirst));
}

// T7, AC6.1
TEST(Sealing, TellsNobodyWhoAnAliasIs) {
  Story story;
  story.declare_all();
  auto const sealed = story.seal("arash", "n-2", all_at(3), {{Code{"expertise"}, "saw the file"}});

  ASSERT_TRUE(sealed);
  EXPECT_EQ(types_of(sealed), Types{"ScoreSheetSealed"});
  EXPECT_FALSE(tells(*sealed, "n-2"));
  EXPECT_FALSE(tells(*sealed, "levels"));
  EXPECT_FALSE(tells(*sealed, "saw"));
  for (auto const& [assessor, aliases] : story.state().aliases)
    for (auto const& alias : aliases) EXPECT_TRUE(alias.text.starts_with("a-"));
}

// T7: nothing of the sheet reaches the judge.
TEST(Sealing, TakesLevelsAndWordsOutOfTheCommand) {
  Story story;
  story.declare_all();
  auto const alias = story.alias("arash", "n-2");
  ASSERT_TRUE(story.seal_alias("arash", alias, all_at(4), {{Code{"expertise"}, "seen"}}));

  auto const& sheet = story.state().sealed.back();
  auto const kept = story.facts.vault.at({sheet.seq, sheet_key(story.stream, sheet.sheet)});
  auto const content = parse_content(kept.values.at("content"));
  ASSERT_TRUE(content);
  EXPECT_EQ(content->sheet.levels, all_at(4));
  EXPECT_EQ(content->texts.at(Code{"expertise"}), "seen");
  EXPECT_EQ(commitment_of(content->salt, content->sheet), sheet.commitment);
}

// What `gozin calc seal` and sha256sum give for the same bytes.
TEST(Sealing, CommitsToSaltAndCanonicalSheet) {
  Sheet const sheet{.case_id = StreamId{"case/c-1"},
                    .assessor = PersonId{"arash"},
                    .alias = Code{"a-1"},
                    .levels = {{Code{"expertise"}, 4}},
                    .evidence = {}};
  Hash salt;
  for (std::size_t i = 0; i < salt.bytes.size(); ++i) salt.bytes[i] = static_cast<std::uint8_t>(i);

  EXPECT_EQ(to_hex(commitment_of(salt, sheet)),
            "053305efa34ea8f673e57313f9fcf3c929f8330db9de8948002e1995f343274b");
}

TEST(Sealing, OpensAllSheetsWithTheLast) {
  Story story;
  story.declare_all();
  (void)story.seal("arash", "n-1", all_at(5), {{Code{"expertise"}, "a strong file"}}).value();
  story.seal_all(kLevels);

  EXPECT_TRUE(story.stands_in("Moderating"));
  EXPECT_EQ(story.state().revealed.size(), 15U);
  for (auto const& sheet : story.state().sealed) EXPECT_TRUE(sheet.revealed);
  // The words rest with the nominee now, under the commitment that the sheet had.
  auto const& moved = story.facts.kept.back();
  EXPECT_EQ(moved.key, subject_key(kFirst));
  EXPECT_EQ(moved.name, "evidence.expertise");
  EXPECT_EQ(moved.value, "a strong file");
}

TEST(Sealing, CountsTheMissingAtTheDeadline) {
  Story story;
  story.declare_all();
  for (auto const* who : {"arash", "bahar", "kaveh"})
    for (auto const* nominee : {"n-1", "n-2", "n-3"})
      (void)story.seal(who, nominee, all_at(3)).value();
  story.pass_days(30);
  auto const revealed = story.act("clock", "clock", RevealScores{});

  ASSERT_TRUE(revealed);
  EXPECT_EQ(judge::find<ScoresRevealed>(revealed)->missing, 6);
  EXPECT_EQ(judge::find<ScoresRevealed>(revealed)->seals.size(), 9U);
}

TEST(Sealing, LeavesOutTheSheetOfSomebodyRecusedSince) {
  Story story;
  story.declare_all();
  (void)story.seal("arash", "n-1", all_at(5)).value();
  EXPECT_TRUE(recuse(story, "arash"));
  story.seal_all(kLevels);

  EXPECT_TRUE(story.stands_in("Moderating"));
  EXPECT_EQ(story.state().revealed.size(), 14U);
  EXPECT_FALSE(story.state().sealed.front().revealed);
}

// AC6.5
TEST(Sealing, GivesTheNextReserveAnAliasOfTheirOwn) {
  Story story;
  story.declare_all();
  EXPECT_TRUE(recuse(story, "arash"));
  EXPECT_TRUE(replace(story, "arash"));

  EXPECT_EQ(story.state().aliases.at(PersonId{"farid"}).size(), 1U);
  story.seal_all(kLevels);
  EXPECT_EQ(story.state().revealed.size(), 15U);
}

TEST(Sealing, ReplacesWhoIsLateForTheWholeCase) {
  Story story;
  story.declare_all();
  story.pass_days(30);
  ASSERT_TRUE(replace(story, "elham", std::nullopt));

  EXPECT_EQ(story.state().aliases.at(PersonId{"farid"}).size(), 3U);
  EXPECT_TRUE(story.alias("elham", "n-1").empty());
}

TEST(Sealing, StopsLoudlyAtASheetThatIsNotTheOneSealed) {
  Story story;
  story.declare_all();
  (void)story.seal("arash", "n-1", all_at(1)).value();
  auto const& sheet = story.state().sealed.back();
  auto& text =
      story.facts.vault.at({sheet.seq, sheet_key(story.stream, sheet.sheet)}).values.at("content");
  text.replace(text.find("\"commitment\":1"), 14, "\"commitment\":5");

  EXPECT_THROW(story.seal_all(kLevels), std::logic_error);
}

TEST(Moderating, KeepsBothValuesAndTakesTheNewOne) {
  Story story;
  story.declare_all();
  (void)story.seal("elham", "n-1", all_at(1)).value();
  story.seal_all(kLevels);
  auto const revised = story.act("elham", "assessor",
                                 ReviseScore{.nominee = kFirst,
                                             .criterion = Code{"expertise"},
                                             .level = 4,
                                             .reason = judge::hidden("new papers")});

  ASSERT_TRUE(revised);
  EXPECT_EQ(judge::find<ScoreRevised>(revised)->before, 1);
  EXPECT_EQ(judge::find<ScoreRevised>(revised)->after, 4);
  EXPECT_TRUE(story.act("arash", "panel_chair", EstablishRanking{}));
  EXPECT_EQ(story.state().ranking.front().nominee, kFirst);
}

// T9
TEST(Ranking, WantsANoteWhereOneAssessorDecides) {
  auto rules = panel_rules();
  rules.panel.members = rules.panel.min_sheets_per_nominee = 3;
  Story story{rules};
  story.state().panel.resize(3);
  story.complete();
  for (auto const* who : {"arash", "bahar"}) (void)story.seal(who, "n-2", all_at(4)).value();
  (void)story.seal("kaveh", "n-2", all_at(1)).value();
  story.seal_all({{"n-1", 3}, {"n-3", 2}});
  story.announce_lot();
  (void)story.act("arash", "panel_chair", EstablishRanking{.announced = Label{"۴۲"}}).value();

  ASSERT_FALSE(story.state().pivotal.empty());
  EXPECT_FALSE(story.judge("arash", "panel_chair", ConfirmShortlist{}));
  EXPECT_TRUE(story.act("arash", "panel_chair", NoteAnalysis{.note = judge::hidden("why")}));
  EXPECT_TRUE(story.act("arash", "panel_chair", ConfirmShortlist{}));
}

// T29
TEST(Ranking, DrawsALotFromThePublishedRootOnlyWhenATieNeedsIt) {
  Story tied;
  tied.complete();
  tied.seal_all({{"n-1", 4}, {"n-2", 4}, {"n-3", 4}});
  tied.announce_lot();
  tied.facts.root = sha256("a later root, known with the value");
  EstablishRanking const announced{.announced = Label{"۴۲"}};
  auto const drawn = tied.act("arash", "panel_chair", announced);
  Story clear;
  clear.complete();
  clear.seal_all(kLevels);
  auto const plain = clear.act("arash", "panel_chair", announced);

  ASSERT_TRUE(drawn);
  auto const* ranking = judge::find<RankingEstablished>(drawn);
  EXPECT_EQ(ranking->lot_seed, scoring::lot_seed(sha256("published root"), "42"));
  EXPECT_EQ(ranking->lot_announced, Label{"42"});
  EXPECT_EQ(ranking->ranking[2].place, 3);
  ASSERT_TRUE(plain);
  EXPECT_FALSE(judge::find<RankingEstablished>(plain)->lot_seed);
  EXPECT_FALSE(judge::find<RankingEstablished>(plain)->lot_announced);
}

TEST(Ranking, LetsEverybodyTiedAtTheBorderIn) {
  auto rules = panel_rules();
  rules.scoring.tie.lot = false;
  Story story{rules};
  story.rank({{"n-1", 5}, {"n-2", 4}, {"n-3", 4}});
  EXPECT_TRUE(story.act("arash", "panel_chair", ConfirmShortlist{}));

  EXPECT_EQ(story.state().permitted.size(), 3U);
}

TEST(Ranking, EndsUnfilledWithNobodyAboveTheFloors) {
  Story story;
  story.rank({{"n-1", 0}, {"n-2", 0}, {"n-3", 0}});
  // Who would have won without one of them is nobody either, so no note is wanted.
  auto const confirmed = story.act("arash", "panel_chair", ConfirmShortlist{});

  EXPECT_EQ(types_of(confirmed), (Types{"ShortlistConfirmed", "CaseUnfilled"}));
  EXPECT_EQ(story.state().unfilled, UnfilledCause::nobody_above_floors);
}

TEST(Ranking, WorksWithOneNomineeAndOneAssessor) {
  auto rules = panel_rules();
  rules.panel.members = rules.panel.min_sheets_per_nominee = 1;
  Story story{rules};
  story.state().panel.resize(1);
  for (auto const* id : {"n-2", "n-3"})
    story.state().nominees.at(NomineeId{id}).standing = Standing::withdrawn;
  story.rank(kLevels);

  EXPECT_EQ(order_of(story.state()), std::vector<std::string>{"n-1"});
  // Without the only assessor there is no winner: that wants a note.
  EXPECT_EQ(story.state().pivotal, std::vector<PersonId>{PersonId{"arash"}});
}

TEST(Ranking, PassesTheChairToTheNextMemberOnceTheChairIsOut) {
  Story story;
  story.declare_all();
  EXPECT_TRUE(recuse(story, "arash", std::nullopt));
  story.seal_all(kLevels);

  EXPECT_FALSE(story.judge("arash", "panel_chair", EstablishRanking{}));
  EXPECT_TRUE(story.act("bahar", "assessor", EstablishRanking{}));
}

TEST(Rounds, CutOffAndGoOnByName) {
  Story story{two_rounds()};
  story.rank({{"n-1", 5}, {"n-2", 4}, {"n-3", 2}});
  EXPECT_EQ(order_of(story.state()), (std::vector<std::string>{"n-1", "n-2"}));
  ASSERT_EQ(story.state().below.size(), 1U);
  EXPECT_EQ(story.state().below[0].criterion, Code{"file"});
  EXPECT_EQ(story.state().below[0].reached.text, "8/5");

  // An interview is no blind round: the alias is the nominee's id.
  EXPECT_TRUE(story.act("zohreh", "administrative_affairs", OpenRound{}));
  EXPECT_EQ(story.alias("arash", "n-1"), Code{"n-1"});
  EXPECT_TRUE(story.alias("arash", "n-3").empty());
  story.seal_all({{"n-1", 0}, {"n-2", 5}});
  EXPECT_TRUE(story.act("arash", "panel_chair", EstablishRanking{}));
  EXPECT_EQ(order_of(story.state()), (std::vector<std::string>{"n-2", "n-1"}));
  EXPECT_EQ(story.state().ranking[0].score.text, "21/5");
  EXPECT_EQ(story.state().below.size(), 1U);
  EXPECT_TRUE(story.act("arash", "panel_chair", ConfirmShortlist{}));
}

// The whole stage: declare, seal, reveal, revise, rank, shortlist, object, close.
TEST(Assessing, RunsFromTheFirstDeclarationToTheLastObjection) {
  Story story;
  story.declare_all();
  (void)story.seal("elham", "n-1", all_at(2)).value();
  story.seal_all(kLevels);
  EXPECT_TRUE(story.act("elham", "assessor",
                        ReviseScore{.nominee = kFirst,
                                    .criterion = Code{"expertise"},
                                    .level = 4,
                                    .reason = judge::hidden("new papers")}));
  EXPECT_TRUE(story.act("arash", "panel_chair", EstablishRanking{}));
  EXPECT_TRUE(story.act("arash", "panel_chair", ConfirmShortlist{}));
  EXPECT_TRUE(story.act("zohreh", "administrative_affairs", PublishRanking{}));
  auto const raised =
      story.act("p-3", "nominee", RaiseObjection{.grounds = judge::hidden("too few points")});
  ASSERT_TRUE(raised);
  auto const objection = judge::find<ObjectionRaised>(raised)->objection;
  story.pass_days(20);
  EXPECT_EQ(judge::reason_of(story.judge("clock", "clock", CloseObjections{})),
            "objections_must_be_decided");
  EXPECT_TRUE(story.act("omid", "objections_officer",
                        DismissObjection{.objection = objection,
                                         .objector = PersonId{"p-3"},
                                         .reason = judge::hidden("as the sheets say")}));
  auto const closed = story.act("clock", "clock", CloseObjections{});

  ASSERT_TRUE(closed);
  EXPECT_EQ(types_of(closed), (Types{"ObjectionsClosed", "GatesPassed"}));
  EXPECT_EQ(story.state().permitted, (std::vector<NomineeId>{kFirst, NomineeId{"n-2"}}));
  EXPECT_TRUE(story.stands_in("Decreeing"));
}

// T10: in whatever order sheets are sealed, the reveal and the ranking are the same.
RC_GTEST_PROP(AssessingProperties, OrderOfSealingDecidesNothing, ()) {
  auto const who = std::vector<std::string>{"arash", "bahar", "kaveh", "dorsa", "elham"};
  std::vector<std::pair<std::string, std::string>> wanted;
  for (auto const& assessor : who)
    for (auto const* nominee : {"n-1", "n-2", "n-3"}) wanted.emplace_back(assessor, nominee);
  std::map<std::pair<std::string, std::string>, std::int64_t> levels;
  for (auto const& one : wanted) levels[one] = *rc::gen::inRange<std::int64_t>(1, 6);
  auto const run = [&](std::vector<std::pair<std::string, std::string>> order) {
    Story story;
    story.declare_all();
    for (auto const& one : order)
      (void)story.seal(one.first, one.second, all_at(levels.at(one))).value();
    RC_ASSERT(story.stands_in("Moderating"));
    if (story.act("arash", "panel_chair", lot_of(story))) story.pass_days(1);
    (void)story.act("arash", "panel_chair", EstablishRanking{.announced = Label{"07"}}).value();
    return story.state().ranking;
  };
  auto shuffled = wanted;
  for (std::size_t i = shuffled.size(); i > 1; --i)
    std::swap(shuffled[i - 1], shuffled[*rc::gen::inRange<std::size_t>(0, i)]);

  RC_ASSERT(run(wanted) == run(shuffled));
}

}  // namespace
}  // namespace gozin::appointment
