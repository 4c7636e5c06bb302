#include "workflows/appointment/deliberation.hpp"

#include "workflows/appointment/meetings.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin::appointment {
namespace {

/// By own word or by a ruling of the body, for the item as a whole or for one of these.
bool stood_aside(Case const& state, PersonId const& member,
                 std::vector<NomineeId> const& subjects) {
  auto const concerns = [&](auto const& ruling) {
    return ruling.member == member &&
           (!ruling.nominee ||
            std::find(subjects.begin(), subjects.end(), *ruling.nominee) != subjects.end());
  };
  auto const& review = *state.review;
  auto const& rulings = state.kept_aside.rulings;
  return std::any_of(review.recused.begin(), review.recused.end(), concerns) ||
         std::any_of(rulings.begin(), rulings.end(), [&](UpheldRuling const& ruling) {
           return ruling.body == review.body && concerns(ruling);
         });
}

/// Asked anew whenever the case is referred.
bool declared_here(ReviewState const& review, PersonId const& member, NomineeId const& nominee) {
  return std::any_of(review.declarations.begin(), review.declarations.end(),
                     [&](Declaration const& declaration) {
                       return declaration.declarer == member && declaration.nominee == nominee;
                     });
}

bool nominated(Nominee const& nominee, PersonId const& member) {
  return std::any_of(nominee.nominators.begin(), nominee.nominators.end(),
                     [&](Nominator const& nominator) { return nominator.person == member; });
}

}  // namespace

std::vector<NomineeId> subjects_of(Context const& context,
                                   std::optional<NomineeId> const& nominee) {
  auto const& state = case_of(context);
  if (nominee) return {*nominee};
  if (!elects_by_name(state)) return candidates_of(state);
  auto const& open = state.review->ballot;
  return open ? open->standing : coming_round(state, rules_of(context)).standing;
}

bool is_among(std::vector<PersonId> const& people, PersonId const& person) {
  return std::find(people.begin(), people.end(), person) != people.end();
}

std::optional<Rejection> flaw_of_officer(Context const& context) {
  auto const& review = case_of(context).review;
  if (!review) return Rejection{Reason::case_must_be_under_review};
  auto const office = context.call.role == Code{"body_chair"} ? registry::Office::chair
                                                              : registry::Office::secretary;
  auto const* body = body_of(context);
  auto const& call = context.call;
  auto const serves = [&](PersonId const& who) {
    return body && !who.empty() && registry::holds_office(*body, who, office);
  };
  // Whoever stands in for an officer serves by that; who writes down a member's act does not.
  if (serves(call.actor) || (!is_transcribed(call) && serves(call.behalf))) return std::nullopt;
  return Rejection{Reason::officer_must_serve_the_body, review->body.text};
}

std::optional<Rejection> flaw_of_session(Context const& context) {
  auto const& review = case_of(context).review;
  if (!review) return Rejection{Reason::case_must_be_under_review};
  if (!review->session || !context.view.find<session::Session>(*review->session) ||
      !context.view.in(*review->session, "Open"))
    return Rejection{Reason::session_must_be_open, review->session.value_or(StreamId{}).text};
  return std::nullopt;
}

registry::Body const* body_of(Context const& context) {
  return context.view.find<registry::Body>(case_of(context).review->body);
}

rules::BallotRule const& ballot_rule_of(rules::RuleSet const& rules, ReviewState const& review) {
  auto const* rule = rules::find_ballot_rule(rules, Code{std::string{review.body.key()}});
  if (!rule) throw std::logic_error("no ballot rule for " + review.body.text);
  return *rule;
}

Result<PersonId> member_acting(Context const& context) {
  if (!case_of(context).review) return Rejection{Reason::case_must_be_under_review};
  auto const& call = context.call;
  bool const written_down = call.role == Code{"body_secretary"};
  if (written_down) {
    if (call.behalf.empty()) return Rejection{Reason::clerk_must_name_the_member};
    if (auto const refused = flaw_of_officer(context)) return *refused;
  } else if (!call.behalf.empty() && call.channel != Code{"clerk"}) {
    return Rejection{Reason::member_must_act_in_person, call.behalf.text};
  }
  auto const member = principal_of(call);
  auto const* body = body_of(context);
  if (!body || !is_among(registry::voters(*body), member))
    return Rejection{Reason::voter_must_sit_on_body, member.text};
  return member;
}

bool disqualifies(Interest interest) {
  return interest == Interest::kinship || interest == Interest::superior ||
         interest == Interest::subordinate || interest == Interest::business;
}

std::optional<Interest> forbidding_interest(Case const& state, PersonId const& person,
                                            NomineeId const& nominee, bool as_nominator) {
  auto const declared = state.kept_aside.declared.find({person, nominee});
  if (declared == state.kept_aside.declared.end()) return std::nullopt;
  std::optional<Interest> gravest;
  for (auto const& [interest, act] : declared->second) {
    if (disqualifies(interest)) return interest;
    if (as_nominator && interest == Interest::nominator) gravest = interest;
  }
  return gravest;
}

std::vector<session::Motion const*> motions_at_hand(Context const& context,
                                                    StreamId const& session) {
  std::vector<session::Motion const*> found;
  auto const* meeting = context.view.find<session::Session>(session);
  if (!meeting) return found;
  auto const& spent = case_of(context).motions_spent;
  for (auto const& motion : meeting->motions)
    if (motion.rev && motion.entered.about == context.stream &&
        !spent.contains({session, *motion.rev}) && has_quorum_of_case(motion, context))
      found.push_back(&motion);
  return found;
}

