#include "adapters/exchange/yaml.hpp"
#include "engine/event/json.hpp"
#include "tests/adapters/app/played_city.hpp"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::app {
namespace {

/// Stands at a moment, and knows that time passes.
class SetClock final : public Clock {
 public:
  [[nodiscard]] Instant now() override { return now_; }
  [[nodiscard]] std::optional<std::int64_t> running_ms() override { return 0; }
  void advance(std::int64_t ms) { now_.ms += ms; }

 private:
  Instant now_ = parse_rfc3339("2026-11-18T09:00:00.000Z").value();
};

/// A city whose log is open and that holds nothing yet.
struct Office {
  tests::TemporaryFolder folder;
  SetClock clock;
  City city{{.url = "sqlite:" + folder.file("city.db"),
             .mode = cli::Opening::Mode::create,
             .clock = &clock,
             .origin = "office.example"}};

  explicit Office(std::string purpose = "live") {
    if (!purpose.empty()) (void)cli::open_log(city, {"office.example", purpose}).value();
  }

  static Request request(std::string command, json::object input, std::string stream = {}) {
    Request made;
    made.command = std::move(command);
    made.stream = StreamId{std::move(stream)};
    made.input = std::move(input);
    made.actor = PersonId{"operator/test"};
    made.role = Code{"operator"};
    made.channel = Code{"test"};
    made.id = "r-1";
    return made;
  }
  static Request person() {
    return request("register_person",
                   {{"name", "Arash"}, {"kind", "staff"}, {"national_id", "0084575948"}});
  }
  static Request body(json::object input) { return request("form_body", std::move(input)); }

