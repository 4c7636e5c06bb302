#include "tests/support/server_database.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <stdexcept>
#include <vector>

#include <soci/mysql/soci-mysql.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

namespace gozin::tests {
namespace {

std::string socket_of(Database database) {
  auto const* folder = std::getenv("GOZIN_TEST_SERVERS");
  if (!folder) throw std::runtime_error("GOZIN_TEST_SERVERS is not set: run this through ctest");
  std::ifstream file{std::string{folder} + "/" + std::string{name_of(database)}};
  std::string socket;
  if (!std::getline(file, socket)) throw std::runtime_error("the database servers do not run");
  return socket;
}

std::string random_name() {
  std::random_device random;
  return "gozin_" + std::to_string(random()) + "_" + std::to_string(random());
}

void open(soci::session& sql, StoreUrl const& url, std::string const& name) {
  if (url.database == Database::postgresql)
    sql.open(soci::postgresql,
             "host=" + url.options.at("host") + " user=" + url.user + " dbname=" + name);
  else
    sql.open(soci::mysql,
             "unix_socket=" + url.options.at("socket") + " user=" + url.user + " dbname=" + name);
}

}  // namespace

StoreUrl url_on(Database database, std::string const& socket, std::string const& name) {
  StoreUrl url{.database = database, .name = name};
  bool const is_postgresql = database == Database::postgresql;
  url.user = is_postgresql ? "postgres" : "root";
  url.options = {{is_postgresql ? "host" : "socket", socket}};
  return url;
}

ServerDatabase::ServerDatabase(Database database)
    : socket_{socket_of(database)}, url_{url_on(database, socket_, random_name())} {
  administer("create database " + url_.name);
}

/// What cannot be dropped goes with the server.
ServerDatabase::~ServerDatabase() {
  try {
    cut_connections();
    administer("drop database " + url_.name);
  } catch (soci::soci_error const& error) {
    std::clog << url_.name << " stays: " << error.get_error_message() << '\n';
  }
}

void ServerDatabase::administer(std::string const& statement) const {
  soci::session sql;
  open(sql, url_, url_.database == Database::postgresql ? "postgres" : "mysql");
  sql << statement;
}

void ServerDatabase::run(std::string const& statement) const {
  soci::session sql;
  open(sql, url_, url_.name);
  sql << statement;
}

void ServerDatabase::cut_connections() const {
  if (url_.database == Database::postgresql) {
    administer("select pg_terminate_backend(pid, 2000) from pg_stat_activity where datname = '" +
               url_.name + "'");
    return;
  }
  soci::session sql;
  open(sql, url_, "mysql");
  long long id = 0;
  std::vector<long long> ids;
  soci::statement all = (sql.prepare << "select id from information_schema.processlist where db = '"
                                     << url_.name << "'",
                         soci::into(id));
  all.execute();
  while (all.fetch()) ids.push_back(id);
  for (auto const each : ids) {
    try {
      sql << "kill connection " << each;
    } catch (soci::soci_error const&) {
      continue;  // it went by itself
    }
  }
  while (connections() > 0) continue;
}

int ServerDatabase::connections() const {
  soci::session sql;
  bool const is_postgresql = url_.database == Database::postgresql;
  open(sql, url_, is_postgresql ? "postgres" : "mysql");
  int count = 0;
  if (is_postgresql)
    sql << "select count(*) from pg_stat_activity where datname = '" << url_.name << "'",
        soci::into(count);
  else
    sql << "select count(*) from information_schema.processlist where db = '" << url_.name << "'",
        soci::into(count);
  return count;
}

std::string ServerDatabase::lines_of(std::string const& query) const {
  soci::session sql;
  open(sql, url_, url_.name);
  std::string line;
  std::string lines;
  soci::statement statement = (sql.prepare << query, soci::into(line));
  statement.execute();
  while (statement.fetch()) lines += line + "\n";
  return lines;
}

std::string ServerDatabase::schema() const {
  if (url_.database == Database::postgresql)
    return lines_of(
               "select concat_ws(' ', table_name, ordinal_position, column_name, data_type, "
               "collation_name, is_nullable, column_default) from information_schema.columns "
               "where table_schema = current_schema() order by table_name, ordinal_position") +
           lines_of(
               "select indexdef from pg_indexes where schemaname = current_schema() "
               "order by indexname");
  return lines_of(
             "select concat_ws(' ', table_name, ordinal_position, column_name, column_type, "
             "collation_name, is_nullable, column_default) from information_schema.columns "
             "where table_schema = database() order by table_name, ordinal_position") +
         lines_of(
             "select concat_ws(' ', table_name, index_name, seq_in_index, column_name, non_unique) "
             "from information_schema.statistics where table_schema = database() "
             "order by table_name, index_name, seq_in_index");
}

}  // namespace gozin::tests
