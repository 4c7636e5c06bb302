#pragma once

#include "tests/bench/city/founding.hpp"

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gozin::bench {

/// One case on its way from the vacant post to the published decree, and what is known of it.
struct Lane {
  std::size_t number = 0;
  StreamId post;
  StreamId line;
  std::vector<PersonId> persons;  // who are put forward
  /// The step in front of which the case is left as it is.
  std::size_t stops_before = std::numeric_limits<std::size_t>::max();
  bool is_cancelled = false;  // once names are admitted

  StreamId stream = {};
  std::vector<NomineeId> nominees = {};
  /// Of each assessor: under which alias a nominee is scored.
  std::map<PersonId, std::map<NomineeId, std::string>> aliases = {};
  std::string decree = {};
  std::string document = {};

  /// Takes in what is recorded of it.
  void learn(Recorded const& recorded, std::vector<Opened> const& kept);
};

/// What every case of the city does next: by whom, with what.
class Way {
 public:
  Way(Offices const& offices, Clock& clock);

  [[nodiscard]] std::size_t steps() const { return steps_.size(); }
  /// Days that pass before a step, so that periods end.
  [[nodiscard]] std::int64_t days_before(std::size_t step) const { return steps_[step].days; }
  /// The last step before names may be put forward no more.
  [[nodiscard]] std::size_t last_before_window_closes() const { return window_; }
  /// Nothing when the lane has nothing to do at that step.
  [[nodiscard]] std::optional<Order> order(std::size_t step, Lane const& lane) const;
  /// After the last step the post is vacant again; so are those whose cases are cancelled.
  static constexpr std::size_t kNomineesACase = 2;

 private:
  struct Step {
    std::string command;
    std::string role;
    std::function<PersonId(Lane const&)> who;
    std::function<json::object(Lane const&)> input;
    std::int64_t days = 0;
    bool on_post = false;
  };
  using Who = std::function<PersonId(Lane const&)>;
  using Input = std::function<json::object(Lane const&)>;

  void add(std::string command, std::string role, Who who, Input input = {});
  void add_vacancy();
  void add_nominations();
  void add_screening();
  void add_assessment();
  void add_decree();
  [[nodiscard]] Who officer() const;
  [[nodiscard]] Who assessor(std::size_t seat) const;
  [[nodiscard]] std::string today() const;

  Offices const& offices_;
  Clock& clock_;
  std::vector<Step> steps_;
  std::size_t window_ = 0;
  std::size_t cancelling_ = 0;
};

}  // namespace gozin::bench
