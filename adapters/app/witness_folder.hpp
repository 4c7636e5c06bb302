#pragma once

#include "adapters/keys/sodium_keys.hpp"
#include "engine/ledger/cosignature.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace gozin::app {

/// What a witness keeps, in a folder for its owner alone: its key (`witness.key`), that key as
/// verifiers know it (`vkey`), and what it cosigned last (`heads`). The key is made once, with the
/// witness's name. One process at a time has the folder.
class WitnessFolder {
 public:
  /// Makes what is not there yet. `name` may be empty where the witness is there. Throws
  /// std::runtime_error: no name, or another than the witness has; another process has it; the key
  /// is there and the heads are not, so that the witness has forgotten what it cosigned.
  WitnessFolder(std::filesystem::path folder, std::string const& name);
  ~WitnessFolder();
  WitnessFolder(WitnessFolder const&) = delete;
  WitnessFolder& operator=(WitnessFolder const&) = delete;

  [[nodiscard]] CosignerKey const& key() const { return key_; }
  [[nodiscard]] std::string sign(std::string_view message) const { return signer_->sign(message); }
  [[nodiscard]] std::string heads() const;
  /// Puts the file in the place of the one of that name; it lasts when this returns.
  void keep(std::string const& name, std::string const& bytes) const;

 private:
  void lock();
  void make(std::string const& name);
  void open(std::string const& name);

  std::filesystem::path folder_;
  int lock_ = -1;
  CosignerKey key_;
  std::unique_ptr<SodiumSigner> signer_;
};

}  // namespace gozin::app
