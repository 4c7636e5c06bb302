#pragma once

#include "engine/core/fraction_text.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/named_enum.hpp"
#include "engine/rules/condition.hpp"
#include "engine/rules/period.hpp"
#include "engine/scoring/aggregation.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

// The parts of a rule set that say who may be chosen and how people are compared.
namespace gozin::rules {

#define GOZIN_RULES_ROUTES(X) X(full) X(internal) X(direct)
GOZIN_NAMED_ENUM(Route, GOZIN_RULES_ROUTES)

#define GOZIN_RULES_DIRECT_REASONS(X) X(acting) X(transfer_of_equal_grade) X(exempt_post)
GOZIN_NAMED_ENUM(DirectReason, GOZIN_RULES_DIRECT_REASONS)

struct PostClass {
  Code code;
  Text title;
  Route route = Route::full;
  bool exempt = false;  ///< may be filled directly for that reason alone
  friend bool operator==(PostClass const&, PostClass const&) = default;
};

/// Which routes a case may take. `direct_reasons` is empty exactly when `direct` is not permitted.
struct Routes {
  std::vector<Route> permitted;
  std::vector<DirectReason> direct_reasons;
  std::vector<PostClass> post_classes;
  friend bool operator==(Routes const&, Routes const&) = default;
};

#define GOZIN_RULES_PERMITTED_SETS(X) X(first_n) X(category) X(all_above_floors)
GOZIN_NAMED_ENUM(PermittedSet, GOZIN_RULES_PERMITTED_SETS)

#define GOZIN_RULES_CHOOSERS(X) X(rank_order) X(decider)
GOZIN_NAMED_ENUM(Chooser, GOZIN_RULES_CHOOSERS)

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

#define GOZIN_RULES_CHANNELS(X) \
  X(citizen) X(department) X(body_member) X(self) X(talent_pool) X(clerk)
GOZIN_NAMED_ENUM(Channel, GOZIN_RULES_CHANNELS)

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

#define GOZIN_RULES_INQUIRY_SCOPES(X) X(all) X(finalists) X(selected)
GOZIN_NAMED_ENUM(InquiryScope, GOZIN_RULES_INQUIRY_SCOPES)

#define GOZIN_RULES_INQUIRY_STEPS(X) X(shortlist) X(review) X(decree)
GOZIN_NAMED_ENUM(InquiryStep, GOZIN_RULES_INQUIRY_STEPS)

/// What silence means after the clock; never "favourable".
#define GOZIN_RULES_SILENCES(X) X(wait) X(escalate) X(proceed_conditionally)
GOZIN_NAMED_ENUM(Silence, GOZIN_RULES_SILENCES)

/// What an unfavourable answer means: it keeps the person from the post, or is for the decider to
/// weigh.
#define GOZIN_RULES_UNFAVOURABLES(X) X(bars) X(noted)
GOZIN_NAMED_ENUM(Unfavourable, GOZIN_RULES_UNFAVOURABLES)

struct Inquiry {
  Code code;
  Text title;
  InquiryScope of = InquiryScope::finalists;
  InquiryStep by = InquiryStep::decree;
  Silence silence = Silence::wait;
  Period clock;
  Unfavourable unfavourable = Unfavourable::bars;
  friend bool operator==(Inquiry const&, Inquiry const&) = default;
};

#define GOZIN_RULES_FAMILIES(X) X(expertise) X(experience) X(commitment)
GOZIN_NAMED_ENUM(Family, GOZIN_RULES_FAMILIES)

#define GOZIN_RULES_INSTRUMENTS(X) X(file) X(interview) X(presentation) X(certificate)
GOZIN_NAMED_ENUM(Instrument, GOZIN_RULES_INSTRUMENTS)

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
  std::optional<Code> scored_by;     ///< a body; absent: the panel, as in the first
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

using scoring::Aggregation;

/// Equal totals: compared by these criteria in order, then by lot; what is still equal stays tied.
struct RankTieRule {
  std::vector<Code> criteria;
  bool lot = false;
  friend bool operator==(RankTieRule const&, RankTieRule const&) = default;
};

/// What makes one order out of the criteria. Category rating forms classes by score and leaves the
/// order within one to the decider; it goes with the permitted set `category`.
#define GOZIN_RULES_METHODS(X) X(weighted_sum) X(category_rating)
GOZIN_NAMED_ENUM(Method, GOZIN_RULES_METHODS)

/// Computed beside the result and published with it; never decides.
#define GOZIN_RULES_SECOND_OPINIONS(X) X(borda) X(schulze) X(topsis)
GOZIN_NAMED_ENUM(SecondOpinion, GOZIN_RULES_SECOND_OPINIONS)

/// How the weights of the three families were found: by pairwise comparison (AHP, once, when the
/// rules are made). The written weights are what counts; this is their reason.
struct Comparisons {
  std::vector<std::vector<ExactText>> matrix;  ///< row over column, in the order of `Family`
  std::string basis;                           ///< who compared, and when
  friend bool operator==(Comparisons const&, Comparisons const&) = default;
};

struct Scoring {
  Aggregation aggregation = Aggregation::mean;
  int moderation_threshold = 2;  ///< levels between two assessors from which moderation opens
  RankTieRule tie;
  Method method = Method::weighted_sum;
  std::vector<SecondOpinion> second_opinions = {};
  std::optional<Comparisons> comparisons = std::nullopt;
  friend bool operator==(Scoring const&, Scoring const&) = default;
};

}  // namespace gozin::rules
