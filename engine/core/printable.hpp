#pragma once

#include <string>
#include <string_view>

namespace gozin {

/// Text that somebody gave (a name, a path, a word of the command line) for a terminal. Control
/// characters, characters that turn the direction of what follows, and bytes that are no UTF-8
/// stand as `\u{7}` or `\x80`: they would move the cursor or make a line read otherwise than it is.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace gozin
