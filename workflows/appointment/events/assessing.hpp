#pragma once

#include "workflows/appointment/events/drafting.hpp"

namespace gozin::appointment {

/// A round of assessment after the first; which criteria it scores stands in the rule set.
struct AssessmentRoundOpened {
  static constexpr std::string_view kType = "AssessmentRoundOpened";
  Code round;
  std::map<PersonId, std::vector<Code>> aliases;  // by assessor; each names one nominee
  std::optional<Committed> alias_map;

  static constexpr auto fields() {
    return fields_of(open("round", &AssessmentRoundOpened::round),
                     open("aliases", &AssessmentRoundOpened::aliases),
                     sealed("alias_map", &AssessmentRoundOpened::alias_map, "ScoresRevealed"));
  }
};

/// The members of the body that the rules let score a round take their seats, as they were at this
/// moment; declarations follow, then the sheets. Whoever joins or leaves the body later changes
/// nothing here.
struct AssessorsSeated {
  static constexpr std::string_view kType = "AssessorsSeated";
  Code round;
  StreamId body;
  std::int64_t body_rev = 0;
  std::vector<PersonId> assessors;

  static constexpr auto fields() {
    return fields_of(open("round", &AssessorsSeated::round), open("body", &AssessorsSeated::body),
                     open("body_rev", &AssessorsSeated::body_rev),
                     open("assessors", &AssessorsSeated::assessors));
  }
};

#define GOZIN_INTERESTS(X) \
  X(none)                  \
  X(kinship) X(superior) X(subordinate) X(business) X(nominator) X(friendship) X(dispute) X(other)
GOZIN_NAMED_ENUM(Interest, GOZIN_INTERESTS)

/// Made by everybody who will judge, for every candidate, `none` included (threat T6).
struct InterestDeclared {
  static constexpr std::string_view kType = "InterestDeclared";
  PersonId declarer;
  NomineeId nominee;
  Interest interest = Interest::none;
  std::optional<rules::Kinship> kinship;
  std::optional<Committed> detail;

  static constexpr auto fields() {
    return fields_of(
        open("declarer", &InterestDeclared::declarer), open("nominee", &InterestDeclared::nominee),
        open("interest", &InterestDeclared::interest), open("kinship", &InterestDeclared::kinship),
        personal("detail", &InterestDeclared::detail, "declarer"));
  }
};

/// For one nominee, or, where none is named, for the whole case.
struct AssessorRecused {
  static constexpr std::string_view kType = "AssessorRecused";
  PersonId assessor;
  std::optional<NomineeId> nominee;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("assessor", &AssessorRecused::assessor),
                     open("nominee", &AssessorRecused::nominee),
                     personal("reason", &AssessorRecused::reason, "assessor"));
  }
};

/// The next reserve takes the place. In Sealing the reserve gets aliases of his own.
struct AssessorReplaced {
  static constexpr std::string_view kType = "AssessorReplaced";
  PersonId assessor;
  PersonId replacement;
  std::optional<NomineeId> nominee;
  std::vector<Code> aliases;
  std::optional<Committed> alias_map;

  static constexpr auto fields() {
    return fields_of(open("assessor", &AssessorReplaced::assessor),
                     open("replacement", &AssessorReplaced::replacement),
                     open("nominee", &AssessorReplaced::nominee),
                     open("aliases", &AssessorReplaced::aliases),
                     sealed("alias_map", &AssessorReplaced::alias_map, "ScoresRevealed"));
  }
};

/// From here on names are hidden from the panel: each assessor has random aliases of their own.
struct DeclarationsCompleted {
  static constexpr std::string_view kType = "DeclarationsCompleted";
  Code round;
  std::map<PersonId, std::vector<Code>> aliases;
  std::optional<Committed> alias_map;

  static constexpr auto fields() {
    return fields_of(open("round", &DeclarationsCompleted::round),
                     open("aliases", &DeclarationsCompleted::aliases),
                     sealed("alias_map", &DeclarationsCompleted::alias_map, "ScoresRevealed"));
  }
};

/// commitment = SHA-256(salt ‖ sheet); sheet and salt rest under a key of their own.
struct ScoreSheetSealed {
  static constexpr std::string_view kType = "ScoreSheetSealed";
  PersonId assessor;
  Code round;
  Code alias;
  Code sheet;  // names it and its key
  Hash commitment;
  Committed content;  // the sheet, its salt and the texts, until the reveal

