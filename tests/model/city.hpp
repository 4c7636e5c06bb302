#pragma once

#include "tests/model/menu.hpp"

// The small city of the model, and how far a case has come in it.
namespace gozin::model {

/// Two seats and a reserve on the panel, a council of three (two make a quorum), one condition,
/// one criterion, one inquiry, the deciding mayor; two may be chosen. No gate.
[[nodiscard]] rules::RuleSet small_rules();
[[nodiscard]] rules::Gate gate(std::string_view code, rules::GateKind kind);

/// The register, the rules `ruleset/r-1` and `r-2` in force, `r-0` superseded, the post, the money,
/// and the council's session `session/council-1`, open, with everybody in the room.
[[nodiscard]] World city(rules::RuleSet const& rules);

/// A story: acts that must be accepted, one after another.
class Story {
 public:
  explicit Story(rules::RuleSet const& rules) : world_{city(rules)} {}

  /// The first of the arguments tried for this command that is accepted; with `which`, that one.
  Story& act(std::string_view actor, std::string_view command, int which = -1);
  /// In another role than the command's first.
  Story& act_as(Caller const& caller, std::string_view command, int which = -1);
  Story& pass(std::int64_t days);
  /// What follows is done in this case.
  Story& on(StreamId const& stream);

  [[nodiscard]] World const& world() const { return world_; }
  [[nodiscard]] bool stands(std::string_view state) const;

  Story& authorised();
  Story& published();
  /// p-1, p-2 and p-3 are put forward and consent; the window closes.
  Story& closed();
  /// p-1 and p-2 admitted, p-3 excluded; the panel is to declare.
  Story& screened();
  /// The same from where the story stands.
  Story& closed_from_published();
  Story& screened_from_closed();
  Story& sealing();
  Story& ranked();
  Story& hearing();
  /// Objections closed: referred to the first gate, or to the decider where there is none.
  Story& heard();
  /// Two orders of a court are put on file.
  Story& ordered();
  /// All of the council have declared.
  Story& debated();
  /// The same, and p-1 or whoever is first is proposed.
  Story& proposed();
  Story& appointed();

 private:
  [[nodiscard]] appointment::Case const* state() const;
  World world_;
  StreamId stream_{"case/c-1"};
};

}  // namespace gozin::model
