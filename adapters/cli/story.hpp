#pragma once

#include "adapters/cli/services.hpp"
#include "engine/event/event.hpp"

#include <filesystem>
#include <map>
#include <set>

namespace gozin::cli {

/// The clock of a story: it stands until the story moves it.
class StoryClock final : public Clock {
 public:
  [[nodiscard]] Instant now() override { return now_; }
  void set(Instant instant) { now_ = instant; }

 private:
  Instant now_;
};

/// Where a story did not go as it says: the line of the step, and what happened instead.
struct StoryFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Plays a story through the real pipeline into a demonstration log. A story is YAML:
///
///     story: a-name
///     origin: gozin.karaj.example
///     city: کرج
///     starts: 1401-07-01 08:00          either calendar, Iran's civil time
///     include: [../cities/karaj.yaml]   steps that come first; of each file once
///     people:
///       - {id: mina, name: مینا رستگار, kind: staff, unit: personnel, roles: [finance]}
///     steps:
///       - {at: 1401-07-02 09:00, by: mina, as: finance, do: confirm_budget, on: $case}
///
/// A step has `by` (a person's id, `operator`, `clock`; a list: each of them in turn), `as` (role),
/// `do` (command), `on` (the stream), `with` (the input), `name` (remembers what it made as
/// `$name`), `keep` (remembers fields of its events: `{field: name}`), and `expect` (a list of
/// events that must be among those recorded) or `refused` (the reason). `at` moves the clock to a
/// moment, `after: {days: 3, hours: 2}` moves it on; due timers act on the way. In `with`, `$name`
/// stands for what was remembered, `{file: path}` for another YAML file (found from the
/// folder of the file that names it), `{alias_of: $nominee}` for the alias under which the acting
/// assessor knows a nominee.
class Story {
 public:
  using Heard = std::function<void(Recorded const&)>;
  using Asked = std::function<void(Request const&)>;

  Story(Services const& services, std::string path);

  [[nodiscard]] std::string const& origin() const { return origin_; }
  [[nodiscard]] StoryClock& clock() { return clock_; }

  /// Throws StoryFailure at the first step that goes otherwise. `heard` is told each event.
  void play(Deployment& deployment, Heard const& heard);

  /// `asked` is told each request of a step before it is made: who wants to know what else could
  /// be asked at this moment, and is refused, tries it there.
  void before_each(Asked asked) { asked_ = std::move(asked); }

 private:
  struct Step;

  void read(std::string const& path);
  void begin(Deployment& deployment);
  void register_people(json::array const& people);
  void step(json::value const& value, std::string const& place);
  void move_clock(json::object const& step);
  void advance_to(Instant instant);
  void act(json::object const& step, std::string const& place);
  [[nodiscard]] Outcome perform(Request request);
  void remember(std::string const& name, CommandType const& type, Accepted const& accepted);
  void keep(std::string_view field, std::vector<std::string> const& names,
            Accepted const& accepted);
  void compare(json::object const& step, Outcome const& outcome, std::string const& place);
  [[nodiscard]] Recorded recorded(std::int64_t seq);
  [[nodiscard]] json::value filled(json::value const& value, json::object const& step);
  void type_fields(CommandType const& type, json::object& input);
  [[nodiscard]] Instant moment(std::string_view text);
  [[nodiscard]] std::string handle(std::string_view text);
  [[nodiscard]] PersonId actor_of(std::string const& by);

  Services const& services_;
  std::string path_;
  /// Of the file whose steps are played; files named in it are found from there.
  std::filesystem::path folder_;
  std::string origin_;
  json::object document_;
  struct Part {
    std::string path;
    json::array steps;
    std::function<int(std::string const&)> line_of;
  };
  std::vector<Part> parts_;
  std::set<std::string> read_;  // the files
  json::array people_;
  StoryClock clock_;
  std::int64_t shift_ms_ = 0;
  std::map<std::string, std::string, std::less<>> names_;
  Deployment* deployment_ = nullptr;
  Heard heard_;
  Asked asked_;
  std::int64_t requests_ = 0;
};

/// Who is at the keyboard: `operator/<user>`.
[[nodiscard]] PersonId operator_of_this_machine();

struct LogOpening {
  std::string origin;
  std::string purpose;
  std::string city = "-";
};

/// Asked before a store is made: a log whose name no key can have takes one event and no more.
[[nodiscard]] std::optional<Rejection> flaw_of_origin(std::string const& origin);

/// Writes the first event of a new log. Refuses `origin_must_be_fit_for_a_key`.
[[nodiscard]] Outcome open_log(Deployment& deployment, LogOpening const& opening);

/// Due timers in order, each acted on by the clock, until none is due at `until`. Each is told the
/// clock it acts at by `at`.
void act_on_timers(Deployment& deployment, Instant until, std::function<void(Instant)> const& at,
                   std::function<void(Accepted const&)> const& done);

}  // namespace gozin::cli
