#include "tests/workflows/appointment/reason_rows.hpp"
#include "workflows/ruleset/state.hpp"

#include <gmock/gmock.h>

namespace gozin::appointment {
namespace {

using testing::ElementsAre;

ProposeDirectly direct(rules::DirectReason ground = rules::DirectReason::acting) {
  return {.nominee = nominee("p-1"), .person = person("p-1"), .ground = ground, .reason = {}};
}

template <class Change>
void change_routes(Course& course, Change change) {
  auto& stream = course.view.state<ruleset::RuleSetStream>(StreamId{"ruleset/r-1"});
  auto rules = *stream.rules;
  change(rules.routes);
  stream.rules = std::make_shared<rules::RuleSet const>(rules);
}

// T2: the way without a call is counted over all cases of the decider.
TEST(ProposeDirectly, CountsPerDecider) {
  Course course;
  course.authorise_vacancy(rules::Route::direct, Tenure::acting);
  for (auto const condition : {"degree", "service"})
    course.meets("p-1", condition, rules::Finding::met);
  auto& mayor = course.view.state<registry::Person>(StreamId{"person/mayor"});
  mayor.directs = 2;

  auto const decided = course.act({"mayor", "decider"}, direct());

  EXPECT_THAT(judge::types_of(decided),
              ElementsAre("DirectAppointmentProposed", "DirectAppointmentCounted"));
  EXPECT_EQ(judge::find<DirectAppointmentProposed>(decided)->count, 3);
  EXPECT_EQ(judge::find<DirectAppointmentProposed>(decided)->decider, person("mayor"));
  EXPECT_EQ(mayor.directs, 3);
}

// T2: the ground is asked of the register, and what it said then is on record.
TEST(ProposeDirectly, RecordsTheGradeThatATransferKeeps) {
  Course course;
  course.authorise_vacancy(rules::Route::direct);
  for (auto const condition : {"degree", "service", "grade"})
    course.meets("p-1", condition, rules::Finding::met);

  auto const decided =
      course.act({"mayor", "decider"}, direct(rules::DirectReason::transfer_of_equal_grade));

  EXPECT_EQ(judge::find<DirectAppointmentProposed>(decided)->grade, 13);
}

TEST(ProposeDirectly, TakesAnExemptPostWithoutAGrade) {
  Course course;
  course.authorise_vacancy(rules::Route::direct);
  change_routes(course, [](rules::Routes& routes) {
    routes.direct_reasons.push_back(rules::DirectReason::exempt_post);
    routes.post_classes[0].exempt = true;
  });
  for (auto const condition : {"degree", "service"})
    course.meets("p-1", condition, rules::Finding::met);

  auto const decided = course.act({"mayor", "decider"}, direct(rules::DirectReason::exempt_post));

  EXPECT_FALSE(judge::find<DirectAppointmentProposed>(decided)->grade);
}

TEST(ProposeDirectly, LeadsToTheDecree) {
  Course course;
  course.authorise_vacancy(rules::Route::direct, Tenure::acting);
  course.meets("p-1", "degree", rules::Finding::met);
  course.meets("p-1", "service", rules::Finding::met);

  auto const decided = course.act({"mayor", "decider"}, direct());

  ASSERT_TRUE(decided);
  EXPECT_TRUE(course.stands_in("DecreePending"));
  EXPECT_THAT(course.state().permitted, ElementsAre(nominee("p-1")));
  EXPECT_EQ(course.state().nominees.at(nominee("p-1")).standing, Standing::admitted);
}

}  // namespace
}  // namespace gozin::appointment
