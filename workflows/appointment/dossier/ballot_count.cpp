#include "workflows/appointment/dossier/ballot_count.hpp"

#include "workflows/appointment/ballots.hpp"
#include "workflows/appointment/elections.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

/// The event by which the chair or the lot settled the ballot; none where nobody had to.
template <class E>
E const* settled_by(CaseFile const& file, BallotFound const& ballot) {
  for (auto const& found : file.all<E>())
    if (found->ballot == ballot.opened->ballot) return found.fact;
  return nullptr;
}

ballot::Attendance attendance_at_opening(BallotOpened const& opened) {
  return {.present = std::ssize(opened.present), .recused = std::ssize(opened.recused)};
}

/// Who had left by the close shows in the quorum that was found then.
std::optional<ballot::Attendance> attendance_at_closing(BallotFound const& ballot,
                                                        rules::BallotRule const& counted_by) {
  auto const& count = *ballot.count;
  auto const opening = attendance_at_opening(*ballot.opened.fact);
  bool const with_recused = counted_by.rule.quorum.recused_count || ballot.opened->fallback;
  auto const have = with_recused ? opening.present : opening.present - opening.recused;
  if (count.quorum.have >= have) return std::nullopt;
  auto closing = opening;
  closing.present -= have - count.quorum.have;
  closing.recused = std::min(closing.recused, closing.present);
  return closing;
}

CountedAgain counted(ballot::Verdict const& verdict) {
  return {.quorum = threshold_of(verdict.quorum),
          .majority = threshold_of(verdict.majority),
          .also = threshold_of(verdict.also),
          .outcome = name_of(verdict.outcome),
          .who = {}};
}

Result<CountedAgain> count_election(CaseFile const& file, BallotFound const& ballot,
                                    rules::BallotRule const& counted_by,
                                    rules::BallotRule const& rule) {
  auto const& count = *ballot.count;
  ballot::ElectionCount again{.seats = rule.seats,
                              .filled = std::ssize(ballot.opened->electorate),
                              .opening = attendance_at_opening(*ballot.opened.fact),
                              .closing = attendance_at_closing(ballot, counted_by),
                              .votes = count.votes,
                              .abstain = count.abstain,
                              .blank_papers = count.blank,
                              .void_papers = count.spoiled};
  auto verdict = decide_election(rule, count.ballot, again);
  auto const* broken = settled_by<ElectionTieBroken>(file, ballot);
  if (verdict && verdict->outcome == ElectionOutcome::tied && broken) {
    again.drawn = broken->drawn;
    verdict = decide_election(rule, count.ballot, again);
  }
  if (!verdict) return verdict.error();
  return CountedAgain{.quorum = threshold_of(verdict->quorum),
                      .majority = threshold_of(verdict->majority),
                      .also = threshold_of(verdict->also),
                      .outcome = name_of(verdict->outcome),
                      .who = verdict->who,
                      .by_relative_majority = verdict->by_relative_majority};
}

template <class E>
bool take_count(BallotFound const& ballot, CountedAgain& recorded) {
  auto const* closed = ballot.closed ? ballot.closed->event.as<E>() : nullptr;
  if (!closed) return false;
  recorded.quorum = closed->quorum;
  recorded.majority = closed->majority;
  recorded.also = closed->also;
  recorded.outcome = name_of(closed->outcome);
  return true;
}

/// How a tie was settled after the count.
template <class E>
E const* take_settlement(CaseFile const& file, BallotFound const& ballot, CountedAgain& recorded) {
  auto const* broken = settled_by<E>(file, ballot);
  if (!broken) return nullptr;
  recorded.majority = broken->majority;
  recorded.also = broken->also;
  recorded.outcome = name_of(broken->outcome);
  return broken;
}

}  // namespace

Code body_of(CaseFile const& file, BallotFound const& ballot) {
  auto const then = file.as_of(ballot.opened.seq());
  return then.review ? Code{std::string{then.review->body.key()}} : Code{};
}

Result<CountedAgain> count_again(CaseFile const& file, BallotFound const& ballot,
                                 rules::BallotRule const& counted_by,
                                 rules::BallotRule const& rule) {
  auto const& count = *ballot.count;
  if (is_election(count.ballot)) return count_election(file, ballot, counted_by, rule);
  ballot::Count again{.seats = rule.seats,
                      .filled = std::ssize(ballot.opened->electorate),
                      .opening = attendance_at_opening(*ballot.opened.fact),
                      .closing = attendance_at_closing(ballot, counted_by),
                      .yes = count.yes,
                      .no = count.no,
                      .abstain = count.abstain,
                      .blank_papers = count.blank,
                      .void_papers = count.spoiled};
  auto const used = rule_of(rule, count.ballot);
  auto verdict = ballot::decide(used, again);
  auto const* broken = settled_by<TieBroken>(file, ballot);
  bool const settles = used.tie == ballot::TieRule::chair || used.tie == ballot::TieRule::lot;
  if (verdict && verdict->tied && settles && broken) {
    again.tie_break = broken->choice == Choice::yes;
    verdict = ballot::decide(used, again);
  }
  if (!verdict) return verdict.error();
  return counted(*verdict);
}

CountedAgain as_recorded(CaseFile const& file, BallotFound const& ballot) {
  CountedAgain recorded;
  if (take_count<BallotClosed>(ballot, recorded) ||
      take_count<PaperBallotCounted>(ballot, recorded)) {
    take_settlement<TieBroken>(file, ballot, recorded);
    return recorded;
  }
  if (!take_count<ElectionRoundClosed>(ballot, recorded)) return recorded;
  auto const* closed = ballot.closed->event.as<ElectionRoundClosed>();
  recorded.who = closed->who;
  recorded.by_relative_majority = closed->by_relative_majority;
  if (auto const* broken = take_settlement<ElectionTieBroken>(file, ballot, recorded))
    recorded.who = broken->who;
  return recorded;
}

}  // namespace gozin::appointment
