#include "engine/command/form.hpp"

#include "engine/core/fraction.hpp"
#include "engine/event/json.hpp"
#include "engine/port/plain_text.hpp"

#include <algorithm>
#include <charconv>

namespace gozin {
namespace {

using enum EngineReason;

/// Offices think in Iran's civil time, +03:30 without summer time.
constexpr std::chrono::minutes kIran{210};

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  auto const first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return std::string{text.substr(first, text.find_last_not_of(kBlanks) - first + 1)};
}

/// Browsers send CR LF for a new line.
std::string with_plain_lines(std::string text) {
  std::erase(text, '\r');
  return text;
}

std::string first_of(FormValues const& values, std::string_view name) {
  auto const found = values.lower_bound(name);
  return found == values.end() || found->first != name ? std::string{} : trimmed(found->second);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  auto const* end = text.data() + text.size();
  auto const read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  if (value > kJsonIntegerMax || value < -kJsonIntegerMax) return std::nullopt;
  return value;
}

/// `14:30` in any digits, as minutes of the day.
std::optional<std::chrono::minutes> time_of_day(std::string_view text) {
  auto const plain = plain_entry(text);
  auto const colon = plain.find(':');
  if (colon == std::string::npos) return std::nullopt;
  auto const hour = whole_number(std::string_view{plain}.substr(0, colon));
  auto const minute = whole_number(std::string_view{plain}.substr(colon + 1));
  if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59)
    return std::nullopt;
  return std::chrono::hours{*hour} + std::chrono::minutes{*minute};
}

class FormReader {
 public:
  FormReader(FormValues const& values, Texts const& texts) : values_{values}, texts_{texts} {}

  Result<json::value> number(std::string const& text) const {
    auto const plain = plain_number(text);
    auto const value = plain ? whole_number(*plain) : std::nullopt;
    if (!value) return wrong_type("whole_number");
    return json::value(*value);
  }

  Result<json::value> decimal(std::string const& text) const {
    auto const plain = plain_number(text);
    auto const exact = plain ? *plain : plain_entry(text);
    if (!parse_fraction(exact)) return wrong_type("number");
    return json::value(exact);
  }

  Result<json::value> day(std::string const& text) const {
    auto const day = texts_.parse_date(text);
    if (!day) return Rejection{date_must_exist};
    return json::value(to_iso_date(*day));
  }

  Result<json::value> instant(std::string const& name, std::string const& text) const {
    auto const day = texts_.parse_date(text);
    if (!day) return Rejection{date_must_exist};
    auto const time = time_of_day(first_of(values_, name + ".time"));
    if (!time) return wrong_type("time_of_day");
    auto const midnight = start_of(*day, kIran);
    return json::value(to_rfc3339({midnight.ms + std::chrono::milliseconds{*time}.count()}));
  }

  static Result<json::value> flag(std::string const& text) {
    if (text != "yes" && text != "no") return wrong_type("yes_or_no");
    return json::value(text == "yes");
  }

  static Result<json::value> document(std::string const& text) {
    auto value = parse_json(text);
    if (!value) return value.error();
    return std::move(*value);
  }

  static Result<json::value> choice(Field const& field, std::string const& text) {
    if (!field.choices.empty() && std::ranges::find(field.choices, text) == field.choices.end())
      return wrong_type("known_name");
    return json::value(text);
  }

  Result<json::value> one(Field const& field, Input input, std::string const& name,
                          std::string const& text) const {
    switch (input) {
      case Input::number:
        return number(text);
      case Input::decimal:
        return decimal(text);
      case Input::date:
        return day(text);
      case Input::instant:
        return instant(name, text);
      case Input::flag:
        return flag(text);
      case Input::document:
        // What is kept apart is kept as the text that was written.
        if (field.field_class.visibility != Visibility::open) return json::value(text);
        return document(text);
      case Input::choice:
        return choice(field, text);
      case Input::code:
        return json::value(to_ascii_digits(text));
      default:
        return json::value(with_plain_lines(text));
    }
  }

  /// What stands after `name.`, numbers by their value, else in the order of the text.
  std::vector<std::pair<std::string, std::string>> parts_of(std::string_view name) const {
    std::vector<std::pair<std::string, std::string>> parts;
    auto const prefix = std::string{name} + ".";
    for (auto at = values_.lower_bound(prefix); at != values_.end(); ++at) {
      if (!at->first.starts_with(prefix)) break;
      if (auto text = trimmed(at->second); !text.empty())
        parts.emplace_back(at->first.substr(prefix.size()), std::move(text));
    }
    std::ranges::stable_sort(parts, [](auto const& a, auto const& b) {
      auto const left = whole_number(a.first);
      auto const right = whole_number(b.first);
      return left && right && *left < *right;
    });
    return parts;
  }

  Result<json::value> list(Field const& field) const {
    json::array values;
    json::object keyed;
    for (auto const& [key, text] : parts_of(field.name)) {
      if (!field.keyed && !whole_number(key)) return Rejection{field_must_be_known, key};
      auto value = one(field, field.element, std::string{field.name} + "." + key, text);
      if (!value) return inside(key, value.error());
      if (field.keyed)
        keyed.emplace(key, std::move(*value));
      else
        values.push_back(std::move(*value));
    }
    if (values.empty() && keyed.empty()) return json::value(nullptr);
    return field.keyed ? json::value(std::move(keyed)) : json::value(std::move(values));
  }

  /// Null when nothing was given.
  Result<json::value> read(Field const& field) const {
    if (field.input == Input::list) return list(field);
    auto const text = first_of(values_, field.name);
    if (text.empty()) return json::value(nullptr);
    return one(field, field.input, std::string{field.name}, text);
  }

 private:
  FormValues const& values_;
  Texts const& texts_;
};

bool is_asked_for(Field const& field, std::string_view name) {
  if (field.input == Input::none) return false;
  if (field.input == Input::list) return name.starts_with(std::string{field.name} + ".");
  return name == field.name ||
         (field.input == Input::instant && name == std::string{field.name} + ".time");
}

}  // namespace

FormInput read_form(CommandType const& type, FormValues const& values, Texts const& texts) {
  FormInput form;
  FormReader const reader{values, texts};
  for (auto const& [name, text] : values)
    if (std::ranges::none_of(type.fields,
                             [&](Field const& field) { return is_asked_for(field, name); }))
      form.problems.emplace(name, Rejection{field_must_be_known, name});
  for (auto const& field : type.fields) {
    if (field.input == Input::none) continue;
    std::string const name{field.name};
    auto value = reader.read(field);
    if (!value)
      form.problems.emplace(name, value.error());
    else if (!value->is_null())
      form.input.emplace(name, std::move(*value));
    else if (field.required)
      form.problems.emplace(name, Rejection{field_must_be_given, name});
  }
  return form;
}

}  // namespace gozin
