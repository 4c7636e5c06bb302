#pragma once

#include "engine/core/named_enum.hpp"

namespace gozin {

/// The languages of pages, notices and the command line; the names are BCP 47 tags.
#define GOZIN_LANGUAGES(X) X(fa) X(en)
GOZIN_NAMED_ENUM(Language, GOZIN_LANGUAGES)

}  // namespace gozin