  static constexpr auto fields() {
    return fields_of(
        open("assessor", &ScoreSheetSealed::assessor), open("round", &ScoreSheetSealed::round),
        open("alias", &ScoreSheetSealed::alias), open("sheet", &ScoreSheetSealed::sheet),
        open("commitment", &ScoreSheetSealed::commitment),
        sealed("content", &ScoreSheetSealed::content, "ScoreSheetRevealed"));
  }
};

struct ScoreSheetRevealed {
  static constexpr std::string_view kType = "ScoreSheetRevealed";
  std::int64_t seal = 0;  // seq of the ScoreSheetSealed
  Hash salt;
  PersonId assessor;
  Code round;
  Code alias;
  NomineeId nominee;
  std::map<Code, std::int64_t> levels;
  std::map<Code, Committed> evidence;

  static constexpr auto fields() {
    return fields_of(
        open("seal", &ScoreSheetRevealed::seal), open("salt", &ScoreSheetRevealed::salt),
        open("assessor", &ScoreSheetRevealed::assessor), open("round", &ScoreSheetRevealed::round),
        open("alias", &ScoreSheetRevealed::alias), open("nominee", &ScoreSheetRevealed::nominee),
        open("levels", &ScoreSheetRevealed::levels),
        personal("evidence", &ScoreSheetRevealed::evidence, "nominee"));
  }
};

struct ScoresRevealed {
  static constexpr std::string_view kType = "ScoresRevealed";
  Code round;
  std::vector<std::int64_t> seals;  // the sheets of the round, but for assessors recused since
  std::int64_t missing = 0;         // sheets that never came, at the deadline

  static constexpr auto fields() {
    return fields_of(open("round", &ScoresRevealed::round), open("seals", &ScoresRevealed::seals),
                     open("missing", &ScoresRevealed::missing));
  }
};

/// Once a score, after the reveal, with a reason; both values stay (threat T8).
struct ScoreRevised {
  static constexpr std::string_view kType = "ScoreRevised";
  PersonId assessor;
  NomineeId nominee;
  Code criterion;
  std::int64_t before = 0;
  std::int64_t after = 0;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(
        open("assessor", &ScoreRevised::assessor), open("nominee", &ScoreRevised::nominee),
        open("criterion", &ScoreRevised::criterion), open("before", &ScoreRevised::before),
        open("after", &ScoreRevised::after), personal("reason", &ScoreRevised::reason, "nominee"));
  }
};

/// What the chair says about a ranking; it serves the ranking of the same scores, and no later one.
struct AnalysisNoted {
  static constexpr std::string_view kType = "AnalysisNoted";
  std::vector<PersonId> pivotal;  // assessors without whom the winner would be another (threat T9)
  Committed note;

  static constexpr auto fields() {
    return fields_of(open("pivotal", &AnalysisNoted::pivotal),
                     restricted("note", &AnalysisNoted::note, kFileReaders));
  }
};

struct RankedNominee {
  NomineeId nominee;
  ExactText score;
  std::int64_t place = 0;  // from 1; equal for those still tied

  static constexpr auto fields() {
    return fields_of(open("nominee", &RankedNominee::nominee), open("score", &RankedNominee::score),
                     open("place", &RankedNominee::place));
  }
  friend bool operator==(RankedNominee const&, RankedNominee const&) = default;
};

/// Below a floor, or below the cut-off of a round.
struct FellBelow {
  NomineeId nominee;
  Code criterion;  // or the round
  ExactText reached;

  static constexpr auto fields() {
    return fields_of(open("nominee", &FellBelow::nominee), open("criterion", &FellBelow::criterion),
                     open("reached", &FellBelow::reached));
  }
  friend bool operator==(FellBelow const&, FellBelow const&) = default;
};

struct RankingEstablished {
  static constexpr std::string_view kType = "RankingEstablished";
  Code round;
  std::vector<RankedNominee> ranking;  // best first
  std::vector<FellBelow> below;
  std::vector<PersonId> pivotal;
  std::optional<Hash> lot_seed;
  std::optional<Label> lot_announced;  // the public value the seed was made with

