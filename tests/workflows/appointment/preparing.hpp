#pragma once

#include "engine/command/preparation.hpp"

#include <stdexcept>

namespace gozin::appointment {

/// Chance that counts.
class CountingRandom final : public Random {
 public:
  [[nodiscard]] Hash draw() override { return sha256("draw " + std::to_string(++drawn_)); }

 private:
  int drawn_ = 0;
};

/// Keys that these commands must not need to be prepared.
class NoKeys final : public Keys {
 public:
  [[nodiscard]] SecretKey make() override { throw std::logic_error("no keys"); }
  [[nodiscard]] std::string wrap(VaultKeyId const&, SecretKey const&) override { return {}; }
  [[nodiscard]] std::optional<SecretKey> unwrap(VaultKeyId const&, std::string_view) override {
    return std::nullopt;
  }
  [[nodiscard]] std::string seal(SecretKey const&, std::string_view, std::string_view) override {
    return {};
  }
  [[nodiscard]] std::optional<std::string> open(SecretKey const&, std::string_view,
                                                std::string_view) override {
    return std::nullopt;
  }
  [[nodiscard]] std::string lookup_digest(std::string_view) override { return {}; }
};

/// A submission after the command's own preparation.
template <class C>
Result<Submission> prepared_as(View& view, StreamId const& stream, Call const& by,
                               json::object input) {
  Submission submission;
  submission.call = by;
  submission.stream = stream;
  submission.input = std::move(input);
  CountingRandom random;
  NoKeys keys;
  Preparation preparation{submission, {view, random, keys}};
  if (auto const refused = prepare(std::type_identity<C>{}, preparation); !refused)
    return refused.error();
  return submission;
}

}  // namespace gozin::appointment
