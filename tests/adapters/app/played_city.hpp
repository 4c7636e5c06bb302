#pragma once

#include "adapters/app/city.hpp"
#include "adapters/cli/story.hpp"
#include "adapters/locale/icu_texts.hpp"
#include "tests/adapters/app/flawed_requests.hpp"
#include "tests/support/temporary_folder.hpp"

#include <map>
#include <set>
#include <string>

namespace gozin::app {

/// A city in which one of the stories of config/scenarios is played, and what is tried against it
/// on the way.
class PlayedCity {
 public:
  explicit PlayedCity(std::string_view story);

  [[nodiscard]] City& city() { return city_; }
  [[nodiscard]] IcuTexts const& texts() const { return texts_; }

  /// Plays to the end; `asked` is told each request before it is made.
  void play(cli::Story::Asked asked);

  /// Fails the test unless the request is refused as it says, with a declared reason that both
  /// languages have a sentence for, and nothing is recorded.
  void expect_refused(Flawed const& flawed);
  void expect_refused(std::vector<Flawed> const& all) {
    for (auto const& flawed : all) expect_refused(flawed);
  }

  [[nodiscard]] std::int64_t tried() const { return tried_; }
  [[nodiscard]] std::map<std::string, std::int64_t> const& reasons() const { return reasons_; }
  /// Somebody of the register who holds nothing and has done nothing.
  [[nodiscard]] PersonId const& outsider();
  /// Whoever holds a role in this city, by grant or by office.
  [[nodiscard]] std::vector<PersonId> holders(std::string_view role);

 private:
  [[nodiscard]] std::string fault_in(Rejection const& rejection, Flawed const& flawed) const;

  tests::TemporaryFolder folder_;
  IcuTexts texts_;
  cli::Services services_;
  cli::Story story_;
  City city_;
  PersonId outsider_;
  std::int64_t tried_ = 0;
  std::map<std::string, std::int64_t> reasons_;
};

/// Every reason that a command may be refused for.
[[nodiscard]] std::set<std::string, std::less<>> const& declared_reasons();

}  // namespace gozin::app
