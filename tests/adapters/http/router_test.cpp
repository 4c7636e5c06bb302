#include "adapters/http/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::http {
namespace {

using testing::Contains;
using testing::Pair;

Router sample() {
  Router router{[](Request const&, int status) { return Response{.status = status}; }};
  auto const say = [](std::string word) {
    return [word](Request const&, PathParts const& parts) {
      auto text = word;
      for (auto const& [name, value] : parts) text += " " + name + "=" + value;
      return Response{.body = text};
    };
  };
  router.on("GET", "/cases/new", say("new"));
  router.on("GET", "/cases/{id}", say("case"));
  router.on("POST", "/cases/{id}", say("act"));
  router.on("GET", "/cases/{id}/do/{command}", say("form"));
  return router;
}

Response answer(std::string const& method, std::string const& path) {
  Request request;
  request.method = method;
  request.path = path;
  return sample().answer(request);
}

TEST(Router, NamesThePartsOfAPath) {
  EXPECT_EQ(answer("GET", "/cases/17").body, "case id=17");
  EXPECT_EQ(answer("GET", "/cases/17/do/publish").body, "form command=publish id=17");
  EXPECT_EQ(answer("POST", "/cases/17").body, "act id=17");
}

TEST(Router, TakesTheFirstPatternThatFits) { EXPECT_EQ(answer("GET", "/cases/new").body, "new"); }

TEST(Router, AnswersHeadAsGet) { EXPECT_EQ(answer("HEAD", "/cases/17").body, "case id=17"); }

// A04
TEST(Router, KnowsNoOtherPath) {
  for (auto const* path : {"/", "/cases", "/cases/", "/cases/1/", "/cases//do/x", "/Cases/1"})
    EXPECT_EQ(answer("GET", path).status, 404) << path;
}

// A04
TEST(Router, SaysWhatIsAllowed) {
  auto const refused = answer("PUT", "/cases/17");
  EXPECT_EQ(refused.status, 405);
  EXPECT_THAT(refused.headers, Contains(Pair("Allow", "GET, HEAD, OPTIONS, POST")));

  auto const asked = answer("OPTIONS", "/cases/17");
  EXPECT_EQ(asked.status, 204);
  EXPECT_THAT(asked.headers, Contains(Pair("Allow", "GET, HEAD, OPTIONS, POST")));
}

}  // namespace
}  // namespace gozin::http
