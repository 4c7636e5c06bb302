// What SOCI 4.0.3 does on SQLite and the store is built around. A test that fails here after an
// upgrade says that a precaution of adapters/store may go.

#include "tests/tidy/traps/temporary_database.hpp"

#include <cstdint>
#include <string>

#include <gtest/gtest.h>
#include <soci/boost-optional.h>
#include <soci/connection-pool.h>

namespace gozin::traps {
namespace {

constexpr int kSqliteBusy = 5;
constexpr int kSqliteLocked = 6;
constexpr int kSqliteConstraint = 19;

class SociTrap : public testing::Test {
 protected:
  void SetUp() override {
    database_.open(sql_, 5);
    sql_ << "create table person (id bigint primary key, name text, grade text)";
    sql_ << "insert into person values (1, 'Bahar', null)";
  }

  int count() {
    int found = -1;
    sql_ << "select count(*) from person", soci::into(found);
    return found;
  }

  TemporaryDatabase database_;
  soci::session sql_;
};

void add_person(soci::session& sql, int id) {
  sql << "insert into person values (:id, 'Kaveh', null)", soci::use(id, "id");
}

template <class Work>
int result_of(Work const& work) {
  try {
    work();
  } catch (soci::sqlite3_soci_error const& error) {
    return error.result();
  }
  return 0;
}

TEST_F(SociTrap, TransactionThatReadFirstIsBusyWhenItWritesWhateverTheTimeout) {
  soci::session other;
  database_.open(other, 5);

  soci::transaction deferred{sql_};
  EXPECT_EQ(count(), 1);
  add_person(other, 2);

  EXPECT_EQ(result_of([this] { add_person(sql_, 3); }), kSqliteBusy);
}

TEST_F(SociTrap, BeginImmediateKeepsOthersFromWritingBetweenReadAndWrite) {
  soci::session other;
  database_.open(other, 0);

  sql_ << "begin immediate";
  EXPECT_EQ(count(), 1);
  EXPECT_EQ(result_of([&other] { add_person(other, 2); }), kSqliteBusy);
  add_person(sql_, 3);
  sql_ << "commit";

  EXPECT_EQ(count(), 2);
}

TEST_F(SociTrap, WhatOfAnErrorHoldsTheBoundValuesAndItsMessageDoesNot) {
  std::string const name = "Dorsa Secret";
  try {
    sql_ << "insert into person values (1, :name, null)", soci::use(name, "name");
    FAIL() << "the key is there already";
  } catch (soci::soci_error const& error) {
    EXPECT_NE(std::string{error.what()}.find(name), std::string::npos);
    EXPECT_EQ(error.get_error_message().find(name), std::string::npos);
  }
}

TEST_F(SociTrap, CategoryOfABrokenKeyIsUnknownAndOnlyTheResultTells) {
  try {
    add_person(sql_, 1);
    FAIL() << "the key is there already";
  } catch (soci::sqlite3_soci_error const& error) {
    EXPECT_EQ(error.get_error_category(), soci::soci_error::unknown);
    EXPECT_EQ(error.result(), kSqliteConstraint);
  }
}

TEST_F(SociTrap, NoRowLeavesTheVariableAsItWas) {
  std::string name = "before";
  sql_ << "select name from person where id = 99", soci::into(name);
  EXPECT_FALSE(sql_.got_data());
  EXPECT_EQ(name, "before");
}

TEST_F(SociTrap, NoRowLeavesEvenAnOptionalAsItWas) {
  boost::optional<std::string> name{"before"};
  sql_ << "select name from person where id = 99", soci::into(name);
  EXPECT_EQ(name, boost::optional<std::string>{"before"});
}

TEST_F(SociTrap, NullIntoAPlainVariableThrows) {
  std::string grade;
  EXPECT_THROW((sql_ << "select grade from person where id = 1", soci::into(grade)),
               soci::soci_error);
}

TEST_F(SociTrap, SecondStatementOfOneTextIsDroppedInSilence) {
  sql_ << "insert into person values (2, 'Arash', null); insert into person values (3, 'x', null)";
  EXPECT_EQ(count(), 2);
}

TEST_F(SociTrap, NamedParameterWithoutAUseIsNull) {
  int const id = 2;
  sql_ << "insert into person values (:id, :name, :grade)", soci::use(id, "id");
  soci::indicator state = soci::i_ok;
  std::string name;
  sql_ << "select name from person where id = 2", soci::into(name, state);
  EXPECT_EQ(state, soci::i_null);
}

TEST_F(SociTrap, DynamicRowCutsAnIntegerColumnToThirtyTwoBits) {
  constexpr std::int64_t kTooLong = 9'000'000'000;
  sql_ << "create table reading (value integer)";
  sql_ << "insert into reading values (:value)", soci::use(kTooLong, "value");

  soci::row row;
  sql_ << "select value from reading", soci::into(row);
  std::int64_t typed = 0;
  sql_ << "select value from reading", soci::into(typed);

  EXPECT_EQ(row.get<int>(0), 410'065'408);
  EXPECT_EQ(typed, kTooLong);
}

TEST_F(SociTrap, RowsetIsEmptyWhenWalkedASecondTime) {
  soci::rowset<std::string> const names = (sql_.prepare << "select name from person");
  int first = 0;
  int second = 0;
  for ([[maybe_unused]] auto const& name : names) ++first;
  for ([[maybe_unused]] auto const& name : names) ++second;
  EXPECT_EQ(first, 1);
  EXPECT_EQ(second, 0);
}

TEST_F(SociTrap, HalfReadStatementLocksItsTable) {
  add_person(sql_, 2);
  std::string name;
  soci::statement open = (sql_.prepare << "select name from person", soci::into(name));
  open.execute();
  ASSERT_TRUE(open.fetch());

  EXPECT_EQ(result_of([this] { sql_ << "drop table person"; }), kSqliteLocked);
}

TEST_F(SociTrap, ForeignKeysAreNotKeptUnlessAskedFor) {
  sql_ << "create table grade (person bigint references person (id))";
  EXPECT_NO_THROW(sql_ << "insert into grade values (99)");
  sql_ << "pragma foreign_keys=on";
  EXPECT_EQ(result_of([this] { sql_ << "insert into grade values (98)"; }), kSqliteConstraint);
}

TEST_F(SociTrap, PooledConnectionComesBackInsideTheTransactionItWasLeftIn) {
  soci::connection_pool pool{1};
  database_.open(pool.at(0), 0);
  {
    soci::session careless{pool};
    careless << "begin immediate";
    add_person(careless, 2);
  }
  soci::session next{pool};
  int seen = 0;
  next << "select count(*) from person", soci::into(seen);
  EXPECT_EQ(seen, 2);
  EXPECT_EQ(count(), 1);
}

}  // namespace
}  // namespace gozin::traps
