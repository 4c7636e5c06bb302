#include "tests/workflows/appointment/acting_story.hpp"

#include "workflows/appointment/names.hpp"
#include "workflows/registry/commands/posts.hpp"
#include "workflows/session/state.hpp"
#include "workflows/session/workflow.hpp"

namespace gozin::appointment {
namespace {

NomineeId direct_nominee(std::string_view who) { return {"n-direct-" + std::string{who}}; }

}  // namespace

rules::RuleSet acting_rules() {
  auto rules = course_rules();
  rules.inquiries.clear();
  rules.panel.composition.clear();
  rules.decree = {.prefix = "S/", .start = 1, .yearly = false};
  rules.limits.term_years = 4;
  auto& clock = rules.clocks[rules::Stage::acting_call];
  clock.length = {.days = 10};
  clock.reminder = rules::Period{.days = 3};
  clock.at_deadline = rules::AtDeadline::escalate;
  clock.escalate_to = Code{"inspectorate"};
  return rules;
}

ActingStory::ActingStory(rules::RuleSet rules) : course{std::move(rules)} {
  view().know(session::session_workflow());
  view().put(registry::city_decrees(), registry::DecreeSeries{}, {"Opened"});
  auto& line = view().state<registry::BudgetLine>(course.line);
  line.amount = 10'000;
  for (auto const name : {"p-1", "p-2"}) {
    course.facts.people.names[person(name)] = name;
    for (auto const condition : {"degree", "service", "grade"})
      course.meets(name, condition, rules::Finding::met);
  }
}

Result<Decision> ActingStory::open(StreamId const& one, std::optional<Tenure> tenure) {
  return act(one, kOfficer,
             OpenCase{.post = post(), .ruleset = StreamId{"ruleset/r-1"}, .tenure = tenure});
}

void ActingStory::authorised(StreamId const& one, rules::Route route,
                             std::optional<Tenure> tenure) {
  if (!view().folded(one)) open(one, tenure).value();
  act(one, kOfficer,
      DescribeVacancy{.route = route, .budget_line = course.line, .yearly_cost = 400})
      .value();
  act(one, kOfficer, SubmitVacancy{}).value();
  act(one, kAffairs, ConfirmEstablishment{}).value();
  act(one, kFinance, ConfirmBudget{}).value();
}

Result<Decision> ActingStory::propose(StreamId const& one, std::string_view who,
                                      std::optional<StreamId> notice, rules::DirectReason ground) {
  return act(one, {"mayor", "decider"},
             ProposeDirectly{.nominee = direct_nominee(who),
                             .person = person(who),
                             .ground = ground,
                             .reason = {},
                             .notice = std::move(notice)});
}

void ActingStory::proposed(StreamId const& one, std::string_view who) {
  authorised(one);
  propose(one, who).value();
}

Result<Decision> ActingStory::draft(StreamId const& one, int ahead) {
  auto const& nominee = state(one).permitted.front();
  auto const who = *state(one).nominees.at(nominee).person;
  act(one, {"mayor", "mayor"},
      DeclareAsDecider{.interests = {{nominee, Interest::none}}, .detail = {}})
      .value();
  act(one, {"mayor", "mayor"},
      SelectPerson{.nominee = nominee, .person = who, .reason = judge::hidden("fit")})
      .value();
  auto const today = day_of(course.now, std::chrono::minutes{210});
  return act(one, kAffairs,
             DraftDecree{.term_from = today + std::chrono::days{ahead}, .number = {}, .dated = {}});
}

void ActingStory::decreed(StreamId const& one, int ahead) {
  draft(one, ahead).value();
  auto const& decree = *current_decree(state(one));
  act(one, {"mayor", "mayor"}, SignDecree{.decree = decree.decree, .document = decree.document})
      .value();
  act(one, kAffairs, RegisterDecree{.entry = Label{"1/1"}}).value();
}

void ActingStory::prepared(StreamId const& one, std::string_view who) {
  proposed(one, who);
  decreed(one);
}

Result<Decision> ActingStory::publish(StreamId const& one) {
  return act(one, kAffairs, PublishDecree{});
}

Result<Decision> ActingStory::annul(StreamId const& one) {
  auto const order = sha256("order");
  state(one).orders_attached[order] = {{PersonId{"clara"}, {}}};
  return act(one, kInspector, AnnulAppointment{.authority = {"court"}, .order = order});
}

void ActingStory::acting(std::string_view who) {
  prepared(kActing, who);
  publish(kActing).value();
}

void ActingStory::appointed_by_transfer(StreamId const& one, std::string_view who) {
  authorised(one, rules::Route::direct, {});
  propose(one, who, {}, rules::DirectReason::transfer_of_equal_grade).value();
  decreed(one);
}

void ActingStory::published_call(StreamId const& one) {
  authorised(one, rules::Route::full, {});
  act(one, kAffairs, usual_panel()).value();
  act(one, kAffairs, PublishVacancy{}).value();
}

void ActingStory::nominated(StreamId const& one, std::string_view who) {
  Nominate nomination;
  nomination.nominee = nominee(who);
  nomination.channel = rules::Channel::citizen;
  nomination.person = person(who);
  act(one, {"c-1", "citizen"}, nomination).value();
  act(one, {who, "nominee"}, ConsentToNomination{.nominee = nominee(who)}).value();
}

Result<Decision> ActingStory::screened(StreamId const& one,
                                       std::initializer_list<std::string_view> who) {
  course.now = state(one).window_closes;
  act(one, kClock, CloseNominations{}).value();
  for (auto const name : who) act(one, kAffairs, AdmitNominee{.nominee = nominee(name)}).value();
  return act(one, kAffairs, CompleteScreening{});
}

void ActingStory::council_sits(StreamId const& about, std::string_view state) {
  session::Session session;
  session.id = kSession;
  session.body = StreamId{"body/council"};
  session.agenda = {{.number = 1, .title = {"Notice"}, .about = about}};
  view().put(kSession, session, {state});
}

Result<Decision> ActingStory::end_acting() { return act(post(), kClock, registry::EndActing{}); }

Result<Decision> ActingStory::cancel(StreamId const& one, By const& by) {
  return act(one, by, CancelCase{.reason = judge::hidden("why")});
}

Result<Decision> ActingStory::vacate(int before) {
  auto const today = day_of(course.now, std::chrono::minutes{210});
  return act(post(), kAffairs,
             registry::VacatePost{.cause = registry::VacancyCause::resigned,
                                  .from = today - std::chrono::days{before}});
}

std::vector<std::string> ActingStory::tasks(StreamId const& one) {
  std::vector<std::string> tasks;
  for (auto const& row : view().rows(one))
    if (row.table->name == "task")
      tasks.push_back(std::get<std::string>(row.row[6]) + " " + std::get<std::string>(row.row[2]));
  return tasks;
}

}  // namespace gozin::appointment
