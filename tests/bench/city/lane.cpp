#include "tests/bench/city/lane.hpp"

#include "engine/event/json.hpp"
#include "workflows/appointment/events/decreeing.hpp"
#include "workflows/appointment/events/nominating.hpp"

namespace gozin::bench {
namespace {

constexpr std::size_t kPanel = 3;
constexpr std::chrono::minutes kCityTime{210};
/// Longer than a period of the rules that ends by itself.
constexpr std::int64_t kPeriodDays = 7;

json::object no_interest(Lane const& lane) {
  json::object interests;
  for (auto const& nominee : lane.nominees) interests.emplace(nominee.text, "none");
  return {{"interests", std::move(interests)}};
}

/// Levels that differ from case to case and from sheet to sheet; the first nominee's are higher, so
/// that nobody has to draw lots.
json::object levels(std::size_t sheet, std::size_t nominee) {
  auto const level = [&](std::size_t shift) { return 3 + static_cast<int>((sheet >> shift) % 2); };
  return {{"professional_knowledge", nominee == 0 ? 4 : 3},
          {"results", level(0)},
          {"service_to_citizens", level(1)}};
}

}  // namespace

void Lane::learn(Recorded const& recorded, std::vector<Opened> const& kept) {
  if (auto const* received = recorded.event.as<appointment::NominationReceived>())
    nominees.push_back(received->nominee);
  if (auto const* drafted = recorded.event.as<appointment::DecreeDrafted>()) {
    decree = to_hex(drafted->decree);
    document = to_hex(drafted->document);
  }
  for (auto const& opened : kept) {
    auto const map = opened.values.find("alias_map");
    if (map == opened.values.end()) continue;
    auto const read = parse_json(map->second).value();
    for (auto const& [assessor, own] : read.as_object())
      for (auto const& [alias, nominee] : own.as_object())
        aliases[PersonId{std::string{assessor}}][NomineeId{std::string{nominee.as_string()}}] =
            alias;
  }
}

Way::Way(Offices const& offices, Clock& clock) : offices_{offices}, clock_{clock} {
  add_vacancy();
  add_nominations();
  add_screening();
  add_assessment();
  add_decree();
}

void Way::add(std::string command, std::string role, Who who, Input input) {
  if (!input) input = [](Lane const&) { return json::object{}; };
  steps_.push_back({std::move(command), std::move(role), std::move(who), std::move(input)});
}

std::optional<Order> Way::order(std::size_t step, Lane const& lane) const {
  if (step >= lane.stops_before) return std::nullopt;
  if (lane.is_cancelled && step > cancelling_) return std::nullopt;
  if (lane.is_cancelled && step == cancelling_)
    return Order{.command = "cancel_case",
                 .stream = lane.stream,
                 .actor = offices_.affairs,
                 .role = "administrative_affairs",
                 .input = {{"reason", "the unit was merged with another"}}};
  auto const& at = steps_[step];
  return Order{.command = at.command,
               .stream = at.on_post ? lane.post : lane.stream,
               .actor = at.who(lane),
               .role = at.role,
               .input = at.input(lane)};
}

auto Way::officer() const -> Who {
  return [this](Lane const& lane) { return offices_.officers[lane.number % kUnits]; };
}

auto Way::assessor(std::size_t seat) const -> Who {
  return [this, seat](Lane const& lane) {
    return offices_.assessors[(lane.number + seat) % offices_.assessors.size()];
  };
}

std::string Way::today() const { return to_iso_date(day_of(clock_.now(), kCityTime)); }

void Way::add_vacancy() {
  auto const affairs = [this](Lane const&) { return offices_.affairs; };
  add("open_case", "department_officer", officer(), [this](Lane const& lane) {
    return json::object{{"post", lane.post.text}, {"ruleset", offices_.rules.text}};
  });
  add("describe_vacancy", "department_officer", officer(), [](Lane const& lane) {
    return json::object{{"route", "full"},
                        {"budget_line", lane.line.text},
                        {"yearly_cost", 2'400'000'000},
                        {"justification", "the former director has retired"}};
  });
  add("submit_vacancy", "department_officer", officer());
  add("confirm_establishment", "administrative_affairs", affairs);
  add("confirm_budget", "finance", [this](Lane const&) { return offices_.finance; });
  add("appoint_panel", "administrative_affairs", affairs, [this](Lane const& lane) {
    json::array members;
    for (std::size_t i = 0; i < kPanel; ++i) members.emplace_back(assessor(i)(lane).text);
    return json::object{{"chair", members.front()}, {"members", members}};
  });
  add("publish_vacancy", "administrative_affairs", affairs);
}

void Way::add_nominations() {
  for (std::size_t i = 0; i < kNomineesACase; ++i)
    add("nominate", "department_officer", officer(), [i](Lane const& lane) {
      return json::object{{"channel", "department"},
                          {"person", lane.persons[i].text},
                          {"statement", "has led a comparable office for years"}};
    });
  for (std::size_t i = 0; i < kNomineesACase; ++i)
    add(
        "consent_to_nomination", "nominee", [i](Lane const& lane) { return lane.persons[i]; },
        [i](Lane const& lane) {
          return json::object{{"nominee", lane.nominees[i].text}};
        });
  window_ = steps_.size();
  add("close_nominations", "clock", [](Lane const&) { return PersonId{"clock"}; });
  steps_.back().days = kPeriodDays;
}

void Way::add_screening() {
  auto const affairs = [this](Lane const&) { return offices_.affairs; };
  for (std::size_t i = 0; i < kNomineesACase; ++i)
    add("admit_nominee", "administrative_affairs", affairs, [i](Lane const& lane) {
      return json::object{{"nominee", lane.nominees[i].text}};
    });
  cancelling_ = steps_.size();
  add("complete_screening", "administrative_affairs", affairs);
}

void Way::add_assessment() {
  for (std::size_t seat = 0; seat < kPanel; ++seat)
    add("declare_interest", "assessor", assessor(seat), no_interest);
  for (std::size_t seat = 0; seat < kPanel; ++seat)
    for (std::size_t i = 0; i < kNomineesACase; ++i)
      add("seal_score_sheet", "assessor", assessor(seat), [this, seat, i](Lane const& lane) {
        return json::object{{"alias", lane.aliases.at(assessor(seat)(lane)).at(lane.nominees[i])},
                            {"levels", levels(lane.number + seat, i)}};
      });
  add("establish_ranking", "panel_chair", assessor(0));
  add("confirm_shortlist", "panel_chair", assessor(0));
  add("publish_ranking", "administrative_affairs",
      [this](Lane const&) { return offices_.affairs; });
  add("close_objections", "clock", [](Lane const&) { return PersonId{"clock"}; });
  steps_.back().days = kPeriodDays;
}

void Way::add_decree() {
  auto const affairs = [this](Lane const&) { return offices_.affairs; };
  auto const mayor = [this](Lane const&) { return offices_.mayor; };
  auto const nominee = [](Lane const& lane) { return lane.nominees.front().text; };
  add("declare_as_decider", "mayor", mayor, no_interest);
  add("select_person", "mayor", mayor, [nominee](Lane const& lane) {
    return json::object{{"nominee", nominee(lane)}, {"reason", "of the first two the fitter"}};
  });
  add("send_inquiry", "administrative_affairs", affairs, [nominee](Lane const& lane) {
    return json::object{{"inquiry", "security"}, {"nominee", nominee(lane)}, {"reference", "S/1"}};
  });
  add("answer_inquiry", "administrative_affairs", affairs, [nominee](Lane const& lane) {
    return json::object{{"inquiry", "security"},
                        {"nominee", nominee(lane)},
                        {"outcome", "favourable"},
                        {"issuer", "Security"},
                        {"reference", "A/1"}};
  });
  add("draft_decree", "administrative_affairs", affairs, [this](Lane const&) {
    return json::object{{"term_from", today()}};
  });
  add("sign_decree", "mayor", mayor, [](Lane const& lane) {
    return json::object{{"decree", lane.decree}, {"document", lane.document}};
  });
  add("register_decree", "administrative_affairs", affairs, [](Lane const&) {
    return json::object{{"entry", "book 1"}};
  });
  add("publish_decree", "administrative_affairs", affairs);
  add("vacate_post", "administrative_affairs", affairs, [this](Lane const&) {
    return json::object{
        {"cause", "resigned"}, {"from", today()}, {"reason", "called to another city"}};
  });
  steps_.back().on_post = true;
}

}  // namespace gozin::bench
