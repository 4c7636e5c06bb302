#include "tests/simulation/watch.hpp"

#include "engine/command/recording.hpp"
#include "engine/event/json.hpp"
#include "engine/ledger/checkpoint.hpp"
#include "engine/ledger/note.hpp"
#include "engine/ledger/proof.hpp"
#include "engine/replay/verify.hpp"
#include "tests/simulation/founding.hpp"
#include "workflows/ruleset/state.hpp"

#include <charconv>
#include <set>

namespace gozin::simulation {
namespace {

/// A clock may be that far ahead before a node records nothing any more, and a little more at the
/// moment at which it is set right.
constexpr std::int64_t kAheadMsMax = 3'600'000 + 2'000;

std::string place(StoredEvent const& stored) {
  return std::to_string(stored.seq) + " " + stored.stream.text + " " + stored.type;
}

/// `e-17.2` is the second attempt of errand 17; nothing of any other cause.
std::optional<std::pair<std::int64_t, int>> errand_in(std::string_view cause) {
  if (!cause.starts_with("e-")) return std::nullopt;
  std::pair<std::int64_t, int> found;
  auto const dot = cause.find('.');
  std::from_chars(cause.data() + 2, cause.data() + dot, found.first);
  std::from_chars(cause.data() + dot + 1, cause.data() + cause.size(), found.second);
  return found;
}

bool operator==(Receipt const& a, Receipt const& b) {
  return a.seq == b.seq && a.stream == b.stream && a.type == b.type;
}

bool are_equal(std::vector<Receipt> const& a, std::vector<Receipt> const& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](Receipt const& one, Receipt const& other) { return one == other; });
}

std::map<Row, Row> rows_by_key(ReadTable const& table, Folded const& folded,
                               StreamId const& stream) {
  std::map<Row, Row> found;
  for (auto const& row : rows_of(folded, stream))
    if (row.table == &table) found.emplace(key_of(table, row.row), row.row);
  return found;
}

}  // namespace

std::string cause_of(Errand const& errand, int attempt) {
  return "e-" + std::to_string(errand.number) + "." + std::to_string(attempt);
}

Watch::Watch(Disk& disk, TrueTime const& time, Books books)
    : disk_{disk}, time_{time}, books_{books}, roots_{empty_root()} {
  world_.witness.begin_at(0);
  world_.witness.charter = std::make_shared<model::Charter const>();
}

void Watch::look() {
  world_.now = time_.now;
  auto const fresh = std::exchange(disk_.fresh, {});
  for (auto const& batch : fresh) look_at(batch);
}

void Watch::look_at(Batch const& batch) {
  ++books_.tally.commits;
  world_.recent.clear();
  std::set<StreamId> touched;
  for (auto const& stored : batch.events) {
    look_at(stored);
    touched.insert(stored.stream);
  }
  conclude();
  demand(batch.head.frontier == to_text(frontier_), "the head holds another tree than the log");
  demand(batch.events.empty() || batch.head.recorded == batch.events.back().recorded,
         "the head holds another time than its last event");
  for (auto const& stream : touched) look_at_rows(stream);
  for (auto const& checkpoint : batch.checkpoints) look_at_checkpoint(checkpoint);
  for (auto const& key : batch.destroyed_keys) look_at_emptied(key);
}

void Watch::look_at(StoredEvent const& stored) {
  demand(stored.seq + 1 == std::ssize(roots_), "a gap in the log", place(stored));
  demand(leaf_hash(stored.body) == stored.leaf, "a leaf with another hash", place(stored));
  frontier_.append(stored.leaf);
  roots_.push_back(frontier_.root());
  ++books_.tally.events;
  books_.trace.add(place(stored) + " " + to_hex(stored.leaf).substr(0, 12));
  last_ = stored.body;

  auto const recorded = read_recorded(catalog(), stored);
  auto const& at = recorded.at;
  demand(at.seq == stored.seq && at.stream == stored.stream && at.rev == stored.rev &&
             at.recorded == stored.recorded && recorded.event.type().name == stored.type,
         "columns that differ from their leaf", place(stored));
  demand(at.recorded.ms <= time_.now.ms + kAheadMsMax, "recorded in the future", place(stored));
  auto const* before = std::as_const(world_).folded(at.stream);
  demand(at.rev == (before ? before->rev + 1 : 0), "a revision twice or left out", place(stored));
  demand(at.prev == (before ? std::optional{before->last_leaf} : std::nullopt),
         "an event that does not follow the one before it", place(stored));
  if (at.cause != cause_) conclude();
  cause_ = at.cause;
  world_.follow(recorded, stored.leaf);
  demand_lawful();
  if (recorded.event.type().name == "RuleSetProposed") {
    auto charter = std::make_shared<model::Charter>(*world_.witness.charter);
    charter->rules[at.stream] = world_.state<ruleset::RuleSetStream>(at.stream)->rules;
    world_.witness.charter = std::move(charter);
  }
  remember(recorded);
}

