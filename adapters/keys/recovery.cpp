#include "adapters/keys/recovery.hpp"

#include "adapters/keys/key_names.hpp"
#include "adapters/keys/keys_folder.hpp"
#include "engine/core/hash.hpp"
#include "engine/event/json.hpp"

#include <fstream>
#include <optional>
#include <sstream>

namespace gozin {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kShareFormat = "gozin-epoch-key-share/v1";

/// By what a key is known to be the right one; it says nothing of the key.
std::string check_of(KeyBytes const& key) {
  std::string_view const bytes{reinterpret_cast<char const*>(key.data()), key.size()};
  return to_hex(sha256({"gozin-epoch-key/v1\n", bytes}));
}

std::string check_of(FolderKeys const& keys) {
  KeyBytes key;
  keys.copy_epoch_key(key);
  return check_of(key);
}

struct Share {
  std::string check;
  std::int64_t needed = 0;
  SecretShare share;
};

std::optional<Share> read_share(std::string const& text) {
  auto const value = parse_json(text);
  auto const* object = value ? value->if_object() : nullptr;
  if (!object) return std::nullopt;
  auto const text_at = [&](std::string_view name) {
    auto const* member = object->if_contains(name);
    return member && member->is_string() ? std::string{member->get_string()} : std::string{};
  };
  auto const number_at = [&](std::string_view name) {
    auto const* member = object->if_contains(name);
    return member && member->is_int64() ? member->get_int64() : 0;
  };
  auto const bytes = parse_base64(text_at("value"));
  auto const number = number_at("share");
  if (text_at("format") != kShareFormat || !bytes || bytes->size() != KeyBytes::size() ||
      number < 1 || number > 255)
    return std::nullopt;
  return Share{.check = text_at("check"),
               .needed = number_at("needed"),
               .share = {static_cast<std::uint8_t>(number), {bytes->begin(), bytes->end()}}};
}

/// The key that the shares give, when it is the one they were made of.
void combine(std::vector<std::string> const& texts, KeyBytes& key) {
  std::vector<SecretShare> shares;
  std::string check;
  std::int64_t needed = 0;
  for (auto const& text : texts) {
    auto const read = read_share(text);
    if (!read) throw KeysUnavailable("one of the files is no share of an epoch key");
    if (!shares.empty() && read->check != check)
      throw KeysUnavailable("the shares are not of one epoch key");
    for (auto const& share : shares)
      if (share.number == read->share.number)
        throw KeysUnavailable("the share " + std::to_string(share.number) + " is given twice");
    check = read->check;
    needed = read->needed;
    shares.push_back(read->share);
  }
  if (static_cast<std::int64_t>(shares.size()) < needed || shares.empty())
    throw KeysUnavailable(std::to_string(needed) + " shares are needed");
  combine_shares(shares, key);
  if (check_of(key) != check)
    throw KeysUnavailable("the shares do not give the key that they were made of");
}

void remember(fs::path const& folder, std::string const& check, RecoveryState state) {
  replace_file(
      folder / kRecovery,
      to_canonical(boost::json::object{{"check", check}, {"state", name_of(state)}}) + "\n");
}

}  // namespace

std::vector<std::string> make_recovery(fs::path const& folder, FolderKeys const& keys,
                                       RecoverySplit const& split) {
  KeyBytes key;
  keys.copy_epoch_key(key);
  auto const check = check_of(key);
  std::vector<std::string> texts;
  for (auto const& share : split_key(key, split.needed, split.shares)) {
    std::string const bytes{share.bytes.begin(), share.bytes.end()};
    texts.push_back(
        to_canonical(boost::json::object{{"format", kShareFormat},
                                         {"deployment", split.deployment},
                                         {"epoch", split.epoch},
                                         {"share", static_cast<std::int64_t>(share.number)},
                                         {"of", static_cast<std::int64_t>(split.shares)},
                                         {"needed", static_cast<std::int64_t>(split.needed)},
                                         {"check", check},
                                         {"value", to_base64(bytes)}}) +
        "\n");
  }
  remember(folder, check, RecoveryState::untested);
  return texts;
}

RecoveryState recovery_state(fs::path const& folder, FolderKeys const& keys) {
  std::ostringstream text;
  text << std::ifstream{folder / kRecovery}.rdbuf();
  auto const value = parse_json(text.str());
  if (!value || !value->is_object()) return RecoveryState::none;
  auto const* check = value->get_object().if_contains("check");
  auto const* state = value->get_object().if_contains("state");
  if (!check || !state || !state->is_string() || *check != boost::json::string{check_of(keys)})
    return RecoveryState::none;
  return find_by_name<RecoveryState>(std::string_view{state->get_string()})
      .value_or(RecoveryState::none);
}

void test_recovery(fs::path const& folder, FolderKeys const& keys,
                   std::vector<std::string> const& shares) {
  KeyBytes key;
  combine(shares, key);
  auto const check = check_of(key);
  if (check != check_of(keys)) throw KeysUnavailable("the shares are of an epoch that is over");
  remember(folder, check, RecoveryState::tested);
}

void use_recovery(fs::path const& folder, std::vector<std::string> const& shares) {
  expect_sodium();
  KeyBytes key;
  combine(shares, key);
  make_key_folder(folder);
  write_key_file(folder / kEpochKey, key);
  if (!fs::exists(folder / kLookupKey)) make_key_file(folder / kLookupKey);
}

}  // namespace gozin
