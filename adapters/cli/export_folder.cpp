#include "adapters/cli/export_folder.hpp"

#include "engine/ledger/log_folder.hpp"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <system_error>
#include <unistd.h>

namespace gozin::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(fs::path const& path) {
  throw std::system_error(errno, std::generic_category(), path.string());
}

/// Closes on the way out; what was not written whole is an error before that.
class NewFile {
 public:
  NewFile(fs::path const& path, mode_t mode)
      : path_{path},
        descriptor_{::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)} {
    if (descriptor_ < 0) fail(path_);
  }
  ~NewFile() { ::close(descriptor_); }
  NewFile(NewFile const&) = delete;
  NewFile& operator=(NewFile const&) = delete;

  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      auto const written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail(path_);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(descriptor_) != 0) fail(path_);
  }

 private:
  fs::path const& path_;
  int descriptor_;
};

}  // namespace

ExportFolder::ExportFolder(fs::path folder)
    : folder_{std::move(folder)},
      part_{folder_ / (".export-" + std::to_string(::getpid()) + ".part")} {
  fs::create_directories(folder_);
  descriptor_ = ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor_ < 0) fail(folder_);
}

ExportFolder::~ExportFolder() {
  std::error_code ignored;
  fs::remove(part_, ignored);
  ::close(descriptor_);
}

bool ExportFolder::is_for_exports() const {
  return fs::is_empty(folder_) || fs::exists(folder_ / kCheckpointFile) ||
         fs::exists(folder_ / "tile");
}

std::optional<std::string> ExportFolder::read(std::string const& path) {
  auto const whole = folder_ / path;
  if (!fs::exists(whole)) return std::nullopt;
  std::ifstream file{whole, std::ios::binary};
  std::ostringstream bytes;
  if (!file || !(file.peek() == std::ifstream::traits_type::eof() || bytes << file.rdbuf()))
    fail(whole);
  return bytes.str();
}

void ExportFolder::write(std::string const& path, std::string const& bytes) {
  auto const whole = folder_ / path;
  fs::create_directories(whole.parent_path());
  // Entries are for those entitled; whoever publishes them says so.
  bool const is_public = !path.starts_with("tile/entries/");
  NewFile{part_, is_public ? mode_t{0644} : mode_t{0600}}.write(bytes);
  fs::rename(part_, whole);
}

void ExportFolder::settle() {
  if (::syncfs(descriptor_) != 0) fail(folder_);
}

}  // namespace gozin::cli
