#include "tests/workflows/registry/refusal_rows.hpp"
#include "workflows/registry/commands/accounts.hpp"
#include "workflows/registry/commands/bodies.hpp"
#include "workflows/registry/commands/granting.hpp"
#include "workflows/registry/commands/log.hpp"
#include "workflows/registry/commands/people.hpp"
#include "workflows/registry/commands/posts.hpp"
#include "workflows/registry/commands/seating.hpp"

#include <set>

#include <gtest/gtest.h>

namespace gozin::registry {
namespace {

using judge::at;
using judge::call;
using judge::Judge;

Result<Decision> grant_to(Judge& city, std::string_view person, GrantRole const& command) {
  return city.judge(kAdministrator, stream_of("person", person), command);
}

std::vector<Row> rows_of_people() {
  return {
      {Reason::unit_must_change,
       [](Judge& city) { return city.judge(kAffairs, kArash, MovePerson{.unit = Code{"parks"}}); }},
      {Reason::attributes_must_be_entered_by_another,
       [](Judge& city) {
         return city.judge(call("arash", "administrative_affairs"), kArash,
                           DescribePerson{.person = PersonId{"arash"}});
       }},
      {Reason::role_must_be_granted_by_another,
       [](Judge& city) { return grant_to(city, "dorsa", {.role = GrantedRole::finance}); }},
      {Reason::role_must_not_begin_in_the_past,
       [](Judge& city) {
         return grant_to(city, "arash",
                         {.role = GrantedRole::clerk, .from = at("2026-11-18T08:59:59.999Z")});
       }},
      {Reason::role_must_end_after_it_begins,
       [](Judge& city) {
         return grant_to(city, "arash",
                         {.role = GrantedRole::clerk, .until = at("2026-11-18T09:00:00.000Z")});
       }},
      {Reason::role_must_not_be_held_twice,
       [](Judge& city) { return grant_to(city, "arash", {.role = GrantedRole::finance}); }},
      {Reason::roles_must_not_exclude_each_other,
       [](Judge& city) { return grant_to(city, "arash", {.role = GrantedRole::auditor}); }},
      {Reason::roles_must_not_exclude_each_other,
       [](Judge& city) {
         return grant_to(city, "bahar", {.role = GrantedRole::clerk, .scope = Code{"parks"}});
       }},
      {Reason::role_must_be_held,
       [](Judge& city) {
         return city.judge(kAdministrator, kArash, EndRole{.role = GrantedRole::mayor});
       }},
      {Reason::role_must_be_proposed,
       [](Judge& city) {
         return city.judge(kAdministrator, kArash, ConfirmRole{.role = GrantedRole::mayor});
       }},
      {Reason::role_must_be_proposed_once,
       [](Judge& city) {
         (void)city.act(kAdministrator, kArash, GrantRole{.role = GrantedRole::mayor}).value();
         return grant_to(city, "arash", {.role = GrantedRole::mayor});
       }},
      {Reason::role_must_be_confirmed_by_another_person,
       [](Judge& city) {
         (void)city.act(kAdministrator, kArash, GrantRole{.role = GrantedRole::mayor}).value();
         return city.judge(kAdministrator, kArash, ConfirmRole{.role = GrantedRole::mayor});
       }},
      {Reason::role_must_be_held, [](Judge& city) {
         return city.judge(kAdministrator, kArash,
                           EndRole{.role = GrantedRole::finance, .scope = Code{"parks"}});
       }}};
}

/// Of a post whose holder's term ends on 17 November 2026.
Result<Decision> vacated(Judge& city, VacatePost const& command) {
  auto const post = judge::register_post(city, "parks-head");
  city.view.record(post, PostClaimed{.by = StreamId{"case/a"}});
  city.view.record(post, PostFilled{.by = StreamId{"case/a"},
                                    .person = PersonId{"bahar"},
                                    .from = judge::day("2022-11-18"),
                                    .until = judge::day("2026-11-17"),
                                    .decree = {"1/1"}});
  return city.judge(kAffairs, post, command);
}

/// Of a post whose acting head leaves it by the end of 17 November 2026, at that moment.
Result<Decision> ended(Judge& city, Instant now) {
  auto const post = judge::register_post(city, "parks-head");
  city.view.record(post, ActingAppointed{.by = StreamId{"case/a"},
                                         .person = PersonId{"bahar"},
                                         .from = judge::day("2026-08-18"),
                                         .until = judge::day("2026-11-17"),
                                         .ends = at("2026-11-17T20:30:00.000Z"),
                                         .decree = {"1/1"},
                                         .budget_line = kParks,
                                         .since = judge::day("2026-08-18"),
                                         .days = 92});
  return city.judge(judge::call("clock", "clock", now), post, EndActing{});
}

/// The head of the parks acts from 18 November 2026 on.
Result<Decision> left_before(Judge& city) {
  auto const post = judge::register_post(city, "parks-head");
  city.view.record(post, ActingAppointed{.by = StreamId{"case/a"},
                                         .person = PersonId{"bahar"},
                                         .from = judge::day("2026-11-18"),
                                         .until = judge::day("2026-12-17"),
                                         .ends = at("2026-12-17T20:30:00.000Z"),
                                         .decree = {"1/1"},
                                         .budget_line = kParks,
                                         .since = judge::day("2026-11-18"),
                                         .days = 30});
  return city.judge(kAffairs, post, VacatePost{.from = judge::day("2026-11-17")});
}

std::vector<Row> rows_of_acting() {
  return {{Reason::acting_head_must_leave_after_beginning, left_before},
          {Reason::acting_head_must_hold_post,
           [](Judge& city) {
             auto const post = judge::register_post(city, "parks-head");
             judge::fill_post(city, post, StreamId{"case/a"}, PersonId{"bahar"});
             return city.judge(judge::call("clock", "clock"), post, EndActing{});
           }},
          {Reason::acting_period_must_have_ended,
           [](Judge& city) { return ended(city, at("2026-11-17T20:29:59.999Z")); }}};
}

std::vector<Row> rows_of_posts() {
  StreamId const post{"post/parks-head"};
  return {
      {Reason::code_must_name_its_stream,
       [=](Judge& city) {
         return city.judge(kAffairs, post, RegisterPost{.code = Code{"other"}});
       }},
      {Reason::grade_must_not_be_negative,
       [=](Judge& city) {
         return city.judge(kAffairs, post, RegisterPost{.code = Code{"parks-head"}, .grade = -1});
       }},
      {Reason::code_must_name_its_stream,
       [=](Judge& city) {
         return city.judge(kAffairs, StreamId{"budget/a"}, OpenBudgetLine{.code = Code{"b"}});
       }},
      {Reason::amount_must_not_be_negative,
       [=](Judge& city) {
         return city.judge(kAffairs, StreamId{"budget/a"},
                           OpenBudgetLine{.code = Code{"a"}, .amount = -1});
       }},
      {Reason::amount_must_not_be_negative,
       [](Judge& city) { return city.judge(kAffairs, kParks, ChangeBudgetLine{.amount = -1}); }},
      {Reason::vacancy_must_not_lie_ahead,
       [](Judge& city) { return vacated(city, {.from = judge::day("2026-11-19")}); }},
      {Reason::removal_must_name_its_decree,
       [](Judge& city) {
         return vacated(city, {.cause = VacancyCause::removed, .from = judge::day("2026-11-18")});
       }},
      {Reason::removal_must_name_its_decree,
       [](Judge& city) {
         return vacated(city, {.cause = VacancyCause::removed,
                               .from = judge::day("2026-11-18"),
                               .reference = Label{}});
       }},
      {Reason::term_must_have_ended,
       [](Judge& city) {
         return vacated(city,
                        {.cause = VacancyCause::term_ended, .from = judge::day("2026-11-17")});
       }},
      {Reason::amount_must_cover_what_is_bound,
       [](Judge& city) { return city.judge(kAffairs, kParks, ChangeBudgetLine{.amount = 39}); }}};
}

std::vector<Row> rows_of_bodies() {
  return {{Reason::code_must_name_its_stream,
           [](Judge& city) {
             return city.judge(kAdministrator, StreamId{"body/a"},
                               FormBody{.code = Code{"b"}, .title = {}, .seats = 3});
           }},
          {Reason::seats_must_be_positive,
           [](Judge& city) {
             return city.judge(kAdministrator, StreamId{"body/a"},
                               FormBody{.code = Code{"a"}, .title = {}, .seats = 0});
           }},
          {Reason::member_must_be_registered,
           [](Judge& city) { return seat(city, "nobody", Office::member); }},
          {Reason::member_must_not_be_seated_twice,
           [](Judge& city) { return seat(city, "kaveh", Office::chair); }},
          {Reason::seats_must_not_be_exceeded,
           [](Judge& city) {
             city.view.record(kCouncil, MemberSeated{.person = PersonId{"arash"}});
             return seat(city, "bahar", Office::member);
           }},
          {Reason::body_must_have_one_chair,
           [](Judge& city) { return seat(city, "arash", Office::chair); }},
          {Reason::member_must_be_seated,
           [](Judge& city) {
             return city.judge(kAdministrator, kCouncil, UnseatMember{.person = PersonId{"arash"}});
           }},
          {Reason::opening_must_be_confirmed_by_another_person,
           [](Judge& city) {
             (void)city
                 .act(kAffairs, city_decrees(),
                      OpenDecreeSeries{.last = {}, .next = 1, .source = Label{"book 4"}})
                 .value();
             return city.judge(kAffairs, city_decrees(), ConfirmDecreeSeries{});
           }},
          {Reason::decree_count_must_be_positive,
           [](Judge& city) {
             return city.judge(kAffairs, city_decrees(), OpenDecreeSeries{.last = {}, .next = 0});
           }},
          {Reason::decree_count_must_follow_the_last, [](Judge& city) {
             return city.judge(kAffairs, city_decrees(),
                               OpenDecreeSeries{.last = {"ش/۱۴۰۵/۱۷"}, .next = 17});
           }}};
}

std::vector<Row> rows_of_the_log() {
  auto const clock = call("clock", "clock");
  auto const sealing = [clock](std::int64_t from, std::int64_t to) {
    return [=](Judge& city) {
      return city.judge(clock, log_stream(),
                        SealAccessJournal{.from = from, .to = to, .hash = sha256("entries")});
    };
  };
  auto constexpr kReason = Reason::journal_must_be_sealed_where_it_ends;
  auto const rotating = [](std::string const& key, bool again) {
    return [=](Judge& city) {
      auto const by = call("operator/test", "operator");
      if (again) (void)city.act(by, log_stream(), RotateSigningKey{.key = {"city.test/log+next"}});
      return city.judge(by, log_stream(), RotateSigningKey{.key = {key}});
    };
  };
  auto const opened_with = judge::empty_city().view.find<Log>(log_stream())->key;
  return {{kReason, sealing(1, 4)},
          {kReason, sealing(0, -1)},
          {Reason::signing_key_must_be_new, rotating(opened_with, false)},
          {Reason::signing_key_must_be_new, rotating(opened_with, true)},
          {Reason::signing_key_must_be_new, rotating("city.test/log+next", true)}};
}

std::vector<Row> rows_of_accounts() {
  auto const by = call("operator/test", "operator");
  auto const binding = [by](bool is_adopted, bool is_behind) {
    return [=](Judge& city) {
      if (is_behind) (void)city.act(by, log_stream(), EndAccountAdoption{});
      return city.judge(by, kArash,
                        BindAccount{.person = PersonId{"arash"},
                                    .account = Code{"a"},
                                    .adopted = is_adopted ? std::optional{true} : std::nullopt});
    };
  };
  return {
      {Reason::accounts_must_be_adopted, binding(false, false)},
      {Reason::accounts_must_be_adopted_once, binding(true, true)},
      {Reason::accounts_must_be_adopted_once,
       [by](Judge& city) {
         (void)city.act(by, log_stream(), EndAccountAdoption{});
         return city.judge(by, log_stream(), EndAccountAdoption{});
       }},
      {Reason::account_must_be_open,
       [by](Judge& city) { return city.judge(by, kArash, CloseAccount{.account = Code{"a"}}); }},
      {Reason::account_must_be_open, [by](Judge& city) {
         return city.judge(by, kArash, ReplaceCredentials{.account = Code{"a"}});
       }}};
}

TEST(DecreeSeries, AreNotProposedWithoutTheirSource) {
  auto in = city();

  EXPECT_EQ(judge::reason_of(in.judge(kAffairs, city_decrees(),
                                      OpenDecreeSeries{.last = {"1405/16"}, .next = 17})),
            "field_must_be_given");
}

std::vector<Row> all_rows() {
  auto rows = rows_of_people();
  for (auto& row : rows_of_posts()) rows.push_back(std::move(row));
  for (auto& row : rows_of_acting()) rows.push_back(std::move(row));
  for (auto& row : rows_of_bodies()) rows.push_back(std::move(row));
  for (auto& row : rows_of_the_log()) rows.push_back(std::move(row));
  for (auto& row : rows_of_accounts()) rows.push_back(std::move(row));
  for (auto& row : rows_of_opening()) rows.push_back(std::move(row));
  return rows;
}

TEST(RegistryRefusals, NameTheRule) {
  for (auto const& row : all_rows()) {
    auto in = city();
    EXPECT_EQ(judge::reason_of(row.act(in)), name_of(row.reason));
  }
}

TEST(RegistryRefusals, HaveARowEach) {
  // These are said while a person's entry is prepared: prepare_test.cpp; the last before anything
  // is decided: authority_test.cpp.
  std::set<std::string, std::less<>> rows{
      "national_id_must_be_valid", "attributes_must_fit_their_fields", "office_must_act_in_person"};
  for (auto const& row : all_rows()) rows.emplace(name_of(row.reason));

  EXPECT_EQ(judge::without_row(names_of(std::type_identity<Reason>{}), rows),
            std::vector<std::string>{});
}

TEST(RegistryRefusals, LetTheRulesSayWhatIsWrongWithACalendar) {
  auto in = city();

  auto const decision = in.judge(kAdministrator, log_stream(),
                                 AdoptCalendar{.calendar = {json::object{{"code", "plain"}}}});

  EXPECT_EQ(judge::reason_of(decision), "member_must_be_given");
}

}  // namespace
}  // namespace gozin::registry
