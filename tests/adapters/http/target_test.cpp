#include "adapters/http/target.hpp"

#include "engine/core/utf8.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin::http {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(Target, IsTakenApartAndDecoded) {
  auto const target = parse_target("/fa/cases/%DA%AF?state=Drafting&q=a+b%26c&state=Ranked");

  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/fa/cases/گ");
  EXPECT_THAT(target->query,
              ElementsAre(Pair("q", "a b&c"), Pair("state", "Drafting"), Pair("state", "Ranked")));
}

TEST(Target, KeepsAPlusInThePath) { EXPECT_EQ(parse_target("/a+b")->path, "/a+b"); }

TEST(Target, IsRefusedWhereItIsBroken) {
  for (auto const* broken : {"", "*", "http://a/b", "a", "/%", "/%4", "/%zz", "/%00", "/%FF",
                             "/a%2Fb", "/a%2fb", "/?a=%"})
    EXPECT_FALSE(parse_target(broken)) << broken;
}

TEST(Form, KeepsNamesWithoutValueAndValuesWithEqualSigns) {
  auto const form = parse_form("a&b=&c=d=e&&");

  ASSERT_TRUE(form);
  EXPECT_THAT(*form, ElementsAre(Pair("a", ""), Pair("b", ""), Pair("c", "d=e")));
}

RC_GTEST_PROP(Form, GivesBackWhatWasEncoded, ()) {
  auto const name = *rc::gen::nonEmpty(rc::gen::string<std::string>());
  auto const value = *rc::gen::string<std::string>();
  auto const is_text = [](std::string const& text) {
    return is_utf8(text) && text.find('\0') == std::string::npos;
  };
  auto const form = parse_form(percent_encoded(name) + "=" + percent_encoded(value));

  RC_ASSERT(form.has_value() == (is_text(name) && is_text(value)));
  if (form) RC_ASSERT(*form == (Parameters{{name, value}}));
}

TEST(Cookies, AreReadAndTheFirstOfANameCounts) {
  EXPECT_THAT(parse_cookies("a=1;  b=x=y ; a=2; =z; c"),
              ElementsAre(Pair("a", "1"), Pair("b", "x=y"), Pair("c", "")));
}

}  // namespace
}  // namespace gozin::http
