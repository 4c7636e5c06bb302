#include "tests/workflows/appointment/decrees_begun.hpp"
#include "tests/workflows/appointment/preparing.hpp"
#include "workflows/appointment/decree.hpp"
#include "workflows/registry/fold.hpp"

#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using judge::find;
using judge::reason_of;

void opened_after(Council& council, std::string last, std::int64_t next) {
  auto& series = council.judge.view.state<registry::DecreeSeries>(registry::city_decrees());
  series = {};
  registry::apply(series, {},
                  registry::DecreeSeriesOpened{.last = {std::move(last)}, .next = next});
}

TEST(DecreeNumbers, BeginsTheCountAnewWithTheYear) {
  auto council = selected();
  opened_after(*council, "ش/۱۴۰۴/۴۱", 42);

  auto const draft = council->act(by_affairs(), from("2026-11-25"));

  EXPECT_EQ(find<DecreeDrafted>(draft)->number.text, "ش/1405/1");
}

// T27: no number of the register on paper is given again.
TEST(DecreeNumbers, GoesOnBehindTheRegisterOnPaper) {
  auto council = selected();
  opened_after(*council, "ش/۱۴۰۵/۸۱۲", 813);

  auto command = from("2026-11-25");
  command.number = Label{"ش/۱۴۰۵/۸۱۲"};
  EXPECT_EQ(reason_of(council->judged(by_affairs(), command)), "decree_number_must_be_free");
  auto const draft = council->act(by_affairs(), from("2026-11-25"));

  EXPECT_EQ(find<DecreeDrafted>(draft)->number.text, "ش/1405/813");
}

TEST(DecreeNumbers, CountsOverTheYearsWhereTheRulesDo) {
  auto council = selected();
  opened_after(*council, "ش/۱۴۰۴/۴۱", 42);
  auto const& series = *council->judge.view.find<registry::DecreeSeries>(registry::city_decrees());
  rules::DecreeSeries const rule{.prefix = "ش/{year}/", .start = 1, .yearly = false};

  EXPECT_EQ(next_number(series, rule, *parse_iso_date("2026-11-25")).number.text, "ش/1405/42");
}

TEST(DecreeNumbers, CarriesANumberOfTheSecretariat) {
  auto council = selected();
  auto command = from("2026-11-25");
  command.number = Label{"1405/900"};

  auto const draft = council->act(by_affairs(), command);

  EXPECT_EQ(find<DecreeDrafted>(draft)->series, Series::secretariat);
  EXPECT_FALSE(find<registry::DecreeNumberTaken>(draft)->count);
}

// A number of the secretariat is taken like one of the city's series, in whatever digits.
TEST(DecreeNumbers, TakesANumberOfTheSecretariatOnce) {
  auto council = selected();
  auto command = from("2026-11-25");
  command.number = Label{"ش/۱۴۰۵/۴۲ "};
  council->act(by_affairs(), command).value();
  council->act(by_affairs(), VoidDecreeNumber{.reason = judge::hidden("a slip")}).value();

  command.number = Label{"ش/1405/42"};
  EXPECT_EQ(reason_of(council->judged(by_affairs(), command)), "decree_number_must_be_free");
  auto const next = council->act(by_affairs(), from("2026-11-25"));
  EXPECT_EQ(find<DecreeDrafted>(next)->number.text, "ش/1405/43");
}

}  // namespace
}  // namespace gozin::appointment
