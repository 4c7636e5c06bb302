#pragma once

#include "engine/port/clock.hpp"
#include "engine/port/keys.hpp"
#include "engine/port/random.hpp"
#include "engine/port/signer.hpp"
#include "tests/simulation/chance.hpp"
#include "tests/support/fixed_ports.hpp"

#include <functional>
#include <string>
#include <vector>

// The world as one simulated node meets it. Whatever a node asks of it passes a fuse, so that the
// node can die between any two of its calls.
namespace gozin::simulation {

/// A node that was killed there and then. No exception of the library: nobody may handle it but who
/// runs the nodes.
struct Crashed {};

/// Burns down with the calls that a node makes to the world.
class Fuse {
 public:
  /// The node dies at its `calls`-th call from now, 1 being the next.
  void light(int calls) { left_ = calls; }
  void put_out() { left_ = 0; }
  [[nodiscard]] bool is_lit() const { return left_ > 0; }
  void pass() {
    if (left_ > 0 && --left_ == 0) throw Crashed{};
  }

 private:
  int left_ = 0;
};

/// The time that really is, which no node knows.
struct TrueTime {
  Instant now;
};

/// A node's clock: as wrong as `skew_ms`, which somebody may set; what has passed since the node
/// was started it always tells right.
class NodeClock final : public Clock {
 public:
  NodeClock(TrueTime const& time, Fuse& fuse) : time_{time}, fuse_{fuse}, started_{time.now} {}
  [[nodiscard]] Instant now() override;
  [[nodiscard]] std::optional<std::int64_t> running_ms() override;
  void restart() { started_ = time_.now; }

  std::int64_t skew_ms = 0;

 private:
  TrueTime const& time_;
  Fuse& fuse_;
  Instant started_;
};

class NodeRandom final : public Random {
 public:
  NodeRandom(Chance& chance, Fuse& fuse) : chance_{chance}, fuse_{fuse} {}
  [[nodiscard]] Hash draw() override;

 private:
  Chance& chance_;
  Fuse& fuse_;
};

/// Epoch keys as they lie in a folder that all nodes share; a key is there from its making on.
struct KeyFolder {
  std::vector<std::string> epochs{"epoch-1"};
};

/// The vault's keys at a node, which works under one epoch key until it is told of another.
class NodeKeys final : public Keys {
 public:
  NodeKeys(KeyFolder& folder, Chance& chance, Fuse& fuse)
      : folder_{folder}, chance_{chance}, fuse_{fuse}, current_{folder.epochs.front()} {}
  [[nodiscard]] SecretKey make() override;
  [[nodiscard]] std::string wrap(VaultKeyId const& id, SecretKey const& key) override;
  [[nodiscard]] std::optional<SecretKey> unwrap(VaultKeyId const& id,
                                                std::string_view wrapped) override;
  [[nodiscard]] std::string seal(SecretKey const& key, std::string_view bound,
                                 std::string_view plain) override;
  [[nodiscard]] std::optional<std::string> open(SecretKey const& key, std::string_view bound,
                                                std::string_view sealed) override;
  [[nodiscard]] std::string lookup_digest(std::string_view value) override;
  [[nodiscard]] std::unique_ptr<NextEpoch> next_epoch() override;
  bool settle(VaultKeyId const& id, std::string_view wrapped) override;

 private:
  class Next;

  KeyFolder& folder_;
  Chance& chance_;
  Fuse& fuse_;
  tests::FixedKeys current_;
};

/// The log's key, which every node holds. `watch` sees whatever is signed.
class NodeSigner final : public Signer {
 public:
  using Watching = std::function<void(std::string_view)>;
  NodeSigner(Fuse& fuse, Watching watching) : fuse_{fuse}, watching_{std::move(watching)} {}
  [[nodiscard]] std::string public_key() const override { return signer_.public_key(); }
  [[nodiscard]] std::string sign(std::string_view message) const override;

 private:
  Fuse& fuse_;
  Watching watching_;
  tests::FixedSigner signer_;
};

}  // namespace gozin::simulation
