#pragma once

#include "engine/port/signer.hpp"

#include <atomic>
#include <filesystem>
#include <memory>

namespace gozin {

class SodiumSigner;

/// Signs by `log.key`, and while it is rotated by `log.next`, too. Any thread may sign.
class FolderSigner final : public Signer {
 public:
  /// Throws KeysUnavailable where `log.key` cannot be read.
  explicit FolderSigner(std::filesystem::path folder);
  ~FolderSigner() override;

  [[nodiscard]] std::string public_key() const override;
  [[nodiscard]] std::string sign(std::string_view message) const override;
  [[nodiscard]] bool holds(std::string_view public_key) const override;
  [[nodiscard]] std::optional<std::string> sign_as(std::string_view public_key,
                                                   std::string_view message) const override;
  [[nodiscard]] bool knows(std::string_view public_key) const override;
  void settle() override;
  /// From `log.signed`; one that is torn is as none. Throws KeysUnavailable where it can be neither
  /// read nor written.
  [[nodiscard]] std::string signed_edge() const override;
  void keep_signed_edge(std::string_view edge) override;
  void expect_to_keep_edge() override;
  /// The log goes on from a copy: what was signed before is no measure of it.
  void forget_signed_edge();

  /// The public part of the key that follows: of `log.next`, which is made where it is not there
  /// yet, durable when this returns.
  [[nodiscard]] std::string next();
  /// Whether there is one.
  [[nodiscard]] bool has_next() const;
  /// Writes over `log.key`, whose place `log.next` takes: the key with that public part, which the
  /// log names. Nothing where it has its place already. Only with the head of the log held, and
  /// when a checkpoint under both is stored. Throws KeysUnavailable where `log.next` is another.
  void destroy_former(std::string_view newest);

 private:
  struct Held;
  [[nodiscard]] SodiumSigner const* holder(Held const& held, std::string_view public_key) const;

  std::filesystem::path folder_;
  std::atomic<std::shared_ptr<Held const>> held_;
};

}  // namespace gozin
