#include "adapters/verify/disk_files.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace gozin::verify {

namespace fs = std::filesystem;

namespace {

/// More than 256 checkpoints of the largest size have.
constexpr std::uintmax_t kFileBytesMax = std::uintmax_t{512} << 20;

}  // namespace

std::optional<std::string> read_file(fs::path const& path) {
  if (!fs::is_regular_file(path) || fs::file_size(path) > kFileBytesMax) return std::nullopt;
  std::ifstream file{path, std::ios::binary};
  if (!file) throw std::runtime_error(path.string() + " cannot be read");
  return std::string{std::istreambuf_iterator<char>{file}, {}};
}

std::optional<std::string> DiskFiles::read(std::string const& path) {
  return read_file(folder_ / path);
}

std::vector<std::string> DiskFiles::list() {
  std::vector<std::string> paths;
  for (auto const* part : {"tile", "checkpoints"}) {
    if (!fs::is_directory(folder_ / part)) continue;
    for (auto const& entry : fs::recursive_directory_iterator{folder_ / part})
      if (!entry.is_directory())
        paths.push_back(entry.path().lexically_relative(folder_).generic_string());
  }
  return paths;
}

}  // namespace gozin::verify
