#pragma once

#include "engine/port/clock.hpp"
#include "engine/port/directory.hpp"
#include "engine/port/keys.hpp"
#include "engine/port/random.hpp"
#include "engine/port/signer.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gozin::tests {

/// Stands still until it is moved: set by somebody, or run on as time does.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant start) : now_{start} {}
  [[nodiscard]] Instant now() override { return now_; }
  /// Known once the clock has run: until then a test may set it as it likes.
  [[nodiscard]] std::optional<std::int64_t> running_ms() override { return running_ms_; }
  void set(Instant now) { now_ = now; }
  void advance(std::int64_t ms) { now_.ms += ms; }
  void run(std::int64_t ms) {
    now_.ms += ms;
    running_ms_ = running_ms_.value_or(0) + ms;
  }

 private:
  Instant now_;
  std::optional<std::int64_t> running_ms_;
};

/// The same draws for the same seed, whatever else happens.
class FixedRandom final : public Random {
 public:
  explicit FixedRandom(std::string seed) : seed_{std::move(seed)} {}
  [[nodiscard]] Hash draw() override { return sha256(seed_ + "/" + std::to_string(next_++)); }

 private:
  std::string seed_;
  std::int64_t next_ = 0;
};

/// Keys without secrecy: what is sealed can be read by whoever knows how, but opens only under its
/// key and its binding, as the real ones do.
class FixedKeys final : public Keys {
 public:
  explicit FixedKeys(std::string epoch = "epoch-1") : epoch_{std::move(epoch)} {}
  [[nodiscard]] SecretKey make() override;
  [[nodiscard]] std::string wrap(VaultKeyId const& id, SecretKey const& key) override;
  [[nodiscard]] std::optional<SecretKey> unwrap(VaultKeyId const& id,
                                                std::string_view wrapped) override;
  [[nodiscard]] std::string seal(SecretKey const& key, std::string_view bound,
                                 std::string_view plain) override;
  [[nodiscard]] std::optional<std::string> open(SecretKey const& key, std::string_view bound,
                                                std::string_view sealed) override;
  [[nodiscard]] std::string lookup_digest(std::string_view value) override;
  /// The epochs are `epoch-1`, `epoch-1'`, `epoch-1''` …
  [[nodiscard]] std::unique_ptr<NextEpoch> next_epoch() override;
  bool settle(VaultKeyId const& id, std::string_view wrapped) override;

  [[nodiscard]] std::string const& epoch() const { return epoch_; }

 private:
  class Next;

  std::string epoch_;
  std::int64_t next_ = 0;
};

/// Real Ed25519 signatures from a fixed seed.
class FixedSigner final : public Signer {
 public:
  explicit FixedSigner(std::string_view seed = "log");
  [[nodiscard]] std::string public_key() const override;
  [[nodiscard]] std::string sign(std::string_view message) const override;

 private:
  std::array<unsigned char, 32> public_key_{};
  std::array<unsigned char, 64> secret_key_{};
};

/// Knows nobody.
class EmptyDirectory final : public Directory {
 public:
  [[nodiscard]] std::optional<std::string> name(PersonId const&) const override { return {}; }
  [[nodiscard]] std::int64_t count_meeting(std::span<rules::Condition const>) const override {
    return 0;
  }
  [[nodiscard]] std::map<Code, rules::Finding> examine(
      PersonId const&, std::span<rules::Condition const> conditions) const override {
    std::map<Code, rules::Finding> all;
    for (auto const& condition : conditions) all[condition.code] = rules::Finding::unknown;
    return all;
  }
};

}  // namespace gozin::tests
