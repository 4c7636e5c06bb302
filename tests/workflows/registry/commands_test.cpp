#include "tests/support/city.hpp"
#include "tests/workflows/registry/seated.hpp"
#include "workflows/registry/commands/bodies.hpp"
#include "workflows/registry/commands/granting.hpp"
#include "workflows/registry/commands/log.hpp"
#include "workflows/registry/commands/people.hpp"
#include "workflows/registry/commands/posts.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/registry/workflow.hpp"

#include <gtest/gtest.h>

namespace gozin::registry {
namespace {

using judge::at;
using judge::call;
using judge::Judge;
using judge::types_of;
using Types = std::vector<std::string>;

Call const kAdministrator = call("dorsa", "administrator");
Call const kAffairs = call("kaveh", "administrative_affairs");
Call const kFinance = call("kaveh", "finance");
StreamId const kArash{"person/arash"};

TEST(RegistryCommands, OpenTheLog) {
  Judge city;
  city.view.know(registry_workflow());

  auto const decision = city.act(
      call("operator/root", "operator"), log_stream(),
      OpenLog{
          .origin = {"city.test/log"}, .purpose = Purpose::pilot, .city = {"Demo"}, .key = {"k"}});

  EXPECT_EQ(types_of(decision), Types{"LogOpened"});
  EXPECT_EQ(city.view.find<Log>(log_stream())->purpose, Purpose::pilot);
}

TEST(RegistryCommands, RegisterAndMoveAPerson) {
  auto city = judge::empty_city();

  auto const registered = city.act(kAffairs, kArash,
                                   RegisterPerson{.person = PersonId{"arash"},
                                                  .kind = PersonKind::official,
                                                  .unit = Code{"parks"},
                                                  .name = judge::hidden("name"),
                                                  .national_id = judge::hidden("id"),
                                                  .attributes = {}});
  auto const moved = city.act(kAffairs, kArash, MovePerson{.unit = Code{"roads"}});

  auto const* event = judge::find<PersonRegistered>(registered);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->name, judge::hidden("name"));
  EXPECT_EQ(event->national_id, judge::hidden("id"));
  EXPECT_FALSE(event->attributes);
  EXPECT_EQ(types_of(moved), Types{"PersonMoved"});
  EXPECT_EQ(city.view.find<Person>(kArash)->kind, PersonKind::official);
  EXPECT_EQ(city.view.find<Person>(kArash)->unit, Code{"roads"});
}

TEST(RegistryCommands, GrantARoleFromNowOnAndEndIt) {
  auto city = judge::empty_city();
  judge::register_person(city, "arash");

  auto const granted = city.act(kAdministrator, kArash, GrantRole{.role = GrantedRole::finance});

  auto const* event = judge::find<RoleGranted>(granted);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->from, kAdministrator.now);
  EXPECT_FALSE(event->until);

  auto const later = call("dorsa", "administrator", at("2026-12-01T00:00:00Z"));
  auto const ended = city.act(later, kArash, EndRole{.role = GrantedRole::finance});

  EXPECT_EQ(types_of(ended), Types{"RoleEnded"});
  auto const& arash = *city.view.find<Person>(kArash);
  EXPECT_TRUE(holds_role(arash, Code{"finance"}, {}, kAdministrator.now));
  EXPECT_FALSE(holds_role(arash, Code{"finance"}, {}, later.now));
}

TEST(RegistryCommands, GrantARoleAgainWhenTheEarlierGrantIsOver) {
  auto city = judge::empty_city();
  judge::register_person(city, "arash");
  auto const end = at("2026-12-01T00:00:00Z");
  city.act(kAdministrator, kArash, GrantRole{.role = GrantedRole::auditor, .until = end});

  EXPECT_TRUE(
      city.judge(kAdministrator, kArash, GrantRole{.role = GrantedRole::auditor, .from = end}));
  EXPECT_TRUE(
      city.judge(kAdministrator, kArash, GrantRole{.role = GrantedRole::finance, .from = end}));
  // One role in two units are two grants.
  EXPECT_TRUE(city.judge(kAdministrator, kArash,
                         GrantRole{.role = GrantedRole::auditor, .scope = Code{"parks"}}));
}

TEST(RegistryCommands, GrantEndAndGrantWithinOneInstant) {
  auto city = judge::empty_city();
  judge::register_person(city, "arash");

  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(city.act(kAdministrator, kArash, GrantRole{.role = GrantedRole::finance}));
    EXPECT_TRUE(city.act(kAdministrator, kArash, EndRole{.role = GrantedRole::finance}));
  }

  EXPECT_TRUE(city.view.find<Person>(kArash)->grants.empty());
}

