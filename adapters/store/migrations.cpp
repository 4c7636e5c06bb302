#include "adapters/store/migrations.hpp"

#include "adapters/store/dialect.hpp"

#include <stdexcept>
#include <utility>

namespace gozin::store {
namespace {

// Hashes are hex text, instants milliseconds, encrypted bytes base64. Tables that are only ever
// asked for by a text key do without a row number: one tree to write instead of two.
constexpr std::string_view kFirst = R"sql(
create table if not exists event (
  seq      {integer} primary key,
  stream   {key}     not null,
  rev      {integer} not null,
  type     {text}    not null,
  recorded {integer} not null,
  body     {text}    not null,
  leaf     {text}    not null
) {rows};

create unique index if not exists event_by_stream on event (stream, rev);

create table if not exists log_head (
  id       {integer} primary key check (id = 1),
  size     {integer} not null,
  frontier {text}    not null,
  recorded {integer} not null
) {rows};

insert into log_head (id, size, frontier, recorded)
  select 1, 0, '', 0 from store_format where not exists (select id from log_head);

create table if not exists checkpoint (
  size {integer} primary key,
  note {text}    not null
) {rows};

create table if not exists vault (
  seq    {integer} not null,
  "key"  {key}     not null,
  bound  {text}    not null,
  sealed {text}    not null,
  primary key (seq, "key")
) {keyed};

create index if not exists vault_by_key on vault ("key", seq);

create table if not exists subject_key (
  id      {key}  not null primary key,
  wrapped {text} not null
) {keyed};

create table if not exists ballot_box (
  id     {key}  not null primary key,
  ballot {key}  not null,
  sealed {text} not null
) {keyed};

create index if not exists ballot_box_by_ballot on ballot_box (ballot, id);

create table if not exists idempotency (
  "key"       {long_key} not null primary key,
  fingerprint {text}     not null,
  answer      {text}     not null,
  recorded    {integer}  not null
) {keyed};

create table if not exists person_lookup (
  digest {key}  not null primary key,
  person {text} not null
) {keyed};

create table if not exists document (
  hash    {key}       not null primary key,
  "key"   {text}      not null,
  media   {text}      not null,
  content {long_text} not null
) {rows};

create table if not exists read_table (
  name        {key}     not null primary key,
  fingerprint {text}    not null,
  built       {integer} not null
) {keyed};

create table if not exists account (
  login    {key}     not null primary key,
  person   {text}    not null,
  password {text}    not null,
  created  {integer} not null,
  disabled {integer}
) {keyed};

create table if not exists login_session (
  id      {key}     not null primary key,
  login   {key}     not null references account (login) on delete cascade,
  csrf    {text}    not null,
  created {integer} not null,
  seen    {integer} not null
) {keyed};

create index if not exists login_session_by_login on login_session (login, created);
)sql";

// Which deployment it is: its keys are found by it where no path of a file names them, and a copy
// keeps it. `restoring` until a copy is whole.
constexpr std::string_view kSecond = R"sql(
create table if not exists deployment (
  id    {key}  not null primary key,
  state {text} not null
) {keyed};

insert into deployment (id, state)
  select {random}, 'ready' from store_format where not exists (select id from deployment);
)sql";

// What witnesses have said. The index is for a witness's newest word.
constexpr std::string_view kThird = R"sql(
create table if not exists cosignature (
  size    {integer}  not null,
  witness {long_key} not null,
  line    {text}     not null,
  primary key (size, witness)
) {keyed};

create index if not exists cosignature_by_witness on cosignature (witness, size);

create table if not exists witness_standing (
  witness  {long_key} not null primary key,
  standing {text}     not null,
  size     {integer}  not null,
  since    {integer}  not null
) {keyed};
)sql";

// Why keys are not there, also where the log ends before the event that says so.
constexpr std::string_view kFourth = R"sql(
create table if not exists erasure (
  seq     {integer}   primary key,
  receipt {long_text} not null
) {rows};
)sql";

