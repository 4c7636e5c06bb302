#include "engine/port/event_store.hpp"

#include <algorithm>

namespace gozin {
namespace {

bool stands(HeldLease const& held, std::optional<Lease> const& lease) {
  return lease && !lease->holder.empty() && lease->holder == held.holder &&
         lease->fence == held.fence;
}

}  // namespace

bool is_held(HeldLease const& held, StoreView& view) { return stands(held, view.lease(held.work)); }

void expect_leases(Batch const& batch,
                   std::function<std::optional<Lease>(std::string const& work)> const& stored) {
  for (auto const& held : batch.under)
    if (!stands(held, stored(held.work)))
      throw LeaseLost("another node does this by now: " + held.work);
  for (auto const& change : batch.leases) {
    auto const lease = stored(change.next.work);
    if (lease != change.before && lease != change.next)
      throw LeaseLost("another node does this by now: " + change.next.work);
  }
}

}  // namespace gozin
