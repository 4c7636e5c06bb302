// The wrong code of g++ 12 that the rule `coroutine-trap` keeps out: what a lambda captured is
// destroyed twice when the lambda stands in a statement with co_await.

#include <coroutine>
#include <exception>
#include <utility>

#include <gtest/gtest.h>

namespace gozin::traps {
namespace {

/// Counts its own lives; holds nothing, so that being destroyed twice harms nobody here.
struct Counted {
  static inline int alive = 0;
  Counted() { ++alive; }
  Counted(Counted const&) { ++alive; }
  Counted(Counted&&) noexcept { ++alive; }
  Counted& operator=(Counted const&) = default;
  ~Counted() { --alive; }
};

struct Eager {
  struct promise_type {
    Eager get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};

template <class Work>
std::suspend_never take(Work) {
  return {};
}

Eager with_lambda_in_the_statement() {
  Counted const counted;
  co_await take([counted] { return counted; });
}

Eager with_lambda_named_before() {
  Counted const counted;
  auto work = [counted] { return counted; };
  co_await take(std::move(work));
}

TEST(CoroutineTrap, CapturesInAStatementWithCoAwaitAreDestroyedTwice) {
  Counted::alive = 0;
  with_lambda_in_the_statement();
  EXPECT_EQ(Counted::alive, -1);
}

TEST(CoroutineTrap, CapturesOfALambdaNamedBeforeAreDestroyedOnce) {
  Counted::alive = 0;
  with_lambda_named_before();
  EXPECT_EQ(Counted::alive, 0);
}

}  // namespace
}  // namespace gozin::traps
