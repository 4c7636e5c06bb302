#pragma once

#include "engine/rules/rule_set.hpp"
#include "workflows/appointment/events/all.hpp"
#include "workflows/registry/events.hpp"
#include "workflows/session/events.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

// A checker that sees nothing but recorded events and the rules as data. It keeps books of its own
// and shares no code with the folds and decisions that it watches, so that a rule that was left out
// there is missed here.
namespace gozin::model {

/// Where the log of a model begins: numbers from here on are places in the log.
inline constexpr std::int64_t kFirstSeq = 1'000'000'000;

/// The n-th id given in a world: `..0007`.
[[nodiscard]] std::string fresh_text(int number);

/// A value that decides nothing, so that worlds that differ in it alone count as one.
template <class T>
struct Unkeyed {
  T value{};
};

/// What the witness was told beforehand: the rules by their streams. Never changed.
struct Charter {
  std::map<StreamId, std::shared_ptr<rules::RuleSet const>> rules;
};

/// What it has seen of the register.
struct RegisterSeen {
  std::set<PersonId> people;
  std::set<std::pair<PersonId, Code>> grants;
  std::map<StreamId, std::map<PersonId, registry::Office>> seats;
  Unkeyed<std::set<std::string>> numbers;  // taken from a series, each once
  Unkeyed<std::set<std::string>> drafted;  // of decrees
  std::map<PersonId, std::int64_t> overrides;
};

/// The time of an acting head: the days, and the moment after the last.
struct ActingSeen {
  PersonId person;
  Day from;
  Day until;  // cut off where they left before
  Instant ends;
};

struct PostSeen {
  std::optional<StreamId> claimed_by;
  std::optional<StreamId> acting_claimed_by;
  std::optional<PersonId> holder;
  std::optional<StreamId> filled_by;  // for good
  bool acts = false;
  std::vector<ActingSeen> acting;            // since somebody was appointed for good
  std::vector<ActingSeen> acting_before;     // that: what counts again once it is struck down
  std::optional<PersonId> proposed_by = {};  // who says that somebody is in the post by its papers
};

struct BudgetSeen {
  std::int64_t amount = 0;
  std::map<StreamId, std::int64_t> reserved;
  std::map<StreamId, std::int64_t> used;
};

struct SessionSeen {
  StreamId body;
  bool open = false;
  std::set<PersonId> room;
  std::set<PersonId> said;      // who says to be there, whatever the secretary enters since
  std::set<PersonId> departed;  // who says to have left
  std::map<std::int64_t, session::MotionEntered> entered;
  // Confirmed by somebody else who was there: what for, and about what.
  std::set<std::pair<session::Procedure, StreamId>> carried;
  std::set<std::pair<session::Procedure, StreamId>> lost;
};

struct NomineeSeen {
  std::optional<PersonId> person;
  std::set<PersonId> nominators;
  std::string standing = "received";
  std::optional<NomineeId> into;             // under which other id they go on
  std::map<Code, std::set<PersonId>> filed;  // evidence not verified yet, and by whom
  std::set<std::pair<PersonId, std::int64_t>>
      named;                    // by whom, and by which act of a clerk; 0: none
  bool publicly_named = false;  // falsely, where anybody might have
};

/// What a clerk wrote down and no second person has confirmed. Found by the place of its first
/// event.
struct WrittenSeen {
  PersonId clerk;
  PersonId behalf;
  Unkeyed<Instant> at;
  std::set<std::string> types;
  std::set<NomineeId> nominees;
  Code about;                               // the ballot, the objection
  std::map<NomineeId, std::string> before;  // the standing of whom it changed
  std::map<NomineeId, std::set<Code>> filed;
  bool is_public = false;  // a name that anybody may give
  bool disputed = false;
};

/// What somebody who judges said of themselves: by an act of a clerk, or (0) in person.
struct WordSeen {
  std::int64_t act = 0;
  PersonId who;
  std::optional<NomineeId> about;
  bool in_review = false;
  bool aside = false;  // a recusal; else a declaration
  bool bars = false;   // a declaration that keeps from judging
  friend auto operator<=>(WordSeen const&, WordSeen const&) = default;
};

struct SealSeen {
  PersonId assessor;
  Code round;
  Code alias;
  Unkeyed<Hash> commitment;
};

struct ObjectionSeen {
  PersonId objector;
  appointment::Against against = appointment::Against::ranking;
};

struct BallotSeen {
  Code code;
  std::optional<NomineeId> nominee;
  StreamId session;
  ballot::Secrecy secrecy = ballot::Secrecy::open;
  appointment::Medium medium = appointment::Medium::electronic;
  std::int64_t round = 1;
  bool fallback = false;
  std::set<PersonId> electorate;
  std::set<PersonId> present;
  std::set<PersonId> recused;
  std::set<NomineeId> standing;  // in an election
  std::map<PersonId, std::optional<appointment::Choice>> roll;
  std::set<PersonId> in_person;             // who voted without a clerk or the secretary
  std::map<NomineeId, std::int64_t> names;  // given openly
  std::int64_t yes = 0;                     // as counted
  std::int64_t no = 0;
  std::int64_t abstain = 0;
  std::int64_t blank = 0;
  std::int64_t spoiled = 0;
};

/// What a body has said at one gate and still stands.
struct GateSeen {
  std::set<NomineeId> approved;
  bool asked = false;  // advised or notified
  std::optional<Instant> binds;
  bool effective = true;
};

struct ReviewSeen {
  Code gate;
  StreamId body;
  std::optional<StreamId> session;
  std::set<std::pair<PersonId, NomineeId>> declared;
  std::set<std::pair<PersonId, std::optional<NomineeId>>> aside;
  std::optional<BallotSeen> ballot;
  std::optional<BallotSeen> last;  // counted
  bool carried = false;            // the last one, a tie break included
  // Of an election: who stood last, who goes on, who is tied.
  std::optional<std::set<NomineeId>> going_on;
  std::int64_t next_round = 1;
  std::set<NomineeId> tied;
};

struct DecreeSeen {
  Unkeyed<Label> number;
  PersonId person;
  bool is_signed = false;
};

/// A lot that is announced and not drawn.
struct LotSeen {
  appointment::LotPurpose purpose = appointment::LotPurpose::panel;
  Code about;
  Instant draws_at;
};

struct CaseSeen {
  // What disqualifies and was once declared, by anybody: by which acts of clerks, 0 in person; and
  // what each body ruled.
  std::map<std::pair<PersonId, NomineeId>, std::set<std::int64_t>> said_once;
  std::map<StreamId, std::set<std::pair<PersonId, std::optional<NomineeId>>>> ruled;
  StreamId post;
  StreamId line;
  StreamId ruleset;
  bool acting = false;     // for an acting head
  bool call_owed = false;  // the clock for it runs, or has run out
  std::set<NomineeId> hinted_acting;
  std::string ended;
  bool remanded = false;
  std::optional<appointment::Phase> defect_from;  // as the order says that struck it down
  std::optional<StreamId> annulled;               // the case that it goes on from
  bool suspended = false;
  bool confirmed = false;  // the post
  bool funded = false;
  bool authorised = false;
  bool direct = false;
  Instant published;
  Instant closes;
  std::set<PersonId> panel;
  std::set<PersonId> reserves;
  std::map<Code, std::set<PersonId>> scorers;  // rounds that a body scores
  std::set<PersonId> of_body;                  // who sits for those alone
  std::map<NomineeId, NomineeSeen> nominees;
  std::set<std::pair<PersonId, NomineeId>> declared;
  std::set<std::pair<PersonId, NomineeId>> conflicted;
  std::set<std::pair<PersonId, NomineeId>>
      found_out;  // by a hint that was right, wherever they sit
  std::map<Code, std::pair<PersonId, NomineeId>> hints;  // not disposed of
  std::set<std::pair<PersonId, NomineeId>> interests;    // declared or found, of whatever kind
  std::set<std::pair<PersonId, NomineeId>> earlier;      // since the defect, struck down
  std::set<std::pair<PersonId, NomineeId>> looked_at;    // of these: disposed of
  std::set<PersonId> recused;
  std::set<std::pair<PersonId, NomineeId>> recused_from;
  std::map<std::int64_t, SealSeen> seals;  // not revealed yet
  std::set<std::pair<PersonId, NomineeId>> scored;
  std::map<std::pair<PersonId, std::pair<NomineeId, Code>>, std::int64_t> levels;
  std::set<std::pair<PersonId, std::pair<NomineeId, Code>>> revised;
  std::optional<LotSeen> lot;
  std::map<Code, PersonId> corrections;
  std::optional<PersonId> paper_by = {};  // who says up to where the case was run on paper
  bool from_paper = false;
  Instant sealing_due;
  bool sealing = false;
  bool moderating = false;
  bool later_round = false;  // for those above the cut-off only
  std::optional<NomineeId> readmitted;
  std::set<PersonId> pivotal;  // on whom the ranking depends, as it says
  std::set<PersonId> noted;    // by the chair, about these scores
  std::set<NomineeId> permitted;
  std::map<Code, ObjectionSeen> objections;  // open
  std::map<std::int64_t, WrittenSeen> written;
  std::set<WordSeen> words;
  Instant objections_close;
  std::optional<ReviewSeen> review;
  std::map<Code, GateSeen> gates;
  std::optional<PersonId> decider;
  std::map<NomineeId, bool> decider_free;  // declared; false: with an interest that forbids it
  std::optional<NomineeId> selected;
  bool overridden = false;
  std::optional<DecreeSeen> decree;
  std::map<PersonId, std::set<std::string>> duties;
  std::vector<std::pair<PersonId, std::pair<PersonId, Code>>> delegated;
  Unkeyed<std::int64_t> rev{-1};
  /// The last time that a stage began: in which stream, after which revision.
  Unkeyed<std::map<appointment::Phase, std::pair<StreamId, std::int64_t>>> begun;
  /// As it was before the events with which a stage may have begun, by the revision before.
  Unkeyed<std::map<std::int64_t, std::shared_ptr<CaseSeen const>>> before;
};

class Witness {
 public:
  RegisterSeen register_seen;
  std::map<StreamId, PostSeen> posts;
  std::map<StreamId, BudgetSeen> budgets;
  std::map<StreamId, SessionSeen> sessions;
  std::map<StreamId, CaseSeen> cases;
  std::vector<std::string> broken;  // what must never happen and did
  std::shared_ptr<Charter const> charter;

