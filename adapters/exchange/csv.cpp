#include "adapters/exchange/csv.hpp"

#include "engine/core/utf8.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <sstream>

namespace gozin::exchange {
namespace {

constexpr std::size_t kTableBytesMax = 256U << 20U;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Rejection malformed(int line, std::string_view what) {
  return {EngineReason::input_must_be_well_formed,
          "line " + std::to_string(line) + ": " + std::string{what}};
}

/// The sign between cells: the one that the header has most of.
char separator_of(std::string_view text) {
  auto const header = text.substr(0, text.find('\n'));
  constexpr std::array kSigns{',', ';', '\t'};
  return *std::ranges::max_element(kSigns, {},
                                   [&](char sign) { return std::ranges::count(header, sign); });
}

std::string trimmed(std::string_view cell) {
  constexpr std::string_view kBlanks = " \t";
  auto const first = cell.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return std::string{cell.substr(first, cell.find_last_not_of(kBlanks) - first + 1)};
}

class Reader {
 public:
  Reader(std::string_view text, char separator) : text_{text}, separator_{separator} {}

  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }

  /// The next row; the cells of an empty line are one empty cell.
  Result<CsvRow> row() {
    CsvRow row{.line = line_, .cells = {}};
    for (;;) {
      auto cell = next_cell();
      if (!cell) return cell.error();
      row.cells.push_back(std::move(*cell));
      if (at_end()) return row;
      if (text_[at_] == separator_) {
        ++at_;
        continue;
      }
      end_line();
      return row;
    }
  }

 private:
  /// Up to the separator or the end of the line, which stays.
  Result<std::string> next_cell() {
    skip_blanks();
    if (!at_end() && text_[at_] == '"') return quoted();
    auto const stop =
        std::min(text_.find_first_of(std::string{separator_, '\n'}, at_), text_.size());
    auto cell = text_.substr(at_, stop - at_);
    at_ = stop;
    if (cell.ends_with('\r')) cell.remove_suffix(1);
    return trimmed(cell);
  }

  Result<std::string> quoted() {
    auto const began = line_;
    std::string cell;
    for (++at_; !at_end(); ++at_) {
      if (text_[at_] == '"') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
        ++at_;
      }
      if (text_[at_] == '\n') ++line_;
      cell += text_[at_];
    }
    if (at_end()) return malformed(began, "a quote is not closed");
    ++at_;
    skip_blanks();
    if (!at_end() && text_[at_] == '\r') ++at_;
    if (!at_end() && text_[at_] != separator_ && text_[at_] != '\n')
      return malformed(line_, "text stands after a closing quote");
    return cell;
  }

  void skip_blanks() {
    while (!at_end() && text_[at_] != separator_ && (text_[at_] == ' ' || text_[at_] == '\t'))
      ++at_;
  }

  void end_line() {
    ++at_;
    ++line_;
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  int line_ = 1;
};

bool is_empty(CsvRow const& row) {
  return std::ranges::all_of(row.cells, [](std::string const& cell) { return cell.empty(); });
}

/// The first line that is no text; nothing where all of them are.
std::optional<int> line_of_no_text(std::string_view text) {
  if (is_utf8(text) && text.find('\0') == std::string_view::npos) return std::nullopt;
  int number = 1;
  for (std::size_t from = 0; from < text.size(); ++number) {
    auto const to = std::min(text.find('\n', from), text.size());
    auto const line = text.substr(from, to - from);
    if (!is_utf8(line) || line.find('\0') != std::string_view::npos) break;
    from = to + 1;
  }
  return number;
}

}  // namespace

Result<CsvTable> parse_csv(std::string_view text) {
  if (text.size() > kTableBytesMax)
    return Rejection{EngineReason::input_must_not_exceed_limits, "256 MiB"};
  auto const hash = sha256(text);
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (auto const line = line_of_no_text(text)) return malformed(*line, "this is no UTF-8 text");
  Reader reader{text, separator_of(text)};
  CsvTable table;
  table.hash = hash;
  while (!reader.at_end()) {
    auto row = reader.row();
    if (!row) return row.error();
    if (is_empty(*row)) continue;
    if (table.header.cells.empty())
      table.header = std::move(*row);
    else if (row->cells.size() == table.header.cells.size())
      table.rows.push_back(std::move(*row));
    else
      table.faults.push_back(std::move(*row));
  }
  if (table.header.cells.empty()) return malformed(1, "there is no header");
  return table;
}

Result<CsvTable> read_csv_file(std::string const& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  // A folder opens as a file does and cannot be read; an empty file leaves nothing to copy.
  bool const is_empty = file && file.peek() == std::ifstream::traits_type::eof() && !file.bad();
  if (!file.is_open() || (!is_empty && !(text << file.rdbuf())))
    return Rejection{EngineReason::file_must_be_readable, "it cannot be read"};
  return parse_csv(text.str());
}

}  // namespace gozin::exchange
