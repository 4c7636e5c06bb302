#pragma once

#include "engine/core/result.hpp"

#include <map>
#include <string>

#include <boost/json/value.hpp>

namespace gozin::exchange {

/// A YAML document as JSON, and the line (from 1) at which each member stands, by JSON pointer.
struct YamlDocument {
  boost::json::value value;
  std::map<std::string, int> lines;

  /// The line of a pointer, or of the nearest member around it; 0 when the document is empty.
  [[nodiscard]] int line_of(std::string pointer) const;
};

/// Reads YAML 1.2 as far as it is JSON: plain `true`, `false`, `null` and integers have their
/// meaning, everything else is text, decimals and dates included, so that nothing is rounded.
/// Refused as `input_must_be_well_formed`: syntax errors, duplicate keys, anchors and aliases,
/// tags, keys that are not text, a file that holds two documents or is no UTF-8 text; as
/// `input_must_not_exceed_limits`: more than 64 levels or 4 MiB. The detail says the line. A text
/// without a document is null.
[[nodiscard]] Result<YamlDocument> parse_yaml(std::string const& text);

/// The same for a file; one that cannot be read is refused as `file_must_be_readable`.
[[nodiscard]] Result<YamlDocument> read_yaml_file(std::string const& path);

}  // namespace gozin::exchange
