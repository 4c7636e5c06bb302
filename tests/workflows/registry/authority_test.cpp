#include "workflows/registry/authority.hpp"

#include "tests/support/city.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/registry/workflow.hpp"

#include <gtest/gtest.h>

namespace gozin::registry {
namespace {

using judge::at;
using judge::call;
using judge::Judge;
using judge::reason_of;

StreamId const kParksHead{"post/parks-head"};

/// Kaveh keeps the register of parks, Shirin that of the whole city; Dorsa is a clerk; Arash has no
/// role.
Judge city() {
  auto city = judge::empty_city();
  for (auto const* id : {"arash", "kaveh", "shirin", "dorsa"}) judge::register_person(city, id);
  judge::grant(city, PersonId{"kaveh"}, "administrative_affairs", Code{"parks"});
  judge::grant(city, PersonId{"shirin"}, "administrative_affairs");
  judge::grant(city, PersonId{"dorsa"}, "clerk");
  judge::register_post(city, "parks-head", "parks");
  judge::register_post(city, "roads-head", "roads");
  judge::form_body(
      city, "council", 3,
      {{"chair", Office::chair}, {"member", Office::member}, {"secretary", Office::secretary}});
  return city;
}

std::string_view asked(Judge& city, Call const& by, StreamId const& stream,
                       std::string_view command = "VacatePost") {
  static auto const workflow = registry_workflow();
  return reason_of(city.authorise(workflow, judge::command_of(workflow, command), by, stream));
}

/// Whether somebody acts in a role, whatever the command.
bool acts(Judge& city, std::string_view who, std::string_view role, Place const& place = {}) {
  auto const by = call(who, role);
  Context const context{.call = by, .stream = kParksHead, .view = city.view, .facts = city.facts};
  return acts_in_role(context, by.actor, by.role, place);
}

TEST(Authority, WantsARoleThatTheCommandPermits) {
  auto in = city();
  EXPECT_EQ(asked(in, call("shirin", "auditor"), kParksHead), "role_must_permit_command");
  EXPECT_EQ(asked(in, call("shirin", "administrative_affairs"), kParksHead), "");
}

TEST(Authority, WantsARegisteredActorWhoHoldsTheRole) {
  auto in = city();
  EXPECT_EQ(asked(in, call("stranger", "administrative_affairs"), kParksHead),
            "actor_must_be_known");
  EXPECT_EQ(asked(in, call("arash", "administrative_affairs"), kParksHead), "actor_must_hold_role");
  EXPECT_EQ(asked(in, call("anonymous", "administrative_affairs"), kParksHead),
            "actor_must_hold_role");
}

TEST(Authority, TiesAScopedRoleToItsUnit) {
  auto in = city();
  auto const kaveh = call("kaveh", "administrative_affairs");
  EXPECT_EQ(asked(in, kaveh, kParksHead), "");
  EXPECT_EQ(asked(in, kaveh, StreamId{"post/roads-head"}), "actor_must_hold_role");
  EXPECT_EQ(asked(in, kaveh, StreamId{"person/arash"}, "MovePerson"), "actor_must_hold_role");
  // What is not registered yet belongs to no unit.
  EXPECT_EQ(asked(in, kaveh, StreamId{"person/new"}, "RegisterPerson"), "");
}

// 15. No acts by expired roles.
TEST(Authority, EndsWithTheGrant) {
  auto in = city();
  in.view.record(StreamId{"person/shirin"},
                 RoleEnded{.role = Code{"administrative_affairs"}, .scope = {}},
                 call("dorsa", "administrator", at("2026-11-18T09:00:00Z")));
  EXPECT_EQ(
      asked(in, call("shirin", "administrative_affairs", at("2026-11-18T08:59:59Z")), kParksHead),
      "");
  EXPECT_EQ(
      asked(in, call("shirin", "administrative_affairs", at("2026-11-18T09:00:00Z")), kParksHead),
      "actor_must_hold_role");
}

TEST(Authority, GivesOperatorAndClockToNobodyElse) {
  auto in = city();
  EXPECT_TRUE(acts(in, "operator/root", "operator"));
  EXPECT_FALSE(acts(in, "shirin", "operator"));
  EXPECT_FALSE(acts(in, "operator/root", "administrative_affairs"));
  EXPECT_TRUE(acts(in, "clock", "clock"));
  EXPECT_FALSE(acts(in, "shirin", "clock"));
  EXPECT_FALSE(acts(in, "operator/root", "clock"));
  EXPECT_EQ(asked(in, call("operator/root", "operator"), kParksHead), "");
}

TEST(Authority, TakesAnybodyRegisteredOrAnonymousForACitizen) {
  auto in = city();
  EXPECT_TRUE(acts(in, "arash", "citizen"));
  EXPECT_TRUE(acts(in, "anonymous", "citizen"));
  EXPECT_FALSE(acts(in, "stranger", "citizen"));
  EXPECT_FALSE(acts(in, "clock", "citizen"));
}

TEST(Authority, DerivesTheOfficesOfABody) {
  auto in = city();
  Place const council{.scope = {}, .body = StreamId{"body/council"}};
  EXPECT_TRUE(acts(in, "member", "body_member", council));
  EXPECT_TRUE(acts(in, "chair", "body_member", council));
  EXPECT_FALSE(acts(in, "secretary", "body_member", council));
  EXPECT_TRUE(acts(in, "chair", "body_chair", council));
  EXPECT_FALSE(acts(in, "member", "body_chair", council));
  EXPECT_TRUE(acts(in, "secretary", "body_secretary", council));
  EXPECT_FALSE(acts(in, "arash", "body_member", council));
  EXPECT_FALSE(acts(in, "chair", "body_chair", {.scope = {}, .body = StreamId{"body/other"}}));
  // Where no body is known yet, the decision asks; strangers are none of any body.
  EXPECT_TRUE(acts(in, "arash", "body_secretary"));
  EXPECT_FALSE(acts(in, "stranger", "body_secretary"));
}

/// What the rules of the register say of a member's or a citizen's act.
std::string_view asked_of_people(Judge& city, Call const& by) {
  CommandType type;
  type.traits.roles = {"citizen", "body_member"};
  Context const context{.call = by, .stream = kParksHead, .view = city.view, .facts = city.facts};
  return reason_of(
      authorise_by_grants(type, context, {.scope = {}, .body = StreamId{"body/council"}}));
}

TEST(Authority, LetsAClerkWriteForTheOneWhoHoldsTheRole) {
  auto in = city();
  auto by = call("dorsa", "body_member");
  by.behalf = PersonId{"member"};
  EXPECT_EQ(asked_of_people(in, by), "actor_must_hold_role");

  by.channel = Code{"clerk"};
  EXPECT_EQ(asked_of_people(in, by), "");

  by.behalf = PersonId{"arash"};
  EXPECT_EQ(asked_of_people(in, by), "actor_must_hold_role");
  by.role = Code{"citizen"};
  EXPECT_EQ(asked_of_people(in, by), "");
  by.actor = PersonId{"kaveh"};
  EXPECT_EQ(asked_of_people(in, by), "actor_must_hold_role");
}

// An office has a computer: nobody lets a clerk use it for them, an administrator's least of all.
TEST(Authority, LetsNoClerkWriteForAnOffice) {
  auto in = city();
  auto by = call("dorsa", "administrative_affairs");
  by.behalf = PersonId{"shirin"};
  EXPECT_EQ(asked(in, by, kParksHead), "actor_must_hold_role");

  by.channel = Code{"clerk"};

  EXPECT_EQ(asked(in, by, kParksHead), "office_must_act_in_person");
}

TEST(Authority, KeepsTheAuditorFromEveryCommand) {
  // AC10.3: the auditor has no write control anywhere.
  auto const workflow = registry_workflow();
  for (auto const& type : workflow.commands)
    EXPECT_EQ(std::ranges::count(type.traits.roles, "auditor"), 0) << type.name;
}

}  // namespace
}  // namespace gozin::registry
