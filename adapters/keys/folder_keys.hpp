#pragma once

#include "adapters/keys/sodium_keys.hpp"

#include <atomic>
#include <filesystem>
#include <memory>

namespace gozin {

/// The vault's keys under the epoch keys of a folder: the one in force, and after a change the
/// former one until it is destroyed. Any number of threads may use it; one changes the epoch.
///
///     epoch.key                the epoch in force
///     epoch.key, epoch.next    a change: whichever opens the vault is in force
class FolderKeys final : public Keys {
 public:
  /// Throws KeysUnavailable.
  explicit FolderKeys(std::filesystem::path folder);

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

  /// Whether the key in force, and no other one, opens this.
  [[nodiscard]] bool opens_now(VaultKeyId const& id, std::string_view wrapped) const;
  /// For a recovery copy.
  void copy_epoch_key(SecretBytes<32>& key) const { epochs()->current->copy_epoch_key(key); }
  /// Whether a former key is still there.
  [[nodiscard]] bool has_former() const;
  /// Overwrites the former keys and puts those in force in their place. Asked for with the head of
  /// the log held, when every key that anybody may need is wrapped under the one in force; does
  /// nothing where it is done. Stopped anywhere it is begun again. Throws KeysUnavailable.
  void destroy_former();

 private:
  class Next;
  struct Epochs {
    std::shared_ptr<SodiumKeys const> current;
    std::shared_ptr<SodiumKeys const> former;
  };

  [[nodiscard]] std::shared_ptr<Epochs const> epochs() const { return epochs_.load(); }
  void enter(std::shared_ptr<SodiumKeys const> next);
  [[nodiscard]] bool is_next(SodiumKeys const& keys) const;

  std::filesystem::path folder_;
  std::atomic<std::shared_ptr<Epochs const>> epochs_;
};

}  // namespace gozin
