#include "engine/event/codec.hpp"

#include "engine/core/fraction.hpp"
#include "engine/event/json.hpp"
#include "engine/event/spelling.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin {
namespace {

constexpr std::int64_t kSafeInteger = (std::int64_t{1} << 53) - 1;

template <class T>
Result<T> text_as(json::value const& value, std::string_view expected,
                  bool (*fits)(std::string_view)) {
  if (!value.is_string()) return wrong_type(expected);
  std::string_view const text = value.get_string();
  if (!fits(text)) return wrong_type(expected);
  return T{std::string{text}};
}

}  // namespace

Rejection wrong_type(std::string_view expected) {
  return {EngineReason::field_must_have_its_type, "/" + std::string{expected}};
}

Rejection inside(std::string_view name, Rejection rejection) {
  auto const rest = rejection.detail.starts_with('/') || rejection.detail.empty()
                        ? rejection.detail
                        : "/" + rejection.detail;
  return {rejection.reason, std::string{name} + rest};
}

detail::FieldPlaces::FieldPlaces(std::vector<FieldPlace> declared)
    : declared_{std::move(declared)} {
  for (auto const& place : declared_) by_name_.push_back(&place);
  std::sort(by_name_.begin(), by_name_.end(), [](auto const* left, auto const* right) {
    return is_before(left->field.name, right->field.name);
  });
}

json::value detail::encode_fields(FieldPlaces const& places, void const* owner) {
  json::object object;
  object.reserve(places.declared().size());
  for (auto const& place : places.declared())
    place.codec->encode(object, place.field.name, static_cast<char const*>(owner) + place.offset);
  return object;
}

namespace {

/// Reads members that stand in canonical order, each once and all known. False: they do not, or one
/// is refused; whoever searches finds out which.
bool decode_in_order(detail::FieldPlaces const& places, json::object const& object, void* owner) {
  auto const* member = object.begin();
  for (auto const* place : places.by_name()) {
    bool const is_here =
        member != object.end() && std::string_view{member->key()} == place->field.name;
    if (!is_here && place->field.required) return false;
    if (!is_here) continue;
    if (place->codec->decode(member->value(), static_cast<char*>(owner) + place->offset))
      return false;
    ++member;
  }
  return member == object.end();
}

}  // namespace

std::optional<Rejection> detail::decode_fields(FieldPlaces const& places, json::value const& source,
                                               void* owner) {
  if (!source.is_object()) return wrong_type("object");
  auto const& object = source.get_object();
  if (decode_in_order(places, object, owner)) return std::nullopt;
  std::size_t known = 0;
  for (auto const& place : places.declared()) {
    auto const name = place.field.name;
    auto const* found = object.if_contains(name);
    if (!found && place.field.required)
      return Rejection{EngineReason::field_must_be_given, std::string{name}};
    if (!found) continue;
    ++known;
    if (auto const refused = place.codec->decode(*found, static_cast<char*>(owner) + place.offset))
      return inside(name, *refused);
  }
  if (known == object.size()) return std::nullopt;
  for (auto const& member : object) {
    auto const& all = places.declared();
    auto const is_known = std::any_of(all.begin(), all.end(), [&](auto const& place) {
      return place.field.name == std::string_view{member.key()};
    });
    if (!is_known) return Rejection{EngineReason::field_must_be_known, std::string{member.key()}};
  }
  return std::nullopt;
}

template <>
json::value PlainCodec<std::int64_t, Input::number>::encode(std::int64_t const& value) {
  return json::value(value);
}
template <>
Result<std::int64_t> PlainCodec<std::int64_t, Input::number>::decode(json::value const& value) {
  if (!value.is_int64()) return wrong_type("integer");
  auto const number = value.get_int64();
  if (number > kSafeInteger || number < -kSafeInteger) return wrong_type("integer");
  return number;
}

template <>
json::value PlainCodec<bool, Input::flag>::encode(bool const& value) {
  return json::value(value);
}
template <>
Result<bool> PlainCodec<bool, Input::flag>::decode(json::value const& value) {
  if (!value.is_bool()) return wrong_type("boolean");
  return value.get_bool();
}

template <>
json::value PlainCodec<PersonId, Input::person>::encode(PersonId const& value) {
  return json::value(value.text);
}
template <>
Result<PersonId> PlainCodec<PersonId, Input::person>::decode(json::value const& value) {
  return text_as<PersonId>(value, "person", is_person);
}

template <>
json::value PlainCodec<NomineeId, Input::nominee>::encode(NomineeId const& value) {
  return json::value(value.text);
}
template <>
Result<NomineeId> PlainCodec<NomineeId, Input::nominee>::decode(json::value const& value) {
  return text_as<NomineeId>(value, "nominee", is_code);
}

