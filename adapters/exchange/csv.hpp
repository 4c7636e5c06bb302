#pragma once

#include "engine/core/hash.hpp"
#include "engine/core/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gozin::exchange {

/// A row of a table: its cells as they were written, and the line (from 1) on which it begins.
struct CsvRow {
  int line = 0;
  std::vector<std::string> cells;
};

/// A table with a header. Every row has as many cells as the header unless `faults` names it.
struct CsvTable {
  CsvRow header;
  std::vector<CsvRow> rows;  // without those that have faults and without empty lines
  /// Rows with another number of cells than the header.
  std::vector<CsvRow> faults = {};
  Hash hash = {};  // SHA-256 of the bytes that were read
};

/// Reads RFC 4180 in UTF-8, with or without a byte order mark, lines ending in LF or CRLF; cells
/// are parted by commas, semicolons or tabs, whichever the header has most of. Blanks around a cell
/// without quotes are not part of it. Refused as `input_must_be_well_formed`, the detail saying the
/// line: no header, a quote that is not closed or goes on after it was, what is no UTF-8 text; as
/// `input_must_not_exceed_limits`: more than 256 MiB.
[[nodiscard]] Result<CsvTable> parse_csv(std::string_view text);

/// The same for a file; one that cannot be read is refused as `file_must_be_readable`.
[[nodiscard]] Result<CsvTable> read_csv_file(std::string const& path);

}  // namespace gozin::exchange
