#include "tests/workflows/appointment/course.hpp"

#include "workflows/appointment/workflow.hpp"
#include "workflows/registry/workflow.hpp"
#include "workflows/ruleset/state.hpp"

namespace gozin::appointment {
namespace {

using namespace std::string_view_literals;

rules::Condition condition(std::string_view code) {
  rules::Condition made;
  made.code = Code{std::string{code}};
  return made;
}

rules::Criterion criterion(std::string_view code, std::string_view weight) {
  rules::Criterion made;
  made.code = Code{std::string{code}};
  made.weight = ExactText{std::string{weight}};
  made.bounds = {ExactText{"1/10"}, ExactText{"4/5"}};
  return made;
}

registry::Person somebody(std::string_view name, registry::PersonKind kind,
                          std::optional<Code> unit = std::nullopt) {
  registry::Person made;
  made.id = person(name);
  made.kind = kind;
  made.unit = std::move(unit);
  return made;
}

void put(judge::FakeView& view, registry::Person entry, std::string_view role = {},
         std::optional<Code> scope = std::nullopt) {
  if (!role.empty()) {
    auto& grant = entry.grants.emplace_back();
    grant.role = Code{std::string{role}};
    grant.scope = std::move(scope);
  }
  auto const stream = stream_of("person", entry.id.text);
  view.put(stream, std::move(entry), {"Registered"});
}

void put_people(judge::FakeView& view) {
  using registry::PersonKind;
  Code const parks{"parks"};
  Code const audit{"audit"};
  put(view, somebody("omid", PersonKind::staff, parks), "department_officer", parks);
  put(view, somebody("other", PersonKind::staff, audit), "department_officer", audit);
  put(view, somebody("azar", PersonKind::staff), "administrative_affairs");
  put(view, somebody("anita", PersonKind::staff), "administrative_affairs");
  put(view, somebody("farhad", PersonKind::staff), "finance");
  put(view, somebody("iman", PersonKind::official), "inspectorate");
  put(view, somebody("clara", PersonKind::staff), "clerk");
  put(view, somebody("mayor", PersonKind::official), "mayor");
  for (auto const name : {"arash"sv, "bahar"sv, "dorsa"sv, "elham"sv})
    put(view, somebody(name, PersonKind::staff, Code{"finance_unit"}));
  put(view, somebody("kaveh", PersonKind::staff, audit));
  for (auto const name : {"c-1"sv, "c-2"sv}) put(view, somebody(name, PersonKind::citizen));
  for (auto const name : {"p-1"sv, "p-2"sv, "p-3"sv, "p-4"sv, "p-5"sv})
    put(view, somebody(name, PersonKind::staff, parks));
}

void put_council(judge::FakeView& view) {
  registry::Body council{.code = Code{"council"}, .title = {"Council"}, .seats = 13, .members = {}};
  for (int i = 1; i <= 13; ++i) {
    auto const name = "m-" + std::to_string(i);
    put(view, somebody(name, registry::PersonKind::council_member));
    council.members[person(name)] = i == 1 ? registry::Office::chair : registry::Office::member;
  }
  put(view, somebody("sara", registry::PersonKind::staff));
  council.members[person("sara")] = registry::Office::secretary;
  view.put(StreamId{"body/council"}, std::move(council), {"Formed"});
}

registry::Log log_of_city() {
  rules::Calendar calendar;
  calendar.code = Code{"iran"};
  calendar.offset = std::chrono::minutes{210};
  calendar.weekends.push_back({.from = judge::day("2000-01-01")});
  calendar.weekends[0].off[5] = true;
  registry::Log log;
  log.calendars[calendar.code] = std::make_shared<rules::Calendar const>(calendar);
  return log;
}

}  // namespace

PersonId person(std::string_view name) { return {std::string{name}}; }
NomineeId nominee(std::string_view name) { return {"n-" + std::string{name}}; }

AppointPanel usual_panel() {
  return {.chair = person("arash"),
          .members = {person("arash"), person("bahar"), person("kaveh")},
          .reserves = {person("dorsa")}};
}

rules::RuleSet course_rules() {
  using rules::Channel;
  rules::RuleSet rules;
  rules.calendar = Code{"iran"};
  rules.deciding_role = Code{"mayor"};
  rules.approved_by = Code{"council"};
  rules.routes = {
      .permitted = {rules::Route::full, rules::Route::internal, rules::Route::direct},
      .direct_reasons = {rules::DirectReason::acting, rules::DirectReason::transfer_of_equal_grade},
      .post_classes = {{.code = Code{"manager"}, .title = {}, .route = rules::Route::internal}}};
  rules.nomination.channels = {
      {Channel::citizen, {}},
      {Channel::self, {}},
      {Channel::department, {}},
      {Channel::talent_pool, {}},
      {Channel::clerk, {}},
      {Channel::body_member, {.names_per_nominator = 3, .names_in_all = {}}}};
  rules.nomination.min_open = {.days = 7, .counted = rules::DayCount::calendar_days};
  rules.nomination.min_open_internal = rules::Period{3, rules::DayCount::working_days};
  rules.nomination.consent = {.days = 5};
  rules.conditions = {condition("degree"), condition("service")};
  rules.criteria = {criterion("expertise", "1/2"), criterion("experience", "3/10"),
                    criterion("commitment", "1/5")};
  rules.panel = {.members = 3,
                 .reserves = 1,
                 .min_sheets_per_nominee = 2,
                 .composition = {{.from = Code{"audit"}, .at_least = 1}}};
  rules.ballots[Code{"council"}].seats = 13;
  rules.inquiries = {{.code = Code{"court"},
                      .title = {},
                      .of = rules::InquiryScope::all,
                      .by = rules::InquiryStep::decree,
                      .silence = rules::Silence::wait,
                      .clock = {.days = 10}},
                     {.code = Code{"security"},
                      .title = {},
                      .of = rules::InquiryScope::selected,
                      .by = rules::InquiryStep::decree,
                      .silence = rules::Silence::wait,
                      .clock = {.days = 10}}};
  for (auto const stage :
       {rules::Stage::establishment, rules::Stage::budget, rules::Stage::authorised,
        rules::Stage::screening, rules::Stage::declaring})
    rules.clocks[stage].length = {.days = 5};
  rules.notices.services = {
      {.channel = rules::NoticeChannel::registered_post,
       .proof = rules::Proof::receipt,
       .deemed_after = rules::Period{10, rules::DayCount::calendar_days}},
      {.channel = rules::NoticeChannel::inbox, .proof = rules::Proof::none, .deemed_after = {}}};
  rules.exclusive_duties = {{Code{"nominator"}, Code{"assessor"}},
                            {Code{"nominator"}, Code{"administrative_affairs"}},
                            {Code{"administrative_affairs"}, Code{"assessor"}}};
  rules.limits.suspension_days_max = 30;
  rules.limits.acting_days_max = 120;
  return rules;
}

Course::Course(rules::RuleSet rules) : workflow{appointment_workflow()} {
  view.know(workflow);
  view.know(registry::registry_workflow());
  view.know(judge::bare_kind("ruleset", judge::states_only("ruleset", {"InForce", "Superseded"})));
  view.put(StreamId{"log"}, log_of_city(), {"Opened"});
  view.put(StreamId{"ruleset/r-1"},
           ruleset::RuleSetStream{.hash = sha256("r-1"),
                                  .rules = std::make_shared<rules::RuleSet const>(std::move(rules)),
                                  .in_force_from = {}},
           {"InForce"});
  put_people(view);
  put_council(view);
  registry::Post head;
  head.code = Code{"parks-head"};
  head.title = {"Head of parks"};
  head.post_class = Code{"manager"};
  head.unit = Code{"parks"};
  head.grade = 13;
  view.put(post, head, {"Vacant"});
  registry::BudgetLine money;
  money.amount = 1000;
  view.put(line, money, {"Opened"});
  facts.people.meeting = 12;
}

Call Course::call(By const& by) const {
  auto said = judge::call(by.actor, by.role, now);
  said.behalf = person(by.behalf);
  said.channel = Code{std::string{by.channel}};
  return said;
}

std::optional<Rejection> Course::authorise(By const& by, std::string_view command) {
  auto const said = call(by);
  return workflow.authorise(judge::command_of(workflow, command),
                            {.call = said, .stream = stream, .view = view, .facts = facts});
}

Course& Course::open(std::optional<Tenure> tenure) {
  (void)act(kOfficer, OpenCase{.post = post, .ruleset = StreamId{"ruleset/r-1"}, .tenure = tenure})
      .value();
  return *this;
}

Course& Course::authorise_vacancy(rules::Route route, std::optional<Tenure> tenure) {
  open(tenure);
  (void)act(kOfficer, DescribeVacancy{.route = route,
                                      .budget_line = line,
                                      .yearly_cost = 400,
                                      .weights = {},
                                      .justification = {}})
      .value();
  (void)act(kOfficer, SubmitVacancy{}).value();
  (void)act(kAffairs, ConfirmEstablishment{}).value();
  (void)act(kFinance, ConfirmBudget{}).value();
  return *this;
}

Course& Course::appoint() {
  (void)act(kAffairs, usual_panel()).value();
  return *this;
}

Course& Course::publish(rules::Route route) {
  authorise_vacancy(route).appoint();
  (void)act(kAffairs, PublishVacancy{}).value();
  return *this;
}

Course& Course::nominate(std::string_view name) {
  Nominate nomination;
  nomination.nominee = nominee(name);
  nomination.channel = rules::Channel::citizen;
  nomination.person = person(name);
  (void)act({"c-1", "citizen"}, nomination).value();
  (void)act({name, "nominee"}, ConsentToNomination{.nominee = nominee(name)}).value();
  return *this;
}

Course& Course::close() {
  now = state().window_closes;
  (void)act(kClock, CloseNominations{}).value();
  return *this;
}

Course& Course::admit(std::string_view name) {
  meets(name, "degree", rules::Finding::met);
  meets(name, "service", rules::Finding::met);
  (void)act(kAffairs, AdmitNominee{.nominee = nominee(name)}).value();
  return *this;
}

Course& Course::screen(std::initializer_list<std::string_view> persons) {
  publish();
  for (auto const name : persons) nominate(name);
  close();
  for (auto const name : persons) admit(name);
  (void)act(kAffairs, CompleteScreening{}).value();
  return *this;
}

Course& Course::pass_days(int days) {
  now.ms += std::int64_t{days} * 24 * 3600 * 1000;
  return *this;
}

void Course::meets(std::string_view name, std::string_view condition, rules::Finding finding) {
  facts.people.findings[person(name)][Code{std::string{condition}}] = finding;
}

std::vector<TableRow> Course::rows(std::string_view table) {
  auto all = view.rows(stream);
  std::erase_if(all, [&](TableRow const& row) { return row.table->name != table; });
  return all;
}

}  // namespace gozin::appointment