template <>
json::value PlainCodec<Code, Input::code>::encode(Code const& value) {
  return json::value(value.text);
}
template <>
Result<Code> PlainCodec<Code, Input::code>::decode(json::value const& value) {
  return text_as<Code>(value, "code", is_code);
}

template <>
json::value PlainCodec<StreamId, Input::stream>::encode(StreamId const& value) {
  return json::value(value.text);
}
template <>
Result<StreamId> PlainCodec<StreamId, Input::stream>::decode(json::value const& value) {
  return text_as<StreamId>(value, "stream", is_stream);
}

template <>
json::value PlainCodec<Label, Input::text>::encode(Label const& value) {
  return json::value(value.text);
}
template <>
Result<Label> PlainCodec<Label, Input::text>::decode(json::value const& value) {
  if (value.is_string() && value.get_string().size() > kLabelBytesMax)
    return Rejection{EngineReason::text_must_not_be_too_long};
  return text_as<Label>(value, "line of text", is_label);
}

template <>
json::value PlainCodec<Hash, Input::hash>::encode(Hash const& value) {
  return json::value(to_hex(value));
}
template <>
Result<Hash> PlainCodec<Hash, Input::hash>::decode(json::value const& value) {
  if (!value.is_string()) return wrong_type("hash");
  auto const hash = parse_hash(std::string_view{value.get_string()});
  if (!hash) return wrong_type("hash");
  return *hash;
}

template <>
json::value PlainCodec<Instant, Input::instant>::encode(Instant const& value) {
  return json::value(to_rfc3339(value));
}
template <>
Result<Instant> PlainCodec<Instant, Input::instant>::decode(json::value const& value) {
  if (!value.is_string()) return wrong_type("instant");
  auto const instant = parse_rfc3339(std::string_view{value.get_string()});
  if (!instant) return wrong_type("instant");
  return *instant;
}

template <>
json::value PlainCodec<Day, Input::date>::encode(Day const& value) {
  return json::value(to_iso_date(value));
}
template <>
Result<Day> PlainCodec<Day, Input::date>::decode(json::value const& value) {
  if (!value.is_string()) return wrong_type("date");
  auto const day = parse_iso_date(std::string_view{value.get_string()});
  if (!day) return Rejection{EngineReason::date_must_exist};
  return *day;
}

template <>
json::value PlainCodec<ExactText, Input::decimal>::encode(ExactText const& value) {
  return json::value(value.text);
}
template <>
Result<ExactText> PlainCodec<ExactText, Input::decimal>::decode(json::value const& value) {
  if (!value.is_string()) return wrong_type("exact number");
  auto const fraction = parse_fraction(std::string_view{value.get_string()});
  if (!fraction) return wrong_type("exact number");
  return to_exact(*fraction);
}

template <>
json::value PlainCodec<Document, Input::document>::encode(Document const& value) {
  return value.value;
}
template <>
Result<Document> PlainCodec<Document, Input::document>::decode(json::value const& value) {
  if (!value.is_object()) return wrong_type("object");
  // A copy takes the memory of its source by itself, and the document outlives it.
  return Document{json::value(value, json::storage_ptr{})};
}

template <>
json::value PlainCodec<Committed, Input::reason>::encode(Committed const& value) {
  return json::object{{"commitment", to_hex(value.commitment)}};
}
template <>
Result<Committed> PlainCodec<Committed, Input::reason>::decode(json::value const& value) {
  if (!value.is_object() || value.get_object().size() != 1) return wrong_type("commitment");
  auto const* member = value.get_object().if_contains("commitment");
  if (!member) return wrong_type("commitment");
  auto const hash = gozin::decode<Hash>(*member);
  if (!hash) return wrong_type("commitment");
  return Committed{*hash};
}

json::value encode_shaped(Shape const& shape, void const* value) {
  return detail::encode_fields(shape.places, value);
}

Result<std::shared_ptr<void const>> decode_shaped(Shape const& shape, json::value const& source) {
  std::shared_ptr<void> value{shape.make(), shape.destroy};
  if (auto const refused = detail::decode_fields(shape.places, source, value.get()))
    return *refused;
  return std::shared_ptr<void const>{std::move(value)};
}

std::vector<Field> fields_of_shape(Shape const& shape, std::size_t members) {
  auto const& places = shape.places.declared();
  if (places.size() != members) throw std::logic_error("every field has a class; one has none");
  std::vector<Field> list;
  for (auto const& place : places) list.push_back(place.field);
  return list;
}

}  // namespace gozin
