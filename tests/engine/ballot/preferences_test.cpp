#include "tests/engine/ballot/profiles.hpp"

#include <random>
#include <utility>

#include <gtest/gtest.h>

namespace gozin::ballot {
namespace {

using Order = std::vector<std::vector<Candidate>>;
using Candidates = std::vector<Candidate>;
using Votes = std::vector<std::int64_t>;

constexpr Candidate A = 0, B = 1, C = 2, D = 3, E = 4;

/// E10: 45 papers, five candidates, a cycle.
Profile schulzes() {
  return profile_of(5, {{5, "ACBED"},
                        {5, "ADECB"},
                        {8, "BEDAC"},
                        {3, "CABED"},
                        {7, "CAEBD"},
                        {2, "CBADE"},
                        {7, "DCEBA"},
                        {8, "EBADC"}});
}

/// The capital of Tennessee: Memphis, Nashville, Chattanooga, Knoxville. Three methods, three
/// winners.
Profile tennessee() {
  return profile_of(4, {{42, "ABCD"}, {26, "BCDA"}, {15, "CDBA"}, {17, "DCBA"}});
}

// E10
TEST(Preferences, OfTheSchulzeExampleAreThosePrinted) {
  auto const found = schulze(schulzes());
  EXPECT_EQ(found.standing.order, (Order{{E}, {A}, {C}, {B}, {D}}));
  EXPECT_EQ(found.standing.winners, (Candidates{E}));
  EXPECT_EQ(pairwise(schulzes()), (Pairwise{{0, 20, 26, 30, 22},
                                            {25, 0, 16, 33, 18},
                                            {19, 29, 0, 17, 24},
                                            {15, 12, 28, 0, 14},
                                            {23, 27, 21, 31, 0}}));
  EXPECT_EQ(found.paths, (Pairwise{{0, 28, 28, 30, 24},
                                   {25, 0, 28, 33, 24},
                                   {25, 29, 0, 29, 24},
                                   {25, 28, 28, 0, 24},
                                   {25, 28, 28, 31, 0}}));

  EXPECT_EQ(plurality(schulzes()).standing.winners, (Candidates{C}));
  EXPECT_EQ(plurality(schulzes()).votes[C], 12);
  EXPECT_EQ(borda(schulzes()).points, (std::vector<Fraction>{98, 92, 89, 69, 102}));
  EXPECT_EQ(condorcet(schulzes()).winners, Candidates{});
  EXPECT_EQ(condorcet(schulzes()).order, (Order{{A, B, C, D, E}}));
}

TEST(Preferences, OfTennesseeDependOnTheMethod) {
  EXPECT_EQ(plurality(tennessee()).standing.winners, (Candidates{A}));
  EXPECT_EQ(borda(tennessee()).points, (std::vector<Fraction>{126, 194, 173, 107}));
  EXPECT_EQ(condorcet(tennessee()).order, (Order{{B}, {C}, {D}, {A}}));
  EXPECT_EQ(condorcet(tennessee()).winners, (Candidates{B}));
  EXPECT_EQ(schulze(tennessee()).standing.order, (Order{{B}, {C}, {D}, {A}}));

  auto const kemenys = kemeny(tennessee()).value();
  EXPECT_EQ(kemenys.standing.order, (Order{{B}, {C}, {D}, {A}}));
  // 393 of 600 comparisons agree with it.
  EXPECT_EQ(kemenys.disagreements, 207);

  auto const runoff = instant_runoff(tennessee()).value();
  EXPECT_EQ(runoff.standing.order, (Order{{D}, {A}, {B}, {C}}));
  ASSERT_EQ(runoff.rounds.size(), 4U);
  EXPECT_EQ(runoff.rounds[1].votes, (Votes{42, 26, 0, 32}));
  EXPECT_EQ(runoff.rounds[1].eliminated, (Candidates{B}));
}

TEST(Preferences, OfPapersThatListFewLeaveTheOthersLevel) {
  auto const profile = profile_of(3, {{2, "A"}, {1, "BC"}, {4, ""}});

  EXPECT_EQ(plurality(profile).votes, (Votes{2, 1, 0}));
  // The two left out share one point; an empty paper gives everybody the same.
  EXPECT_EQ(borda(profile).points, (std::vector<Fraction>{8, 7, 6}));
  EXPECT_EQ(pairwise(profile), (Pairwise{{0, 2, 2}, {1, 0, 1}, {1, 0, 0}}));
  EXPECT_EQ(condorcet(profile).winners, (Candidates{A}));
}

TEST(Preferences, ThatAreNobodysHaveNoWinner) {
  for (auto const& profile :
       {profile_of(2, {}), profile_of(2, {{0, "AB"}}), profile_of(2, {{7, ""}})}) {
    Standing const nobody{.winners = {}, .order = {{A, B}}};
    EXPECT_EQ(plurality(profile).standing, nobody);
    EXPECT_EQ(borda(profile).standing, nobody);
    EXPECT_EQ(condorcet(profile), nobody);
    EXPECT_EQ(schulze(profile).standing, nobody);
    EXPECT_EQ(kemeny(profile).value().standing, nobody);
    EXPECT_EQ(instant_runoff(profile).value().standing, nobody);
  }
}

TEST(Preferences, AmongOneCandidateAreForThatOne) {
  auto const profile = profile_of(1, {{3, "A"}});
  Standing const only{.winners = {A}, .order = {{A}}};
  EXPECT_EQ(plurality(profile).standing, only);
  EXPECT_EQ(borda(profile).standing, only);
  EXPECT_EQ(condorcet(profile), only);
  EXPECT_EQ(schulze(profile).standing, only);
  EXPECT_EQ(kemeny(profile).value().standing, only);
  EXPECT_EQ(instant_runoff(profile).value().standing, only);
}

TEST(Preferences, KeepTies) {
  auto const profile = profile_of(3, {{1, "ABC"}, {1, "BAC"}});
  Standing const two{.winners = {A, B}, .order = {{A, B}, {C}}};
  EXPECT_EQ(plurality(profile).standing, two);
  EXPECT_EQ(borda(profile).standing, two);
  EXPECT_EQ(schulze(profile).standing, two);
  EXPECT_EQ(kemeny(profile).value().standing, two);
  EXPECT_EQ(condorcet(profile).winners, Candidates{});
  EXPECT_EQ(condorcet(profile).order, two.order);
  EXPECT_EQ(instant_runoff(profile).value().standing, two);
}

TEST(Kemeny, TiesWhomOptimalOrdersPutEitherWay) {
  // A perfect circle: each of the three rotations is as good.
  auto const found = kemeny(profile_of(3, {{1, "ABC"}, {1, "BCA"}, {1, "CAB"}})).value();

  EXPECT_EQ(found.standing.winners, (Candidates{A, B, C}));
  EXPECT_EQ(found.standing.order, (Order{{A, B, C}}));
  EXPECT_EQ(found.disagreements, 4);
}

TEST(InstantRunoff, LetsThoseLeaveTogetherWhomNobodyCanOvertake) {
  auto const found =
      instant_runoff(profile_of(4, {{5, "A"}, {4, "B"}, {1, "C"}, {1, "D"}})).value();

  EXPECT_EQ(found.standing.order, (Order{{A}, {B}, {C, D}}));
  EXPECT_EQ(found.rounds.front().eliminated, (Candidates{C, D}));
}

TEST(InstantRunoff, NamesWhoWinsUnderSomeLotWhereATieDecides) {
  // If B leaves, A has 7; if C leaves, B has 6 of 10 and wins.
  auto const found = instant_runoff(profile_of(3, {{4, "A"}, {3, "BA"}, {3, "CB"}})).value();

  EXPECT_EQ(found.standing.winners, (Candidates{A, B}));
  EXPECT_EQ(found.standing.order, (Order{{A, B}, {C}}));
  ASSERT_EQ(found.rounds.size(), 1U);
  EXPECT_EQ(found.rounds.front().tied, (Candidates{B, C}));
  EXPECT_TRUE(found.rounds.front().eliminated.empty());
}

/// One paper for each of the first `firsts` candidates, the others below in an order of its own.
Profile all_tied(std::size_t candidates, std::size_t firsts) {
  Profile profile{.candidates = candidates, .papers = {}};
  std::mt19937 engine{7};
  for (Candidate first = 0; first < firsts; ++first) {
    auto& order = profile.papers.emplace_back(RankedPapers{.count = 1, .order = {}}).order;
    for (Candidate one = 0; one < candidates; ++one)
      if (one != first) order.push_back(one);
    for (auto i = order.size(); i > 1; --i) std::swap(order[i - 1], order[engine() % i]);
    order.insert(order.begin(), first);
  }
  return profile;
}

TEST(InstantRunoff, FollowsTheTiesOfACouncilThatIsWhollyDivided) {
  for (auto const& [candidates, firsts] :
       std::vector<std::pair<std::size_t, std::size_t>>{{13, 13}, {39, 13}, {15, 15}, {21, 21}}) {
    auto const found = instant_runoff(all_tied(candidates, firsts));

    ASSERT_TRUE(found.has_value()) << candidates << ' ' << firsts;
    EXPECT_FALSE(found->standing.winners.empty());
    EXPECT_LT(found->standing.winners.back(), firsts);
  }
}

TEST(InstantRunoff, TakesCandidatesWhomOnlyTheirNamesTellApartForAlike) {
  // Any eleven of the forty leave before A has more than half; which, makes no difference.
  Profile profile{.candidates = 41, .papers = {{.count = 30, .order = {A}}}};
  for (Candidate one = 1; one < 41; ++one) profile.papers.push_back({.count = 1, .order = {one}});

  EXPECT_EQ(instant_runoff(profile).value().standing.winners, (Candidates{A}));
}

TEST(InstantRunoff, NamesAllWhoAreAlike) {
  Profile profile{.candidates = 100, .papers = {}};
  for (Candidate one = 0; one < 100; ++one) profile.papers.push_back({.count = 1, .order = {one}});

  EXPECT_EQ(instant_runoff(profile).value().standing.winners.size(), 100U);
}

TEST(InstantRunoff, RefusesMoreTiesThanCanBeFollowed) {
  // As above, but each of the sixty passes its paper to another one of them, and nobody is alike.
  Profile profile{.candidates = 61, .papers = {{.count = 59, .order = {A}}}};
  for (Candidate one = 1; one < 61; ++one)
    profile.papers.push_back({.count = 1, .order = {one, one * 7 % 61, A}});
  // Papers that prefer nobody are looked at too.
  profile.papers.resize(10'000, {.count = 1, .order = {}});
  auto const found = instant_runoff(profile);

  ASSERT_TRUE(found.has_error());
  EXPECT_EQ(found.error().reason, gozin::Reason{PreferenceReason::ties_must_not_exceed_limits});
}

TEST(Kemeny, RefusesMoreThanSixteenCandidates) {
  EXPECT_TRUE(kemeny(profile_of(16, {{1, "AB"}})).has_value());
  EXPECT_EQ(kemeny(profile_of(17, {{1, "AB"}})).error().reason,
            gozin::Reason{PreferenceReason::candidates_must_not_exceed_limits});
}

struct Flaw {
  Profile profile;
  Rejection refusal;
};

TEST(PreferencesRefusal, NamesThePlace) {
  std::vector<Flaw> const flaws{
      {profile_of(0, {}), {PreferenceReason::candidates_must_be_given}},
      {profile_of(101, {}), {PreferenceReason::candidates_must_not_exceed_limits}},
      {profile_of(2, {{1, "A"}, {-1, "A"}}),
       {PreferenceReason::papers_must_not_be_negative, "/1/count"}},
      {profile_of(2, {{1'000'000'001, "A"}}),
       {PreferenceReason::papers_must_not_exceed_limits, "/0/count"}},
      {profile_of(2, {{1, "AC"}}), {PreferenceReason::candidate_must_be_listed, "/0/order/1"}},
      {profile_of(2, {{1, "ABA"}}),
       {PreferenceReason::candidate_must_be_ranked_once, "/0/order/2"}}};
  for (auto const& flaw : flaws) {
    auto const found = find_fault(flaw.profile);
    ASSERT_TRUE(found) << flaw.refusal.reason.name();
    EXPECT_EQ(*found, flaw.refusal);
  }
  Profile many{.candidates = 1, .papers = {}};
  many.papers.resize(1'001, {.count = 1'000'000'000, .order = {0}});
  EXPECT_EQ(find_fault(many)->detail, "/1000/count");
  EXPECT_FALSE(find_fault(schulzes()));
}

}  // namespace
}  // namespace gozin::ballot
