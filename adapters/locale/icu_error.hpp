#pragma once

#include <stdexcept>
#include <string>

#include <unicode/utypes.h>

namespace gozin {

/// ICU reports broken or missing data by a status: that is a failure of the installation.
inline void require(UErrorCode status, char const* what) {
  if (U_FAILURE(status)) throw std::runtime_error{std::string{what} + ": " + u_errorName(status)};
}

}  // namespace gozin
