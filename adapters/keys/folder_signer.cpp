#include "adapters/keys/folder_signer.hpp"

#include "adapters/keys/key_file.hpp"
#include "adapters/keys/key_names.hpp"
#include "adapters/keys/keys_folder.hpp"
#include "adapters/keys/sodium_keys.hpp"
#include "engine/core/hash.hpp"

namespace gozin {

struct FolderSigner::Held {
  std::unique_ptr<SodiumSigner const> current;
  std::unique_ptr<SodiumSigner const> next;  // null: no rotation is under way
};

namespace {

std::unique_ptr<SodiumSigner const> read_signer(std::filesystem::path const& file) {
  KeyBytes seed;
  read_key_file(file, seed);
  return std::make_unique<SodiumSigner>(seed);
}

/// Null where there is none, or none any more.
std::unique_ptr<SodiumSigner const> read_next_signer(std::filesystem::path const& file) {
  if (!std::filesystem::exists(file)) return nullptr;
  try {
    return read_signer(file);
  } catch (KeysUnavailable const&) {
    if (std::filesystem::exists(file)) throw;
    return nullptr;
  }
}

}  // namespace

FolderSigner::FolderSigner(std::filesystem::path folder) : folder_{std::move(folder)} { settle(); }
FolderSigner::~FolderSigner() = default;

void FolderSigner::settle() {
  auto held = std::make_shared<Held>();
  // In this order: where another program gives the next key its place meanwhile, it is read twice
  // or in its place.
  held->next = read_next_signer(folder_ / kNextLogKey);
  held->current = read_signer(folder_ / kLogKey);
  held_.store(std::move(held));
}

SodiumSigner const* FolderSigner::holder(Held const& held, std::string_view public_key) const {
  if (held.current->public_key() == public_key) return held.current.get();
  if (held.next && held.next->public_key() == public_key) return held.next.get();
  return nullptr;
}

std::string FolderSigner::public_key() const { return held_.load()->current->public_key(); }

std::string FolderSigner::sign(std::string_view message) const {
  return held_.load()->current->sign(message);
}

bool FolderSigner::holds(std::string_view public_key) const {
  return holder(*held_.load(), public_key) != nullptr;
}

std::optional<std::string> FolderSigner::sign_as(std::string_view public_key,
                                                 std::string_view message) const {
  auto const held = held_.load();
  auto const* signer = holder(*held, public_key);
  return signer ? std::optional{signer->sign(message)} : std::nullopt;
}

std::string FolderSigner::signed_edge() const {
  auto const text = read_note(folder_ / kSignedEdge);
  auto const end = text.find('\n');
  if (end == std::string::npos) return {};
  auto const edge = text.substr(0, end);
  auto const checked = to_hex(sha256(edge)) + '\n';
  return text.compare(end + 1, checked.size(), checked) == 0 ? edge : std::string{};
}

/// A kill cannot tear it, as it is written by one call; a checksum tells when a power cut has.
void FolderSigner::keep_signed_edge(std::string_view edge) {
  write_note(folder_ / kSignedEdge,
             std::string{edge} + '\n' + to_hex(sha256(std::string{edge})) + '\n');
}

void FolderSigner::expect_to_keep_edge() { write_note(folder_ / kSignedEdge, {}); }

void FolderSigner::forget_signed_edge() { remove_note(folder_ / kSignedEdge); }

bool FolderSigner::knows(std::string_view public_key) const {
  return holds(public_key) ||
         read_note(folder_ / kFormerLogKeys).find(to_hex(public_key)) != std::string::npos;
}

bool FolderSigner::has_next() const { return std::filesystem::exists(folder_ / kNextLogKey); }

std::string FolderSigner::next() {
  if (!has_next()) make_key_file(folder_ / kNextLogKey);
  settle();
  auto const held = held_.load();
  if (!held->next) throw KeysUnavailable("another program has just rotated the signing key");
  return held->next->public_key();
}

void FolderSigner::destroy_former(std::string_view newest) {
  settle();
  auto const held = held_.load();
  if (held->current->public_key() == newest) return;
  if (!held->next || held->next->public_key() != newest)
    throw KeysUnavailable("the key that signs for the log is not at hand");
  // Whoever restores a copy from before the rotation is to know the key by which it is signed.
  auto const former = to_hex(held->current->public_key()) + '\n';
  auto const known = read_note(folder_ / kFormerLogKeys);
  if (!known.ends_with(former)) replace_file(folder_ / kFormerLogKeys, known + former);
  overwrite_key_file(folder_ / kLogKey);
  move_key_file(folder_ / kNextLogKey, folder_ / kLogKey);
  settle();
}

}  // namespace gozin
