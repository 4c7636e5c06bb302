#include "tests/adapters/app/played_city.hpp"

#include "adapters/exchange/yaml.hpp"
#include "engine/ballot/ballot.hpp"
#include "engine/rules/problem.hpp"
#include "engine/scoring/sheet.hpp"
#include "workflows/appointment/reasons.hpp"
#include "workflows/erasure/reasons.hpp"
#include "workflows/registry/reasons.hpp"
#include "workflows/ruleset/reasons.hpp"
#include "workflows/session/reasons.hpp"
#include "workflows/transcription/reasons.hpp"

#include <gtest/gtest.h>

namespace gozin::app {
namespace {

cli::Services services_with(Texts const& texts) {
  return {.catalog = catalog(),
          .texts = texts,
          .open = {},
          .read_yaml = [](std::string const& path) -> Result<cli::YamlFile> {
            auto document = exchange::read_yaml_file(path);
            if (!document) return document.error();
            return cli::YamlFile{document->value, [](std::string const&) { return 0; }};
          },
          .serve = {},
          .settings = {},
          .hash_password = {}};
}

cli::Opening opening_in(tests::TemporaryFolder const& folder, cli::Story& story) {
  return {.url = "sqlite:" + folder.file("city.db"),
          .mode = cli::Opening::Mode::create,
          .clock = &story.clock(),
          .origin = story.origin()};
}

template <NamedEnum E>
void add_names(std::set<std::string, std::less<>>& names) {
  for (auto const name : names_of(std::type_identity<E>{})) names.insert(std::string{name});
}

bool is_one_of(std::string_view name, std::vector<std::string> const& names) {
  return names.empty() || std::ranges::find(names, name) != names.end();
}

}  // namespace

std::set<std::string, std::less<>> const& declared_reasons() {
  static auto const declared = [] {
    std::set<std::string, std::less<>> names;
    add_names<EngineReason>(names);
    add_names<ballot::Reason>(names);
    add_names<rules::Reason>(names);
    add_names<scoring::Reason>(names);
    add_names<registry::Reason>(names);
    add_names<ruleset::Reason>(names);
    add_names<session::Reason>(names);
    add_names<session::MotionReason>(names);
    add_names<session::VoteReason>(names);
    add_names<appointment::Reason>(names);
    add_names<erasure::Reason>(names);
    add_names<transcription::Reason>(names);
    return names;
  }();
  return declared;
}

PlayedCity::PlayedCity(std::string_view story)
    : services_{services_with(texts_)},
      story_{services_, GOZIN_CONFIG_DIR "/scenarios/" + std::string{story} + ".yaml"},
      city_{opening_in(folder_, story_)} {}

void PlayedCity::play(cli::Story::Asked asked) {
  story_.before_each(std::move(asked));
  story_.play(city_, [](Recorded const&) {});
}

/// What is wrong with a refusal; empty when it is as it says.
std::string PlayedCity::fault_in(Rejection const& rejection, Flawed const& flawed) const {
  auto const reason = std::string{rejection.reason.name()};
  auto const found = reason + " (" + rejection.detail + ")";
  if (!declared_reasons().contains(reason)) return "the reason is not declared: " + found;
  if (!is_one_of(reason, flawed.reasons))
    return "another reason: " + found + ", not " + testing::PrintToString(flawed.reasons);
  if (!rejection.detail.starts_with(flawed.about)) return "nothing about the field: " + found;
  for (auto const language : {Language::fa, Language::en}) {
    auto const key = "reason." + reason;
    auto const sentence = texts_.text(key, language);
    if (sentence.empty() || sentence == key) return "no sentence for " + reason;
    if (sentence.find_first_of("{}") != std::string::npos) return "not filled: " + sentence;
  }
  return {};
}

void PlayedCity::expect_refused(Flawed const& flawed) {
  auto const what = flawed.request.command + " " + flawed.flaw;
  auto const size = city_.store().view()->head().size;
  ++tried_;
  try {
    auto const outcome = city_.pipeline().perform(flawed.request);
    EXPECT_EQ(outcome ? "accepted" : fault_in(outcome.error(), flawed), "") << what;
    if (!outcome) ++reasons_[std::string{outcome.error().reason.name()}];
  } catch (std::exception const& thrown) {
    ADD_FAILURE() << what << ": throws " << thrown.what();
  }
  EXPECT_EQ(city_.store().view()->head().size, size) << what;
}

PersonId const& PlayedCity::outsider() {
  if (!outsider_.empty()) return outsider_;
  Request request;
  request.command = "register_person";
  request.actor = cli::operator_of_this_machine();
  request.role = Code{"operator"};
  request.channel = Code{"test"};
  request.id = "outsider";
  request.input = {{"name", "Dorsa"}, {"kind", "citizen"}};
  auto const registered = city_.pipeline().perform(request).value();
  outsider_ = PersonId{std::string{registered.events.front().stream.key()}};
  return outsider_;
}

std::vector<PersonId> PlayedCity::holders(std::string_view role) {
  if (role == "clock") return {PersonId{"clock"}};
  if (role == "operator") return {cli::operator_of_this_machine()};
  std::vector<PersonId> found;
  for (auto const& entry : city_.people())
    if (std::ranges::find(entry.roles, role) != entry.roles.end()) found.push_back(entry.person);
  return found;
}

}  // namespace gozin::app