  std::string refused(Request made) {
    auto const outcome = city.pipeline().perform(std::move(made));
    return outcome ? "" : std::string{outcome.error().reason.name()};
  }
};

template <class T>
std::string reason_of(Result<T> const& result) {
  return result ? "" : std::string{result.error().reason.name()};
}

json::object council() { return {{"code", "council"}, {"title", "Council"}, {"seats", 7}}; }

using Rows = std::map<std::string, std::function<std::string()>>;

Rows rows_of_input() {
  auto const with = [](std::string_view field, json::value value) {
    return [field, value] {
      auto input = council();
      input[field] = value;
      return Office{}.refused(Office::body(input));
    };
  };
  auto const about_reason = [](json::object input) {
    return [input] { return Office{}.refused(Office::request("suspend_case", input, "case/c")); };
  };
  auto const named = [](std::string name) {
    return [name] {
      return Office{}.refused(
          Office::request("register_person", {{"name", name}, {"kind", "staff"}}));
    };
  };
  return {
      {"input_must_be_well_formed", [] { return reason_of(parse_json("{")); }},
      {"input_must_not_exceed_limits", [] { return reason_of(parse_json(std::string(100, '['))); }},
      {"file_must_be_readable",
       [] { return reason_of(exchange::read_yaml_file("/no/such/file.yaml")); }},
      {"field_must_be_known", with("color", 1)},
      {"field_must_be_given", [] { return Office{}.refused(Office::body({})); }},
      {"field_must_have_its_type", with("seats", "seven")},
      {"text_must_be_given", named(" ")},
      {"text_must_not_be_too_long", named(std::string(20'000, 'a'))},
      {"text_must_be_clean", named("a\x07")},
      {"reason_must_be_given", about_reason({})},
      {"date_must_exist",
       [] {
         return Office{}.refused(
             Office::request("put_rule_set_in_force", {{"from", "2026-02-30"}}, "ruleset/r-1"));
       }},
      {"command_must_be_known", [] { return Office{}.refused(Office::request("sing", {})); }},
  };
}

Rows rows_of_callers() {
  auto const by = [](std::string actor, std::string role) {
    return [actor, role] {
      auto request = Office::body(council());
      request.actor = PersonId{actor};
      request.role = Code{role};
      return Office{}.refused(request);
    };
  };
  return {
      {"actor_must_be_known", by("nobody", "council_secretary")},
      {"actor_must_hold_role", by("clock", "operator")},
      {"role_must_permit_command", by("operator/test", "auditor")},
      {"person_must_not_be_registered_twice",
       [] {
         Office office;
         (void)office.city.pipeline().perform(Office::person()).value();
         return office.refused(Office::person());
       }},
  };
}

json::object retired() {
  return {{"cause", "retired"}, {"from", "2026-11-01"}, {"reason", "thirty years of service"}};
}

Rows rows_of_streams() {
  auto const twice = [](auto change) {
    return [change] {
      Office office;
      auto request = Office::body(council());
      request.idempotency_key = "key";
      (void)office.city.pipeline().perform(request).value();
      change(request);
      return office.refused(request);
    };
  };
  return {
      {"stream_must_exist",
       [] { return Office{}.refused(Office::request("vacate_post", retired(), "post/gone")); }},
      {"stream_must_be_new", twice([](Request& request) { request.idempotency_key.reset(); })},
      {"request_must_keep_its_content",
       twice([](Request& request) { request.input["seats"] = 8; })},
      {"phase_must_allow_event",
       [] {
         Office office;
         auto const post = office.city.pipeline().perform(
             Office::request("register_post", {{"code", "head"},
                                               {"title", "Head"},
                                               {"post_class", "manager"},
                                               {"unit", "parks"},
                                               {"grade", 1}}));
         return office.refused(
             Office::request("vacate_post", retired(), post.value().events[0].stream.text));
       }},
  };
}

Rows rows_of_the_log() {
  return {
      {"log_must_be_open", [] { return Office{""}.refused(Office::body(council())); }},
      {"log_must_be_demonstration",
       [] {
         PlayedCity story{"karaj-1401"};
         (void)cli::open_log(story.city(), {"gozin.karaj.example", "live"}).value();
         try {
           story.play({});
         } catch (cli::StoryFailure const& failure) {
           return std::string{failure.what()};
         }
         return std::string{};
       }},
      {"event_must_fit_leaf",
       [] {
         auto calendar = exchange::read_yaml_file(GOZIN_CONFIG_DIR "/calendars/iran.yaml")->value;
         // More holidays than one entry holds.
         json::array holidays;
         for (Day day{std::chrono::days{20'000}}; holidays.size() < 2'000;
              day += std::chrono::days{1})
           holidays.push_back(json::object{{"date", to_iso_date(day)},
                                           {"name", {{"fa", "نوروز"}, {"en", "Nowruz"}}}});
         calendar.as_object()["holidays"] = holidays;
         return Office{}.refused(
             Office::request("adopt_calendar", {{"calendar", calendar}}, "log"));
       }},
      {"clock_must_not_jump",
       [] {
         Office office;
         office.clock.advance(3'600'001);
         return office.refused(Office::person());
       }},
      {"signing_key_must_be_at_hand",
       [] {
         return Office{}.refused(Office::request(
             "rotate_signing_key",
             {{"key", "office.example+1b1b1b1b+AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"}},
             "log"));
       }},
      {"lease_must_be_held",
       [] {
         auto request = Office::body(council());
         request.lease = HeldLease{"timers", "another node", 1};
         return Office{}.refused(request);
       }},
      {"occurred_must_not_be_later_than_recorded",
       [] {
         Office office;
         auto request = Office::body(council());
         request.occurred = Instant{office.clock.now().ms + 1};
         return office.refused(request);
       }},
  };
}

/// The engine's reasons that only a procedure can ask for; they have their rows with it.
Rows rows_of_procedures() {
  return {{"actor_must_hold_one_duty", {}},
          {"stream_must_be_unchanged", {}},
          {"range_must_be_readable", {}},
          {"lineage_must_not_be_too_long", {}}};
}

Rows all_rows() {
  auto rows = rows_of_input();
  rows.merge(rows_of_callers());
  rows.merge(rows_of_streams());
  rows.merge(rows_of_the_log());
  rows.merge(rows_of_procedures());
  return rows;
}

TEST(EngineReasons, EachHaveARow) {
  auto const rows = all_rows();
  for (auto const reason : names_of(std::type_identity<EngineReason>{}))
    EXPECT_TRUE(rows.contains(std::string{reason})) << reason;
  EXPECT_EQ(rows.size(), names_of(std::type_identity<EngineReason>{}).size());
}

TEST(EngineReasons, AreGivenForTheRuleTheyAreNamedAfter) {
  for (auto const& [reason, attempt] : all_rows())
    if (attempt) {
      EXPECT_EQ(attempt(), reason);
    }
}

}  // namespace
}  // namespace gozin::app
