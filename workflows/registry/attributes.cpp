#include "workflows/registry/attributes.hpp"

#include "engine/event/codec.hpp"
#include "engine/event/json.hpp"
#include "workflows/registry/reasons.hpp"

namespace gozin::registry {
namespace {

using rules::Field;
using rules::FieldValue;

constexpr std::int64_t kNumberMax = 1000;

Result<FieldValue> value_of(Field field, json::value const& value) {
  switch (field) {
    case Field::degree:
      return decode<rules::Degree>(value);
    case Field::degree_field:
    case Field::employment:
    case Field::military_service:
      return decode<Code>(value);
    case Field::certificates:
      return decode<std::vector<Code>>(value);
    case Field::final_conviction:
      return decode<bool>(value);
    case Field::service_years:
    case Field::management_years:
    case Field::grade:
    case Field::age:
      break;
  }
  auto const number = decode<std::int64_t>(value);
  if (number && (*number < 0 || *number > kNumberMax)) return wrong_type("number");
  return number;
}

}  // namespace

Result<rules::Attributes> parse_attributes(json::value const& document) {
  if (!document.is_object()) return Rejection{Reason::attributes_must_fit_their_fields};
  rules::Attributes attributes;
  for (auto const& [name, value] : document.get_object()) {
    Rejection const refused{Reason::attributes_must_fit_their_fields, std::string{name}};
    auto const field = find_by_name<Field>(name);
    if (!field) return refused;
    auto read = value_of(*field, value);
    if (!read) return refused;
    attributes.emplace(*field, std::move(*read));
  }
  return attributes;
}

json::object to_json(rules::Attributes const& attributes) {
  json::object object;
  for (auto const& [field, value] : attributes)
    object.emplace(name_of(field),
                   std::visit([](auto const& held) { return encode(held); }, value));
  return object;
}

Result<rules::Attributes> parse_attributes(std::string_view text) {
  auto const document = parse_json(text);
  if (!document) return Rejection{Reason::attributes_must_fit_their_fields};
  return parse_attributes(*document);
}

}  // namespace gozin::registry
