#pragma once

#include <exception>
#include <string>

namespace gozin::http {

/// What of a failure may be logged: a foreign library's words may hold values.
[[nodiscard]] std::string words_of(std::exception const& failure);

}  // namespace gozin::http
