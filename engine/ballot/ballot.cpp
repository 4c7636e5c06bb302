#include "engine/ballot/ballot.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace gozin::ballot {
namespace {

/// Keeps the product of a count and a part of a fraction inside 64 bits.
constexpr std::int64_t kLimit = 1'000'000'000;

bool is_fraction(Ratio ratio) {
  return ratio.den > 0 && ratio.den <= kLimit && ratio.num >= 0 && ratio.num <= ratio.den;
}

bool is_reachable(Majority const& majority) {
  if (!is_fraction(majority.fraction)) return false;
  return majority.threshold == Threshold::more_than ? majority.fraction.num < majority.fraction.den
                                                    : majority.fraction.num > 0;
}

/// Every number of a count under the name that a refusal gives it.
auto numbers_of(Count const& count) {
  auto const closing = count.closing.value_or(Attendance{});
  return std::array<std::pair<std::string_view, std::int64_t>, 11>{{
      {"seats", count.seats},
      {"filled", count.filled.value_or(0)},
      {"opening.present", count.opening.present},
      {"opening.recused", count.opening.recused},
      {"closing.present", closing.present},
      {"closing.recused", closing.recused},
      {"yes", count.yes},
      {"no", count.no},
      {"abstain", count.abstain},
      {"blank", count.blank_papers},
      {"void", count.void_papers},
  }};
}

std::optional<Rejection> fault_of(Attendance const& room, std::int64_t filled, char const* name) {
  if (room.present > filled) return Rejection{Reason::present_must_not_exceed_filled, name};
  if (room.recused > room.present) return Rejection{Reason::recused_must_not_exceed_present, name};
  return std::nullopt;
}

std::optional<Rejection> fault_of(Rule const& rule, Count const& count) {
  if (auto const fault = find_fault(rule)) return Rejection{*fault};
  for (auto const& [name, number] : numbers_of(count)) {
    if (number < 0) return Rejection{Reason::count_must_not_be_negative, std::string{name}};
    if (number > kLimit) return Rejection{Reason::count_must_not_exceed_limits, std::string{name}};
  }
  auto const filled = count.filled.value_or(count.seats);
  if (filled > count.seats) return Rejection{Reason::filled_must_not_exceed_seats, "filled"};
  if (auto fault = fault_of(count.opening, filled, "opening")) return fault;
  if (count.closing)
    if (auto fault = fault_of(*count.closing, filled, "closing")) return fault;
  auto const papers = count.yes + count.no + count.abstain + count.blank_papers + count.void_papers;
  if (papers > count.opening.present - count.opening.recused)
    return Rejection{Reason::papers_must_not_exceed_voters, "yes"};
  return std::nullopt;
}

/// A count after the meaning of blank and void papers has been worked in.
struct Votes {
  std::int64_t yes = 0;
  std::int64_t no = 0;
  std::int64_t abstain = 0;
};

Votes votes_of(Rule const& rule, Count const& count) {
  Votes votes{.yes = count.yes, .no = count.no, .abstain = count.abstain};
  if (rule.blank_counts_as == PaperMeaning::abstain) votes.abstain += count.blank_papers;
  if (rule.void_counts_as == PaperMeaning::abstain) votes.abstain += count.void_papers;
  return votes;
}

std::int64_t base_of(MajorityBase base, Count const& count, Votes const& votes) {
  switch (base) {
    case MajorityBase::cast:
      return votes.yes + votes.no;
    case MajorityBase::cast_and_abstain:
      return votes.yes + votes.no + votes.abstain;
    case MajorityBase::present:
      return count.opening.present;
    case MajorityBase::present_less_recused:
      return count.opening.present - count.opening.recused;
    case MajorityBase::filled:
      return count.filled.value_or(count.seats);
    case MajorityBase::seats:
      break;
  }
  return count.seats;
}

QuorumTest test(Quorum const& quorum, Count const& count) {
  auto const counted = [&](Attendance const& room) {
    return quorum.recused_count ? room.present : room.present - room.recused;
  };
  QuorumTest result{
      .fraction = quorum.at_least, .of = quorum.of, .recused_count = quorum.recused_count};
  result.base = quorum.of == QuorumBase::seats ? count.seats : count.filled.value_or(count.seats);
  result.needed = needed(Threshold::at_least, quorum.at_least, result.base);
  result.have = std::min(counted(count.opening), counted(count.closing.value_or(count.opening)));
  result.met = result.have >= result.needed;
  return result;
}

MajorityTest test(Majority const& majority, Count const& count, Votes const& votes) {
  MajorityTest result{.have = votes.yes,
                      .threshold = majority.threshold,
                      .fraction = majority.fraction,
                      .of = majority.of,
                      .base = base_of(majority.of, count, votes)};
  result.needed = needed(majority.threshold, majority.fraction, result.base);
  result.met = result.have >= result.needed;
  return result;
}

Verdict judge(Rule const& rule, Count const& count, Votes const& votes) {
  Verdict verdict{.quorum = test(rule.quorum, count),
                  .majority = test(rule.majority, count, votes)};
  if (rule.also) verdict.also = test(*rule.also, count, votes);

  bool const carried = verdict.majority.met && (!verdict.also || verdict.also->met);
  verdict.outcome = !verdict.quorum.met ? Outcome::inquorate
                    : carried           ? Outcome::carried
                                        : Outcome::failed;
  verdict.tied = verdict.outcome == Outcome::failed && votes.yes == votes.no && votes.yes > 0;
  return verdict;
}

}  // namespace

std::int64_t needed(Threshold threshold, Ratio fraction, std::int64_t base) {
  auto const product = fraction.num * base;
  auto const least = threshold == Threshold::more_than
                         ? product / fraction.den + 1
                         : (product + fraction.den - 1) / fraction.den;
  return std::max<std::int64_t>(least, 1);
}

std::optional<Reason> find_fault(Rule const& rule) {
  auto const quorum = rule.quorum.at_least;
  if (!is_fraction(quorum) || quorum.num == 0) return Reason::quorum_must_lie_between_zero_and_one;
  if (!is_reachable(rule.majority)) return Reason::majority_must_be_reachable;
  if (rule.also && !is_reachable(*rule.also)) return Reason::majority_must_be_reachable;
  return std::nullopt;
}

Result<Verdict> decide(Rule const& rule, Count const& count) {
  if (auto const fault = fault_of(rule, count)) return *fault;

  auto votes = votes_of(rule, count);
  auto verdict = judge(rule, count, votes);
  if (!count.tie_break) return verdict;

  bool const may_break = rule.tie == TieRule::chair || rule.tie == TieRule::lot;
  if (!may_break || !verdict.tied) return Rejection{Reason::tie_break_must_meet_a_tie, "tie_break"};
  ++(*count.tie_break ? votes.yes : votes.no);
  return judge(rule, count, votes);
}

Rule second_round_of(Rule const& rule) {
  auto second = rule;
  second.majority = {Threshold::more_than, Ratio{1, 2}, MajorityBase::cast};
  second.also.reset();
  second.tie = TieRule::reject;
  return second;
}

}  // namespace gozin::ballot
