#include "tests/workflows/appointment/council.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// T6: members of a body and the deciding authority are looked at as assessors are.
namespace gozin::appointment {
namespace {

using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<HintAbout> hinted(Result<Decision> const& decided) {
  std::vector<HintAbout> hints;
  for (auto const& emitted : decided.value().events)
    if (auto const* hint = emitted.event.as<HintRaised>())
      hints.push_back({hint->kind, hint->person, hint->nominee});
  return hints;
}

void declares_kin(Council& council, PersonId const& who, std::string_view whom) {
  council.judge.view.state<registry::Person>(stream_of("person", who.text))
      .kin.insert(person(whom));
  registry::Person entry;
  entry.id = person(whom);
  council.judge.view.put(stream_of("person", entry.id.text), entry, {"Registered"});
}

void names(Council& council, PersonId const& who, std::string_view whom) {
  council.state().nominees.at(nominee(whom)).nominators.push_back({.person = who});
}

Result<Decision> put_on_agenda(Council& council) {
  council.meeting().agenda.clear();
  council.judge.view.move(council.stream, {"AwaitingSession", "Clear"});
  return council.act(by_secretary(), PutCaseOnAgenda{.session = council.session});
}

Result<Decision> declare(Council& council, int number, Interest interest) {
  DeclareInterestAsMember command;
  for (auto const name : {"arash", "bahar", "kaveh"})
    command.interests[nominee(name)] = Interest::none;
  command.interests[nominee("arash")] = interest;
  return council.act(by_member(number), command);
}

TEST(LinksOfMembers, AreHintedAtBeforeTheSession) {
  auto council = awaiting();
  declares_kin(*council, member(3), "bahar");
  declares_kin(*council, member(4), "dorsa");

  EXPECT_THAT(hinted(put_on_agenda(*council)),
              UnorderedElementsAre(HintAbout{HintKind::declared_kin, member(3), nominee("bahar")}))
      << "n-dorsa is not before the body";
}

TEST(LinksOfMembers, KeepTheBallotFromOpeningUntilSomebodyHasLookedAtThem) {
  auto council = awaiting();
  declares_kin(*council, member(3), "arash");
  (void)put_on_agenda(*council).value();
  council->act(by_secretary(), OpenItem{.session = council->session}).value();
  declare_none(*council, 13);
  (void)council->act(by_chair(), ProposeCandidate{.nominee = nominee("arash")});

  auto const opened = council->judged(by_chair(), OpenBallot{.ballot = Code{"b-1"}});

  EXPECT_EQ(judge::reason_of(opened), "hints_must_be_disposed_of");
}

TEST(LinksOfMembers, OfWhoMustNotVoteKeepNobodyWaiting) {
  auto council = awaiting();
  declares_kin(*council, member(3), "arash");
  (void)put_on_agenda(*council).value();
  council->act(by_secretary(), OpenItem{.session = council->session}).value();
  declare_none(*council, 13);
  council->act(by_member(3), RecuseMember{.nominee = nominee("arash"), .reason = {}}).value();
  (void)council->act(by_chair(), ProposeCandidate{.nominee = nominee("arash")});

  EXPECT_TRUE(council->judged(by_chair(), OpenBallot{.ballot = Code{"b-1"}}));
}

TEST(LinksOfMembers, AreHintedAtByADeclarationThatPassesThemOver) {
  auto council = deliberating();
  declares_kin(*council, member(3), "arash");
  declares_kin(*council, member(5), "arash");

  EXPECT_THAT(hinted(declare(*council, 5, Interest::none)),
              UnorderedElementsAre(HintAbout{HintKind::declared_kin, member(5), nominee("arash")}));
  EXPECT_THAT(hinted(declare(*council, 3, Interest::kinship)), IsEmpty());
  EXPECT_THAT(hinted(declare(*council, 4, Interest::none)), IsEmpty());
  EXPECT_THAT(hinted(declare(*council, 3, Interest::friendship)), IsEmpty())
      << "an interest once declared counts on";
}

TEST(LinksOfMembers, AreNoneWhereTheMembersThemselvesNominate) {
  auto council = awaiting();
  names(*council, member(3), "arash");
  names(*council, member(3), "bahar");
  names(*council, person("arash"), "bahar");

  EXPECT_THAT(hinted(put_on_agenda(*council)), IsEmpty());
}

TEST(LinksOfMembers, ByNominationsCountWhereTheRuleSaysSo) {
  auto rules = council_rules();
  ballot_rule(rules).nominator_is_recused = true;
  auto council = awaiting(rules);
  names(*council, member(3), "bahar");
  names(*council, person("arash"), "bahar");

  EXPECT_THAT(hinted(put_on_agenda(*council)),
              UnorderedElementsAre(HintAbout{HintKind::co_nomination, member(3), nominee("arash")}))
      << "of n-bahar the nominator is recused anyway";
}

TEST(LinksOfMembers, TellTheRegisterOfKin) {
  auto council = deliberating();

  auto const decided = declare(*council, 5, Interest::kinship);

  auto const* kin = judge::find<registry::KinDeclared>(decided);
  ASSERT_NE(kin, nullptr);
  EXPECT_EQ(kin->kin, person("arash"));
}

class LinksOfTheDecider : public testing::Test {
 protected:
  Result<Decision> declare(Interest interest) {
    DeclareAsDecider command;
    for (auto const name : {"arash", "bahar", "kaveh"})
      command.interests[nominee(name)] = Interest::none;
    command.interests[nominee("arash")] = interest;
    return council->act(by_mayor(), command);
  }
  std::unique_ptr<Council> council = decreeing();
};

TEST_F(LinksOfTheDecider, AreHintedAtAndKeepTheChoiceBack) {
  names(*council, PersonId{"m-ayor"}, "arash");

  EXPECT_THAT(
      hinted(declare(Interest::none)),
      UnorderedElementsAre(HintAbout{HintKind::nominator, PersonId{"m-ayor"}, nominee("arash")}));
  EXPECT_EQ(judge::reason_of(council->act(by_mayor(), SelectPerson{.nominee = nominee("arash"),
                                                                   .person = person("arash"),
                                                                   .reason = {}})),
            "hints_must_be_disposed_of");
}

TEST_F(LinksOfTheDecider, NeedNoHintOnceDeclaredAndAreKeptForOtherCases) {
  declares_kin(*council, PersonId{"m-ayor"}, "bahar");

  auto const decided = declare(Interest::kinship);

  EXPECT_THAT(hinted(decided), UnorderedElementsAre(HintAbout{
                                   HintKind::declared_kin, PersonId{"m-ayor"}, nominee("bahar")}));
  auto const* kin = judge::find<registry::KinDeclared>(decided);
  ASSERT_NE(kin, nullptr);
  EXPECT_EQ(kin->kin, person("arash"));
}

}  // namespace
}  // namespace gozin::appointment
