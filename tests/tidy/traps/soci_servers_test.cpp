// What SOCI 4.0.3 does on PostgreSQL and MariaDB and the store is built around. A test that fails
// here after an upgrade says that a precaution of adapters/store may go.

#include "tests/support/server_database.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <soci/mysql/soci-mysql.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

namespace gozin::traps {
namespace {

using tests::ServerDatabase;

class SociOnServers : public testing::TestWithParam<Database> {
 protected:
  void SetUp() override {
    open(sql_);
    sql_ << "create table person (id bigint primary key, name varchar(100))";
    sql_ << "create table reading (value bigint)";
  }

  void open(soci::session& sql) const {
    auto const& url = database_.url();
    if (GetParam() == Database::postgresql)
      sql.open(soci::postgresql,
               "host=" + database_.socket() + " user=postgres dbname=" + url.name);
    else
      sql.open(soci::mysql, "unix_socket=" + database_.socket() + " user=root dbname=" + url.name);
  }

  int count(std::string const& table) {
    int found = -1;
    sql_ << "select count(*) from " << table, soci::into(found);
    return found;
  }

  std::string message_of(std::string const& statement) {
    try {
      sql_ << statement;
    } catch (soci::soci_error const& error) {
      return error.get_error_message();
    }
    return {};
  }

  ServerDatabase database_{GetParam()};
  soci::session sql_;
};

TEST_P(SociOnServers, VectorsOfAStatementThatIsRunAgainSendTheFirstBatchOnceMore) {
  std::vector<int> values{1, 2};
  soci::statement insert =
      (sql_.prepare << "insert into reading (value) values (:value)", soci::use(values));
  insert.execute(true);
  values = {3, 4};
  insert.execute(true);

  int sum = 0;
  sql_ << "select sum(value) from reading", soci::into(sum);
  EXPECT_EQ(sum, 1 + 2 + 1 + 2);
}

TEST_P(SociOnServers, MessageOfABrokenKeyHoldsTheValue) {
  sql_ << "create table secret (name varchar(100) primary key)";
  sql_ << "insert into secret values ('dorsa')";
  EXPECT_NE(message_of("insert into secret values ('dorsa')").find("dorsa"), std::string::npos);
}

TEST_P(SociOnServers, ConnectionThatWasCutFailsAgainAndAgain) {
  database_.cut_connections();
  for (int i = 0; i < 3; ++i) EXPECT_THROW(sql_ << "select 1", soci::soci_error);
}

TEST_P(SociOnServers, TransactionWithinATransactionCommitsTheOuterOne) {
  {
    soci::transaction outer{sql_};
    sql_ << "insert into person values (1, 'Kaveh')";
    soci::transaction inner{sql_};
    inner.commit();
  }
  EXPECT_EQ(count("person"), 1);
}

class SociOnPostgresql : public SociOnServers {};

TEST_P(SociOnPostgresql, TextIsCutAtItsFirstNulByte) {
  std::string const name{"a\0b", 3};
  sql_ << "insert into person values (1, :name)", soci::use(name, "name");
  std::string stored;
  sql_ << "select name from person", soci::into(stored);
  EXPECT_EQ(stored, "a");
}

TEST_P(SociOnPostgresql, AfterAnErrorAllElseInTheTransactionFails) {
  sql_ << "begin";
  sql_ << "insert into person values (1, 'Kaveh')";
  EXPECT_NE(message_of("insert into person values (1, 'Bahar')"), "");
  try {
    sql_ << "select 1";
    FAIL() << "the transaction has failed";
  } catch (soci::postgresql_soci_error const& error) {
    EXPECT_EQ(error.sqlstate(), "25P02");
  }
  sql_ << "rollback";
}

TEST_P(SociOnPostgresql, StatementThatGoesInAFailedTransactionStaysOnTheServer) {
  sql_ << "begin";
  {
    int one = 0;
    soci::statement kept = (sql_.prepare << "select 1", soci::into(one));
    EXPECT_NE(message_of("select no_such_column"), "");
  }
  sql_ << "rollback";
  EXPECT_EQ(count("pg_prepared_statements"), 1);
}

TEST_P(SociOnPostgresql, CategoryOfADeadlockIsUnknownAndOnlyTheCodeTells) {
  try {
    sql_ << "do 'begin raise exception using errcode = ''40P01''; end'";
    FAIL() << "it was raised";
  } catch (soci::postgresql_soci_error const& error) {
    EXPECT_EQ(error.get_error_category(), soci::soci_error::unknown);
    EXPECT_EQ(error.sqlstate(), "40P01");
  }
}

int server_process(soci::session& sql) {
  int id = 0;
  sql << "select pg_backend_pid()", soci::into(id);
  return id;
}

// A statement that is used, or goes, after a reconnection reaches into what is freed by then.
TEST_P(SociOnPostgresql, ReconnectionFreesTheConnectionThatStatementsReferTo) {
  {
    int one = 0;
    soci::statement kept = (sql_.prepare << "select 1", soci::into(one));
    auto const* backend = static_cast<soci::postgresql_statement_backend*>(kept.get_backend());
    EXPECT_EQ(&backend->session_, sql_.get_backend());
  }
  auto const before = server_process(sql_);

  sql_.reconnect();

  EXPECT_NE(server_process(sql_), before);
}

class SociOnMariadb : public SociOnServers {};

TEST_P(SociOnMariadb, CategoryOfABrokenKeyIsUnknownAndOnlyTheCodeTells) {
  sql_ << "insert into person values (1, 'Kaveh')";
  try {
    sql_ << "insert into person values (1, 'Bahar')";
    FAIL() << "the key is there already";
  } catch (soci::mysql_soci_error const& error) {
    EXPECT_EQ(error.get_error_category(), soci::soci_error::unknown);
    EXPECT_EQ(error.err_num_, 1062u);
  }
}

TEST_P(SociOnMariadb, StatementAboutATableCommitsWhatStoodOpen) {
  sql_ << "begin";
  sql_ << "insert into person values (1, 'Kaveh')";
  sql_ << "create table other (id bigint)";
  sql_ << "rollback";
  EXPECT_EQ(count("person"), 1);
}

TEST_P(SociOnMariadb, RowThatIsUpdatedToWhatItWasCountsAsChanged) {
  sql_ << "insert into person values (1, 'Kaveh')";
  soci::statement update = (sql_.prepare << "update person set name = 'Kaveh' where id = 1");
  update.execute(true);
  EXPECT_EQ(update.get_affected_rows(), 1);
}

std::string name_of_server(testing::TestParamInfo<Database> const& database) {
  return database.param == Database::postgresql ? "Postgresql" : "Mariadb";
}

INSTANTIATE_TEST_SUITE_P(Servers, SociOnServers,
                         testing::Values(Database::postgresql, Database::mysql), name_of_server);
INSTANTIATE_TEST_SUITE_P(Servers, SociOnPostgresql, testing::Values(Database::postgresql),
                         name_of_server);
INSTANTIATE_TEST_SUITE_P(Servers, SociOnMariadb, testing::Values(Database::mysql), name_of_server);

}  // namespace
}  // namespace gozin::traps
