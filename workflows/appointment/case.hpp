#pragma once

#include "engine/port/keys.hpp"
#include "workflows/appointment/events/acting.hpp"
#include "workflows/appointment/events/assessing.hpp"
#include "workflows/appointment/events/decreeing.hpp"
#include "workflows/appointment/events/drafting.hpp"
#include "workflows/appointment/events/electing.hpp"
#include "workflows/appointment/events/nominating.hpp"
#include "workflows/appointment/events/progress.hpp"
#include "workflows/appointment/events/recounting.hpp"
#include "workflows/appointment/events/remanding.hpp"
#include "workflows/appointment/events/reminding.hpp"
#include "workflows/appointment/events/reviewing.hpp"
#include "workflows/appointment/events/running.hpp"
#include "workflows/appointment/events/transcribing.hpp"
#include "workflows/appointment/kept_aside.hpp"
#include "workflows/appointment/review.hpp"
#include "workflows/appointment/waiting.hpp"
#include "workflows/transcription/acts.hpp"

#include <set>

namespace gozin::appointment {

/// Where a nominee stands. `merged`: goes on under another id. `disputed`: nobody put them forward,
/// whatever a clerk wrote down.
#define GOZIN_STANDINGS(X) \
  X(received) X(consented) X(declined) X(withdrawn) X(merged) X(admitted) X(excluded) X(disputed)
GOZIN_NAMED_ENUM(Standing, GOZIN_STANDINGS)

struct Nominator {
  PersonId person;
  rules::Channel channel = rules::Channel::citizen;
  std::optional<std::int64_t> act = {};  // by which a clerk wrote it down
};

struct Evidence {
  Code code;
  Code about;
  PersonId filed_by;    // whose act it was
  PersonId entered_by;  // the same, or the clerk who wrote it down
  bool documented = false;
  std::optional<bool> holds;             // absent: nobody has checked it
  std::optional<std::int64_t> act = {};  // by which a clerk wrote it down
};

/// A nominee who left, or said no, through a clerk: where they stood before, and what else rested
/// on them. Until a second person has confirmed it nothing of that is void.
struct Departure {
  std::int64_t act = 0;
  Standing before = Standing::received;
  bool permitted = false;
  bool proposed = false;                 // to the body as its candidate
  bool selected = false;                 // by the decider
  bool overridden = false;               // from outside the permitted set
  std::optional<LotAnnounced> lot = {};  // that a tie with them was to be settled by
};

struct Nominee {
  NomineeId id;
  std::optional<PersonId> person;
  std::vector<Nominator> nominators;
  Standing standing = Standing::received;
  std::optional<NomineeId> merged_into;
  std::vector<Evidence> evidence;
  std::vector<ConditionFinding> findings;
  Instant excluded_at;
  std::optional<Instant> told_at = {};  // of the exclusion: by service, or by objecting to it
  std::optional<std::int64_t> consent_act = {};  // by which a clerk wrote the consent down
  std::optional<Departure> departure = {};
  bool publicly_named = false;  // falsely, in a way in which anybody may put somebody forward
};

/// A sheet as it was sealed; its content is not known here.
struct SealedSheet {
  std::int64_t seq = 0;
  PersonId assessor;
  Code round;
  Code alias;
  Code sheet;
  Hash commitment;
  bool revealed = false;
};

/// What an assessor gave a nominee in a round, once it is revealed.
struct RevealedSheet {
  PersonId assessor;
  Code round;
  NomineeId nominee;
  std::map<Code, std::int64_t> levels;
  std::set<Code> revised;
};

/// An assessor's seat in the panel. `replaces`: whom a reserve came in for, and for which nominee.
struct Assessor {
  PersonId person;
  bool recused = false;  // from the whole case
  std::set<NomineeId> recused_from;
  std::set<NomineeId> only;  // a reserve who came in for single nominees; empty: for all
  bool of_panel = true;
  std::set<Code> rounds = {};  // scored as a member of the body that the rules name for them
  std::map<std::int64_t, std::optional<NomineeId>> recusal_acts = {};  // that a clerk wrote down
};

/// An event that keeps a sealed alias map: `seq` finds it in the vault under `alias_key(stream,
/// round)`.
struct AliasMapPlace {
  StreamId stream;
  std::int64_t seq = 0;
  Code round;
};

struct Objection {
  Code code;
  PersonId objector;
  Against against = Against::ranking;
  std::optional<NomineeId> nominee;
  bool open = true;
  bool upheld = false;
  std::optional<std::int64_t> act = {};  // by which a clerk wrote it down
  bool told = false;                     // the nominee learned of the exclusion by it
};

struct Decree {
  Label number;
  Series series = Series::city;
  Day dated;
  PersonId person;
  Day term_from;
  Day term_until;
  Hash decree;
  Hash document;
  bool voided = false;
  bool signed_ = false;
  std::optional<PersonId> signatory;
  Instant published;
};

/// Where the answer of an inquiry stands in the log, and until when it holds.
struct InquiryAnswer {
  std::int64_t seq = 0;
  std::optional<Day> valid_until = std::nullopt;
  std::set<PersonId> entered_by = {};
};

/// A way in which somebody was to be told. What one channel did says nothing of another.
struct NoticeTry {
  Code notice;
  PersonId person;
  rules::NoticeChannel channel = rules::NoticeChannel::inbox;
  friend auto operator<=>(NoticeTry const&, NoticeTry const&) = default;
};

struct OpenDeadline {
  Instant due;
  bool missed = false;
  Instant set = {};    // since when it runs
  bool moved = false;  // extended, or kept through a change of rules: no longer as it was counted
  std::optional<Instant> remind = {};     // absent: not wanted, or done
  std::optional<Code> escalated_to = {};  // the office that may step in
  std::optional<rules::AtDeadline> at = {};
};

/// The event with which a stage began the last time that the case came to it from an earlier one,
/// and the one before.
struct StageBeginning {
  StreamId stream;  // the case, or the one that it took over from
  std::int64_t rev = 0;
  Hash before;  // leaf hash of the event before
  Instant at;
};

/// One appointment: what its events say, and nothing else. Personal values are not here, only the
/// ids of people.
struct Case {
  static constexpr std::string_view kKind = "case";
  StreamId id;
  StreamId post;
  Label post_title;
  Code post_class;
  Code unit;
  std::optional<StreamId> readvertises;
  Tenure tenure = Tenure::regular;
  Instant opened;
  std::optional<PaperProposal> paper_proposal = {};
  std::optional<PaperFileTakenOver> paper = {};  // up to where it was run on paper

