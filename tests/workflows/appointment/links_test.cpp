#include "tests/workflows/appointment/council.hpp"
#include "tests/workflows/appointment/course.hpp"
#include "workflows/appointment/commands/assessing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// T6: links that nobody declared are put before people: who named whom, who works under whom, who
// once declared whom as kin.
namespace gozin::appointment {
namespace {

using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<HintAbout> hints_in(Result<Decision> const& decided) {
  std::vector<HintAbout> hints;
  for (auto const& emitted : decided.value().events)
    if (auto const* hint = emitted.event.as<HintRaised>())
      hints.push_back({hint->kind, hint->person, hint->nominee});
  return hints;
}

/// Screening that waits to be completed, of p-1 and p-2.
struct Screened : Course {
  Screened() { publish().nominate("p-1").nominate("p-2").close().admit("p-1").admit("p-2"); }

  registry::Person& entry(std::string_view name) {
    return view.state<registry::Person>(StreamId{"person/" + std::string{name}});
  }
  void head_of(std::string_view name, Code const& unit, std::int64_t grade = 10) {
    StreamId const headed{"post/" + std::string{name} + "-of-" + unit.text};
    registry::Post made;
    made.grade = grade;
    made.unit = unit;
    made.holder = person(name);
    view.put(headed, std::move(made), {"Occupied"});
    entry(name).posts.insert(headed);
  }
  void named(std::string_view who, std::string_view whom) {
    auto& nominee = state().nominees.at(appointment::nominee(whom));
    nominee.nominators.push_back({.person = person(who)});
  }
  std::vector<HintAbout> completed() { return hints_in(act(kAffairs, CompleteScreening{})); }
};

TEST(Links, AreHintedAtBetweenPeopleOfOneUnit) {
  Screened course;
  course.entry("bahar").unit = Code{"water"};
  course.entry("p-1").unit = Code{"water"};
  course.entry("p-2").unit = Code{"roads"};

  EXPECT_THAT(course.completed(), UnorderedElementsAre(HintAbout{HintKind::same_unit,
                                                                 person("bahar"), nominee("p-1")}));
}

TEST(Links, AreHintedAtBetweenASuperiorAndWhoWorksThere) {
  Screened course;
  course.head_of("kaveh", Code{"water"});
  course.entry("kaveh").unit = Code{"water"};
  course.entry("p-1").unit = Code{"water"};
  course.head_of("p-2", Code{"roads"});
  course.entry("p-2").unit = Code{"city"};
  course.entry("arash").unit = Code{"roads"};

  EXPECT_THAT(
      course.completed(),
      UnorderedElementsAre(HintAbout{HintKind::superior, person("kaveh"), nominee("p-1")},
                           HintAbout{HintKind::subordinate, person("arash"), nominee("p-2")}));
}

TEST(Links, OfTwoWhoHoldPostsOfAUnitAreThoseOfTheirGrades) {
  Screened course;
  course.head_of("kaveh", Code{"water"}, 10);
  course.entry("kaveh").unit = Code{"water"};
  course.head_of("arash", Code{"water"}, 13);
  course.entry("arash").unit = Code{"water"};
  course.head_of("p-1", Code{"water"}, 13);
  course.entry("p-1").unit = Code{"water"};

  EXPECT_THAT(
      course.completed(),
      UnorderedElementsAre(HintAbout{HintKind::subordinate, person("kaveh"), nominee("p-1")},
                           HintAbout{HintKind::same_unit, person("arash"), nominee("p-1")}));
}

TEST(Links, OfAReserveAreHintedAtBeforeTheyComeIn) {
  Screened course;
  course.entry("dorsa").unit = Code{"water"};
  course.entry("p-2").unit = Code{"water"};

  EXPECT_THAT(course.completed(), UnorderedElementsAre(HintAbout{HintKind::same_unit,
                                                                 person("dorsa"), nominee("p-2")}));
}

TEST(Links, EndWithThePostThatMadeThem) {
  Screened course;
  course.head_of("kaveh", Code{"water"});
  course.view.state<registry::Post>(StreamId{"post/kaveh-of-water"}).holder.reset();
  course.entry("p-1").unit = Code{"water"};

  EXPECT_THAT(course.completed(), IsEmpty());
}

TEST(Links, AreHintedAtWhereOneNamedTheOther) {
  Screened course;
  course.named("bahar", "p-2");

  EXPECT_THAT(course.completed(), UnorderedElementsAre(HintAbout{HintKind::nominator,
                                                                 person("bahar"), nominee("p-2")}));
}

TEST(Links, AreHintedAtWhereBothNamedAThird) {
  Screened course;
  course.named("dorsa", "p-2");
  course.named("p-1", "p-2");

  EXPECT_THAT(
      course.completed(),
      UnorderedElementsAre(HintAbout{HintKind::nominator, person("dorsa"), nominee("p-2")},
                           HintAbout{HintKind::co_nomination, person("dorsa"), nominee("p-1")}));
}

TEST(Links, OfACallBeforeAreHintedAtToo) {
  Screened course;
  StreamId const before{"case/c-0"};
  Case earlier;
  earlier.id = before;
  Nominee named;
  named.id = nominee("p-9");
  named.person = person("bahar");
  named.nominators.push_back({.person = person("p-1")});
  earlier.nominees.emplace(named.id, named);
  course.view.put(before, std::move(earlier), {"Unfilled"});
  course.state().readvertises = before;

  EXPECT_THAT(course.completed(), UnorderedElementsAre(HintAbout{HintKind::nominator,
                                                                 person("bahar"), nominee("p-1")}));
}

TEST(Links, AreHintedAtBetweenDeclaredKinWhicheverOfThemSaidIt) {
  Screened course;
  course.entry("bahar").kin.insert(person("p-1"));
  course.entry("p-2").kin.insert(person("arash"));

  EXPECT_THAT(
      course.completed(),
      UnorderedElementsAre(HintAbout{HintKind::declared_kin, person("bahar"), nominee("p-1")},
                           HintAbout{HintKind::declared_kin, person("arash"), nominee("p-2")}));
}

TEST(Links, OfAFoundConflictNeedNoHint) {
  Screened course;
  course.named("bahar", "p-2");
  course.state().conflicts.insert({person("bahar"), nominee("p-2")});

  EXPECT_THAT(course.completed(), IsEmpty());
}

class Declaring : public testing::Test {
 protected:
  Result<Decision> declare(Interest interest) {
    DeclareInterest command;
    command.interests = {{nominee("p-1"), interest}, {nominee("p-2"), Interest::none}};
    if (interest == Interest::kinship)
      command.kinship = {{nominee("p-1"), rules::Kinship::sibling}};
    return course.act({"bahar", "assessor"}, command);
  }
  Screened course;
};

TEST_F(Declaring, TellsTheRegisterOfKinOnce) {
  (void)course.completed();

  auto const decided = declare(Interest::kinship);

  auto const* kin = judge::find<registry::KinDeclared>(decided);

  ASSERT_NE(kin, nullptr);
  EXPECT_EQ(kin->kin, person("p-1"));
  EXPECT_EQ(kin->by, course.stream);
  EXPECT_EQ(course.entry("bahar").kin, std::set{person("p-1")});
  EXPECT_EQ(judge::find<registry::KinDeclared>(declare(Interest::kinship)), nullptr);
}

TEST_F(Declaring, IsHintedAtWhereItPassesOverALinkThatCameUpSince) {
  (void)course.completed();
  course.entry("p-1").kin.insert(person("bahar"));

  auto const decided = declare(Interest::none);

  EXPECT_THAT(hints_in(decided), UnorderedElementsAre(HintAbout{HintKind::declared_kin,
                                                                person("bahar"), nominee("p-1")}));
  EXPECT_THAT(hints_in(declare(Interest::none)), IsEmpty()) << "it is raised once";
}

// Whoever is to be erased may still be honest.
TEST_F(Declaring, TellsTheRegisterOfKinUntilTheErasure) {
  (void)course.completed();
  course.view.move(StreamId{"person/bahar"}, {"ErasureConfirmed"});

  EXPECT_TRUE(declare(Interest::kinship));
  EXPECT_EQ(course.entry("bahar").kin, std::set{person("p-1")});
}

TEST_F(Declaring, NeedsNoHintAtWhatItSays) {
  (void)course.completed();
  course.entry("p-1").kin.insert(person("bahar"));

  EXPECT_THAT(hints_in(declare(Interest::kinship)), IsEmpty());
}

}  // namespace
}  // namespace gozin::appointment