VacatePost retired() {
  return {.cause = VacancyCause::retired,
          .from = judge::day("2026-11-01"),
          .reference = Label{"17/1405"},
          .reason = judge::hidden("thirty years of service")};
}

// T27: a post keeps its stream, whoever holds it and whatever becomes of it.
TEST(RegistryCommands, RegisterAndVacateAPost) {
  auto city = judge::empty_city();
  StreamId const post{"post/parks-head"};

  auto const registered = city.act(kAffairs, post,
                                   RegisterPost{.code = Code{"parks-head"},
                                                .title = {"Head of parks"},
                                                .post_class = Code{"unit_head"},
                                                .unit = Code{"parks"},
                                                .grade = 9});
  EXPECT_EQ(types_of(registered), Types{"PostRegistered"});
  EXPECT_EQ(city.view.find<Post>(post)->grade, 9);

  judge::fill_post(city, post, StreamId{"case/a"}, PersonId{"bahar"});
  auto const vacated = city.act(kAffairs, post, retired());

  EXPECT_EQ(types_of(vacated), Types{"PostVacated"});
  EXPECT_FALSE(city.view.find<Post>(post)->holder);
  auto const* how = judge::find<PostVacated>(vacated);
  EXPECT_EQ(how->cause, VacancyCause::retired);
  EXPECT_EQ(how->from, judge::day("2026-11-01"));
  EXPECT_EQ(how->reference, Label{"17/1405"});
  EXPECT_EQ(how->reason, judge::hidden("thirty years of service"));
}

TEST(RegistryCommands, FreeTheCreditOfWhoeverLeaves) {
  auto city = judge::empty_city();
  auto const post = judge::register_post(city, "parks-head");
  StreamId const line{"budget/parks"};
  StreamId const by{"case/a"};
  city.act(kFinance, line,
           OpenBudgetLine{.code = Code{"parks"}, .title = {"Parks"}, .amount = 100});
  city.view.record(line, CreditReserved{.by = by, .amount = 40});
  city.view.record(line, CreditUsed{.by = by});
  city.view.record(post, PostClaimed{.by = by});
  city.view.record(post, PostFilled{.by = by,
                                    .person = PersonId{"bahar"},
                                    .from = {},
                                    .until = std::nullopt,
                                    .decree = {"1/1"},
                                    .budget_line = line});

  auto const vacated = city.act(kAffairs, post, retired());

  EXPECT_EQ(types_of(vacated), (Types{"PostVacated", "CreditReleased"}));
  EXPECT_EQ(available(*city.view.find<BudgetLine>(line)), 100);
}

TEST(RegistryCommands, EnterAPostWithThePersonWhoHoldsIt) {
  auto city = judge::empty_city();
  auto const post = judge::register_post(city, "parks-head");
  judge::register_person(city, "bahar");
  StreamId const entry{"person/bahar"};
  judge::fill_post(city, post, StreamId{"case/a"}, PersonId{"bahar"});
  city.view.record(entry, PostTaken{.post = post, .by = StreamId{"case/a"}});
  EXPECT_EQ(city.view.find<Person>(entry)->posts, std::set<StreamId>{post});

  auto const vacated = city.act(kAffairs, post, retired());

  EXPECT_EQ(types_of(vacated), (Types{"PostVacated", "PostLeft"}));
  EXPECT_TRUE(city.view.find<Person>(entry)->posts.empty());
}

TEST(RegistryCommands, OpenAndChangeABudgetLine) {
  auto city = judge::empty_city();
  StreamId const line{"budget/parks"};

  city.act(kFinance, line,
           OpenBudgetLine{.code = Code{"parks"}, .title = {"Parks"}, .amount = 100});
  city.view.record(line, CreditReserved{.by = StreamId{"case/a"}, .amount = 40});
  auto const changed = city.act(
      kFinance, line, ChangeBudgetLine{.amount = 40, .reason = judge::hidden("cut by half")});

  EXPECT_EQ(judge::find<BudgetLineChanged>(changed)->reason, judge::hidden("cut by half"));
  EXPECT_EQ(available(*city.view.find<BudgetLine>(line)), 0);
}

