#include "adapters/keys/keys_folder.hpp"

#include "adapters/keys/key_file.hpp"
#include "adapters/keys/sodium_keys.hpp"

namespace gozin {
namespace {

constexpr std::string_view kEpochKey = "epoch.key";
constexpr std::string_view kLookupKey = "lookup.key";
constexpr std::string_view kLogKey = "log.key";

}  // namespace

KeysFolder open_keys(std::filesystem::path const& folder, KeysMode mode) {
  expect_sodium();
  if (mode != KeysMode::existing) {
    make_key_folder(folder);
    for (auto const name : {kEpochKey, kLookupKey, kLogKey})
      if (mode == KeysMode::create || !std::filesystem::exists(folder / name))
        make_key_file(folder / name);
  }
  KeyBytes epoch;
  KeyBytes lookup;
  KeyBytes log;
  read_key_file(folder / kEpochKey, epoch);
  read_key_file(folder / kLookupKey, lookup);
  read_key_file(folder / kLogKey, log);
  return {std::make_unique<SodiumKeys>(epoch, lookup), std::make_unique<SodiumSigner>(log)};
}

}  // namespace gozin
