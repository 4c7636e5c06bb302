#include "workflows/registry/commands/granting.hpp"

#include "tests/support/city.hpp"
#include "workflows/registry/states.hpp"

#include <gtest/gtest.h>

namespace gozin::registry {
namespace {

using judge::at;
using judge::call;
using judge::Judge;
using judge::reason_of;
using judge::types_of;
using Types = std::vector<std::string>;

StreamId const kArash{"person/arash"};
Call const kDorsa = call("dorsa", "administrator");
Call const kMina = call("mina", "administrator");
Call const kShirin = call("shirin", "council_secretary");
Call const kProgram = call("operator/root", "operator");
GrantRole const kAsMayor{.role = GrantedRole::mayor};
ConfirmRole const kMayor{.role = GrantedRole::mayor};

/// A city at work in which all three are known; Arash is nobody yet.
Judge working_city(Purpose purpose = Purpose::live) {
  auto in = judge::empty_city();
  in.view.state<Log>(log_stream()).purpose = purpose;
  for (auto const* name : {"arash", "dorsa", "mina", "shirin"}) judge::register_person(in, name);
  for (auto const* name : {"dorsa", "mina"})
    judge::grant(in, PersonId{name}, "administrator", std::nullopt);
  judge::grant(in, PersonId{"shirin"}, "council_secretary", std::nullopt);
  return in;
}

/// Two have been named by the program.
Judge founded_city() {
  auto in = working_city();
  for (auto const* name : {"dorsa", "mina"})
    in.view.record(log_stream(), AdministratorNamed{.person = PersonId{name}});
  return in;
}

bool holds(Judge& in, std::string_view role, Instant when = kDorsa.now) {
  return holds_role(*in.view.find<Person>(kArash), Code{std::string{role}}, std::nullopt, when);
}

// T24: whoever administers alone makes nobody mayor.
TEST(Granting, TakesTwoForARoleThatDecides) {
  auto in = founded_city();

  EXPECT_EQ(types_of(in.act(kDorsa, kArash, kAsMayor)), Types{"RoleProposed"});
  EXPECT_FALSE(holds(in, "mayor"));
  EXPECT_EQ(reason_of(in.judge(kDorsa, kArash, kMayor)),
            "role_must_be_confirmed_by_another_person");
  EXPECT_EQ(types_of(in.act(kMina, kArash, kMayor)), Types{"RoleGranted"});
  EXPECT_TRUE(holds(in, "mayor"));
}

TEST(Granting, IsConfirmedByTheCouncilsSecretaryAndNotByWhoGetsTheRole) {
  auto in = founded_city();
  (void)in.act(kDorsa, kArash, kAsMayor).value();

  EXPECT_EQ(reason_of(in.judge(call("arash", "administrator"), kArash, kMayor)),
            "role_must_be_confirmed_by_another_person");
  EXPECT_EQ(types_of(in.act(kShirin, kArash, kMayor)), Types{"RoleGranted"});
}

TEST(Granting, TakesTwoToEndSuchARoleToo) {
  auto in = founded_city();
  judge::grant(in, PersonId{"arash"}, "mayor", std::nullopt);

  EXPECT_EQ(types_of(in.act(kDorsa, kArash, EndRole{.role = GrantedRole::mayor})),
            Types{"RoleProposed"});
  EXPECT_TRUE(holds(in, "mayor"));
  // Whoever gives it up says so themselves.
  EXPECT_EQ(types_of(in.act(call("arash", "administrator"), kArash, kMayor)), Types{"RoleEnded"});
  EXPECT_FALSE(holds(in, "mayor"));
}

TEST(Granting, LeavesRolesThatPrepareToOne) {
  auto in = founded_city();

  for (auto const role : {GrantedRole::department_officer, GrantedRole::administrative_affairs,
                          GrantedRole::finance, GrantedRole::clerk})
    EXPECT_EQ(types_of(in.act(kDorsa, kArash, GrantRole{.role = role})), Types{"RoleGranted"});
  EXPECT_EQ(types_of(in.act(kDorsa, kArash, EndRole{.role = GrantedRole::clerk})),
            Types{"RoleEnded"});
}

TEST(Granting, ForgetsWhatWasDropped) {
  auto in = founded_city();
  (void)in.act(kDorsa, kArash, kAsMayor).value();
  DropRoleProposal const drop{.person = PersonId{"arash"}, .role = GrantedRole::mayor};

  EXPECT_EQ(reason_of(in.judge(call("arash", "administrator"), kArash, drop)),
            "role_must_be_confirmed_by_another_person");
  EXPECT_EQ(types_of(in.act(kShirin, kArash, drop)), Types{"RoleProposalDropped"});
  EXPECT_EQ(reason_of(in.judge(kMina, kArash, kMayor)), "role_must_be_proposed");
}

TEST(Granting, AsksAgainAtTheConfirmationAndBeginsNoEarlier) {
  auto in = founded_city();
  auto const noon = at("2026-11-18T12:00:00Z");
  (void)in
      .act(kDorsa, kArash,
           GrantRole{.role = GrantedRole::mayor, .from = at("2026-11-18T10:00:00Z"), .until = noon})
      .value();

  auto const late = call("mina", "administrator", noon);
  EXPECT_EQ(reason_of(in.judge(late, kArash, kMayor)), "role_must_end_after_it_begins");
  auto const early = call("mina", "administrator", at("2026-11-18T11:00:00Z"));
  auto const granted = in.act(early, kArash, kMayor);
  ASSERT_EQ(types_of(granted), Types{"RoleGranted"});
  EXPECT_EQ(judge::find<RoleGranted>(granted)->from, early.now);
}

TEST(Granting, IsTheProgramsAloneUntilItHasNamedTwoAdministrators) {
  auto in = working_city();
  GrantRole const as_administrator{.role = GrantedRole::administrator};

  EXPECT_EQ(types_of(in.act(kProgram, kArash, kAsMayor)), Types{"RoleGranted"});
  EXPECT_EQ(types_of(in.act(kProgram, kArash, as_administrator)),
            (Types{"RoleGranted", "AdministratorNamed"}));
  EXPECT_EQ(types_of(in.act(kProgram, stream_of("person", "shirin"), as_administrator)),
            (Types{"RoleGranted", "AdministratorNamed"}));
  judge::register_person(in, "kaveh");
  EXPECT_EQ(types_of(in.act(kProgram, stream_of("person", "kaveh"), as_administrator)),
            Types{"RoleProposed"});
}

TEST(Granting, FoundsNoCityThatIsAtWork) {
  auto with_a_series = working_city();
  with_a_series.view.record(city_decrees(),
                            DecreeSeriesProposed{.last = {"1"}, .next = 2, .source = {"book"}});
  auto live = working_city();
  live.view.record(log_stream(),
                   GoLiveSet{.post_class = Code{"unit_head"}, .from = judge::day("2026-12-01")});

  EXPECT_EQ(types_of(with_a_series.act(kProgram, kArash, kAsMayor)), Types{"RoleProposed"});
  EXPECT_EQ(types_of(live.act(kProgram, kArash, kAsMayor)), Types{"RoleProposed"});
  // An administrator founds nothing.
  auto fresh = working_city();
  EXPECT_EQ(types_of(fresh.act(kDorsa, kArash, kAsMayor)), Types{"RoleProposed"});
}

TEST(Granting, IsTheProgramsAloneInADemonstration) {
  auto in = working_city(Purpose::demonstration);
  (void)in.act(kProgram, kArash, GrantRole{.role = GrantedRole::administrator}).value();

  EXPECT_EQ(types_of(in.act(kProgram, kArash, kAsMayor)), Types{"RoleGranted"});
  EXPECT_TRUE(in.view.find<Log>(log_stream())->administrators.empty());
}

}  // namespace
}  // namespace gozin::registry
