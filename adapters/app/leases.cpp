#include "adapters/app/leases.hpp"

#include <utility>

namespace gozin::app {

Leases::Leases(EventStore& store, LeaseTaker taker) : store_{store}, taker_{std::move(taker)} {
  for (auto const work : taker_.works) works_.push_back({.work = std::string{work}});
}

void Leases::round() {
  auto asked_ms = taker_.running_ms();
  if (due(*store_.view(), asked_ms).empty()) return;
  auto const transaction = store_.begin();
  // Under the head's lock nobody else takes one meanwhile.
  asked_ms = taker_.running_ms();
  auto const changes = due(*transaction, asked_ms);
  if (changes.empty()) return;
  write(*transaction, changes);
  std::scoped_lock const lock{mutex_};
  for (auto const& [next, before] : changes) {
    for (auto& known : works_)
      if (known.work == next.work) known.fence = next.fence;
    held_[next.work] = {next.fence, asked_ms};
  }
}

/// What is to be written: renewals, and what this node takes.
std::vector<LeaseChange> Leases::due(StoreView& view, std::int64_t asked_ms) {
  std::vector<LeaseChange> changes;
  for (auto& known : works_) {
    auto const stored = view.lease(known.work);
    if (is_own(known, stored)) {
      changes.push_back({{known.work, taker_.holder, known.fence, stored->beat + 1}, stored});
      continue;
    }
    if (std::exchange(known.fence, 0) != 0) {
      std::scoped_lock const lock{mutex_};
      held_.erase(known.work);
    }
    if (is_free(known, stored, asked_ms))
      changes.push_back({{known.work, taker_.holder, stored ? stored->fence + 1 : 1, 0}, stored});
  }
  return changes;
}

bool Leases::is_own(Known const& known, std::optional<Lease> const& stored) const {
  return known.fence != 0 && stored && stored->holder == taker_.holder &&
         stored->fence == known.fence;
}

bool Leases::is_free(Known& known, std::optional<Lease> const& stored,
                     std::int64_t asked_ms) const {
  if (!stored || stored->holder.empty()) return true;
  if (known.seen != stored) {
    known.seen = stored;
    known.seen_ms = taker_.running_ms();
  }
  return asked_ms - known.seen_ms >= taker_.pace.patience_ms;
}

void Leases::write(WriteTransaction& transaction, std::vector<LeaseChange> changes) const {
  Batch batch;
  batch.head = transaction.head();
  batch.leases = std::move(changes);
  transaction.write(batch);
  transaction.commit();
}

std::optional<HeldLease> Leases::held(std::string_view work) const {
  auto const now_ms = taker_.running_ms();
  std::scoped_lock const lock{mutex_};
  auto const found = held_.find(work);
  if (found == held_.end()) return std::nullopt;
  auto const& [fence, renewed_ms] = found->second;
  if (now_ms - renewed_ms >= taker_.pace.patience_ms - taker_.pace.beat_ms) return std::nullopt;
  return HeldLease{std::string{work}, taker_.holder, fence};
}

void Leases::give_back() {
  {
    std::scoped_lock const lock{mutex_};
    held_.clear();
  }
  auto const transaction = store_.begin();
  std::vector<LeaseChange> changes;
  for (auto& known : works_) {
    auto const stored = transaction->lease(known.work);
    if (is_own(known, stored))
      changes.push_back({{known.work, {}, known.fence, stored->beat}, stored});
    known.fence = 0;
  }
  if (!changes.empty()) write(*transaction, std::move(changes));
}

std::function<std::int64_t()> running_on(Clock& clock) {
  return [&clock] { return clock.running_ms().value_or(clock.now().ms); };
}

}  // namespace gozin::app
