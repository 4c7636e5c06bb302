#include "adapters/app/dossier_words.hpp"

#include <array>

namespace gozin::app {
namespace {

template <class Find>
std::string joined(json::array const& values, std::string const& comma, Find const& find) {
  std::string text;
  for (auto const& value : values) {
    if (!value.is_string()) continue;
    text += (text.empty() ? "" : comma) + find(std::string_view{value.get_string()});
  }
  return text;
}

/// An element of a list whose member of this name has this text; empty where none has.
json::object const& element_with(json::array const& array, std::string_view name,
                                 std::string_view text) {
  static json::object const none;
  for (auto const& value : array)
    if (value.is_object() && text_at(value.get_object(), name) == text) return value.get_object();
  return none;
}

}  // namespace

std::string isolated(std::string const& text) {
  return text.empty() ? text : "\u2068" + text + "\u2069";
}

std::string text_at(json::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  return value && value->is_string() ? std::string{value->get_string()} : std::string{};
}

std::int64_t number_at(json::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  return value && value->is_int64() ? value->get_int64() : 0;
}

bool flag_at(json::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  return value && value->is_bool() && value->get_bool();
}

json::object const& object_at(json::object const& object, std::string_view name) {
  static json::object const none;
  auto const* value = object.if_contains(name);
  return value && value->is_object() ? value->get_object() : none;
}

json::array const& array_at(json::object const& object, std::string_view name) {
  static json::array const none;
  auto const* value = object.if_contains(name);
  return value && value->is_array() ? value->get_array() : none;
}

DossierWords::DossierWords(json::object const& content, Words const& words)
    : content_{content}, words_{words} {}

std::string DossierWords::say(std::string_view key,
                              std::initializer_list<Argument> arguments) const {
  return words_.texts().text("dossier." + std::string{key}, arguments, words_.language());
}

std::string DossierWords::named(std::string_view kind, std::string_view name) const {
  return name.empty() ? std::string{} : words_.named(kind, name).text;
}

std::string DossierWords::number_of(json::object const& object, std::string_view name) const {
  auto const* value = object.if_contains(name);
  return value && value->is_int64() ? number(value->get_int64()) : std::string{};
}

std::string DossierWords::moment(std::string_view rfc3339) const {
  auto const instant = parse_rfc3339(rfc3339);
  return instant ? words_.minute(*instant).text : std::string{};
}

std::string DossierWords::day(std::string_view iso) const {
  auto const found = parse_iso_date(iso);
  return found ? words_.day(*found).text : std::string{};
}

std::string DossierWords::of(json::object const& bilingual) const {
  return text_at(bilingual, name_of(words_.language()));
}

std::string DossierWords::person(std::string_view id) const {
  if (id.empty()) return {};
  auto name = text_at(part("people"), id);
  return isolated(name.empty() ? words_.who(PersonId{std::string{id}}) : name);
}

std::string DossierWords::people(json::array const& ids) const {
  return joined(ids, words_.say("comma"), [&](std::string_view id) { return person(id); });
}

std::string DossierWords::nominee(std::string_view id) const {
  if (id.empty()) return {};
  auto const& found = element_with(array_at(content_, "nominations"), "nominee", id);
  auto const alias = say("nominee", {{"number", number(number_at(found, "number"))}});
  auto const name = text_at(found, "person");
  return name.empty() ? alias : alias + " (" + person(name) + ")";
}

std::string DossierWords::nominees(json::array const& ids) const {
  return joined(ids, words_.say("comma"), [&](std::string_view id) { return nominee(id); });
}

std::string DossierWords::title(std::string_view code) const {
  constexpr std::array<std::string_view, 2> kLists{"criteria", "conditions"};
  for (auto const list : kLists) {
    auto const& found = element_with(array_at(part("notice"), list), "code", code);
    if (!found.empty()) return of(object_at(found, "title"));
  }
  return words_.named("code", code).text;
}

std::string DossierWords::event(json::object const& act) const {
  return act.contains("seq") ? say("event", {{"seq", number(number_at(act, "seq"))}})
                             : std::string{};
}

std::string DossierWords::act(json::object const& act) const {
  if (!act.contains("seq")) return {};
  std::vector<std::string> parts{moment(text_at(act, "recorded"))};
  auto const actor = text_at(act, "actor");
  auto const role = text_at(act, "role");
  bool const is_machine = role == "clock" || role == "operator";
  if (!actor.empty()) parts.push_back(person(actor));
  if (!role.empty() && !is_machine) parts.push_back(named("role", role));
  parts.push_back(event(act));
  if (act.contains("taken_over_from")) parts.push_back(say("taken_over"));
  return list(parts);
}

std::string DossierWords::ranges(json::array const& seqs) const {
  std::vector<std::string> texts;
  for (std::size_t first = 0; first < seqs.size();) {
    auto last = first;
    while (last + 1 < seqs.size() && seqs[last + 1].as_int64() == seqs[last].as_int64() + 1) ++last;
    auto text = number(seqs[first].as_int64());
    if (last > first)
      text = say("range", {{"first", text}, {"last", number(seqs[last].as_int64())}});
    texts.push_back(std::move(text));
    first = last + 1;
  }
  return list(texts);
}

std::string DossierWords::list(std::vector<std::string> const& texts) const {
  std::string text;
  for (auto const& one : texts)
    if (!one.empty()) text += (text.empty() ? "" : words_.say("comma")) + one;
  return text;
}

web::Cell DossierWords::verdict(std::string_view verdict) const {
  auto const kind = verdict == "pass"   ? web::Cell::Kind::good
                    : verdict == "fail" ? web::Cell::Kind::bad
                                        : web::Cell::Kind::plain;
  return {say("verdict_" + std::string{verdict}), kind};
}

}  // namespace gozin::app