void Watch::conclude() {
  world_.witness.conclude();
  demand_lawful();
}

void Watch::demand_lawful() const {
  if (!world_.witness.broken.empty()) throw Violation{world_.witness.broken.front() + "\n" + last_};
}

void Watch::remember(Recorded const& recorded) {
  auto const errand = errand_in(recorded.at.cause);
  if (!errand) return;
  auto& done = done_.try_emplace(errand->first, Done{errand->second, {}}).first->second;
  demand(done.attempt == errand->second, "a command recorded twice", recorded.at.cause);
  demand(done.events.empty() || done.events.back().seq + 1 == recorded.at.seq,
         "a command recorded in two places", recorded.at.cause);
  done.events.push_back(
      {recorded.at.seq, recorded.at.stream, std::string{recorded.event.type().name}});
}

/// Of every table: the rows of a stream stand together, since each key begins with the stream.
void Watch::look_at_rows(StreamId const& stream) const {
  auto const& folded = *world_.folded(stream);
  for (auto const* table : catalog().tables()) {
    auto expected = rows_by_key(*table, folded, stream);
    auto const stored = disk_.contents.tables.find(table->name);
    auto const empty = std::map<Row, Row>{};
    auto const& rows = stored == disk_.contents.tables.end() ? empty : stored->second;
    for (auto row = rows.lower_bound(Row{stream.text});
         row != rows.end() && row->first.front() == Value{stream.text}; ++row) {
      auto const found = expected.find(row->first);
      demand(found != expected.end(), "a row that no event yields",
             std::string{table->name} + " " + stream.text);
      demand(found->second == row->second, "a row that differs from what its events yield",
             std::string{table->name} + " " + stream.text);
      expected.erase(found);
    }
    demand(expected.empty(), "a row that is not written",
           std::string{table->name} + " " + stream.text);
  }
}

/// With the key of a box its papers go.
void Watch::look_at_emptied(VaultKeyId const& key) const {
  for (auto const& [id, paper] : disk_.contents.papers)
    demand(box_key_of(paper.ballot) != key, "papers left in a box whose key is destroyed",
           key.text);
}

void Watch::demand_root(TreeHead const& tree, std::string_view what) const {
  auto const where = "size " + std::to_string(tree.size);
  demand(tree.size < roots_.size(), std::string{what} + " of more than the log holds", where);
  demand(roots_[tree.size] == tree.root, std::string{what} + " of another tree than the log's",
         where);
}

void Watch::look_at_checkpoint(StoredCheckpoint const& stored) const {
  auto const note = parse_note(stored.note);
  auto const checkpoint = note ? parse_checkpoint(note->text) : Result<Checkpoint>{note.error()};
  demand(checkpoint.has_value(), "a checkpoint that cannot be read");
  demand(static_cast<std::int64_t>(checkpoint->tree.size) == stored.size,
         "a checkpoint stored for another size");
  demand_root(checkpoint->tree, "a checkpoint");
}

void Watch::signing(std::string_view text) const {
  auto const checkpoint = parse_checkpoint(text);
  demand(checkpoint.has_value(), "something signed that is no checkpoint");
  // What is signed is already durable, though perhaps not looked at yet.
  auto const size = static_cast<std::int64_t>(checkpoint->tree.size);
  demand(size <= disk_.contents.head.size, "a checkpoint signed before its events are durable",
         "size " + std::to_string(size));
  auto const head = parse_frontier(disk_.contents.head.frontier);
  if (size == disk_.contents.head.size && head)
    demand(head->root() == checkpoint->tree.root, "a root signed that is not the log's",
           "size " + std::to_string(size));
  else
    demand_root(checkpoint->tree, "a checkpoint signed");
}

