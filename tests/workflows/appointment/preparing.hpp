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

/// Keys and a store that these commands must not need to be prepared.
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

class NoStore final : public StoreView {
 public:
  [[nodiscard]] Head head() override { return {}; }
  void read_stream(StreamId const&, std::int64_t, Visit const&) override {}
  void read_log(std::int64_t, std::int64_t, Visit const&) override {}
  [[nodiscard]] std::vector<VaultRecord> vault_of(std::int64_t) override { return {}; }
  [[nodiscard]] std::vector<VaultRecord> vault_under(VaultKeyId const&) override { return {}; }
  [[nodiscard]] std::optional<WrappedKey> wrapped_key(VaultKeyId const&) override { return {}; }
  [[nodiscard]] std::vector<BoxedBallot> box_of(std::string const&) override { return {}; }
  [[nodiscard]] std::optional<AnsweredRequest> answered(std::string const&) override { return {}; }
  [[nodiscard]] std::optional<PersonId> look_up(std::string const&) override { return {}; }
  [[nodiscard]] std::optional<StoredDocument> document(Hash const&) override { return {}; }
  [[nodiscard]] std::vector<StoredCheckpoint> checkpoints(std::int64_t, std::size_t) override {
    return {};
  }
  [[nodiscard]] std::optional<StoredCheckpoint> last_checkpoint() override { return {}; }
  [[nodiscard]] std::vector<Row> select(Query const&) override { return {}; }
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
  NoStore store;
  Preparation preparation{submission, {view, random, keys, store}};
  if (auto const refused = prepare(std::type_identity<C>{}, preparation); !refused)
    return refused.error();
  return submission;
}

}  // namespace gozin::appointment
