#include "engine/command/prepare.hpp"

#include "engine/core/utf8.hpp"
#include "engine/event/json.hpp"

#include <algorithm>

namespace gozin {
namespace {

bool is_text(Field const& field) { return field.field_class.visibility != Visibility::open; }

Field const* find_field(CommandType const& type, std::string_view name) {
  auto const found = std::find_if(type.fields.begin(), type.fields.end(),
                                  [&](Field const& field) { return field.name == name; });
  return found == type.fields.end() ? nullptr : &*found;
}

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; });
}

/// Overrides of the writing direction (U+202A–202E) can make a text read as another one.
bool has_direction_override(std::string_view text) {
  for (std::size_t at = text.find("\xe2\x80"); at != std::string_view::npos;
       at = text.find("\xe2\x80", at + 1)) {
    if (at + 2 >= text.size()) return false;
    auto const last = static_cast<unsigned char>(text[at + 2]);
    if (last >= 0xaa && last <= 0xae) return true;
  }
  return false;
}

bool is_clean(std::string_view text) {
  bool const no_controls = std::none_of(text.begin(), text.end(), [](char c) {
    auto const byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t' && c != '\r') || byte == 0x7f;
  });
  return no_controls && is_utf8(text) && !has_direction_override(text);
}

std::optional<Rejection> flaw_of_text(Field const& field, json::value const& value) {
  auto const name = std::string{field.name};
  if (!value.is_string()) return Rejection{EngineReason::field_must_have_its_type, name};
  std::string_view const text = value.get_string();
  if (text.size() > field.bytes_max)
    return Rejection{EngineReason::text_must_not_be_too_long, name};
  if (!is_clean(text)) return Rejection{EngineReason::text_must_be_clean, name};
  if (field.required && is_blank(text))
    return Rejection{field.input == Input::reason ? EngineReason::reason_must_be_given
                                                  : EngineReason::text_must_be_given,
                     name};
  return std::nullopt;
}

/// Texts with keys come as an object, any other as a string: a commitment from outside would stand
/// for nothing.
std::optional<Rejection> flaw_of_texts(Field const& field, json::value const& value) {
  if (!field.keyed) return flaw_of_text(field, value);
  auto const name = std::string{field.name};
  if (!value.is_object()) return Rejection{EngineReason::field_must_have_its_type, name};
  for (auto const& member : value.get_object()) {
    if (!is_clean(member.key())) return Rejection{EngineReason::text_must_be_clean, name};
    if (auto flaw = flaw_of_text(field, member.value())) return flaw;
  }
  return std::nullopt;
}

bool is_safe(std::int64_t number) {
  return -kJsonIntegerMax <= number && number <= kJsonIntegerMax;
}

std::optional<Rejection> flaw_of_value(json::value const& value, std::size_t depth);

std::optional<Rejection> flaw_of_members(json::object const& object, std::size_t depth) {
  for (auto const& member : object) {
    if (!is_clean(member.key())) return Rejection{EngineReason::text_must_be_clean};
    if (auto flaw = flaw_of_value(member.value(), depth)) return flaw;
  }
  return std::nullopt;
}

/// Doors other than JSON bring values that no leaf can hold; what passes has a canonical form.
std::optional<Rejection> flaw_of_value(json::value const& value, std::size_t depth) {
  if (depth == 0) return Rejection{EngineReason::input_must_not_exceed_limits, "/depth"};
  if (value.is_string() && !is_clean(value.get_string()))
    return Rejection{EngineReason::text_must_be_clean};
  if (value.is_double() || value.is_uint64()) return wrong_type("integer");
  if (value.is_int64() && !is_safe(value.get_int64())) return wrong_type("integer");
  if (value.is_object()) return flaw_of_members(value.get_object(), depth - 1);
  if (!value.is_array()) return std::nullopt;
  for (auto const& element : value.get_array())
    if (auto flaw = flaw_of_value(element, depth - 1)) return flaw;
  return std::nullopt;
}

