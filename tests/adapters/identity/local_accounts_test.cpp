#include "adapters/identity/local_accounts.hpp"

#include "adapters/store/sql_store.hpp"
#include "tests/support/fixed_ports.hpp"
#include "tests/support/temporary_folder.hpp"

#include <map>

#include <gtest/gtest.h>

namespace gozin::tests {
namespace {

constexpr std::int64_t kMinute = 60 * 1'000;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr PasswordCost kCheap{.operations = 1, .memory_bytes = 8'192};
constexpr std::string_view kPassword = "correct horse battery";
PersonId const kArash{"arash-1"};

/// What a log would say of accounts, and a key that nobody has who only has the tables.
class FakeRecords final : public AccountRecords {
 public:
  [[nodiscard]] bool agrees(Account const& account) override {
    auto const found = bound.find(account.login);
    return found != bound.end() &&
           found->second == std::pair{account.person.text, account.password};
  }
  [[nodiscard]] std::string seal(std::string_view text) override {
    return to_hex(hmac_sha256("a key", text));
  }
  Result<void> bind(Account const& account) override {
    bound[account.login] = {account.person.text, account.password};
    return {};
  }
  Result<void> replace(Account const& account) override {
    if (is_busy || !bound.contains(account.login))
      return Rejection{EngineReason::stream_must_be_unchanged};
    return bind(account);
  }
  Result<bool> close(std::string const& login) override { return bound.erase(login) == 1; }

  std::map<std::string, std::pair<std::string, std::string>> bound;
  bool is_busy = false;
};

/// S01, S07 of the checklist, on the accounts as they rest in a database.
class LocalAccountsTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(local_.add("Arash", kArash, kPassword)); }

  Result<NewSession> sign_in(std::string_view login, std::string_view password,
                             std::string_view address = "192.0.2.1") {
    return local_.sign_in({.login = login, .password = password, .address = address});
  }
  std::string_view reason(Result<NewSession> const& result) {
    return result ? "" : result.error().reason.name();
  }

  TemporaryFolder folder_;
  std::unique_ptr<SqlStore> store_ =
      open_store({Database::sqlite, folder_.file("a.db")}, {}, {.mode = OpenMode::create});
  FixedRandom random_{"accounts"};
  FixedClock clock_{Instant{1'700'000'000'000}};
  FakeRecords records_;
  LocalAccounts::Parts parts_{store_->accounts(), records_, random_, clock_};
  LocalAccounts local_{parts_, {.cost = kCheap}};
};

TEST_F(LocalAccountsTest, SignsInWhateverTheCaseOfTheLogin) {
  auto const session = sign_in(" ARASH ", kPassword);

  ASSERT_TRUE(session);
  EXPECT_EQ(session->who.person, kArash);
  EXPECT_EQ(session->who.login, "arash");
  auto const found = local_.find(session->secret);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->person, kArash);
  EXPECT_EQ(found->csrf, session->who.csrf);
  EXPECT_EQ(found->session, session->who.session);
  EXPECT_EQ(found->ends, Instant{clock_.now().ms + 12 * kHour});
}

TEST_F(LocalAccountsTest, SaysTheSameToWhoeverHasNoAccountAWrongPasswordOrADisabledAccount) {
  ASSERT_TRUE(local_.add("bahar", PersonId{"bahar-1"}, kPassword));
  ASSERT_TRUE(store_->accounts().set_disabled("bahar", clock_.now()));

  auto const wrong = sign_in("arash", "correct horse batterz");
  auto const unknown = sign_in("nobody", kPassword);
  auto const malformed = sign_in("no body!", kPassword);
  auto const disabled = sign_in("bahar", kPassword);

  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().reason.name(), "login_and_password_must_match");
  for (auto const* other : {&unknown, &malformed, &disabled}) {
    ASSERT_FALSE(*other);
    EXPECT_EQ(other->error(), wrong.error());
  }
  ASSERT_TRUE(store_->accounts().set_disabled("bahar", std::nullopt));
  EXPECT_TRUE(sign_in("bahar", kPassword));
}

