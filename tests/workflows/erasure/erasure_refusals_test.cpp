#include "tests/workflows/erasure/people_of_a_case.hpp"

#include <functional>
#include <set>

#include <gtest/gtest.h>

namespace gozin::erasure {
namespace {

using judge::at;
using judge::call;
using judge::Judge;

struct Row {
  Reason reason;
  std::function<Result<Decision>(Judge&)> act;
};

RequestErasure const kRequest{.person = PersonId{"bahar"}, .wait_days = {}, .reason = {}};
PlaceHold const kHold{.authority = {"court"}, .reference = {"27"}};

Call clock_at(std::string_view moment) { return call("clock", "clock", at(moment)); }

std::vector<Row> rows_of_requests() {
  return {
      {Reason::subject_must_ask_for_themselves,
       [](Judge& city) { return city.judge(call("kaveh", "citizen"), kBahar, kRequest); }},
      {Reason::subject_must_ask_for_themselves,
       [](Judge& city) {
         request(city);
         return city.judge(call("kaveh", "citizen"), kBahar, WithdrawErasure{});
       }},
      {Reason::waiting_period_must_be_within_limits,
       [](Judge& city) {
         auto command = kRequest;
         command.wait_days = kWaitDaysMin - 1;
         return city.judge(kArash, kBahar, command);
       }},
      {Reason::waiting_period_must_be_within_limits,
       [](Judge& city) {
         auto command = kRequest;
         command.wait_days = kWaitDaysMax + 1;
         return city.judge(kArash, kBahar, command);
       }},
      {Reason::erasure_must_be_confirmed_by_another,
       [](Judge& city) {
         request(city);
         return city.judge(kArash, kBahar, ConfirmErasure{});
       }},
      {Reason::erasure_must_be_confirmed_by_another,
       [](Judge& city) {
         request(city);
         auto through_a_clerk = call("kaveh", "administrative_affairs");
         through_a_clerk.behalf = PersonId{"arash"};
         return city.judge(through_a_clerk, kBahar, ConfirmErasure{});
       }},
      {Reason::waiting_period_must_have_passed,
       [](Judge& city) {
         confirm(city);
         return city.judge(clock_at("2026-11-18T08:59:59.999Z"), kBahar, EraseSubject{});
       }},
  };
}

std::vector<Row> rows_of_holds() {
  return {
      {Reason::hold_must_be_lifted,
       [](Judge& city) {
         (void)city.act(kArash, kBahar, kHold);
         return city.judge(kArash, kBahar, kRequest);
       }},
      {Reason::hold_must_be_lifted,
       [](Judge& city) {
         confirm(city);
         (void)city.act(kArash, kBahar, kHold);
         return city.judge(clock_at("2026-11-18T09:00:00.000Z"), kBahar, EraseSubject{});
       }},
      {Reason::hold_must_not_be_placed_twice,
       [](Judge& city) {
         (void)city.act(kArash, kBahar, kHold);
         return city.judge(kArash, kBahar, kHold);
       }},
      {Reason::hold_must_be_placed,
       [](Judge& city) {
         (void)city.act(kArash, kBahar, kHold);
         return city.judge(kArash, kBahar,
                           LiftHold{.authority = {"court"}, .reference = {"28"}, .order = {"1"}});
       }},
      {Reason::hold_must_be_lifted_by_who_placed_it,
       [](Judge& city) {
         (void)city.act(kArash, kBahar, kHold);
         return city.judge(call("operator/root", "operator"), kBahar,
                           LiftHold{.authority = {"court"}, .reference = {"27"}, .order = {"1"}});
       }},
  };
}

std::vector<Row> rows_of_offices_and_cases() {
  return {
      {Reason::subject_must_hold_no_office,
       [](Judge& city) {
         judge::grant(city, PersonId{"bahar"}, "finance");
         return city.judge(kArash, kBahar, kRequest);
       }},
      {Reason::subject_must_hold_no_office,
       [](Judge& city) {
         city.facts.laid_rows.push_back(
             {&registry::body_member(), {"body/council", "bahar", "member"}});
         return city.judge(kArash, kBahar, kRequest);
       }},
      {Reason::case_of_subject_must_be_closed,
       [](Judge& city) {
         city.view.move(kCase, {"Running"});
         return city.judge(kArash, kBahar, kRequest);
       }},
      {Reason::time_for_objections_must_have_passed,
       [](Judge& city) {
         case_in(city).objections.emplace_back();
         return city.judge(kArash, kBahar, kRequest);
       }},
      {Reason::time_for_objections_must_have_passed,
       [](Judge& city) {
         case_in(city).changed = at("2026-11-16T09:00:00.000Z");
         return city.judge(kArash, kBahar, kRequest);
       }},
      {Reason::court_period_must_have_passed,
       [](Judge& city) {
         case_in(city).changed = at("2026-08-21T09:00:00.000Z");
         return city.judge(kArash, kBahar, kRequest);
       }},
      {Reason::court_period_must_have_passed,
       [](Judge& city) {
         case_in(city).stayed = true;
         return city.judge(kArash, kBahar, kRequest);
       }},
      {Reason::retention_period_must_have_passed,
       [](Judge& city) {
         case_in(city).changed = at("2025-11-18T09:00:00.001Z");
         return city.judge(kArash, kBahar, kRequest);
       }},
      {Reason::former_epoch_key_must_be_destroyed,
       [](Judge& city) {
         confirm(city);
         city.view.record(registry::log_stream(), registry::EpochKeyActivated{.epoch = 2});
         return city.judge(clock_at("2026-11-18T09:00:00.000Z"), kBahar, EraseSubject{});
       }},
  };
}

std::vector<Row> rows() {
  auto all = rows_of_requests();
  for (auto const& more : {rows_of_holds(), rows_of_offices_and_cases()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

TEST(ErasureRefusals, EachRuleIsSaidByItsName) {
  for (auto const& row : rows()) {
    auto city = city_with_a_case();
    EXPECT_EQ(judge::reason_of(row.act(city)), name_of(row.reason));
  }
}

TEST(ErasureRefusals, EveryReasonHasItsRow) {
  std::set<std::string, std::less<>> tried;
  for (auto const& row : rows()) tried.emplace(name_of(row.reason));

  EXPECT_EQ(judge::without_row(names_of(std::type_identity<Reason>{}), tried),
            std::vector<std::string>{});
}

}  // namespace
}  // namespace gozin::erasure
