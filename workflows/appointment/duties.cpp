#include "workflows/appointment/duties.hpp"

#include "engine/duty/duty.hpp"
#include "workflows/appointment/transcribing.hpp"

#include <algorithm>
#include <array>

namespace gozin::appointment {
namespace {

/// Events that may come from somebody who takes no part in the decision.
constexpr std::array<std::string_view, 40> kNoDuty{
    "EvidenceFiled",     "NomineeMatched",       "NominationMerged",       "InterestDeclared",
    "AssessorRecused",   "MemberRecused",        "DeciderDeclared",        "ObjectionRaised",
    "InquirySent",       "InquiryAnswered",      "CaseCancelled",          "TaskDelegated",
    "HintRaised",        "DeadlineSet",          "DeadlineExtended",       "DeadlineMissed",
    "InfluenceReported", "NoticeAttempted",      "ContactRegistered",      "NoticeServed",
    "NoteAdded",         "ErrorCorrected",       "DocumentAttached",       "AccountRequested",
    "AccountGiven",      "CaseResumed",          "AppointmentStayed",      "StayLifted",
    "CaseAnnulled",      "CaseUnfilled",         "CorrectionProposed",     "CorrectionDropped",
    "PaperCountEntered", "ElectionCountEntered", "DeadlineRecounted",      "DeadlineReminded",
    "CaseRemanded",      "CallOpened",           "TranscriptionConfirmed", "TranscriptionDisputed"};

/// Events with which another step begins.
constexpr std::array<std::string_view, 37> kSteps{
    "CaseOpened",          "VacancySubmitted",      "ReturnedToDrafting",
    "VacancyAuthorised",   "VacancyPublished",      "DirectAppointmentProposed",
    "NominationsClosed",   "ScreeningCompleted",    "DeclarationsCompleted",
    "ScoresRevealed",      "RankingEstablished",    "AssessmentRoundOpened",
    "ShortlistConfirmed",  "NomineeReadmitted",     "ReadmissionConcluded",
    "ObjectionsClosed",    "CaseReferred",          "PutOnAgenda",
    "DeliberationOpened",  "BallotOpened",          "BallotClosed",
    "BallotVoided",        "PaperBallotCounted",    "ElectionRoundClosed",
    "ResolutionSent",      "ResolutionObjected",    "ReturnedToScreening",
    "ReturnedToAssessing", "ReviewDeferred",        "GatesPassed",
    "DecreeSigned",        "DecreeReturnedToDraft", "DecreeReturnedToReview",
    "DecreeRegistered",    "DecreePublished",       "CaseTakenOver",
    "AssessorsSeated"};

/// Events with which a stage begins that another one leads to.
constexpr std::array<std::pair<std::string_view, Phase>, 9> kBeginnings{
    {{"VacancySubmitted", Phase::authorising},
     {"VacancyAuthorised", Phase::authorised},
     {"VacancyPublished", Phase::nominating},
     {"NominationsClosed", Phase::screening},
     {"ScreeningCompleted", Phase::assessing},
     {"ShortlistConfirmed", Phase::objecting},
     {"ObjectionsClosed", Phase::reviewing},
     {"GatesPassed", Phase::decreeing},
     {"DirectAppointmentProposed", Phase::decreeing}}};

/// Deciding authorities may act under the name of their office; they also object to resolutions,
/// which is no decision of theirs.
constexpr std::array<std::string_view, 3> kOffices{"mayor", "governor", "minister"};
constexpr std::array<std::string_view, 6> kDeciding{
    "DirectAppointmentProposed", "PersonSelected",       "SelectionOverridden", "DecreeSigned",
    "DecreeReturnedToReview",    "DecreeReturnedToDraft"};

/// What a body's chair does as a member of it; the rest is the keeping of its session.
constexpr std::array<std::string_view, 2> kOfMembers{"BallotCast", "CandidateProposed"};

template <std::size_t N>
bool stands_in(std::array<std::string_view, N> const& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

}  // namespace

Code duty_of(Recorded const& recorded) {
  auto const type = recorded.event.type().name;
  if (stands_in(kNoDuty, type)) return {};
  if (type == NominationReceived::kType) return Code{"nominator"};
  if (stands_in(kOffices, recorded.at.role.text))
    return stands_in(kDeciding, type) ? Code{"decider"} : Code{};
  // Hands that the body's secretary counts are the members'.
  bool const shown = !recorded.at.behalf.empty() && recorded.at.channel.text == "clerk";
  if (shown && recorded.at.role.text == "body_secretary") return Code{"body_member"};
  if (recorded.at.role.text == "body_chair" && !stands_in(kOfMembers, type))
    return Code{"body_secretary"};
  return Code{std::string{duty_of_role(recorded.at.role.text)}};
}

std::string_view duty_of_role(std::string_view role) {
  constexpr std::array<std::string_view, 9> kSame{
      "department_officer", "administrative_affairs", "finance", "nominee",           "assessor",
      "body_member",        "body_secretary",         "decider", "objections_officer"};
  auto const same = std::find(kSame.begin(), kSame.end(), role);
  if (same != kSame.end()) return *same;
  if (role == "panel_chair") return "assessor";
  if (role == "body_chair") return "body_member";
  if (role == "objections_board") return "objections_officer";
  if (role == "inspectorate") return "inspectorate";
  return {};
}

std::optional<Phase> stage_begun_by(std::string_view type) {
  for (auto const& [beginning, stage] : kBeginnings)
    if (beginning == type) return stage;
  return std::nullopt;
}

namespace {

/// A duty that is somebody's by what a clerk wrote down alone goes with it when it is disputed.
void add_duty(Case& state, Recorded const& recorded, PersonId const& person, Code const& duty) {
  std::pair const held{person, duty};
  auto const is_written = std::ranges::any_of(
      state.written_duties, [&](auto const& act) { return act.second.contains(held); });
  bool const is_new = state.duties[person].insert(duty).second;
  auto const act = act_under(state, recorded);
  bool const is_own = !act || person == recorded.at.actor;
  if (is_own && is_written)
    for (auto& [number, duties] : state.written_duties) duties.erase(held);
  if (!is_own && (is_new || is_written)) state.written_duties[*act].insert(held);
}

}  // namespace

void keep_books(Case& state, Recorded const& recorded) {
  auto const& at = recorded.at;
  state.changed = at.recorded;
  auto const type = recorded.event.type().name;
  if (stands_in(kSteps, type)) {
    state.stage_since = at.recorded;
    state.evidence_until.reset();
  }
  if (auto const begun = stage_begun_by(type))
    state.begun[*begun] = {
        .stream = at.stream, .rev = at.rev, .before = at.prev.value_or(Hash{}), .at = at.recorded};
  // A paper that the secretary enters in the roll is the member's act.
  if (auto const* cast = recorded.event.as<BallotCast>())
    add_duty(state, recorded, cast->voter, Code{"body_member"});
  // So is a casting vote the chair's, who keeps the session besides.
  if (auto const* tie = recorded.event.as<TieBroken>(); tie && tie->by == TieBreak::chair)
    state.duties[at.actor].insert(Code{"body_member"});
  if (auto const* tie = recorded.event.as<ElectionTieBroken>(); tie && tie->by == TieBreak::chair)
    state.duties[at.actor].insert(Code{"body_member"});
  auto const duty = duty_of(recorded);
  if (duty.empty()) return;

  duty::Act act{.duty = duty, .by = at.actor};
  if (!at.behalf.empty()) act.on_behalf = at.behalf;
  act.transcribed = at.channel.text == "clerk" && act.on_behalf.has_value();
  duty::Duties done;
  duty::apply(act, done);
  for (auto const& [person, duties] : done.done)
    for (auto const& one : duties) add_duty(state, recorded, person, one);
}

}  // namespace gozin::appointment