  /// The place of the first event that it will see, where that is not `kFirstSeq`.
  void begin_at(std::int64_t seq) { last_seq_ = seq - 1; }
  /// Looks at one event, in the order of the log.
  void see(Recorded const& recorded);
  /// Looks at what one command has left behind.
  void conclude();

  /// Reports unless it holds.
  void demand(bool holds, std::string_view what, std::string const& detail = {});
  [[nodiscard]] rules::RuleSet const& rules_of(CaseSeen const& seen) const;

 private:
  void see_envelope(Recorded const& recorded);
  void see_case(Recorded const& recorded);
  void see_taken_over(CaseSeen& seen, Recorded const& recorded);
  void see_role(CaseSeen const& seen, Recorded const& recorded);
  void see_duty(CaseSeen& seen, Recorded const& recorded);

  std::int64_t last_seq_ = kFirstSeq - 1;
  Instant last_recorded_;
};

/// An event as its stage's checker sees it.
struct Sight {
  Witness& witness;
  CaseSeen& seen;
  Envelope const& at;
  Event const& event;
};

// One checker a part of the chart; each looks at the events that it knows.
void see_drafting(Sight const& sight);
void see_nominating(Sight const& sight);
void see_assessing(Sight const& sight);
void see_objecting(Sight const& sight);
void see_reviewing(Sight const& sight);
void see_balloting(Sight const& sight);
void see_electing(Sight const& sight);
void see_decreeing(Sight const& sight);
void see_conduct(Sight const& sight);
void see_acting(Sight const& sight);
void see_transcribing(Sight const& sight);

/// Who holds a post, who claims it, and who acts for how long.
void see_post(Witness& witness, Recorded const& recorded);
/// Acting heads, and no case that fills the post for good: then one is owed.
void demand_call(Witness& witness, StreamId const& stream, PostSeen const& post);

// Of a ballot in which one of several is elected: who stands in it, and a vote in it.
void see_standing(Sight const& sight, BallotSeen const& ballot);
void see_name(Sight const& sight, BallotSeen& ballot, appointment::BallotCast const& cast);

/// The nominee of this id, merged ones followed.
[[nodiscard]] NomineeSeen& nominee_in(CaseSeen& seen, NomineeId const& id);

/// For whom an act counts.
[[nodiscard]] PersonId principal_of(Envelope const& at);

/// What keeps an assessor from judging a nominee (threat T6): kin within the degrees listed,
/// superiors and subordinates, business, one's own nomination.
[[nodiscard]] bool forbids(appointment::InterestDeclared const& declared,
                           rules::RuleSet const& rules);

}  // namespace gozin::model
