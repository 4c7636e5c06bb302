#include "adapters/http/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::http {
namespace {

using testing::ElementsAre;
using testing::Pair;

enum Route : std::size_t { kNew, kCase, kAct, kForm };

Routes sample() {
  Routes routes;
  routes.add("GET", "/cases/new");
  routes.add("GET", "/cases/{id}");
  routes.add("POST", "/cases/{id}");
  routes.add("GET", "/cases/{id}/do/{command}");
  return routes;
}

TEST(Routes, NameThePartsOfAPath) {
  auto const found = sample().find("GET", "/cases/17/do/publish");

  EXPECT_EQ(found.route, kForm);
  EXPECT_THAT(found.parts, ElementsAre(Pair("command", "publish"), Pair("id", "17")));
  EXPECT_EQ(sample().find("POST", "/cases/17").route, kAct);
}

TEST(Routes, TakeTheFirstPatternThatFits) {
  EXPECT_EQ(sample().find("GET", "/cases/new").route, kNew);
}

TEST(Routes, AnswerHeadAsGet) { EXPECT_EQ(sample().find("HEAD", "/cases/17").route, kCase); }

// A04
TEST(Routes, KnowNoOtherPath) {
  for (auto const* path : {"/", "/cases", "/cases/", "/cases/1/", "/cases//do/x", "/Cases/1"}) {
    auto const found = sample().find("GET", path);
    EXPECT_FALSE(found.route) << path;
    EXPECT_EQ(found.allow, "") << path;
  }
}

// A04
TEST(Routes, SayWhatIsAllowed) {
  for (auto const* method : {"PUT", "OPTIONS"}) {
    auto const found = sample().find(method, "/cases/17");
    EXPECT_FALSE(found.route);
    EXPECT_EQ(found.allow, "GET, HEAD, OPTIONS, POST");
  }
}

}  // namespace
}  // namespace gozin::http
