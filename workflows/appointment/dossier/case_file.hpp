#pragma once

#include "engine/command/view.hpp"
#include "workflows/appointment/analysis.hpp"
#include "workflows/appointment/case.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/ruleset/state.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace gozin::appointment {

/// The events of a stream, in order; those that it took over first, as they stand in theirs.
using Past = std::vector<Recorded>;

/// What a dossier is made of, all as of one moment: the past of the case and of the streams that it
/// names, and those same streams folded.
struct DossierSources {
  StreamId id;
  std::map<StreamId, Past> pasts;
  View& view;
};

/// The streams whose past a dossier of this case asks for, beside the case: its post, budget line,
/// rule set, sessions, the case that it goes on from, the city's decrees, the log's own stream, and
/// the people who acted in it.
[[nodiscard]] std::set<StreamId> streams_named(Past const& past);

/// An event of a type, where it stands. Borrows both; without a fact there is none.
template <class E>
struct Found {
  E const* fact = nullptr;
  Recorded const* at = nullptr;

  explicit operator bool() const { return fact != nullptr; }
  E const* operator->() const { return fact; }
  [[nodiscard]] std::int64_t seq() const { return at->at.seq; }
};

template <class E>
std::vector<Found<E>> all_of(Past const& past) {
  std::vector<Found<E>> found;
  for (auto const& recorded : past)
    if (auto const* fact = recorded.event.as<E>()) found.push_back({fact, &recorded});
  return found;
}

/// A case as its dossier asks about it. Borrows its sources.
class CaseFile {
 public:
  /// The case has at least one event, and its rule set is in the view: std::logic_error otherwise.
  explicit CaseFile(DossierSources const& sources);

  [[nodiscard]] StreamId const& id() const { return sources_.id; }
  [[nodiscard]] Past const& past() const { return past_of(sources_.id); }
  /// Empty for a stream that was not asked for.
  [[nodiscard]] Past const& past_of(StreamId const& stream) const;
  [[nodiscard]] Case const& state() const { return *state_; }
  [[nodiscard]] rules::RuleSet const& rules() const { return *rules_; }
  [[nodiscard]] registry::Log const& log() const { return *log_; }
  [[nodiscard]] View& view() const { return sources_.view; }
  /// Whether a state of the case's chart is active, by its name.
  [[nodiscard]] bool stands_in(std::string_view name) const;
  /// The calendar by which its rules count; null where the log has none of that name.
  [[nodiscard]] rules::Calendar const* calendar() const;
  /// Whether an event of another case is one that this one goes on from.
  [[nodiscard]] bool has_taken_over(Recorded const& recorded) const;
  /// The case as it was after the event.
  [[nodiscard]] Case as_of(std::int64_t seq) const;
  /// What accompanies each ranking.
  [[nodiscard]] std::vector<AnalysedRanking> analyses() const;
  /// The criteria with the weights that the case applies.
  [[nodiscard]] std::vector<rules::Criterion> const& criteria() const { return criteria_; }

  template <class E>
  [[nodiscard]] std::vector<Found<E>> all() const {
    return all_of<E>(past());
  }
  template <class E>
  [[nodiscard]] Found<E> first() const {
    auto const found = all<E>();
    return found.empty() ? Found<E>{} : found.front();
  }
  template <class E>
  [[nodiscard]] Found<E> last() const {
    auto const found = all<E>();
    return found.empty() ? Found<E>{} : found.back();
  }

 private:
  DossierSources const& sources_;
  Folded const* folded_ = nullptr;
  Case const* state_ = nullptr;
  rules::RuleSet const* rules_ = nullptr;
  registry::Log const* log_ = nullptr;
  std::vector<rules::Criterion> criteria_;
};

/// The ranking that counts: the last that was established or came out of a readmission.
struct RankingFound {
  Recorded const* at = nullptr;
  std::vector<RankedNominee> const* ranking = nullptr;
  std::vector<FellBelow> const* below = nullptr;

  explicit operator bool() const { return at != nullptr; }
};
[[nodiscard]] RankingFound last_ranking(CaseFile const& file);

/// The seed of the lot that settled a ranking: drawn by it, or before it. `then`: the case before.
[[nodiscard]] std::optional<Hash> lot_seed_of(Recorded const& ranking, Case const& then);

/// A sheet from its seal to its reveal, as both events say.
struct SheetFound {
  Found<ScoreSheetSealed> sealed;
  Found<ScoreSheetRevealed> revealed;  // none while it is sealed
};
[[nodiscard]] std::vector<SheetFound> sheets_of(CaseFile const& file);

/// A ballot from its opening to its end.
struct BallotFound {
  Found<BallotOpened> opened;
  std::vector<Found<BallotCast>> roll = {};
  Recorded const* closed = nullptr;  // BallotClosed, PaperBallotCounted, ElectionRoundClosed, …
  ClosedBallot const* count = nullptr;  // null while it is open
  Recorded const* decision = nullptr;   // what the body decided by it
};
[[nodiscard]] std::vector<BallotFound> ballots_in(CaseFile const& file);

}  // namespace gozin::appointment