MotionCited cited(session::Motion const& motion, StreamId const& session) {
  return {.session = session,
          .rev = motion.rev.value_or(0),
          .yes = motion.entered.yes,
          .no = motion.entered.no};
}

std::vector<NomineeId> without_interest(std::map<NomineeId, Interest> const& interests) {
  std::vector<NomineeId> nominees;
  for (auto const& [nominee, interest] : interests)
    if (!disqualifies(interest)) nominees.push_back(nominee);
  return nominees;
}

bool is_recused(Context const& context, PersonId const& member,
                std::optional<NomineeId> const& nominee) {
  auto const& state = case_of(context);
  auto const& review = *state.review;
  auto const subjects = subjects_of(context, nominee);
  if (stood_aside(state, member, subjects)) return true;
  bool const nominator_is_recused = ballot_rule_of(rules_of(context), review).nominator_is_recused;
  return std::any_of(subjects.begin(), subjects.end(), [&](NomineeId const& id) {
    auto const* subject = find_nominee(state, id);
    if (subject && subject->person == member) return true;
    if (state.conflicts.contains({member, id})) return true;
    if (nominator_is_recused && subject && nominated(*subject, member)) return true;
    return forbidding_interest(state, member, id, nominator_is_recused).has_value();
  });
}

Room room_for(Context const& context, std::optional<NomineeId> const& nominee) {
  auto const& review = *case_of(context).review;
  auto const* body = body_of(context);
  auto const* meeting =
      review.session ? context.view.find<session::Session>(*review.session) : nullptr;
  Room room;
  if (body) room.electorate = registry::voters(*body);
  std::sort(room.electorate.begin(), room.electorate.end());
  for (auto const& member : room.electorate) {
    bool const recused = is_recused(context, member, nominee);
    if (recused) ++room.recused_in_all;
    if (!meeting || !meeting->present.contains(member)) continue;
    room.present.push_back(member);
    if (recused) room.recused.push_back(member);
  }
  return room;
}

std::int64_t count_present(Context const& context, std::vector<PersonId> const& people) {
  auto const& review = *case_of(context).review;
  auto const* meeting =
      review.session ? context.view.find<session::Session>(*review.session) : nullptr;
  if (!meeting) return 0;
  return std::count_if(people.begin(), people.end(),
                       [&](PersonId const& person) { return meeting->present.contains(person); });
}

std::vector<PersonId> undeclared_in(Context const& context, Room const& room,
                                    std::optional<NomineeId> const& nominee) {
  auto const& state = case_of(context);
  auto const subjects = subjects_of(context, nominee);
  std::vector<PersonId> silent;
  for (auto const& member : room.present) {
    if (stood_aside(state, member, subjects)) continue;
    bool const declared = std::all_of(
        subjects.begin(), subjects.end(),
        [&](NomineeId const& subject) { return declared_here(*state.review, member, subject); });
    if (!declared) silent.push_back(member);
  }
  return silent;
}

Code const* hint_in(Context const& context, Room const& room,
                    std::optional<NomineeId> const& nominee) {
  for (auto const& subject : subjects_of(context, nominee))
    for (auto const& member : room.present) {
      auto const* hint = find_hint(case_of(context), member, subject);
      // Who must not vote anyway needs nobody's word.
      if (hint && !is_recused(context, member, nominee)) return hint;
    }
  return nullptr;
}

Result<QuorumFound> quorum_in(Room const& room, rules::BallotRule const& body_rule) {
  auto const filled = static_cast<std::int64_t>(room.electorate.size());
  ballot::Count const count{.seats = body_rule.seats,
                            .filled = filled,
                            .opening = {.present = static_cast<std::int64_t>(room.present.size()),
                                        .recused = static_cast<std::int64_t>(room.recused.size())}};
  QuorumFound found{.rule = body_rule.rule, .test = {}};
  auto verdict = ballot::decide(found.rule, count);
  if (!verdict) return verdict.error();

  auto const needed = verdict->quorum.needed;
  bool const out_of_reach =
      !found.rule.quorum.recused_count && filled >= needed && filled - room.recused_in_all < needed;
  if (out_of_reach) {
    if (body_rule.fallback == rules::Fallback::none)
      return Rejection{Reason::quorum_must_be_reachable,
                       shortfall(filled - room.recused_in_all, needed)};
    if (body_rule.fallback == rules::Fallback::refer_to)
      return Rejection{Reason::ballot_must_be_held_by_fallback_body,
                       body_rule.refer_to.value_or(Code{}).text};
    found.fallback = true;
    found.rule.quorum.recused_count = true;
    verdict = ballot::decide(found.rule, count);
    if (!verdict) return verdict.error();
  }
  found.test = verdict->quorum;
  if (!found.test.met)
    return Rejection{Reason::quorum_must_be_present, shortfall(found.test.have, needed)};
  // Where the recused count, they may be a quorum by themselves, and decide nothing.
  if (room.recused.size() == room.present.size()) {
    bool const in_any_room = room.recused_in_all < filled;
    if (!in_any_room && body_rule.fallback == rules::Fallback::refer_to)
      return Rejection{Reason::ballot_must_be_held_by_fallback_body,
                       body_rule.refer_to.value_or(Code{}).text};
    return Rejection{Reason::ballot_must_have_voters, shortfall(0, 1)};
  }
  return found;
}

std::string shortfall(std::int64_t have, std::int64_t needed) {
  return std::to_string(have) + " < " + std::to_string(needed);
}

}  // namespace gozin::appointment
