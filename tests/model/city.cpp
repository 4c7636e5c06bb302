#include "tests/model/city.hpp"

#include "workflows/registry/states.hpp"
#include "workflows/ruleset/state.hpp"

#include <stdexcept>

namespace gozin::model {
namespace {

using namespace std::string_view_literals;

void add_person(World& world, std::string_view name, registry::PersonKind kind,
                std::initializer_list<std::string_view> roles = {}) {
  auto const stream = stream_of("person", name);
  world.record(stream, registry::PersonRegistered{.person = PersonId{std::string{name}},
                                                  .kind = kind,
                                                  .unit = Code{"office"},
                                                  .name = words(name),
                                                  .national_id = {},
                                                  .attributes = {}});
  for (auto const role : roles)
    world.record(stream,
                 registry::RoleGranted{
                     .role = Code{std::string{role}}, .scope = {}, .from = {}, .until = {}});
}

void add_people(World& world) {
  using enum registry::PersonKind;
  add_person(world, "omid", staff, {"department_officer"});
  add_person(world, "azar", staff, {"administrative_affairs", "objections_officer"});
  add_person(world, "farhad", staff, {"finance"});
  // Grants that check each other: what keeps them apart is what was done in the case.
  add_person(world, "anita", staff, {"department_officer", "administrative_affairs", "finance"});
  add_person(world, "clara", staff, {"clerk"});
  add_person(world, "shahla", staff, {"objections_officer"});
  add_person(world, "iman", official, {"inspectorate"});
  add_person(world, "mayor", official, {"mayor"});
  add_person(world, "governor", official, {"governor", "conformity_board"});
  // One assessor is of the nominees' unit, which is a hint.
  for (auto const name : {"arash"sv, "bahar"sv, "dorsa"sv, "p-1"sv, "p-2"sv, "p-3"sv, "p-4"sv})
    add_person(world, name, staff);
  for (auto const name : {"arash"sv, "dorsa"sv})
    world.record(stream_of("person", name), registry::PersonMoved{.unit = Code{"planning"}});
  for (auto const name : {"m-1"sv, "m-2"sv, "m-3"sv}) add_person(world, name, council_member);
  add_person(world, "sara", staff);
  add_person(world, "c-1", citizen);
}

void add_body(World& world, std::string_view code,
              std::initializer_list<std::string_view> members) {
  auto const stream = stream_of("body", code);
  world.record(stream, registry::BodyFormed{.code = Code{std::string{code}},
                                            .title = Label{std::string{code}},
                                            .seats = static_cast<std::int64_t>(members.size())});
  for (auto const name : members)
    world.record(stream, registry::MemberSeated{.person = PersonId{std::string{name}},
                                                .office = name == *members.begin()
                                                              ? registry::Office::chair
                                                              : registry::Office::member});
  world.record(stream, registry::MemberSeated{.person = PersonId{"sara"},
                                              .office = registry::Office::secretary});
}

void add_log(World& world) {
  rules::Calendar calendar;
  calendar.code = Code{"plain"};
  calendar.offset = std::chrono::minutes{210};
  auto log = std::make_shared<registry::Log>();
  log->city = "city";
  log->calendars[calendar.code] = std::make_shared<rules::Calendar const>(calendar);
  // Cases came on paper before that day.
  log->go_live[Code{"manager"}] = day_of(world.now, calendar.offset) - std::chrono::days{1};
  world.put(StreamId{"log"}, log, "Opened");
}

void add_rules(World& world, std::string_view code, rules::RuleSet const& rules,
               std::string_view state) {
  auto stream = std::make_shared<ruleset::RuleSetStream>();
  stream->hash = sha256(code);
  stream->rules = std::make_shared<rules::RuleSet const>(rules);
  auto charter = world.witness.charter ? std::make_shared<Charter>(*world.witness.charter)
                                       : std::make_shared<Charter>();
  charter->rules[stream_of("ruleset", code)] = stream->rules;
  world.witness.charter = std::move(charter);
  world.put(stream_of("ruleset", code), stream, state);
}

void add_session(World& world) {
  StreamId const session{"session/council-1"};
  world.record(session, session::SessionCalled{.body = StreamId{"body/council"},
                                               .number = 1,
                                               .starts = world.now,
                                               .ruleset = StreamId{"ruleset/r-1"}});
  for (auto const name : {"m-1"sv, "m-2"sv, "m-3"sv})
    world.record(session, session::AttendanceRecorded{.member = PersonId{std::string{name}}});
  world.record(session, session::SessionOpened{.needed = 2, .present = 3});
}

void add_goods(World& world) {
  world.record(StreamId{"post/parks"}, registry::PostRegistered{.code = Code{"parks"},
                                                                .title = Label{"Head of parks"},
                                                                .post_class = Code{"manager"},
                                                                .unit = Code{"office"}});
  world.record(
      StreamId{"budget/b-1"},
      registry::BudgetLineOpened{.code = Code{"b-1"}, .title = Label{"Salaries"}, .amount = 1000});
  world.record(registry::city_decrees(),
               registry::DecreeSeriesOpened{.last = Label{"S/taken"}, .next = 1});
}

std::vector<duty::Pair> excluding_duties() {
  std::vector<duty::Pair> pairs;
  auto const pair = [&](std::string_view one, std::string_view other) {
    pairs.push_back({Code{std::string{one}}, Code{std::string{other}}});
  };
  pair("nominator", "assessor");
  pair("nominator", "administrative_affairs");
  pair("department_officer", "finance");
  pair("department_officer", "administrative_affairs");
  pair("finance", "administrative_affairs");
  pair("administrative_affairs", "assessor");
  pair("department_officer", "assessor");
  pair("finance", "assessor");
  pair("assessor", "body_member");
  pair("assessor", "decider");
  pair("objections_officer", "administrative_affairs");
  pair("objections_officer", "assessor");
  return pairs;
}

}  // namespace

rules::Gate gate(std::string_view code, rules::GateKind kind) {
  rules::Gate one;
  one.code = Code{std::string{code}};
  one.body = Code{"council"};
  one.kind = kind;
  return one;
}

rules::RuleSet small_rules() {
  using rules::Channel;
  rules::RuleSet rules;
  rules.calendar = Code{"plain"};
  rules.deciding_role = Code{"mayor"};
  rules.approved_by = Code{"council"};
  rules.routes = {.permitted = {rules::Route::full, rules::Route::internal, rules::Route::direct},
                  .direct_reasons = {rules::DirectReason::acting},
                  .post_classes = {{.code = Code{"manager"}, .title = {}}}};
  for (auto const channel : {Channel::citizen, Channel::self, Channel::department,
                             Channel::talent_pool, Channel::clerk, Channel::body_member})
    rules.nomination.channels[channel] = {};
  rules.nomination.min_open = {.days = 7, .counted = rules::DayCount::calendar_days};
  rules.nomination.consent = {.days = 9, .counted = rules::DayCount::calendar_days};
  rules.nomination.cap = 4;
  rules.conditions.emplace_back().code = Code{"degree"};
  auto& criterion = rules.criteria.emplace_back();
  criterion.code = Code{"expertise"};
  criterion.weight = ExactText{"1"};
  rules.rounds.push_back({.code = Code{"file"},
                          .title = {},
                          .criteria = {criterion.code},
                          .scored_by = {},
                          .cut_off = {}});
  rules.panel = {.members = 2, .reserves = 1, .min_sheets_per_nominee = 1, .composition = {}};
  rules.scoring.tie.lot = true;
  rules.choice.n = 1;
  rules.objections = {.against_exclusion = {.days = 2, .counted = rules::DayCount::calendar_days},
                      .against_ranking = {.days = 3, .counted = rules::DayCount::calendar_days},
                      .decision = {.days = 40, .counted = rules::DayCount::calendar_days},
                      .heard_by = Code{"objections_officer"}};
  rules.clocks[rules::Stage::declaring].length = {2, rules::DayCount::calendar_days};
  rules.clocks[rules::Stage::declaring].reminder = {1, rules::DayCount::calendar_days};
  rules.clocks[rules::Stage::sealing].length = {2, rules::DayCount::calendar_days};
  rules.ballots[Code{"council"}].seats = 3;
  rules.ballots[Code{"board"}].seats = 2;
  rules.notices.services = {{.channel = rules::NoticeChannel::registered_post,
                             .proof = rules::Proof::receipt,
                             .deemed_after = {}},
                            {.channel = rules::NoticeChannel::inbox,
                             .proof = rules::Proof::first_opening,
                             .deemed_after = {}}};
  rules.exclusive_duties = excluding_duties();
  rules.kinship = {rules::Kinship::sibling};
  rules.decree = {.prefix = "S/", .start = 1, .yearly = false};
  rules.limits.suspension_days_max = 30;
  rules.limits.term_years = 4;
  rules.limits.acting_days_max = 120;
  return rules;
}

World city(rules::RuleSet const& rules) {
  World world;
  world.now = {1'795'000'000'000};
  add_log(world);
  add_rules(world, "r-0", rules, "Superseded");
  add_rules(world, "r-1", rules, "InForce");
  add_rules(world, "r-2", rules, "InForce");
  add_people(world);
  add_body(world, "council", {"m-1", "m-2", "m-3"});
  add_body(world, "board", {"m-1", "m-2"});
  add_body(world, "commission", {"m-3", "m-1"});
  add_goods(world);
  add_session(world);
  world.now.ms += 1;
  world.recent.clear();
  return world;
}

Story& Story::act(std::string_view actor, std::string_view command, int which) {
  auto const& type = laws().command(command);
  for (auto const role : type.traits.roles)
    for (auto const& claim : claims_of(role))
      if (claim.caller.actor.text == actor && claim.caller.behalf.empty())
        return act_as(claim.caller, command, which);
  throw std::logic_error(std::string{actor} + " has no role for " + std::string{command});
}

Story& Story::ordered() { return act("omid", "AttachDocument").act("omid", "AttachDocument"); }

Story& Story::act_as(Caller const& caller, std::string_view command, int which) {
  auto const& type = laws().command(command);
  auto const stream = type.kind == "session" ? StreamId{"session/council-1"}
                      : type.kind == "post"  ? StreamId{"post/parks"}
                                             : stream_;
  Arguments arguments;
  all_offers().at(command)({world_, stream, caller, state()}, arguments);
  auto& list = arguments.list();
  if (which >= 0) {
    world_ = after(world_, {&type, stream, caller, list.at(static_cast<std::size_t>(which))});
    return *this;
  }
  for (auto const& argument : list) {
    Attempt const attempt{&type, stream, caller, argument};
    if (authorise(world_, type, stream, caller) || !perform(world_, attempt)) continue;
    world_ = after(world_, attempt);
    return *this;
  }
  throw std::logic_error("nothing that " + caller.actor.text + " tries as " + std::string{command} +
                         " is accepted\n" + story_of(world_));
}

Story& Story::pass(std::int64_t days) {
  world_.now.ms += days * 86'400'000;
  return *this;
}

Story& Story::on(StreamId const& stream) {
  stream_ = stream;
  return *this;
}

bool Story::stands(std::string_view state) const { return world_.stands(stream_, state); }

appointment::Case const* Story::state() const { return world_.state<appointment::Case>(stream_); }

Story& Story::authorised() {
  act("omid", "OpenCase").act("omid", "DescribeVacancy").act("omid", "SubmitVacancy");
  return act("azar", "ConfirmEstablishment").act("farhad", "ConfirmBudget");
}

Story& Story::published() {
  return authorised().act("azar", "AppointPanel").act("azar", "PublishVacancy");
}

Story& Story::closed() { return published().closed_from_published(); }

Story& Story::closed_from_published() {
  for (int const which : {0, 2, 1}) act("c-1", "Nominate", which);
  for (auto const name : {"p-1", "p-2", "p-3"}) act(name, "ConsentToNomination");
  world_.now = state()->window_closes;
  return act("clock", "CloseNominations");
}

Story& Story::screened() { return closed().screened_from_closed(); }

Story& Story::screened_from_closed() {
  act("azar", "AdmitNominee").act("azar", "AdmitNominee").act("azar", "ExcludeNominee");
  act("azar", "ServeNotice", 3);
  return act("azar", "CompleteScreening");
}

Story& Story::sealing() {
  screened().act("azar", "DisposeHint").act("azar", "DisposeHint");
  for (auto const name : {"dorsa", "arash", "bahar"}) act(name, "DeclareInterest");
  return stands("Sealing") ? *this : act("azar", "CompleteDeclarations");
}

Story& Story::ranked() {
  sealing();
  for (auto const name : {"arash", "arash", "bahar", "bahar"}) act(name, "SealScoreSheet");
  return act("arash", "EstablishRanking");
}

Story& Story::hearing() { return ranked().pass(4).act("arash", "ConfirmShortlist"); }

Story& Story::heard() {
  return hearing().act("azar", "PublishRanking").pass(4).act("azar", "CloseObjections");
}

Story& Story::debated() {
  heard().act("sara", "PutOnAgenda").act("sara", "OpenItem");
  for (auto const name : {"m-1", "m-2", "m-3"}) act(name, "DeclareInterestAsMember");
  return *this;
}

Story& Story::proposed() { return debated().act("m-1", "ProposeCandidate"); }

Story& Story::appointed() {
  if (!stands("Decreeing")) heard();
  act("mayor", "DeclareAsDecider").act("mayor", "SelectPerson").act("azar", "DraftDecree");
  act("mayor", "SignDecree").act("azar", "RegisterDecree");
  return act("azar", "PublishDecree");
}

}  // namespace gozin::model
