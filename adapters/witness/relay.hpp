#pragma once

#include "engine/command/keys_of_log.hpp"
#include "engine/port/clock.hpp"
#include "engine/publication/witnessing.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gozin::witness {

/// What a witness answered; status 0 where it did not.
struct Reached {
  int status = 0;
  std::string body = {};
};

/// A city's way to its witnesses: submits the newest stored checkpoint to each, keeps their
/// cosignatures, and says loudly when one of them has seen another history. Never on the path of a
/// commit: nobody waits for it. For one thread.
class Relay {
 public:
  struct World {
    EventStore& store;
    Clock& clock;
    std::function<Reached(std::string const& url, std::string_view body)> post;
    /// Under which lease this node asks the witnesses; nothing where another one does. It is asked
    /// before each submission, and what was heard is kept only while the lease is held.
    std::function<std::optional<HeldLease>()> lease;
    /// Hears what changed, in words for the operator; `is_grave` what must not be overlooked.
    std::function<void(bool is_grave, std::string const& text)> told;
  };

  /// A witness without an address is not asked.
  Relay(Policy const& policy, World world);

  /// Submits to everybody whose turn it is. `now_ms` runs evenly, from any moment on. What the
  /// store throws comes through; the next round goes on.
  void round(std::int64_t now_ms);

 private:
  struct Peer {
    Policy::Witness witness;
    std::string vkey;
    std::uint64_t known = 0;     // the size that it is believed to have
    std::int64_t cosigned = -1;  // the newest size that it cosigned
    std::optional<Standing> standing = {};
    std::int64_t next_try_ms = 0;
    std::int64_t delay_ms = 0;
  };

  void load();
  /// Whether this node still asks under the lease of which the peers are known.
  [[nodiscard]] bool goes_on() const { return lease_ && world_.lease() == lease_; }
  void submit(Peer& peer, std::int64_t now_ms);
  /// Nothing where the lease was lost in between.
  [[nodiscard]] std::optional<Heard> ask(Peer& peer, Submitted& submitted);
  void settle(Peer& peer, Heard const& heard, Submitted const& submitted);
  void tell(Peer const& peer, Submitted const& submitted) const;

  World world_;
  std::vector<Peer> peers_;
  LogTree tree_;
  KeysOfLog keys_;
  std::optional<HeldLease> lease_ = {};  // since which the peers are known
};

}  // namespace gozin::witness
