#include "tests/model/witness_bodies.hpp"

#include <algorithm>

// Bodies: who was there, who had to stand aside, what was counted, what it means.
namespace gozin::model {
namespace {

using namespace appointment;

void see_gates(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  auto const reopen_from = [&](Code const& code) {
    bool reached = false;
    for (auto const& gate : witness.rules_of(seen).gates) {
      reached = reached || gate.code == code;
      if (reached) seen.gates.erase(gate.code);
    }
  };
  if (auto const* referred = event.as<CaseReferred>()) {
    seen.review = ReviewSeen{};
    seen.review->gate = referred->gate;
    seen.review->body = referred->body;
  }
  if (auto const* notified = event.as<BodyNotified>()) {
    seen.gates[notified->gate].asked = true;
    bool const binds = notified->recused &&
                       gate_of(witness, seen, notified->gate).kind != rules::GateKind::advisory;
    witness.demand(!binds, "a binding body gone on without", notified->gate.text);
  }
  if (auto const* returned = event.as<DecreeReturnedToReview>()) reopen_from(returned->gate);
  auto const sent_back = [&](auto const* returned, session::Procedure procedure) {
    auto const* motion = returned && returned->motion ? &*returned->motion : nullptr;
    bool const carried =
        motion && witness.sessions[motion->session].carried.contains({procedure, at.stream});
    witness.demand(!motion || carried, "a case sent back without its body");
    bool const by_rules = seen.review && seen.review->last && !seen.review->carried;
    witness.demand(!returned || motion || by_rules, "a case sent back by nobody");
  };
  sent_back(event.as<ReturnedToScreening>(), session::Procedure::return_to_screening);
  sent_back(event.as<ReturnedToAssessing>(), session::Procedure::return_to_assessing);
  if (event.as<ReturnedToScreening>() || event.as<ReturnedToAssessing>()) {
    seen.gates.clear();
    seen.review.reset();
    seen.permitted.clear();
  }
  if (event.as<GatesPassed>()) seen.review.reset();
}

/// What a body is said to have decided rests on a ballot that came out so.
void see_resolution(Sight const& sight, Code const& gate, Code const& ballot,
                    std::optional<NomineeId> const& nominee) {
  auto& [witness, seen, at, event] = sight;
  auto const* last = seen.review && seen.review->last ? &*seen.review->last : nullptr;
  witness.demand(last && last->code == ballot && last->nominee == nominee,
                 "a resolution without its ballot", gate.text);
  bool const in_favour = event.as<BodyApproved>() || event.as<BodyElected>() ||
                         (event.as<BodyAdvised>() && event.as<BodyAdvised>()->in_favour);
  witness.demand(seen.review && seen.review->carried == in_favour,
                 "a resolution that the ballot does not bear", gate.text);
  auto& standing = seen.gates[gate];
  if (event.as<BodyAdvised>()) standing.asked = true;
  if (event.as<BodyRejected>() && nominee) standing.approved.erase(*nominee);
  if (nominee && in_favour && !event.as<BodyAdvised>()) standing.approved.insert(*nominee);
  standing.effective = !gate_of(witness, seen, gate).binds_after;
}

void see_effect(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  if (auto const* sent = event.as<ResolutionSent>()) {
    seen.gates[sent->gate].binds = sent->binds;
    seen.gates[sent->gate].effective = false;
  }
  if (auto const* moved = event.as<DeadlineExtended>();
      moved && moved->name.text == "resolution" && seen.review)
    seen.gates[seen.review->gate].binds = moved->due;
  auto const is_authority = [&](Code const& gate) {
    auto const& after = gate_of(witness, seen, gate).binds_after;
    return after && after->sent_to == at.role;
  };
  if (auto const* effective = event.as<ResolutionEffective>()) {
    auto& gate = seen.gates[effective->gate];
    witness.demand(gate.binds.has_value(), "a resolution in effect that was not sent");
    witness.demand(is_authority(effective->gate) || (gate.binds && at.recorded >= *gate.binds),
                   "a resolution in effect before its period was over");
    gate.effective = true;
    gate.binds.reset();
  }
  if (auto const* objected = event.as<ResolutionObjected>()) {
    auto& gate = seen.gates[objected->gate];
    witness.demand(is_authority(objected->gate), "an objection by another authority");
    witness.demand(gate.binds && at.recorded <= *gate.binds, "an objection after the period");
    seen.gates.erase(objected->gate);
  }
}

void see_members(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  if (!seen.review) return;
  auto& review = *seen.review;
  auto const voters = voters_of(witness, review.body);
  if (auto const* declared = event.as<InterestDeclared>()) {
    witness.demand(voters.contains(declared->declarer), "a declaration by no member of the body");
    review.declared.insert({declared->declarer, declared->nominee});
  }
  if (auto const* recused = event.as<MemberRecused>())
    review.aside.insert({recused->member, recused->nominee});
  auto const* ruled = event.as<RecusalRuled>();
  if (!ruled) return;
  auto const others = static_cast<std::int64_t>(
      in_the_room(witness, review.session.value_or(StreamId{}), voters).size());
  witness.demand(ruled->yes + ruled->no <= others, "a ruling with more votes than people");
  witness.demand(ruled->upheld == (ruled->yes > ruled->no), "a ruling against its votes");
  auto const& session = witness.sessions[review.session.value_or(StreamId{})];
  witness.demand((ruled->upheld ? session.carried : session.lost)
                     .contains({session::Procedure::recuse, at.stream}),
                 "a ruling that the body did not give");
  if (ruled->upheld) seen.ruled[review.body].insert({ruled->member, ruled->nominee});
}

/// Who is there and who stands aside is counted here once more (threat T16).
void see_opened(Sight const& sight, BallotOpened const& opened) {
  auto& [witness, seen, at, event] = sight;
  if (!seen.review) return witness.demand(false, "a ballot without a review");
  BallotSeen ballot{.code = opened.ballot,
                    .nominee = opened.nominee,
                    .session = opened.session,
                    .secrecy = opened.secrecy,
                    .medium = opened.medium,
                    .round = opened.round,
                    .fallback = opened.fallback,
                    .electorate = {opened.electorate.begin(), opened.electorate.end()},
                    .present = {opened.present.begin(), opened.present.end()},
                    .recused = {opened.recused.begin(), opened.recused.end()},
                    .standing = {},
                    .roll = {},
                    .in_person = {},
                    .names = {}};
  if (opened.standing) ballot.standing = {opened.standing->begin(), opened.standing->end()};
  auto const& review = *seen.review;
  auto const session = witness.sessions.find(opened.session);
  witness.demand(session != witness.sessions.end() && session->second.open &&
                     session->second.body == review.body,
                 "a ballot outside of an open session");
  witness.demand(ballot.electorate == voters_of(witness, review.body),
                 "a ballot with another electorate");
  witness.demand(ballot.present == in_the_room(witness, opened.session, ballot.electorate),
                 "a ballot with people who are not there");
  auto about = ballot.standing;
  if (opened.nominee) about.insert(*opened.nominee);
  for (auto const& member : ballot.present) {
    bool const aside = must_stand_aside(witness, seen, member, ballot);
    witness.demand(aside == ballot.recused.contains(member), "a ballot with the wrong recusals",
                   member.text);
    for (auto const& nominee : about)
      witness.demand(aside || review.declared.contains({member, nominee}),
                     "a ballot before everybody has declared", member.text);
  }
  witness.demand(
      is_quorate(rule_of(witness, seen), ballot, size_of(ballot.present), size_of(ballot.recused)),
      "a ballot below quorum");
  witness.demand(ballot.recused.size() < ballot.present.size(), "a ballot without a voter");
  for (auto const& nominee : about)
    witness.demand(seen.nominees[nominee].standing == "admitted",
                   "a ballot on somebody who is out of the running");
  if (opened.standing) see_standing(sight, ballot);
  seen.review->ballot = std::move(ballot);
}

/// A choice stands in the roll of an open vote alone (threat T14).
void see_cast(Sight const& sight, BallotCast const& cast) {
  auto& [witness, seen, at, event] = sight;
  if (!seen.review || !seen.review->ballot || seen.review->ballot->code != cast.ballot)
    return witness.demand(false, "a vote without a ballot");
  auto& ballot = *seen.review->ballot;
  witness.demand(ballot.electorate.contains(cast.voter), "a vote by no member");
  witness.demand(ballot.present.contains(cast.voter), "a vote by somebody absent");
  witness.demand(in_the_room(witness, ballot).contains(cast.voter), "a vote from outside the room");
  witness.demand(!ballot.recused.contains(cast.voter), "a vote by a recused member");
  witness.demand(ballot.roll.emplace(cast.voter, cast.choice).second, "a vote twice");
  if (at.behalf.empty()) ballot.in_person.insert(cast.voter);
  bool const is_open =
      ballot.secrecy == ballot::Secrecy::open && ballot.medium == Medium::electronic;
  if (!ballot.standing.empty()) see_name(sight, ballot, cast);
  bool const says = cast.choice || cast.voted_for;
  witness.demand(says == is_open, "a choice where it must not stand");
  bool const own = principal_of(at) == cast.voter;
  witness.demand(own || ballot.medium == Medium::paper, "a vote for somebody else");
  witness.demand(is_open || ballot.medium == Medium::paper || at.behalf.empty(),
                 "a secret vote by somebody else's hand");
}

/// Whether the votes carry the question, by the rule of the body.
bool carries(rules::BallotRule const& body, BallotSeen const& ballot) {
  if (ballot.round > 1) return ballot.yes > ballot.no;
  return meets_majority(body, ballot, {ballot.yes, ballot.no});
}

void count(Sight const& sight, BallotOutcome outcome) {
  auto& [witness, seen, at, event] = sight;
  auto& review = *seen.review;
  auto& ballot = *review.ballot;
  see_close(sight, ballot);
  auto const cast = ballot.yes + ballot.no + ballot.abstain + ballot.blank + ballot.spoiled;
  bool const unread = stays_unread(witness, seen, ballot);
  witness.demand(cast == (unread ? 0 : static_cast<std::int64_t>(ballot.roll.size())),
                 "count is not roll");
  auto const expected = !is_quorate_at_close(witness, seen, ballot) ? BallotOutcome::inquorate
                        : carries(rule_of(witness, seen), ballot)   ? BallotOutcome::carried
                                                                    : BallotOutcome::failed;
  witness.demand(outcome == expected, "an outcome that the votes do not give",
                 std::string{name_of(outcome)});
  review.carried = outcome == BallotOutcome::carried;
  review.last = std::move(ballot);
  review.ballot.reset();
}

}  // namespace

void see_reviewing(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  see_members(sight);
  see_gates(sight);
  see_effect(sight);
  if (auto const* opened = event.as<DeliberationOpened>(); opened && seen.review)
    seen.review->session = opened->session;
  if (auto const* proposed = event.as<CandidateProposed>())
    witness.demand(seen.permitted.contains(proposed->nominee),
                   "a candidate outside of the permitted set", proposed->nominee.text);
  if (auto const* one = event.as<BodyApproved>())
    see_resolution(sight, one->gate, one->ballot, one->nominee);
  if (auto const* one = event.as<BodyElected>())
    see_resolution(sight, one->gate, one->ballot, one->nominee);
  if (auto const* one = event.as<BodyRejected>())
    see_resolution(sight, one->gate, one->ballot, one->nominee);
  if (auto const* one = event.as<BodyAdvised>())
    see_resolution(sight, one->gate, one->ballot, one->nominee);
}

void see_balloting(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  if (auto const* opened = event.as<BallotOpened>()) see_opened(sight, *opened);
  if (auto const* cast = event.as<BallotCast>()) see_cast(sight, *cast);
  if (event.as<BallotVoided>() && seen.review) seen.review->ballot.reset();
  auto* ballot = seen.review && seen.review->ballot ? &*seen.review->ballot : nullptr;
  if (auto const* closed = event.as<BallotClosed>(); closed && ballot) {
    ballot->yes = closed->yes;
    ballot->no = closed->no;
    ballot->abstain = closed->abstain;
    if (ballot->secrecy == ballot::Secrecy::open)
      witness.demand(std::ranges::count_if(
                         ballot->roll, [](auto const& one) { return one.second == Choice::yes; }) ==
                         closed->yes,
                     "votes counted that were not given");
    count(sight, closed->outcome);
  }
  if (auto const* counted = event.as<PaperBallotCounted>(); counted && ballot) {
    ballot->yes = counted->yes;
    ballot->no = counted->no;
    ballot->abstain = counted->abstain;
    ballot->blank = counted->blank;
    ballot->spoiled = counted->spoiled;
    std::set<PersonId> const tellers{counted->tellers.begin(), counted->tellers.end()};
    witness.demand(tellers.size() == 2, "tellers who are not two");
    for (auto const& [id, nominee] : seen.nominees)
      witness.demand(!nominee.person || !tellers.contains(*nominee.person), "a candidate counting");
    count(sight, counted->outcome);
  }
  see_electing(sight);
  if (auto const* broken = event.as<TieBroken>(); broken && seen.review && seen.review->last) {
    auto& last = *seen.review->last;
    witness.demand(last.code == broken->ballot && last.yes == last.no && !seen.review->carried,
                   "a tie broken that is none");
    seen.review->carried = broken->outcome == BallotOutcome::carried;
  }
  if (event.as<BallotClosed>() || event.as<PaperBallotCounted>())
    witness.demand(ballot != nullptr, "a count without a ballot");
}

}  // namespace gozin::model
