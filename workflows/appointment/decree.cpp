#include "workflows/appointment/decree.hpp"

#include "engine/core/solar_hijri.hpp"
#include "engine/event/json.hpp"
#include "engine/port/plain_text.hpp"
#include "workflows/registry/decrees.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

constexpr std::string_view kPage =
    R"(<!DOCTYPE html>
<html lang="fa" dir="rtl">
<head>
<meta charset="utf-8">
<title>{heading} {number}</title>
</head>
<body>
{invalidity}<h1>{heading}</h1>
<p>{city}</p>
<p>شماره: <bdi dir="ltr">{number}</bdi></p>
<p>تاریخ: <bdi dir="ltr">{dated}</bdi></p>
<p><bdi>{name}</bdi> از تاریخ <bdi dir="ltr">{from}</bdi>)"
    R"( تا پایان روز <bdi dir="ltr">{until}</bdi>)"
    R"( به {office} «<bdi>{title}</bdi>» {verb}.</p>
<p>مبنا: {rules_title}، با اثر انگشت <bdi dir="ltr">{rules}</bdi></p>
<p>تعهد دلایل انتخاب: <bdi dir="ltr">{reasons}</bdi></p>
<p>مقام امضاکننده: {signatory}</p>
</body>
</html>
)";

std::string escaped(std::string_view text) {
  std::string safe;
  for (char const c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string persian_date(Day day) { return to_digits(to_text(to_solar_hijri(day)), Language::fa); }

/// One pass, so that a value that holds a `{name}` is not read as a place for another.
template <class Find>
std::string filled(std::string_view page, Find&& find) {
  std::string text;
  for (std::size_t at = 0; at < page.size();) {
    auto const open = page.find('{', at);
    auto const shut = page.find('}', open);
    if (shut == std::string_view::npos) return text.append(page.substr(at));
    text.append(page.substr(at, open - at));
    text.append(find(page.substr(open + 1, shut - open - 1)));
    at = shut + 1;
  }
  return text;
}

/// With `year` for every `{year}`.
std::string decree_prefix(rules::DecreeSeries const& rule, std::string_view year) {
  return filled(rule.prefix, [&](std::string_view) { return std::string{year}; });
}

std::string decree_prefix(rules::DecreeSeries const& rule, Day dated) {
  return decree_prefix(rule, std::to_string(to_solar_hijri(dated).year));
}

/// Where the count goes on from year to year: behind the highest that the prefix has in any.
std::optional<std::int64_t> next_of_any_year(registry::DecreeSeries const& series,
                                             rules::DecreeSeries const& rule) {
  constexpr std::size_t kYearDigits = 4;
  auto const at = to_ascii_digits(rule.prefix).find('{');
  std::optional<std::int64_t> highest;
  for (auto const& [stem, next] : series.counts) {
    auto const year = at < stem.size() ? std::string_view{stem}.substr(at, kYearDigits) : "";
    if (to_ascii_digits(decree_prefix(rule, year)) == stem)
      highest = std::max(next, highest.value_or(next));
  }
  return highest;
}

}  // namespace

std::string canonical_decree(DecreeText const& text) {
  json::object decree{{"number", text.number.text},
                      {"dated", to_iso_date(text.dated)},
                      {"person", text.person.text},
                      {"post", text.post.text},
                      {"term", json::object{{"from", to_iso_date(text.term_from)},
                                            {"until", to_iso_date(text.term_until)}}},
                      {"reasons", to_hex(text.reasons)},
                      {"rules", to_hex(text.rules)}};
  if (text.acting) decree["tenure"] = "acting";
  return to_canonical(decree);
}

std::string decree_document(DecreeText const& text) {
  auto const invalidity = text.invalidity.empty()
                              ? std::string{}
                              : "<p><strong>" + escaped(text.invalidity) + "</strong></p>\n";
  return filled(kPage, [&](std::string_view name) -> std::string {
    if (name == "heading") return text.acting ? "حکم سرپرستی" : "حکم انتصاب";
    if (name == "office") return text.acting ? "سرپرستی" : "سمت";
    if (name == "verb")
      return text.acting ? "تعیین می‌شود" : "منصوب می‌شود";
    if (name == "number") return escaped(to_digits(text.number.text, Language::fa));
    if (name == "dated") return persian_date(text.dated);
    if (name == "from") return persian_date(text.term_from);
    if (name == "until") return persian_date(text.term_until);
    if (name == "city") return escaped(text.city);
    if (name == "name") return escaped(text.name);
    if (name == "title") return escaped(text.post_title.text);
    if (name == "rules_title") return escaped(text.rules_title);
    if (name == "rules") return to_hex(text.rules);
    if (name == "reasons") return to_hex(text.reasons);
    if (name == "signatory") return escaped(text.signatory);
    return invalidity;
  });
}

std::string_view office_of(Code const& role) {
  if (role == Code{"mayor"}) return "شهردار";
  if (role == Code{"governor"}) return "استاندار";
  if (role == Code{"minister"}) return "وزیر کشور";
  return role.text;
}

std::string_view invalidity_of(registry::Purpose purpose) {
  switch (purpose) {
    case registry::Purpose::demonstration:
      return "نمایشی: این سند در یک دفتر نمایشی صادر شده است و اعتبار ندارد.";
    case registry::Purpose::pilot:
      return "آزمایشی: این سند در دوره آزمایشی صادر شده است و اعتبار ندارد.";
    case registry::Purpose::live:
      break;
  }
  return {};
}

Numbered next_number(registry::DecreeSeries const& series, rules::DecreeSeries const& rule,
                     Day today) {
  auto const prefix = decree_prefix(rule, today);
  auto count = rule.yearly ? registry::next_count(series, to_ascii_digits(prefix))
                           : next_of_any_year(series, rule);
  if (!count) count = rule.start;
  auto const number = [&] { return Label{prefix + std::to_string(*count)}; };
  while (registry::is_taken(series, number())) ++*count;
  return {.number = number(), .series = Series::city, .dated = today, .count = *count};
}

Day term_end(rules::Limits const& limits, Day from, bool acting) {
  auto const next = acting ? from + std::chrono::days{limits.acting_days_max}
                           : add_solar_hijri_years(from, limits.term_years);
  return next - std::chrono::days{1};
}

}  // namespace gozin::appointment
