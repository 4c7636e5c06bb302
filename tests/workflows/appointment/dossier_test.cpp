#include "workflows/appointment/dossier/dossier.hpp"

#include "engine/event/json.hpp"
#include "tests/workflows/appointment/dossier_book.hpp"
#include "workflows/appointment/publication.hpp"

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using rules::PublishedNames;
using rules::PublishedThing;
using testing::HasSubstr;
using testing::Not;

rules::Publication duty(PublishedThing what, PublishedNames names) {
  return {.what = what, .names = names, .within = {}};
}

std::string text_of(DossierBook& book) { return json::serialize(dossier_of(book.file()).content); }

std::set<std::string> named(DossierBook& book) {
  std::set<std::string> ids;
  auto& file = book.file();
  for (auto const& nominee : named_in_dossier(file.state(), file.rules())) ids.insert(nominee.text);
  return ids;
}

TEST(Publication, NamesThePersonSelectedWhereTheRulesSayNothing) {
  rules::RuleSet const rules;
  EXPECT_EQ(names_in_dossier(rules), PublishedNames::selected);
}

// Whoever is named stands there with scores and votes: so all three must be public by name.
TEST(Publication, TakesTheNarrowestOfWhatADossierJoins) {
  rules::RuleSet rules;
  rules.publications = {duty(PublishedThing::shortlist, PublishedNames::finalists),
                        duty(PublishedThing::ballot, PublishedNames::all)};
  EXPECT_EQ(names_in_dossier(rules), PublishedNames::selected);

  rules.publications.push_back(duty(PublishedThing::ranking, PublishedNames::all));
  EXPECT_EQ(names_in_dossier(rules), PublishedNames::finalists);
}

TEST(Publication, FollowsTheDutyForDossiersFirst) {
  rules::RuleSet rules;
  rules.publications = {duty(PublishedThing::dossier, PublishedNames::none),
                        duty(PublishedThing::shortlist, PublishedNames::all),
                        duty(PublishedThing::ranking, PublishedNames::all),
                        duty(PublishedThing::ballot, PublishedNames::all)};
  EXPECT_EQ(names_in_dossier(rules), PublishedNames::none);
}

TEST(Publication, NamesAsManyAsTheDutySays) {
  DossierBook book;
  auto const named_by = [&](PublishedNames names) {
    book.rules.publications = {duty(PublishedThing::dossier, names)};
    return named(book);
  };
  EXPECT_EQ(named_by(PublishedNames::none), (std::set<std::string>{}));
  EXPECT_EQ(named_by(PublishedNames::selected), (std::set<std::string>{"n-1"}));
  EXPECT_EQ(named_by(PublishedNames::finalists), (std::set<std::string>{"n-1", "n-2"}));
  EXPECT_EQ(named_by(PublishedNames::all), (std::set<std::string>{"n-1", "n-2"}));
}

TEST(Publication, NamesNobodyBeforeTheDecreeIsPublished) {
  DossierBook book;
  book.rules.publications = {duty(PublishedThing::dossier, PublishedNames::all)};
  book.remove<DecreePublished>();
  EXPECT_EQ(named(book), (std::set<std::string>{}));
}

// T23: who was not chosen is not known by it.
TEST(Dossier, HoldsNobodyBehindANumber) {
  DossierBook book;
  auto const text = text_of(book);
  EXPECT_THAT(text, HasSubstr("\"p-1\""));
  for (auto const* hidden :
       {"\"p-2\"", "\"p-3\"", "\"citizen\",\"actor\"", "\"actor\":\"citizen\""})
    EXPECT_THAT(text, Not(HasSubstr(hidden)));
}

TEST(Dossier, ShowsNoEntryThatLeadsToANomineeWithoutAName) {
  DossierBook book;
  auto const dossier = dossier_of(book.file());
  auto const shows = [&](Recorded const& recorded) {
    auto const leaf = recorded.at.actor.text + " \"" + recorded.at.actor.text + "\"";
    return may_show_entry(dossier, recorded, leaf);
  };
  EXPECT_FALSE(shows(book.find<NominationReceived>()));
  EXPECT_FALSE(shows(book.find<ObjectionRaised>()));
  EXPECT_TRUE(shows(book.find<NominationConsented>(DossierBook::kCase, 0)));   // p-1, who is named
  EXPECT_FALSE(shows(book.find<NominationConsented>(DossierBook::kCase, 1)));  // p-2
  EXPECT_TRUE(shows(book.find<ScoreSheetSealed>()));
}

// T15: yes or no for each role; neither who nor what.
TEST(Dossier, SaysOfReportsOnlyWhichRoleMadeThem) {
  DossierBook book;
  book.add(InfluenceReported{.report = judge::hidden("a call")}, "m-3", "body_member");

  auto const dossier = dossier_of(book.file());

  auto const& influence = dossier.content.at("influence").as_object();
  for (auto const& one : influence.at("roles").as_array())
    EXPECT_EQ(one.at("reported").as_bool(), one.at("role").as_string() == "body_member");
  EXPECT_EQ(influence.at("reports"), json::value(1));
  // Neither the moment nor the place in the log, which would lead to who was there.
  auto const& recorded = book.past().back().at;
  EXPECT_FALSE(dossier.cited.contains(recorded.seq));
  auto const text = to_canonical(dossier.content);
  for (auto const& told :
       {std::string{InfluenceReported::kType}, "\"seq\":" + std::to_string(recorded.seq) + "}"})
    EXPECT_EQ(text.find(told), std::string::npos) << told;
  EXPECT_FALSE(may_show_entry(dossier, book.past().back(), "{}"));
}

