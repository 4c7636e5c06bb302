// What every database holds to about accounts and the sessions that are open.

#include "tests/adapters/store/contract.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

namespace gozin::tests {
namespace {

Instant const kMorning{1'700'000'000'000};
Account const kArash{
    .login = "arash", .person = PersonId{"arash-1"}, .password = "hash", .created = kMorning};
LoginSession const kOpen{.id = sha256("secret"),
                         .login = "arash",
                         .csrf = "token",
                         .created = Instant{kMorning.ms + 1},
                         .seen = Instant{kMorning.ms + 2}};

class AccountsContract : public StoreContract {
 protected:
  void SetUp() override {
    ASSERT_TRUE(accounts().add(kArash));
    accounts().open_session(kOpen);
  }
  [[nodiscard]] bool is_disabled() { return accounts().find_session(kOpen.id)->is_disabled; }
};

TEST_P(AccountsContract, FindsASessionWithWhoeverItIsOf) {
  EXPECT_EQ(accounts().find_session(kOpen.id), (SessionOfAccount{.session = kOpen,
                                                                 .person = kArash.person,
                                                                 .password = kArash.password,
                                                                 .is_disabled = false}));
  EXPECT_EQ(accounts().find_session(sha256("another secret")), std::nullopt);
}

/// Whatever connection is asked next has been asked the same before.
TEST_P(AccountsContract, SeesWhatHasChangedOfASessionAtOnce) {
  for (int round = 0; round < 3; ++round) {
    EXPECT_FALSE(is_disabled());
    accounts().set_disabled("arash", Instant{0});
    EXPECT_TRUE(is_disabled());
    accounts().set_disabled("arash", std::nullopt);
    Instant const seen{kMorning.ms + round};
    accounts().touch_session(kOpen.id, seen);
    EXPECT_EQ(accounts().find_session(kOpen.id)->session.seen, seen);
    EXPECT_TRUE(accounts().close_session(kOpen.id));
    EXPECT_EQ(accounts().find_session(kOpen.id), std::nullopt);
    accounts().open_session(kOpen);
  }
}

TEST_P(AccountsContract, ClosesWhatSessionsAnAccountHasWhenItGoes) {
  EXPECT_TRUE(accounts().remove("arash"));

  EXPECT_EQ(accounts().find_session(kOpen.id), std::nullopt);
  EXPECT_EQ(accounts().find("arash"), std::nullopt);
}

TEST_P(AccountsContract, IsAskedByManyAtOnceWhileOthersWrite) {
  constexpr int kReaders = 4;
  constexpr int kAsked = 50;
  std::atomic<int> found = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < kReaders; ++i)
    readers.emplace_back([&] {
      for (int asked = 0; asked < kAsked; ++asked)
        if (auto const session = accounts().find_session(kOpen.id))
          found += session->person == kArash.person ? 1 : 0;
    });
  for (int i = 0; i < kAsked; ++i) accounts().touch_session(kOpen.id, Instant{kMorning.ms + i});
  for (auto& reader : readers) reader.join();

  EXPECT_EQ(found, kReaders * kAsked);
}

INSTANTIATE_TEST_SUITE_P(Stores, AccountsContract, testing::ValuesIn(kinds_with_accounts()),
                         name_of_store);

}  // namespace
}  // namespace gozin::tests
