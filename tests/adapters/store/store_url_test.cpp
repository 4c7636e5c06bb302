#include "adapters/store/store_url.hpp"

#include <gtest/gtest.h>

namespace gozin::tests {
namespace {

StoreUrl read(std::string_view text) { return parse_store_url(text).value(); }

std::string_view refusal_of(std::string_view text) {
  auto const url = parse_store_url(text);
  return url ? "none" : url.error().reason.name();
}

TEST(StoreUrl, NamesAFileOfSqlite) {
  EXPECT_EQ(read("sqlite:dir/a b.db"), (StoreUrl{Database::sqlite, "dir/a b.db"}));
}

TEST(StoreUrl, NamesADatabaseOnAServer) {
  StoreUrl expected{.database = Database::postgresql};
  expected.host = "db.karaj.ir";
  expected.port = "5433";
  expected.user = "gozin";
  expected.password = "p@ss/word";
  expected.name = "city";
  expected.options = {{"sslmode", "verify-full"}};
  EXPECT_EQ(read("postgresql://gozin:p%40ss%2Fword@db.karaj.ir:5433/city?sslmode=verify-full"),
            expected);
  EXPECT_EQ(read("mysql://[::1]/city").host, "::1");
}

TEST(StoreUrl, NamesAServerOnThisMachineByItsSocket) {
  auto const postgresql = read("postgresql://gozin@/city?host=/run/postgresql");
  EXPECT_EQ(postgresql.host, "");
  EXPECT_EQ(postgresql.options.at("host"), "/run/postgresql");
  EXPECT_EQ(read("mysql:///city?socket=/run/mysqld/mysqld.sock").options.at("socket"),
            "/run/mysqld/mysqld.sock");
}

TEST(StoreUrl, IsShownWithoutItsPassword) {
  EXPECT_EQ(shown(read("postgresql://gozin:secret@db.karaj.ir:5433/city")),
            "postgresql://db.karaj.ir:5433/city");
  EXPECT_EQ(shown(read("mysql://u:secret@/city?socket=/run/s")), "mysql:///city?socket=/run/s");
  EXPECT_EQ(shown(read("sqlite:city.db")), "city.db");
}

TEST(StoreUrl, RefusesWhatNamesNoDatabase) {
  for (auto const* text : {"", "log.db", "mariadb://localhost/gozin", ":x", "oracle:x"})
    EXPECT_EQ(refusal_of(text), "store_url_must_name_a_database") << text;
}

TEST(StoreUrl, RefusesAPathThatIsNotPlain) {
  for (auto const* text : {"sqlite:", "sqlite::memory:", "sqlite:a\"b", "sqlite:a\nb"})
    EXPECT_EQ(refusal_of(text), "store_path_must_be_plain") << text;
}

TEST(StoreUrl, RefusesAServerThatIsNotWellNamed) {
  for (auto const* text :
       {"postgresql:city", "postgresql://host", "postgresql://host/", "postgresql://host/a/b",
        "postgresql://host/a?options=-c%20fsync%3Doff", "postgresql://host/a?sslmode=x&sslmode=y",
        "mysql://host/a?host=/tmp", "mysql://host/a%00b", "postgresql://h%0aost/a",
        "postgresql://host:port/a", "postgresql://host/a#b"})
    EXPECT_EQ(refusal_of(text), "store_server_must_be_well_named") << text;
}

}  // namespace
}  // namespace gozin::tests
