#include "adapters/keys/keys_folder.hpp"

#include "adapters/keys/key_file.hpp"
#include "adapters/keys/key_names.hpp"
#include "adapters/keys/sodium_keys.hpp"
#include "engine/ledger/tree.hpp"

namespace gozin {
namespace {

/// 0 where nothing is known of any.
std::uint64_t size_of_tree(std::string const& edge) {
  auto const frontier = parse_frontier(edge);
  return edge.empty() || !frontier ? 0 : frontier->size();
}

}  // namespace

std::int64_t size_signed_for(std::filesystem::path const& folder) {
  return static_cast<std::int64_t>(size_of_tree(FolderSigner{folder}.signed_edge()));
}

KeysFolder open_keys(std::filesystem::path const& folder, KeysMode mode) {
  expect_sodium();
  if (mode != KeysMode::existing) {
    make_key_folder(folder);
    for (auto const name : {kEpochKey, kLookupKey, kLogKey})
      if (mode == KeysMode::create || !std::filesystem::exists(folder / name))
        make_key_file(folder / name);
  }
  return {std::make_unique<FolderKeys>(folder), std::make_unique<FolderSigner>(folder)};
}

bool keys_are_there(std::filesystem::path const& folder) {
  std::error_code ignored;
  for (auto const name : {kEpochKey, kLookupKey, kLogKey})
    if (!std::filesystem::exists(folder / name, ignored)) return false;
  return true;
}

void copy_keys(std::filesystem::path const& from, std::filesystem::path const& to) {
  make_key_folder(to);
  for (auto const name :
       {kEpochKey, kLookupKey, kLogKey, kNextEpochKey, kNextLookupKey, kNextLogKey}) {
    bool const is_of_a_change =
        name == kNextEpochKey || name == kNextLookupKey || name == kNextLogKey;
    if (is_of_a_change && !std::filesystem::exists(from / name)) continue;
    KeyBytes wanted;
    read_key_file(from / name, wanted);
    if (!std::filesystem::exists(to / name)) {
      write_key_file(to / name, wanted);
      continue;
    }
    KeyBytes there;
    read_key_file(to / name, there);
    if (sodium_memcmp(wanted.data(), there.data(), wanted.size()) != 0)
      throw KeysUnavailable((to / name).string() + ": there is another key already");
  }
  if (auto const former = read_note(from / kFormerLogKeys); !former.empty())
    replace_file(to / kFormerLogKeys, former);
  FolderSigner target{to};
  auto const edge = FolderSigner{from}.signed_edge();
  if (size_of_tree(edge) > size_of_tree(target.signed_edge())) target.keep_signed_edge(edge);
}

}  // namespace gozin
