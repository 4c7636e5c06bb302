#pragma once

#include "adapters/locale/catalogue.hpp"
#include "engine/port/texts.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gozin {

/// Texts from the catalogues linked into the program and the data of ICU. Making one reads both
/// catalogues; a program makes one and passes it by reference.
class IcuTexts final : public Texts {
 public:
  IcuTexts();

  using Texts::text;
  std::string text(std::string_view key, std::span<Argument const> arguments,
                   Language language) const override;
  bool has(std::string_view key, Language language) const override;
  std::string date(Instant instant, Language language, DateStyle style) const override;
  std::string date(Day day, Language language, DateStyle style) const override;
  std::optional<Day> parse_date(std::string_view text) const override;
  std::string number(std::string_view exact, Language language) const override;
  std::string search_key(std::string_view text) const override;
  std::string sort_key(std::string_view text) const override;
  Result<std::string> clean_name(std::string_view text) const override;
  std::size_t width(std::string_view text) const override;

 private:
  [[nodiscard]] Catalogue const& catalogue(Language language) const;

  Catalogue persian_;
  Catalogue english_;
};

}  // namespace gozin