TEST_F(LocalAccountsTest, AsksOfAPasswordNothingButItsLength) {
  auto const reason_of = [&](std::string_view password) {
    auto const added = local_.add("kaveh", PersonId{"kaveh-1"}, password);
    return added ? std::string_view{} : added.error().reason.name();
  };

  EXPECT_EQ(reason_of("eleven char"), "password_must_be_long_enough");
  EXPECT_EQ(reason_of("یازده حرف م"), "password_must_be_long_enough");  // characters, not bytes
  EXPECT_EQ(reason_of(std::string(257, 'x')), "password_must_not_be_too_long");
  EXPECT_EQ(reason_of("aaaaaaaaaaaa"), "");
  EXPECT_TRUE(local_.add("dorsa", PersonId{"dorsa-1"}, "دوازده حرف م"));
  EXPECT_TRUE(sign_in("dorsa", "دوازده حرف م"));
  EXPECT_TRUE(local_.add("long", PersonId{"long-1"}, std::string(256, 'x')));
  EXPECT_FALSE(sign_in("long", std::string(257, 'x')));
}

TEST_F(LocalAccountsTest, RefusesATakenOrMalformedLogin) {
  auto const taken = local_.add("ARASH", PersonId{"other"}, kPassword);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().reason.name(), "login_must_be_free");
  for (auto const* login : {"", "  ", "a b", "آرش", "a'b"}) {
    auto const added = local_.add(login, PersonId{"other"}, kPassword);
    ASSERT_FALSE(added) << login;
    EXPECT_EQ(added.error().reason.name(), "login_must_be_well_formed");
  }
  EXPECT_EQ(local_.all().size(), 1u);
}

TEST_F(LocalAccountsTest, KeepsNeitherThePasswordNorTheSecret) {
  auto const session = sign_in("arash", kPassword);
  ASSERT_TRUE(session);

  auto const account = store_->accounts().find("arash");
  EXPECT_TRUE(account->password.starts_with("$argon2id$"));
  EXPECT_EQ(account->password.find(kPassword), std::string::npos);
  EXPECT_EQ(session->secret.size(), 64u);
  EXPECT_EQ(store_->accounts().sessions_of("arash").at(0).id, sha256(session->secret));
}

