#pragma once

#include "engine/ballot/ballot.hpp"
#include "engine/core/fraction.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/time.hpp"
#include "engine/duty/duty.hpp"
#include "engine/rules/condition.hpp"
#include "engine/rules/period.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gozin::rules {

// --- Routes and choice ---

#define GOZIN_ROUTES(X) X(full) X(internal) X(direct)
GOZIN_NAMED_ENUM(Route, GOZIN_ROUTES)

#define GOZIN_DIRECT_REASONS(X) X(acting) X(transfer_of_equal_grade) X(exempt_post)
GOZIN_NAMED_ENUM(DirectReason, GOZIN_DIRECT_REASONS)

struct PostClass {
  Code code;
  Text title;
  Route route = Route::full;
  friend bool operator==(PostClass const&, PostClass const&) = default;
};

/// Which routes a case may take. `direct_reasons` is empty exactly when `direct` is not permitted.
struct Routes {
  std::vector<Route> permitted;
  std::vector<DirectReason> direct_reasons;
  std::vector<PostClass> post_classes;
  friend bool operator==(Routes const&, Routes const&) = default;
};

#define GOZIN_PERMITTED_SETS(X) X(first_n) X(category) X(all_above_floors)
GOZIN_NAMED_ENUM(PermittedSet, GOZIN_PERMITTED_SETS)

#define GOZIN_CHOOSERS(X) X(rank_order) X(decider)
GOZIN_NAMED_ENUM(Chooser, GOZIN_CHOOSERS)

/// A quality category: everybody whose score is `from` or more and who is in no higher one.
struct Category {
  Code code;
  Text title;
  ExactText from;
  friend bool operator==(Category const&, Category const&) = default;
};

/// Whom the decider may choose. `n` is the size for `first_n`, and for `category` the number under
/// which the two highest categories are merged (5 U.S.C. 3319(c)(1): three).
struct Choice {
  PermittedSet permitted = PermittedSet::first_n;
  int n = 3;
  Chooser chooser = Chooser::decider;
  std::vector<Category> categories;  ///< highest first; empty unless `permitted` is `category`
  friend bool operator==(Choice const&, Choice const&) = default;
};

// --- Gates and bodies ---

#define GOZIN_GATE_KINDS(X) X(none) X(notified) X(advisory) X(consent) X(election)
GOZIN_NAMED_ENUM(GateKind, GOZIN_GATE_KINDS)

#define GOZIN_ON_REFUSALS(X) \
  X(next_ranked) X(return_to_screening) X(return_to_assessing) X(unfilled)
GOZIN_NAMED_ENUM(OnRefusal, GOZIN_ON_REFUSALS)

/// When a resolution binds: at once, or when `length` has passed after it was sent to an authority
/// (two weeks for Iranian councils, art. 90).
struct AfterPeriod {
  Code sent_to;
  Period length;
  friend bool operator==(AfterPeriod const&, AfterPeriod const&) = default;
};

struct Gate {
  Code code;
  Text title;
  Code body;  ///< a key of RuleSet::ballots
  GateKind kind = GateKind::advisory;
  OnRefusal on_refusal = OnRefusal::next_ranked;
  std::optional<AfterPeriod> binds_after;  ///< absent: binds at once
  std::string basis;                       ///< law cited; empty is a warning for consent, election
  friend bool operator==(Gate const&, Gate const&) = default;
};

/// What happens when recusals make the quorum unreachable; set in advance.
#define GOZIN_FALLBACKS(X) X(none) X(count_recused_for_quorum) X(refer_to)
GOZIN_NAMED_ENUM(Fallback, GOZIN_FALLBACKS)

/// A body and how it decides.
struct BallotRule {
  Text title;
  int seats = 0;
  ballot::Rule rule;
  Fallback fallback = Fallback::none;
  std::optional<Code> refer_to;       ///< given exactly with Fallback::refer_to
  bool nominator_is_recused = false;  ///< a member who nominated the candidate may not vote on it
  Period notice;                      ///< between the calling of a session and its opening
  friend bool operator==(BallotRule const&, BallotRule const&) = default;
};

