#include "tests/workflows/appointment/dossier_book.hpp"
#include "workflows/registry/events.hpp"
#include "workflows/ruleset/events.hpp"
#include "workflows/session/events.hpp"

#include <functional>
#include <ostream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using testing::IsEmpty;
using testing::Not;

/// What went wrong in a case, and the point that has to say so.
struct Wrong {
  Point point;
  std::string_view what;
  std::function<void(DossierBook&)> change;
};

void PrintTo(Wrong const& wrong, std::ostream* out) { *out << name_of(wrong.point); }

template <class E>
std::function<void(DossierBook&)> without() {
  return [](DossierBook& book) { book.remove<E>(); };
}

template <class E>
std::function<void(DossierBook&)> late() {
  return [](DossierBook& book) { book.put_off<E>(); };
}

template <class E, class Change>
std::function<void(DossierBook&)> with(Change const& how) {
  return [how](DossierBook& book) { book.change<E>(how); };
}

PersonId who(std::string_view name) { return {std::string{name}}; }

std::vector<Wrong> wrongs_before_scores() {
  using P = Point;
  return {
      {P::post_was_established_before_the_notice, "confirmed afterwards",
       late<EstablishmentConfirmed>()},
      {P::post_was_vacant, "somebody holds it",
       [](DossierBook& book) {
         auto filled = book.find<registry::PostClaimed>(DossierBook::kPost);
         filled.event = event_of(registry::PostFilled{.person = who("p-9")});
         book.past(DossierBook::kPost).push_back(filled);
       }},
      {P::budget_was_cleared_before_the_notice, "more than there is",
       with<BudgetConfirmed>([](auto& fact) { fact.available = 899; })},
      {P::conditions_were_approved_before_the_notice, "approved by nobody",
       [](DossierBook& book) { book.remove<ruleset::RuleSetApproved>(DossierBook::kRules); }},
      {P::notice_names_the_rules_in_force, "another document",
       [](DossierBook& book) {
         book.change_in<ruleset::RuleSetProposed>(DossierBook::kRules, [](auto& fact) {
           fact.document.value = json::object{{"a", 1}};
         });
       }},
      {P::acts_were_judged_by_these_rules, "an act judged by others",
       [](DossierBook& book) { book.find<PersonSelected>().at.rules = sha256("other rules"); }},
      {P::weights_are_those_of_the_notice, "weights that do not sum to one",
       with<VacancyPublished>([](auto& fact) { fact.weights[Code{"skill"}] = ExactText{"1/2"}; })},
      {P::conditions_are_those_of_the_rules, "a condition less",
       with<VacancyPublished>([](auto& fact) { fact.conditions.clear(); })},
      {P::window_was_long_enough, "six days",
       with<VacancyPublished>([](auto& fact) { fact.closes = DossierBook::day(6); })},
      {P::window_was_not_shortened, "closed on the third day",
       [](DossierBook& book) { book.find<NominationsClosed>().at.recorded = DossierBook::day(3); }},
      {P::nominations_are_all_accounted_for, "one that nobody screened",
       [](DossierBook& book) {
         std::erase_if(book.past(), [](Recorded const& one) {
           auto const* admitted = one.event.as<NomineeAdmitted>();
           return admitted && admitted->nominee.text == "n-2";
         });
       }},
      {P::no_nomination_was_late, "a day late",
       [](DossierBook& book) {
         book.find<NominationReceived>().at.recorded = DossierBook::day(9);
       }},
      {P::exclusions_cite_a_condition, "nothing unmet", with<NomineeExcluded>([](auto& fact) {
         fact.findings[0].finding = rules::Finding::unknown;
       })},
      {P::same_findings_had_the_same_result, "admitted without the degree",
       with<NomineeAdmitted>([](auto& fact) { fact.findings[0].finding = rules::Finding::unmet; })},
      {P::register_was_entered_by_others, "by whoever admitted them",
       [](DossierBook& book) {
         auto entry = book.find<NominationReceived>();
         entry.at.actor = who("azar");
         entry.event = event_of(registry::PersonDescribed{.person = who("p-1")});
         book.past(StreamId{"person/p-1"}).push_back(entry);
       }},
      {P::panel_was_appointed_before_the_names, "appointed when names were known",
       late<PanelAppointed>()},
      {P::panel_has_its_size, "one member",
       with<PanelAppointed>([](auto& fact) { fact.members.pop_back(); })},
  };
}

