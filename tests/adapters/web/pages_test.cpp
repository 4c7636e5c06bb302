#include "adapters/web/pages.hpp"

#include "adapters/locale/icu_texts.hpp"
#include "adapters/web/assets.hpp"
#include "adapters/web/json.hpp"
#include "tests/adapters/web/samples.hpp"

#include <regex>
#include <set>

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::web {
namespace {

using testing::HasSubstr;
using testing::Not;

Pages const& pages() {
  static IcuTexts const texts;
  static Pages const made{texts};
  return made;
}

struct Sample {
  char const* page;
  json::object model;
};

std::vector<Sample> all_samples() {
  return {{"city", to_json(samples::city())},
          {"inbox", to_json(samples::inbox())},
          {"case", to_json(samples::case_page())},
          {"replay", to_json(samples::replay())},
          {"form", to_json(samples::form())},
          {"whose", to_json(samples::whose())},
          {"sign_in", to_json(SignInPage{.next = "/inbox", .user = "b", .problem = "no"})},
          {"plain", to_json(PlainPage{.status = 404, .heading = "نیست", .lines = {"a"}})}};
}

std::string draw(std::string_view page, json::object const& model,
                 Language language = Language::fa) {
  return pages().draw({page, language, model, {{"chart", "<svg></svg>"}}}, samples::frame());
}

// P01
TEST(Pages, SayTheirLanguageAndDirection) {
  EXPECT_THAT(draw("city", {}), HasSubstr("<html lang=\"fa\" dir=\"rtl\">"));
  EXPECT_THAT(draw("city", {}, Language::en), HasSubstr("<html lang=\"en\" dir=\"ltr\">"));
}

TEST(Pages, KeepThePageWhenTheLanguageIsSwitched) {
  EXPECT_THAT(draw("city", {}),
              HasSubstr("href=\"/en/cases/k1?x=1\" lang=\"en\" hreflang=\"en\">English"));
  EXPECT_THAT(draw("city", {}, Language::en), HasSubstr("href=\"/fa/cases/k1?x=1\""));
}

TEST(Pages, LeaveNoTemplateMarkBehind) {
  for (auto const& [page, model] : all_samples())
    for (auto const language : {Language::fa, Language::en}) {
      auto const html = draw(page, model, language);
      EXPECT_THAT(html, Not(HasSubstr("{{"))) << page;
      EXPECT_THAT(html, Not(HasSubstr("[["))) << page;
      EXPECT_THAT(html, HasSubstr("</html>")) << page;
    }
}

TEST(Pages, LeadFromAnAnnulledCaseToTheOneInWhichItGoesOn) {
  auto const page = draw("case", to_json(samples::case_page()), Language::en);
  EXPECT_THAT(page, HasSubstr("<a href=\"/en/cases/k0\"><bdi dir=\"ltr\" class=\"code\">case/k0"));
  EXPECT_THAT(page, HasSubstr("<a href=\"/en/cases/k2\"><bdi dir=\"ltr\" class=\"code\">case/k2"));
  std::regex const marked{R"(<span class="tag">taken over</span>)"};
  EXPECT_EQ(std::distance(std::sregex_iterator{page.begin(), page.end(), marked}, {}), 1)
      << "of two steps one was taken over";
  EXPECT_THAT(draw("city", to_json(samples::city()), Language::en),
              HasSubstr("<a href=\"/en/cases/k9\">"));
}

// S03: under the policy neither would work.
TEST(Pages, HaveNeitherInlineStyleNorScript) {
  std::regex const forbidden{R"((\sstyle=|<style|<script|\son[a-z]+=|javascript:))"};
  for (auto const& [page, model] : all_samples())
    EXPECT_FALSE(std::regex_search(draw(page, model), forbidden)) << page;
}

TEST(Pages, HaveOneHeading) {
  for (auto const& [page, model] : all_samples()) {
    auto const html = draw(page, model);
    auto const first = html.find("<h1");
    EXPECT_NE(first, std::string::npos) << page;
    EXPECT_EQ(html.find("<h1", first + 1), std::string::npos) << page;
  }
}

TEST(Pages, HaveNoIdTwice) {
  std::regex const id{"\\sid=\"([^\"]*)\""};
  for (auto const& [page, model] : all_samples()) {
    auto const html = draw(page, model);
    std::set<std::string> seen;
    for (auto at = std::sregex_iterator{html.begin(), html.end(), id}; at != std::sregex_iterator{};
         ++at)
      EXPECT_TRUE(seen.insert((*at)[1]).second) << page << " " << (*at)[1];
  }
}

TEST(Pages, AnnounceADemonstration) {
  for (auto const& [page, model] : all_samples())
    EXPECT_THAT(draw(page, model), HasSubstr("<p class=\"ribbon\">")) << page;
  auto frame = samples::frame();
  frame.demonstration = false;
  EXPECT_THAT(pages().draw({"city", Language::fa}, frame), Not(HasSubstr("ribbon")));
}

// Whatever somebody types into a name stays text.
TEST(Pages, EscapeWhatPeopleWrote) {
  std::string const evil = "\"><script>alert('x')</script>&amp;";
  auto city = samples::city();
  city.cases[0].title = evil;
  city.cases[0].state = {evil, evil};
  city.cases[0].href = "javascript:alert(1)";
  auto form = samples::form();
  form.controls[1].value = "</textarea>" + evil;
  form.controls[0].value = evil;
  auto frame = samples::frame();
  frame.viewer = evil;

  for (auto const& html : {pages().draw({"city", Language::en, to_json(city)}, frame),
                           pages().draw({"form", Language::en, to_json(form)}, frame)}) {
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, Not(HasSubstr("javascript:")));
    EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
  }
}

// P05
TEST(Pages, ShowCountsInTheDigitsOfTheLanguage) {
  auto const model = to_json(samples::case_page());
  EXPECT_THAT(draw("case", model), HasSubstr("<dd>۸</dd>"));
  EXPECT_THAT(draw("case", model, Language::en), HasSubstr("<dd>8</dd>"));
}

TEST(Pages, MarkAdvisoryBallots) {
  auto page = samples::case_page();
  EXPECT_THAT(draw("case", to_json(page), Language::en), HasSubstr("does not bind"));
  page.ballots[0].advisory = false;
  EXPECT_THAT(draw("case", to_json(page), Language::en), Not(HasSubstr("does not bind")));
}

TEST(Pages, PutTheLanguageInFrontOfPaths) {
  auto const model = to_json(samples::city());
  EXPECT_THAT(draw("city", model), HasSubstr("href=\"/fa/cases/k1\""));
  EXPECT_THAT(draw("city", model, Language::en), HasSubstr("href=\"/en/cases/k1\""));
}

// AC1.4
TEST(Forms, PointToEachFieldThatIsWrong) {
  auto frame = samples::frame();
  frame.failed = true;
  auto const html = pages().draw({"form", Language::en, to_json(samples::form())}, frame);

  EXPECT_THAT(html, HasSubstr("<title>Error: "));
  EXPECT_THAT(html, HasSubstr("role=\"alert\""));
  EXPECT_THAT(html, HasSubstr("<a href=\"#f-number\">"));
  EXPECT_THAT(html, HasSubstr("aria-describedby=\"h-number p-number\" aria-invalid=\"true\""));
}

// AC7.3
TEST(Forms, ChooseNothingBeforehand) {
  EXPECT_THAT(draw("form", to_json(samples::form())), Not(HasSubstr(" checked")));
}

TEST(Forms, TickWhatStandsOnASheetAndMarkHandsBesideEachOther) {
  auto const html = draw("form", to_json(samples::form()));
  EXPECT_THAT(html, HasSubstr("<input type=\"checkbox\" id=\"f-acts.17\" name=\"acts.17\" "
                              "value=\"17\">"));
  EXPECT_THAT(html, HasSubstr("<input type=\"radio\" name=\"hands.p-1\" value=\"yes\">"));
  EXPECT_THAT(html, HasSubstr("<input type=\"radio\" name=\"hands.p-2\" value=\"no\">"));
  EXPECT_THAT(html, Not(HasSubstr("<label for=\"f-acts.17\">")));
  EXPECT_THAT(html, HasSubstr("<label for=\"f-weights.merit\">"));
}

TEST(Forms, SayForWhomTheyAreWrittenDown) {
  auto page = samples::form();
  EXPECT_THAT(draw("form", to_json(page)), Not(HasSubstr("name=\"behalf\"")));

  page.whose = Named{"p-1", "نیکا"};

  auto const html = draw("form", to_json(page));
  EXPECT_THAT(html, HasSubstr("<input type=\"hidden\" name=\"behalf\" value=\"p-1\">"));
  EXPECT_THAT(html, HasSubstr("<bdi><b>نیکا</b></bdi>"));
}

// What is looked for stands in the address, and nothing is done by it.
TEST(Whose, LooksForPeopleAndLeadsToTheFormInTheirName) {
  auto const html = draw("whose", to_json(samples::whose()), Language::en);
  EXPECT_THAT(html, HasSubstr("<form method=\"get\" action=\"/en/cases/k1/do/nominate\""));
  EXPECT_THAT(html, HasSubstr("href=\"/en/cases/k1/do/nominate?behalf=p-1\""));
  EXPECT_THAT(html, HasSubstr("href=\"/en/cases/k1/do/nominate?behalf=p-2\""));
  EXPECT_THAT(html, HasSubstr("value=\"کاو\""));

  auto nobody = samples::whose();
  nobody.people.clear();
  nobody.searchable = false;
  EXPECT_THAT(draw("whose", to_json(nobody)), Not(HasSubstr("<form method=\"get\"")));
}

// S02
TEST(Forms, CarryTheTokenOfTheSessionAndAKey) {
  auto const html = draw("form", to_json(samples::form()));
  EXPECT_THAT(html, HasSubstr("name=\"csrf\" value=\"token\""));
  EXPECT_THAT(html, HasSubstr("name=\"key\" value=\"key-1\""));
}

TEST(Twin, HoldsWhatThePageShowsAndNoToken) {
  auto const twin = json::serialize(to_json(samples::case_page()));
  EXPECT_THAT(twin, HasSubstr("\"score\":\"83/4\""));
  EXPECT_THAT(json::serialize(to_json(samples::form())), Not(HasSubstr("key-1")));
}

TEST(Assets, AreFoundByThePresentHashOnly) {
  std::string const hash{assets_hash()};

  EXPECT_EQ(asset_path("site.css"), "/assets/" + hash + "/site.css");
  EXPECT_EQ(find_asset(hash, "site.css")->media, "text/css; charset=utf-8");
  EXPECT_EQ(find_asset(std::string(16, '0'), "site.css"), std::nullopt);
  EXPECT_EQ(find_asset(hash, "unknown.css"), std::nullopt);
  for (auto const& asset : assets()) {
    auto const is_fetched = find_asset(hash, asset.name).has_value();
    EXPECT_EQ(is_fetched, !asset.name.ends_with(".html")) << asset.name;
  }
}

// P13: the style finds its font beside itself.
TEST(Style, NamesAFontThatIsLinked) {
  auto const css = find_asset(assets_hash(), "site.css")->bytes;
  EXPECT_THAT(std::string{css}, HasSubstr("url(\"vazirmatn.woff2\")"));
  EXPECT_TRUE(find_asset(assets_hash(), "vazirmatn.woff2"));
}

// P02: only logical properties, so that both directions look alike. P03: nothing is moved out of
// sight sideways.
TEST(Style, KnowsNoLeftAndRight) {
  auto const all = assets();
  auto const found = std::ranges::find(all, "site.css", &Asset::name);
  std::string const css{found->bytes};
  std::regex const physical{
      R"([\s;{](left|right|(margin|padding|border)-(left|right|top|bottom))[^a-z-]*:)"
      R"(|-9999|(float|text-align)\s*:\s*(left|right))"};

  EXPECT_FALSE(std::regex_search(css, physical));
}

}  // namespace
}  // namespace gozin::web