// --- Nomination, conditions, inquiries ---

#define GOZIN_CHANNELS(X) X(citizen) X(department) X(body_member) X(self) X(talent_pool) X(clerk)
GOZIN_NAMED_ENUM(Channel, GOZIN_CHANNELS)

struct ChannelLimits {
  std::optional<int> names_per_nominator;  ///< Karaj: a council member names at most 3
  std::optional<int> names_in_all;         ///< Karaj: 13 x 3 = 39
  friend bool operator==(ChannelLimits const&, ChannelLimits const&) = default;
};

struct Nomination {
  std::map<Channel, ChannelLimits> channels;  ///< a channel that is not a key is closed
  Period min_open;                            ///< the window is never shorter
  std::optional<Period> min_open_internal;    ///< on the internal route; absent: as `min_open`
  Period consent;                             ///< for the nominee's answer
  std::optional<int> cap;                     ///< distinct nominees of one case
  friend bool operator==(Nomination const&, Nomination const&) = default;
};

#define GOZIN_INQUIRY_SCOPES(X) X(all) X(finalists) X(selected)
GOZIN_NAMED_ENUM(InquiryScope, GOZIN_INQUIRY_SCOPES)

#define GOZIN_INQUIRY_STEPS(X) X(shortlist) X(review) X(decree)
GOZIN_NAMED_ENUM(InquiryStep, GOZIN_INQUIRY_STEPS)

/// What silence means after the clock; never "favourable".
#define GOZIN_SILENCES(X) X(wait) X(escalate) X(proceed_conditionally)
GOZIN_NAMED_ENUM(Silence, GOZIN_SILENCES)

struct Inquiry {
  Code code;
  Text title;
  InquiryScope of = InquiryScope::finalists;
  InquiryStep by = InquiryStep::decree;
  Silence silence = Silence::wait;
  Period clock;
  friend bool operator==(Inquiry const&, Inquiry const&) = default;
};

// --- Criteria, panel, scoring ---

#define GOZIN_FAMILIES(X) X(expertise) X(experience) X(commitment)
GOZIN_NAMED_ENUM(Family, GOZIN_FAMILIES)

#define GOZIN_INSTRUMENTS(X) X(file) X(interview) X(presentation) X(certificate)
GOZIN_NAMED_ENUM(Instrument, GOZIN_INSTRUMENTS)

struct FamilyWeight {
  Family family = Family::expertise;
  Text title;
  ExactText weight;  ///< the three sum to exactly 1
  friend bool operator==(FamilyWeight const&, FamilyWeight const&) = default;
};

struct Anchor {
  int level = 0;
  Text text;
  friend bool operator==(Anchor const&, Anchor const&) = default;
};

/// What a vacancy may set the weight to; both ends belong to it.
struct WeightBounds {
  ExactText least;
  ExactText most;
  friend bool operator==(WeightBounds const&, WeightBounds const&) = default;
};

struct Criterion {
  Code code;
  Family family = Family::expertise;
  Text title;
  ExactText share;   ///< within its family; the shares of a family sum to exactly 1
  ExactText weight;  ///< in the total: family weight x share; all sum to exactly 1
  std::optional<WeightBounds> bounds;  ///< of `weight`; absent: a vacancy may not change it
  int level_min = 0;
  int level_max = 5;
  std::vector<Anchor> anchors;  ///< one for each level, rising
  std::optional<ExactText> floor;
  Instrument instrument = Instrument::file;
  friend bool operator==(Criterion const&, Criterion const&) = default;
};

/// A round of assessment, sealed and revealed by itself. Every criterion stands in exactly one.
struct Round {
  Code code;
  Text title;
  std::vector<Code> criteria;
  std::optional<ExactText> cut_off;  ///< least score in this round, weights as they are
  friend bool operator==(Round const&, Round const&) = default;
};

