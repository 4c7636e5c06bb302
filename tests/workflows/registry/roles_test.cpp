#include "workflows/registry/roles.hpp"

#include "workflows/registry/workflow.hpp"
#include "workflows/ruleset/workflow.hpp"
#include "workflows/session/workflow.hpp"

#include <set>

#include <gtest/gtest.h>

namespace gozin::registry {
namespace {

TEST(Roles, AreAllKnownThatCommandsName) {
  std::set<std::string_view> known{kCitizen,       kBodyMember, kBodyChair,
                                   kBodySecretary, kOperator,   kClock};
  for (auto const name : names_of(std::type_identity<GrantedRole>{})) known.insert(name);

  for (auto const& workflow :
       {registry_workflow(), ruleset::ruleset_workflow(), session::session_workflow()})
    for (auto const& type : workflow.commands) {
      EXPECT_FALSE(type.traits.roles.empty()) << type.name;
      for (auto const role : type.traits.roles) EXPECT_TRUE(known.contains(role)) << role;
    }
}

// T24: one person in two roles that must check each other.
TEST(Roles, ExcludeEachOtherInEitherOrder) {
  EXPECT_TRUE(exclude_each_other(GrantedRole::auditor, GrantedRole::clerk));
  EXPECT_TRUE(exclude_each_other(GrantedRole::clerk, GrantedRole::auditor));
  EXPECT_TRUE(exclude_each_other(GrantedRole::mayor, GrantedRole::inspectorate));
  EXPECT_TRUE(exclude_each_other(GrantedRole::inspectorate, GrantedRole::auditor));
  EXPECT_FALSE(exclude_each_other(GrantedRole::auditor, GrantedRole::auditor));
  EXPECT_FALSE(exclude_each_other(GrantedRole::finance, GrantedRole::clerk));
}

}  // namespace
}  // namespace gozin::registry
