#include "engine/duty/grant.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace gozin::duty {
namespace {

Code const kFinance{"finance"};

Grant finance_in(std::string scope) {
  return {.role = kFinance, .scope = std::move(scope), .time = {Instant{100}, Instant{200}}};
}

bool finance_held(Grant const& grant, std::string_view scope, Instant at = Instant{150}) {
  return holds(std::vector{grant}, kFinance, scope, at);
}

TEST(Grant, HoldsFromItsBeginningAndBeforeItsEnd) {
  auto grant = finance_in("unit/parks");

  EXPECT_FALSE(finance_held(grant, "unit/parks", Instant{99}));
  EXPECT_TRUE(finance_held(grant, "unit/parks", Instant{100}));
  EXPECT_TRUE(finance_held(grant, "unit/parks", Instant{199}));
  EXPECT_FALSE(finance_held(grant, "unit/parks", Instant{200}));
  grant.time.until.reset();
  EXPECT_TRUE(finance_held(grant, "unit/parks", Instant{1'000'000}));
}

TEST(Grant, CoversWhatLiesBelowItsScope) {
  EXPECT_TRUE(finance_held(finance_in(""), "unit/parks"));
  EXPECT_TRUE(finance_held(finance_in("unit/parks"), "unit/parks/green"));
  EXPECT_FALSE(finance_held(finance_in("unit/parks/green"), "unit/parks"));
  EXPECT_FALSE(finance_held(finance_in("unit/park"), "unit/parks"));
  EXPECT_FALSE(finance_held(finance_in("unit/parks"), ""));
}

TEST(Grant, GivesNoOtherRole) {
  EXPECT_FALSE(holds(std::vector{finance_in("")}, Code{"auditor"}, "", Instant{150}));
  EXPECT_FALSE(holds({}, kFinance, "", Instant{150}));
}

TEST(Delegation, NamesPrincipalsForItsTimeAndScopeOnly) {
  PersonId const arash{"arash"};
  PersonId const bahar{"bahar"};
  PersonId const kaveh{"kaveh"};
  std::vector<Delegation> const delegations{{kaveh, bahar, finance_in("unit/parks")},
                                            {arash, bahar, finance_in("")},
                                            {arash, bahar, finance_in("unit")},
                                            {bahar, bahar, finance_in("")},
                                            {bahar, kaveh, finance_in("")}};

  EXPECT_EQ(principals(delegations, bahar, {kFinance, "unit/parks", Instant{150}}),
            (std::vector{arash, kaveh}));
  EXPECT_EQ(principals(delegations, bahar, {kFinance, "unit/roads", Instant{150}}),
            std::vector{arash});
  EXPECT_TRUE(principals(delegations, bahar, {kFinance, "unit/parks", Instant{200}}).empty());
  EXPECT_EQ(principals(delegations, kaveh, {kFinance, "unit/parks", Instant{150}}),
            std::vector{bahar})
      << "one level deep: not on behalf of those who delegated to Bahar";
}

}  // namespace
}  // namespace gozin::duty
