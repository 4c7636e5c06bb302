#include "tests/bench/city/founding.hpp"

#include "adapters/cli/story.hpp"
#include "adapters/exchange/yaml.hpp"
#include "adapters/identity/password.hpp"

#include <stdexcept>

namespace gozin::bench {
namespace {

constexpr std::size_t kAssessors = 12;
constexpr std::int64_t kCouncil = 9;
constexpr std::size_t kBatch = 512;
/// One of so many in the register works for the city.
constexpr std::size_t kPeopleAStaff = 10;

Order by_operator(std::string command, json::object input, StreamId stream = {}) {
  return {.command = std::move(command),
          .stream = std::move(stream),
          .actor = cli::operator_of_this_machine(),
          .role = "operator",
          .input = std::move(input)};
}

json::object plain_calendar() {
  json::object const weekend{{"from", "2010-01-01"}, {"days", json::array{"friday"}}};
  return {{"code", "plain"},
          {"utc_offset", "+03:30"},
          {"weekends", json::array{weekend}},
          {"holidays", json::array{}}};
}

/// A case then needs no session; what bodies do in a case grows with the body, not with the city.
json::object rules_without_gates(std::string const& config) {
  auto const document = exchange::read_yaml_file(config + "/rules/armanshahr.yaml");
  if (!document) throw std::runtime_error("the rules of Armanshahr cannot be read");
  auto rules = document->value.as_object();
  rules["calendar"] = "plain";
  rules["panel"].as_object()["reserves"] = 0;
  rules["gates"] = json::array{};
  return rules;
}

/// Founds one city, step by step.
class Founding {
 public:
  Founding(app::City& city, Crew& crew, FoundingPlan const& plan)
      : city_{city}, crew_{crew}, plan_{plan}, hash_{hash_password(plan.password, {})} {}

  Founded found() {
    if (!cli::open_log(city_, {"gozin.bench.example", "demonstration", "Benchmark"}))
      throw std::runtime_error("the log cannot be opened");
    (void)crew_.perform(
        by_operator("adopt_calendar", {{"calendar", plain_calendar()}}, StreamId{"log"}));
    staff_offices();
    adopt_rules();
    register_others();
    register_posts();
    return std::move(founded_);
  }

 private:
  PersonId with_role(std::string const& login, std::string const& role, std::string unit = {}) {
    auto const person = register_person(login, "staff", unit.empty() ? "offices" : unit);
    json::object grant{{"role", role}};
    if (!unit.empty()) grant["scope"] = unit;
    (void)crew_.perform(
        by_operator("grant_role", std::move(grant), stream_of("person", person.text)));
    add_account(login, person);
    return person;
  }

  PersonId register_person(std::string const& name, std::string const& kind,
                           std::string const& unit) {
    auto const done = crew_.perform(
        by_operator("register_person", {{"name", name}, {"kind", kind}, {"unit", unit}}));
    return PersonId{std::string{done.events.front().stream.key()}};
  }

  void add_account(std::string const& login, PersonId const& person) {
    (void)city_.account_book()->add(
        {.login = login, .person = person, .password = hash_, .created = Instant{0}});
  }

  void staff_offices() {
    auto& offices = founded_.offices;
    for (std::size_t i = 0; i < kUnits; ++i)
      offices.officers.push_back(
          with_role("officer-" + std::to_string(i), "department_officer", unit_name(i)));
    offices.affairs = with_role("affairs", "administrative_affairs");
    offices.finance = with_role("finance", "finance");
    offices.mayor = with_role("mayor", "mayor");
    for (std::size_t i = 0; i < kAssessors; ++i) {
      auto const login = "assessor-" + std::to_string(i);
      offices.assessors.push_back(register_person(login, "staff", "research"));
      add_account(login, offices.assessors.back());
    }
  }

  void adopt_rules() {
    auto const secretary = with_role("secretary", "council_secretary");
    StreamId const council{"body/city_council"};
    (void)crew_.perform(by_operator(
        "form_body", {{"code", "city_council"}, {"title", "Council"}, {"seats", kCouncil}}));
    (void)crew_.perform(
        by_operator("seat_member", {{"person", secretary.text}, {"office", "secretary"}}, council));
    auto const proposed = crew_.perform(
        by_operator("propose_rule_set", {{"document", rules_without_gates(plan_.config)}}));
    auto& rules = founded_.offices.rules = proposed.events.front().stream;
    auto const by_secretary = [&](std::string command, json::object input) {
      (void)crew_.perform({.command = std::move(command),
                           .stream = rules,
                           .actor = secretary,
                           .role = "body_secretary",
                           .input = std::move(input)});
    };
    auto const today = city_.store().view()->head().recorded;
    by_secretary("approve_rule_set", {{"resolution", "1"}});
    by_secretary("put_rule_set_in_force",
                 {{"from", to_iso_date(day_of(today, std::chrono::minutes{210}))}});
    (void)crew_.perform(by_operator("open_decree_series", {{"last", "B/0"}, {"next", 1}}));
  }

  json::object description(std::size_t number) {
    json::object input{{"name", "Resident of the city " + std::to_string(number)},
                       {"kind", "citizen"}};
    if (number % kPeopleAStaff != 0) return input;
    input["kind"] = "staff";
    input["unit"] = unit_name(number / kPeopleAStaff % kUnits);
    input["attributes"] =
        R"({"degree":"master","service_years":12,"management_years":5,"grade":12,)"
        R"("certificates":[],"final_conviction":false})";
    return input;
  }

  void register_others() {
    std::size_t next = 0;
    auto const others = plan_.people - kUnits - kAssessors - 4;
    crew_.work([&] {
      std::vector<Task> tasks;
      for (; tasks.size() < kBatch && next < others; ++next) {
        bool const is_staff = next % kPeopleAStaff == 0;
        tasks.push_back({crew_.request_of(by_operator("register_person", description(next))),
                         [this, is_staff](Accepted const& done) {
                           if (!is_staff) return;
                           founded_.offices.staff.emplace_back(
                               std::string{done.events.front().stream.key()});
                         }});
      }
      return tasks;
    });
  }

  void register_posts() {
    auto& posts = founded_.posts;
    crew_.work([&] {
      std::vector<Task> tasks;
      for (; tasks.size() < kBatch && posts.size() < plan_.posts;) {
        auto const number = posts.size();
        auto const code = "post-" + std::to_string(number);
        tasks.push_back({crew_.request_of(
            by_operator("register_post", {{"code", code},
                                          {"title", "Director " + std::to_string(number)},
                                          {"post_class", "director"},
                                          {"unit", unit_name(number % kUnits)},
                                          {"grade", 13}}))});
        posts.push_back(stream_of("post", code));
      }
      return tasks;
    });
  }

  app::City& city_;
  Crew& crew_;
  FoundingPlan const& plan_;
  std::string hash_;
  Founded founded_;
};

}  // namespace

std::string unit_name(std::size_t number) { return "unit-" + std::to_string(number); }

Founded found_city(app::City& city, Crew& crew, FoundingPlan const& plan) {
  return Founding{city, crew, plan}.found();
}

std::vector<StreamId> open_budget_lines(Crew& crew, std::size_t year, std::size_t count) {
  std::vector<StreamId> lines;
  for (std::size_t i = 0; i < count; ++i) {
    auto const code = "line-" + std::to_string(year) + "-" + std::to_string(i);
    (void)crew.perform(by_operator(
        "open_budget_line", {{"code", code}, {"title", code}, {"amount", 1'000'000'000'000}}));
    lines.push_back(stream_of("budget", code));
  }
  return lines;
}

}  // namespace gozin::bench