struct SeatQuota {
  Code from;  ///< a unit or an outside body
  int at_least = 1;
  friend bool operator==(SeatQuota const&, SeatQuota const&) = default;
};

struct Panel {
  int members = 5;
  int reserves = 2;
  int min_sheets_per_nominee = 3;
  std::vector<SeatQuota> composition;
  friend bool operator==(Panel const&, Panel const&) = default;
};

#define GOZIN_AGGREGATIONS(X) X(mean) X(median) X(trimmed_mean)
GOZIN_NAMED_ENUM(Aggregation, GOZIN_AGGREGATIONS)

/// Equal totals: compared by these criteria in order, then by lot; what is still equal stays tied.
struct RankTieRule {
  std::vector<Code> criteria;
  bool lot = false;
  friend bool operator==(RankTieRule const&, RankTieRule const&) = default;
};

struct Scoring {
  Aggregation aggregation = Aggregation::mean;
  int moderation_threshold = 2;  ///< levels between two assessors from which moderation opens
  RankTieRule tie;
  friend bool operator==(Scoring const&, Scoring const&) = default;
};

// --- Time ---

struct Objections {
  Period against_exclusion;  ///< from service of notice
  Period against_ranking;    ///< from service of notice
  Period decision;           ///< for the objections officer
  Code heard_by;             ///< role or board
  friend bool operator==(Objections const&, Objections const&) = default;
};

#define GOZIN_STAGES(X) \
  X(establishment)      \
  X(budget)             \
  X(authorised)         \
  X(nominating)         \
  X(screening)          \
  X(declaring)          \
  X(sealing)            \
  X(moderating)         \
  X(objecting)          \
  X(reviewing)          \
  X(decreeing)          \
  X(registration)       \
  X(publication)        \
  X(account)
GOZIN_NAMED_ENUM(Stage, GOZIN_STAGES)

/// `note`: the miss is recorded and nothing else. `close`, `reveal`: the clock does it itself.
#define GOZIN_AT_DEADLINES(X) X(note) X(escalate) X(close) X(reveal)
GOZIN_NAMED_ENUM(AtDeadline, GOZIN_AT_DEADLINES)

struct Clock {
  Period length;
  std::optional<Period> reminder;  ///< so long before the end
  AtDeadline at_deadline = AtDeadline::note;
  std::optional<Code> escalate_to;  ///< a role; given exactly with AtDeadline::escalate
  friend bool operator==(Clock const&, Clock const&) = default;
};

// --- Notices, publication, kinship, decree ---

#define GOZIN_NOTICE_CHANNELS(X) \
  X(in_person) X(registered_post) X(email) X(sms) X(inbox) X(public_board)
GOZIN_NAMED_ENUM(NoticeChannel, GOZIN_NOTICE_CHANNELS)

#define GOZIN_PROOFS(X) X(none) X(receipt) X(delivery_report) X(first_opening)
GOZIN_NAMED_ENUM(Proof, GOZIN_PROOFS)

#define GOZIN_ON_FAILURES(X) X(next_channel) X(publish) X(escalate)
GOZIN_NAMED_ENUM(OnFailure, GOZIN_ON_FAILURES)

struct Service {
  NoticeChannel channel = NoticeChannel::inbox;
  Proof proof = Proof::receipt;
  std::optional<Period> deemed_after;  ///< service counts when this has passed even without proof
  friend bool operator==(Service const&, Service const&) = default;
};

struct Notices {
  std::vector<Service> services;  ///< in the order in which they are tried
  OnFailure on_failure = OnFailure::next_channel;
  friend bool operator==(Notices const&, Notices const&) = default;
};

#define GOZIN_PUBLISHED_THINGS(X) \
  X(vacancy) X(nominee_count) X(shortlist) X(ranking) X(ballot) X(override) X(decree) X(dossier)
GOZIN_NAMED_ENUM(PublishedThing, GOZIN_PUBLISHED_THINGS)

#define GOZIN_PUBLISHED_NAMES(X) X(none) X(selected) X(finalists) X(all)
GOZIN_NAMED_ENUM(PublishedNames, GOZIN_PUBLISHED_NAMES)

