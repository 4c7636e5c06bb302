#include "tests/simulation/faulty_store.hpp"

#include <stdexcept>
#include <utility>

namespace gozin::simulation {

/// Looks at the disk itself; asked after a commit it would tell of another moment, which no view
/// may: std::logic_error.
class FaultyStore::View final : public tests::Asking<StoreView> {
 public:
  explicit View(Disk const& disk) : disk_{disk}, commits_{disk.commits} {}

 private:
  [[nodiscard]] tests::StoreContents const& shown() const override {
    if (disk_.commits != commits_) throw std::logic_error("a view is kept beyond a commit");
    return disk_.contents;
  }

  Disk const& disk_;
  std::int64_t commits_;
};

class FaultyStore::Transaction final : public tests::Asking<WriteTransaction> {
 public:
  Transaction(FaultyStore& store, Fault fault) : store_{store}, fault_{fault} {}

  void write(Batch const& batch) override {
    store_.fuse_.pass();
    (void)shown();
    if (std::exchange(has_written_, true))
      throw std::logic_error("a transaction writes one batch only");
    if (fault_ == Fault::write_fails) {
      store_.struck(fault_);
      throw StoreFailed("the write failed, as told");
    }
    batch_ = batch;
  }

  void commit() override {
    store_.fuse_.pass();
    auto& disk = store_.disk_;
    (void)shown();
    if (disk.is_full) throw StoreFailed("the disk is full");
    if (fault_ == Fault::commit_fails || fault_ == Fault::frozen) store_.struck(fault_);
    if (fault_ == Fault::commit_fails) throw StoreFailed("the commit failed, as told");
    if (fault_ == Fault::frozen) {
      is_over_ = true;
      store_.while_frozen();
      throw StoreBusy("the connection was lost, and others were first");
    }
    tests::add(disk.contents, batch_);
    disk.fresh.push_back(std::move(batch_));
    ++disk.commits;
    is_over_ = true;
    store_.fuse_.pass();
    if (fault_ != Fault::reply_lost) return;
    store_.struck(fault_);
    throw StoreFailed("the connection was lost in commit");
  }

 private:
  [[nodiscard]] tests::StoreContents const& shown() const override {
    if (is_over_) throw std::logic_error("the transaction is over");
    return store_.disk_.contents;
  }

  FaultyStore& store_;
  Fault fault_;
  Batch batch_;
  bool has_written_ = false;
  bool is_over_ = false;
};

std::unique_ptr<WriteTransaction> FaultyStore::begin() {
  fuse_.pass();
  auto const fault = std::exchange(fault_, Fault::none);
  if (fault == Fault::busy) {
    struck(fault);
    throw StoreBusy("the head did not come in time");
  }
  return std::make_unique<Transaction>(*this, fault);
}

std::unique_ptr<StoreView> FaultyStore::view() {
  fuse_.pass();
  return std::make_unique<View>(disk_);
}

}  // namespace gozin::simulation