void Watch::heard(std::int64_t next, Recorded const& recorded) const {
  auto const seq = recorded.at.seq;
  demand(seq == next, "a listener that missed events or heard them twice",
         std::to_string(seq) + " instead of " + std::to_string(next));
  demand(seq < disk_.contents.head.size, "a listener told of what is not durable",
         std::to_string(seq));
  auto const& stored = *disk_.contents.events.at(static_cast<std::size_t>(seq));
  demand(stored.stream == recorded.at.stream && stored.type == recorded.event.type().name,
         "a listener told of another event than the log's", place(stored));
}

void Watch::held(StreamId const& stream, Folded const& folded) const {
  if (folded.rev < 0) return;
  auto const found = disk_.contents.streams.find(stream);
  demand(found != disk_.contents.streams.end() && folded.rev < std::ssize(found->second),
         "a stream folded further than the log", stream.text);
  auto const at = found->second.at(static_cast<std::size_t>(folded.rev));
  demand(disk_.contents.events.at(at)->leaf == folded.last_leaf,
         "a stream folded from other events than the log's", stream.text);
  auto const& whole = *world_.folded(stream);
  if (whole.rev != folded.rev) return;
  demand(whole.position == folded.position && rows_of(whole, stream) == rows_of(folded, stream),
         "a stream that folds to something else than its events", stream.text);
}

Watch::Done const* Watch::find(Errand const& errand) const {
  auto const found = done_.find(errand.number);
  return found == done_.end() ? nullptr : &found->second;
}

void Watch::accepted(Errand const& errand, int attempt, Accepted const& answer) {
  auto const cause = cause_of(errand, attempt);
  auto const* done = find(errand);
  demand(done != nullptr, "an answer to what is not in the log", cause);
  demand(are_equal(done->events, answer.events), "an answer that differs from the log", cause);
  demand((done->attempt == attempt) != answer.replayed,
         "an answer that is wrong about whether it was done before", cause);
  demand(!errand.answer || are_equal(*errand.answer, answer.events),
         "one request answered in two ways", cause);
}

void Watch::refused(Errand const& errand, int attempt, Rejection const& why, bool was_done) const {
  auto const* done = find(errand);
  auto const cause = cause_of(errand, attempt) + " " + std::string{why.reason.name()};
  demand(!done || done->attempt != attempt, "a command refused and recorded", cause);
  bool const may_wait = why.reason == EngineReason::clock_must_not_jump;
  demand(!was_done || may_wait, "a repeated request refused after it was done", cause);
}

void Watch::untouched(Errand const& errand, int attempt, std::string_view why) {
  auto const* done = find(errand);
  demand(!done || done->attempt != attempt, why, cause_of(errand, attempt));
}

void Watch::look_at_all(Keys& keys) {
  look();
  Fuse none;
  FaultyStore store{disk_, none};
  auto const view = store.view();
  auto const some_key = view->wrapped_keys({}, 1).front();
  demand(keys.settle(some_key.id, parse_base64(some_key.wrapped).value()),
         "no epoch key opens the vault");
  auto const report = verify(catalog(), *view, {.keys = &keys});
  for (auto const* faults : {&report.damage, &report.contradictions})
    for (auto const& fault : *faults)
      throw Violation{"verification finds " + std::string{name_of(fault.finding)} + ": " +
                      fault.place};
  look_at_consistency();
}

/// That each signed tree begins with the one signed before it, as an auditor would see it.
void Watch::look_at_consistency() const {
  std::vector<Hash> leaves;
  for (auto const& stored : disk_.contents.events) leaves.push_back(stored->leaf);
  auto const nodes = nodes_over(leaves);
  TreeHead earlier{0, empty_root()};
  std::size_t passed = 0;
  for (auto const& [size, stored] : disk_.contents.checkpoints) {
    // Recomputing is quadratic: of many checkpoints a few, and always the last.
    bool const is_last = size == disk_.contents.checkpoints.rbegin()->first;
    if (passed++ % 64 != 0 && !is_last) continue;
    auto const later = parse_checkpoint(parse_note(stored.note)->text)->tree;
    auto const proof = consistency_proof(nodes, earlier.size, later.size);
    demand(proof && verify_consistency(earlier, later, *proof), "a tree that was not only appended",
           "size " + std::to_string(size));
    earlier = later;
  }
}

}  // namespace gozin::simulation