TEST_F(LocalAccountsTest, HashesAnewAtSignInWhenTheCostHasChanged) {
  auto const before = store_->accounts().find("arash")->password;
  LocalAccounts dearer{parts_, {.cost = {.operations = 2, .memory_bytes = 16'384}}};

  // While the log cannot say so the row stays as it is, and people come in all the same.
  records_.is_busy = true;
  ASSERT_TRUE(dearer.sign_in({.login = "arash", .password = kPassword, .address = "a"}));
  EXPECT_EQ(store_->accounts().find("arash")->password, before);
  records_.is_busy = false;
  ASSERT_TRUE(dearer.sign_in({.login = "arash", .password = kPassword, .address = "a"}));

  auto const after = store_->accounts().find("arash")->password;
  EXPECT_NE(after, before);
  EXPECT_NE(after.find("m=16,t=2"), std::string::npos) << after;
  ASSERT_TRUE(dearer.sign_in({.login = "arash", .password = kPassword, .address = "a"}));
  EXPECT_EQ(store_->accounts().find("arash")->password, after);
}

TEST_F(LocalAccountsTest, SignsInAnewEachTimeAndEndsTheSessionBefore) {
  auto const first = sign_in("arash", kPassword);
  auto const second = local_.sign_in({.login = "arash",
                                      .password = kPassword,
                                      .address = "192.0.2.1",
                                      .secret_before = first->secret});

  ASSERT_TRUE(second);
  EXPECT_NE(first->secret, second->secret);
  EXPECT_NE(first->who.csrf, second->who.csrf);
  EXPECT_FALSE(local_.find(first->secret));
  EXPECT_TRUE(local_.find(second->secret));
}

TEST_F(LocalAccountsTest, SessionEndsAfterAnHourOfNothing) {
  auto const session = sign_in("arash", kPassword);
  clock_.advance(kHour - 1);
  EXPECT_TRUE(local_.find(session->secret));
  clock_.advance(kHour - 1);
  EXPECT_TRUE(local_.find(session->secret));
  clock_.advance(kHour);
  EXPECT_FALSE(local_.find(session->secret));
  EXPECT_TRUE(local_.sessions_of("arash").empty());
}

// A page that renews itself is nobody who is there.
TEST_F(LocalAccountsTest, SessionEndsAfterAnHourInWhichPagesAloneAsked) {
  auto const session = sign_in("arash", kPassword);
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(local_.find_unseen(session->secret));
    clock_.advance(kHour / 3);
  }
  EXPECT_FALSE(local_.find_unseen(session->secret));
  EXPECT_FALSE(local_.find(session->secret));
}

TEST_F(LocalAccountsTest, SessionEndsAfterTwelveHoursHoweverBusy) {
  auto const session = sign_in("arash", kPassword);
  for (int i = 0; i < 23; ++i) {
    clock_.advance(kHour / 2);
    EXPECT_TRUE(local_.find(session->secret)) << i;
  }
  clock_.advance(kHour / 2);
  EXPECT_FALSE(local_.find(session->secret));
}

TEST_F(LocalAccountsTest, WritesThatSomeoneWasSeenOnceAMinute) {
  auto const session = sign_in("arash", kPassword);
  auto const start = clock_.now();
  clock_.advance(kMinute - 1);
  ASSERT_TRUE(local_.find(session->secret));
  EXPECT_EQ(local_.sessions_of("arash").at(0).seen, start);
  clock_.advance(1);
  ASSERT_TRUE(local_.find(session->secret));
  EXPECT_EQ(local_.sessions_of("arash").at(0).seen, clock_.now());
}

TEST_F(LocalAccountsTest, ListsAndRevokesOnesOwnSessionsOnly) {
  ASSERT_TRUE(local_.add("bahar", PersonId{"bahar-1"}, kPassword));
  auto const first = sign_in("arash", kPassword);
  clock_.advance(kMinute);
  auto const second = sign_in("arash", kPassword);
  auto const others = sign_in("bahar", kPassword);

  auto const sessions = local_.sessions_of("arash");
  ASSERT_EQ(sessions.size(), 2u);
  EXPECT_EQ(sessions[0].id, second->who.session);
  EXPECT_FALSE(local_.revoke("arash", others->who.session));
  EXPECT_TRUE(local_.revoke("arash", first->who.session));
  EXPECT_FALSE(local_.revoke("arash", first->who.session));
  EXPECT_FALSE(local_.find(first->secret));
  EXPECT_TRUE(local_.find(second->secret));
  EXPECT_TRUE(local_.find(others->secret));
  local_.sign_out(second->secret);
  EXPECT_FALSE(local_.find(second->secret));
}

TEST_F(LocalAccountsTest, NewPasswordAndClosingEndAllSessions) {
  auto const first = sign_in("arash", kPassword);
  ASSERT_TRUE(local_.set_password("arash", "another horse entirely"));
  EXPECT_FALSE(local_.find(first->secret));
  EXPECT_FALSE(sign_in("arash", kPassword));

  auto const second = sign_in("arash", "another horse entirely");
  ASSERT_TRUE(second);
  ASSERT_TRUE(local_.close("arash"));
  EXPECT_FALSE(local_.find(second->secret));
  EXPECT_FALSE(sign_in("arash", "another horse entirely"));
  EXPECT_TRUE(local_.all().empty());
  EXPECT_EQ(local_.close("arash").error().reason.name(), "account_must_exist");
  auto const unknown = local_.set_password("nobody", kPassword);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().reason.name(), "account_must_exist");
}

TEST_F(LocalAccountsTest, ChangesAPasswordForWhoKnowsTheOldOne) {
  Credentials const wrong{.login = "arash", .password = "not the password", .address = "a"};
  Credentials const right{.login = "arash", .password = kPassword, .address = "a"};

  EXPECT_FALSE(local_.change_password(wrong, "another horse entirely"));
  EXPECT_FALSE(local_.change_password(right, "short"));
  EXPECT_TRUE(local_.change_password(right, "another horse entirely"));
  EXPECT_TRUE(sign_in("arash", "another horse entirely"));
}

TEST_F(LocalAccountsTest, SlowsDownWhoGuessesAndNobodyElse) {
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(reason(sign_in("arash", "wrong")), "login_and_password_must_match");

  // Even the right password has to wait now, from this address.
  auto const refused = sign_in("arash", kPassword);
  ASSERT_EQ(reason(refused), "attempts_must_not_be_too_many");
  EXPECT_EQ(refused.error().detail, "1");
  EXPECT_TRUE(sign_in("arash", kPassword, "192.0.2.2"));

  clock_.advance(1'000);
  EXPECT_EQ(reason(sign_in("arash", "wrong")), "login_and_password_must_match");
  EXPECT_EQ(sign_in("arash", "wrong").error().detail, "2");
  clock_.advance(2'000);
  EXPECT_TRUE(sign_in("arash", kPassword));
  EXPECT_EQ(reason(sign_in("arash", "wrong")), "login_and_password_must_match");
}

TEST_F(LocalAccountsTest, SlowsDownGuessesAtAccountsThatAreNotThereAlike) {
  for (int i = 0; i < 5; ++i) (void)sign_in("nobody", "wrong");
  EXPECT_EQ(reason(sign_in("nobody", "wrong")), "attempts_must_not_be_too_many");
}

TEST_F(LocalAccountsTest, WaitsAQuarterOfAnHourAtMost) {
  for (int i = 0; i < 40; ++i) {
    (void)sign_in("arash", "wrong");
    clock_.advance(15 * kMinute);
  }
  ASSERT_EQ(reason(sign_in("arash", "wrong")), "login_and_password_must_match");
  EXPECT_EQ(sign_in("arash", kPassword).error().detail, "900");
  clock_.advance(15 * kMinute);
  EXPECT_TRUE(sign_in("arash", kPassword));
}

TEST_F(LocalAccountsTest, NoTextOfAnyKindIsASession) {
  EXPECT_FALSE(local_.find(""));
  EXPECT_FALSE(local_.find("' or 1=1 --"));
  EXPECT_FALSE(local_.find(std::string(64, '0')));
}

TEST_F(LocalAccountsTest, ForgetsSessionsThatEndedByTheirTime) {
  (void)sign_in("arash", kPassword);
  clock_.advance(kHour + 1);
  (void)sign_in("arash", kPassword);
  local_.forget_ended_sessions();
  EXPECT_EQ(local_.sessions_of("arash").size(), 1u);
}

// Whoever can write the tables and nothing else.
TEST_F(LocalAccountsTest, NobodySignsInByARowThatTheLogDoesNotHave) {
  auto& rows = store_->accounts();
  auto const arash = *rows.find("arash");
  ASSERT_TRUE(local_.add("mayor", PersonId{"mayor-1"}, "the mayor's own word"));
  auto const mayor = *rows.find("mayor");
  auto const is_let_in = [&](Account const& row) {
    (void)rows.remove(row.login);
    (void)rows.add(row);
    return sign_in(row.login, kPassword).has_value();
  };

  auto as_the_mayor = arash;
  as_the_mayor.person = mayor.person;
  auto with_my_password = mayor;
  with_my_password.password = arash.password;
  auto another = arash;
  another.login = "another";

  EXPECT_FALSE(is_let_in(as_the_mayor));
  EXPECT_FALSE(is_let_in(with_my_password));
  EXPECT_FALSE(is_let_in(another));
  EXPECT_TRUE(is_let_in(arash));
}

TEST_F(LocalAccountsTest, NobodyGoesOnByASessionThatWasNotBegunHere) {
  auto& rows = store_->accounts();
  ASSERT_TRUE(local_.add("mayor", PersonId{"mayor-1"}, kPassword));
  auto const own = sign_in("arash", kPassword);
  ASSERT_TRUE(own);
  auto const session = rows.find_session(own->who.session)->session;
  auto const goes_on = [&](LoginSession const& row) {
    (void)rows.close_session(row.id);
    rows.open_session(row);
    return local_.find(own->secret).has_value();
  };

  auto of_the_mayor = session;
  of_the_mayor.login = "mayor";
  auto longer = session;
  longer.created = Instant{session.created.ms + kHour};
  longer.seen = longer.created;
  auto made_up = session;
  made_up.csrf = to_hex(sha256("anything"));

  EXPECT_FALSE(goes_on(of_the_mayor));
  EXPECT_FALSE(goes_on(longer));
  EXPECT_FALSE(goes_on(made_up));
  EXPECT_TRUE(goes_on(session));
}

TEST_F(LocalAccountsTest, ASessionEndsWhenTheLogNoLongerHasItsAccount) {
  auto const session = sign_in("arash", kPassword);
  ASSERT_TRUE(local_.find(session->secret));

  ASSERT_TRUE(*records_.close("arash"));

  EXPECT_FALSE(local_.find(session->secret));
}

TEST_F(LocalAccountsTest, ClosesWhatTheLogDoesNotHaveAndWhatHasNoRow) {
  auto& rows = store_->accounts();
  auto unknown = *rows.find("arash");
  unknown.login = "unknown";
  ASSERT_TRUE(rows.add(unknown));
  ASSERT_TRUE(rows.remove("arash"));

  EXPECT_FALSE(local_.set_password("unknown", "another horse entirely"));
  EXPECT_TRUE(local_.close("unknown"));
  EXPECT_TRUE(local_.close("arash"));
  EXPECT_TRUE(local_.all().empty());
  EXPECT_TRUE(records_.bound.empty());
}

}  // namespace
}  // namespace gozin::tests
