#include "workflows/appointment/commands/nominating.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "workflows/appointment/clocks.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/naming.hpp"
#include "workflows/appointment/transcribing.hpp"

#include <algorithm>
#include <array>

namespace gozin::appointment {
namespace {

using rules::Channel;

/// Through which channels a role puts names forward. A clerk writes down for anybody.
bool fits(std::string_view role, Channel channel) {
  if (channel == Channel::clerk) return true;
  if (role == "department_officer") return channel == Channel::department;
  if (role == "body_member") return channel == Channel::body_member;
  return channel == Channel::citizen || channel == Channel::self || channel == Channel::talent_pool;
}

bool is_own_name(Channel channel) {
  return channel == Channel::self || channel == Channel::talent_pool;
}

/// What is wrong with a nomination as such, before anybody looks at who it is.
std::optional<Rejection> flaw_of(Nominate const& command, Context const& context) {
  auto const& state = case_of(context);
  auto const nominator = principal_of(context.call);
  if (state.published.ms > 0 && context.call.now > state.window_closes)
    return Rejection{Reason::nomination_must_be_in_time, to_rfc3339(state.window_closes)};
  if (!fits(context.call.role.text, command.channel))
    return Rejection{Reason::channel_must_fit_role, std::string{name_of(command.channel)}};
  if (command.channel == Channel::clerk && !is_transcribed(context.call))
    return Rejection{Reason::nominator_must_be_named};
  if (is_own_name(command.channel) && command.person.value_or(nominator) != nominator)
    return Rejection{Reason::self_nomination_must_name_oneself};
  if (command.channel == Channel::talent_pool && !state.invited.contains(nominator))
    return Rejection{Reason::pool_member_must_be_invited};
  if (!is_own_name(command.channel) && !command.person && !command.name)
    return Rejection{Reason::nominee_must_be_named};
  return std::nullopt;
}

/// Whether this person has answered already, so that another answer would change the first.
bool has_answered(Case const& state, PersonId const& person) {
  auto const* nominee = nominee_of(state, person);
  return nominee &&
         (nominee->standing == Standing::consented || nominee->standing == Standing::admitted ||
          nominee->standing == Standing::excluded);
}

void ask_for_consent(Decision& decision, Context const& context, NomineeId const& nominee) {
  auto const due = deadline(context, rules_of(context).nomination.consent);
  decision.add(context.stream, DeadlineSet{.name = consent_deadline(nominee), .due = due});
}

bool has_missed(Case const& state, Code const& name) {
  auto const found = state.deadlines.find(name);
  return found != state.deadlines.end() && found->second.missed;
}

bool is_known_to_rules(Code const& about, rules::RuleSet const& rules) {
  return rules::find_condition(rules, about) || rules::find_criterion(rules, about);
}

/// Each person keeps one nomination: the one that has come furthest.
void merge_all(Decision& decision, Context const& context) {
  std::set<PersonId> seen;
  for (auto const& [id, nominee] : case_of(context).nominees) {
    auto const* kept = nominee.person ? nominee_of(case_of(context), *nominee.person) : nullptr;
    if (!kept || !seen.insert(*nominee.person).second) continue;
    merge_others(decision, context, *nominee.person, kept->id);
  }
}

/// Why nobody is left to screen; nothing when somebody is.
std::optional<UnfilledCause> nobody_left(Case const& state) {
  if (is_nobody_named(state)) return UnfilledCause::nobody_nominated;
  bool const somebody =
      std::any_of(state.nominees.begin(), state.nominees.end(), [](auto const& one) {
        return one.second.standing == Standing::received ||
               one.second.standing == Standing::consented;
      });
  // Whoever is only written down as having left may come back.
  if (somebody || flaw_of_departures(state)) return std::nullopt;
  return UnfilledCause::everybody_withdrew;
}

}  // namespace

Result<Decision> decide(Nominate const& command, Context const& context) {
  if (auto const refused = flaw_of(command, context)) return *refused;
  auto const nominator = principal_of(context.call);
  bool const own = is_own_name(command.channel);
  auto const person = own ? std::optional{nominator} : command.person;
  if (auto const refused = flaw_of(
          Proposal{.nominator = nominator, .channel = command.channel, .person = person}, context))
    return *refused;
  if (own && has_answered(case_of(context), nominator))
    return Rejection{Reason::nomination_must_be_unanswered};

  Decision decision;
  decision.add(context.stream, NominationReceived{.nominee = command.nominee,
                                                  .channel = command.channel,
                                                  .nominator = nominator,
                                                  .person = person,
                                                  .name = command.name,
                                                  .workplace = command.workplace,
                                                  .statement = command.statement});
  if (own) {
    decision.add(context.stream, NominationConsented{.nominee = command.nominee});
    merge_others(decision, context, nominator, command.nominee);
  } else if (person) {
    ask_for_consent(decision, context, command.nominee);
  }
  return decision;
}

Result<Decision> decide(MatchNominee const& command, Context const& context) {
  auto const& state = case_of(context);
  auto const nominee = known_nominee(state, command.nominee);
  if (!nominee) return nominee.error();
  // What was set aside stays so: matched afterwards, it would be somebody who was never asked.
  if ((*nominee)->person || (*nominee)->standing != Standing::received)
    return Rejection{Reason::nominee_must_await_match, command.nominee.text};
  if (auto const refused = flaw_of_nominee(command.person, context)) return *refused;

  auto const& id = (*nominee)->id;
  Decision decision;
  decision.add(context.stream, NomineeMatched{.nominee = id, .person = command.person});
  if (auto const* known = nominee_of(state, command.person))
    decision.add(context.stream, NominationMerged{.nominee = id, .into = known->id});
  else
    ask_for_consent(decision, context, id);
  return decision;
}

Result<Decision> decide(MergeNominations const& command, Context const& context) {
  auto const& state = case_of(context);
  auto const nominee = known_nominee(state, command.nominee);
  if (!nominee) return nominee.error();
  auto const into = known_nominee(state, command.into);
  if (!into) return into.error();
  if (*nominee == *into) return Rejection{Reason::nominations_must_differ, command.into.text};
  if ((*nominee)->person && (*nominee)->person != (*into)->person)
    return Rejection{Reason::nominations_must_name_one_person};
  if ((*nominee)->standing != Standing::received)
    return Rejection{Reason::nomination_must_be_unanswered, (*nominee)->id.text};

  Decision decision;
  decision.add(context.stream, NominationMerged{.nominee = (*nominee)->id, .into = (*into)->id});
  return decision;
}

Result<Decision> decide(InvitePoolMember const& command, Context const& context) {
  auto const& state = case_of(context);
  if (!rules_of(context).nomination.channels.contains(Channel::talent_pool))
    return Rejection{Reason::channel_must_be_open, std::string{name_of(Channel::talent_pool)}};
  if (state.published.ms > 0 && context.call.now > state.window_closes)
    return Rejection{Reason::nomination_must_be_in_time, to_rfc3339(state.window_closes)};
  if (auto const refused = flaw_of_nominee(command.person, context)) return *refused;
  if (state.invited.contains(command.person))
    return Rejection{Reason::pool_member_must_not_be_invited_twice, command.person.text};

  Decision decision;
  decision.add(context.stream, PoolMemberInvited{.person = command.person});
  return decision;
}

Result<Decision> decide(ConsentToNomination const& command, Context const& context) {
  auto const& state = case_of(context);
  auto const nominee = own_nomination(context, command.nominee,
                                      Rejection{Reason::nominee_must_consent_for_themselves});
  if (!nominee) return nominee.error();
  auto const& id = (*nominee)->id;
  if ((*nominee)->standing != Standing::received || has_answered(state, *(*nominee)->person))
    return Rejection{Reason::nomination_must_be_unanswered, id.text};
  if (has_missed(state, consent_deadline(id))) return Rejection{Reason::consent_must_be_in_time};

  Decision decision;
  decision.add(context.stream, NominationConsented{.nominee = id});
  merge_others(decision, context, *(*nominee)->person, id);
  return decision;
}

Result<Decision> decide(DeclineNomination const& command, Context const& context) {
  auto const nominee =
      own_nomination(context, command.nominee, Rejection{Reason::nominee_must_act_for_themselves});
  if (!nominee) return nominee.error();
  auto const standing = (*nominee)->standing;
  if (standing != Standing::received && standing != Standing::consented)
    return Rejection{Reason::nomination_must_be_unanswered, (*nominee)->id.text};

  Decision decision;
  decision.add(context.stream,
               NominationDeclined{.nominee = command.nominee, .reason = command.reason});
  return decision;
}

Result<Decision> decide(FileEvidence const& command, Context const& context) {
  auto const nominee = running_nominee(case_of(context), command.nominee);
  auto const known = known_nominee(case_of(context), command.nominee);
  if (!known) return known.error();
  // Somebody excluded may go through screening again; then new evidence is the point of it.
  if (!nominee && case_of(context).readmitted != (*known)->id) return nominee.error();
  if (context.call.role.text == "nominee")
    if (auto const own = own_nomination(context, command.nominee,
                                        Rejection{Reason::nominee_must_act_for_themselves});
        !own)
      return own.error();
  if (auto const refused = not_readmitted(context, **known)) return *refused;
  if (!is_known_to_rules(command.about, rules_of(context)))
    return Rejection{Reason::evidence_must_concern_condition_or_criterion, command.about.text};

  Decision decision;
  decision.add(context.stream, EvidenceFiled{.nominee = command.nominee,
                                             .evidence = command.evidence,
                                             .about = command.about,
                                             .document = command.document,
                                             .description = command.description});
  return decision;
}

Result<Decision> decide(VerifyEvidence const& command, Context const& context) {
  auto const known = known_nominee(case_of(context), command.nominee);
  if (!known) return known.error();
  auto const& nominee = **known;
  auto const evidence =
      std::find_if(nominee.evidence.begin(), nominee.evidence.end(),
                   [&](Evidence const& one) { return one.code == command.evidence; });
  if (evidence == nominee.evidence.end())
    return Rejection{Reason::evidence_must_be_known, command.evidence.text};
  if (evidence->holds)
    return Rejection{Reason::evidence_must_await_verification, command.evidence.text};
  std::array const verifiers{context.call.actor, principal_of(context.call)};
  for (auto const& verifier : verifiers)
    if (verifier == evidence->filed_by || verifier == evidence->entered_by ||
        verifier == nominee.person)
      return Rejection{Reason::verifier_must_not_have_filed};
  if (auto const refused = not_readmitted(context, nominee)) return *refused;
  if (auto const refused = flaw_of_word(case_of(context), command.evidence)) return *refused;

  Decision decision;
  decision.add(context.stream, EvidenceVerified{.nominee = command.nominee,
                                                .evidence = command.evidence,
                                                .holds = command.holds,
                                                .finding = command.finding});
  return decision;
}

Result<Decision> decide(ExtendNominationWindow const& command, Context const& context) {
  auto const& state = case_of(context);
  if (state.published.ms > 0 && context.call.now > state.window_closes)
    return Rejection{Reason::window_must_be_open, to_rfc3339(state.window_closes)};
  if (command.closes <= state.window_closes)
    return Rejection{Reason::window_must_only_grow, to_rfc3339(state.window_closes)};

  Decision decision;
  decision.add(context.stream,
               NominationWindowExtended{
                   .closes = command.closes,
                   .reason = command.reason,
                   .remind = reminder_of(context, {std::string{kWindowEnd}}, command.closes)});
  return decision;
}

Result<Decision> decide(CloseNominations const&, Context const& context) {
  auto const& state = case_of(context);
  if (context.call.now < state.window_closes)
    return Rejection{Reason::window_must_have_ended, to_rfc3339(state.window_closes)};

  Decision decision;
  merge_all(decision, context);
  decision.add(context.stream, NominationsClosed{});
  if (auto const cause = nobody_left(state))
    leave_unfilled(decision, context, *cause);
  else
    start_clock(decision, context, rules::Stage::screening);
  return decision;
}

Result<void> prepare(std::type_identity<Nominate>, Preparation& preparation) {
  auto const nominee = "n-" + preparation.fresh_id();
  preparation.input()["nominee"] = nominee;
  preparation.new_key(VaultKeyId{"nominee/" + nominee});
  return {};
}

Result<void> prepare(std::type_identity<FileEvidence>, Preparation& preparation) {
  preparation.input()["evidence"] = "e-" + preparation.fresh_id();
  return {};
}

std::vector<CommandType> nominating_commands() {
  CommandTraits const nominator{.roles = {"citizen", "department_officer", "body_member", "clerk"},
                                .duty = "nominator"};
  CommandTraits const own{.roles = {"nominee"}, .duty = "nominee"};
  CommandTraits const filer{.roles = {"nominee", "administrative_affairs"}};
  CommandTraits const matcher{.roles = {"administrative_affairs", "clerk"}};
  CommandTraits const affairs{.roles = {"administrative_affairs"},
                              .duty = "administrative_affairs"};
  CommandTraits const clock{.roles = {"clock"}};
  return {command_type<Nominate>("appointment", "case", nominator),
          command_type<MatchNominee>("appointment", "case", matcher),
          command_type<MergeNominations>("appointment", "case", matcher),
          command_type<InvitePoolMember>("appointment", "case", affairs),
          command_type<ConsentToNomination>("appointment", "case", own),
          command_type<DeclineNomination>("appointment", "case", own),
          command_type<FileEvidence>("appointment", "case", filer),
          command_type<VerifyEvidence>("appointment", "case", affairs),
          command_type<ExtendNominationWindow>("appointment", "case", affairs),
          command_type<CloseNominations>("appointment", "case", clock)};
}

}  // namespace gozin::appointment
