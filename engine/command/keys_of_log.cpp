#include "engine/command/keys_of_log.hpp"

#include "engine/event/signing_key.hpp"

namespace gozin {

LogKeys const* KeysOfLog::read(StoreView& store) {
  store.read_stream(StreamId{"log"}, next_rev_,
                    [this](StoredEvent const& stored) { follow(stored); });
  return known();
}

void KeysOfLog::follow(StoredEvent const& stored) {
  next_rev_ = stored.rev + 1;
  bool const names_one = stored.rev == 0 || stored.type == SigningKeyRotated::kType;
  if (!names_one) return;
  auto const leaf = parse_leaf(stored.body);
  if (!leaf) return;
  if (!keys_) {
    if (auto key = key_of_leaf(*leaf)) keys_.emplace(std::move(*key));
  } else if (auto const key = key_rotated_by(*leaf)) {
    // One that cannot follow signs nothing: it was refused, or the event is not the program's.
    (void)keys_->rotate(static_cast<std::uint64_t>(stored.seq), *key);
  }
}

}  // namespace gozin
