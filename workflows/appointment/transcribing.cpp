#include "workflows/appointment/transcribing.hpp"

#include "workflows/appointment/ballots.hpp"
#include "workflows/appointment/commands/running.hpp"
#include "workflows/appointment/duties.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/objections.hpp"

#include <algorithm>
#include <array>

namespace gozin::appointment {
namespace {

using transcription::Act;
using transcription::Word;

/// What an act says, beside what follows from it.
struct Said {
  std::optional<NomineeId> nominee = {};
  Code about = {};
};

template <class... E>
std::optional<Said> said_about_nominee(Event const& event) {
  std::optional<Said> said;
  auto const read = [&](auto const* fact) {
    if (fact) said = Said{.nominee = fact->nominee};
  };
  (read(event.as<E>()), ...);
  return said;
}

std::optional<Said> said_in(Event const& event) {
  if (auto const* filed = event.as<EvidenceFiled>())
    return Said{.nominee = filed->nominee, .about = filed->evidence};
  if (auto const* raised = event.as<ObjectionRaised>()) return Said{.about = raised->objection};
  if (auto const* cast = event.as<BallotCast>()) return Said{.about = cast->ballot};
  return said_about_nominee<NominationReceived, NominationConsented, NominationDeclined,
                            NominationWithdrawn>(event);
}

/// What a dispute takes back, or has no more to do with: such an act keeps nothing from a decree.
constexpr std::array<std::string_view, 12> kTakenBack{
    NominationReceived::kType,  NominationConsented::kType, NominationDeclined::kType,
    NominationWithdrawn::kType, EvidenceFiled::kType,       ObjectionRaised::kType,
    InterestDeclared::kType,    AssessorRecused::kType,     MemberRecused::kType,
    BallotCast::kType,          DeciderDeclared::kType,     PersonSelected::kType};
constexpr std::array<std::string_view, 2> kDepartures{NominationDeclined::kType,
                                                      NominationWithdrawn::kType};
constexpr std::array<std::string_view, 3> kOfJudges{InterestDeclared::kType, AssessorRecused::kType,
                                                    MemberRecused::kType};

template <std::size_t N>
bool is_one_of(std::array<std::string_view, N> const& types, Act const& act) {
  return std::ranges::find(types, act.type.text) != types.end();
}

bool is_departure(Act const& act) { return is_one_of(kDepartures, act); }
bool is_of_judge(Act const& act) { return is_one_of(kOfJudges, act); }

void take_back_consent(Nominee& nominee, std::int64_t act) {
  if (nominee.consent_act != act) return;
  nominee.consent_act.reset();
  if (nominee.standing == Standing::consented) nominee.standing = Standing::received;
  auto& departure = nominee.departure;
  if (departure && departure->before == Standing::consented) departure->before = Standing::received;
}

/// Whether a name of this channel is anybody's to give, and not a member's or a department's alone.
bool is_public(Nominator const& one) {
  return one.channel != rules::Channel::body_member && one.channel != rules::Channel::department;
}

/// Without a name that somebody else gave too, nobody put them forward. Where anybody could have,
/// their own consent says as much: nobody is put out by one line that somebody else calls false.
void take_back_name(Nominee& nominee, std::int64_t act) {
  auto const is_its = [&](auto const& one) { return one.act == act; };
  nominee.publicly_named =
      nominee.publicly_named || std::ranges::any_of(nominee.nominators, [&](Nominator const& one) {
        return is_its(one) && is_public(one);
      });
  std::erase_if(nominee.nominators, is_its);
  std::erase_if(nominee.evidence, is_its);
  bool const by_own_word = nominee.standing == Standing::consented && nominee.publicly_named;
  bool const stands =
      nominee.standing == Standing::received || nominee.standing == Standing::consented;
  if (nominee.nominators.empty() && stands && !by_own_word) nominee.standing = Standing::disputed;
}

/// Back to the place that the ranking gives.
void permit_again(Case& state, NomineeId const& nominee) {
  auto const place = [&](NomineeId const& one) {
    return std::ranges::find(state.ranking, one, &RankedNominee::nominee);
  };
  auto const next = std::ranges::find_if(
      state.permitted, [&](NomineeId const& other) { return place(nominee) < place(other); });
  state.permitted.insert(next, nominee);
}

void take_back_departure(Case& state, Nominee& nominee, std::int64_t act) {
  if (!nominee.departure || nominee.departure->act != act) return;
  auto const& departure = *nominee.departure;
  nominee.standing = departure.before;
  if (departure.permitted) permit_again(state, nominee.id);
  if (departure.proposed && state.review && !state.review->candidate)
    state.review->candidate = nominee.id;
  if (departure.selected && !state.selected) {
    state.selected = nominee.id;
    state.selected_person = nominee.person;
    state.overridden = departure.overridden;
  }
  if (departure.lot && !state.lot) state.lot = departure.lot;
  nominee.departure.reset();
}

void take_back_recusals(Case& state, std::int64_t act) {
  for (auto& seat : state.panel) {
    auto const recusal = seat.recusal_acts.find(act);
    if (recusal == seat.recusal_acts.end()) continue;
    if (recusal->second)
      seat.recused_from.erase(*recusal->second);
    else
      seat.recused = false;
    seat.recusal_acts.erase(recusal);
  }
}

void take_back_objection(Case& state, Objection& objection) {
  objection.open = false;
  state.deadlines.erase(objection_deadline(objection.code));
  auto const* nominee = nominee_of(state, objection.objector);
  if (objection.told && nominee) state.nominees[nominee->id].told_at.reset();
}

/// Who has not declared has not chosen.
void take_back_choice(Case& state, Act const& act) {
  bool const declared = act.type.text == DeciderDeclared::kType;
  if (!declared && act.type.text != PersonSelected::kType) return;
  state.selected.reset();
  state.selected_person.reset();
  state.overridden = false;
  if (!declared) return;
  state.decider.reset();
  state.decider_interests.clear();
}

}  // namespace

void keep_transcription(Case& state, Recorded const& recorded) {
  if (!transcription::is_transcribed(recorded.at)) return;
  if (recorded.event.as<InfluenceReported>() || recorded.event.as<ContactRegistered>()) return;
  auto& act = transcription::keep(state.transcribed, recorded);
  act.decides = act.decides || !duty_of(recorded).empty();
  auto const said = said_in(recorded.event);
  if (!said || act.nominee || !act.about.empty()) return;
  act.type = Code{std::string{recorded.event.type().name}};
  act.nominee = said->nominee;
  act.about = said->about;
}

std::optional<std::int64_t> act_under(Case const& state, Recorded const& at) {
  if (!transcription::is_transcribed(at.at) || state.transcribed.empty()) return std::nullopt;
  return state.transcribed.rbegin()->first;
}

void note_departure(Case const& state, Recorded const& at, Nominee& nominee) {
  auto const act = act_under(state, at);
  nominee.departure.reset();
  if (!act) return;
  bool const permitted = std::ranges::find(state.permitted, nominee.id) != state.permitted.end();
  bool const of_ballot = state.lot && state.lot->purpose == LotPurpose::ballot;
  nominee.departure = {.act = *act,
                       .before = nominee.standing,
                       .permitted = permitted,
                       .proposed = state.review && state.review->candidate == nominee.id,
                       .selected = state.selected == nominee.id,
                       .overridden = state.overridden,
                       .lot = of_ballot ? state.lot : std::nullopt};
}

bool is_leaving(Case const& state, Nominee const& nominee) {
  if (!nominee.departure) return false;
  auto const act = state.transcribed.find(nominee.departure->act);
  return act != state.transcribed.end() && act->second.word == Word::awaited;
}

namespace {

void take_back_duties(Case& state, std::int64_t act) {
  auto const written = state.written_duties.extract(act);
  if (written.empty()) return;
  for (auto const& held : written.mapped()) {
    bool const is_written_again = std::ranges::any_of(
        state.written_duties, [&](auto const& other) { return other.second.contains(held); });
    if (is_written_again) continue;
    auto& duties = state.duties[held.first];
    duties.erase(held.second);
    if (duties.empty()) state.duties.erase(held.first);
  }
}

}  // namespace

void take_back(Case& state, std::int64_t act) {
  take_back_duties(state, act);
  for (auto& [id, nominee] : state.nominees) {
    take_back_departure(state, nominee, act);
    take_back_consent(nominee, act);
    take_back_name(nominee, act);
    // Nobody is asked who was never named.
    if (nominee.standing == Standing::disputed) state.deadlines.erase(consent_deadline(id));
  }
  auto const is_its = [&](auto const& one) { return one.act == act; };
  std::erase_if(state.declarations, is_its);
  for (auto& [about, said] : state.kept_aside.declared)
    std::erase_if(said, [&](InterestSaid const& one) { return one.second == act; });
  if (state.review) {
    std::erase_if(state.review->declarations, is_its);
    std::erase_if(state.review->recused, is_its);
  }
  take_back_recusals(state, act);
  for (auto& objection : state.objections)
    if (objection.act == act) take_back_objection(state, objection);
  if (auto const found = state.transcribed.find(act); found != state.transcribed.end())
    take_back_choice(state, found->second);
}

void settle_withdrawals(Decision& decision, Context const& context,
                        std::vector<std::int64_t> const& confirmed) {
  if (!stands_in(context, "Running")) return;
  auto const& state = case_of(context);
  auto const* ballot = find_ballot(state);
  auto const* decree = current_decree(state);
  bool is_void = false;
  bool has_left = false;
  for (auto const& [id, nominee] : state.nominees) {
    bool const is_meant = nominee.departure && nominee.standing == Standing::withdrawn &&
                          std::ranges::find(confirmed, nominee.departure->act) != confirmed.end();
    if (!is_meant) continue;
    // A vote on the shortlist is one on whoever was permitted when it was opened.
    bool const on_list = ballot && ballot->question == Question::shortlist;
    is_void = is_void || is_under_ballot(context, id) || (on_list && nominee.departure->permitted);
    has_left = has_left || (decree && nominee.person == decree->person);
  }
  if (is_void) void_open_ballot(decision, context, noted(context, "reason", kWithdrawn));
  if (has_left && !state.suspended_until) void_decree(decision, context, kWithdrawn);
}

void apply(Case& state, Recorded const& at, TranscriptionConfirmed const& event) {
  transcription::apply(state.transcribed, at, event);
  for (auto const act : event.acts) state.deadlines.erase(transcription_deadline(act));
}

void apply(Case& state, Recorded const& at, TranscriptionDisputed const& event) {
  transcription::apply(state.transcribed, at, event);
  state.deadlines.erase(transcription_deadline(event.act));
  take_back(state, event.act);
}

std::optional<Rejection> flaw_of_words_about(Case const& state, NomineeId const& nominee) {
  auto const* meant = find_nominee(state, nominee);
  return flaw_of_awaited(state.transcribed, [&](Act const& act) {
    return act.nominee && find_nominee(state, *act.nominee) == meant;
  });
}

std::optional<Rejection> flaw_of_words_about_nominees(Case const& state) {
  return flaw_of_awaited(state.transcribed, [](Act const& act) { return act.nominee.has_value(); });
}

std::optional<Rejection> flaw_of_word(Case const& state, Code const& about) {
  return flaw_of_awaited(state.transcribed, [&](Act const& act) { return act.about == about; });
}

std::optional<Rejection> flaw_of_departures(Case const& state) {
  return flaw_of_awaited(state.transcribed, is_departure);
}

std::optional<Rejection> flaw_of_departure(Case const& state, PersonId const& person) {
  return flaw_of_awaited(state.transcribed, [&](Act const& act) {
    auto const* nominee = act.nominee ? find_nominee(state, *act.nominee) : nullptr;
    return is_departure(act) && nominee && nominee->person == person;
  });
}

std::optional<Rejection> flaw_of_judges_words(Case const& state) {
  return flaw_of_awaited(state.transcribed, is_of_judge);
}

std::optional<Rejection> flaw_of_judges_words(Case const& state, PersonId const& judge) {
  return flaw_of_awaited(state.transcribed,
                         [&](Act const& act) { return act.behalf == judge && is_of_judge(act); });
}

std::optional<Rejection> flaw_before_choice(Case const& state) {
  return flaw_of_awaited(state.transcribed,
                         [](Act const& act) { return is_departure(act) || is_of_judge(act); });
}

bool has_disputed_vote(Case const& state, Code const& ballot) {
  return std::ranges::any_of(state.transcribed, [&](auto const& one) {
    return one.second.word == Word::disputed && one.second.about == ballot;
  });
}

std::optional<Rejection> flaw_of_votes(Case const& state, Code const& ballot) {
  if (has_disputed_vote(state, ballot))
    return Rejection{transcription::Reason::ballot_must_be_voided_for_a_disputed_vote, ballot.text};
  return flaw_of_word(state, ballot);
}

std::optional<Rejection> flaw_before_decree(Case const& state) {
  for (auto const& [number, act] : state.transcribed)
    if (act.word == Word::disputed && act.decides && !is_one_of(kTakenBack, act))
      return Rejection{transcription::Reason::decree_must_not_rest_on_a_disputed_act,
                       std::to_string(number)};
  return flaw_of_awaited(state.transcribed, [](Act const&) { return true; });
}

}  // namespace gozin::appointment
