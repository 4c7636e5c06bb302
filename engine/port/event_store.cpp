#include "engine/port/event_store.hpp"

#include <algorithm>

namespace gozin {
namespace {

bool stands(HeldLease const& held, std::optional<Lease> const& lease) {
  return lease && !lease->holder.empty() && lease->holder == held.holder &&
         lease->fence == held.fence;
}

}  // namespace

std::vector<WrappedKey> StoreView::wrapped_keys_among(std::vector<VaultKeyId> const& ids) {
  std::vector<WrappedKey> found;
  for (auto const& id : ids)
    if (auto one = wrapped_key(id)) found.push_back(std::move(*one));
  return found;
}

std::vector<AnsweredRequest> StoreView::answered_among(std::vector<std::string> const& keys) {
  std::vector<AnsweredRequest> found;
  for (auto const& key : keys)
    if (auto one = answered(key)) found.push_back(std::move(*one));
  return found;
}

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