// Who read what about whom; what a node says of itself.
constexpr std::string_view kFifth = R"sql(
create table if not exists access_journal (
  number {integer}   primary key,
  body   {long_text} not null
) {rows};

create table if not exists node_state (
  name  {long_key}  not null primary key,
  state {long_text} not null,
  since {integer}   not null
) {keyed};
)sql";

// Which programs may still work here, and whose read tables are kept current. Programs of before do
// not ask, and must all be stopped before this step.
constexpr std::string_view kSixth = R"sql(
create table if not exists compatibility (
  id     {integer} primary key check (id = 1),
  oldest {integer} not null,
  layout {text}    not null
) {rows};

insert into compatibility (id, oldest, layout)
  select 1, 6, '' from store_format where not exists (select id from compatibility);
)sql";

// Who does what only one node may do: a program of before would do it without asking. What was said
// under a name that all nodes shared is said by each anew.
constexpr std::string_view kSeventh = R"sql(
create table if not exists lease (
  work   {long_key} not null primary key,
  holder {text}     not null,
  fence  {integer}  not null,
  beat   {integer}  not null
) {keyed};

delete from node_state where name = 'scrubber';
)sql";

// Which ranges of the log rest in files of their own, how much of each has been gone through to
// delete it in `event`, and which streams went with them. `number` counts them as they were
// detached; a list of streams that was not finished is made anew by its range.
constexpr std::string_view kEighth = R"sql(
create table if not exists log_range (
  number    {integer} primary key,
  first_seq {integer} not null,
  events    {integer} not null,
  root      {text}    not null,
  deleted   {integer} not null
) {rows};

create table if not exists archived_stream (
  stream    {key}     not null,
  first_seq {integer} not null,
  first_rev {integer} not null,
  last_rev  {integer} not null,
  primary key (stream, first_seq)
) {keyed};
create index if not exists archived_stream_by_range on archived_stream (first_seq);
)sql";

constexpr Migration kMigrations[] = {{1, 1, kFirst},   {2, 2, kSecond}, {3, 3, kThird},
                                     {4, 4, kFourth},  {5, 5, kFifth},  {6, 6, kSixth},
                                     {7, 7, kSeventh}, {8, 7, kEighth}};

std::string_view word_of(std::string_view name, ColumnTypes const& types) {
  std::pair<std::string_view, std::string_view> const words[] = {
      {"key", types.key},         {"long_key", types.long_key}, {"text", types.text},
      {"rows", types.rows},       {"keyed", types.keyed},       {"long_text", types.long_text},
      {"integer", types.integer}, {"random", types.random}};
  for (auto const& [known, word] : words)
    if (known == name) return word;
  throw std::logic_error("a migration with the unknown word " + std::string{name});
}

std::string translated_words(std::string_view statement, ColumnTypes const& types) {
  std::string text;
  for (;;) {
    auto const open = statement.find('{');
    text += statement.substr(0, open);
    if (open == std::string_view::npos) return text;
    auto const close = statement.find('}', open);
    text += word_of(statement.substr(open + 1, close - open - 1), types);
    statement.remove_prefix(close + 1);
  }
}

}  // namespace

std::span<Migration const> migrations() { return kMigrations; }

int known_version() { return migrations().back().version; }

std::vector<std::string> split_statements(std::string_view statements, ColumnTypes const& types) {
  constexpr std::string_view kBlanks = " \n\t";
  std::vector<std::string> split;
  for (;;) {
    auto const start = statements.find_first_not_of(kBlanks);
    if (start == std::string_view::npos) return split;
    auto const end = statements.find(';', start);
    split.push_back(translated_words(statements.substr(start, end - start), types));
    if (end == std::string_view::npos) return split;
    statements.remove_prefix(end + 1);
  }
}

}  // namespace gozin::store