TEST(RegistryCommands, FormABodyAndSeatItsMembers) {
  auto city = judge::empty_city();
  judge::register_person(city, "arash");
  judge::register_person(city, "bahar");
  judge::register_person(city, "kaveh");
  StreamId const council{"body/council"};
  auto const seat = [&](std::string_view person, Office office) {
    return seat_by_two(city, council,
                       SeatMember{.person = PersonId{std::string{person}}, .office = office});
  };

  EXPECT_TRUE(city.act(kAdministrator, council,
                       FormBody{.code = Code{"council"}, .title = {"Council"}, .seats = 2}));
  EXPECT_TRUE(seat("arash", Office::chair));
  EXPECT_TRUE(seat("bahar", Office::member));
  // A secretary takes no seat.
  EXPECT_TRUE(seat("kaveh", Office::secretary));
  // The chair steps down and goes on as a member, then another takes the chair.
  EXPECT_TRUE(seat("arash", Office::member));
  EXPECT_TRUE(seat("bahar", Office::chair));
  EXPECT_TRUE(city.act(kAdministrator, council, UnseatMember{.person = PersonId{"arash"}}));
  EXPECT_TRUE(city.act(call("kaveh", "council_secretary"), council,
                       ConfirmSeat{.person = PersonId{"arash"}}));

  auto const& body = *city.view.find<Body>(council);
  EXPECT_EQ(voters(body), std::vector<PersonId>{PersonId{"bahar"}});
  EXPECT_TRUE(holds_office(body, PersonId{"bahar"}, Office::chair));
}

// What the numbers go on from is read by one person and confirmed by another.
TEST(RegistryCommands, OpenTheDecreeSeriesOfALiveCityByTwoPeople) {
  auto city = judge::empty_city();
  city.view.state<Log>(log_stream()).purpose = Purpose::live;
  auto const series = city_decrees();

  auto const proposed = city.act(
      kAffairs, series,
      OpenDecreeSeries{.last = {"1405/16"}, .next = 17, .source = Label{"book 4, page 9"}});
  EXPECT_EQ(types_of(proposed), Types{"DecreeSeriesProposed"});
  EXPECT_TRUE(city.view.in(series, "Proposed"));
  auto const corrected =
      city.act(kAffairs, series,
               CorrectDecreeSeries{.last = {"1405/18"}, .next = 19, .source = {"book 4, page 10"}});
  EXPECT_EQ(types_of(corrected), Types{"DecreeSeriesProposed"});
  auto const opened =
      city.act(call("omid", "administrative_affairs"), series, ConfirmDecreeSeries{});

  auto const* event = judge::find<DecreeSeriesOpened>(opened);
  ASSERT_NE(event, nullptr);
  EXPECT_EQ(event->last, Label{"1405/18"});
  EXPECT_EQ(event->source, Label{"book 4, page 10"});
  EXPECT_EQ(event->proposed_by, kAffairs.actor);
  EXPECT_EQ(city.view.find<DecreeSeries>(series)->next, 19);
}

TEST(RegistryCommands, OpenTheDecreeSeriesAndAdoptACalendar) {
  auto city = judge::empty_city();
  auto const calendar = json::object{
      {"code", "short"},
      {"utc_offset", "+03:30"},
      {"weekends",
       json::array{json::object{{"from", "2020-01-01"}, {"days", json::array{"friday"}}}}},
      {"holidays", json::array{}}};

  auto const opened = city.act(call("operator/test", kOperator), city_decrees(),
                               OpenDecreeSeries{.last = {"1405/16"}, .next = 17});
  auto const adopted =
      city.act(kAdministrator, log_stream(), AdoptCalendar{.calendar = {calendar}});

  EXPECT_EQ(types_of(opened), Types{"DecreeSeriesOpened"});
  EXPECT_EQ(judge::find<CalendarAdopted>(adopted)->code, Code{"short"});
  EXPECT_TRUE(city.view.find<Log>(log_stream())->calendars.contains(Code{"short"}));
}

TEST(RegistryCommands, RotateTheSigningKeyAndKeepTheFormerInMind) {
  auto city = judge::empty_city();
  auto const former = city.view.find<Log>(log_stream())->key;

  auto const decision = city.act(call("operator/test", "operator"), log_stream(),
                                 RotateSigningKey{.key = {"city.test/log+next"}});

  EXPECT_EQ(types_of(decision), Types{"SigningKeyRotated"});
  EXPECT_EQ(city.view.find<Log>(log_stream())->key, "city.test/log+next");
  EXPECT_EQ(city.view.find<Log>(log_stream())->former_keys, std::vector<std::string>{former});
}

TEST(RegistryCommands, SealTheAccessJournalWhereItEnded) {
  auto city = judge::empty_city();
  auto const clock = call("clock", "clock");
  auto const seal = [&](std::int64_t from, std::int64_t to) {
    return city.act(clock, log_stream(),
                    SealAccessJournal{.from = from, .to = to, .hash = sha256("entries")});
  };

  auto const first = seal(0, 4);
  auto const next = seal(5, 5);

  EXPECT_EQ(judge::find<AccessJournalSealed>(first)->count, 5);
  EXPECT_EQ(judge::find<AccessJournalSealed>(next)->hash, sha256("entries"));
}

}  // namespace
}  // namespace gozin::registry
