#include "adapters/app/witness_folder.hpp"

#include "adapters/keys/key_file.hpp"
#include "adapters/witness/desk.hpp"

#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <sys/file.h>
#include <unistd.h>

namespace gozin::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kKeyFile = "witness.key";
constexpr std::string_view kVkeyFile = "vkey";
constexpr std::string_view kLockFile = "lock";

std::string bytes_of_file(fs::path const& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw std::runtime_error(path.string() + ": cannot be read");
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::unique_ptr<SodiumSigner> signer_in(fs::path const& file) {
  KeyBytes seed;
  read_key_file(file, seed);
  return std::make_unique<SodiumSigner>(seed);
}

CosignerKey key_named(std::string const& name, SodiumSigner const& signer) {
  CosignerKey key{name, {}};
  auto const bytes = signer.public_key();
  std::copy(bytes.begin(), bytes.end(), key.public_key.bytes.begin());
  return key;
}

}  // namespace

WitnessFolder::WitnessFolder(fs::path folder, std::string const& name)
    : folder_{std::move(folder)} {
  expect_sodium();
  if (folder_.has_parent_path()) fs::create_directories(folder_.parent_path());
  make_key_folder(folder_);
  lock();
  try {
    if (!fs::exists(folder_ / kVkeyFile)) make(name);
    open(name);
  } catch (...) {
    ::close(lock_);
    throw;
  }
}

WitnessFolder::~WitnessFolder() { ::close(lock_); }

/// Two processes with one key would each remember only what they cosigned themselves.
void WitnessFolder::lock() {
  auto const path = folder_ / kLockFile;
  lock_ = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (lock_ < 0) throw std::runtime_error(path.string() + ": cannot be opened");
  if (::flock(lock_, LOCK_EX | LOCK_NB) == 0) return;
  ::close(lock_);
  throw std::runtime_error(folder_.string() + ": another witness process has it");
}

/// The heads before the key, and the verifier key last: what was cut short is gone on with, and a
/// key never was without its memory.
void WitnessFolder::make(std::string const& name) {
  if (!is_key_name(name))
    throw std::runtime_error("--name has to name the new witness, as province.example/witness");
  auto const heads = folder_ / witness::Desk::kHeadsFile;
  auto const key = folder_ / kKeyFile;
  if (!fs::exists(key)) {
    if (fs::exists(heads) && bytes_of_file(heads) != witness::Desk::kNoHeads)
      throw std::runtime_error(key.string() + ": the key of this witness is missing");
    replace_file(heads, witness::Desk::kNoHeads);
    make_key_file(key);
  }
  replace_file(folder_ / kVkeyFile, to_vkey(key_named(name, *signer_in(key))) + "\n");
}

void WitnessFolder::open(std::string const& name) {
  auto vkey = bytes_of_file(folder_ / kVkeyFile);
  if (vkey.ends_with('\n')) vkey.pop_back();
  auto const key = parse_cosigner_vkey(vkey);
  signer_ = signer_in(folder_ / kKeyFile);
  if (!key || *key != key_named(key->name, *signer_))
    throw std::runtime_error(folder_.string() + ": key and verifier key do not belong together");
  if (!name.empty() && name != key->name)
    throw std::runtime_error("this witness has the name " + key->name +
                             "; another one needs a key of its own, in a folder of its own");
  if (!fs::exists(folder_ / witness::Desk::kHeadsFile))
    throw std::runtime_error(folder_.string() +
                             ": this witness has forgotten what it cosigned and must not go on; "
                             "make a new one, in another folder, with a new key");
  key_ = *key;
}

std::string WitnessFolder::heads() const {
  return bytes_of_file(folder_ / witness::Desk::kHeadsFile);
}

void WitnessFolder::keep(std::string const& name, std::string const& bytes) const {
  replace_file(folder_ / name, bytes);
}

}  // namespace gozin::app
