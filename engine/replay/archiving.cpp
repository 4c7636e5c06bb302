#include "engine/replay/archiving.hpp"

#include "engine/command/streams.hpp"

#include <algorithm>
#include <unordered_map>

namespace gozin {
namespace {

/// A tree that grows by leaves and by whole subtrees, each where its own size divides what is
/// there.
class GrowingTree {
 public:
  void add(std::int64_t leaves, Hash hash) {
    size_ += leaves;
    while (!parts_.empty() && parts_.back().leaves == leaves) {
      hash = node_hash(parts_.back().root, hash);
      leaves *= 2;
      parts_.pop_back();
    }
    parts_.push_back({leaves, hash});
  }

  [[nodiscard]] std::int64_t size() const { return size_; }

  [[nodiscard]] Hash root() const {
    if (parts_.empty()) return empty_root();
    auto root = parts_.back().root;
    for (auto part = std::next(parts_.rbegin()); part != parts_.rend(); ++part)
      root = node_hash(part->root, root);
    return root;
  }

 private:
  struct Part {
    std::int64_t leaves = 0;
    Hash root;
  };
  std::int64_t size_ = 0;
  std::vector<Part> parts_;
};

/// Goes through the live part of a log, range by range.
class Ranges {
 public:
  Ranges(Catalog const& catalog, StoreView& store, ArchiveTerms const& terms)
      : catalog_{catalog}, store_{store}, terms_{terms} {}

  /// The tree up to `end`, a detached range as it is said to be, all else as it is stored.
  void grow(std::vector<LogRange> const& detached, std::int64_t end) {
    for (auto const& range : detached) {
      if (range.first >= end) break;
      live_up_to(range.first);
      tree_.add(range.count, range.root);
    }
    live_up_to(end);
  }

  [[nodiscard]] Hash root() const { return tree_.root(); }
  [[nodiscard]] std::vector<RangeSeen> take() { return std::move(seen_); }

 private:
  void live_up_to(std::int64_t end) {
    while (tree_.size() < end) {
      auto const from = tree_.size();
      auto const next = from - from % terms_.events + terms_.events;
      bool const is_range = from % terms_.events == 0 && next <= end;
      auto const to = std::min(next, end);
      auto const before = tree_.size();
      if (is_range)
        look_at(from);
      else
        store_.read_log(from, to - from, [&](StoredEvent const& one) { tree_.add(1, one.leaf); });
      if (tree_.size() != to)
        throw StoreFailed("the log misses an event from " + std::to_string(before) + " on");
    }
  }

  void look_at(std::int64_t first) {
    RangeSeen seen{.range = {.first = first, .count = terms_.events, .root = {}}};
    std::vector<Hash> leaves;
    store_.read_log(first, terms_.events, [&](StoredEvent const& event) {
      leaves.push_back(event.leaf);
      if (event.recorded >= terms_.recorded_before) seen.stays = RangeStays::too_young;
      if (seen.stays || !goes_on(event.stream)) return;
      seen.stays = RangeStays::stream_goes_on;
      seen.goes_on = event.stream;
    });
    if (std::ssize(leaves) != terms_.events) return;
    seen.range.root = root_of(leaves);
    tree_.add(terms_.events, seen.range.root);
    seen_.push_back(std::move(seen));
  }

  /// Whether the stream is of a kind that ends, and has not.
  [[nodiscard]] bool goes_on(StreamId const& stream) {
    if (!goes_with_its_range(catalog_, stream)) return false;
    auto const known = goes_on_.find(stream);
    if (known != goes_on_.end()) return known->second;
    return goes_on_[stream] = !has_ended(replay_stream(catalog_, store_, stream).folded);
  }

  Catalog const& catalog_;
  StoreView& store_;
  ArchiveTerms const& terms_;
  GrowingTree tree_;
  std::unordered_map<StreamId, bool> goes_on_;
  std::vector<RangeSeen> seen_;
};

}  // namespace

bool goes_with_its_range(Catalog const& catalog, StreamId const& stream) {
  auto const* kind = catalog.find_kind(stream.kind());
  return kind && kind->comes_to_an_end;
}

std::optional<std::vector<RangeSeen>> ranges_to_detach(Catalog const& catalog, StoreView& store,
                                                       std::vector<LogRange> const& detached,
                                                       ArchiveTerms const& terms) {
  auto const end = static_cast<std::int64_t>(terms.signed_tree.size);
  Ranges ranges{catalog, store, terms};
  ranges.grow(detached, end);
  if (end > 0 && ranges.root() != terms.signed_tree.root) return std::nullopt;
  auto seen = ranges.take();
  auto const whole = store.head().size - terms.events;
  for (auto first = end - end % terms.events; first <= whole; first += terms.events)
    seen.push_back({.range = {.first = first, .count = terms.events, .root = {}},
                    .stays = RangeStays::not_signed});
  return seen;
}

}  // namespace gozin
