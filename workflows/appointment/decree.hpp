#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/case.hpp"
#include "workflows/registry/states.hpp"

#include <string>

namespace gozin::appointment {

/// Everything a decree says.
struct DecreeText {
  Label number;
  Day dated;
  PersonId person;
  std::string name;  // as entered in the register
  StreamId post;
  Label post_title;
  Day term_from;
  Day term_until;
  Hash reasons;  // commitment of the decider's reasons
  Hash rules;
  std::string rules_title;  // in Persian
  std::string city;
  std::string signatory;   // the office, in Persian
  bool acting = false;     // of an acting head (سرپرست), who has the post for the time being
  std::string invalidity;  // why it is none, where it is a pilot's or a demonstration's; or empty
};

/// The decree as canonical JSON (RFC 8785): {number, dated, person, post, term: {from, until},
/// reasons, rules}, and tenure: "acting" where it is that of an acting head. Its hash is what the
/// decider signs, beside that of the document.
[[nodiscard]] std::string canonical_decree(DecreeText const& text);

/// The document that people read: HTML, in Persian, the same bytes for the same decree. Stored as
/// it is and never made again.
[[nodiscard]] std::string decree_document(DecreeText const& text);

inline constexpr std::string_view kDecreeMedia = "text/html; charset=utf-8";

/// The office that signs, in Persian; its code where it is none of the three that law knows.
[[nodiscard]] std::string_view office_of(Code const& role);

/// What a pilot's or a demonstration's decree says of itself; empty for a valid one.
[[nodiscard]] std::string_view invalidity_of(registry::Purpose purpose);

/// The number and the day it carries.
struct Numbered {
  Label number;
  Series series = Series::city;
  Day dated;
  std::optional<std::int64_t> count;  // in the city's series; none of the secretariat's
};

/// The next number of the city's own series: the prefix of the rules, its `{year}` the Solar Hijri
/// year, then the count that follows in the series of that prefix, on paper or in this log. Where
/// the rules count by the year it begins again with another prefix; else it goes on over the years.
/// A number that is taken is passed over.
[[nodiscard]] Numbered next_number(registry::DecreeSeries const& series,
                                   rules::DecreeSeries const& rule, Day today);

/// The last day of the term that begins then: a day before the same Solar Hijri date the rules'
/// term of years later; an acting appointment ends by the rules' limit of days.
[[nodiscard]] Day term_end(rules::Limits const& limits, Day from, bool acting);

}  // namespace gozin::appointment
