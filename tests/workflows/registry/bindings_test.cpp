#include "workflows/registry/bindings.hpp"

#include "tests/support/judge.hpp"
#include "tests/workflows/registry/refusal_rows.hpp"
#include "workflows/registry/commands/accounts.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"

#include <gtest/gtest.h>

namespace gozin::registry {
namespace {

using Types = std::vector<std::string>;

PersonId const kMayor{"mayor-1"};
PersonId const kClerk{"clerk-1"};

class BindingsTest : public testing::Test {
 protected:
  template <class E>
  void learn(E event, std::map<std::string, std::string> const& opened = {}) {
    bindings_.learn({.at = {}, .event = event_of(std::move(event))}, opened);
  }
  void bind(std::string const& account, PersonId const& person, std::string const& login) {
    learn(AccountBound{.person = person, .account = Code{account}, .login = {}, .credentials = {}},
          {{"login", login}, {"credentials", "of " + account}});
  }

  Bindings bindings_;
};

TEST_F(BindingsTest, SayWhoseALoginIsAndByWhatItIsSignedInNow) {
  bind("a", kMayor, "mayor");
  learn(CredentialsReplaced{.person = kMayor, .account = Code{"a"}, .credentials = {}},
        {{"credentials", "others"}});

  EXPECT_EQ(bindings_.of("mayor"), (std::vector<Binding>{{Code{"a"}, kMayor, "mayor", "others"}}));
  EXPECT_TRUE(bindings_.of("clerk").empty());
}

TEST_F(BindingsTest, AnAccountThatIsClosedTakesNoOtherOfItsLoginWithIt) {
  // People are read one after another, not in the order of the log.
  bind("b", kClerk, "desk");
  bind("a", kMayor, "desk");
  learn(AccountClosed{.account = Code{"a"}});
  learn(CredentialsReplaced{.person = kMayor, .account = Code{"a"}, .credentials = {}},
        {{"credentials", "others"}});

  EXPECT_EQ(bindings_.of("desk"), (std::vector<Binding>{{Code{"b"}, kClerk, "desk", "of b"}}));
  EXPECT_EQ(bindings_.all().size(), 1u);
}

TEST_F(BindingsTest, WhoeverIsErasedHasNoAccount) {
  bind("a", kMayor, "mayor");
  bind("b", kClerk, "clerk");
  learn(SubjectErased{.person = kMayor, .keys = {}});
  EXPECT_TRUE(bindings_.of("mayor").empty());

  bindings_.forget(kClerk);
  EXPECT_TRUE(bindings_.all().empty());
}

TEST(Credentials, AreKnownByADigestThatIsNotTheHash) {
  auto const digest = digest_of_credentials("$argon2id$…");

  EXPECT_EQ(digest.size(), 64u);
  EXPECT_NE(digest, to_hex(sha256("$argon2id$…")));
  EXPECT_NE(digest, digest_of_credentials("$argon2id$ other"));
}

TEST(AccountCommands, BindReplaceAndCloseAndSayOnceWhatWasThereBefore) {
  auto in = city();
  auto const by = judge::call("operator/test", "operator");
  BindAccount bound{.person = PersonId{"arash"}, .account = Code{"old"}, .adopted = true};
  auto const types = [](Result<Decision> const& decision) { return judge::types_of(decision); };

  EXPECT_EQ(types(in.act(by, kArash, bound)), Types{"AccountBound"});
  EXPECT_EQ(types(in.act(by, log_stream(), EndAccountAdoption{.count = 1})),
            Types{"AccountsAdopted"});
  bound = {.person = PersonId{"arash"}, .account = Code{"new"}};
  EXPECT_EQ(types(in.act(by, kArash, bound)), Types{"AccountBound"});
  EXPECT_EQ(types(in.act(by, kArash, ReplaceCredentials{.account = Code{"new"}})),
            Types{"CredentialsReplaced"});
  EXPECT_EQ(types(in.act(by, kArash, CloseAccount{.account = Code{"old"}})),
            Types{"AccountClosed"});

  EXPECT_EQ(in.view.find<Person>(kArash)->accounts, std::set<Code>{Code{"new"}});
  EXPECT_TRUE(in.view.find<Log>(log_stream())->accounts_adopted);
}

TEST(AccountCommands, AreThoseOfTheProgramAlone) {
  for (auto const& type : account_commands())
    for (auto const& role : type.traits.roles)
      EXPECT_TRUE(role == kOperator || role == kClock) << type.name << " " << role;
}

}  // namespace
}  // namespace gozin::registry
