#include "adapters/app/table_file.hpp"

#include "adapters/exchange/csv.hpp"

namespace gozin::app {
namespace {

cli::TableFile::Line line_of(exchange::CsvRow row) {
  return {.line = row.line, .cells = std::move(row.cells)};
}

}  // namespace

Result<cli::TableFile> read_table_file(std::string const& path) {
  auto read = exchange::read_csv_file(path);
  if (!read) return read.error();
  cli::TableFile file{.header = line_of(std::move(read->header)), .rows = {}};
  for (auto& row : read->rows) file.rows.push_back(line_of(std::move(row)));
  for (auto& row : read->faults) file.faults.push_back(line_of(std::move(row)));
  file.hash = read->hash;
  return file;
}

}  // namespace gozin::app
