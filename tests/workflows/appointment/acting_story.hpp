#pragma once

#include "tests/workflows/appointment/course.hpp"
#include "workflows/appointment/commands/decreeing.hpp"

// A post with acting heads and a call, each a case of its own.
namespace gozin::appointment {

inline StreamId const kActing{"case/a-1"};
inline StreamId const kAgain{"case/a-2"};
inline StreamId const kCall{"case/k-1"};
inline StreamId const kSession{"session/council-7"};

/// Ten working days for the call, a reminder, the inspectorate told; nothing to inquire.
[[nodiscard]] rules::RuleSet acting_rules();

struct ActingStory {
  explicit ActingStory(rules::RuleSet rules = acting_rules());

  Course course;

  judge::FakeView& view() { return course.view; }
  StreamId const& post() const { return course.post; }
  registry::Post& post_state() { return course.view.state<registry::Post>(course.post); }
  Case& state(StreamId const& one) { return course.view.state<Case>(one); }

  template <CommandStruct C>
  Result<Decision> judge(StreamId const& one, By const& by, C const& command) {
    auto const said = course.call(by);
    return decide(command,
                  {.call = said, .stream = one, .view = course.view, .facts = course.facts});
  }
  template <CommandStruct C>
  Result<Decision> act(StreamId const& one, By const& by, C const& command) {
    auto decision = judge(one, by, command);
    if (decision)
      for (auto const& emitted : decision->events)
        course.view.record(emitted.stream, emitted.event, course.call(by));
    return decision;
  }

  Result<Decision> open(StreamId const& one, std::optional<Tenure> tenure = {});
  /// Both checks are cleared.
  void authorised(StreamId const& one, rules::Route route = rules::Route::direct,
                  std::optional<Tenure> tenure = Tenure::acting);
  Result<Decision> propose(StreamId const& one, std::string_view who,
                           std::optional<StreamId> notice = {},
                           rules::DirectReason ground = rules::DirectReason::acting);
  void proposed(StreamId const& one, std::string_view who);
  /// The decree is drafted for a term that begins so many days after today.
  Result<Decision> draft(StreamId const& one, int ahead = 0);
  void decreed(StreamId const& one, int ahead = 0);
  void prepared(StreamId const& one, std::string_view who);
  Result<Decision> publish(StreamId const& one);
  /// By order of a court, which somebody else has put on file.
  Result<Decision> annul(StreamId const& one);
  void acting(std::string_view who);
  /// Up to the registered decree: a transfer of equal grade, which is for good.
  void appointed_by_transfer(StreamId const& one, std::string_view who);
  void published_call(StreamId const& one);
  void nominated(StreamId const& one, std::string_view who);
  Result<Decision> screened(StreamId const& one, std::initializer_list<std::string_view> who);
  /// A session of the council that is over, with the case on its agenda.
  void council_sits(StreamId const& about, std::string_view state = "Closed");
  Result<Decision> end_acting();
  Result<Decision> cancel(StreamId const& one, By const& by = kOfficer);
  /// Somebody has left so many days before today.
  Result<Decision> vacate(int before = 0);
  /// Each task as `command role`.
  [[nodiscard]] std::vector<std::string> tasks(StreamId const& one);
};

}  // namespace gozin::appointment
