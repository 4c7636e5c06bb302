#include "adapters/keys/key_bundle.hpp"

#include "adapters/keys/key_file.hpp"
#include "adapters/keys/keys_folder.hpp"
#include "engine/event/json.hpp"

#include <fstream>

namespace gozin {
namespace {

constexpr std::string_view kFormat = "gozin-key-bundle/v1";

std::string line_of(boost::json::object const& object) { return to_canonical(object) + "\n"; }

/// The texts of a line's members; nothing where one is missing or is no text.
std::optional<std::vector<std::string>> texts_of(std::string const& line,
                                                 std::initializer_list<std::string_view> names) {
  auto const value = parse_json(line);
  if (!value || !value->is_object()) return std::nullopt;
  std::vector<std::string> texts;
  for (auto const name : names) {
    auto const* member = value->get_object().if_contains(name);
    if (!member || !member->is_string()) return std::nullopt;
    texts.emplace_back(member->get_string());
  }
  return texts;
}

}  // namespace

void write_key_bundle(std::filesystem::path const& file, KeyBundle const& bundle) {
  auto text = line_of({{"format", kFormat}, {"deployment", bundle.deployment}});
  for (auto const& key : bundle.keys)
    text += line_of({{"id", key.id.text}, {"wrapped", key.wrapped}});
  text += line_of({{"keys", std::to_string(bundle.keys.size())}});
  replace_file(file, text);
}

KeyBundle read_key_bundle(std::filesystem::path const& file) {
  KeysUnavailable const damaged{file.string() + ": it is no whole bundle of keys"};
  std::ifstream in{file, std::ios::binary};
  if (!in) throw KeysUnavailable(file.string() + ": it cannot be read");
  std::string text;
  std::getline(in, text);
  auto const head = texts_of(text, {"format", "deployment"});
  if (!head || head->front() != kFormat) throw damaged;
  KeyBundle bundle{.deployment = head->back(), .keys = {}};
  while (std::getline(in, text)) {
    if (auto const key = texts_of(text, {"id", "wrapped"})) {
      bundle.keys.push_back({VaultKeyId{key->front()}, key->back()});
      continue;
    }
    auto const end = texts_of(text, {"keys"});
    if (!end || end->front() != std::to_string(bundle.keys.size())) throw damaged;
    return bundle;
  }
  throw damaged;
}

}  // namespace gozin
