#include "tests/support/lying_disk.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <mutex>
#include <new>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <vector>

namespace gozin::tests {
namespace {

constexpr std::size_t kSector = 512;
constexpr char kName[] = "lying disk";

/// A call that changes a file and that has not been synced.
struct Change {
  enum class Kind { write, truncate, remove } kind = Kind::write;
  std::size_t at = 0;
  std::string bytes = {};
};

struct Contents {
  std::string bytes = {};
  bool exists = false;
};

void apply(Contents& contents, Change const& change) {
  contents.exists = change.kind != Change::Kind::remove;
  if (change.kind == Change::Kind::remove) contents.bytes.clear();
  if (change.kind == Change::Kind::truncate) contents.bytes.resize(change.at);
  if (change.kind != Change::Kind::write) return;
  auto& bytes = contents.bytes;
  bytes.resize(std::max(bytes.size(), change.at + change.bytes.size()));
  bytes.replace(change.at, change.bytes.size(), change.bytes);
}

/// The parts of a write that reach the disk each by itself.
std::vector<Change> sectors_of(Change const& change) {
  if (change.kind != Change::Kind::write) return {change};
  std::vector<Change> sectors;
  for (std::size_t from = 0; from < change.bytes.size();) {
    auto const end = (change.at + from) / kSector * kSector + kSector - change.at;
    auto const length = std::min(end, change.bytes.size()) - from;
    sectors.push_back({Change::Kind::write, change.at + from, change.bytes.substr(from, length)});
    from += length;
  }
  return sectors;
}

struct Kept {
  Contents durable;
  std::vector<Change> pending;
};

Contents contents_of(std::string const& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) return {};
  return {{std::istreambuf_iterator<char>{file}, {}}, true};
}

}  // namespace

struct LyingDisk::State {
  sqlite3_vfs* real = sqlite3_vfs_find(nullptr);
  sqlite3_vfs lying = *real;
  mutable std::mutex mutex;
  std::map<std::string, Kept> files;
  std::int64_t calls = 0;
  std::int64_t last_call = -1;

  [[nodiscard]] bool is_cut() const { return last_call >= 0 && calls >= last_call; }

  void meet(std::string const& path) {
    std::scoped_lock const lock{mutex};
    if (auto const [place, is_new] = files.try_emplace(path); is_new)
      place->second.durable = contents_of(path);
  }

  /// False when the power is gone; the call in which it goes may still leave something behind.
  bool change(std::string const& path, Change change) {
    std::scoped_lock const lock{mutex};
    if (is_cut()) return false;
    ++calls;
    files[path].pending.push_back(std::move(change));
    return !is_cut();
  }

  bool sync(std::string const& path) {
    std::scoped_lock const lock{mutex};
    if (is_cut()) return false;
    ++calls;
    if (is_cut()) return false;
    auto& [durable, pending] = files[path];
    for (auto const& each : pending) apply(durable, each);
    durable.exists = true;
    pending.clear();
    return true;
  }
};

namespace {

/// What SQLite holds of an open file; the file of the real disk lies behind it.
struct File {
  sqlite3_file base;
  LyingDisk::State* disk;
  std::string* path;

  [[nodiscard]] static File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
};

sqlite3_file* real_of(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(File));
}

/// What the real disk does by itself.
template <auto Method, class... Rest>
auto pass(sqlite3_file* file, Rest... rest) {
  auto* const real = real_of(file);
  return (real->pMethods->*Method)(real, rest...);
}

int close(sqlite3_file* file) {
  delete File::of(file).path;
  return pass<&sqlite3_io_methods::xClose>(file);
}
int write(sqlite3_file* file, void const* from, int count, sqlite3_int64 at) {
  std::string bytes{static_cast<char const*>(from), static_cast<std::size_t>(count)};
  auto& own = File::of(file);
  if (!own.disk->change(*own.path, {Change::Kind::write, static_cast<std::size_t>(at), bytes}))
    return SQLITE_IOERR_WRITE;
  return pass<&sqlite3_io_methods::xWrite>(file, from, count, at);
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  auto& own = File::of(file);
  if (!own.disk->change(*own.path, {Change::Kind::truncate, static_cast<std::size_t>(size)}))
    return SQLITE_IOERR_TRUNCATE;
  return pass<&sqlite3_io_methods::xTruncate>(file, size);
}
int sync(sqlite3_file* file, int) {
  auto& own = File::of(file);
  return own.disk->sync(*own.path) ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}
