#pragma once

#include "engine/port/language.hpp"

#include <string>
#include <string_view>

namespace gozin {

/// See Texts::number. Text that is no exact number keeps its signs and gets the digits only.
[[nodiscard]] std::string show_number(std::string_view exact, Language language);

}  // namespace gozin
