#include "engine/core/fraction.hpp"
#include "engine/rules/sections.hpp"

#include <algorithm>
#include <set>

namespace gozin::rules::sections {
namespace {

using namespace reader;

bool is_criterion(std::vector<Criterion> const& criteria, Code const& code) {
  return std::any_of(criteria.begin(), criteria.end(),
                     [&](Criterion const& criterion) { return criterion.code == code; });
}

std::vector<Anchor> anchors(Node const& at, Criterion const& criterion) {
  std::vector<Anchor> found;
  bool covered = true;
  for (auto const& item : items(at)) {
    open(item, {"level", "text"});
    found.push_back({.level = whole(member(item, "level"), {-100, 100}),
                     .text = bilingual(member(item, "text"))});
    covered = covered && found.back().level == criterion.level_min + std::ssize(found) - 1;
  }
  if (!covered || std::ssize(found) != criterion.level_max - criterion.level_min + 1)
    report(at, Reason::anchors_must_cover_levels,
           std::to_string(criterion.level_min) + ".." + std::to_string(criterion.level_max));
  return found;
}

void read_scale(Node const& at, Criterion& criterion) {
  auto const scale = member(at, "scale");
  open(scale, {"min", "max"});
  criterion.level_min = whole(member(scale, "min"), {0, 10});
  criterion.level_max = whole(member(scale, "max"), {criterion.level_min + 1, 100});
  criterion.anchors = anchors(member(at, "anchors"), criterion);
  auto const floor = optional_member(at, "floor");
  if (!floor) return;
  criterion.floor = exact(floor, 0, 100);
  auto const value = parse_fraction(criterion.floor->text);
  if (value && (*value < criterion.level_min || *value > criterion.level_max))
    report(floor, Reason::floor_must_lie_on_the_scale,
           std::to_string(criterion.level_min) + ".." + std::to_string(criterion.level_max));
}

void read_weight(Node const& at, Fraction const& family_weight, Criterion& criterion) {
  criterion.share = exact(member(at, "share"), 0, 1);
  auto const share = parse_fraction(criterion.share.text);
  // Not `auto`: a product of Fractions is an expression that only refers to its operands.
  Fraction const weight = family_weight * (share ? *share : Fraction{0});
  criterion.weight = to_exact(weight);

  auto const bounds = optional_member(at, "bounds");
  if (!bounds) return;
  open(bounds, {"least", "most"});
  criterion.bounds = WeightBounds{.least = exact(member(bounds, "least"), 0, 1),
                                  .most = exact(member(bounds, "most"), 0, 1)};
  auto const least = parse_fraction(criterion.bounds->least.text);
  auto const most = parse_fraction(criterion.bounds->most.text);
  if (least && most && (weight < *least || weight > *most))
    report(bounds, Reason::weight_must_lie_in_bounds, criterion.weight.text);
}

Criterion criterion(Node const& at, Family family, Fraction const& family_weight) {
  open(at, {"code", "title", "share", "bounds", "scale", "anchors", "floor", "instrument"});
  Criterion criterion{.code = code(member(at, "code")),
                      .family = family,
                      .title = bilingual(member(at, "title")),
                      .share = {},
                      .weight = {},
                      .bounds = std::nullopt,
                      .anchors = {},
                      .floor = std::nullopt};
  read_weight(at, family_weight, criterion);
  read_scale(at, criterion);
  criterion.instrument = one_of<Instrument>(member(at, "instrument"));
  return criterion;
}

void require_one(Node const& at, Fraction const& sum) {
  if (at && sum != 1) report(at, Reason::weights_must_sum_to_one, to_exact(sum).text);
}

Fraction family(Node const& at, Family which, RuleSet& rules) {
  open(at, {"title", "weight", "parts"});
  rules.families.push_back({.family = which,
                            .title = bilingual(member(at, "title")),
                            .weight = exact(member(at, "weight"), 0, 1)});
  auto const read = parse_fraction(rules.families.back().weight.text);
  Fraction const weight = read ? *read : Fraction{0};

  Fraction shares = 0;
  auto const parts = member(at, "parts");
  for (auto const& item : some_items(parts)) {
    rules.criteria.push_back(criterion(item, which, weight));
    auto const share = parse_fraction(rules.criteria.back().share.text);
    if (share) shares += *share;
  }
  require_one(parts, shares);
  return weight;
}

Round round(Node const& at) {
  open(at, {"code", "title", "criteria", "scored_by", "cut_off"});
  auto const cut_off = [](Node const& node) { return exact(node, 0, 100); };
  return {.code = code(member(at, "code")),
          .title = bilingual(member(at, "title")),
          .criteria = codes(member(at, "criteria")),
          .scored_by = optionally(optional_member(at, "scored_by"), code),
          .cut_off = optionally(optional_member(at, "cut_off"), cut_off)};
}

Round only_round(std::vector<Criterion> const& criteria) {
  Round round{.code = Code{"main"},
              .title = {.fa = "ارزیابی", .en = "Assessment"},
              .criteria = {},
              .scored_by = std::nullopt,
              .cut_off = std::nullopt};
  for (auto const& criterion : criteria) round.criteria.push_back(criterion.code);
  return round;
}

constexpr std::size_t kFamilies = std::size(kFamilyNames);

/// Each comparison is the exact inverse of its mirror image, and 1 with itself.
bool is_reciprocal(std::vector<std::vector<ExactText>> const& matrix) {
  for (std::size_t i = 0; i < matrix.size(); ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      auto const one = parse_fraction(matrix[i][j].text);
      auto const other = parse_fraction(matrix[j][i].text);
      if (!one || !other || *one * *other != 1) return false;
    }
  return true;
}

Comparisons comparisons(Node const& at) {
  open(at, {"matrix", "basis"});
  Comparisons found{.matrix = {}, .basis = text(member(at, "basis"))};
  auto const matrix = member(at, "matrix");
  bool square = true;
  for (auto const& row : some_items(matrix)) {
    auto& values = found.matrix.emplace_back();
    for (auto const& item : items(row)) values.push_back(exact(item, {1, 9}, 9));
    square = square && values.size() == kFamilies;
  }
  if (matrix && (!square || found.matrix.size() != kFamilies || !is_reciprocal(found.matrix)))
    report(matrix, Reason::comparisons_must_be_reciprocal, "3x3");
  return found;
}

}  // namespace

void criteria(Node const& at, RuleSet& rules) {
  open(at, {kFamilyNames[0], kFamilyNames[1], kFamilyNames[2]});
  Fraction sum = 0;
  for (auto const which : {Family::expertise, Family::experience, Family::commitment})
    sum += family(member(at, name_of(which)), which, rules);
  require_one(at, sum);
  require_unique(at, rules.criteria);
}

std::vector<Round> rounds(Node const& at, std::vector<Criterion> const& criteria) {
  if (!at) return {only_round(criteria)};
  std::vector<Round> found;
  std::set<Code> placed;
  for (auto const& item : some_items(at)) {
    found.push_back(round(item));
    for (auto const& code : found.back().criteria) {
      if (!is_criterion(criteria, code))
        report(item, Reason::criterion_must_be_known, code.text);
      else if (!placed.insert(code).second)
        report(item, Reason::criterion_must_stand_in_one_round, code.text);
    }
  }
  for (auto const& criterion : criteria)
    if (!placed.contains(criterion.code))
      report(at, Reason::criterion_must_stand_in_one_round, criterion.code.text);
  require_unique(at, found);
  return found;
}

Panel panel(Node const& at) {
  open(at, {"members", "reserves", "min_sheets_per_nominee", "composition"});
  Panel panel{.members = whole(member(at, "members"), {1, 100}),
              .reserves = whole(member(at, "reserves"), {0, 100}),
              .min_sheets_per_nominee = whole(member(at, "min_sheets_per_nominee"), {1, 100}),
              .composition = {}};
  int seated = 0;
  for (auto const& item : items(optional_member(at, "composition"))) {
    open(item, {"from", "at_least"});
    panel.composition.push_back({.from = code(member(item, "from")),
                                 .at_least = whole(member(item, "at_least"), {1, 100})});
    seated += panel.composition.back().at_least;
  }
  if (std::max(panel.min_sheets_per_nominee, seated) > panel.members)
    report(at, Reason::panel_must_reach_its_minimum, std::to_string(panel.members));
  return panel;
}

Scoring scoring(Node const& at, std::vector<Criterion> const& criteria) {
  open(at,
       {"aggregation", "moderation_threshold", "tie", "method", "second_opinions", "comparisons"});
  Scoring scoring{.aggregation = one_of<Aggregation>(member(at, "aggregation")),
                  .moderation_threshold = whole(member(at, "moderation_threshold"), {1, 100}),
                  .tie = {}};
  auto const tie = member(at, "tie");
  open(tie, {"criteria", "lot"});
  scoring.tie = {.criteria = codes(member(tie, "criteria")), .lot = truth(member(tie, "lot"))};
  for (auto const& code : scoring.tie.criteria)
    if (!is_criterion(criteria, code)) report(tie, Reason::criterion_must_be_known, code.text);
  if (auto const method = optional_member(at, "method")) scoring.method = one_of<Method>(method);
  scoring.second_opinions = several_of<SecondOpinion>(optional_member(at, "second_opinions"));
  scoring.comparisons = optionally(optional_member(at, "comparisons"), comparisons);
  return scoring;
}

}  // namespace gozin::rules::sections
