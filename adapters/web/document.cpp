#include "adapters/web/document.hpp"

namespace gozin::web {
namespace {

namespace json = boost::json;

std::string_view kind_of(Cell const& cell) {
  switch (cell.kind) {
    case Cell::Kind::strong:
      return "strong";
    case Cell::Kind::code:
      return "code";
    case Cell::Kind::good:
      return "good";
    case Cell::Kind::bad:
      return "bad";
    case Cell::Kind::plain:
      break;
  }
  return "plain";
}

json::object cell_of(Cell const& cell) { return {{"kind", kind_of(cell)}, {"text", cell.text}}; }

json::object table_of(Table const& table) {
  json::array columns;
  for (auto const& column : table.columns) columns.push_back(json::object{{"text", column}});
  json::array rows;
  for (auto const& row : table.rows) {
    json::array cells;
    for (auto const& cell : row) cells.push_back(cell_of(cell));
    rows.push_back(json::object{{"cells", std::move(cells)}});
  }
  return {{"caption", table.caption}, {"columns", std::move(columns)}, {"rows", std::move(rows)}};
}

json::object block_of(Block const& block) {
  json::object object{
      {"sub_heading", block.heading}, {"paragraph", block.text}, {"lines", block.lines}};
  json::array pairs;
  for (auto const& pair : block.pairs) {
    json::array cells;
    cells.push_back(cell_of(pair.value));
    pairs.push_back(json::object{{"what", pair.what}, {"cells", std::move(cells)}});
  }
  object.emplace("pairs", std::move(pairs));
  if (!block.table.rows.empty()) object.emplace("table", table_of(block.table));
  return object;
}

}  // namespace

json::array to_json(std::vector<Part> const& parts) {
  json::array array;
  for (auto const& part : parts) {
    json::array blocks;
    for (auto const& block : part.blocks) blocks.push_back(block_of(block));
    array.push_back(json::object{{"number", static_cast<std::int64_t>(array.size() + 1)},
                                 {"heading", part.heading},
                                 {"blocks", std::move(blocks)}});
  }
  return array;
}

json::object to_json(Document const& document) {
  json::array warnings;
  for (auto const& warning : document.warnings) warnings.emplace_back(warning);
  return {{"title", document.title},
          {"about", document.about},
          {"city", document.city},
          {"warnings", std::move(warnings)},
          {"parts", to_json(document.parts)}};
}

}  // namespace gozin::web