  // vacancy
  bool described = false;
  rules::Route route = rules::Route::full;
  std::optional<rules::DirectReason> ground;  // on the direct route
  std::optional<StreamId> call;     // of an acting head: the case that fills the post for good
  std::optional<Instant> call_due;  // of an acting head: by when it was to be opened, done or not
  bool noticed = false;             // of an acting head: by the council, for more days
  StreamId budget_line;
  std::int64_t yearly_cost = 0;
  std::map<Code, ExactText> weights;
  std::int64_t reserved = 0;  // credit reserved on the budget line, rials
  bool establishment_confirmed = false;
  bool budget_confirmed = false;

  // rules
  StreamId ruleset;           // from the opening on
  std::optional<Hash> rules;  // pinned from publication on
  Instant published;
  Instant window_closes;
  std::optional<Instant> window_remind;  // absent: not wanted, or done

  // people
  PersonId chair;
  std::vector<Assessor> panel;     // members, and reserves who came in
  bool panel_drawn = false;        // by lot
  std::vector<PersonId> reserves;  // who have not come in yet, in order
  std::map<NomineeId, Nominee> nominees;
  std::set<PersonId> invited;

  // assessment
  Code round;
  std::map<Code, StreamId> scorers;       // rounds that a body scores, once its members are seated
  std::vector<Declaration> declarations;  // of assessors
  std::map<PersonId, std::vector<Code>> aliases;
  std::vector<AliasMapPlace> alias_maps;
  std::vector<SealedSheet> sealed;
  std::vector<RevealedSheet> revealed;
  std::vector<RankedNominee> ranking;
  std::vector<FellBelow> below;
  std::vector<PersonId> pivotal;
  std::optional<Hash> lot_seed;  // by which ties of the ranking were drawn
  std::set<PersonId> noted;      // pivotal assessors whom the chair's note about this ranking names
  std::vector<NomineeId> permitted;

  // objections
  std::vector<Objection> objections;
  Instant objections_close;
  Instant objections_from;  // the moment that period is counted from
  std::optional<NomineeId> readmitted;
  std::optional<Step> readmitted_to;

  // review
  std::optional<ReviewState> review;
  std::vector<GateResult> gate_results;
  std::vector<ClosedBallot> ballots;
  std::vector<Code> gates_passed;

  // decree
  std::map<NomineeId, Interest> decider_interests;
  std::optional<PersonId> decider;  // who declared
  std::optional<NomineeId> selected;
  std::optional<PersonId> selected_person;
  Hash selection_reason;  // its commitment
  bool overridden = false;
  Instant decided;              // when the last decision was taken that a decree rests on
  std::vector<Decree> decrees;  // the last one is the current one unless voided
  std::string registered_as;
  std::int64_t registered_seq = 0;

