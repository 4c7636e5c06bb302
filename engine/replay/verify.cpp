#include "engine/replay/verify.hpp"

#include "engine/command/lineage.hpp"
#include "engine/ledger/cosignature.hpp"
#include "engine/ledger/log_check.hpp"
#include "engine/ledger/reason.hpp"
#include "engine/port/log_archive.hpp"
#include "engine/replay/walk.hpp"

#include <algorithm>
#include <limits>

namespace gozin {
namespace {

constexpr std::string_view kGiven = "checkpoint given";
constexpr std::size_t kCheckpointsAPage = 1'000;
constexpr auto kNoEnd = std::numeric_limits<std::int64_t>::max();

std::map<Row, Row> by_key(ReadTable const& table, std::vector<TableRow> const& rows) {
  std::map<Row, Row> sorted;
  for (auto const& row : rows) sorted.emplace(key_of(table, row.row), row.row);
  return sorted;
}

std::string place_of(KeptFile const& file) {
  return std::string{kGiven} + (file.name.empty() ? "" : " " + file.name);
}

std::string describe(ReadTable const& table, Row const& key) {
  std::string place{table.name};
  for (auto const& value : key) {
    place += ' ';
    if (auto const* text = std::get_if<std::string>(&value)) place += *text;
    if (auto const* number = std::get_if<std::int64_t>(&value)) place += std::to_string(*number);
  }
  return place;
}

}  // namespace

/// The log's own list where it holds the key that is trusted, else that key alone.
bool LogWalk::know_keys() {
  auto const* named = keys_named_.read(*store_);
  if (named && (!options_.key || named->contains(*options_.key)))
    keys_ = *named;
  else if (options_.key)
    keys_ = LogKeys{*options_.key};
  return keys_.has_value();
}

/// A log that is signed by strangers throughout is whole in itself.
void LogWalk::key_at_hand() {
  if (!options_.signer) return;
  auto const keys = keys_->all();
  bool const is_ours = std::any_of(keys.begin(), keys.end(), [&](NoteKey const& key) {
    return options_.signer->knows(view_of(key.public_key));
  });
  if (!is_ours) contradict(VerifyFinding::key_not_at_hand, to_vkey(keys_->newest()));
}

void LogWalk::own_memory(std::int64_t first, std::int64_t last) {
  auto const& own = options_.signed_before;
  auto const size = own ? static_cast<std::int64_t>(own->size) : std::int64_t{-1};
  if (size < first || size > last) return;
  auto const known = signed_roots_.emplace(size, own->root);
  if (!known.second && known.first->second != own->root)
    contradict(VerifyFinding::root_differs, "checkpoint " + std::to_string(size));
}

void LogWalk::hand_overs() {
  if (!keys_) return;
  if (auto const rotation = hand_overs_.missing(*keys_))
    hold(VerifyFinding::key_not_handed_over, event_place(static_cast<std::int64_t>(*rotation)));
}

void LogWalk::checkpoints() {
  own_memory(0, kNoEnd);
  if (!know_keys()) {
    if (store_->head().size > 0) hold(VerifyFinding::log_not_opened, "event 0");
    return;
  }
  report_.vkey = to_vkey(keys_->newest());
  key_at_hand();
  for (std::int64_t from = std::numeric_limits<std::int64_t>::min();;) {
    auto const page = store_->checkpoints(from, kCheckpointsAPage);
    signed_ones(page);
    // Behind the last page no checkpoint follows.
    auto const last = page.size() < kCheckpointsAPage ? kNoEnd : page.back().size;
    cosignatures(from, page, last);
    if (page.size() < kCheckpointsAPage) break;
    from = page.back().size + 1;
  }
  for (auto const& file : options_.given) given(file);
}

void LogWalk::checkpoints_ahead(std::int64_t count) {
  auto const first = report_.events + 1;
  own_memory(first, first + count - 1);
  if (!know_keys()) return;
  if (report_.events == 0) key_at_hand();
  auto page = store_->checkpoints(first, static_cast<std::size_t>(count));
  std::erase_if(page, [&](auto const& stored) { return stored.size >= first + count; });
  signed_ones(page);
  cosignatures(first, page, first + count - 1);
}

void LogWalk::hold_to_checkpoints() {
  check_roots();
  signed_roots_.clear();
  roots_.clear();
}

/// Whose line it is said to be, that one must have signed; and what they signed must be there.
void LogWalk::cosignatures(std::int64_t from, std::vector<StoredCheckpoint> const& page,
                           std::int64_t last) {
  for (auto const& one : store_->cosignatures(from, last)) {
    auto const is_its = [&](StoredCheckpoint const& stored) { return stored.size == one.size; };
    auto const stored = std::find_if(page.begin(), page.end(), is_its);
    auto const key = parse_cosigner_vkey(one.witness);
    auto const note = stored == page.end() ? Result<Note>{Rejection{}} : parse_note(stored->note);
    auto const at =
        note && key ? cosigned_at(*note, *key) : Result<std::optional<std::uint64_t>>{Rejection{}};
    if (!at || !*at)
      hold(VerifyFinding::cosignature_wrong,
           "cosignature " + std::to_string(one.size) + " " + one.witness);
  }
}

/// Looking at a signature takes as long as looking at twenty events.
void LogWalk::signed_ones(std::vector<StoredCheckpoint> const& page) {
  constexpr std::size_t kPiece = 20;
  std::vector<std::optional<Result<SignedCheckpoint>>> opened(page.size());
  share((page.size() + kPiece - 1) / kPiece, [&](std::size_t piece) {
    for (auto i = piece * kPiece; i < std::min((piece + 1) * kPiece, page.size()); ++i)
      opened[i] = keys_->open(page[i].note);
  });
  for (std::size_t i = 0; i < page.size(); ++i) {
    auto const place = "checkpoint " + std::to_string(page[i].size);
    auto const one = signed_one(*opened[i], place);
    if (one && static_cast<std::int64_t>(one->tree.size) != page[i].size)
      hold(VerifyFinding::checkpoint_size_differs, place);
  }
}

std::optional<Checkpoint> LogWalk::signed_one(Result<SignedCheckpoint> const& opened,
                                              std::string const& place) {
  if (!opened) {
    auto const signature = opened.error().reason == LedgerReason::signature_must_verify;
    hold(signature ? VerifyFinding::checkpoint_signature_wrong
                   : VerifyFinding::checkpoint_unreadable,
         place);
    return std::nullopt;
  }
  ++report_.checkpoints;
  hand_overs_.note(*keys_, *opened);
  auto const& tree = opened->checkpoint.tree;
  auto const known = signed_roots_.emplace(static_cast<std::int64_t>(tree.size), tree.root);
  if (!known.second && known.first->second != tree.root)
    contradict(VerifyFinding::root_differs, place);
  return opened->checkpoint;
}

void LogWalk::given(KeptFile const& file) {
  auto const place = place_of(file);
  auto const evidence = parse_evidence(file.bytes);
  if (!evidence) return hold(VerifyFinding::checkpoint_unreadable, place);
  auto const checkpoint = signed_one(keys_->open(checkpoint_of(*evidence)), place);
  if (!checkpoint) return;
  if (!file.name.empty())
    given_names_[static_cast<std::int64_t>(checkpoint->tree.size)] += " " + file.name;
  auto const* receipt = std::get_if<LogReceipt>(&*evidence);
  if (receipt && !verify_receipt(*receipt, *keys_)) hold(VerifyFinding::receipt_wrong, place);
  auto const* dossier = std::get_if<LogDossier>(&*evidence);
  if (auto const fault = dossier ? fault_of(*dossier, *keys_, place) : std::nullopt)
    hold(VerifyFinding::dossier_wrong, fault->place);
  if (auto const* proof = std::get_if<ConsistencyFile>(&*evidence))
    asked_sizes_.insert(static_cast<std::int64_t>(proof->old_size));
  given_.push_back({*evidence, place});
}

/// A proof that leads nowhere means something only where the signed root is the log's own.
void LogWalk::check_given(Given const& given) {
  auto const& [evidence, place] = given;
  auto const tree = keys_->open(checkpoint_of(evidence))->checkpoint.tree;
  auto const own = roots_.find(static_cast<std::int64_t>(tree.size));
  if (own == roots_.end() || own->second != tree.root) return;
  bool is_right = true;
  if (auto const* proof = std::get_if<ProofFile>(&evidence)) {
    is_right = false;
    store_->read_log(static_cast<std::int64_t>(proof->index), 1, [&](StoredEvent const& stored) {
      is_right = verify_inclusion({stored.leaf, proof->index}, proof->hashes, tree).has_value();
    });
  }
  if (auto const* proof = std::get_if<ConsistencyFile>(&evidence)) {
    auto const old = roots_.find(static_cast<std::int64_t>(proof->old_size));
    is_right = old != roots_.end() &&
               verify_consistency({proof->old_size, old->second}, tree, proof->hashes).has_value();
  }
  if (!is_right) hold(VerifyFinding::proof_wrong, place);
  if (auto const* dossier = std::get_if<LogDossier>(&evidence)) check_statements(*dossier, place);
}

/// What it says of events that it does not show, and of what the log is for.
void LogWalk::check_statements(LogDossier const& dossier, std::string const& place) {
  auto const leaf_at = [&](std::uint64_t index) {
    std::optional<Leaf> found;
    store_->read_log(static_cast<std::int64_t>(index), 1, [&](StoredEvent const& stored) {
      if (auto leaf = parse_leaf(stored.body)) found = std::move(*leaf);
    });
    return found;
  };
  for (auto const& [index, statement] : unshown_statements(dossier))
    if (auto const leaf = leaf_at(index); leaf && !agrees(statement, *leaf))
      hold(VerifyFinding::dossier_wrong, event_place(static_cast<std::int64_t>(index)));
  auto const purpose = purpose_in(dossier);
  auto const first = purpose ? leaf_at(0) : std::nullopt;
  auto const* said =
      first && first->data.is_object() ? first->data.get_object().if_contains("purpose") : nullptr;
  if (said && *said != json::value(*purpose)) hold(VerifyFinding::dossier_wrong, place);
}

void LogWalk::check_roots() {
  roots_[0] = empty_root();
  for (auto const& [size, root] : signed_roots_) {
    auto const place = "checkpoint " + std::to_string(size) + given_names_[size];
    if (size > report_.events)
      contradict(VerifyFinding::log_shorter_than_checkpoint, place);
    else if (!roots_.contains(size) || roots_.at(size) != root)
      contradict(VerifyFinding::root_differs, place);
  }
  for (auto const& one : given_) check_given(one);
}

void LogWalk::rows() {
  check_roots();
  // Streams that could not be folded would only repeat in their rows what was found already.
  if (any_broken_ || full()) return;
  std::map<std::string_view, std::vector<TableRow>> expected;
  for (auto const& [id, stream] : streams_) {
    if (!stream.running) continue;
    std::vector<TableRow> rows;
    auto const& folded = stream.running->folded;
    if (folded.kind->project) folded.kind->project({id, folded}, rows);
    for (auto& row : rows) expected[row.table->name].push_back(std::move(row));
  }
  for (auto const* table : catalog_.tables())
    compare(*table, by_key(*table, expected[table->name]));
}

void LogWalk::compare(ReadTable const& table, std::map<Row, Row> expected) {
  constexpr std::size_t kPage = 1'000;
  Row after;
  for (;;) {
    auto const page =
        store_->select({.table = &table, .order = table.key, .after = after, .limit = kPage});
    for (auto const& row : page) {
      ++report_.rows;
      after = key_of(table, row);
      auto const found = expected.find(after);
      if (found == expected.end())
        hold(VerifyFinding::row_foreign, describe(table, after));
      else if (found->second != row)
        hold(VerifyFinding::row_differs, describe(table, after));
      if (found != expected.end()) expected.erase(found);
    }
    if (page.size() < kPage) break;
  }
  for (auto const& [key, row] : expected) hold(VerifyFinding::row_missing, describe(table, key));
}

std::optional<TreeHead> signed_before(Signer const& signer) {
  auto const edge = signer.signed_edge();
  auto const frontier = parse_frontier(edge);
  return edge.empty() || !frontier ? std::nullopt : std::optional{frontier->head()};
}

VerifyReport verify(Catalog const& catalog, StoreView& store, VerifyOptions const& options) {
  VerifyReport report;
  report.values_opened = options.keys != nullptr;
  LogWalk walk{catalog, store, options, report};
  try {
    walk.checkpoints();
    walk.events();
    walk.rows();
  } catch (RangeUnreadable const& range) {
    // What stands behind it hangs on what it holds.
    report.damage.push_back({VerifyFinding::range_damaged, range.place});
  }
  return report;
}

AllRows project_all(Catalog const& catalog, StoreView& store) {
  std::unordered_map<StreamId, Running> streams;
  store.read_log(0, store.head().size, [&](StoredEvent const& stored) {
    auto const recorded = read_recorded(catalog, stored);
    auto found = streams.find(stored.stream);
    if (found == streams.end()) {
      auto const* lineage = recorded.event.lineage();
      auto before = lineage ? taken_over(catalog, source_of(store), *lineage, recorded.at)
                            : start(*catalog.find_kind(stored.stream.kind()));
      found = streams.emplace(stored.stream, std::move(before)).first;
    }
    advance(found->second, recorded, stored.leaf);
  });
  AllRows all;
  for (auto const& [stream, running] : streams) {
    std::vector<TableRow> rows;
    if (running.folded.kind->project) running.folded.kind->project({stream, running.folded}, rows);
    for (auto& row : rows) all[row.table->name].push_back(std::move(row));
  }
  return all;
}

}  // namespace gozin
