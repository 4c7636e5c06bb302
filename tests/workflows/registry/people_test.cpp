#include "workflows/registry/people.hpp"

#include "tests/support/judge.hpp"
#include "workflows/registry/attributes.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace gozin::registry {
namespace {

using Opened = std::map<std::string, std::string>;
using rules::Condition;
using rules::Finding;

Recorded of(std::string_view person, Event event) {
  Recorded recorded;
  recorded.at.stream = stream_of("person", person);
  recorded.event = std::move(event);
  return recorded;
}

void enter(People& people, std::string_view id, Opened const& opened,
           PersonKind kind = PersonKind::staff) {
  people.learn(of(id, event_of(PersonRegistered{.person = PersonId{std::string{id}},
                                                .kind = kind,
                                                .unit = Code{"parks"},
                                                .name = {},
                                                .national_id = {},
                                                .attributes = {}})),
               opened);
}

std::vector<Condition> conditions() {
  return {{.code = Code{"grade"},
           .title = {},
           .field = rules::Field::grade,
           .op = rules::Operator::at_least,
           .value = std::int64_t{8}},
          {.code = Code{"degree"},
           .title = {},
           .field = rules::Field::degree,
           .op = rules::Operator::at_least,
           .value = rules::Degree::bachelor}};
}

TEST(People, HaveNamesUntilTheyAreErased) {
  People people;
  enter(people, "arash", {{"name", "آرش"}});
  enter(people, "bahar", {});

  EXPECT_EQ(people.name(PersonId{"arash"}), "آرش");
  EXPECT_FALSE(people.name(PersonId{"bahar"}));
  EXPECT_FALSE(people.name(PersonId{"nobody"}));

  // The node starts anew after an erasure: the vault has nothing any more.
  enter(people, "arash", {});
  EXPECT_FALSE(people.name(PersonId{"arash"}));
}

// T1: the selectivity test counts the staff that meet every condition.
TEST(People, AreCountedWhenTheyAreStaffAndMeetAllConditions) {
  People people;
  enter(people, "arash", {{"attributes", R"({"degree":"master","grade":9})"}});
  enter(people, "bahar", {{"attributes", R"({"degree":"diploma","grade":9})"}});
  enter(people, "kaveh", {{"attributes", R"({"grade":9})"}});
  enter(people, "dorsa", {{"attributes", R"({"degree":"master","grade":9})"}}, PersonKind::citizen);
  auto const all = conditions();

  EXPECT_EQ(people.count_meeting(all), 1);
  EXPECT_EQ(people.count_meeting(std::span{all}.first(1)), 3);
  EXPECT_EQ(people.count_meeting({}), 3);
}

TEST(People, AreCountedAnewOnceSomethingIsLearned) {
  People people;
  auto const attributes = R"({"degree":"master","grade":9})";
  enter(people, "arash", {{"attributes", attributes}});
  EXPECT_EQ(people.count_meeting(conditions()), 1);

  enter(people, "bahar", {{"attributes", attributes}});
  EXPECT_EQ(people.count_meeting(conditions()), 2);
  people.forget(PersonId{"arash"});
  EXPECT_EQ(people.count_meeting(conditions()), 1);
}

TEST(People, BeginWithARollInThePlaceOfWhoeverWasKnown) {
  People people;
  enter(people, "before", {{"name", "before"}});
  People::Roll roll;
  auto const registered = event_of(PersonRegistered{.person = PersonId{"arash"},
                                                    .kind = PersonKind::staff,
                                                    .unit = Code{"parks"},
                                                    .name = {},
                                                    .national_id = {},
                                                    .attributes = {}});
  people.enter(roll, {of("arash", registered), {{"name", "آرش"}}});
  people.enter(roll, {of("arash", event_of(PersonMoved{.unit = Code{"roads"}})), {}});
  EXPECT_FALSE(people.name(PersonId{"arash"}));

  people.begin_with(std::move(roll));

  auto const listed = people.all();
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].name, "آرش");
  EXPECT_EQ(listed[0].unit, Code{"roads"});
}

TEST(People, AreExaminedByCondition) {
  People people;
  enter(people, "arash", {{"attributes", R"({"degree":"diploma"})"}});

  auto const findings = people.examine(PersonId{"arash"}, conditions());
  auto const of_stranger = people.examine(PersonId{"nobody"}, conditions());

  EXPECT_EQ(findings.at(Code{"degree"}), Finding::unmet);
  EXPECT_EQ(findings.at(Code{"grade"}), Finding::unknown);
  EXPECT_EQ(of_stranger.at(Code{"degree"}), Finding::unknown);
}

TEST(People, AreListedInTheOrderOfTheirSortKeys) {
  People people{[](std::string_view name) {
    std::string reversed{name};
    std::ranges::reverse(reversed);
    return reversed;
  }};
  enter(people, "a", {{"name", "az"}});
  enter(people, "c", {{"name", "zb"}});
  enter(people, "b", {{"name", "zb"}});
  enter(people, "erased", {});
  people.learn(of("c", event_of(PersonMoved{.unit = Code{"roads"}})), {});

  auto const listed = people.all();

  ASSERT_EQ(listed.size(), 3U);
  EXPECT_EQ(listed[0].person, PersonId{"b"});
  EXPECT_EQ(listed[1].person, PersonId{"c"});
  EXPECT_EQ(listed[1].unit, Code{"roads"});
  EXPECT_EQ(listed[2].name, "az");
}

TEST(People, AreExaminedByWhatWasSaidOfThemLast) {
  People people;
  enter(people, "arash", {{"attributes", R"({"degree":"diploma","grade":9})"}});
  auto const describe = [&](std::map<std::string, std::string> const& opened) {
    PersonDescribed const described{.person = PersonId{"arash"}, .attributes = {}};
    people.learn(of("arash", event_of(described)), opened);
    return people.examine(PersonId{"arash"}, conditions());
  };

  auto const findings = describe({{"attributes", R"({"degree":"master"})"}});
  EXPECT_EQ(findings.at(Code{"degree"}), Finding::met);
  EXPECT_EQ(findings.at(Code{"grade"}), Finding::unknown);
  EXPECT_EQ(to_json(people.find(PersonId{"arash"})->attributes),
            (boost::json::object{{"degree", "master"}}));

  // What cannot be opened any more is not what was said before.
  EXPECT_EQ(describe({}).at(Code{"degree"}), Finding::unknown);
}

TEST(People, AreFoundUnlessTheyAreErased) {
  People people;
  for (int i = 0; i < 2000; ++i) enter(people, std::to_string(i), {{"name", "n"}});
  people.forget(PersonId{"77"});

  EXPECT_EQ(people.find(PersonId{"1999"})->listed.name, "n");
  EXPECT_FALSE(people.find(PersonId{"77"}));
  EXPECT_FALSE(people.find(PersonId{"2000"}));
  EXPECT_EQ(people.all().size(), 1999U);
}

TEST(People, IgnoreEventsOfOthers) {
  People people;
  people.learn(of("nobody", event_of(PersonMoved{.unit = Code{"roads"}})), {});
  people.learn(of("nobody", event_of(MemberLeft{.person = PersonId{"arash"}})), {});
  EXPECT_TRUE(people.all().empty());
}

}  // namespace
}  // namespace gozin::registry
