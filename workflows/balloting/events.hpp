#pragma once

#include "engine/ballot/ballot.hpp"
#include "engine/event/event.hpp"

namespace gozin::balloting {

/// Roles that may read why somebody in office did something to a ballot.
inline constexpr std::string_view kBallotReaders =
    "department_officer administrative_affairs finance mayor council_secretary auditor "
    "inspectorate";

/// `election`: which of those who stand, by papers with one name each.
#define GOZIN_QUESTIONS(X) X(candidate) X(shortlist) X(election)
GOZIN_NAMED_ENUM(Question, GOZIN_QUESTIONS)

/// A threshold as it is computed: how many were needed, how many there were.
struct Threshold {
  std::int64_t needed = 0;
  std::int64_t have = 0;
  bool met = false;

  static constexpr auto fields() {
    return fields_of(open("needed", &Threshold::needed), open("have", &Threshold::have),
                     open("met", &Threshold::met));
  }
  friend bool operator==(Threshold const&, Threshold const&) = default;
};

#define GOZIN_MEDIA(X) X(electronic) X(paper)
GOZIN_NAMED_ENUM(Medium, GOZIN_MEDIA)

/// Electorate and present are frozen here; leaving afterwards changes nothing but the quorum at the
/// close. *Present includes the recused.*
struct BallotOpened {
  static constexpr std::string_view kType = "BallotOpened";
  Code ballot;
  std::optional<Question> question;  // absent: about what the stream itself is
  std::optional<NomineeId> nominee;
  StreamId session;
  ballot::Secrecy secrecy = ballot::Secrecy::open;
  Medium medium = Medium::electronic;
  std::int64_t round = 1;  // of an election; else 2 after a tie, where the rules want another
  bool fallback = false;   // the recused count for the quorum, since it is out of reach without
  std::vector<PersonId> electorate;  // seated members
  std::vector<PersonId> present;
  std::vector<PersonId> recused;  // of those present
  Threshold quorum;
  std::optional<StreamId> rules = {};                   // that judge it; absent: those of the case
  std::optional<std::vector<NomineeId>> standing = {};  // in an election: who may be voted for

  static constexpr auto fields() {
    return fields_of(
        open("ballot", &BallotOpened::ballot), open("question", &BallotOpened::question),
        open("nominee", &BallotOpened::nominee), open("session", &BallotOpened::session),
        open("secrecy", &BallotOpened::secrecy), open("medium", &BallotOpened::medium),
        open("round", &BallotOpened::round), open("fallback", &BallotOpened::fallback),
        open("electorate", &BallotOpened::electorate), open("present", &BallotOpened::present),
        open("recused", &BallotOpened::recused), open("quorum", &BallotOpened::quorum),
        open("rules", &BallotOpened::rules), open("standing", &BallotOpened::standing));
  }
};

#define GOZIN_CHOICES(X) X(yes) X(no) X(abstain)
GOZIN_NAMED_ENUM(Choice, GOZIN_CHOICES)

/// The entry in the roll. The choice, in an election the name, stands here in open ballots only; in
/// secret ones it lies in the ballot box, which knows no member, no time and no order.
struct BallotCast {
  static constexpr std::string_view kType = "BallotCast";
  Code ballot;
  PersonId voter;
  std::optional<Choice> choice;
  std::optional<NomineeId> voted_for = {};  // in an open election; absent: `choice` is to abstain

  static constexpr auto fields() {
    return fields_of(open("ballot", &BallotCast::ballot), open("voter", &BallotCast::voter),
                     open("choice", &BallotCast::choice),
                     open("voted_for", &BallotCast::voted_for));
  }
};

#define GOZIN_BALLOT_OUTCOMES(X) X(carried) X(failed) X(inquorate)
GOZIN_NAMED_ENUM(BallotOutcome, GOZIN_BALLOT_OUTCOMES)

/// A secret ballot that lost its quorum is not counted: its numbers of votes are 0, and only the
/// roll says how many had voted.
struct BallotClosed {
  static constexpr std::string_view kType = "BallotClosed";
  Code ballot;
  std::int64_t roll = 0;  // entries in the roll; equals the papers counted
  std::int64_t yes = 0;
  std::int64_t no = 0;
  std::int64_t abstain = 0;
  Threshold quorum;  // at the close
  Threshold majority;
  std::optional<Threshold> also;
  BallotOutcome outcome = BallotOutcome::failed;
  std::optional<std::int64_t> silent = {};  // members in the room who had not voted; absent: none
  std::optional<Committed> reason = {};     // of the chair, for closing without them

  static constexpr auto fields() {
    using B = BallotClosed;
    return fields_of(open("ballot", &B::ballot), open("roll", &B::roll), open("yes", &B::yes),
                     open("no", &B::no), open("abstain", &B::abstain), open("quorum", &B::quorum),
                     open("majority", &B::majority), open("also", &B::also),
                     open("outcome", &B::outcome), open("silent", &B::silent),
                     restricted("reason", &B::reason, kBallotReaders));
  }
};

}  // namespace gozin::balloting

namespace gozin {

// Compiled once, in events.cpp.
extern template EventType const& event_type<balloting::BallotOpened>();
extern template EventType const& event_type<balloting::BallotCast>();
extern template EventType const& event_type<balloting::BallotClosed>();

}  // namespace gozin
