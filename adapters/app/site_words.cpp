#include "adapters/app/site_words.hpp"

#include "workflows/registry/roles.hpp"

namespace gozin::app {

std::string in_words(std::string_view name) {
  std::string words;
  for (auto const c : name) {
    auto const is_capital = c >= 'A' && c <= 'Z';
    if ((is_capital || c == '_') && !words.empty()) words += ' ';
    if (c == '_') continue;
    words += is_capital && !words.empty() ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return words;
}

std::string Words::say(std::string_view key, std::initializer_list<Argument> arguments) const {
  return texts_.text("web." + std::string{key}, arguments, language_);
}

web::Named Words::named(std::string_view kind, std::string_view name) const {
  auto const key = std::string{kind} + "." + std::string{name};
  return {std::string{name},
          texts_.has(key, language_) ? texts_.text(key, language_) : in_words(name)};
}

web::Named Words::field(std::string_view owner, std::string_view name) const {
  auto const own = std::string{owner} + "." + std::string{name};
  auto const found =
      texts_.has("field." + own, language_) ? named("field", own) : named("field", name);
  return {std::string{name}, found.text};
}

web::Named Words::unit(Code const& unit) const {
  auto const key = "unit." + unit.text;
  return {unit.text, texts_.has(key, language_) ? texts_.text(key, language_) : std::string{}};
}

std::string Words::reason(Rejection const& rejection) const {
  return named("reason", rejection.reason.name()).text;
}

web::Moment Words::minute(Instant instant) const {
  if (instant.ms == 0) return {};
  return {to_rfc3339(instant), texts_.date(instant, language_, DateStyle::minute)};
}

web::Moment Words::day(Day day) const {
  return {to_iso_date(day), texts_.date(day, language_, DateStyle::day)};
}

std::string Words::number(std::int64_t value) const { return number(std::to_string(value)); }

std::string Words::number(std::string_view exact) const { return texts_.number(exact, language_); }

std::string Words::of(rules::Text const& text) const {
  return language_ == Language::fa ? text.fa : text.en;
}

std::string Words::who(PersonId const& person) const {
  if (auto name = directory_.name(person)) {
    if (access_) access_->people.insert(person);
    return *name;
  }
  if (person.text == registry::kClockActor) return say("clock");
  if (person.text == registry::kAnonymousActor) return say("anonymous");
  if (person.text.starts_with(registry::kOperatorActor))
    return say("operator", {{"name", person.text.substr(registry::kOperatorActor.size())}});
  return say("person_erased");
}

}  // namespace gozin::app
