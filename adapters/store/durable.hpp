#pragma once

#include <filesystem>

namespace gozin::store {

/// What a file holds, or which files a folder names, is on disk when it returns. Throws
/// StoreFailed.
void make_durable(std::filesystem::path const& file_or_folder);

/// The folder in which a file is, also where its path names none.
[[nodiscard]] std::filesystem::path folder_of(std::filesystem::path const& file);

}  // namespace gozin::store
