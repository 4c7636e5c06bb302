#include "tests/support/memory_store.hpp"

#include <chrono>
#include <stdexcept>
#include <utility>

namespace gozin::tests {
namespace {

constexpr std::chrono::seconds kPatience{5};

}  // namespace

class MemoryStore::View final : public Asking<StoreView> {
 public:
  explicit View(std::shared_ptr<Contents const> contents) : contents_{std::move(contents)} {}

 private:
  [[nodiscard]] Contents const& shown() const override { return *contents_; }
  std::shared_ptr<Contents const> contents_;
};

class MemoryStore::Transaction final : public Asking<WriteTransaction> {
 public:
  explicit Transaction(MemoryStore& store) : store_{store} {
    store_.take_head();
    contents_ = store_.contents();
  }
  ~Transaction() override {
    if (contents_) store_.release_head();
  }

  void write(Batch const& batch) override {
    (void)shown();
    if (std::exchange(has_written_, true))
      throw std::logic_error("a transaction writes one batch only");
    auto written = std::make_shared<Contents>(*contents_);
    add(*written, batch);
    contents_ = std::move(written);
  }

  void commit() override {
    (void)shown();
    store_.replace(contents_);
    contents_.reset();
    store_.release_head();
  }

 private:
  [[nodiscard]] Contents const& shown() const override {
    if (!contents_) throw std::logic_error("the transaction is over");
    return *contents_;
  }

  MemoryStore& store_;
  std::shared_ptr<Contents const> contents_;
  bool has_written_ = false;
};

class MemoryStore::Rebuilding final : public Rebuild {
 public:
  explicit Rebuilding(MemoryStore& store) : store_{store} {
    store_.take_head();
    contents_ = std::make_shared<Contents>(*store_.contents());
    log_ = std::make_unique<View>(contents_);
  }
  ~Rebuilding() override { store_.release_head(); }

  StoreView& log() override { return *log_; }
  void change(RowChanges const& rows) override { put_rows(*contents_, rows); }
  void commit() override { store_.replace(contents_); }

 private:
  MemoryStore& store_;
  std::shared_ptr<Contents> contents_;
  std::unique_ptr<View> log_;
};

MemoryStore::MemoryStore() : contents_{std::make_shared<Contents>()} {}
MemoryStore::~MemoryStore() = default;

std::unique_ptr<WriteTransaction> MemoryStore::begin() {
  return std::make_unique<Transaction>(*this);
}

std::unique_ptr<StoreView> MemoryStore::view() { return std::make_unique<View>(contents()); }

std::vector<ReadTable const*> MemoryStore::needs_rebuild() { return {}; }

std::unique_ptr<Rebuild> MemoryStore::rebuild() { return std::make_unique<Rebuilding>(*this); }

void MemoryStore::fail_next_commit() {
  std::scoped_lock const lock{mutex_};
  next_commit_fails_ = true;
}

void MemoryStore::take_head() {
  std::unique_lock lock{mutex_};
  if (!released_.wait_for(lock, kPatience, [this] { return !is_taken_; }))
    throw StoreBusy("the head is held by another");
  is_taken_ = true;
}

void MemoryStore::release_head() {
  {
    std::scoped_lock const lock{mutex_};
    is_taken_ = false;
  }
  released_.notify_one();
}

void MemoryStore::replace(std::shared_ptr<StoreContents const> contents) {
  std::scoped_lock const lock{mutex_};
  if (std::exchange(next_commit_fails_, false)) throw StoreFailed("the commit failed, as told");
  contents_ = std::move(contents);
}

std::shared_ptr<StoreContents const> MemoryStore::contents() {
  std::scoped_lock const lock{mutex_};
  return contents_;
}

}  // namespace gozin::tests
