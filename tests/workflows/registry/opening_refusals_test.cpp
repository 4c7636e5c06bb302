#include "tests/workflows/registry/refusal_rows.hpp"
#include "workflows/registry/commands/bodies.hpp"
#include "workflows/registry/commands/opening.hpp"
#include "workflows/registry/commands/posts.hpp"
#include "workflows/registry/commands/seating.hpp"

#include <gtest/gtest.h>

namespace gozin::registry {

using judge::Judge;

Judge city() {
  auto city = judge::empty_city();
  judge::register_person(city, "arash", "parks");
  judge::register_person(city, "bahar");
  judge::register_person(city, "dorsa");
  judge::grant(city, PersonId{"arash"}, "finance");
  judge::grant(city, PersonId{"bahar"}, "auditor");
  judge::grant(city, PersonId{"dorsa"}, "administrator");
  judge::form_body(city, "council", 2, {{"kaveh", Office::chair}, {"shirin", Office::secretary}});
  city.view.record(kParks,
                   BudgetLineOpened{.code = Code{"parks"}, .title = {"Parks"}, .amount = 100});
  city.view.record(kParks, CreditReserved{.by = StreamId{"case/a"}, .amount = 40});
  return city;
}

Result<Decision> seat(Judge& city, std::string_view person, Office office) {
  return city.judge(kAdministrator, kCouncil,
                    SeatMember{.person = PersonId{std::string{person}}, .office = office});
}

namespace {

using judge::at;
using judge::call;

std::vector<Row> rows_of_changed_posts() {
  return {{Reason::grade_must_not_be_negative,
           [](Judge& city) {
             return city.judge(kAffairs, judge::register_post(city, "parks-head"),
                               ChangePost{.title = {"parks-head"}, .grade = -1});
           }},
          {Reason::post_must_change,
           [](Judge& city) {
             return city.judge(kAffairs, judge::register_post(city, "parks-head", "parks"),
                               ChangePost{.title = {"parks-head"},
                                          .post_class = Code{"unit_head"},
                                          .unit = Code{"parks"},
                                          .grade = 9});
           }},
          {Reason::post_must_be_free_of_cases, [](Judge& city) {
             auto const post = judge::register_post(city, "parks-head");
             city.view.record(post, ActingClaimed{.by = StreamId{"case/a"}});
             return city.judge(kAffairs, post, ChangePost{.title = {"other"}, .grade = 9});
           }}};
}

/// A holder of `parks-head`, changed from one that could be taken over.
std::function<Result<Decision>(Judge&)> proposing(
    std::function<void(ProposeHolder&)> change,
    std::function<void(Judge&)> before = [](Judge&) {}) {
  return [=](Judge& city) {
    auto const post = judge::register_post(city, "parks-head");
    before(city);
    ProposeHolder command{.person = PersonId{"bahar"},
                          .from = judge::day("2026-11-18"),
                          .until = judge::day("2026-11-18"),
                          .reference = {"1/1"},
                          .source = {"book 4"}};
    change(command);
    return city.judge(kAffairs, post, command);
  };
}

std::vector<Row> rows_of_holders() {
  return {{Reason::post_must_be_free_of_cases,
           proposing([](ProposeHolder&) {},
                     [](Judge& city) {
                       city.view.record(StreamId{"post/parks-head"},
                                        ActingClaimed{.by = StreamId{"case/a"}});
                     })},
          {Reason::holder_must_be_registered,
           proposing([](ProposeHolder& command) { command.person = PersonId{"nobody"}; })},
          {Reason::holding_must_be_entered_by_others,
           proposing([](ProposeHolder& command) { command.person = PersonId{"arash"}; })},
          // Nor do they confirm it.
          {Reason::holding_must_be_entered_by_others,
           [](Judge& city) {
             auto const post = judge::register_post(city, "parks-head");
             city.view.record(post,
                              HolderProposed{.person = PersonId{"arash"},
                                             .from = judge::day("2026-11-18"),
                                             .reference = {"1/1"},
                                             .source = {"book 4"}},
                              call("shirin", "administrative_affairs"));
             return city.judge(kAffairs, post, ConfirmHolder{});
           }},
          {Reason::holding_must_not_begin_ahead,
           proposing([](ProposeHolder& command) { command.from = judge::day("2026-11-19"); })},
          {Reason::holding_must_end_after_it_begins,
           proposing([](ProposeHolder& command) { command.until = judge::day("2026-11-17"); })},
          {Reason::acting_must_have_an_end, proposing([](ProposeHolder& command) {
             command.acting = true;
             command.until.reset();
           })},
          {Reason::holder_must_have_no_other_post,
           [](Judge& city) {
             city.view.record(StreamId{"person/bahar"}, PostTaken{.post = StreamId{"post/other"}});
             return proposing([](ProposeHolder&) {})(city);
           }},
          {Reason::holder_must_be_proposed,
           [](Judge& city) {
             return city.judge(kAffairs, judge::register_post(city, "parks-head"), ConfirmHolder{});
           }},
          {Reason::opening_must_be_confirmed_by_another_person, [](Judge& city) {
             auto const post = judge::register_post(city, "parks-head");
             city.view.record(post,
                              HolderProposed{.person = PersonId{"bahar"},
                                             .from = judge::day("2026-11-18"),
                                             .reference = {"1/1"},
                                             .source = {"book 4"}},
                              call("shirin", "administrative_affairs"));
             auto by_a_clerk = call("kaveh", "administrative_affairs");
             by_a_clerk.behalf = PersonId{"shirin"};
             return city.judge(by_a_clerk, post, ConfirmHolder{});
           }}};
}

/// A class that goes live on 19 November 2026, or on another day before.
Result<Decision> going_live(Judge& city, std::string_view known, std::string_view day) {
  Code const unit_head{"unit_head"};
  city.view.record(log_stream(), GoLiveSet{.post_class = unit_head, .from = judge::day(known)});
  return city.judge(kAdministrator, log_stream(),
                    SetGoLive{.post_class = unit_head, .from = judge::day(day)});
}

std::vector<Row> rows_of_going_live() {
  return {{Reason::go_live_must_not_lie_behind,
           [](Judge& city) { return going_live(city, "2026-11-19", "2026-11-17"); }},
          // Nobody said when it begins, and it has begun.
          {Reason::class_must_not_be_live,
           [](Judge& city) {
             auto const post = judge::register_post(city, "parks-head");
             city.view.record(post, PostClaimed{.by = StreamId{"case/a"}});
             city.facts.laid_rows = city.view.rows(post);
             return city.judge(
                 kAdministrator, log_stream(),
                 SetGoLive{.post_class = Code{"unit_head"}, .from = judge::day("2026-11-20")});
           }},
          {Reason::class_must_not_be_live,
           [](Judge& city) { return going_live(city, "2026-11-18", "2026-11-20"); }}};
}

std::vector<Row> rows_of_seats() {
  return {{Reason::parent_body_must_be_formed,
           [](Judge& city) {
             return city.judge(
                 kAdministrator, StreamId{"body/a"},
                 FormBody{.code = Code{"a"}, .seats = 3, .commission_of = StreamId{"body/b"}});
           }},
          {Reason::seat_must_go_to_the_next_alternate,
           [](Judge& city) {
             city.view.record(
                 kCouncil, MemberSeated{.person = PersonId{"bahar"}, .office = Office::alternate});
             return seat(city, "arash", Office::member);
           }},
          {Reason::term_must_end_ahead,
           [](Judge& city) {
             return city.judge(
                 kAdministrator, kCouncil,
                 SeatMember{.person = PersonId{"arash"}, .until = at("2026-11-18T09:00:00.000Z")});
           }},
          // Nobody exchanges a proposal after somebody has looked at it.
          {Reason::seat_must_be_proposed_once,
           [](Judge& city) {
             (void)city.act(kAdministrator, kCouncil, SeatMember{.person = PersonId{"arash"}});
             return seat(city, "arash", Office::member);
           }},
          {Reason::seat_must_be_proposed,
           [](Judge& city) {
             return city.judge(kAdministrator, kCouncil, ConfirmSeat{.person = PersonId{"arash"}});
           }},
          {Reason::seat_must_be_confirmed_by_another_person,
           [](Judge& city) {
             (void)city.act(kAdministrator, kCouncil, SeatMember{.person = PersonId{"arash"}});
             return city.judge(kAdministrator, kCouncil, ConfirmSeat{.person = PersonId{"arash"}});
           }},
          {Reason::seat_must_be_confirmed_by_another_person,
           [](Judge& city) {
             (void)city.act(kAdministrator, kCouncil, SeatMember{.person = PersonId{"arash"}});
             return city.judge(call("arash", "body_member"), kCouncil,
                               ConfirmSeat{.person = PersonId{"arash"}});
           }},
          {Reason::seat_must_have_run_its_term, [](Judge& city) {
             return city.judge(call("clock", "clock"), kCouncil,
                               EndSeat{.person = PersonId{"kaveh"}});
           }}};
}

TEST(Holders, AreNotProposedWithoutDecreeAndSource) {
  for (auto const& change :
       {std::function<void(ProposeHolder&)>{[](ProposeHolder& command) { command.source = {}; }},
        std::function<void(ProposeHolder&)>{
            [](ProposeHolder& command) { command.reference = {}; }}}) {
    auto in = city();
    EXPECT_EQ(judge::reason_of(proposing(change)(in)), "field_must_be_given");
  }
}

}  // namespace

std::vector<Row> rows_of_opening() {
  auto rows = rows_of_changed_posts();
  for (auto& row : rows_of_holders()) rows.push_back(std::move(row));
  for (auto& row : rows_of_going_live()) rows.push_back(std::move(row));
  for (auto& row : rows_of_seats()) rows.push_back(std::move(row));
  return rows;
}

}  // namespace gozin::registry
