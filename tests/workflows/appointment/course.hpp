#pragma once

#include "tests/support/judge.hpp"
#include "workflows/appointment/case.hpp"
#include "workflows/appointment/commands/authorised.hpp"
#include "workflows/appointment/commands/drafting.hpp"
#include "workflows/appointment/commands/nominating.hpp"
#include "workflows/appointment/commands/ordering.hpp"
#include "workflows/appointment/commands/progress.hpp"
#include "workflows/appointment/commands/running.hpp"
#include "workflows/appointment/commands/screening.hpp"
#include "workflows/registry/states.hpp"

namespace gozin::appointment {

/// Three seats and one reserve, one of them from `audit`; two conditions; Karaj's cap of three
/// names a member; seven calendar days of window.
[[nodiscard]] rules::RuleSet course_rules();

/// Who acts: an officer, or somebody for somebody else.
struct By {
  std::string_view actor;
  std::string_view role;
  std::string_view behalf = {};
  std::string_view channel = "test";
};

inline constexpr By kOfficer{"omid", "department_officer"};
inline constexpr By kAffairs{"azar", "administrative_affairs"};
inline constexpr By kFinance{"farhad", "finance"};
inline constexpr By kInspector{"iman", "inspectorate"};
inline constexpr By kClock{"clock", "clock"};

/// A city in memory and one case in it, run by commands through the real charts and folds. On the
/// panel sit Arash (chair), Bahar and Kaveh, Dorsa is the reserve; members of the council are
/// m-1 to m-13; citizens are c-1, c-2; staff who may be nominated are p-1 to p-5.
class Course {
 public:
  explicit Course(rules::RuleSet rules = course_rules());

  judge::FakeView view;
  judge::FakeFacts facts;
  Instant now = judge::at("2026-11-18T09:00:00.000Z");
  StreamId const stream{"case/c-1"};
  StreamId const post{"post/parks-head"};
  StreamId const line{"budget/b-1"};
  Workflow const workflow;

  [[nodiscard]] Case& state() { return view.state<Case>(stream); }
  [[nodiscard]] bool stands_in(std::string_view name) { return view.in(stream, name); }
  [[nodiscard]] Call call(By const& by) const;

  template <CommandStruct C>
  Result<Decision> judge(By const& by, C const& command) {
    auto const said = call(by);
    return decide(command, {.call = said, .stream = stream, .view = view, .facts = facts});
  }
  /// Judges and records what was decided.
  template <CommandStruct C>
  Result<Decision> act(By const& by, C const& command) {
    auto decision = judge(by, command);
    if (decision)
      for (auto const& emitted : decision->events)
        view.record(emitted.stream, emitted.event, call(by));
    return decision;
  }
  /// What the workflow says about the caller of a command.
  [[nodiscard]] std::optional<Rejection> authorise(By const& by, std::string_view command);

  Course& open(std::optional<Tenure> tenure = {});
  Course& authorise_vacancy(rules::Route route = rules::Route::full,
                            std::optional<Tenure> tenure = {});
  Course& appoint();
  Course& publish(rules::Route route = rules::Route::full);
  /// `n-<person>` is put forward by a citizen and consents.
  Course& nominate(std::string_view person);
  Course& close();
  /// Verified evidence for both conditions, then admission.
  Course& admit(std::string_view person);
  Course& screen(std::initializer_list<std::string_view> persons);
  Course& pass_days(int days);

  void meets(std::string_view person, std::string_view condition, rules::Finding finding);
  [[nodiscard]] std::vector<TableRow> rows(std::string_view table);
};

[[nodiscard]] PersonId person(std::string_view name);
[[nodiscard]] NomineeId nominee(std::string_view name);
[[nodiscard]] AppointPanel usual_panel();

}  // namespace gozin::appointment
