#include "adapters/keys/key_bundle.hpp"

#include "adapters/keys/key_file.hpp"
#include "adapters/keys/keys_folder.hpp"
#include "engine/event/json.hpp"

#include <charconv>
#include <fstream>
#include <tuple>

namespace gozin {
namespace {

constexpr std::string_view kFormat = "gozin-key-bundle/v2";
/// Before the epoch changed for the first time.
constexpr std::string_view kFirstFormat = "gozin-key-bundle/v1";

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

std::optional<std::int64_t> number_of(std::string const& text) {
  std::int64_t number = 0;
  auto const* end = text.data() + text.size();
  auto const read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end || number < 0) return std::nullopt;
  return number;
}

std::optional<KeyBundle> read_head(std::string const& line) {
  auto const first = texts_of(line, {"format", "deployment"});
  if (!first) return std::nullopt;
  KeyBundle bundle{.deployment = first->back()};
  if (first->front() == kFirstFormat) return bundle;
  auto const rest = texts_of(line, {"epoch", "size"});
  auto const epoch = rest ? number_of(rest->front()) : std::nullopt;
  auto const size = rest ? number_of(rest->back()) : std::nullopt;
  if (first->front() != kFormat || !epoch || !size) return std::nullopt;
  bundle.epoch = *epoch;
  bundle.size = *size;
  return bundle;
}

}  // namespace

bool is_newer(KeyBundle const& bundle, KeyBundle const& than) {
  return std::tie(bundle.epoch, bundle.size) > std::tie(than.epoch, than.size);
}

void write_key_bundle(std::filesystem::path const& file, KeyBundle const& bundle) {
  auto text = line_of({{"format", kFormat},
                       {"deployment", bundle.deployment},
                       {"epoch", std::to_string(bundle.epoch)},
                       {"size", std::to_string(bundle.size)}});
  for (auto const& key : bundle.keys)
    text += line_of({{"id", key.id.text}, {"wrapped", key.wrapped}});
  for (auto const& one : bundle.erasures)
    text += line_of({{"erased", std::to_string(one.seq)}, {"receipt", one.receipt}});
  text += line_of({{"keys", std::to_string(bundle.keys.size())}});
  replace_file(file, text);
}

KeyBundle read_key_bundle(std::filesystem::path const& file) {
  KeysUnavailable const damaged{file.string() + ": it is no whole bundle of keys"};
  std::ifstream in{file, std::ios::binary};
  if (!in) throw KeysUnavailable(file.string() + ": it cannot be read");
  std::string text;
  std::getline(in, text);
  auto const head = read_head(text);
  if (!head) throw damaged;
  auto bundle = *head;
  while (std::getline(in, text)) {
    if (auto const key = texts_of(text, {"id", "wrapped"})) {
      bundle.keys.push_back({VaultKeyId{key->front()}, key->back()});
      continue;
    }
    if (auto const erased = texts_of(text, {"erased", "receipt"})) {
      auto const seq = number_of(erased->front());
      if (!seq) throw damaged;
      bundle.erasures.push_back({*seq, erased->back()});
      continue;
    }
    auto const end = texts_of(text, {"keys"});
    if (!end || end->front() != std::to_string(bundle.keys.size())) throw damaged;
    return bundle;
  }
  throw damaged;
}

}  // namespace gozin
