#include "engine/replay/walk.hpp"

#include "engine/command/lineage.hpp"
#include "engine/event/json.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace gozin {
namespace {

/// Every `{"commitment": …}` in the data of an event.
void collect(json::value const& value, std::set<std::string_view>& commitments) {
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

/// What its records in the vault bind are the commitments that the event makes, no more and no
/// less.
std::vector<Fault> bindings(std::int64_t seq, std::vector<VaultRecord> const& vault,
                            json::value const& data) {
  std::set<std::string_view> missing;
  collect(data, missing);
  std::vector<Fault> faults;
  for (auto const& record : vault)
    for (auto const& commitment : words_of(record.bound))
      if (missing.erase(commitment) == 0)
        faults.push_back({VerifyFinding::vault_record_foreign, record_place(record)});
  if (!missing.empty()) faults.push_back({VerifyFinding::vault_record_missing, event_place(seq)});
  return faults;
}

std::optional<std::string_view> text_in(json::value const& data, std::string_view name) {
  auto const* found = data.is_object() ? data.get_object().if_contains(name) : nullptr;
  return found && found->is_string() ? std::optional<std::string_view>{found->get_string()}
                                     : std::nullopt;
}

// A leaf may be long: so many bytes of them are held at once, two pages more being on their way.
constexpr std::size_t kBytesAPage = 8'000'000;

}  // namespace

std::string event_place(std::int64_t seq) { return "event " + std::to_string(seq); }

std::string record_place(VaultRecord const& record) {
  return event_place(record.seq) + " " + record.key.text;
}

LogWalk::LogWalk(Catalog const& catalog, StoreView& store, VerifyOptions const& options,
                 VerifyReport& report)
    : catalog_{catalog},
      store_{&store},
      options_{options},
      report_{report},
      page_events_{options.events_a_page} {}

bool LogWalk::full() const { return report_.damage.size() >= options_.faults_max; }

void LogWalk::hold(VerifyFinding finding, std::string place) {
  if (!full()) report_.damage.push_back({finding, std::move(place)});
}

void LogWalk::contradict(VerifyFinding finding, std::string place) {
  if (report_.contradictions.size() < options_.faults_max)
    report_.contradictions.push_back({finding, std::move(place)});
}

void LogWalk::look(EventReader& reader, Looked& event) const {
  auto const& stored = event.stored;
  auto const hold = [&](VerifyFinding finding) {
    event.faults.push_back({finding, event_place(stored.seq)});
  };
  if (leaf_hash(stored.body) != stored.leaf) hold(VerifyFinding::leaf_hash_differs);
  try {
    if (!event.recorded) event.recorded.emplace();
    reader.read_into(*event.recorded, stored);
    event.is_foreign = stored.seq > 0 && reader.origin() != origin_;
  } catch (UnreadableEvent const&) {
    event.recorded.reset();
    // Unknown and damaged look the same from here; either way nothing can be said of it.
    return hold(VerifyFinding::event_unreadable);
  }
  auto const& at = event.recorded->at;
  if (at.seq != stored.seq || at.stream != stored.stream || at.rev != stored.rev ||
      event.recorded->event.type().name != stored.type || at.recorded != stored.recorded)
    hold(VerifyFinding::event_columns_differ);
  event.unbound = bindings(stored.seq, event.vault, reader.data());
  if (auto const hash =
          parse_hash(text_in(reader.data(), "document").value_or(std::string_view{}))) {
    event.document = Named{*hash};
    if (auto const media = text_in(reader.data(), "media")) event.document->media = *media;
  }
}

void LogWalk::read_page(Page& page, std::int64_t from, std::int64_t count) {
  std::size_t bytes = 0;
  std::size_t read = 0;
  store_->read_log(from, count, [&](StoredEvent const& stored) {
    bytes += stored.body.size();
    if (read == page.size()) page.emplace_back();
    page[read++].begin(stored);
  });
  page.resize(read);
  if (page.empty()) return;
  auto const fitting = static_cast<std::int64_t>(kBytesAPage * read / (bytes + 1)) + 1;
  page_events_ = std::min(options_.events_a_page, fitting);
  auto event = page.begin();
  for (auto& record : store_->vault_between(page.front().stored.seq, page.back().stored.seq)) {
    while (event != page.end() && event->stored.seq < record.seq) ++event;
    if (event != page.end() && event->stored.seq == record.seq)
      event->vault.push_back(std::move(record));
  }
}

void LogWalk::read_behind(Page const& last, Page& page) {
  if (last.empty())
    page.clear();
  else
    read_page(page, last.back().stored.seq + 1, page_events_);
}

void LogWalk::Looked::begin(StoredEvent const& event) {
  stored = event;
  vault.clear();
  is_foreign = false;
  inherits = false;
  document.reset();
  faults.clear();
  unbound.clear();
}

/// All of it belongs to the log that its first event names.
void LogWalk::note_origin() {
  if (!origin_.empty()) return;
  store_->read_log(0, 1, [&](StoredEvent const& first) {
    if (auto leaf = parse_leaf(first.body)) origin_ = std::move(leaf->origin);
  });
}

void LogWalk::look_at_all(std::span<Looked> events) const {
  EventReader reader{catalog_};
  for (auto& event : events) look(reader, event);
}

void LogWalk::chain(Looked& looked, Stream& stream) {
  auto const& recorded = *looked.recorded;
  auto const hold = [&](VerifyFinding finding) {
    looked.faults.push_back({finding, event_place(looked.stored.seq)});
  };
  if (recorded.at.recorded < recorded_) hold(VerifyFinding::recorded_runs_backwards);
  recorded_ = std::max(recorded_, recorded.at.recorded);
  if (recorded.at.occurred > recorded.at.recorded)
    hold(VerifyFinding::occurred_later_than_recorded);

  if (recorded.at.rev != stream.rev + 1) {
    hold(VerifyFinding::revision_differs);
    // What follows a gap was judged with what is missing; folded without it, it means nothing.
    break_off(stream);
  }
  if (recorded.at.prev != stream.leaf) hold(VerifyFinding::previous_leaf_differs);
  stream.rev = recorded.at.rev;
  stream.leaf = looked.stored.leaf;
}

void LogWalk::break_off(Stream& stream) {
  stream.broken = true;
  any_broken_ = true;
}

void LogWalk::fold(Looked& looked, Stream& stream) {
  if (stream.broken) return;
  auto const& recorded = *looked.recorded;
  if (!stream.running) stream.running = start(*catalog_.find_kind(recorded.at.stream.kind()));
  auto const refuse = [&] {
    looked.faults.push_back({VerifyFinding::event_not_acceptable, event_place(looked.stored.seq)});
    break_off(stream);
  };
  auto& folded = stream.running->folded;
  auto const index = chart_index(*folded.kind, recorded.event.type());
  if (!index || !chart::accepts(folded.kind->chart.model, folded.position, *index)) return refuse();
  try {
    advance(*stream.running, recorded, looked.stored.leaf);
  } catch (std::exception const&) {
    // A bug where an event was judged before it was recorded; here its bytes may be anybody's.
    refuse();
  }
}

/// What it takes over is read by the caller's thread, whose the store is.
void LogWalk::take_over(Looked& looked, Stream& stream) {
  auto const& recorded = *looked.recorded;
  if (auto const* lineage = recorded.event.lineage()) try {
      auto before = taken_over(catalog_, source_of(*store_), *lineage, recorded.at);
      if (options_.folds) stream.running = std::move(before);
    } catch (LineageWrong const&) {
      looked.faults.push_back({VerifyFinding::lineage_wrong, event_place(looked.stored.seq)});
      break_off(stream);
    } catch (UnreadableEvent const&) {
      break_off(stream);  // told where the event stands
    } catch (std::logic_error const&) {
      break_off(stream);
    }
  if (options_.folds) fold(looked, stream);
}

void LogWalk::take_in(Looked& looked) {
  auto const& stored = looked.stored;
  if (stored.seq != report_.events)
    looked.faults.insert(looked.faults.begin(),
                         {VerifyFinding::event_missing, event_place(report_.events)});
  report_.events = stored.seq + 1;
  frontier_.append(stored.leaf);
  if (report_.events >= asked_next_) note_root();
  if (!looked.recorded) return break_off(streams_[stored.stream]);
  if (looked.is_foreign)
    looked.faults.push_back({VerifyFinding::origin_differs, event_place(stored.seq)});
  auto& stream = streams_[looked.recorded->at.stream];
  chain(looked, stream);
  stream.inherits = stream.inherits || looked.recorded->event.lineage();
  looked.inherits = stream.inherits;
  if (options_.folds && !stream.inherits) fold(looked, stream);
}

/// Where somebody signed for a tree of this size, or asks about it.
void LogWalk::note_root() {
  auto const size = report_.events;
  if (signed_roots_.contains(size) || asked_sizes_.contains(size)) roots_[size] = frontier_.root();
  ask_from(size + 1);
}

void LogWalk::ask_from(std::int64_t size) {
  auto const known = signed_roots_.lower_bound(size);
  auto const asked = asked_sizes_.lower_bound(size);
  asked_next_ = std::numeric_limits<std::int64_t>::max();
  if (known != signed_roots_.end()) asked_next_ = known->first;
  if (asked != asked_sizes_.end()) asked_next_ = std::min(asked_next_, *asked);
}

void LogWalk::take_in(Page& page) {
  ask_from(report_.events + 1);
  for (auto& looked : page) take_in(looked);
}

void LogWalk::settle(Looked& looked) {
  if (looked.inherits) take_over(looked, streams_[looked.recorded->at.stream]);
  for (auto& fault : looked.faults) hold(fault.finding, std::move(fault.place));
  if (!looked.recorded) return;
  values(looked);
  accesses(*looked.recorded);
  erasure(*looked.recorded);
}

void LogWalk::look_at(StoreView& store) {
  store_ = &store;
  keys_there_.clear();
  has_keys_.reset();
  unwrapped_.clear();
}

bool LogWalk::walk_on(std::int64_t count) {
  auto const before = report_.events;
  note_origin();
  read_page(page_, before, count);
  look_at_all(page_);
  take_in(page_);
  for (auto& looked : page_) settle(looked);
  return report_.events > before;
}

void LogWalk::values(std::int64_t from, std::int64_t to) {
  read_page(page_, from, to - from);
  look_at_all(page_);
  for (auto& looked : page_) values(looked);
}

std::vector<StreamId> LogWalk::streams() const {
  std::vector<StreamId> met;
  for (auto const& [id, stream] : streams_)
    if (stream.rev >= 0) met.push_back(id);
  return met;
}

void LogWalk::events() {
  auto const size = store_->head().size;
  expect_keys_of_this_log();
  note_origin();
  read_page(page_, 0, page_events_);
  look_at_all(page_);
  read_behind(page_, next_);
  while (!full() && !page_.empty()) {
    go_through();
    if (options_.progress) options_.progress(report_.events, size);
  }
  end_events();
}

/// While one page is taken in, in its order, the bytes of the next are looked at and the one behind
/// it is read, by the caller's thread, whose the store is.
void LogWalk::go_through() {
  constexpr std::size_t kPiece = 50;
  auto const work = [&](std::size_t i) {
    if (i == 0) {
      read_behind(next_, behind_);
    } else if (i == 1) {
      take_in(page_);
    } else {
      auto const from = (i - 2) * kPiece;
      look_at_all(std::span{next_}.subspan(from, std::min(kPiece, next_.size() - from)));
    }
  };
  share(2 + (next_.size() + kPiece - 1) / kPiece, work);
  for (auto& looked : page_) settle(looked);
  std::swap(page_, next_);
  std::swap(next_, behind_);
}

void LogWalk::share(std::size_t count, std::function<void(std::size_t)> const& work) const {
  if (options_.parallel) return options_.parallel(count, work);
  for (std::size_t i = 0; i < count; ++i) work(i);
}

void LogWalk::end_events() {
  auto const head = store_->head();
  proven_erasures();
  check_erasures();
  unbound_accesses();
  hand_overs();
  if (!full() && report_.events < head.size)
    hold(VerifyFinding::event_missing, event_place(report_.events));
  report_.streams = std::count_if(streams_.begin(), streams_.end(),
                                  [](auto const& each) { return each.second.running.has_value(); });
  report_.tree = frontier_.head();
  if (head.size != report_.events || head.recorded != recorded_ ||
      (head.size > 0 && head.frontier != to_text(frontier_)))
    hold(VerifyFinding::head_differs, "log_head");
}

}  // namespace gozin