  static constexpr auto fields() {
    return fields_of(
        open("round", &RankingEstablished::round), open("ranking", &RankingEstablished::ranking),
        open("below", &RankingEstablished::below), open("pivotal", &RankingEstablished::pivotal),
        open("lot_seed", &RankingEstablished::lot_seed),
        open("lot_announced", &RankingEstablished::lot_announced));
  }
};

struct ShortlistConfirmed {
  static constexpr std::string_view kType = "ShortlistConfirmed";
  std::vector<NomineeId> permitted;  // in rank order; whom the decider may choose

  static constexpr auto fields() {
    return fields_of(open("permitted", &ShortlistConfirmed::permitted));
  }
};

// --- Objecting ---

struct RankingPublished {
  static constexpr std::string_view kType = "RankingPublished";
  Instant objections_close;

  static constexpr auto fields() {
    return fields_of(open("objections_close", &RankingPublished::objections_close));
  }
};

#define GOZIN_STEPS(X) X(screening) X(assessing)
GOZIN_NAMED_ENUM(Step, GOZIN_STEPS)

/// The objection is upheld and one person re-enters an old step; others' scores stay as they are.
struct NomineeReadmitted {
  static constexpr std::string_view kType = "NomineeReadmitted";
  Code objection;
  NomineeId nominee;
  Step step = Step::screening;
  Committed reason;
  std::map<PersonId, std::vector<Code>> aliases;  // to score this one nominee
  std::optional<Committed> alias_map;

  static constexpr auto fields() {
    return fields_of(open("objection", &NomineeReadmitted::objection),
                     open("nominee", &NomineeReadmitted::nominee),
                     open("step", &NomineeReadmitted::step),
                     personal("reason", &NomineeReadmitted::reason, "nominee"),
                     open("aliases", &NomineeReadmitted::aliases),
                     sealed("alias_map", &NomineeReadmitted::alias_map, "ReadmissionConcluded"));
  }
};

struct ReadmissionConcluded {
  static constexpr std::string_view kType = "ReadmissionConcluded";
  NomineeId nominee;
  std::vector<RankedNominee> ranking;
  std::vector<FellBelow> below;
  std::vector<NomineeId> permitted;
  Instant objections_close;
  std::optional<Hash> lot_seed = {};  // where the ranking before had none and needs one now
  std::optional<Label> lot_announced = {};
  std::optional<std::vector<PersonId>> pivotal = {};  // absent: nobody asked then

  static constexpr auto fields() {
    return fields_of(open("nominee", &ReadmissionConcluded::nominee),
                     open("ranking", &ReadmissionConcluded::ranking),
                     open("below", &ReadmissionConcluded::below),
                     open("permitted", &ReadmissionConcluded::permitted),
                     open("objections_close", &ReadmissionConcluded::objections_close),
                     open("lot_seed", &ReadmissionConcluded::lot_seed),
                     open("lot_announced", &ReadmissionConcluded::lot_announced),
                     open("pivotal", &ReadmissionConcluded::pivotal));
  }
};

struct ObjectionsClosed {
  static constexpr std::string_view kType = "ObjectionsClosed";
  static constexpr auto fields() { return fields_of(); }
};

}  // namespace gozin::appointment

namespace gozin {

// Compiled once, in assessing.cpp.
extern template EventType const& event_type<appointment::AssessmentRoundOpened>();
extern template EventType const& event_type<appointment::AssessorsSeated>();
extern template EventType const& event_type<appointment::InterestDeclared>();
extern template EventType const& event_type<appointment::AssessorRecused>();
extern template EventType const& event_type<appointment::AssessorReplaced>();
extern template EventType const& event_type<appointment::DeclarationsCompleted>();
extern template EventType const& event_type<appointment::ScoreSheetSealed>();
extern template EventType const& event_type<appointment::ScoreSheetRevealed>();
extern template EventType const& event_type<appointment::ScoresRevealed>();
extern template EventType const& event_type<appointment::ScoreRevised>();
extern template EventType const& event_type<appointment::AnalysisNoted>();
extern template EventType const& event_type<appointment::RankingEstablished>();
extern template EventType const& event_type<appointment::ShortlistConfirmed>();
extern template EventType const& event_type<appointment::RankingPublished>();
extern template EventType const& event_type<appointment::NomineeReadmitted>();
extern template EventType const& event_type<appointment::ReadmissionConcluded>();
extern template EventType const& event_type<appointment::ObjectionsClosed>();

}  // namespace gozin
