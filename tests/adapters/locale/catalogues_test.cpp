#include "adapters/locale/catalogue.hpp"
#include "engine/core/reason.hpp"
#include "tests/adapters/locale/mo_messages.hpp"

#include <array>
#include <regex>
#include <set>
#include <stdexcept>
#include <type_traits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin {
namespace {

using Messages = std::map<std::string, std::vector<std::string>>;

Messages const& persian() {
  static auto const messages = messages_in(catalogue_bytes(Language::fa));
  return messages;
}

Messages const& english() {
  static auto const messages = messages_in(catalogue_bytes(Language::en));
  return messages;
}

std::set<std::string> keys_of(Messages const& messages) {
  std::set<std::string> keys;
  for (auto const& [key, forms] : messages) keys.insert(key);
  return keys;
}

std::set<std::string> placeholders_in(std::vector<std::string> const& forms) {
  static std::regex const placeholder{R"(\{[^}]*\})"};
  std::set<std::string> found;
  for (auto const& form : forms)
    for (auto at = std::sregex_iterator{form.begin(), form.end(), placeholder};
         at != std::sregex_iterator{}; ++at)
      found.insert(at->str());
  return found;
}

/// The slips of a keyboard that is not Persian, or of somebody who types a blank for a ZWNJ.
std::vector<std::string> slips_in(std::string const& sentence) {
  static constexpr std::array kSlips = {"ي",     "ى",    "ك",     "ـ",   " می ",
                                        " نمی ", " ها ", " های ", " تر "};
  std::vector<std::string> found;
  auto const padded = " " + sentence + " ";
  for (std::string_view const slip : kSlips)
    if (padded.find(slip) != std::string::npos) found.emplace_back(slip);
  return found;
}

TEST(Catalogues, HaveTheSameKeysInBothLanguages) {
  EXPECT_FALSE(persian().empty());
  EXPECT_THAT(keys_of(persian()), testing::ContainerEq(keys_of(english())));
}

TEST(Catalogues, HaveTheSamePlaceholdersInBothLanguages) {
  for (auto const& [key, forms] : persian()) {
    auto const other = english().find(key);
    if (other == english().end()) continue;
    EXPECT_THAT(placeholders_in(forms), testing::ContainerEq(placeholders_in(other->second)))
        << key;
  }
}

TEST(Catalogues, HavePluralFormsInBothLanguagesOrInNone) {
  for (auto const& [key, forms] : persian()) {
    auto const other = english().find(key);
    if (other == english().end()) continue;
    EXPECT_EQ(forms.size(), other->second.size()) << key;
  }
}

TEST(Catalogues, NamePlaceholdersInPlainWords) {
  static std::regex const well_named{R"(\{[a-z][a-z0-9_]*\})"};
  for (auto const& [key, forms] : persian())
    for (auto const& placeholder : placeholders_in(forms))
      EXPECT_TRUE(std::regex_match(placeholder, well_named)) << key << ": " << placeholder;
}

// P06, P12, P15: the sentences themselves are written in Persian letters.
TEST(Catalogues, AreWrittenWithPersianLetters) {
  for (auto const& [key, forms] : persian())
    for (auto const& sentence : forms)
      EXPECT_THAT(slips_in(sentence), testing::IsEmpty()) << key << ": " << sentence;
}

TEST(Catalogues, FindTheSlipsTheyLookFor) {
  EXPECT_THAT(slips_in("روزي"), testing::ElementsAre("ي"));
  EXPECT_THAT(slips_in("كتاب"), testing::ElementsAre("ك"));
  EXPECT_THAT(slips_in("این کار نمی شود"), testing::ElementsAre(" نمی "));
  EXPECT_THAT(slips_in("متن ها"), testing::ElementsAre(" ها "));
  EXPECT_THAT(slips_in("متن‌ها نمی‌شود"), testing::IsEmpty());
}

TEST(Catalogues, HaveASentenceForEveryReasonOfTheEngine) {
  for (auto const name : names_of(std::type_identity<EngineReason>{})) {
    auto const key = "reason." + std::string{name};
    EXPECT_TRUE(persian().contains(key)) << key;
    EXPECT_TRUE(english().contains(key)) << key;
  }
}

// P15: a refusal says what is wrong and what to do, in two full sentences.
TEST(Catalogues, SayWhatToDoAfterARefusal) {
  for (auto const name : names_of(std::type_identity<EngineReason>{})) {
    auto const key = "reason." + std::string{name};
    ASSERT_TRUE(persian().contains(key) && english().contains(key)) << key;
    EXPECT_THAT(persian().at(key).front(), testing::ContainsRegex(".*\\. .*\\.$")) << key;
    EXPECT_THAT(english().at(key).front(), testing::ContainsRegex(".*\\. .*\\.$")) << key;
  }
}

TEST(Catalogue, RefusesBytesThatAreNoCatalogue) {
  EXPECT_THROW((Catalogue{Language::fa, "not a catalogue at all, only a sentence"}),
               std::runtime_error);
}

}  // namespace
}  // namespace gozin
