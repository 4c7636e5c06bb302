#pragma once

#include "adapters/app/site_tasks.hpp"

#include <map>

namespace gozin::app {

/// A case through the eyes of one reader. What they may not see is not in any answer.
class CaseReader {
 public:
  /// `sight`: what the reader may see now, where the case is shown as it was at another time.
  CaseReader(Visit& visit, Standing at, std::optional<Sight> sight = std::nullopt);

  [[nodiscard]] Visit& visit() const { return visit_; }
  [[nodiscard]] Standing const& at() const { return at_; }
  [[nodiscard]] appointment::Case const& state() const { return *at_.state; }
  [[nodiscard]] Sight const& sight() const { return sight_; }
  [[nodiscard]] Words const& words() const { return visit_.words(); }
  /// The rules that judge the case; null while they are not known.
  [[nodiscard]] rules::RuleSet const* rules() const { return rules_; }

  /// By name where the reader may know it, otherwise by a number.
  [[nodiscard]] std::string nominee(NomineeId const& id) const;
  /// The name, or that it is hidden.
  [[nodiscard]] std::string person(PersonId const& person, bool may_know) const;
  /// Whether this is the reader, of whom a result has been published.
  [[nodiscard]] bool has_own_result(NomineeId const& id) const;
  /// What the rule set calls a criterion, condition, gate or round.
  [[nodiscard]] std::string title_of(Code const& code) const;
  /// What the rules tell the members of a body about how secret their votes are; may be empty.
  [[nodiscard]] std::string secrecy_note(Code const& gate) const;

  [[nodiscard]] web::CaseHead head() const;
  /// What accompanies each ranking, up to an event of the log; nothing for whoever may not see who
  /// gave whom which score.
  [[nodiscard]] std::vector<web::Part> analyses(std::optional<std::int64_t> last = {}) const;
  [[nodiscard]] web::CasePage page() const;

 private:
  [[nodiscard]] std::vector<web::PeopleGroup> people() const;
  [[nodiscard]] std::vector<web::NomineeRow> nominees() const;
  [[nodiscard]] std::vector<web::RankRow> ranking() const;
  [[nodiscard]] std::vector<web::ScoreSheet> sheets() const;
  [[nodiscard]] std::optional<web::DecreeBox> decree() const;
  void tell_steps(web::CasePage& page) const;
  void learn_typed_names();

  Visit& visit_;
  Standing at_;
  Sight sight_;
  rules::RuleSet const* rules_ = nullptr;
  std::map<NomineeId, std::string> typed_;  // names as they were put forward, not yet matched
};

/// Ways to the case that this one goes on from, and to the one in which it goes on.
[[nodiscard]] web::Kin kin_of(Words const& words, appointment::Case const& state);

/// The ballots of a case, the last first.
[[nodiscard]] std::vector<web::Ballot> ballots_of(CaseReader const& reader);

/// Whether a reader may know of the event at all. A report of influence is told to whoever reads
/// reports and to who made it: its time and the role that it was made in would name the reporter to
/// those whom it may be about (T15).
[[nodiscard]] bool may_know_of(Visit& visit, Sight const& sight, Recorded const& recorded);

/// One event in words, with what of it the reader may see.
[[nodiscard]] web::Entry entry_of(CaseReader const& reader, Recorded const& recorded);

/// The case after the step of the log with this sequence; nothing when it has none there.
struct ReplayView {
  web::ReplayPage page;
  std::string chart;
};
[[nodiscard]] std::optional<ReplayView> replay_page(Visit& visit, StreamId const& stream,
                                                    std::optional<std::int64_t> seq);

/// The chart of a kind of stream as a picture, drawn in the reader's language.
[[nodiscard]] std::string chart_of(Words const& words, StreamKind const& kind,
                                   std::optional<chart::Position> lit);

}  // namespace gozin::app
