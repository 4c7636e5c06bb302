#pragma once

#include <string>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace gozin::web {

// A document that people read on paper: parts of text, pairs and tables, already in the reader's
// language. One template draws any such document as one file that asks for nothing else: no script,
// no other resource, its style and font within it.

/// What stands in a place. `code` is what must be copied as it is: an id, a hash, a fraction. What
/// is of another direction than the rest of a text is isolated in it (U+2068, U+2069).
struct Cell {
  std::string text;
  enum class Kind { plain, strong, code, good, bad } kind = Kind::plain;
};

[[nodiscard]] inline Cell code(std::string text) { return {std::move(text), Cell::Kind::code}; }

struct Pair {
  std::string what;
  Cell value;
};

struct Table {
  std::string caption = {};
  std::vector<std::string> columns = {};
  std::vector<std::vector<Cell>> rows = {};
};

/// One of: a paragraph, text that keeps its lines, pairs, a table.
struct Block {
  std::string heading = {};
  std::string text = {};
  std::string lines = {};
  std::vector<Pair> pairs = {};
  Table table = {};
};

struct Part {
  std::string heading;
  std::vector<Block> blocks = {};
};

struct Document {
  std::string title;
  std::string about;
  std::string city;
  std::vector<std::string> warnings = {};
  std::vector<Part> parts = {};
};

[[nodiscard]] boost::json::object to_json(Document const& document);
/// Numbered from 1.
[[nodiscard]] boost::json::array to_json(std::vector<Part> const& parts);

}  // namespace gozin::web
