#include "engine/replay/walk.hpp"

#include "engine/event/access.hpp"
#include "engine/event/erasure.hpp"
#include "engine/event/json.hpp"
#include "engine/event/leaf.hpp"
#include "engine/port/access_journal.hpp"

#include <algorithm>

namespace gozin {
namespace {

std::string event_place(std::int64_t seq) { return "event " + std::to_string(seq); }

/// Every `{"commitment": …}` in the data of an event.
void collect(json::value const& value, std::set<std::string>& commitments) {
  if (value.is_array())
    for (auto const& element : value.get_array()) collect(element, commitments);
  if (!value.is_object()) return;
  auto const& object = value.get_object();
  auto const* commitment = object.size() == 1 ? object.if_contains("commitment") : nullptr;
  if (commitment && commitment->is_string())
    commitments.emplace(commitment->get_string());
  else
    for (auto const& member : object) collect(member.value(), commitments);
}

std::set<std::string> words_of(std::string const& bound) {
  std::set<std::string> words;
  std::size_t from = 0;
  while (from < bound.size()) {
    auto const to = std::min(bound.find(' ', from), bound.size());
    words.insert(bound.substr(from, to - from));
    from = to + 1;
  }
  return words;
}

}  // namespace

LogWalk::LogWalk(Catalog const& catalog, StoreView& store, VerifyOptions const& options,
                 VerifyReport& report)
    : catalog_{catalog}, store_{&store}, options_{options}, report_{report}, key_{options.key} {}

bool LogWalk::full() const { return report_.damage.size() >= options_.faults_max; }

void LogWalk::hold(VerifyFinding finding, std::string place) {
  if (!full()) report_.damage.push_back({finding, std::move(place)});
}

void LogWalk::contradict(VerifyFinding finding, std::string place) {
  if (report_.contradictions.size() < options_.faults_max)
    report_.contradictions.push_back({finding, std::move(place)});
}

void LogWalk::look(Looked& event) const {
  auto const& stored = event.stored;
  auto const hold = [&](VerifyFinding finding) {
    event.faults.push_back({finding, event_place(stored.seq)});
  };
  if (leaf_hash(stored.body) != stored.leaf) hold(VerifyFinding::leaf_hash_differs);
  try {
    auto read = read_recorded_of(catalog_, stored);
    event.recorded = std::move(read.recorded);
    event.origin = std::move(read.origin);
  } catch (UnreadableEvent const&) {
    // Unknown and damaged look the same from here; either way nothing can be said of it.
    return hold(VerifyFinding::event_unreadable);
  }
  auto const& at = event.recorded->at;
  if (at.seq != stored.seq || at.stream != stored.stream || at.rev != stored.rev ||
      event.recorded->event.type().name != stored.type || at.recorded != stored.recorded)
    hold(VerifyFinding::event_columns_differ);
}

std::vector<LogWalk::Looked> LogWalk::read_page(std::int64_t from, std::int64_t count) {
  std::vector<Looked> page;
  store_->read_log(from, count, [&](StoredEvent const& stored) { page.push_back({stored}); });
  return page;
}

void LogWalk::look_at_all(std::vector<Looked>& page) const {
  for (auto& event : page) look(event);
}

void LogWalk::chain(StoredEvent const& stored, Recorded const& recorded) {
  auto const place = event_place(stored.seq);
  if (recorded.at.recorded < recorded_) hold(VerifyFinding::recorded_runs_backwards, place);
  recorded_ = std::max(recorded_, recorded.at.recorded);
  if (recorded.at.occurred > recorded.at.recorded)
    hold(VerifyFinding::occurred_later_than_recorded, place);

  auto& tip = tips_[recorded.at.stream];
  if (recorded.at.rev != tip.rev + 1) {
    hold(VerifyFinding::revision_differs, place);
    // What follows a gap was judged with what is missing; folded without it, it means nothing.
    broken_.insert(recorded.at.stream);
  }
  if (recorded.at.prev != tip.leaf) hold(VerifyFinding::previous_leaf_differs, place);
  tip = {recorded.at.rev, stored.leaf};
}

void LogWalk::fold(StoredEvent const& stored, Recorded const& recorded) {
  auto const& stream = recorded.at.stream;
  if (broken_.contains(stream)) return;
  auto found = streams_.find(stream);
  if (found == streams_.end())
    found = streams_.emplace(stream, start(*catalog_.find_kind(stream.kind()))).first;
  auto& folded = found->second.folded;
  auto const index = chart_index(*folded.kind, recorded.event.type());
  if (!index || !chart::accepts(folded.kind->chart.model, folded.position, *index)) {
    hold(VerifyFinding::event_not_acceptable, event_place(stored.seq));
    broken_.insert(stream);
    return;
  }
  try {
    advance(found->second, recorded, stored.leaf);
  } catch (std::exception const&) {
    // A bug where an event was judged before it was recorded; here its bytes may be anybody's.
    hold(VerifyFinding::event_not_acceptable, event_place(stored.seq));
    broken_.insert(stream);
  }
}

std::optional<SecretKey> LogWalk::key_of_vault(VaultKeyId const& id) {
  auto const wrapped = store_->wrapped_key(id);
  auto const bytes = wrapped ? parse_base64(wrapped->wrapped) : std::nullopt;
  return bytes ? options_.keys->unwrap(id, *bytes) : std::nullopt;
}

bool LogWalk::has_key(VaultKeyId const& id) {
  if (!has_keys_) has_keys_ = options_.keys || !store_->wrapped_keys({}, 1).empty();
  if (!*has_keys_) return true;
  auto const found = keys_there_.find(id);
  if (found != keys_there_.end()) return found->second;
  return keys_there_[id] = store_->wrapped_key(id).has_value();
}

std::optional<std::string> LogWalk::content_of(StoredDocument const& document) {
  auto const content = parse_base64(document.content);
  if (!content || document.key.empty()) return content;
  auto const key = key_of_vault(document.key);
  return key ? options_.keys->open(*key, to_hex(document.hash), *content) : std::nullopt;
}

/// An event names an attached document by its hash, and says of which media type it is. One that
/// says none names what is kept elsewhere: it is checked only where it is at hand.
void LogWalk::document(StoredEvent const& stored, Recorded const& recorded) {
  auto const data = recorded.event.data();
  auto const* named = data.is_object() ? data.get_object().if_contains("document") : nullptr;
  auto const hash = named && named->is_string() ? parse_hash(std::string_view{named->get_string()})
                                                : std::nullopt;
  if (!hash) return;
  auto const place = event_place(stored.seq) + " document " + to_hex(*hash);
  auto const found = store_->document(*hash);
  auto const* media = data.get_object().if_contains("media");
  if (!found && media) hold(VerifyFinding::document_missing, place);
  if (!found) return;
  bool const said = !media || *media == json::string_view{found->media};
  if (!found->key.empty() && !has_key(found->key)) return unopened_.push_back({found->key, place});
  if (!found->key.empty() && !options_.keys) return;
  auto const content = content_of(*found);
  if (!said || !content || sha256(*content) != *hash) hold(VerifyFinding::document_differs, place);
}

void LogWalk::vault(StoredEvent const& stored, Recorded const& recorded) {
  std::set<std::string> missing;
  collect(recorded.event.data(), missing);
  for (auto const& record : store_->vault_of(stored.seq)) {
    ++report_.vault_records;
    auto const place = event_place(stored.seq) + " " + record.key.text;
    for (auto const& commitment : words_of(record.bound))
      if (missing.erase(commitment) == 0) hold(VerifyFinding::vault_record_foreign, place);
    open_record_of(record, place);
  }
  if (!missing.empty()) hold(VerifyFinding::vault_record_missing, event_place(stored.seq));
}

void LogWalk::open_record_of(VaultRecord const& record, std::string const& place) {
  if (!has_key(record.key)) return unopened_.push_back({record.key, place});
  if (!options_.keys) return;
  try {
    auto const key = key_of_vault(record.key);
    if (!key) throw StoreFailed("no key");
    (void)open_record(*options_.keys, *key, record);
  } catch (StoreFailed const&) {
    hold(VerifyFinding::vault_value_differs, place);
  }
}

void LogWalk::accesses(Recorded const& recorded) {
  auto const* sealed = recorded.event.as<AccessJournalSealed>();
  if (!sealed) return;
  auto const place = event_place(recorded.at.seq) + " entries " + std::to_string(sealed->from) +
                     " to " + std::to_string(sealed->to);
  auto const hash = hash_of_accesses(*store_, sealed->from, sealed->to);
  accesses_bound_ = sealed->to + 1;
  if (!hash) return hold(VerifyFinding::access_missing, place);
  if (*hash != sealed->hash) hold(VerifyFinding::access_differs, place);
}

void LogWalk::unbound_accesses() {
  auto const end = store_->accesses_end();
  if (end > accesses_bound_ && !hash_of_accesses(*store_, accesses_bound_, end - 1))
    hold(VerifyFinding::access_missing,
         "entries " + std::to_string(accesses_bound_) + " to " + std::to_string(end - 1));
}

void LogWalk::erasure(Recorded const& recorded) {
  if (auto const* erased = recorded.event.as<SubjectErased>()) destroyed(recorded.at.seq, *erased);
}

void LogWalk::destroyed(std::int64_t seq, SubjectErased const& erased) {
  for (auto const& key : erased.keys)
    destroyed_.emplace(VaultKeyId{key.text}, report_.erasures.size());
  report_.erasures.push_back({seq, erased.person, 0});
}

void LogWalk::proven_erasures() {
  for (auto const& [seq, text] : store_->erasures()) {
    auto const receipt = parse_receipt(text);
    bool const holds = receipt && key_ && verify_receipt(*receipt, *key_);
    auto const leaf = holds ? parse_leaf(receipt->leaf) : Result<Leaf>{Rejection{}};
    auto const erased = leaf && leaf->type == SubjectErased::kType && leaf->at.seq == seq
                            ? event_type<SubjectErased>().decode(leaf->data)
                            : Result<std::shared_ptr<void const>>{Rejection{}};
    if (!erased)
      hold(VerifyFinding::receipt_wrong, "erasure " + std::to_string(seq));
    else if (seq >= report_.events)
      destroyed(seq, *static_cast<SubjectErased const*>(erased->get()));
  }
}

std::optional<std::size_t> LogWalk::erasure_of(VaultKeyId const& key) const {
  auto found = destroyed_.find(key);
  if (found == destroyed_.end())
    found = destroyed_.find(VaultKeyId{key.text.substr(0, key.text.rfind('/'))});
  return found == destroyed_.end() ? std::nullopt : std::optional{found->second};
}

bool LogWalk::is_left(VaultKeyId const& key) {
  if (store_->wrapped_key(key)) return true;
  auto const beneath = store_->wrapped_keys(VaultKeyId{key.text + "/"}, 1);
  return !beneath.empty() && beneath.front().id.text.starts_with(key.text + "/");
}

void LogWalk::check_erasures() {
  for (auto const& [key, place] : unopened_) {
    if (auto const erasure = erasure_of(key))
      ++report_.erasures[*erasure].records;
    else
      hold(VerifyFinding::vault_key_missing, place);
  }
  for (auto const& [key, index] : destroyed_)
    if (is_left(key))
      hold(VerifyFinding::erased_key_left,
           event_place(report_.erasures[index].seq) + " " + key.text);
}

void LogWalk::event(Looked& looked) {
  auto const& stored = looked.stored;
  if (stored.seq != report_.events) hold(VerifyFinding::event_missing, event_place(report_.events));
  report_.events = stored.seq + 1;
  for (auto& fault : looked.faults) hold(fault.finding, std::move(fault.place));
  frontier_.append(stored.leaf);
  if (signed_roots_.contains(report_.events) || asked_sizes_.contains(report_.events))
    roots_[report_.events] = frontier_.root();
  auto const& recorded = looked.recorded;
  if (!recorded) {
    broken_.insert(stored.stream);
    return;
  }

  if (stored.seq == 0) origin_ = looked.origin;
  if (looked.origin != origin_) hold(VerifyFinding::origin_differs, event_place(stored.seq));
  chain(stored, *recorded);
  if (options_.folds) fold(stored, *recorded);
  vault(stored, *recorded);
  document(stored, *recorded);
  accesses(*recorded);
  erasure(*recorded);
}

void LogWalk::look_at(StoreView& store) {
  store_ = &store;
  keys_there_.clear();
  has_keys_.reset();
}

bool LogWalk::walk_on(std::int64_t count) {
  auto const before = report_.events;
  auto page = read_page(before, count);
  look_at_all(page);
  for (auto& looked : page) event(looked);
  return report_.events > before;
}

void LogWalk::values(std::int64_t from, std::int64_t to) {
  auto page = read_page(from, to - from);
  look_at_all(page);
  for (auto const& looked : page)
    if (looked.recorded) {
      vault(looked.stored, *looked.recorded);
      document(looked.stored, *looked.recorded);
    }
}

std::vector<StreamId> LogWalk::streams() const {
  std::vector<StreamId> met;
  met.reserve(tips_.size());
  for (auto const& [stream, tip] : tips_) met.push_back(stream);
  return met;
}

void LogWalk::events() {
  auto const count = options_.events_a_page;
  auto const size = store_->head().size;
  auto page = read_page(0, count);
  look_at_all(page);
  while (!full() && !page.empty()) {
    auto next = read_page(page.back().stored.seq + 1, count);
    go_through(page, next);
    page = std::move(next);
    if (options_.progress) options_.progress(report_.events, size);
  }
  end_events();
}

/// While one page is taken in, in its order, the bytes of the next are looked at.
void LogWalk::go_through(std::vector<Looked>& page, std::vector<Looked>& next) {
  constexpr std::size_t kPiece = 250;
  auto const pieces = (next.size() + kPiece - 1) / kPiece;
  auto const work = [&](std::size_t i) {
    if (i == 0) {
      for (auto& looked : page) event(looked);
      return;
    }
    for (auto at = (i - 1) * kPiece; at < std::min(i * kPiece, next.size()); ++at) look(next[at]);
  };
  if (options_.parallel) return options_.parallel(pieces + 1, work);
  for (std::size_t i = 0; i <= pieces; ++i) work(i);
}

void LogWalk::end_events() {
  auto const head = store_->head();
  proven_erasures();
  check_erasures();
  unbound_accesses();
  if (!full() && report_.events < head.size)
    hold(VerifyFinding::event_missing, event_place(report_.events));
  report_.streams = static_cast<std::int64_t>(streams_.size());
  report_.tree = frontier_.head();
  if (head.size != report_.events || head.recorded != recorded_ ||
      (head.size > 0 && head.frontier != to_text(frontier_)))
    hold(VerifyFinding::head_differs, "log_head");
}

}  // namespace gozin
