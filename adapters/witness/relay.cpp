#include "adapters/witness/relay.hpp"

#include "engine/ledger/reason.hpp"

#include <algorithm>
#include <utility>

namespace gozin::witness {
namespace {

constexpr std::int64_t kFirstDelayMs = 1'000;
constexpr std::int64_t kLongestDelayMs = 5 * 60 * 1'000;
/// A witness may say once what size it has, and another time when it was asked by somebody else
/// meanwhile.
constexpr int kTriesInARow = 3;

std::string submission_url(std::string prefix) {
  while (prefix.ends_with('/')) prefix.pop_back();
  return prefix + "/add-checkpoint";
}

}  // namespace

Relay::Relay(Policy const& policy, World world) : world_{std::move(world)} {
  for (auto const& witness : policy.witnesses)
    if (!witness.url.empty()) peers_.push_back({.witness = witness, .vkey = to_vkey(witness.key)});
}

/// What was kept of them tells where to go on, so that hardly ever one has to say its size first.
void Relay::load() {
  auto const view = world_.store.view();
  auto const standings = view->witness_standings();
  for (auto& peer : peers_) {
    if (auto const last = view->last_cosignature(peer.vkey)) {
      peer.cosigned = last->size;
      peer.known = static_cast<std::uint64_t>(last->size);
    }
    for (auto const& stored : standings)
      if (stored.witness == peer.vkey) peer.standing = find_by_name<Standing>(stored.standing);
  }
}

/// With another term of the lease the peers are read anew: another node went on meanwhile. Whoever
/// believes in a lease that the store does not show asks nobody.
void Relay::round(std::int64_t now_ms) {
  auto const lease = world_.lease();
  auto const last = [&]() -> std::optional<StoredCheckpoint> {
    auto const view = world_.store.view();
    if (!lease || !is_held(*lease, *view)) {
      lease_.reset();
      return std::nullopt;
    }
    return view->last_checkpoint();
  }();
  if (!last) return;
  if (lease != lease_) load();
  lease_ = lease;
  for (auto& peer : peers_)
    if (peer.cosigned != last->size && peer.next_try_ms <= now_ms && goes_on())
      submit(peer, now_ms);
}

void Relay::submit(Peer& peer, std::int64_t now_ms) {
  // Whatever comes of it, also of the store: not again at once.
  peer.delay_ms = std::clamp(peer.delay_ms * 2, kFirstDelayMs, kLongestDelayMs);
  peer.next_try_ms = now_ms + peer.delay_ms;
  Submitted submitted{.witness = peer.witness.key, .checkpoint = {}};
  auto const heard = ask(peer, submitted);
  if (!heard) return;
  settle(peer, *heard, submitted);
  if (heard->standing == Standing::cosigning) peer.delay_ms = 0;
}

std::optional<Heard> Relay::ask(Peer& peer, Submitted& submitted) {
  Heard heard;
  for (int tries = 0; tries < kTriesInARow; ++tries) {
    if (tries > 0 && !goes_on()) return std::nullopt;
    auto const request = [&] {
      // No transaction of the store stays open while a witness takes its time.
      auto const view = world_.store.view();
      tree_.catch_up(*view);
      auto const* keys = keys_.read(*view);
      if (!keys) throw StoreFailed("the log does not name its key");
      return next_submission(*view, tree_, *keys, peer.known);
    }();
    submitted.old_size = peer.known;
    // Also as of now, the log is shorter than what the witness has seen of it.
    if (!request && request.error().reason == Reason{LedgerReason::tree_must_not_shrink})
      return Heard{.standing = Standing::contradicting};
    if (!request) throw StoreFailed("the newest checkpoint cannot be submitted");
    submitted.checkpoint = request->checkpoint;
    submitted.size = parse_checkpoint(parse_note(request->checkpoint).value().text)->tree.size;
    auto const reached = world_.post(submission_url(peer.witness.url), to_text(*request));
    heard = hear(reached.status, reached.body, submitted);
    if (!heard.known) return heard;
    peer.known = *heard.known;
  }
  return heard;
}

void Relay::settle(Peer& peer, Heard const& heard, Submitted const& submitted) {
  auto const size = static_cast<std::int64_t>(submitted.size);
  auto const has_changed = peer.standing != heard.standing;
  Batch batch;
  if (heard.standing == Standing::cosigning)
    batch.cosignatures.push_back({size, peer.vkey, heard.line});
  if (has_changed)
    batch.standings.push_back({peer.vkey, std::string{name_of(heard.standing)},
                               static_cast<std::int64_t>(submitted.old_size), world_.clock.now()});
  if (!batch.cosignatures.empty() || !batch.standings.empty()) {
    auto const transaction = world_.store.begin();
    if (!is_held(*lease_, *transaction)) return lease_.reset();
    batch.head = transaction->head();
    batch.under = {*lease_};
    transaction->write(batch);
    transaction->commit();
  }
  peer.standing = heard.standing;
  if (heard.standing == Standing::cosigning) {
    peer.cosigned = size;
    peer.known = submitted.size;
  }
  if (has_changed || heard.standing == Standing::contradicting) tell(peer, submitted);
}

void Relay::tell(Peer const& peer, Submitted const& submitted) const {
  auto const who = "witness " + peer.witness.name + " ";
  switch (*peer.standing) {
    case Standing::cosigning:
      return world_.told(false, who + "cosigns");
    case Standing::unreachable:
      return world_.told(false, who + "is not reached");
    case Standing::refusing:
      return world_.told(false, who + "refuses: does it know this log and its key?");
    case Standing::contradicting:
      return world_.told(
          true, who + "has seen another history of this log, of " +
                    std::to_string(submitted.old_size) +
                    " events: stop writing, keep database, exports and backups as they are, ask "
                    "the witness for its checkpoint, hold the log to it with `gozin log verify "
                    "--checkpoint FILE`, and tell the auditor");
  }
}

}  // namespace gozin::witness