  // running, progress, oversight
  std::map<Code, OpenDeadline> deadlines;
  std::map<Code, OpenCorrection> corrections;
  std::map<Code, Instant> accounts;  // open requests for account and when they are due
  std::optional<LotAnnounced> lot;   // announced and not drawn yet
  std::vector<TaskDelegated> delegations;
  std::set<std::pair<Code, NomineeId>> inquiries_open;
  std::map<std::pair<Code, NomineeId>, std::set<PersonId>> inquiries_asked_by;  // the last time
  std::map<std::pair<Code, NomineeId>, InquiryAnswer> inquiries_answered;
  std::map<NoticeTry, Instant> notices;              // first attempt
  std::set<std::pair<Code, PersonId>> notices_owed;  // given or due, and not served yet
  std::map<std::pair<Code, PersonId>, FailedNotice> notices_failed = {};
  std::map<Code, HintAbout> hints_open;
  std::set<HintAbout> hints_raised;                    // all of them
  std::set<std::pair<PersonId, NomineeId>> interests;  // declared or found, by anybody, ever
  std::set<std::pair<PersonId, NomineeId>> conflicts;  // that a hint led to, whatever was declared
  KeptAside kept_aside;
  /// Documents that say what a court ordered: by whom each was put on file, and for whom.
  std::map<Hash, std::set<std::pair<PersonId, PersonId>>> orders_attached;
  std::set<Hash> orders_carried_out;                          // each serves once
  std::set<std::pair<StreamId, std::int64_t>> motions_spent;  // each is carried out once
  Instant suspended_at;
  std::optional<Instant> suspended_until;
  std::int64_t suspended_ms = 0;  // by the suspensions that are over
  bool stayed = false;
  bool scored = false;  // a score was sealed, in whatever round; never reset
  std::optional<UnfilledCause> unfilled;
  std::optional<CaseAnnulled> annulled;
  std::optional<StreamId> remanded_to;
  std::optional<CaseTakenOver> taken_over;
  std::map<Phase, StageBeginning> begun;  // but drafting, before which there is nothing

  /// Who has done what in this case; for separation of duties.
  std::map<PersonId, std::set<Code>> duties;
  transcription::Acts transcribed = {};  // what clerks wrote down for somebody
  /// Duties that somebody has by what was written down alone, by the act.
  std::map<std::int64_t, std::set<std::pair<PersonId, Code>>> written_duties = {};
  Instant stage_since;                         // when the step under way began
  std::optional<Instant> evidence_until = {};  // of that step, as a suspension has moved it
  Instant changed;
};

/// The keys under which sealed values of a case rest.
[[nodiscard]] VaultKeyId alias_key(StreamId const& stream, Code const& round);
[[nodiscard]] VaultKeyId sheet_key(StreamId const& stream, Code const& sheet);
[[nodiscard]] VaultKeyId box_key(Code const& ballot);

/// Null when the case knows no such nominee. A merged nominee is followed to the one it became.
[[nodiscard]] Nominee const* find_nominee(Case const& state, NomineeId const& id);
/// Whether the nominee is excluded and has yet to be told so. A name that nobody was found for is
/// nobody who could be.
[[nodiscard]] bool is_untold(Nominee const& nominee);
/// Whether it is a nomination by itself: neither part of another one nor a name that nobody gave.
[[nodiscard]] bool is_anybody(Nominee const& nominee);
/// The nominee that is this person, if there is one.
[[nodiscard]] Nominee const* nominee_of(Case const& state, PersonId const& person);
/// Whether there is no name that anybody gave.
[[nodiscard]] bool is_nobody_named(Case const& state);
/// Those who are in the running now: consented or admitted, not withdrawn, declined or excluded.
[[nodiscard]] std::vector<Nominee const*> admitted(Case const& state);
[[nodiscard]] Assessor const* find_assessor(Case const& state, PersonId const& person);
/// A hint of a link between these two that nobody has disposed of, or nothing.
[[nodiscard]] Code const* find_hint(Case const& state, PersonId const& person,
                                    NomineeId const& nominee);
/// A hint about the nominee that nobody has disposed of, or nothing; with whomever but reserves who
/// have not come in and assessors who are recused.
[[nodiscard]] Code const* find_hint_about(Case const& state, NomineeId const& nominee);
/// Who learns what changes in the case: nominees in the running or asked, panel and reserves.
[[nodiscard]] std::set<PersonId> people_in(Case const& state);
/// Whoever the case is about or has had a part in it: nominees, nominators, the panel, who
/// objected, counted papers, wrote down for somebody or looked at it, or did a duty. The program
/// itself is nobody, and who reported influence stands nowhere: no table tells of them.
[[nodiscard]] std::set<PersonId> people_concerned(Case const& state);
/// Whether the ranking depends on an assessor of whom the chair has noted nothing (threat T9).
[[nodiscard]] bool wants_note(Case const& state);
/// The decree that counts: the last that is not voided.
[[nodiscard]] Decree const* current_decree(Case const& state);

}  // namespace gozin::appointment
