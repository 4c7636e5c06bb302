#pragma once

#include "engine/ballot/ballot.hpp"
#include "engine/core/fraction_text.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/named_enum.hpp"
#include "engine/rules/condition.hpp"
#include "engine/rules/period.hpp"

#include <optional>
#include <string>
#include <vector>

// The parts of a rule set that say who decides, by when, and what people are told.
namespace gozin::rules {

#define GOZIN_RULES_GATE_KINDS(X) X(none) X(notified) X(advisory) X(consent) X(election)
GOZIN_NAMED_ENUM(GateKind, GOZIN_RULES_GATE_KINDS)

#define GOZIN_RULES_ON_REFUSALS(X) \
  X(next_ranked) X(return_to_screening) X(return_to_assessing) X(unfilled)
GOZIN_NAMED_ENUM(OnRefusal, GOZIN_RULES_ON_REFUSALS)

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
#define GOZIN_RULES_FALLBACKS(X) X(none) X(count_recused_for_quorum) X(refer_to)
GOZIN_NAMED_ENUM(Fallback, GOZIN_RULES_FALLBACKS)

/// A body and how it decides.
struct BallotRule {
  Text title;
  int seats = 0;
  ballot::Rule rule;
  Fallback fallback = Fallback::none;
  std::optional<Code> refer_to;       ///< given exactly with Fallback::refer_to
  bool nominator_is_recused = false;  ///< a member who nominated the candidate may not vote on it
  Period notice;                      ///< between the calling of a session and its opening
  std::optional<Text> secrecy_note;   ///< what members of a small body are told of its secrecy
  bool members_may_stand = true;      ///< whether a sitting member may be elected by the body
  friend bool operator==(BallotRule const&, BallotRule const&) = default;
};

struct Objections {
  Period against_exclusion;  ///< from service of notice
  Period against_ranking;    ///< from service of notice
  Period decision;           ///< for the objections officer
  Code heard_by;             ///< role or board
  friend bool operator==(Objections const&, Objections const&) = default;
};

#define GOZIN_RULES_STAGES(X) \
  X(establishment)            \
  X(budget)                   \
  X(authorised)               \
  X(nominating)               \
  X(screening)                \
  X(declaring)                \
  X(sealing)                  \
  X(moderating)               \
  X(objecting)                \
  X(reviewing)                \
  X(decreeing)                \
  X(registration)             \
  X(publication)              \
  X(account)                  \
  X(acting_call)              \
  X(second_person)
GOZIN_NAMED_ENUM(Stage, GOZIN_RULES_STAGES)

/// `note`: the miss is recorded and nothing else. `close`, `reveal`: the clock does it itself.
#define GOZIN_RULES_AT_DEADLINES(X) X(note) X(escalate) X(close) X(reveal)
GOZIN_NAMED_ENUM(AtDeadline, GOZIN_RULES_AT_DEADLINES)

struct Clock {
  Period length;
  std::optional<Period> reminder;  ///< so long before the end
  AtDeadline at_deadline = AtDeadline::note;
  std::optional<Code> escalate_to;  ///< a role; given exactly with AtDeadline::escalate
  friend bool operator==(Clock const&, Clock const&) = default;
};

#define GOZIN_RULES_NOTICE_CHANNELS(X) \
  X(in_person) X(registered_post) X(email) X(sms) X(inbox) X(public_board)
GOZIN_NAMED_ENUM(NoticeChannel, GOZIN_RULES_NOTICE_CHANNELS)

#define GOZIN_RULES_PROOFS(X) X(none) X(receipt) X(delivery_report) X(first_opening)
GOZIN_NAMED_ENUM(Proof, GOZIN_RULES_PROOFS)

#define GOZIN_RULES_ON_FAILURES(X) X(next_channel) X(publish) X(escalate)
GOZIN_NAMED_ENUM(OnFailure, GOZIN_RULES_ON_FAILURES)

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

#define GOZIN_RULES_PUBLISHED_THINGS(X) \
  X(vacancy) X(nominee_count) X(shortlist) X(ranking) X(ballot) X(override) X(decree) X(dossier)
GOZIN_NAMED_ENUM(PublishedThing, GOZIN_RULES_PUBLISHED_THINGS)

#define GOZIN_RULES_PUBLISHED_NAMES(X) X(none) X(selected) X(finalists) X(all)
GOZIN_NAMED_ENUM(PublishedNames, GOZIN_RULES_PUBLISHED_NAMES)

struct Publication {
  PublishedThing what = PublishedThing::decree;
  PublishedNames names = PublishedNames::selected;
  Period within;
  friend bool operator==(Publication const&, Publication const&) = default;
};

/// Relations that make a conflict (after Municipality Law art. 11).
#define GOZIN_RULES_KINSHIPS(X) \
  X(parent)                     \
  X(child)                      \
  X(grandparent)                \
  X(grandchild)                 \
  X(sibling)                    \
  X(nephew_or_niece)            \
  X(uncle_or_aunt)              \
  X(spouse)                     \
  X(spouse_of_sibling)          \
  X(sibling_of_spouse)          \
  X(parent_of_spouse)           \
  X(spouse_of_child)
GOZIN_NAMED_ENUM(Kinship, GOZIN_RULES_KINSHIPS)

struct DecreeSeries {
  std::string prefix;  ///< stands before the number; `{year}` is the Solar Hijri year of the decree
  int start = 1;
  bool yearly = true;  ///< the count begins again with every year
  friend bool operator==(DecreeSeries const&, DecreeSeries const&) = default;
};

struct Limits {
  int suspension_days_max = 0;  ///< calendar days
  int term_years = 0;           ///< Civil Service Management Law art. 54: four
  int acting_days_max = 0;      ///< calendar days, of all acting heads of a post together
  ExactText outsiders_max;      ///< share of managerial posts, art. 54: 15 %
  int selectivity_min = 0;      ///< warn when fewer registered staff meet the conditions
  int retention_years = 0;
  /// Calendar days within which a court may be asked about what a case decided. In Iran three
  /// months, six for who lives abroad (Law of the Administrative Justice Court, note 2 to art. 16).
  int court_days = 186;
  /// Calendar days without an acting head after which the count of their days begins anew.
  int acting_gap_days = 180;
  /// Calendar days beyond `acting_days_max` that the council's notice allows; 0: none.
  int acting_notice_days = 0;
  /// Calendar days for which a task is delegated at once.
  int delegation_days_max = 30;
  friend bool operator==(Limits const&, Limits const&) = default;
};

}  // namespace gozin::rules
