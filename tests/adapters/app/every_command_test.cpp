#include "engine/command/streams.hpp"
#include "tests/adapters/app/played_city.hpp"

#include <fstream>
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::app {
namespace {

/// Whether a story, or the city that it includes, gives a command somewhere and is not refused.
bool gives(std::string_view file, std::string_view wire) {
  std::ifstream in{GOZIN_CONFIG_DIR "/" + std::string{file}};
  std::string const asked = "do: " + std::string{wire} + ",";
  for (std::string line; std::getline(in, line);)
    if (line.find(asked) != std::string::npos && line.find("refused:") == std::string::npos)
      return true;
  return false;
}

/// Tries, the first time a story gives a command, everything that is wrong with it but for one
/// thing: what is refused is refused for that thing.
class FirstTimes {
 public:
  using Wanted = std::function<bool(CommandType const&)>;
  FirstTimes(PlayedCity& city, Wanted wanted) : city_{city}, wanted_{std::move(wanted)} {}

  void operator()(Request const& request) {
    auto const& type = *catalog().find_command(request.command);
    if (!wanted_(type) || !seen_.insert(type.wire).second) return;
    city_.expect_refused(with_flawed_fields(type, request));
    city_.expect_refused(with_unknown_references(type, request));
    city_.expect_refused(to_other_streams(type, request));
    city_.expect_refused(by_others(catalog(), type, request, city_.outsider()));
  }

  [[nodiscard]] std::size_t seen() const { return seen_.size(); }

 private:
  PlayedCity& city_;
  Wanted wanted_;
  std::set<std::string> seen_;
};

TEST(EveryCommand, OfAStoryIsRefusedByNameForEachThingThatIsWrongWithIt) {
  PlayedCity city{"karaj-1401"};
  FirstTimes first_times{city, [](CommandType const&) { return true; }};

  city.play(std::ref(first_times));

  EXPECT_GT(first_times.seen(), 55U);
}

TEST(EveryCommand, OfAnotherStoryIsRefusedByNameForEachThingThatIsWrongWithIt) {
  PlayedCity city{"baqershahr-deputy"};
  FirstTimes first_times{city, [](CommandType const& type) {
                           return !gives("scenarios/karaj-1401.yaml", type.wire) &&
                                  !gives("cities/karaj.yaml", type.wire) &&
                                  type.workflow == "appointment";
                         }};

  city.play(std::ref(first_times));

  EXPECT_GT(first_times.seen(), 0U);
}

TEST(EveryCommand, OfASecondPersonIsRefusedByNameForEachThingThatIsWrongWithIt) {
  PlayedCity city{"show-of-hands"};
  std::set<std::string, std::less<>> const of_second{"confirm_transcription",
                                                     "dispute_transcription"};
  FirstTimes first_times{city,
                         [&](CommandType const& type) { return of_second.contains(type.wire); }};

  city.play(std::ref(first_times));

  EXPECT_EQ(first_times.seen(), of_second.size());
}

TEST(EveryCommand, OfAnOpeningIsRefusedByNameForEachThingThatIsWrongWithIt) {
  PlayedCity city{"opening"};
  std::set<std::string, std::less<>> const of_opening{
      "propose_holder", "confirm_holder", "drop_holder_proposal", "describe_person",
      "change_post",    "set_go_live",    "propose_paper_file",   "confirm_paper_file"};
  FirstTimes first_times{city,
                         [&](CommandType const& type) { return of_opening.contains(type.wire); }};

  city.play(std::ref(first_times));

  EXPECT_EQ(first_times.seen(), of_opening.size());
}

// The words of its people are gone at the end; what is wrong before is refused all the same.
TEST(EveryCommand, OfAnErasureIsRefusedByNameForEachThingThatIsWrongWithIt) {
  PlayedCity city{"erasure"};
  FirstTimes first_times{city, [](CommandType const& type) { return type.workflow == "erasure"; }};

  city.play(std::ref(first_times));

  EXPECT_EQ(first_times.seen(), 6U);
}

/// Tries, at each position that a case, a session or a rule set comes to, every command that its
/// chart does not let begin there, in each of its roles by who holds it.
class WrongStates {
 public:
  explicit WrongStates(PlayedCity& city) : city_{city} {}

  void operator()(Request const& request) {
    actors_[request.role.text] = request.actor;
    if (request.stream.empty()) return;
    auto const store = city_.city().store().view();
    StoredView view{catalog(), *store, &city_.city().snapshots()};
    auto const* folded = view.folded(request.stream);
    if (!folded || !seen_.emplace(folded->kind->name, folded->position.leaves).second) return;
    holders_.clear();
    for (auto const& workflow : catalog().workflows())
      for (auto const& type : workflow.commands)
        if (type.kind == folded->kind->name && !may_begin(type, *folded))
          try_all(type, request.stream);
  }

  [[nodiscard]] std::size_t positions() const { return seen_.size(); }

 private:
  static bool may_begin(CommandType const& type, Folded const& folded) {
    if (type.traits.leads_to.empty() || type.traits.opens) return true;
    auto const& model = folded.kind->chart.model;
    return std::ranges::any_of(type.traits.leads_to, [&](std::string_view name) {
      auto const event = chart::find_event(model, name);
      return event && chart::accepts(model, folded.position, *event);
    });
  }

  void try_all(CommandType const& type, StreamId const& stream) {
    for (auto const role : type.traits.roles)
      for (auto const& holder : holders(role)) {
        auto request = sample_request(type, stream, city_.outsider());
        request.actor = holder;
        request.role = Code{std::string{role}};
        city_.expect_refused({"in a wrong state, as " + std::string{role}, std::move(request)});
      }
  }

  /// Those who hold the role in the city, or, where the case gives it, who last acted in it.
  std::vector<PersonId> const& holders(std::string_view role) {
    auto const [found, is_new] = holders_.try_emplace(std::string{role});
    if (!is_new) return found->second;
    auto all = city_.holders(role);
    auto const actor = actors_.find(role);
    if (all.empty() && actor != actors_.end()) all.push_back(actor->second);
    // One will do; offices of a body are held in two of them.
    if (all.size() > 1)
      all = role.starts_with("body_") ? std::vector{all.front(), all.back()}
                                      : std::vector{all.front()};
    return found->second = std::move(all);
  }

  PlayedCity& city_;
  std::map<std::string, PersonId, std::less<>> actors_;
  std::map<std::string, std::vector<PersonId>, std::less<>> holders_;
  std::set<std::pair<std::string_view, std::uint64_t>> seen_;
};

TEST(EveryCommand, IsRefusedByNameWhereTheChartDoesNotTakeIt) {
  PlayedCity city{"karaj-1401"};
  WrongStates wrong_states{city};

  city.play(std::ref(wrong_states));

  EXPECT_GT(wrong_states.positions(), 20U);
  EXPECT_THAT(city.reasons(),
              testing::Contains(testing::Pair("phase_must_allow_event", testing::Gt(100))));
}

/// The streams a played city has, one a kind.
std::map<std::string, StreamId, std::less<>> streams_of(City& city) {
  std::map<std::string, StreamId, std::less<>> streams;
  auto const view = city.store().view();
  view->read_log(0, view->head().size, [&](StoredEvent const& stored) {
    streams.emplace(std::string{stored.stream.kind()}, stored.stream);
  });
  return streams;
}

/// What a command's own preparation asks of the stream comes before what is wrong here.
std::vector<Flawed> in_any_order(CommandType const& type, std::vector<Flawed> all) {
  for (auto& flawed : all) {
    auto const is_checked_first =
        flawed.reasons.size() == 1 && flawed.reasons.front() != "field_must_have_its_type";
    if (!type.prepare || is_checked_first) continue;
    flawed.reasons.clear();
    flawed.about.clear();
  }
  return all;
}

// What no story gives is tried with values of the right kinds when the story is over.
TEST(EveryCommand, OfNoStoryIsRefusedByNameForEachThingThatIsWrongWithIt) {
  PlayedCity city{"karaj-1401"};
  std::set<std::string> given;
  city.play(
      [&](Request const& request) { given.insert(catalog().find_command(request.command)->wire); });
  auto const streams = streams_of(city.city());

  for (auto const& workflow : catalog().workflows())
    for (auto const& type : workflow.commands) {
      if (given.contains(type.wire)) continue;
      auto request = sample_request(type, streams.at(std::string{type.kind}), city.outsider());
      auto const holders = city.holders(request.role.text);
      if (!holders.empty()) request.actor = holders.front();
      city.expect_refused(in_any_order(type, with_flawed_fields(type, request)));
      city.expect_refused(to_other_streams(type, request));
      city.expect_refused(in_any_order(type, by_others(catalog(), type, request, city.outsider())));
    }
}

TEST(EveryCommand, ThatOpensAStreamIsRefusedWhereThereIsOne) {
  PlayedCity city{"karaj-1401"};
  std::map<std::string, Request> openings;
  city.play([&](Request const& request) {
    if (catalog().find_command(request.command)->traits.opens)
      openings.emplace(request.command, request);
  });

  for (auto const& [command, request] : openings) {
    // People and cases get a new id each time; everything else is named by what it is.
    if (command == "register_person" || command == "open_case") continue;
    city.expect_refused({"again", request, {"stream_must_be_new"}, {}});
  }
  EXPECT_GT(openings.size(), 6U);
}

TEST(EveryCommand, IsKnownByItsNameOnly) {
  PlayedCity city{"karaj-1401"};
  Request request;
  for (auto const* name : {"", "no_such_command", "CastBallot ", "cast-ballot", "\xff"}) {
    request.command = name;
    city.expect_refused({"by a wrong name", request, {"command_must_be_known"}, {}});
  }
}

}  // namespace
}  // namespace gozin::app
