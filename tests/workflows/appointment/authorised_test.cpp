#include "engine/scoring/lot.hpp"
#include "tests/workflows/appointment/reason_rows.hpp"
#include "workflows/appointment/commands/lots.hpp"
#include "workflows/appointment/composition.hpp"
#include "workflows/ruleset/state.hpp"

#include <gmock/gmock.h>

namespace gozin::appointment {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

void authorise(Course& course) { course.authorise_vacancy(); }
void ready(Course& course) { course.authorise_vacancy().appoint(); }

AppointPanel panel(std::vector<PersonId> members, std::vector<PersonId> reserves) {
  return {.chair = members.front(), .members = members, .reserves = reserves};
}

std::vector<PersonId> people(std::initializer_list<std::string_view> names) {
  std::vector<PersonId> list;
  for (auto const name : names) list.push_back(person(name));
  return list;
}

ProposeDirectly direct(rules::DirectReason ground = rules::DirectReason::acting) {
  return {.nominee = nominee("p-1"), .person = person("p-1"), .ground = ground, .reason = {}};
}

Instant tomorrow(Course const& course) { return {course.now.ms + 24 * 3600 * 1000}; }

template <class Change>
void change_routes(Course& course, Change change) {
  auto& stream = course.view.state<ruleset::RuleSetStream>(StreamId{"ruleset/r-1"});
  auto rules = *stream.rules;
  change(rules.routes);
  stream.rules = std::make_shared<rules::RuleSet const>(rules);
}

/// The rules want five of the staff to meet the conditions; two do.
void tailored(Course& course) {
  ready(course);
  auto& stream = course.view.state<ruleset::RuleSetStream>(StreamId{"ruleset/r-1"});
  auto rules = *stream.rules;
  rules.limits.selectivity_min = 5;
  stream.rules = std::make_shared<rules::RuleSet const>(rules);
  course.facts.people.meeting = 2;
}

/// The lot of a panel, whose value is known by now.
void announce(Course& course, std::vector<PersonId> const& pool) {
  (void)course
      .act(kAffairs, AnnounceLot{.source = Label{"closing index"},
                                 .digits = 4,
                                 .draws_at = tomorrow(course),
                                 .pool = pool})
      .value();
  course.pass_days(1);
}

std::vector<PersonId> usual_pool() { return people({"arash", "bahar", "kaveh", "dorsa", "elham"}); }

void announced(Course& course) {
  authorise(course);
  announce(course, usual_pool());
}

std::vector<ReasonRow> lot_rows() {
  auto const drawn = [](Course& course) {
    announced(course);
    (void)course.act(kAffairs, AppointPanel{.announced = Label{"4711"}}).value();
  };
  auto const early = [](Course& course) {
    announced(course);
    course.pass_days(-1);
  };
  AnnounceLot const again{.source = Label{"dice"},
                          .digits = 4,
                          .draws_at = judge::at("2026-12-01T00:00:00Z"),
                          .pool = usual_pool()};
  auto const past = AnnounceLot{.source = Label{"dice"},
                                .digits = 4,
                                .draws_at = judge::at("2026-11-18T00:00:00Z"),
                                .pool = usual_pool()};
  AnnounceLot const poolless{.source = Label{"dice"}, .digits = 4, .draws_at = again.draws_at};
  AppointPanel const draw{.announced = Label{"4711"}};
  auto at_once = again;
  at_once.draws_at = judge::at("2026-11-18T09:59:59.999Z");
  auto in_a_century = again;
  in_a_century.draws_at = judge::at("2126-11-18T09:00:00.000Z");
  auto without_digits = again;
  without_digits.digits = 0;
  auto const named_before = [](Course& course) {
    course.authorise_vacancy().appoint();
    announce(course, usual_pool());
  };
  return {
      row(
          "lot_must_be_needed", [](Course& course) { course.open(); }, kAffairs, again),
      row("lot_must_be_announced_once", announced, kAffairs, again),
      row("lot_must_be_announced_beforehand", authorise, kAffairs, draw),
      row("lot_must_be_drawn_later", authorise, kAffairs, past),
      row("lot_must_be_drawn_later", authorise, kAffairs, at_once),
      row("lot_must_be_drawn_soon", authorise, kAffairs, in_a_century),
      row("lot_must_wait_for_its_moment", early, kAffairs, draw),
      // Who draws does not choose among the spellings of a number.
      row("lot_value_must_have_its_digits", announced, kAffairs,
          AppointPanel{.announced = Label{"04711"}}),
      row("lot_value_must_have_its_digits", announced, kAffairs,
          AppointPanel{.announced = Label{"47 1"}}),
      row("lot_value_must_have_its_digits", authorise, kAffairs, without_digits),
      row("lot_must_have_its_pool", authorise, kAffairs, poolless),
      // T5: who does not like the lot cannot draw, name or announce another.
      row("panel_must_be_drawn_once", drawn, kAffairs, draw),
      row("panel_must_be_drawn_once", drawn, kAffairs, usual_panel()),
      row("panel_must_be_drawn_once", drawn, kAffairs, again),
      row("panel_must_be_drawn_as_announced", announced, kAffairs, usual_panel()),
      row("panel_must_be_drawn_as_announced", named_before, kAffairs, PublishVacancy{}),
      row("role_must_permit_command", authorise, {"arash", "assessor"}, again),
  };
}

std::vector<ReasonRow> panel_rows() {
  auto const audit_only = people({"arash", "bahar", "elham"});
  auto chairless = usual_panel();
  chairless.chair = person("dorsa");
  return {
      row("panel_must_be_named_or_drawn", authorise, kAffairs, AppointPanel{}),
      row("panel_must_have_its_size", authorise, kAffairs,
          panel(people({"arash", "kaveh"}), people({"dorsa"}))),
      row("panel_must_have_its_reserves", authorise, kAffairs,
          panel(people({"arash", "bahar", "kaveh"}), {})),
      row("panel_must_name_a_person_once", authorise, kAffairs,
          panel(people({"arash", "bahar", "kaveh"}), people({"bahar"}))),
      row("panel_chair_must_be_member", authorise, kAffairs, chairless),
      row("panel_must_have_its_composition", authorise, kAffairs,
          panel(audit_only, people({"dorsa"}))),
      row("panel_must_be_free_of_other_duties", authorise, kAffairs,
          panel(people({"azar", "bahar", "kaveh"}), people({"dorsa"}))),
      row(
          "panel_member_must_not_be_nominator",
          [](Course& course) {
            course.authorise_vacancy();
            course.state().nominees[nominee("p-1")].nominators.push_back(
                {.person = person("bahar")});
          },
          kAffairs, usual_panel()),
      row("person_must_be_registered", authorise, kAffairs,
          panel(people({"arash", "bahar", "kaveh"}), people({"nobody"}))),
  };
}

std::vector<ReasonRow> publication_rows() {
  auto const superseded = [](Course& course) {
    ready(course);
    course.view.move(StreamId{"ruleset/r-1"}, {"Superseded"});
  };
  auto const described = [](rules::Route route) {
    return [route](Course& course) { course.authorise_vacancy(route); };
  };
  // Rules that came into force while the vacancy waited.
  auto const changed = [](auto change) {
    return [change](Course& course) {
      course.authorise_vacancy(rules::Route::internal).appoint();
      change_routes(course, change);
    };
  };
  auto const of_another_grade = [](Course& course) {
    course.authorise_vacancy(rules::Route::direct).meets("p-1", "grade", rules::Finding::unmet);
  };
  auto const with_exempt_posts = [](Course& course) {
    course.authorise_vacancy(rules::Route::direct);
    change_routes(course, [](rules::Routes& routes) {
      routes.direct_reasons.push_back(rules::DirectReason::exempt_post);
    });
  };
  auto const without_post = [](Course& course) {
    course.authorise_vacancy(rules::Route::direct).state().post = StreamId{"post/gone"};
  };
  auto const no_internal =
      changed([](rules::Routes& routes) { routes.permitted = {rules::Route::full}; });
  auto const full_class =
      changed([](rules::Routes& routes) { routes.post_classes[0].route = rules::Route::full; });
  return {
      row("panel_must_be_appointed", authorise, kAffairs, PublishVacancy{}),
      row("route_must_have_a_call", described(rules::Route::direct), kAffairs, PublishVacancy{}),
      row("route_must_be_permitted", no_internal, kAffairs, PublishVacancy{}),
      row("route_must_be_that_of_its_class", full_class, kAffairs, PublishVacancy{}),
      row("ruleset_must_be_in_force", superseded, kAffairs, PublishVacancy{}),
      row("window_must_be_open_long_enough", ready, kAffairs,
          PublishVacancy{.closes = judge::at("2026-11-24T00:00:00Z")}),
      // T1
      row("few_staff_meet_the_conditions", tailored, kAffairs, PublishVacancy{}),
      row("route_must_be_direct", authorise, {"mayor", "decider"}, direct()),
      row("direct_ground_must_be_listed", described(rules::Route::direct), {"mayor", "decider"},
          direct(rules::DirectReason::exempt_post)),
      row(
          "person_must_meet_conditions",
          [](Course& course) { course.authorise_vacancy(rules::Route::direct, Tenure::acting); },
          {"mayor", "decider"}, direct()),
      // T2: what the register does not say of the grade is no equal grade.
      row("transfer_must_keep_the_grade", described(rules::Route::direct), {"mayor", "decider"},
          direct(rules::DirectReason::transfer_of_equal_grade)),
      row("transfer_must_keep_the_grade", of_another_grade, {"mayor", "decider"},
          direct(rules::DirectReason::transfer_of_equal_grade)),
      row("post_must_be_exempt", with_exempt_posts, {"mayor", "decider"},
          direct(rules::DirectReason::exempt_post)),
      row("post_must_be_registered", without_post, {"mayor", "decider"}, direct()),
  };
}

std::vector<ReasonRow> class_rows() {
  auto const no_class = [](rules::Route route) {
    return [route](Course& course) {
      course.authorise_vacancy(route).appoint();
      change_routes(course, [](rules::Routes& routes) { routes.post_classes.clear(); });
    };
  };
  return {
      row("class_of_post_must_be_listed", no_class(rules::Route::full), kAffairs, PublishVacancy{}),
      row("class_of_post_must_be_listed", no_class(rules::Route::direct), {"mayor", "decider"},
          direct())};
}

std::vector<ReasonRow> all_rows() {
  auto rows = panel_rows();
  for (auto& row : publication_rows()) rows.push_back(std::move(row));
  for (auto& row : lot_rows()) rows.push_back(std::move(row));
  for (auto& row : class_rows()) rows.push_back(std::move(row));
  return rows;
}

class AuthorisedRefusal : public testing::TestWithParam<ReasonRow> {};

TEST_P(AuthorisedRefusal, IsNamedAfterTheRule) {
  EXPECT_EQ(judge::reason_of(GetParam().attempt()), GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(Rows, AuthorisedRefusal, testing::ValuesIn(all_rows()), name_of_row);

TEST(AuthorisedReasons, EachHaveARow) {
  EXPECT_THAT(without_row({GOZIN_REASONS_OF_AUTHORISED(GOZIN_REASON_TEXT)}, all_rows()), IsEmpty());
}

TEST(LotReasons, EachHaveARow) {
  EXPECT_THAT(without_row({GOZIN_REASONS_OF_LOTS(GOZIN_REASON_TEXT)}, all_rows()), IsEmpty());
}

// T5: the panel stands before any name is known.
TEST(AppointPanel, StandsInOrderBeforePublication) {
  Course course;

  course.authorise_vacancy().appoint();

  EXPECT_EQ(course.state().chair, person("arash"));
  EXPECT_THAT(course.state().panel, SizeIs(3));
  EXPECT_THAT(course.state().reserves, ElementsAre(person("dorsa")));
}

// T5, T29: anybody can draw again.
TEST(AppointPanel, DrawsTheSamePanelFromTheSameSeed) {
  Course course;
  course.authorise_vacancy();
  auto const pool = people({"arash", "bahar", "kaveh", "dorsa", "elham"});

  announce(course, pool);
  auto const decided = course.act(kAffairs, AppointPanel{.announced = Label{"4711"}});

  auto const* panel = judge::find<PanelAppointed>(decided);
  ASSERT_NE(panel, nullptr);
  ASSERT_TRUE(panel->seed);
  EXPECT_EQ(panel->pool, pool);
  EXPECT_EQ(panel->seed, scoring::lot_seed(course.facts.root, "4711"));
  auto const said = course.call(kAffairs);
  auto const again = drawn_panel(
      pool, *panel->seed,
      {.call = said, .stream = course.stream, .view = course.view, .facts = course.facts});
  EXPECT_EQ(again.members, panel->members);
  EXPECT_EQ(again.reserves, panel->reserves);
  EXPECT_THAT(panel->members, testing::Contains(person("kaveh"))) << "the quota of the audit";
}

// T29: a pool that can no longer fill the panel does not hold up the case.
TEST(AnnounceLot, ReplacesALotWhosePoolHasRunDry) {
  Course course;
  announced(course);
  course.state().lot->pool = people({"arash", "bahar", "dorsa", "elham"});
  AppointPanel const draw{.announced = Label{"4711"}};

  EXPECT_EQ(judge::reason_of(course.judge(kAffairs, draw)), "panel_must_have_its_composition");
  announce(course, usual_pool());
  EXPECT_TRUE(course.act(kAffairs, draw));
}

// T4: who has another duty in the case is passed over by the lot.
TEST(AppointPanel, DrawsNobodyWithAnotherDuty) {
  Course course;
  authorise(course);
  auto pool = usual_pool();
  pool.push_back(person("azar"));
  announce(course, pool);

  auto const decided = course.act(kAffairs, AppointPanel{.announced = Label{"4711"}});

  auto const* panel = judge::find<PanelAppointed>(decided);
  ASSERT_NE(panel, nullptr);
  EXPECT_THAT(panel->members, testing::Not(testing::Contains(person("azar"))));
  EXPECT_THAT(panel->reserves, testing::Not(testing::Contains(person("azar"))));
}

TEST(AnnounceLot, RefusesAPoolWithoutTheQuota) {
  Course course;
  course.authorise_vacancy();

  auto const decided =
      course.judge(kAffairs, AnnounceLot{.source = Label{"closing index"},
                                         .digits = 4,
                                         .draws_at = tomorrow(course),
                                         .pool = people({"arash", "bahar", "dorsa", "elham"})});

  EXPECT_EQ(judge::reason_of(decided), "panel_must_have_its_composition");
}

// T18, T1: the notice pins the rules and says how many registered staff meet the conditions.
TEST(PublishVacancy, PinsTheRulesAndTheirWeights) {
  Course course;
  course.authorise_vacancy().appoint();

  auto const decided = course.act(kAffairs, PublishVacancy{});

  auto const* published = judge::find<VacancyPublished>(decided);
  ASSERT_NE(published, nullptr);
  EXPECT_EQ(published->rules, sha256("r-1"));
  EXPECT_EQ(published->staff_meeting, 12);
  EXPECT_EQ(published->weights.at(Code{"expertise"}).text, "1/2");
  EXPECT_THAT(published->conditions, ElementsAre(Code{"degree"}, Code{"service"}));
  // Seven calendar days, to the end of the last one in civil time (T3).
  EXPECT_EQ(to_rfc3339(published->closes), "2026-11-25T20:29:59.999Z");
  EXPECT_EQ(course.state().rules, sha256("r-1"));
  EXPECT_TRUE(course.stands_in("Nominating"));
}

// T1: conditions that hardly anybody meets are published with their reason, on record.
TEST(PublishVacancy, RecordsWhyFewWillDo) {
  Course course;
  tailored(course);
  auto const why = judge::hidden("a dam engineer");

  auto const decided = course.act(kAffairs, PublishVacancy{.narrowness = why});

  auto const* published = judge::find<VacancyPublished>(decided);
  ASSERT_NE(published, nullptr);
  EXPECT_EQ(published->staff_meeting, 2);
  EXPECT_EQ(published->least, 5);
  EXPECT_EQ(published->narrowness, why);
}

TEST(PublishVacancy, AsksForNoReasonWhereAsManyMeetTheConditionsAsTheRulesWant) {
  Course course;
  tailored(course);
  course.facts.people.meeting = 5;

  EXPECT_TRUE(course.act(kAffairs, PublishVacancy{}));
}

TEST(PublishVacancy, RefusesWeightsThatDoNotSumToOne) {
  Course course;
  course.open();
  (void)course
      .act(kOfficer, DescribeVacancy{.budget_line = course.line,
                                     .yearly_cost = 1,
                                     .weights = {{Code{"expertise"}, ExactText{"3/5"}}}})
      .value();
  (void)course.act(kOfficer, SubmitVacancy{}).value();
  (void)course.act(kAffairs, ConfirmEstablishment{}).value();
  (void)course.act(kFinance, ConfirmBudget{}).value();
  course.appoint();

  auto const decided = course.judge(kAffairs, PublishVacancy{});

  ASSERT_FALSE(decided);
  EXPECT_EQ(decided.error().detail, "11/10");
}

TEST(PublishVacancy, KeepsTheInternalWindowShorter) {
  Course course;
  course.authorise_vacancy(rules::Route::internal).appoint();

  auto const decided = course.act(kAffairs, PublishVacancy{});

  // Three working days after Wednesday, Friday off.
  EXPECT_EQ(to_rfc3339(judge::find<VacancyPublished>(decided)->closes), "2026-11-22T20:29:59.999Z");
}

}  // namespace
}  // namespace gozin::appointment
