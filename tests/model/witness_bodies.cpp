#include "tests/model/witness_bodies.hpp"

#include <algorithm>

namespace gozin::model {

using namespace appointment;

bool keeps_from_judging(Interest interest) {
  return interest == Interest::kinship || interest == Interest::superior ||
         interest == Interest::subordinate || interest == Interest::business;
}

rules::Gate const& gate_of(Witness const& witness, CaseSeen const& seen, Code const& code) {
  auto const& gates = witness.rules_of(seen).gates;
  return *std::ranges::find(gates, code, &rules::Gate::code);
}

rules::BallotRule const& rule_of(Witness const& witness, CaseSeen const& seen) {
  return witness.rules_of(seen).ballots.at(Code{std::string{seen.review->body.key()}});
}

std::set<PersonId> voters_of(Witness const& witness, StreamId const& body) {
  std::set<PersonId> voters;
  auto const found = witness.register_seen.seats.find(body);
  if (found == witness.register_seen.seats.end()) return voters;
  for (auto const& [person, office] : found->second)
    if (office != registry::Office::secretary) voters.insert(person);
  return voters;
}

std::set<PersonId> in_the_room(Witness const& witness, StreamId const& session,
                               std::set<PersonId> const& people) {
  std::set<PersonId> present;
  auto const found = witness.sessions.find(session);
  if (found == witness.sessions.end()) return present;
  for (auto const& person : people)
    if (found->second.room.contains(person)) present.insert(person);
  return present;
}

std::set<PersonId> in_the_room(Witness const& witness, BallotSeen const& ballot) {
  auto present = in_the_room(witness, ballot.session, ballot.electorate);
  auto const found = witness.sessions.find(ballot.session);
  if (found == witness.sessions.end()) return present;
  auto there = found->second.said;
  for (auto const& member : ballot.in_person)
    if (!found->second.departed.contains(member)) there.insert(member);
  for (auto const& member : there)
    if (ballot.present.contains(member) && ballot.electorate.contains(member))
      present.insert(member);
  return present;
}

/// By the body that the case is before, now or at another gate.
bool was_ruled_out(CaseSeen const& seen, PersonId const& member,
                   std::optional<NomineeId> const& nominee) {
  auto const found = seen.ruled.find(seen.review->body);
  return found != seen.ruled.end() && found->second.contains({member, nominee});
}

bool must_stand_aside(Witness const& witness, CaseSeen const& seen, PersonId const& member,
                      NomineeId const& nominee) {
  auto const& review = *seen.review;
  if (review.aside.contains({member, std::nullopt}) || review.aside.contains({member, nominee}) ||
      seen.said_once.contains({member, nominee}) || seen.found_out.contains({member, nominee}) ||
      was_ruled_out(seen, member, std::nullopt) || was_ruled_out(seen, member, nominee))
    return true;
  auto const found = seen.nominees.find(nominee);
  if (found == seen.nominees.end()) return false;
  return found->second.person == member ||
         (rule_of(witness, seen).nominator_is_recused && found->second.nominators.contains(member));
}

bool must_stand_aside(Witness const& witness, CaseSeen const& seen, PersonId const& member,
                      BallotSeen const& ballot) {
  auto const about = [&](NomineeId const& nominee) {
    return must_stand_aside(witness, seen, member, nominee);
  };
  // On the whole shortlist: whoever must stand aside for one of it who is still in the running.
  if (!ballot.nominee && ballot.standing.empty())
    return seen.review->aside.contains({member, std::nullopt}) ||
           was_ruled_out(seen, member, std::nullopt) ||
           std::ranges::any_of(seen.permitted, [&](NomineeId const& nominee) {
             auto const found = seen.nominees.find(nominee);
             bool const runs = found != seen.nominees.end() && found->second.standing == "admitted";
             return runs && about(nominee);
           });
  return (ballot.nominee && about(*ballot.nominee)) || std::ranges::any_of(ballot.standing, about);
}

/// Least whole number of people that satisfies a fraction of a base.
bool reaches(std::int64_t have, ballot::Ratio fraction, std::int64_t base) {
  return have > 0 && have * fraction.den >= fraction.num * base;
}

bool is_quorate(rules::BallotRule const& rule, BallotSeen const& ballot, std::int64_t present,
                std::int64_t recused) {
  auto const& quorum = rule.rule.quorum;
  bool const counts = quorum.recused_count || ballot.fallback;
  auto const base = quorum.of == ballot::QuorumBase::seats
                        ? rule.seats
                        : static_cast<std::int64_t>(ballot.electorate.size());
  return reaches(counts ? present : present - recused, quorum.at_least, base);
}

std::int64_t size_of(std::set<PersonId> const& people) {
  return static_cast<std::int64_t>(people.size());
}

bool is_quorate_at_close(Witness const& witness, CaseSeen const& seen, BallotSeen const& ballot) {
  auto const still = in_the_room(witness, ballot);
  auto const aside = std::ranges::count_if(still, [&](PersonId const& member) {
    return must_stand_aside(witness, seen, member, ballot);
  });
  auto const& rule = rule_of(witness, seen);
  return is_quorate(rule, ballot, size_of(ballot.present), size_of(ballot.recused)) &&
         is_quorate(rule, ballot, size_of(still), static_cast<std::int64_t>(aside));
}

bool stays_unread(Witness const& witness, CaseSeen const& seen, BallotSeen const& ballot) {
  return ballot.secrecy == ballot::Secrecy::secret && ballot.medium == Medium::electronic &&
         !is_quorate_at_close(witness, seen, ballot);
}

void see_close(Sight const& sight, BallotSeen const& ballot) {
  auto& [witness, seen, at, event] = sight;
  witness.demand(witness.sessions[ballot.session].open, "a count after its session");
  if (ballot.medium == Medium::paper) return;
  auto const there = in_the_room(witness, ballot);
  bool const silent = std::ranges::any_of(ballot.present, [&](PersonId const& member) {
    return there.contains(member) && !ballot.recused.contains(member) &&
           !ballot.roll.contains(member);
  });
  if (!silent) return;
  auto const aside = std::ranges::count_if(
      ballot.recused, [&](PersonId const& member) { return there.contains(member); });
  auto const cast = static_cast<std::int64_t>(ballot.roll.size());
  witness.demand(at.role.text == "body_chair" &&
                     is_quorate(rule_of(witness, seen), ballot, cast + aside, aside),
                 "a ballot closed over the heads of those who are there");
}

bool meets_majority(rules::BallotRule const& body, BallotSeen const& ballot, Tally tally) {
  auto const& rule = body.rule;
  auto const abstain = ballot.abstain +
                       (rule.blank_counts_as == ballot::PaperMeaning::abstain ? ballot.blank : 0) +
                       (rule.void_counts_as == ballot::PaperMeaning::abstain ? ballot.spoiled : 0);
  auto const meets = [&](ballot::Majority const& majority) {
    std::map<ballot::MajorityBase, std::int64_t> const bases{
        {ballot::MajorityBase::cast, tally.yes + tally.no},
        {ballot::MajorityBase::cast_and_abstain, tally.yes + tally.no + abstain},
        {ballot::MajorityBase::present, size_of(ballot.present)},
        {ballot::MajorityBase::present_less_recused,
         size_of(ballot.present) - size_of(ballot.recused)},
        {ballot::MajorityBase::filled, size_of(ballot.electorate)},
        {ballot::MajorityBase::seats, body.seats}};
    auto const have = tally.yes * majority.fraction.den;
    auto const wanted = majority.fraction.num * bases.at(majority.of);
    return tally.yes > 0 &&
           (majority.threshold == ballot::Threshold::more_than ? have > wanted : have >= wanted);
  };
  return meets(rule.majority) && (!rule.also || meets(*rule.also));
}

}  // namespace gozin::model
