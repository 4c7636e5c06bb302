#include "tests/support/store_contents.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace gozin::tests {
namespace {

Value const& value_at(ReadTable const& table, Row const& row, std::string_view column) {
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (table.columns[i].name == column) return row.at(i);
  throw std::logic_error("no column " + std::string{column});
}

struct Ordering {
  std::string_view column;
  bool descends = false;
};

std::vector<Ordering> orderings(Query const& query) {
  std::vector<Ordering> all;
  for (auto const name : query.order)
    all.push_back(name.starts_with('-') ? Ordering{name.substr(1), true} : Ordering{name, false});
  bool const descends = !all.empty() && all.back().descends;
  for (auto const name : query.table->key)
    if (std::none_of(all.begin(), all.end(), [&](auto const& each) { return each.column == name; }))
      all.push_back({name, descends});
  return all;
}

/// NULL first, whichever way the column runs.
bool precedes(std::vector<Ordering> const& by, Row const& a, Row const& b) {
  for (std::size_t i = 0; i < by.size(); ++i) {
    if (a[i] == b[i]) continue;
    bool const a_is_null = std::holds_alternative<std::monostate>(a[i]);
    bool const b_is_null = std::holds_alternative<std::monostate>(b[i]);
    if (a_is_null || b_is_null) return a_is_null;
    return by[i].descends ? b[i] < a[i] : a[i] < b[i];
  }
  return false;
}

void expect_no_nul(std::string_view text) {
  if (text.find('\0') != std::string_view::npos)
    throw std::logic_error("a text with a NUL byte cannot be stored");
}

void add_events(StoreContents& contents, Batch const& batch) {
  for (auto const& event : batch.events) {
    auto& stream = contents.streams[event.stream];
    expect_no_nul(event.body);
    if (event.seq != static_cast<std::int64_t>(contents.events.size()))
      throw std::logic_error("events must continue the log without a gap");
    if (event.rev != static_cast<std::int64_t>(stream.size()))
      throw std::logic_error("the stream has that revision");
    stream.push_back(contents.events.size());
    contents.events.push_back(std::make_shared<StoredEvent const>(event));
  }
  if (batch.head.size != static_cast<std::int64_t>(contents.events.size()))
    throw std::logic_error("the head must be the end of the log");
  contents.head = batch.head;
}

void add_secrets(StoreContents& contents, Batch const& batch) {
  for (auto const& record : batch.vault)
    if (!contents.vault.emplace(std::pair{record.seq, record.key}, record).second)
      throw std::logic_error("the vault holds it already");
  for (auto const& key : batch.keys) contents.keys.insert_or_assign(key.id, key);
  for (auto const& id : batch.destroyed_keys) contents.keys.erase(id);
  for (auto const& paper : batch.ballots)
    if (!contents.papers.emplace(paper.id, paper).second)
      throw std::logic_error("the box holds it already");
  for (auto const& ballot : batch.emptied_boxes)
    std::erase_if(contents.papers, [&](auto const& each) { return each.second.ballot == ballot; });
}

void add_rest(StoreContents& contents, Batch const& batch) {
  for (auto const& request : batch.requests)
    if (!contents.answers.emplace(request.key, request).second)
      throw std::logic_error("the request was answered already");
  for (auto const& digest : batch.erased_lookups) contents.lookups.erase(digest);
  for (auto const& lookup : batch.lookups)
    if (!contents.lookups.emplace(lookup.digest, lookup.person).second)
      throw std::logic_error("the digest is taken");
  for (auto const& document : batch.documents)
    if (auto const [place, is_new] = contents.documents.emplace(document.hash, document);
        !is_new && document.key.empty())
      place->second = document;
  for (auto const& checkpoint : batch.checkpoints) {
    auto const& known = contents.checkpoints.emplace(checkpoint.size, checkpoint).first->second;
    // Of the same tree, one may bear a key's line that another lacks.
    auto const text = [](auto const& one) { return one.note.substr(0, one.note.find("\n\n")); };
    if (text(known) != text(checkpoint)) throw StoreFailed("two different checkpoints of the log");
  }
  for (auto const& one : batch.cosignatures)
    contents.cosignatures.insert_or_assign({one.size, one.witness}, one);
  for (auto const& one : batch.erasures) contents.erasures.insert_or_assign(one.seq, one);
  for (auto const& one : batch.standings) contents.standings.insert_or_assign(one.witness, one);
  for (auto const& name : batch.forgotten_states) contents.states.erase(name);
  for (auto const& one : batch.leases) contents.leases.insert_or_assign(one.next.work, one.next);
  for (auto const& one : batch.states) contents.states.insert_or_assign(one.name, one);
  for (auto const& one : batch.accesses)
    if (contents.accesses.push_back(one); one.number + 1 != std::ssize(contents.accesses))
      throw std::logic_error("entries must go on where the journal ends");
}

/// The index of a Value's alternative; 0 is NULL.
std::size_t alternative_of(ColumnType type) { return type == ColumnType::integer ? 1 : 2; }

void check(TableRow const& row) {
  auto const& columns = row.table->columns;
  if (row.row.size() != columns.size())
    throw std::logic_error("a row of another length than its table's");
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (row.row[i].index() != 0 && row.row[i].index() != alternative_of(columns[i].type))
      throw std::logic_error("a value of another type than its column's");
    if (auto const* text = std::get_if<std::string>(&row.row[i])) expect_no_nul(*text);
  }
  for (auto const& value : key_of(*row.table, row.row))
    if (value.index() == 0) throw std::logic_error("a key without a value");
}

}  // namespace

std::vector<Row> select(StoreContents const& contents, Query const& query) {
  auto const by = orderings(query);
  if (!query.after.empty() && query.after.size() != by.size())
    throw std::logic_error("a place of another length");
  std::vector<std::pair<Row, Row>> found;
  auto const table = contents.tables.find(query.table->name);
  if (table == contents.tables.end()) return {};
  for (auto const& [key, row] : table->second) {
    bool const fits = std::all_of(query.where.begin(), query.where.end(), [&](auto const& each) {
      return value_at(*query.table, row, each.first) == each.second;
    });
    if (!fits) continue;
    Row place;
    for (auto const& each : by) place.push_back(value_at(*query.table, row, each.column));
    if (query.after.empty() || precedes(by, query.after, place)) found.emplace_back(place, row);
  }
  std::sort(found.begin(), found.end(),
            [&](auto const& a, auto const& b) { return precedes(by, a.first, b.first); });
  std::vector<Row> rows;
  for (std::size_t i = 0; i < std::min(found.size(), query.limit); ++i)
    rows.push_back(found[i].second);
  return rows;
}

void put_rows(StoreContents& contents, RowChanges const& rows) {
  for (auto const& row : rows.deletes) contents.tables[std::string{row.table->name}].erase(row.row);
  for (auto const& row : rows.upserts) {
    check(row);
    contents.tables[std::string{row.table->name}].insert_or_assign(key_of(*row.table, row.row),
                                                                   row.row);
  }
}

void add(StoreContents& contents, Batch const& batch) {
  expect_leases(batch, [&](std::string const& work) { return find_in(contents.leases, work); });
  add_events(contents, batch);
  add_secrets(contents, batch);
  add_rest(contents, batch);
  put_rows(contents, batch.rows);
}

}  // namespace gozin::tests