// T6: who named whom cannot be told from what was hinted at, nor who declared when it was.
TEST(Dossier, SaysThatThereWasAHintAndNotWhoNamedWhom) {
  using enum HintKind;
  DossierBook book;
  for (auto const kind : {nominator, co_nomination, superior})
    book.add(HintRaised{.hint = Code{"h-" + std::string{name_of(kind)}},
                        .kind = kind,
                        .person = PersonId{"bahar"},
                        .nominee = NomineeId{"n-1"}},
             "bahar", "assessor");
  book.add(HintDisposed{.hint = Code{"h-nominator"},
                        .person = PersonId{"bahar"},
                        .conflict = true,
                        .reason = judge::hidden("named her")});

  auto const dossier = dossier_of(book.file());

  auto const& hints = dossier.content.at("influence").at("hints").as_array();
  ASSERT_EQ(hints.size(), 3U);
  std::vector<std::string> kinds;
  for (auto const& hint : hints) {
    auto const* kind = hint.as_object().if_contains("kind");
    kinds.push_back(kind ? std::string{kind->as_string()} : "");
    EXPECT_FALSE(hint.at("raised").as_object().contains("actor"));
  }
  EXPECT_EQ(kinds, (std::vector<std::string>{"", "", "superior"}));
  EXPECT_EQ(hints.at(0).at("disposition").as_string(), "conflict");
  EXPECT_EQ(hints.at(1).at("disposition").as_string(), "open");
  EXPECT_FALSE(may_show_entry(dossier, book.find<HintRaised>(), "{}"));
}

TEST(Dossier, CitesWhateverItsChecklistRestsOn) {
  DossierBook book;
  auto const dossier = dossier_of(book.file());
  for (auto const& one : checklist(book.file()))
    for (auto const seq : one.evidence) EXPECT_TRUE(dossier.cited.contains(seq));
  EXPECT_TRUE(dossier.cited.contains(book.find<DecreePublished>().at.seq));
}

TEST(Dossier, ComputesEachScoreFromItsLevels) {
  DossierBook book;
  auto const content = dossier_of(book.file()).content;
  auto const& second = content.at("scores").at("arithmetic").at("nominees").as_array().at(1);
  EXPECT_EQ(second.at("total").as_string(), "21/8");
  auto const& record = second.at("criteria").as_array().at(1);
  EXPECT_EQ(record.at("value").as_string(), "3");  // (2 + 4) / 2, the revised level
  EXPECT_EQ(record.at("product").as_string(), "3/4");
}

TEST(Dossier, SaysHowACaseEnded) {
  DossierBook book;
  auto const ending = [&] {
    auto const content = dossier_of(book.file()).content;
    return std::string{content.at("case").at("ending").as_string()};
  };
  EXPECT_EQ(ending(), "appointed");
  book.cut<NominationsClosed>();
  EXPECT_EQ(ending(), "under_way");
}

TEST(Dossier, KeepsWhatIsStillSealed) {
  DossierBook book;
  book.remove<ScoreSheetRevealed>();
  book.cut<ScoresRevealed>();

  auto const content = dossier_of(book.file()).content;

  for (auto const& sheet : content.at("scores").at("sheets").as_array())
    for (auto const* member : {"nominee", "levels", "salt", "revealed"})
      EXPECT_FALSE(sheet.as_object().contains(member)) << member;
}

// The words behind a choice are shown where the person is named, and of nobody else.
TEST(Dossier, ShowsTheReasonsOfAChoiceByNameOnly) {
  DossierBook book;
  EXPECT_EQ(dossier_of(book.file()).words.size(), 1U);
  book.rules.publications = {duty(PublishedThing::dossier, PublishedNames::none)};
  EXPECT_EQ(dossier_of(book.file()).words.size(), 0U);
}

// T6: a milder declaration takes nothing back.
TEST(Dossier, AsksWhatTheDeciderEverDeclared) {
  DossierBook book;
  auto earlier = *book.find<DeciderDeclared>().event.as<DeciderDeclared>();
  earlier.interests[NomineeId{"n-1"}] = Interest::business;
  auto& past = book.past();
  auto const said = std::ranges::find_if(
      past, [](Recorded const& one) { return one.event.as<DeciderDeclared>() != nullptr; });
  auto before = *said;
  before.event = event_of(earlier);
  past.insert(said, before);

  EXPECT_EQ(book.verdict_of(Point::decider_declared_before_the_choice), Verdict::fail);
}

// T14: a secret ballot without its quorum has no count, and one that has is not believed.
TEST(Dossier, LetsABoxThatDecidesNothingStayUnread) {
  for (auto const counted : {0, 1}) {
    DossierBook book;
    book.change<BallotOpened>([](auto& fact) { fact.secrecy = ballot::Secrecy::secret; });
    book.change<BallotClosed>([&](auto& fact) {
      fact.yes = counted;
      fact.quorum = {2, 1, false};
      fact.outcome = BallotOutcome::inquorate;
    });

    EXPECT_EQ(book.verdict_of(Point::ballots_equal_voters),
              counted == 0 ? Verdict::pass : Verdict::fail);
  }
}

TEST(Dossier, SaysHowManyWereSilentWhenABallotWasClosed) {
  auto const silent = [](std::optional<std::int64_t> count) {
    DossierBook book;
    book.change<BallotClosed>([&](auto& fact) { fact.silent = count; });
    auto const content = dossier_of(book.file()).content;
    std::int64_t told = 0;
    for (auto const& one : content.at("deviations").as_array())
      if (one.at("type") == "BallotClosed") told = one.at("silent").as_int64();
    return told;
  };

  EXPECT_EQ(silent(2), 2);
  EXPECT_EQ(silent(std::nullopt), 0);
}

}  // namespace
}  // namespace gozin::appointment
