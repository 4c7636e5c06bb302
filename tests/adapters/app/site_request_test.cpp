#include "adapters/app/site_desk.hpp"
#include "adapters/app/site_form.hpp"
#include "workflows/appointment/reasons.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::app {
namespace {

http::Request request_of(std::string path) {
  http::Request request;
  request.method = "GET";
  request.path = std::move(path);
  return request;
}

TEST(Address, PartsLanguageAndShapeFromThePath) {
  auto const page = address_of(request_of("/fa/cases/k1/replay"));
  EXPECT_EQ(page.language, Language::fa);
  EXPECT_EQ(page.path, "/cases/k1/replay");
  EXPECT_FALSE(page.json);

  auto const twin = address_of(request_of("/en/cases/k1.json"));
  EXPECT_EQ(twin.language, Language::en);
  EXPECT_EQ(twin.path, "/cases/k1");
  EXPECT_TRUE(twin.json);
}

TEST(Address, KnowsTheHomePageInAllItsSpellings) {
  for (auto const* path : {"/", "/fa", "/fa/", "/index.json", "/fa/index.json"})
    EXPECT_EQ(address_of(request_of(path)).path, "/") << path;
}

TEST(Address, TakesNoOtherWordForALanguage) {
  auto const address = address_of(request_of("/farsi/x"));
  EXPECT_FALSE(address.language);
  EXPECT_EQ(address.path, "/farsi/x");
}

TEST(Address, HearsThatAProgramWantsJson) {
  auto request = request_of("/cases/k1");
  request.headers["accept"] = "application/json";
  EXPECT_TRUE(address_of(request).json);
  request.headers["accept"] = "text/html,application/json;q=0.9";
  EXPECT_FALSE(address_of(request).json);
}

TEST(Language, ComesFromPathThenCookieThenBrowser) {
  auto request = request_of("/");
  EXPECT_EQ(language_of(request, address_of(request)), Language::fa);
  request.headers["accept-language"] = "en-US,en;q=0.9";
  EXPECT_EQ(language_of(request, address_of(request)), Language::en);
  request.headers["accept-language"] = "fa-IR,en;q=0.5";
  EXPECT_EQ(language_of(request, address_of(request)), Language::fa);
  request.cookies["lang"] = "en";
  EXPECT_EQ(language_of(request, address_of(request)), Language::en);
  request.cookies["lang"] = "tlh";
  EXPECT_EQ(language_of(request, address_of(request)), Language::fa);
  request.path = "/en/";
  EXPECT_EQ(language_of(request, address_of(request)), Language::en);
}

// S02
TEST(SameOrigin, IsSaidByTheBrowser) {
  auto request = request_of("/fa/sign-in");
  request.headers["host"] = "gozin.example:8080";
  EXPECT_FALSE(is_same_origin(request));
  request.headers["origin"] = "https://gozin.example:8080";
  EXPECT_TRUE(is_same_origin(request));
  request.headers["origin"] = "https://evil.example";
  EXPECT_FALSE(is_same_origin(request));
  request.headers["origin"] = "null";
  EXPECT_FALSE(is_same_origin(request));
  request.headers["origin"] = "https://gozin.example:8080";
  for (auto const* other : {"cross-site", "same-site", "none"}) {
    request.headers["sec-fetch-site"] = other;
    EXPECT_FALSE(is_same_origin(request)) << other;
  }
  request.headers["sec-fetch-site"] = "same-origin";
  EXPECT_TRUE(is_same_origin(request));
}

// S01
TEST(SessionCookie, IsForThisHostAndNoScript) {
  EXPECT_EQ(session_cookie("secret"), "__Host-sid=secret; Path=/; Secure; HttpOnly; SameSite=Lax");
  EXPECT_THAT(session_cookie(""), testing::HasSubstr("Max-Age=0"));
}

TEST(Secrets, AreEqualInAllTheirBytes) {
  EXPECT_TRUE(same_secret("abc", "abc"));
  EXPECT_FALSE(same_secret("abc", "abd"));
  EXPECT_FALSE(same_secret("abc", "ab"));
  EXPECT_FALSE(same_secret("", "a"));
}

TEST(Statuses, TellInputFromPersonFromState) {
  EXPECT_EQ(status_of({EngineReason::field_must_be_given}), 422);
  EXPECT_EQ(status_of({EngineReason::actor_must_hold_role}), 403);
  EXPECT_EQ(status_of({EngineReason::actor_must_hold_one_duty}), 403);
  EXPECT_EQ(status_of({EngineReason::stream_must_exist}), 404);
  EXPECT_EQ(status_of({EngineReason::phase_must_allow_event}), 409);
  EXPECT_EQ(status_of({EngineReason::range_must_be_readable}), 503);
  EXPECT_EQ(status_of({appointment::Reason::nomination_must_be_in_time}), 409);
}

TEST(Names, AreSplitIntoWords) {
  EXPECT_EQ(in_words("VacancyPublished"), "Vacancy published");
  EXPECT_EQ(in_words("green_space"), "green space");
}

TEST(Pages, OfStreamsStandUnderTheirKind) {
  EXPECT_EQ(page_of(StreamId{"case/k1"}), "/cases/k1");
  EXPECT_EQ(page_of(StreamId{"session/council-95"}), "/streams/session/council-95");
  EXPECT_EQ(page_of(StreamId{}), "/");
}

}  // namespace
}  // namespace gozin::app
