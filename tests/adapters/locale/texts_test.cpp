#include "tests/adapters/locale/opened_texts.hpp"

#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace gozin {
namespace {

TEST(Texts, AnswersInTheLanguageAskedFor) {
  EXPECT_EQ(texts().text("reason.text_must_be_given", Language::fa),
            "متن خالی است. لطفاً متن را بنویسید.");
  EXPECT_EQ(texts().text("reason.text_must_be_given", Language::en),
            "The text is empty. Please write it.");
}

TEST(Texts, KnowsWhichKeysItHas) {
  EXPECT_TRUE(texts().has("reason.text_must_be_given", Language::fa));
  EXPECT_FALSE(texts().has("reason.no_such_rule", Language::fa));
  EXPECT_FALSE(texts().has("", Language::fa));
}

TEST(Texts, GivesBackAKeyThatNoCatalogueHas) {
  EXPECT_EQ(texts().text("reason.no_such_rule", Language::fa), "reason.no_such_rule");
  EXPECT_EQ(texts().text("", Language::fa), "");
}

// P05, P15: plural by the number, shown in the digits of the language.
TEST(Texts, ChoosesThePluralFormByTheCount) {
  auto const days = [](std::int64_t count, Language language) {
    return texts().text("time.days", {{"count", count}}, language);
  };

  EXPECT_EQ(days(0, Language::en), "0 days");
  EXPECT_EQ(days(1, Language::en), "1 day");
  EXPECT_EQ(days(2, Language::en), "2 days");
  EXPECT_EQ(days(5'000'000'000, Language::en), "5,000,000,000 days");
  EXPECT_EQ(days(0, Language::fa), "۰ روز");
  EXPECT_EQ(days(1, Language::fa), "۱ روز");
  EXPECT_EQ(days(1200, Language::fa), "۱٬۲۰۰ روز");
}

// P15: Persian takes the singular for none and for one, English for one only.
TEST(Texts, KnowsThePluralRuleOfEachLanguage) {
  auto const form = [](Language language, std::int64_t count) {
    // What it finds lives in the catalogue.
    Catalogue const catalogue{language, catalogue_bytes(language)};
    return std::string{catalogue.find("", count).value_or("")};
  };
  EXPECT_NE(form(Language::fa, 0).find("plural=(n > 1);"), std::string::npos);
  EXPECT_NE(form(Language::en, 0).find("plural=(n != 1);"), std::string::npos);
}

TEST(Texts, TakesASentenceWithoutPluralsForAnyCount) {
  EXPECT_EQ(texts().text("reason.text_must_be_given", {{"count", 3}}, Language::en),
            "The text is empty. Please write it.");
}

TEST(Texts, KeepsAPlaceholderWithoutAnArgument) {
  EXPECT_EQ(texts().text("time.days", Language::en), "{count} day");
}

TEST(Texts, DoesNotLookIntoWhatItPutIn) {
  EXPECT_EQ(texts().text("time.days", {{"count", "{other}"}, {"other", "x"}}, Language::en),
            "{other} day");
}

// C09: columns of a terminal, not bytes or code points.
TEST(Texts, MeasuresColumns) {
  EXPECT_EQ(texts().width("شهردار"), 6U);
  EXPECT_EQ(texts().width("می‌رود"), 5U);
  EXPECT_EQ(texts().width("مُهر"), 3U);
  EXPECT_EQ(texts().width("\u2068Arash\u2069"), 5U);
  EXPECT_EQ(texts().width("市長"), 4U);
  EXPECT_EQ(texts().width(""), 0U);
}

TEST(Texts, ServesManyThreadsAtOnce) {
  std::vector<std::string> answers(4);
  std::vector<std::thread> threads;
  for (auto& answer : answers)
    threads.emplace_back([&answer] {
      for (int i = 0; i < 200; ++i)
        answer = texts().date(Instant{1'795'000'000'000}, Language::fa, DateStyle::minute) +
                 texts().text("time.hours", {{"count", 2}}, Language::fa) +
                 texts().search_key("كتاب") + texts().sort_key("ب");
    });
  for (auto& thread : threads) thread.join();

  for (auto const& answer : answers) EXPECT_EQ(answer, answers.front());
  EXPECT_TRUE(answers.front().starts_with("۱۴۰۵/۰۸/۲۷ ۱۴:۳۶۲ ساعت"));
}

}  // namespace
}  // namespace gozin
