#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gozin {

/// What somebody typed for a national id, in ten ASCII digits: any digits and groupings are read,
/// and eight or nine digits are padded. Whether it is one, `parse_national_id` says.
[[nodiscard]] std::optional<std::string> normalise_national_id(std::string_view text);

/// Reads an Iranian national id (کد ملی) in any digits and gives its ten ASCII digits. Old records
/// drop leading zeros, so eight and nine digits are padded. The check digit is the sum of digit i
/// times 10 - i, modulo 11: itself below two, else its complement to 11. Ten equal digits are
/// refused by convention. A right check digit does not say that the person exists.
[[nodiscard]] std::optional<std::string> parse_national_id(std::string_view text);

/// Reads the id of a legal person (شناسه ملی) in any digits and gives its eleven ASCII digits.
[[nodiscard]] std::optional<std::string> parse_legal_person_id(std::string_view text);

/// Reads an Iranian mobile number in any digits, with or without its prefix (`09…`, `9…`, `+98…`,
/// `0098…`), and gives E.164: `+989…`. Operators' prefixes are not checked, they grow.
[[nodiscard]] std::optional<std::string> parse_mobile(std::string_view text);

}  // namespace gozin
