#include "tests/simulation/founding.hpp"

#include "engine/command/context.hpp"
#include "engine/command/facts.hpp"
#include "engine/event/json.hpp"
#include "workflows/appointment/workflow.hpp"
#include "workflows/erasure/workflow.hpp"
#include "workflows/registry/events.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/registry/workflow.hpp"
#include "workflows/ruleset/events.hpp"
#include "workflows/ruleset/workflow.hpp"
#include "workflows/session/events.hpp"
#include "workflows/session/workflow.hpp"

namespace gozin::simulation {
namespace {

using namespace std::string_view_literals;
using registry::Office;
using registry::PersonKind;

/// What one decision records, in the making.
class Founding {
 public:
  Founding(Found const& command, Context const& context) : command_{command}, context_{context} {}

  Decision decide() {
    add_log();
    add_people();
    add_body("council", {"m-1", "m-2", "m-3"});
    add_body("board", {"m-1", "m-2"});
    for (int version = 1; version <= 3; ++version) add_rules(version);
    add_goods();
    add_session();
    return std::move(decision_);
  }

 private:
  void add_log() {
    StreamId const log{"log"};
    decision_.add(log, registry::LogOpened{.origin = Label{std::string{kOrigin}},
                                           .purpose = registry::Purpose::demonstration,
                                           .city = Label{"City"},
                                           .key = command_.key});
    json::array weekend{"friday"};
    json::object const weekends{{"from", "2020-01-01"}, {"days", std::move(weekend)}};
    json::object calendar{{"code", "plain"},
                          {"utc_offset", "+03:30"},
                          {"weekends", json::array{weekends}},
                          {"holidays", json::array{}}};
    decision_.add(log, registry::CalendarAdopted{.code = Code{"plain"},
                                                 .calendar = {json::value(std::move(calendar))}});
  }

  void add_person(std::string_view name, PersonKind kind,
                  std::initializer_list<std::string_view> roles = {}) {
    PersonId const person{std::string{name}};
    auto const stream = stream_of("person", name);
    auto const hidden = context_.facts.keep(VaultKeyId{stream.text}, "name", name);
    decision_.add(stream, registry::PersonRegistered{.person = person,
                                                     .kind = kind,
                                                     .unit = Code{"office"},
                                                     .name = hidden,
                                                     .national_id = {},
                                                     .attributes = {}});
    for (auto const role : roles)
      decision_.add(stream,
                    registry::RoleGranted{
                        .role = Code{std::string{role}}, .scope = {}, .from = {}, .until = {}});
  }

  /// Who they are the model says (tests/model/city.cpp); its menu knows them by these names.
  void add_people() {
    using enum PersonKind;
    add_person("omid", staff, {"department_officer"});
    add_person("azar", staff, {"administrative_affairs", "objections_officer"});
    add_person("farhad", staff, {"finance"});
    add_person("anita", staff, {"department_officer", "administrative_affairs", "finance"});
    add_person("clara", staff, {"clerk"});
    add_person("shahla", staff, {"objections_officer"});
    add_person("iman", official, {"inspectorate"});
    add_person("mayor", official, {"mayor"});
    add_person("governor", official, {"governor", "conformity_board"});
    for (auto const name : {"arash"sv, "bahar"sv, "dorsa"sv, "p-1"sv, "p-2"sv, "p-3"sv, "p-4"sv})
      add_person(name, staff);
    for (auto const name : {"arash"sv, "dorsa"sv})
      decision_.add(stream_of("person", name), registry::PersonMoved{.unit = Code{"planning"}});
    for (auto const name : {"m-1"sv, "m-2"sv, "m-3"sv}) add_person(name, council_member);
    add_person("sara", staff);
    add_person("c-1", citizen);
  }

  void add_body(std::string_view code, std::initializer_list<std::string_view> members) {
    auto const stream = stream_of("body", code);
    decision_.add(stream, registry::BodyFormed{.code = Code{std::string{code}},
                                               .title = Label{std::string{code}},
                                               .seats = std::ssize(members)});
    for (auto const name : members)
      decision_.add(stream,
                    registry::MemberSeated{
                        .person = PersonId{std::string{name}},
                        .office = name == *members.begin() ? Office::chair : Office::member});
    decision_.add(stream,
                  registry::MemberSeated{.person = PersonId{"sara"}, .office = Office::secretary});
  }

  /// The first version is superseded, both later ones are in force.
  void add_rules(int version) {
    auto const stream = stream_of("ruleset", "r-" + std::to_string(version - 1));
    Document const document{rules_of(command_.regime, version)};
    auto const hash = sha256(to_canonical(document.value));
    decision_.add(stream, ruleset::RuleSetProposed{.document = document, .hash = hash});
    decision_.add(stream, ruleset::RuleSetApproved{.body = StreamId{"body/council"},
                                                   .resolution = Label{"1"}});
    decision_.add(stream, ruleset::RuleSetInForce{.from = Day{}});
    if (version == 1)
      decision_.add(stream, ruleset::RuleSetSuperseded{.by = StreamId{"ruleset/r-1"}});
  }

  void add_goods() {
    for (int i = 0; i < kPosts; ++i) {
      auto const stream = post(i);
      decision_.add(stream, registry::PostRegistered{.code = Code{std::string{stream.key()}},
                                                     .title = Label{"Head of office"},
                                                     .post_class = Code{"manager"},
                                                     .unit = Code{"office"}});
    }
    for (int i = 0; i < kBudgetLines; ++i) {
      auto const stream = budget_line(i);
      decision_.add(stream, registry::BudgetLineOpened{.code = Code{std::string{stream.key()}},
                                                       .title = Label{"Salaries"},
                                                       .amount = 1000});
    }
    decision_.add(registry::city_decrees(),
                  registry::DecreeSeriesOpened{.last = Label{"S/taken"}, .next = 1});
  }

  void add_session() {
    StreamId const session{"session/council-1"};
    decision_.add(session, session::SessionCalled{.body = StreamId{"body/council"},
                                                  .number = 1,
                                                  .starts = context_.call.now,
                                                  .ruleset = StreamId{"ruleset/r-1"}});
    for (auto const name : {"m-1"sv, "m-2"sv, "m-3"sv})
      decision_.add(session, session::AttendanceRecorded{.member = PersonId{std::string{name}}});
    decision_.add(session, session::SessionOpened{.needed = 2, .present = 3});
  }

  Found const& command_;
  Context const& context_;
  Decision decision_;
};

Workflow founding_workflow() {
  Workflow workflow;
  workflow.name = "founding";
  workflow.commands.push_back(
      command_type<Found>("founding", "log", {.roles = {"operator"}, .opens = true}));
  return workflow;
}

std::string numbered(std::string_view first, std::string_view stem, int number) {
  return number == 0 ? std::string{first} : std::string{stem} + std::to_string(number);
}

}  // namespace

StreamId post(int number) { return StreamId{numbered("post/parks", "post/parks-", number)}; }

StreamId budget_line(int number) { return StreamId{numbered("budget/b-1", "budget/b-1-", number)}; }

Result<Decision> decide(Found const& command, Context const& context) {
  return Founding{command, context}.decide();
}

Catalog const& catalog() {
  static Catalog const all{{registry::registry_workflow(), ruleset::ruleset_workflow(),
                            session::session_workflow(), appointment::appointment_workflow(),
                            erasure::erasure_workflow(), founding_workflow()}};
  return all;
}

}  // namespace gozin::simulation
