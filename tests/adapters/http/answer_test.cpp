#include "adapters/http/answer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::http {
namespace {

using testing::Contains;
using testing::Pair;

TEST(HttpDate, IsWrittenAsTheProtocolWants) {
  EXPECT_EQ(http_date(std::chrono::sys_seconds{std::chrono::seconds{784'111'777}}),
            "Sun, 06 Nov 1994 08:49:37 GMT");
}

// S03, S04
TEST(Answer, CarriesTheSecurityHeaders) {
  Request request;
  request.id = "0123456789";
  Response response;

  complete(response, request);

  EXPECT_THAT(response.headers,
              Contains(Pair("Content-Security-Policy",
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src "
                            "'self' data:; font-src 'self'; connect-src 'self'; form-action "
                            "'self'; base-uri 'none'; frame-ancestors 'none'")));
  EXPECT_THAT(response.headers, Contains(Pair("X-Content-Type-Options", "nosniff")));
  EXPECT_THAT(response.headers, Contains(Pair("X-Frame-Options", "DENY")));
  EXPECT_THAT(response.headers,
              Contains(Pair("Referrer-Policy", "strict-origin-when-cross-origin")));
  EXPECT_THAT(response.headers, Contains(Pair("Cross-Origin-Opener-Policy", "same-origin")));
  EXPECT_THAT(response.headers, Contains(Pair("Cross-Origin-Resource-Policy", "same-origin")));
  EXPECT_THAT(response.headers,
              Contains(Pair("Permissions-Policy", "camera=(), microphone=(), geolocation=()")));
  EXPECT_THAT(response.headers, Contains(Pair("Cache-Control", "no-store")));
  EXPECT_THAT(response.headers, Contains(Pair("X-Request-Id", "0123456789")));
}

TEST(Answer, KeepsWhatThePageSaid) {
  Response response{.headers = {{"cache-control", "public"}}};

  complete(response, {});

  EXPECT_THAT(response.headers, testing::Not(Contains(Pair("Cache-Control", testing::_))));
}

TEST(Answer, TellsAPageThatCouldNotBeRenewedToAskAgain) {
  auto const trigger = Pair("HX-Trigger", "missed");
  Request renewal;
  renewal.headers.emplace("hx-request", "true");
  Response busy{.status = 503};
  Response refused{.status = 403};
  Response asked_for_by_hand{.status = 503};

  complete(busy, renewal);
  complete(refused, renewal);
  complete(asked_for_by_hand, {});

  EXPECT_THAT(busy.headers, Contains(trigger));
  EXPECT_THAT(refused.headers, testing::Not(Contains(trigger)));
  EXPECT_THAT(asked_for_by_hand.headers, testing::Not(Contains(trigger)));
}

// A24
TEST(RequestId, OfAClientIsTakenOverOnlyWhereItIsHarmless) {
  EXPECT_TRUE(is_harmless_id("8e03978e-40d5-43dd-bc93"));
  for (auto const* id : {"", "short", "with blank here", "<script>alert", "new\nline0000"})
    EXPECT_FALSE(is_harmless_id(id)) << id;
  EXPECT_FALSE(is_harmless_id(std::string(65, 'a')));
}

TEST(RequestId, IsFreshEachTime) {
  EXPECT_EQ(fresh_request_id().size(), 32U);
  EXPECT_NE(fresh_request_id(), fresh_request_id());
}

}  // namespace
}  // namespace gozin::http