std::optional<Rejection> flaw_of_open(Field const& field, json::value const& value) {
  auto const flaw = flaw_of_value(value, JsonLimits{}.depth);
  return flaw ? std::optional{inside(field.name, *flaw)} : std::nullopt;
}

std::optional<Rejection> flaw_of_missing(Field const& field) {
  if (!field.required || field.input == Input::none) return std::nullopt;
  auto const reason = !is_text(field)                ? EngineReason::field_must_be_given
                      : field.input == Input::reason ? EngineReason::reason_must_be_given
                                                     : EngineReason::text_must_be_given;
  return Rejection{reason, std::string{field.name}};
}

/// Under whose key a text rests.
VaultKeyId key_for(Field const& field, Submission const& submission) {
  if (field.field_class.visibility == Visibility::restricted)
    return VaultKeyId{submission.stream.text};
  auto const* subject = submission.input.if_contains(field.field_class.of);
  if (subject && subject->is_string()) {
    auto const id = std::string{subject->get_string()};
    return VaultKeyId{(id.starts_with("n-") ? "nominee/" : "person/") + id};
  }
  auto const& call = submission.call;
  return VaultKeyId{"person/" + (call.behalf.empty() ? call.actor : call.behalf).text};
}

void hide(Field const& field, Submission& submission, Preparation& preparation) {
  auto* value = submission.input.if_contains(field.name);
  if (!value) return;
  if (value->is_string()) {
    std::string const text{value->get_string()};
    if (is_blank(text)) {
      submission.input.erase(field.name);
      return;
    }
    *value = encode(preparation.keep(key_for(field, submission), field.name, text));
    return;
  }
  if (!value->is_object() || value->get_object().contains("commitment")) return;
  for (auto& member : value->get_object()) {
    auto const name = std::string{field.name} + "." + std::string{member.key()};
    std::string const text{member.value().get_string()};
    member.value() = encode(preparation.keep(key_for(field, submission), name, text));
  }
}

}  // namespace

std::optional<Rejection> flaw_of_role(CommandType const& type, Call const& call) {
  auto const& roles = type.traits.roles;
  if (std::find(roles.begin(), roles.end(), call.role.text) != roles.end()) return std::nullopt;
  return Rejection{EngineReason::role_must_permit_command, call.role.text};
}

std::optional<Rejection> check_input(CommandType const& type, json::object const& input) {
  for (auto const& member : input) {
    auto const* field = find_field(type, member.key());
    if (!field || field->input == Input::none)
      return Rejection{EngineReason::field_must_be_known, std::string{member.key()}};
  }
  for (auto const& field : type.fields) {
    auto const* value = input.if_contains(field.name);
    auto const flaw = !value           ? flaw_of_missing(field)
                      : is_text(field) ? flaw_of_texts(field, *value)
                                       : flaw_of_open(field, *value);
    if (flaw) return flaw;
  }
  return std::nullopt;
}

void hide_texts(Submission& submission, Preparation& preparation) {
  for (auto const& field : submission.type->fields)
    if (is_text(field)) hide(field, submission, preparation);
}

std::string fingerprint_text(CommandType const& type, StreamId const& stream,
                             json::object const& input) {
  json::object known;
  bool const has_secret = std::any_of(type.fields.begin(), type.fields.end(),
                                      [](Field const& field) { return field.secret; });
  if (has_secret) known = input;
  for (auto const& field : type.fields)
    if (field.secret) known.erase(field.name);
  // Of every request, so nothing is copied for it: the members in the order of their names.
  std::string text = R"({"command":)";
  append_canonical(text, json::value(type.name));
  text += R"(,"input":)";
  append_canonical(text, has_secret ? known : input);
  text += R"(,"stream":)";
  append_canonical(text, json::value(stream.text));
  return text + '}';
}

}  // namespace gozin
