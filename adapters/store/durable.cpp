#include "adapters/store/durable.hpp"

#include "engine/port/event_store.hpp"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace gozin::store {

void make_durable(std::filesystem::path const& file_or_folder) {
  int const opened = ::open(file_or_folder.c_str(), O_RDONLY | O_CLOEXEC);
  bool const is_synced = opened >= 0 && ::fsync(opened) == 0;
  auto const why = std::generic_category().message(errno);
  if (opened >= 0) ::close(opened);
  if (!is_synced) throw StoreFailed(file_or_folder.string() + " cannot be made durable: " + why);
}

std::filesystem::path folder_of(std::filesystem::path const& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
}

}  // namespace gozin::store
