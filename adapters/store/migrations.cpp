#include "adapters/store/migrations.hpp"

namespace gozin::store {
namespace {

// Hashes are hex text, instants milliseconds, encrypted bytes base64. Tables that are only ever
// asked for by a text key do without a row number: one tree to write instead of two.
constexpr std::string_view kFirst = R"sql(
create table event (
  seq      integer primary key,
  stream   text    not null,
  rev      integer not null,
  type     text    not null,
  recorded integer not null,
  body     text    not null,
  leaf     text    not null
) strict;

create unique index event_by_stream on event (stream, rev);

create table log_head (
  id       integer primary key check (id = 1),
  size     integer not null,
  frontier text    not null,
  recorded integer not null
) strict;

insert into log_head (id, size, frontier, recorded) values (1, 0, '', 0);

create table checkpoint (
  size integer primary key,
  note text    not null
) strict;

create table vault (
  seq    integer not null,
  key    text    not null,
  bound  text    not null,
  sealed text    not null,
  primary key (seq, key)
) strict, without rowid;

create index vault_by_key on vault (key, seq);

create table subject_key (
  id      text primary key,
  wrapped text not null
) strict, without rowid;

create table ballot_box (
  id     text primary key,
  ballot text not null,
  sealed text not null
) strict, without rowid;

create index ballot_box_by_ballot on ballot_box (ballot, id);

create table idempotency (
  key         text    primary key,
  fingerprint text    not null,
  answer      text    not null,
  recorded    integer not null
) strict, without rowid;

create table person_lookup (
  digest text primary key,
  person text not null
) strict, without rowid;

create table document (
  hash    text primary key,
  key     text not null,
  media   text not null,
  content text not null
) strict;

create table read_table (
  name        text    primary key,
  fingerprint text    not null,
  built       integer not null
) strict, without rowid;

create table account (
  login    text    primary key,
  person   text    not null,
  password text    not null,
  created  integer not null,
  disabled integer
) strict, without rowid;

create table login_session (
  id      text    primary key,
  login   text    not null references account (login) on delete cascade,
  csrf    text    not null,
  created integer not null,
  seen    integer not null
) strict, without rowid;

create index login_session_by_login on login_session (login, created);
)sql";

constexpr Migration kSqlite[] = {{1, kFirst}};

}  // namespace

std::span<Migration const> sqlite_migrations() { return kSqlite; }

std::vector<std::string> split_statements(std::string_view statements) {
  constexpr std::string_view kBlanks = " \n\t";
  std::vector<std::string> split;
  for (;;) {
    auto const start = statements.find_first_not_of(kBlanks);
    if (start == std::string_view::npos) return split;
    auto const end = statements.find(';', start);
    split.emplace_back(statements.substr(start, end - start));
    if (end == std::string_view::npos) return split;
    statements.remove_prefix(end + 1);
  }
}

}  // namespace gozin::store
