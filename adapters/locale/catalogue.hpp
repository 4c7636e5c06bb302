#pragma once

#include "engine/port/language.hpp"

#include <cstdint>
#include <locale>
#include <optional>
#include <string>
#include <string_view>

namespace gozin {

/// The compiled catalogue (GNU .mo) of a language, as it was linked into the program.
[[nodiscard]] std::string_view catalogue_bytes(Language language);

/// The sentences of one language, by key. Reading is safe from any thread.
class Catalogue {
 public:
  /// Throws std::runtime_error when the bytes are not a UTF-8 catalogue.
  Catalogue(Language language, std::string_view bytes);

  /// The sentence of the key; of its plural forms the one for `count`, the first without a count.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view key,
                                                     std::optional<std::int64_t> count = {}) const;

 private:
  // Owns the message facet. Nothing else of it is used, and it is never made global.
  std::locale messages_;
};

}  // namespace gozin
