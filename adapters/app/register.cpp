#include "adapters/app/register.hpp"

#include "adapters/app/city.hpp"
#include "adapters/cli/parallel.hpp"
#include "adapters/http/workers.hpp"
#include "engine/command/recording.hpp"
#include "engine/event/erasure.hpp"
#include "engine/ledger/receipt.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace gozin::app {
namespace {

/// People were mostly entered one after another, and come in another order: the more of them at
/// once, the closer together lie their records.
constexpr std::size_t kEventsAPage = 32'768;
constexpr std::size_t kEventsAPiece = 512;
constexpr std::size_t kKeysAPage = 4'096;
/// Records that lie closer together are read at once, with what lies between them.
constexpr std::int64_t kGapMax = 16;
constexpr int kTries = 5;

/// Reading has been left off.
struct Ended {};

/// What the vault keeps more of, which the register learns.
bool is_opened(std::string const& type) {
  return type == registry::PersonRegistered::kType || type == registry::PersonDescribed::kType ||
         type == registry::AccountBound::kType || type == registry::CredentialsReplaced::kType;
}

/// All that the register learns from; of a person's other events it takes nothing.
bool is_learned(std::string const& type) {
  return is_opened(type) || registry::is_about_accounts(type) ||
         type == registry::PersonMoved::kType;
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
  Reading(StoreView& store, Keys& keys, std::atomic<bool> const& is_ending)
      : store_{store}, keys_{keys}, is_ending_{is_ending}, in_order_{store} {}

  struct Read {
    registry::People::Roll roll;
    registry::Bindings bindings;
  };
  /// Throws Ended when it is left off.
  Read read(registry::People const& people) {
    people_ = &people;
    store_.read_kind(registry::Person::kKind, [this](StoredEvent const& stored) {
      if (!is_learned(stored.type)) return;
      page_.push_back({.stored = stored});
      if (page_.size() == kEventsAPage) learn();
    });
    learn();
    return std::move(read_);
  }

 private:
  struct Entry {
    StoredEvent stored;
    std::vector<VaultRecord> records = {};
    std::optional<WrappedKey> key = {};
    registry::People::Lesson lesson = {};
  };

  void learn() {
    if (is_ending_) throw Ended{};
    fetch_records();
    for (auto& entry : page_) fetch_key(entry);
    auto const pieces = (page_.size() + kEventsAPiece - 1) / kEventsAPiece;
    parallel_(pieces, [this](std::size_t piece) {
      auto const end = std::min(page_.size(), (piece + 1) * kEventsAPiece);
      EventReader reader{catalog()};
      for (auto i = piece * kEventsAPiece; i < end; ++i) open(page_[i], reader);
    });
    for (auto const& entry : page_) {
      people_->enter(read_.roll, entry.lesson);
      read_.bindings.learn(entry.lesson.recorded, entry.lesson.opened);
    }
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
  std::atomic<bool> const& is_ending_;
  registry::People const* people_ = nullptr;
  KeysInOrder in_order_;
  Parallel parallel_ = cli::on_all_cores();
  Read read_;
  std::vector<Entry> page_;
};

/// A store that was restored from before an erasure knows of it by its proof alone.
void forget_the_erased(StoreView& store, registry::People& people, registry::Bindings& bindings) {
  for (auto const& one : store.erasures()) {
    auto const receipt = parse_receipt(one.receipt);
    auto const leaf = receipt ? parse_leaf(receipt->leaf) : Result<Leaf>{Rejection{}};
    if (!leaf || leaf->type != SubjectErased::kType) continue;
    PersonId const person{std::string{leaf->data.at("person").as_string()}};
    people.forget(person);
    bindings.forget(person);
  }
}

}  // namespace

Register::~Register() {
  {
    std::scoped_lock const lock{mutex_};
    is_ending_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Register::read(From const& from) {
  is_read_ = false;
  take_everybody(from);
}

void Register::take_everybody(From const& from) {
  auto const view = from.store.view();
  auto read = Reading{*view, from.keys, is_ending_}.read(people_);
  people_.begin_with(std::move(read.roll));
  forget_the_erased(*view, people_, read.bindings);
  {
    std::scoped_lock const lock{mutex_};
    {
      std::unique_lock const bindings_lock{bindings_mutex_};
      bindings_ = std::move(read.bindings);
    }
    // What the view has shown of it already leads to the same once more.
    for (auto const& [recorded, opened] : std::exchange(since_, {})) take_in(recorded, opened);
    is_read_ = true;
  }
  changed_.notify_all();
}

void Register::read_behind(From const& from) {
  is_read_ = false;
  thread_ = std::thread{[this, from] { work(from); }};
}

void Register::work(From const& from) {
  for (int tries = 1;; ++tries) {
    try {
      return take_everybody(from);
    } catch (Ended const&) {
      return;
    } catch (StoreBusy const&) {
      // The database is not there for the moment, which is no failure.
      --tries;
    } catch (std::exception const&) {
      if (tries == kTries) return fail(std::current_exception());
    }
    if (!rest()) return;
  }
}

/// False when it is to be left off.
bool Register::rest() {
  std::unique_lock lock{mutex_};
  return !changed_.wait_for(lock, pace_.between_tries, [this] { return is_ending_.load(); });
}

void Register::fail(std::exception_ptr failure) {
  {
    std::scoped_lock const lock{mutex_};
    failure_ = std::move(failure);
    if (told_) told_();
  }
  changed_.notify_all();
}

void Register::on_failure(std::function<void()> told) {
  std::scoped_lock const lock{mutex_};
  told_ = std::move(told);
  if (failure_ && told_) told_();
}

void Register::expect_readable() const {
  std::scoped_lock const lock{mutex_};
  if (failure_) std::rethrow_exception(failure_);
}

bool Register::wait(std::chrono::milliseconds patience) const {
  if (is_read_) return true;
  std::unique_lock lock{mutex_};
  changed_.wait_for(lock, patience, [this] { return is_over(); });
  return is_read_;
}

void Register::learn(Recorded const& recorded, std::map<std::string, std::string> opened) {
  std::scoped_lock const lock{mutex_};
  if (is_read_)
    take_in(recorded, opened);
  else
    since_.push_back({recorded, std::move(opened)});
}

void Register::take_in(Recorded const& recorded, std::map<std::string, std::string> const& opened) {
  people_.learn(recorded, opened);
  if (!registry::is_about_accounts(recorded.event.type().name)) return;
  std::unique_lock const lock{bindings_mutex_};
  bindings_.learn(recorded, opened);
}

std::vector<registry::Binding> Register::accounts_of(std::string const& login) const {
  static_cast<void>(people());
  std::shared_lock const lock{bindings_mutex_};
  return bindings_.of(login);
}

std::vector<registry::Binding> Register::accounts() const {
  static_cast<void>(people());
  std::shared_lock const lock{bindings_mutex_};
  return bindings_.all();
}

registry::People const& Register::people() const {
  if (is_read_) return people_;
  // However many wait, others are served meanwhile.
  http::Workers::stand_aside([this] {
    if (!wait(pace_.patience)) throw StoreBusy("the register is still being read");
  });
  return people_;
}

}  // namespace gozin::app
