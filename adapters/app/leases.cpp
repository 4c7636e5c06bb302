#include "adapters/app/leases.hpp"

#include <utility>

namespace gozin::app {
namespace {

/// The part behind the last blank is the process.
std::string_view node_of(std::string_view holder) { return holder.substr(0, holder.rfind(' ')); }

}  // namespace

std::string holder_of(std::string const& node, Random& random) {
  return node + " " + fresh_id(random);
}

Leases::Leases(EventStore& store, LeaseTaker taker) : store_{store}, taker_{std::move(taker)} {
  for (auto const work : taker_.works) works_.push_back({.work = std::string{work}});
}

void Leases::round() {
  auto asked_ms = taker_.running_ms();
  auto const is_idle = due(*store_.view(), asked_ms).empty();
  if (!is_idle) {
    auto const transaction = store_.begin();
    // Under the head's lock nobody else takes one meanwhile.
    asked_ms = taker_.running_ms();
    auto const changes = due(*transaction, asked_ms);
    if (!changes.empty()) write(*transaction, changes);
    std::scoped_lock const lock{mutex_};
    for (auto const& [next, before] : changes) held_[next.work] = {next.fence, asked_ms};
    // What others had before counts from anew, should it come back with another machine.
    for (auto& known : works_)
      if (held_.contains(known.work)) known.seen.reset();
  }
  has_looked_ = true;
}

/// What is to be written: renewals, and what this node takes. The holder alone tells whose it is:
/// also where the reply to the taking was lost.
std::vector<LeaseChange> Leases::due(StoreView& view, std::int64_t asked_ms) {
  std::vector<LeaseChange> changes;
  for (auto& known : works_) {
    auto const stored = view.lease(known.work);
    if (is_own(stored)) {
      known.seen.reset();
      if (is_renewal_due(*stored, asked_ms))
        changes.push_back({{known.work, taker_.holder, stored->fence, stored->beat + 1}, stored});
      continue;
    }
    lose(known.work);
    if (!is_free(known, stored, asked_ms)) continue;
    changes.push_back({{known.work, taker_.holder, stored ? stored->fence + 1 : 1, 0}, stored});
  }
  return changes;
}

void Leases::lose(std::string const& work) {
  std::scoped_lock const lock{mutex_};
  held_.erase(work);
}

bool Leases::is_own(std::optional<Lease> const& stored) const {
  return stored && stored->holder == taker_.holder;
}

bool Leases::is_renewal_due(Lease const& own, std::int64_t asked_ms) const {
  std::scoped_lock const lock{mutex_};
  auto const found = held_.find(own.work);
  return found == held_.end() || found->second.fence != own.fence ||
         asked_ms - found->second.renewed_ms >= taker_.pace.beat_ms;
}

bool Leases::is_free(Known& known, std::optional<Lease> const& stored,
                     std::int64_t asked_ms) const {
  if (!stored || stored->holder.empty()) return true;
  if (!has_looked_ && node_of(stored->holder) == node_of(taker_.holder)) return true;
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
  for (auto const& known : works_) {
    auto const stored = transaction->lease(known.work);
    if (is_own(stored)) changes.push_back({{known.work, {}, stored->fence, stored->beat}, stored});
  }
  if (!changes.empty()) write(*transaction, std::move(changes));
}

std::function<std::int64_t()> running_on(Clock& clock) {
  return [&clock] { return clock.running_ms().value_or(clock.now().ms); };
}

}  // namespace gozin::app
