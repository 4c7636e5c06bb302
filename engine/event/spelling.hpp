#pragma once

#include <cstddef>
#include <string_view>

namespace gozin {

/// How names and lines are spelled in the log, wherever they are read. Lengths are of bytes; the
/// text is UTF-8.

/// Lower-case ASCII letters, digits, `_`, `-`, `.`; 1 to 64.
[[nodiscard]] bool is_code(std::string_view text);

/// Such a word of 1 to 96, or `operator/` and a line: who acts may also be the clock, nobody by
/// name, or the program's operator.
[[nodiscard]] bool is_person(std::string_view text);

/// `case/…` of 3 to 128, or the one stream without a key: `log`.
[[nodiscard]] bool is_stream(std::string_view text);

/// 1 to 400, no control characters.
[[nodiscard]] bool is_label(std::string_view text);

inline constexpr std::size_t kLabelBytesMax = 400;

}  // namespace gozin
