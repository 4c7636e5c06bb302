#pragma once

#include "engine/port/clock.hpp"
#include "engine/port/event_store.hpp"
#include "engine/port/random.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gozin::app {

/// Work that one node at a time does for all.
inline constexpr std::string_view kTimersWork = "timers";
inline constexpr std::string_view kSealingWork = "access-journal";
inline constexpr std::string_view kWitnessesWork = "witnesses";

/// How often a lease is renewed, and how long its holder may be silent before another node takes
/// it.
struct LeasePace {
  std::int64_t beat_ms = 2'000;
  std::int64_t patience_ms = 8'000;
};
/// Where all nodes are on one machine, and mostly there is one: an idle one writes hardly anything.
inline constexpr LeasePace kPaceOnOneMachine{.beat_ms = 20'000, .patience_ms = 60'000};

/// A process of this node that no other one has been, by chance: `HOLDER` is `NODE CHANCE`.
[[nodiscard]] std::string holder_of(std::string const& node, Random& random);

/// Who takes leases, of what, and by which clock.
struct LeaseTaker {
  std::string holder;  // of holder_of
  std::vector<std::string_view> works;
  std::function<std::int64_t()> running_ms;  // since any moment; runs evenly, for all threads
  LeasePace pace = {};
};

/// The leases of one node. Silence is measured by whoever waits, on its own clock and from what it
/// has read: no two machines' clocks are ever compared, and a failover to another database machine
/// makes no difference. It counts from behind the reading that first showed a lease as it is to
/// before the one that still does, so never too long; the holder counts from before its renewal
/// can be seen, and believes in its lease for less than anybody waits. One that stood still in
/// between is found out when it writes. A process that starts does not wait for the former one of
/// its own node: whoever starts a node means it to be the one. `held` may be asked from any thread,
/// all else is for one.
class Leases {
 public:
  Leases(EventStore& store, LeaseTaker taker);

  /// Renews what is held, where that is due, and takes what is free or silent. Throws as the store
  /// does.
  void round();
  /// What this node may do now; nothing where another node does it.
  [[nodiscard]] std::optional<HeldLease> held(std::string_view work) const;
  /// Hands back what is held, so that nobody has to wait for it. Throws as the store does.
  void give_back();

 private:
  struct Known {
    std::string work;
    std::optional<Lease> seen = {};  // of another node
    std::int64_t seen_ms = 0;        // since when, at the latest, it stands so
  };
  struct Held {
    std::int64_t fence = 0;
    std::int64_t renewed_ms = 0;
  };

  /// `asked_ms` is not later than the moment that the view shows.
  [[nodiscard]] std::vector<LeaseChange> due(StoreView& view, std::int64_t asked_ms);
  [[nodiscard]] bool is_own(std::optional<Lease> const& stored) const;
  [[nodiscard]] bool is_renewal_due(Lease const& own, std::int64_t asked_ms) const;
  [[nodiscard]] bool is_free(Known& known, std::optional<Lease> const& stored,
                             std::int64_t asked_ms) const;
  void lose(std::string const& work);
  void write(WriteTransaction& transaction, std::vector<LeaseChange> changes) const;

  EventStore& store_;
  LeaseTaker taker_;
  std::vector<Known> works_;
  bool has_looked_ = false;
  mutable std::mutex mutex_;
  std::map<std::string, Held, std::less<>> held_;
};

/// Of a clock that runs evenly; of one that does not say so, the time of day.
[[nodiscard]] std::function<std::int64_t()> running_on(Clock& clock);

}  // namespace gozin::app