struct Publication {
  PublishedThing what = PublishedThing::decree;
  PublishedNames names = PublishedNames::selected;
  Period within;
  friend bool operator==(Publication const&, Publication const&) = default;
};

/// Relations that make a conflict (after Municipality Law art. 11).
#define GOZIN_KINSHIPS(X) \
  X(parent)               \
  X(child)                \
  X(grandparent)          \
  X(grandchild)           \
  X(sibling)              \
  X(nephew_or_niece)      \
  X(uncle_or_aunt)        \
  X(spouse)               \
  X(spouse_of_sibling)    \
  X(sibling_of_spouse)    \
  X(parent_of_spouse)     \
  X(spouse_of_child)
GOZIN_NAMED_ENUM(Kinship, GOZIN_KINSHIPS)

struct DecreeSeries {
  std::string prefix;  ///< stands before the number; `{year}` is the Solar Hijri year of the decree
  int start = 1;
  bool yearly = true;  ///< the count begins again with every year
  friend bool operator==(DecreeSeries const&, DecreeSeries const&) = default;
};

struct Limits {
  int suspension_days_max = 0;  ///< calendar days
  int term_years = 0;           ///< Civil Service Management Law art. 54: four
  int acting_days_max = 0;      ///< calendar days
  ExactText outsiders_max;      ///< share of managerial posts, art. 54: 15 %
  int selectivity_min = 0;      ///< warn when fewer registered staff meet the conditions
  int retention_years = 0;
  friend bool operator==(Limits const&, Limits const&) = default;
};

/// The rules by which cases are judged: data, approved by the council, pinned by hash. Every value
/// has passed `check`; the original document is kept elsewhere and there is no writer.
struct RuleSet {
  Code id;
  int version = 1;
  Text title;
  Code city;
  Code calendar;
  Code approved_by;  ///< the body that approves the rules; a key of `ballots`
  std::optional<Day> in_force_from;
  std::vector<std::string> sources;

  Routes routes;
  Choice choice;
  Code deciding_role;  ///< `mayor` for managers; `governor` or `minister` for a mayor
  std::map<Code, BallotRule> ballots;  ///< by body
  std::vector<Gate> gates;             ///< in the order in which they are passed
  Nomination nomination;
  std::vector<Condition> conditions;
  std::vector<Inquiry> inquiries;
  std::vector<FamilyWeight> families;  ///< all three, in the order of `Family`
  std::vector<Criterion> criteria;
  std::vector<Round> rounds;
  Panel panel;
  Scoring scoring;
  Objections objections;
  std::map<Stage, Clock> clocks;
  Notices notices;
  std::vector<Publication> publications;
  std::vector<duty::Pair> exclusive_duties;
  std::vector<Kinship> kinship;
  DecreeSeries decree;
  Limits limits;
  friend bool operator==(RuleSet const&, RuleSet const&) = default;
};

/// What is found by its code, or nothing. The answer borrows from the rule set.
[[nodiscard]] Criterion const* find_criterion(RuleSet const& rules, Code const& code);
[[nodiscard]] Condition const* find_condition(RuleSet const& rules, Code const& code);
[[nodiscard]] Gate const* find_gate(RuleSet const& rules, Code const& code);
[[nodiscard]] BallotRule const* find_ballot_rule(RuleSet const& rules, Code const& body);
[[nodiscard]] Clock const* find_clock(RuleSet const& rules, Stage stage);

/// The route of a class of post; a class that the rules do not list takes the full one.
[[nodiscard]] Route route_of(RuleSet const& rules, Code const& post_class);

/// Whether a route may be taken; `direct` also needs one of the listed reasons.
[[nodiscard]] bool permits(Routes const& routes, Route route, std::optional<DirectReason> reason);

/// The shortest window for nominations on this route.
[[nodiscard]] Period min_open(Nomination const& nomination, Route route);

}  // namespace gozin::rules
