#pragma once

#include "adapters/locale/icu_texts.hpp"

namespace gozin {

/// Opened once for all tests of a program.
inline IcuTexts const& texts() {
  static IcuTexts const opened;
  return opened;
}

}  // namespace gozin