// Without the methods of version 3, by which a file is mapped into memory.
constexpr sqlite3_io_methods kMethods{
    .iVersion = 2,
    .xClose = close,
    .xRead = pass<&sqlite3_io_methods::xRead>,
    .xWrite = write,
    .xTruncate = truncate,
    .xSync = sync,
    .xFileSize = pass<&sqlite3_io_methods::xFileSize>,
    .xLock = pass<&sqlite3_io_methods::xLock>,
    .xUnlock = pass<&sqlite3_io_methods::xUnlock>,
    .xCheckReservedLock = pass<&sqlite3_io_methods::xCheckReservedLock>,
    .xFileControl = pass<&sqlite3_io_methods::xFileControl>,
    .xSectorSize = pass<&sqlite3_io_methods::xSectorSize>,
    .xDeviceCharacteristics = pass<&sqlite3_io_methods::xDeviceCharacteristics>,
    .xShmMap = pass<&sqlite3_io_methods::xShmMap>,
    .xShmLock = pass<&sqlite3_io_methods::xShmLock>,
    .xShmBarrier = pass<&sqlite3_io_methods::xShmBarrier>,
    .xShmUnmap = pass<&sqlite3_io_methods::xShmUnmap>,
    .xFetch = nullptr,
    .xUnfetch = nullptr};

LyingDisk::State& disk_of(sqlite3_vfs* vfs) {
  return *static_cast<LyingDisk::State*>(vfs->pAppData);
}

template <class... Rest>
int open(sqlite3_vfs* vfs, char const* name, sqlite3_file* file, Rest... flags) {
  auto& disk = disk_of(vfs);
  auto& own = File::of(file);
  own.base.pMethods = nullptr;
  if (!name) return SQLITE_CANTOPEN;
  disk.meet(name);
  auto const done = disk.real->xOpen(disk.real, name, real_of(file), flags...);
  if (done != SQLITE_OK) return done;
  own.base.pMethods = &kMethods;
  own.disk = &disk;
  own.path = new std::string{name};
  return SQLITE_OK;
}

int remove(sqlite3_vfs* vfs, char const* name, int sync_folder) {
  auto& disk = disk_of(vfs);
  disk.meet(name);
  if (!disk.change(name, {Change::Kind::remove})) return SQLITE_IOERR_DELETE;
  return disk.real->xDelete(disk.real, name, sync_folder);
}

}  // namespace

LyingDisk::LyingDisk() : state_{std::make_unique<State>()} {
  auto& lying = state_->lying;
  lying.szOsFile = static_cast<int>(sizeof(File)) + state_->real->szOsFile;
  lying.pNext = nullptr;
  lying.zName = kName;
  lying.pAppData = state_.get();
  lying.xOpen = open;
  lying.xDelete = remove;
  if (sqlite3_vfs_register(&lying, 1) != SQLITE_OK) throw std::runtime_error("no such disk");
}

LyingDisk::~LyingDisk() {
  sqlite3_vfs_unregister(&state_->lying);
  sqlite3_vfs_register(state_->real, 1);
}

void LyingDisk::cut_power_after(std::int64_t calls) {
  std::scoped_lock const lock{state_->mutex};
  state_->last_call = state_->calls + calls;
}

bool LyingDisk::is_cut() const {
  std::scoped_lock const lock{state_->mutex};
  return state_->is_cut();
}

std::int64_t LyingDisk::calls() const {
  std::scoped_lock const lock{state_->mutex};
  return state_->calls;
}

void LyingDisk::come_back(std::filesystem::path const& folder,
                          std::function<bool()> const& chance) const {
  std::scoped_lock const lock{state_->mutex};
  for (auto const& [path, kept] : state_->files) {
    auto contents = kept.durable;
    for (auto const& change : kept.pending)
      for (auto const& sector : sectors_of(change))
        if (chance()) apply(contents, sector);
    if (!contents.exists) continue;
    std::ofstream file{folder / std::filesystem::path{path}.filename(), std::ios::binary};
    file << contents.bytes;
    if (!file.flush()) throw std::runtime_error("the disk cannot come back");
  }
}

}  // namespace gozin::tests
