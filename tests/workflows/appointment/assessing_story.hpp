#pragma once

#include "engine/command/preparation.hpp"
#include "tests/support/judge.hpp"
#include "workflows/appointment/aliases.hpp"
#include "workflows/appointment/case.hpp"
#include "workflows/appointment/commands/assessing.hpp"
#include "workflows/appointment/commands/lots.hpp"
#include "workflows/appointment/commands/objecting.hpp"
#include "workflows/appointment/commands/ranking.hpp"
#include "workflows/appointment/commands/sealing.hpp"

#include <memory>

namespace gozin::appointment {

using Levels = std::map<Code, std::int64_t>;
using Words = std::map<Code, std::string>;

/// Five seats, two reserves, three criteria in one round of files; the first two may be chosen.
/// Moderation has no clock of its own, so the ranking waits for nobody.
[[nodiscard]] rules::RuleSet panel_rules();
/// The same in two rounds: files with a cut-off at 2, then an interview about commitment.
[[nodiscard]] rules::RuleSet two_rounds();

/// A case whose screening is over, with Arash (chair), Bahar, Kaveh, Dorsa and Elham on the panel,
/// Farid and Golnar as its reserves, and n-1, n-2, n-3 admitted (persons p-1, p-2, p-3). What is
/// kept is put where a later command opens it, as the pipeline does.
class Story {
 public:
  explicit Story(rules::RuleSet rules = panel_rules());

  judge::FakeView view;
  judge::FakeFacts facts;
  Instant now = judge::at("2026-11-18T09:00:00.000Z");
  StreamId const stream{"case/c-1"};

  [[nodiscard]] Case& state() { return view.state<Case>(stream); }
  [[nodiscard]] bool stands_in(std::string_view name) { return view.in(stream, name); }

  template <CommandStruct C>
  Result<Decision> judge(std::string_view actor, std::string_view role, C const& command) {
    auto const by = judge::call(actor, role, now);
    return decide(command, {.call = by, .stream = stream, .view = view, .facts = facts});
  }
  /// Judges, records what was decided, and lays down what was kept.
  template <CommandStruct C>
  Result<Decision> act(std::string_view actor, std::string_view role, C const& command) {
    auto decision = judge(actor, role, command);
    if (decision) record(*decision, judge::call(actor, role, now));
    return decision;
  }

  Result<Decision> declare(std::string_view person, std::map<NomineeId, Interest> interests);
  /// Everybody, the reserves included, declares `none` for everybody they have not declared for.
  void declare_all();
  /// Everything up to aliases.
  void complete();

  [[nodiscard]] Code alias(std::string_view assessor, std::string_view nominee);
  Result<Decision> seal_alias(std::string_view assessor, Code const& alias, Levels const& levels,
                              Words const& words = {});
  Result<Decision> seal(std::string_view assessor, std::string_view nominee, Levels const& levels,
                        Words const& words = {});
  /// Every sheet that is wanted and not there, the last of them too; all criteria get the level
  /// that the nominee has in `levels`.
  void seal_all(std::map<std::string, std::int64_t> const& levels);
  /// The chair announces a lot for tomorrow, and tomorrow comes.
  void announce_lot();
  /// Up to the reveal, then the ranking by the chair.
  void rank(std::map<std::string, std::int64_t> const& levels);
  /// Up to the published ranking.
  void publish(std::map<std::string, std::int64_t> const& levels);

  void record(Decision const& decision, Call const& by);
  void pass_days(int days) { now.ms += std::int64_t{days} * 24 * 3600 * 1000; }

 private:
  void lay_down(std::int64_t seq, Event const& event);

  struct Ports;
  std::shared_ptr<Ports> ports_;
  std::size_t laid_down_ = 0;
  std::vector<Draft> drafts_;
};

/// A lot for the day after, as the chair announces it.
[[nodiscard]] AnnounceLot lot_of(Story const& story);
/// The same level in every criterion of the rules.
[[nodiscard]] Levels all_at(std::int64_t level);

/// Whether the open data of any event of the decision holds the text.
[[nodiscard]] bool tells(Decision const& decision, std::string_view text);

/// A link between an assessor and n-1, found to be a conflict or not looked at yet.
void hint(Story& story, std::string_view who, bool conflict = false);

}  // namespace gozin::appointment
