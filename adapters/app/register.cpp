#include "adapters/app/register.hpp"

#include "adapters/app/city.hpp"
#include "adapters/cli/parallel.hpp"
#include "engine/command/recording.hpp"
#include "engine/event/erasure.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>
#include <unordered_map>

namespace gozin::app {
namespace {

constexpr std::size_t kEventsAPage = 8'192;
constexpr std::size_t kEventsAPiece = 512;
constexpr std::size_t kKeysAPage = 4'096;
/// Records that lie closer together are read at once, with what lies between them.
constexpr std::int64_t kGapMax = 16;

/// What the vault keeps more of, which the directory learns.
bool is_opened(std::string const& type) {
  return type == registry::PersonRegistered::kType || type == registry::PersonDescribed::kType;
}

/// All that the directory learns from; of a person's other events it takes nothing.
bool is_learned(std::string const& type) {
  return is_opened(type) || type == registry::PersonMoved::kType || type == SubjectErased::kType;
}

/// The keys of people in the order of their ids, which is that of their streams.
class KeysInOrder {
 public:
  explicit KeysInOrder(StoreView& store) : store_{store} {}

  /// Null when there is none. Ids may only grow.
  [[nodiscard]] WrappedKey const* find(std::string const& id) {
    while (next_ < page_.size() && page_[next_].id.text < id) ++next_;
    if (next_ == page_.size() && !is_over_) {
      // Whatever begins as the id does comes behind that beginning.
      page_ = store_.wrapped_keys(VaultKeyId{id.substr(0, id.size() - 1)}, kKeysAPage);
      is_over_ = page_.size() < kKeysAPage;
      next_ = 0;
      while (next_ < page_.size() && page_[next_].id.text < id) ++next_;
    }
    return next_ < page_.size() && page_[next_].id.text == id ? &page_[next_] : nullptr;
  }

 private:
  StoreView& store_;
  std::vector<WrappedKey> page_;
  std::size_t next_ = 0;
  bool is_over_ = false;
};

class Reading {
 public:
  Reading(StoreView& store, Keys& keys, registry::People& people)
      : store_{store}, keys_{keys}, people_{people}, in_order_{store} {}

  void read() {
    store_.read_kind(registry::Person::kKind, [this](StoredEvent const& stored) {
      if (!is_learned(stored.type)) return;
      page_.push_back({.stored = stored});
      if (page_.size() == kEventsAPage) learn();
    });
    learn();
    people_.begin_with(std::move(roll_));
  }

 private:
  struct Entry {
    StoredEvent stored;
    std::vector<VaultRecord> records = {};
    std::optional<WrappedKey> key = {};
    registry::People::Lesson lesson = {};
  };

  void learn() {
    fetch_records();
    for (auto& entry : page_) fetch_key(entry);
    auto const pieces = (page_.size() + kEventsAPiece - 1) / kEventsAPiece;
    parallel_(pieces, [this](std::size_t piece) {
      auto const end = std::min(page_.size(), (piece + 1) * kEventsAPiece);
      EventReader reader{catalog()};
      for (auto i = piece * kEventsAPiece; i < end; ++i) open(page_[i], reader);
    });
    for (auto const& entry : page_) people_.enter(roll_, entry.lesson);
    page_.clear();
  }

  /// People are mostly entered many at a time, so their records lie together.
  void fetch_records() {
    std::unordered_map<std::int64_t, Entry*> wanted;
    std::vector<std::int64_t> seqs;
    for (auto& entry : page_) {
      if (!is_opened(entry.stored.type)) continue;
      wanted.emplace(entry.stored.seq, &entry);
      seqs.push_back(entry.stored.seq);
    }
    std::ranges::sort(seqs);
    for (std::size_t first = 0; first < seqs.size();) {
      auto last = first;
      while (last + 1 < seqs.size() && seqs[last + 1] - seqs[last] <= kGapMax) ++last;
      for (auto& record : store_.vault_between(seqs[first], seqs[last]))
        if (auto const found = wanted.find(record.seq); found != wanted.end())
          found->second->records.push_back(std::move(record));
      first = last + 1;
    }
  }

  void fetch_key(Entry& entry) {
    if (entry.records.empty()) return;
    if (auto const* key = in_order_.find(entry.stored.stream.text)) entry.key = *key;
  }

  void open(Entry& entry, EventReader& reader) {
    entry.lesson.recorded = reader.read(entry.stored);
    for (auto const& record : entry.records)
      if (entry.key && record.key == entry.key->id)
        entry.lesson.opened.merge(open_record(keys_, unwrapped(*entry.key), record).values);
  }

  SecretKey unwrapped(WrappedKey const& key) {
    auto const wrapped = parse_base64(key.wrapped);
    auto opened = wrapped ? keys_.unwrap(key.id, *wrapped) : std::nullopt;
    if (!opened) throw StoreFailed("the epoch key does not open the vault key " + key.id.text);
    return std::move(*opened);
  }

  StoreView& store_;
  Keys& keys_;
  registry::People& people_;
  KeysInOrder in_order_;
  Parallel parallel_ = cli::on_all_cores();
  registry::People::Roll roll_;
  std::vector<Entry> page_;
};

}  // namespace

void read_register(StoreView& store, Keys& keys, registry::People& people) {
  Reading{store, keys, people}.read();
}

}  // namespace gozin::app
