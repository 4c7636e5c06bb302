#include "tests/engine/rules/yaml_document.hpp"

#include "engine/rules/parse.hpp"

#include <algorithm>
#include <stdexcept>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <yaml-cpp/yaml.h>

namespace gozin::rules {
namespace {

boost::json::value scalar(YAML::Node const& node) {
  auto const text = node.Scalar();
  bool const quoted = node.Tag() == "!";
  if (quoted) return boost::json::value(text);
  if (text == "true" || text == "false") return text == "true";
  if (!text.empty() &&
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::int64_t{std::stoll(text)};
  return boost::json::value(text);
}

boost::json::value converted(YAML::Node const& node) {
  if (node.IsScalar()) return scalar(node);
  if (node.IsSequence()) {
    boost::json::array list;
    for (auto const& item : node) list.push_back(converted(item));
    return list;
  }
  boost::json::object object;
  for (auto const& entry : node)
    if (!object.emplace(entry.first.Scalar(), converted(entry.second)).second)
      throw std::runtime_error("key stands twice: " + entry.first.Scalar());
  return object;
}

}  // namespace

boost::json::value yaml_document(std::string const& path) {
  return converted(YAML::LoadFile(GOZIN_CONFIG_DIR "/" + path));
}

boost::json::value karaj_document() { return yaml_document("rules/karaj.yaml"); }

boost::json::value document_named(std::string const& id) {
  auto document = karaj_document();
  document.as_object()["id"] = id;
  document.as_object()["approved_by"] = "urban_services_commission";
  return document;
}

RuleSet karaj() { return parse_rule_set(karaj_document()).value(); }

}  // namespace gozin::rules
