#include "adapters/keys/key_file.hpp"

#include "adapters/keys/keys_folder.hpp"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include <sodium/randombytes.h>

namespace gozin {
namespace {

/// The name of the file, never a byte of it.
KeysUnavailable unavailable(std::filesystem::path const& file, std::string_view why) {
  return KeysUnavailable(file.string() + ": " + std::string{why});
}

KeysUnavailable unavailable(std::filesystem::path const& file) {
  return unavailable(file, std::generic_category().message(errno));
}

class File {
 public:
  File(std::filesystem::path const& path, int flags)
      : path_{path}, descriptor_{::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600)} {
    if (descriptor_ < 0) throw unavailable(path);
  }
  ~File() { ::close(descriptor_); }
  File(File const&) = delete;
  File& operator=(File const&) = delete;

  [[nodiscard]] int descriptor() const { return descriptor_; }
  void sync() const {
    if (::fsync(descriptor_) != 0) throw unavailable(path_);
  }

 private:
  std::filesystem::path path_;
  int descriptor_;
};

void sync_folder(std::filesystem::path const& folder) {
  File const opened{folder.empty() ? std::filesystem::path{"."} : folder, O_RDONLY | O_DIRECTORY};
  opened.sync();
}

}  // namespace

void make_key_folder(std::filesystem::path const& folder) {
  if (::mkdir(folder.c_str(), 0700) == 0) return sync_folder(folder.parent_path());
  if (errno != EEXIST) throw unavailable(folder);
}

namespace {

/// The whole of it, durable, under another name beside the one that it is to have.
std::filesystem::path write_draft(std::filesystem::path const& file, std::string_view bytes) {
  auto draft = std::filesystem::path{file}.concat(".new");
  ::unlink(draft.c_str());
  File const made{draft, O_CREAT | O_EXCL | O_WRONLY};
  while (!bytes.empty()) {
    auto const written = ::write(made.descriptor(), bytes.data(), bytes.size());
    if (written <= 0) throw unavailable(file);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  made.sync();
  return draft;
}

}  // namespace

void make_key_file(std::filesystem::path const& file) {
  KeyBytes key;
  randombytes_buf(key.data(), key.size());
  write_key_file(file, key);
}

void write_key_file(std::filesystem::path const& file, KeyBytes const& key) {
  // Under its name there is a whole key or none, also when the program is killed in between.
  auto const draft = write_draft(file, {reinterpret_cast<char const*>(key.data()), key.size()});
  bool const is_new = ::link(draft.c_str(), file.c_str()) == 0;
  auto const refused = unavailable(file);
  ::unlink(draft.c_str());
  if (!is_new) throw refused;
  sync_folder(file.parent_path());
}

void replace_file(std::filesystem::path const& file, std::string_view bytes) {
  auto const draft = write_draft(file, bytes);
  if (::rename(draft.c_str(), file.c_str()) != 0) throw unavailable(file);
  sync_folder(file.parent_path());
}

void replace_by_fresh_key(std::filesystem::path const& file) {
  KeyBytes key;
  randombytes_buf(key.data(), key.size());
  replace_file(file, {reinterpret_cast<char const*>(key.data()), key.size()});
}

void overwrite_key_file(std::filesystem::path const& file) {
  File const opened{file, O_WRONLY};
  KeyBytes noise;
  randombytes_buf(noise.data(), noise.size());
  if (::pwrite(opened.descriptor(), noise.data(), noise.size(), 0) !=
      static_cast<ssize_t>(noise.size()))
    throw unavailable(file);
  opened.sync();
}

void move_key_file(std::filesystem::path const& from, std::filesystem::path const& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) throw unavailable(to);
  sync_folder(to.parent_path());
}

void write_note(std::filesystem::path const& file, std::string_view bytes) {
  File const opened{file, O_CREAT | O_WRONLY};
  if (::pwrite(opened.descriptor(), bytes.data(), bytes.size(), 0) !=
      static_cast<ssize_t>(bytes.size()))
    throw unavailable(file);
}

std::string read_note(std::filesystem::path const& file) {
  if (::access(file.c_str(), F_OK) != 0 && errno == ENOENT) return {};
  File const opened{file, O_RDONLY};
  std::string bytes(64 * 1024, '\0');
  auto const got = ::pread(opened.descriptor(), bytes.data(), bytes.size(), 0);
  if (got < 0) throw unavailable(file);
  bytes.resize(static_cast<std::size_t>(got));
  return bytes;
}

void remove_note(std::filesystem::path const& file) {
  if (::unlink(file.c_str()) == 0) return sync_folder(file.parent_path());
  if (errno != ENOENT) throw unavailable(file);
}

void read_key_file(std::filesystem::path const& file, KeyBytes& key) {
  File const opened{file, O_RDONLY};
  struct stat about {};
  if (::fstat(opened.descriptor(), &about) != 0) throw unavailable(file);
  if ((about.st_mode & 077) != 0)
    throw unavailable(file, "others than its owner may read it; it must have the mode 0600");
  if (!S_ISREG(about.st_mode) || about.st_size != static_cast<off_t>(key.size()))
    throw unavailable(file, "it is not a key of 32 bytes");
  if (::read(opened.descriptor(), key.data(), key.size()) != static_cast<ssize_t>(key.size()))
    throw unavailable(file);
}

}  // namespace gozin