std::vector<Wrong> wrongs_of_scores() {
  using P = Point;
  return {
      {P::assessors_declared_before_scoring, "nobody declared", without<InterestDeclared>()},
      {P::nobody_scored_in_conflict, "scored a sibling",
       [](DossierBook& book) {
         book.rules.kinship = {rules::Kinship::sibling};
         book.change<InterestDeclared>([](auto& fact) {
           fact.interest = Interest::kinship;
           fact.kinship = rules::Kinship::sibling;
         });
       }},
      {P::scores_were_sealed_before_the_reveal, "revealed first",
       [](DossierBook& book) {
         auto& seal = book.find<ScoreSheetSealed>();
         auto const old = seal.at.seq;
         seal.at.seq = 9'000;
         book.change<ScoreSheetRevealed>([&](auto& fact) { fact.seal = 9'000; });
         ASSERT_NE(old, 9'000);
       }},
      {P::sheets_match_their_seals, "a level changed",
       with<ScoreSheetRevealed>([](auto& fact) { fact.levels[Code{"skill"}] = 5; })},
      {P::changes_were_moderated, "another old value",
       with<ScoreRevised>([](auto& fact) { fact.before = 2; })},
      {P::arithmetic_reproduces, "a total that is not the sum",
       with<RankingEstablished>([](auto& fact) { fact.ranking[0].score = ExactText{"19/4"}; })},
      {P::dependence_on_one_assessor_was_noted, "no note", without<AnalysisNoted>()},
  };
}

std::vector<Wrong> wrongs_of_council() {
  using P = Point;
  return {
      {P::sessions_were_called_in_time, "called for the same day",
       [](DossierBook& book) {
         book.change_in<session::SessionCalled>(
             DossierBook::kSession, [](auto& fact) { fact.starts = DossierBook::day(16); });
       }},
      {P::quorum_was_there, "one of three", with<BallotOpened>([](auto& fact) {
         fact.quorum = {2, 1, false};
       })},
      {P::recused_did_not_vote, "a recused member voted",
       with<BallotOpened>([](auto& fact) { fact.recused = {who("m-2")}; })},
      {P::ballots_equal_voters, "a paper more than voters",
       with<BallotClosed>([](auto& fact) { fact.no = 1; })},
      {P::majority_was_computed_by_the_rule, "of another base", with<BallotClosed>([](auto& fact) {
         fact.majority = {1, 2, true};
       })},
  };
}

std::vector<Wrong> wrongs_of_decree() {
  using P = Point;
  return {
      {P::decider_declared_before_the_choice, "an interest in the person chosen",
       with<DeciderDeclared>(
           [](auto& fact) { fact.interests[NomineeId{"n-1"}] = Interest::kinship; })},
      {P::person_is_in_the_permitted_set, "somebody else",
       with<PersonSelected>([](auto& fact) { fact.nominee = NomineeId{"n-3"}; })},
      {P::objections_were_decided, "left undecided", without<ObjectionDismissed>()},
      {P::standstill_was_kept, "closed before its time",
       [](DossierBook& book) { book.find<ObjectionsClosed>().at.recorded = DossierBook::day(12); }},
      {P::numbers_have_a_decree_or_a_void, "a number with neither",
       [](DossierBook& book) { book.add(DecreeDrafted{.number = {"1405/8"}}); }},
      {P::signatory_held_the_office, "whose office had ended",
       [](DossierBook& book) {
         auto& grant = book.find<registry::RoleGranted>(StreamId{"person/mayor"});
         auto fact = *grant.event.as<registry::RoleGranted>();
         fact.until = DossierBook::day(31);
         grant.event = event_of(fact);
       }},
      {P::signed_is_what_was_drafted, "another document",
       with<DecreeSigned>([](auto& fact) { fact.document = sha256("another"); })},
      {P::decree_follows_its_decision, "before the resolution bound", late<ResolutionEffective>()},
      {P::term_is_within_the_limits, "five years",
       with<DecreeDrafted>([](auto& fact) { fact.term_until = judge::day("2031-11-09"); })},
      {P::excluded_were_told, "told nothing", without<NoticeServed>()},
      {P::notices_are_served, "one is owed",
       [](DossierBook& book) {
         book.add(NoticeAttempted{.notice = Code{"ruleset"}, .person = who("p-2")});
       }},
      {P::time_never_ran_back, "recorded before its predecessor",
       [](DossierBook& book) { book.find<GatesPassed>().at.recorded = DossierBook::day(2); }},
      {P::roles_were_held, "an officer without an office",
       [](DossierBook& book) { book.remove<registry::RoleGranted>(StreamId{"person/farhad"}); }},
      {P::duties_were_kept_apart, "an assessor who put somebody forward",
       [](DossierBook& book) {
         auto& received = book.find<NominationReceived>();
         received.at.actor = who("arash");
       }},
  };
}

std::vector<Wrong> wrongs() {
  std::vector<Wrong> all;
  for (auto const& some :
       {wrongs_before_scores(), wrongs_of_scores(), wrongs_of_council(), wrongs_of_decree()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

class Checklist : public testing::TestWithParam<Wrong> {};

TEST_P(Checklist, FindsWhatWentWrong) {
  DossierBook good;
  DossierBook book;
  auto const before = good.judged(GetParam().point);

  GetParam().change(book);

  EXPECT_EQ(before.verdict, Verdict::pass);
  EXPECT_THAT(before.evidence, Not(IsEmpty()));
  EXPECT_EQ(book.verdict_of(GetParam().point), Verdict::fail) << GetParam().what;
}

INSTANTIATE_TEST_SUITE_P(Wrongs, Checklist, testing::ValuesIn(wrongs()),
                         [](auto const& row) { return std::string{name_of(row.param.point)}; });

/// Of the city and never of a case; of a case that a court sent back, which has tests below; of
/// acting heads, in dossier_acting_test; of what clerks wrote down, in dossier_transcription_test.
std::set<Point> const kAskedElsewhere{
    Point::portfolio_is_asked_of_the_city, Point::remand_follows_its_order,
    Point::acting_heads_kept_their_days, Point::call_followed_the_acting_head,
    Point::transcriptions_were_confirmed};
bool is_asked_elsewhere(Point point) { return kAskedElsewhere.contains(point); }

// Every point can fail, but for those.
TEST(DossierChecklist, HasARowForEachPoint) {
  auto rows = kAskedElsewhere;
  for (auto const& wrong : wrongs()) rows.insert(wrong.point);
  EXPECT_EQ(rows.size(), std::size(kPointNames));
}

TEST(DossierChecklist, ShowsTheEvidenceOfWhateverPasses) {
  DossierBook book;
  book.remove<ScoreRevised>();
  book.change<RankingEstablished>([](auto& fact) { fact.ranking[1].score = ExactText{"5/2"}; });
  for (auto const& one : checklist(book.file())) {
    if (is_asked_elsewhere(one.point)) continue;
    EXPECT_EQ(one.verdict, Verdict::pass) << name_of(one.point);
    EXPECT_THAT(one.evidence, Not(IsEmpty())) << name_of(one.point);
  }
}

// T9: a note is about the scores after which it was written, and names whom the ranking depends on.
TEST(DossierChecklist, AsksForANoteAboutThisRanking) {
  auto const verdict = [](auto const& change) {
    DossierBook book;
    change(book);
    return book.verdict_of(Point::dependence_on_one_assessor_was_noted);
  };
  auto const is_note = [](Recorded const& one) { return one.event.as<AnalysisNoted>() != nullptr; };

  EXPECT_EQ(verdict([](DossierBook&) {}), Verdict::pass);
  EXPECT_EQ(verdict([](DossierBook& book) {
              book.change<AnalysisNoted>([](auto& fact) { fact.pivotal = {PersonId{"bahar"}}; });
            }),
            Verdict::fail);
  EXPECT_EQ(verdict([&](DossierBook& book) {
              auto& past = book.past();
              std::ranges::find_if(past, is_note)->at.seq = book.find<ScoresRevealed>().at.seq;
              std::ranges::stable_sort(past, {}, [](Recorded const& one) { return one.at.seq; });
            }),
            Verdict::fail);
}

/// The case goes on from another one, where objections were closed and the review was void.
struct RemandedBook : DossierBook {
  static inline StreamId const kAnnulled{"case/c-0"};
  static inline Hash const kOrder = sha256("order");

  RemandedBook() {
    add(RankingPublished{day(10)}, "azar", "administrative_affairs", kAnnulled);
    add(ObjectionsClosed{}, "clock", "clock", kAnnulled);
    auto& former = past(kAnnulled);
    former[1].at.rev = 1;
    former[1].at.prev = sha256("ranking");
    CaseAnnulled annulled;
    annulled.order = kOrder;
    annulled.defect_from = Phase::reviewing;
    add(annulled, "iman", "inspectorate", kAnnulled);
    CaseTakenOver taken;
    taken.takes_over = {kAnnulled, 0, sha256("ranking")};
    taken.annulled = kAnnulled;
    taken.order = kOrder;
    taken.defect_from = Phase::reviewing;
    add(taken);
    add(CaseRemanded{kCase}, "azar", "administrative_affairs", kAnnulled);
    // What was taken over is part of the case's own past.
    past().insert(past().begin(), past(kAnnulled).front());
  }
  [[nodiscard]] Judged remand() { return judged(Point::remand_follows_its_order); }
};

TEST(DossierChecklist, HoldsARemandToItsOrder) {
  DossierBook other;
  EXPECT_EQ(other.verdict_of(Point::remand_follows_its_order), Verdict::not_applicable);
  RemandedBook book;
  EXPECT_EQ(book.remand().verdict, Verdict::pass);
  EXPECT_EQ(book.remand().evidence.size(), 4U) << "annulled, taken over, remanded, the last event";
}

TEST(DossierChecklist, FindsARemandThatNobodyOrdered) {
  using Change = std::function<void(RemandedBook&)>;
  auto const& former = RemandedBook::kAnnulled;
  std::vector<std::pair<std::string_view, Change>> const wrongs{
      {"by another order",
       [](auto& book) {
         book.template change<CaseTakenOver>([](auto& fact) { fact.order = sha256("other"); });
       }},
      {"from another stage",
       [](auto& book) {
         book.template change<CaseTakenOver>(
             [](auto& fact) { fact.defect_from = Phase::decreeing; });
       }},
      {"past the beginning of the stage",
       [](auto& book) {
         book.template change<CaseTakenOver>([](auto& fact) { ++fact.takes_over.through; });
       }},
      {"without an annulment", [&](auto& book) { book.template remove<CaseAnnulled>(former); }},
      {"sent back elsewhere", [&](auto& book) {
         book.template change_in<CaseRemanded>(former,
                                               [](auto& fact) { fact.to = StreamId{"case/c-9"}; });
       }}};
  for (auto const& [what, change] : wrongs) {
    RemandedBook book;
    change(book);
    EXPECT_EQ(book.remand().verdict, Verdict::fail) << what;
  }
}

TEST(DossierChecklist, DoesNotApplyToWhatTheCaseHasNotComeTo) {
  DossierBook book;
  book.cut<PanelAppointed>();

  for (auto const& one : checklist(book.file())) {
    bool const is_of_every_case =
        item_of(one.point) == 15 && one.point != Point::transcriptions_were_confirmed;
    EXPECT_EQ(one.verdict, is_of_every_case ? Verdict::pass : Verdict::not_applicable)
        << name_of(one.point);
  }
}

TEST(DossierChecklist, GivesAnItemTheWorstOfItsPoints) {
  DossierBook book;
  EXPECT_EQ(verdict_of_item(checklist(book.file()), 7), Verdict::pass);
  EXPECT_EQ(verdict_of_item(checklist(book.file()), 16), Verdict::not_applicable);

  book.change<ScoreRevised>([](auto& fact) { fact.before = 2; });

  EXPECT_EQ(verdict_of_item(checklist(book.file()), 7), Verdict::fail);
}

// T3: the days on which the call was open on paper count, and a working day here is the least.
TEST(DossierChecklist, CountsTheWindowFromTheCallOnPaper) {
  DossierBook book;
  auto const with = [&](int called, int closes) {
    book.change<VacancyPublished>([&](auto& fact) {
      fact.called = day_of(DossierBook::day(called), std::chrono::minutes{0});
      fact.closes = DossierBook::day(closes);
    });
    return book.verdict_of(Point::window_was_long_enough);
  };

  EXPECT_EQ(with(-30, 6), Verdict::pass);
  EXPECT_EQ(with(-30, 0), Verdict::fail);
  EXPECT_EQ(with(0, 6), Verdict::fail);
}

// T25: outside of the permitted set only by an act of its own, with reasons.
TEST(DossierChecklist, TakesAnOverrideWithReasons) {
  DossierBook book;
  auto chosen = book.find<PersonSelected>();
  book.remove<PersonSelected>();
  chosen.event = event_of(SelectionOverridden{.nominee = NomineeId{"n-3"},
                                              .person = who("p-3"),
                                              .decider = who("mayor"),
                                              .reason = judge::hidden("why")});
  auto const place = std::ranges::find_if(
      book.past(), [](auto const& one) { return one.event.template as<DecreeDrafted>(); });
  book.past().insert(place, chosen);

  EXPECT_EQ(book.verdict_of(Point::person_is_in_the_permitted_set), Verdict::pass);
  book.change<SelectionOverridden>([](auto& fact) { fact.reason = {}; });
  EXPECT_EQ(book.verdict_of(Point::person_is_in_the_permitted_set), Verdict::fail);
}

}  // namespace
}  // namespace gozin::appointment
