#pragma once

#include "adapters/cli/services.hpp"

namespace gozin::app {

/// A table in CSV, with the hash of its bytes. Refuses what exchange::parse_csv refuses.
[[nodiscard]] Result<cli::TableFile> read_table_file(std::string const& path);

}  // namespace gozin::app
