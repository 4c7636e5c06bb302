#include "tests/simulation/ports.hpp"

namespace gozin::simulation {

Instant NodeClock::now() {
  fuse_.pass();
  return {time_.now.ms + skew_ms};
}

std::optional<std::int64_t> NodeClock::running_ms() {
  fuse_.pass();
  return time_.now.ms - started_.ms;
}

Hash NodeRandom::draw() {
  fuse_.pass();
  Hash drawn;
  for (std::size_t i = 0; i < drawn.bytes.size(); i += 8) {
    auto const word = chance_.next();
    for (std::size_t j = 0; j < 8; ++j)
      drawn.bytes[i + j] = static_cast<std::uint8_t>(word >> (8 * j));
  }
  return drawn;
}

SecretKey NodeKeys::make() {
  fuse_.pass();
  return {"key " + std::to_string(chance_.next())};
}

std::string NodeKeys::wrap(VaultKeyId const& id, SecretKey const& key) {
  fuse_.pass();
  return current_.wrap(id, key);
}

std::optional<SecretKey> NodeKeys::unwrap(VaultKeyId const& id, std::string_view wrapped) {
  fuse_.pass();
  return current_.unwrap(id, wrapped);
}

std::string NodeKeys::seal(SecretKey const& key, std::string_view bound, std::string_view plain) {
  fuse_.pass();
  return current_.seal(key, bound, plain);
}

std::optional<std::string> NodeKeys::open(SecretKey const& key, std::string_view bound,
                                          std::string_view sealed) {
  fuse_.pass();
  return current_.open(key, bound, sealed);
}

std::string NodeKeys::lookup_digest(std::string_view value) {
  fuse_.pass();
  return current_.lookup_digest(value);
}

class NodeKeys::Next final : public NextEpoch {
 public:
  Next(NodeKeys& keys, std::string epoch) : keys_{keys}, made_{std::move(epoch)} {}
  std::string wrap(VaultKeyId const& id, SecretKey const& key) override {
    keys_.fuse_.pass();
    return made_.wrap(id, key);
  }
  std::string lookup_digest(std::string_view value) override { return made_.lookup_digest(value); }
  void enter() override {
    keys_.fuse_.pass();
    keys_.current_ = made_;
  }

 private:
  NodeKeys& keys_;
  tests::FixedKeys made_;
};

std::unique_ptr<NextEpoch> NodeKeys::next_epoch() {
  fuse_.pass();
  folder_.epochs.push_back("epoch-" + std::to_string(folder_.epochs.size() + 1));
  return std::make_unique<Next>(*this, folder_.epochs.back());
}

bool NodeKeys::settle(VaultKeyId const& id, std::string_view wrapped) {
  fuse_.pass();
  for (auto const& epoch : folder_.epochs) {
    tests::FixedKeys keys{epoch};
    if (!keys.unwrap(id, wrapped)) continue;
    current_ = keys;
    return true;
  }
  return false;
}

std::string NodeSigner::sign(std::string_view message) const {
  fuse_.pass();
  watching_(message);
  return signer_.sign(message);
}

}  // namespace gozin::simulation
