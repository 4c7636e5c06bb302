#include "adapters/cli/calc/shape.hpp"
#include "engine/ballot/ballot.hpp"
#include "engine/ballot/preferences.hpp"

#include <limits>
#include <map>

namespace gozin::calc {
namespace {

/// Persons and papers, as `ballot::decide` takes them.
constexpr reader::Range kCount{0, 1'000'000'000};

#define GOZIN_CALC_PREFERENCES(X) X(plurality) X(borda) X(condorcet) X(schulze) X(irv) X(kemeny)
GOZIN_NAMED_ENUM(VotingMethod, GOZIN_CALC_PREFERENCES)

ballot::Ratio ratio(Node const& node) {
  auto const value = number(node);
  constexpr auto kMost = std::numeric_limits<std::int32_t>::max();
  if (abs(numerator(value)) > kMost || denominator(value) > kMost) {
    reader::report(node, rules::Reason::number_must_lie_in_range, "0..1");
    return {};
  }
  return {static_cast<std::int64_t>(numerator(value)),
          static_cast<std::int64_t>(denominator(value))};
}

ballot::Quorum quorum_of(Node const& node) {
  reader::open(node, {"at_least", "of", "recused_count"});
  return {.at_least = ratio(reader::member(node, "at_least")),
          .of = reader::one_of<ballot::QuorumBase>(reader::member(node, "of")),
          .recused_count = reader::truth(reader::member(node, "recused_count"))};
}

ballot::Majority majority_of(Node const& node) {
  reader::open(node, {"more_than", "at_least", "of"});
  auto const more_than = reader::optional_member(node, "more_than");
  auto const at_least = reader::optional_member(node, "at_least");
  require_one(node, more_than, at_least, "more_than|at_least");
  return {.threshold = more_than ? ballot::Threshold::more_than : ballot::Threshold::at_least,
          .fraction = ratio(more_than ? more_than : at_least),
          .of = reader::one_of<ballot::MajorityBase>(reader::member(node, "of"))};
}

ballot::Rule rule_of(Node const& node) {
  reader::open(node, {"quorum", "majority", "also", "blank_counts_as", "void_counts_as"});
  ballot::Rule rule{.quorum = quorum_of(reader::member(node, "quorum")),
                    .majority = majority_of(reader::member(node, "majority")),
                    .also = reader::optionally(reader::optional_member(node, "also"), majority_of)};
  auto const meaning = [&](std::string_view name, ballot::PaperMeaning& counts_as) {
    if (auto const given = reader::optional_member(node, name))
      counts_as = reader::one_of<ballot::PaperMeaning>(given);
  };
  meaning("blank_counts_as", rule.blank_counts_as);
  meaning("void_counts_as", rule.void_counts_as);
  return rule;
}

ballot::Count count_of(Node const& in) {
  auto const given = [&](std::string_view name) {
    return std::int64_t{reader::whole(reader::member(in, name), kCount)};
  };
  auto const optional = [&](std::string_view name) {
    return reader::optionally(reader::optional_member(in, name), [](Node const& node) {
      return std::int64_t{reader::whole(node, kCount)};
    });
  };
  return {.seats = given("seats"),
          .filled = optional("filled"),
          .opening = {given("present"), given("recused")},
          .yes = given("yes"),
          .no = given("no"),
          .abstain = given("abstain"),
          .blank_papers = optional("blank").value_or(0),
          .void_papers = optional("void").value_or(0)};
}

/// Where in the input a refusal of `ballot::decide` points.
std::string_view pointer_of(Rejection const& refused, ballot::Rule rule) {
  static std::map<std::string_view, std::string_view, std::less<>> const kPointers{
      {name_of(ballot::Reason::filled_must_not_exceed_seats), "/filled"},
      {name_of(ballot::Reason::present_must_not_exceed_filled), "/present"},
      {name_of(ballot::Reason::recused_must_not_exceed_present), "/recused"},
      {name_of(ballot::Reason::papers_must_not_exceed_voters), "/yes"},
      {name_of(ballot::Reason::quorum_must_lie_between_zero_and_one), "/rule/quorum/at_least"},
      {name_of(ballot::Reason::majority_must_be_reachable), "/rule/majority"}};
  rule.also.reset();
  if (refused.reason == Reason{ballot::Reason::majority_must_be_reachable} &&
      !ballot::find_fault(rule))
    return "/rule/also";
  auto const found = kPointers.find(refused.reason.name());
  return found == kPointers.end() ? "" : found->second;
}

template <class Test>
json::object shown_test(Test const& test) {
  return {{"needed", test.needed}, {"have", test.have}, {"met", test.met}};
}

/// The papers of the input, and the candidates by name.
class Papers {
 public:
  explicit Papers(Node const& list) {
    std::vector<Node> nodes;
    for (auto const& item : reader::some_items(list)) {
      nodes.push_back(item);
      names_.push_back(reader::text(item));
      places_.emplace(names_.back(), places_.size());
    }
    require_unique(nodes, names_);
    profile_.candidates = names_.size();
  }

  void read(Node const& list) {
    for (auto const& item : reader::items(list)) {
      reader::open(item, {"count", "order"});
      auto& papers = profile_.papers.emplace_back();
      papers.count = reader::whole(reader::member(item, "count"), kCount);
      for (auto const& name : reader::items(reader::member(item, "order")))
        papers.order.push_back(place_of(name));
    }
  }

  [[nodiscard]] ballot::Profile const& profile() const { return profile_; }
  [[nodiscard]] std::vector<std::string> const& names() const { return names_; }

 private:
  std::size_t place_of(Node const& node) const {
    auto const found = places_.find(reader::text(node));
    if (found != places_.end()) return found->second;
    reader::report(node, rules::Reason::value_must_be_listed, "candidate");
    return 0;
  }

  std::vector<std::string> names_;
  std::map<std::string, std::size_t> places_;
  ballot::Profile profile_;
};

class Shown {
 public:
  explicit Shown(Papers const& papers) : papers_{papers} {}

  /// What a method cannot count within its limits is a rejection of that method only.
  [[nodiscard]] Result<json::object> by(VotingMethod method) const {
    auto const& profile = papers_.profile();
    switch (method) {
      case VotingMethod::plurality: {
        auto const found = ballot::plurality(profile);
        return of(found.standing, {{"scores", scores({found.votes.begin(), found.votes.end()})}});
      }
      case VotingMethod::borda: {
        auto const found = ballot::borda(profile);
        return of(found.standing, {{"scores", scores(found.points)}});
      }
      case VotingMethod::condorcet:
        return of(ballot::condorcet(profile), {{"pairwise", pairs(ballot::pairwise(profile))}});
      case VotingMethod::schulze: {
        auto const found = ballot::schulze(profile);
        return of(found.standing,
                  {{"pairwise", pairs(ballot::pairwise(profile))}, {"paths", pairs(found.paths)}});
      }
      case VotingMethod::irv:
        return irv();
      case VotingMethod::kemeny:
        break;
    }
    auto const found = ballot::kemeny(profile);
    if (!found) return found.error();
    return of(found->standing, {{"pairwise", pairs(ballot::pairwise(profile))},
                                {"disagreements", found->disagreements}});
  }

 private:
  json::object of(ballot::Standing const& standing, json::object more) const {
    json::object shown{{"winners", names_at(standing.winners, papers_.names())},
                       {"order", order_of(standing.order, papers_.names())}};
    for (auto& member : more) shown.emplace(member.key(), std::move(member.value()));
    return shown;
  }

  json::object scores(std::vector<Fraction> const& points) const {
    json::object shown_scores;
    for (std::size_t i = 0; i < points.size(); ++i)
      shown_scores[papers_.names()[i]] = shown(points[i]);
    return shown_scores;
  }

  json::object pairs(ballot::Pairwise const& matrix) const {
    auto const& names = papers_.names();
    json::object rows;
    for (std::size_t a = 0; a < names.size(); ++a) {
      json::object row;
      for (std::size_t b = 0; b < names.size(); ++b)
        if (a != b) row[names[b]] = matrix[a][b];
      rows[names[a]] = std::move(row);
    }
    return rows;
  }

  Result<json::object> irv() const {
    auto const found = ballot::instant_runoff(papers_.profile());
    if (!found) return found.error();
    auto const& names = papers_.names();
    json::array rounds;
    for (auto const& round : found->rounds)
      rounds.push_back({{"votes", scores({round.votes.begin(), round.votes.end()})},
                        {"eliminated", names_at(round.eliminated, names)},
                        {"tied", names_at(round.tied, names)}});
    return of(found->standing, {{"rounds", std::move(rounds)}});
  }

  Papers const& papers_;
};

}  // namespace

Computed preferences(Node const& in) {
  reader::open(in, {"ballots", "candidates", "methods"});
  Papers papers{reader::member(in, "candidates")};
  papers.read(reader::member(in, "ballots"));
  std::vector<VotingMethod> methods;
  for (auto const& item : reader::some_items(reader::member(in, "methods")))
    methods.push_back(reader::one_of<VotingMethod>(item));
  if (!is_sound(in)) return json::object{};
  if (auto const fault = ballot::find_fault(papers.profile()))
    return at(fault->detail.empty() ? "/candidates" : "/ballots", *fault);

  Shown const shown_by{papers};
  Notes notes;
  json::object answer;
  for (auto const method : methods) {
    auto standing = shown_by.by(method);
    std::string const name{name_of(method)};
    if (standing)
      answer[name] = std::move(*standing);
    else
      answer[name] = notes.none(name, standing.error().reason.name());
  }
  if (!notes.empty()) answer["notes"] = notes.take();
  return answer;
}

Computed vote(Node const& in) {
  reader::open(in, {"seats", "filled", "present", "recused", "yes", "no", "abstain", "blank",
                    "void", "rule"});
  auto const count = count_of(in);
  auto const rule = rule_of(reader::member(in, "rule"));
  if (!is_sound(in)) return json::object{};
  auto const verdict = ballot::decide(rule, count);
  if (!verdict)
    return Fault{verdict.error().reason, std::string{pointer_of(verdict.error(), rule)}, ""};

  json::object answer{{"quorum", shown_test(verdict->quorum)},
                      {"majority", shown_test(verdict->majority)}};
  if (verdict->also) answer["also"] = shown_test(*verdict->also);
  answer["outcome"] = json::string_view{name_of(verdict->outcome)};
  return answer;
}

}  // namespace gozin::calc
