#pragma once

#include "engine/port/language.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gozin {

[[nodiscard]] constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
/// False for the empty text.
[[nodiscard]] bool all_ascii_digits(std::string_view text);

/// Persian (۰–۹) and Arabic (٠–٩) digits become ASCII; every other byte stays.
[[nodiscard]] std::string to_ascii_digits(std::string_view text);

/// The digits of the language for ASCII digits; every other byte stays. For identifiers and codes:
/// nothing is grouped.
[[nodiscard]] std::string to_digits(std::string_view text, Language language);

/// What somebody typed or pasted into a field of digits: ASCII digits, without invisible marks and
/// without blanks at either end.
[[nodiscard]] std::string plain_entry(std::string_view text);

/// Reads a whole or decimal number as people type it in either language (`۱٬۲۳۴٫۵`, `1,234.5`,
/// `-3`) and gives the form that `parse_fraction` takes. A group sign must stand before every three
/// digits of the whole part or nowhere. A slash is refused: in Persian it may be a decimal sign.
[[nodiscard]] std::optional<std::string> plain_number(std::string_view text);

/// Text of an unknown direction inside a sentence of plain text (mail, CSV, a terminal): U+2068 …
/// U+2069. In HTML `<bdi>` does it.
[[nodiscard]] std::string isolated(std::string_view text);

/// An id, an address, a telephone number or a code inside a sentence of plain text: U+2066 …
/// U+2069. In HTML `<bdi dir="ltr">` does it.
[[nodiscard]] std::string isolated_ltr(std::string_view text);

}  // namespace gozin
