#include "adapters/app/ranking_analysis.hpp"

#include "adapters/app/dossier_words.hpp"
#include "engine/event/codec.hpp"

#include <algorithm>

namespace gozin::app {
namespace {

using web::Block;
using web::Cell;
using web::Part;

/// Draws one analysis for one reader. Borrows both.
class Drawing {
 public:
  Drawing(json::object const& analysis, AnalysisReader const& reader)
      : analysis_{analysis}, reader_{reader} {}

  Part part() const {
    Part part{heading()};
    if (analysis_.contains("undefined")) {
      auto const reason = "reason." + text_at(analysis_, "undefined");
      part.blocks.push_back({.text = words().texts().text(reason, {}, words().language())});
      return part;
    }
    part.blocks = {summary(), assessors(), accords(), outliers(), comparisons()};
    if (reader_.sees_groups) part.blocks.push_back(groups());
    return part;
  }

 private:
  Words const& words() const { return reader_.words; }

  std::string say(std::string_view key, std::initializer_list<Argument> arguments = {}) const {
    return words().texts().text("analysis." + std::string{key}, arguments, words().language());
  }

  std::string heading() const {
    auto const round = isolated(reader_.title(text_at(analysis_, "round")));
    if (!analysis_.contains("seq")) return say("to_be_concluded", {{"round", round}});
    auto const seq = words().number(number_at(analysis_, "seq"));
    if (analysis_.contains("readmitted"))
      return say("after_readmission", {{"nominee", nominee("readmitted")}, {"seq", seq}});
    return say("of_round", {{"round", round}, {"seq", seq}});
  }

  std::string nominee(std::string_view member) const {
    return isolated(reader_.nominee(text_at(analysis_, member)));
  }

  static std::string joined(std::vector<std::string> const& texts, std::string const& between) {
    std::string all;
    for (auto const& text : texts) all += (all.empty() ? "" : between) + text;
    return all;
  }

  std::string listed(std::vector<std::string> const& texts) const {
    return joined(texts, words().say("comma"));
  }

  std::string nominees(json::array const& ids, std::string const& between) const {
    std::vector<std::string> names;
    for (auto const& id : ids)
      names.push_back(isolated(reader_.nominee(std::string_view{id.as_string()})));
    return joined(names, between);
  }

  std::string nominees(json::array const& ids) const { return nominees(ids, words().say("comma")); }

  Cell number(std::string const& decimal) const { return web::code(words().number(decimal)); }

  std::string because(std::string_view cause) const {
    return say("undefined", {{"because", words().named("undefined", cause).text}});
  }

  /// The value, or why the data have none.
  Cell statistic(json::object const& in, std::string_view name) const {
    auto const value = text_at(in, name);
    if (!value.empty()) return number(value);
    return {because(text_at(object_at(in, name), "undefined"))};
  }

  Cell winner_change() const {
    auto const& change = object_at(analysis_, "winner_changes_at");
    if (change.contains("undefined")) return {because(text_at(change, "undefined"))};
    return {
        say("winner_change", {{"criterion", isolated(reader_.title(text_at(change, "criterion")))},
                              {"percent", isolated(words().number(text_at(change, "percent")))},
                              {"nominee", isolated(reader_.nominee(text_at(change, "to")))}})};
  }

  Cell pivotal() const {
    std::vector<std::string> people;
    for (auto const* one : objects("without"))
      if (flag_at(*one, "pivotal"))
        people.push_back(isolated(reader_.person(text_at(*one, "assessor"))));
    if (people.empty()) return {say("on_nobody")};
    return {listed(people), Cell::Kind::bad};
  }

  std::vector<json::object const*> objects(std::string_view member) const {
    std::vector<json::object const*> found;
    for (auto const& one : array_at(analysis_, member)) found.push_back(&one.as_object());
    return found;
  }

  Block summary() const {
    auto const& first = array_at(analysis_, "first");
    std::vector<std::string> borda;
    for (auto const& tied : array_at(analysis_, "borda"))
      borda.push_back(nominees(tied.as_array(), " = "));
    auto const& condorcet = array_at(analysis_, "condorcet");
    Block block{.text = say("note")};
    block.pairs = {{say("first"), {first.empty() ? say("nobody") : nominees(first)}},
                   {say("pivotal"), pivotal()},
                   {say("borda"), {borda.empty() ? say("nobody") : listed(borda)}},
                   {say("condorcet"), {condorcet.empty() ? say("nobody") : nominees(condorcet)}},
                   {say("winner_changes_at"), winner_change()},
                   {say("span"), {say("span_" + text_at(analysis_, "span"))}}};
    for (auto const name : {"icc_2_1", "icc_2_k", "krippendorff_interval", "kendall_w"})
      block.pairs.push_back({say(name), statistic(analysis_, name)});
    return block;
  }

  /// Leniency, and who would be first without them.
  Block assessors() const {
    web::Table table{
        .caption = say("assessors"),
        .columns = {say("assessor"), say("leniency"), say("first_without"), say("depends")}};
    for (auto const* one : objects("without")) {
      auto const id = text_at(*one, "assessor");
      Cell leniency{say("no_total")};
      for (auto const* value : objects("leniency"))
        if (text_at(*value, "assessor") == id) leniency = statistic(*value, "value");
      auto const& first = array_at(*one, "first");
      bool const depends = flag_at(*one, "pivotal");
      table.rows.push_back(
          {{reader_.person(id), Cell::Kind::strong},
           leniency,
           {first.empty() ? say("nobody") : nominees(first)},
           {words().say(depends ? "yes" : "no"), depends ? Cell::Kind::bad : Cell::Kind::plain}});
    }
    return {.table = std::move(table)};
  }

  Block accords() const {
    web::Table table{
        .caption = say("agreement"),
        .columns = {say("assessor"), say("other_assessor"), say("same_order"), say("tau")}};
    for (auto const* one : objects("agreement"))
      table.rows.push_back({{reader_.person(text_at(*one, "first")), Cell::Kind::strong},
                            {reader_.person(text_at(*one, "second"))},
                            {of(*one, "alike", "pairs")},
                            statistic(*one, "tau")});
    if (table.rows.empty()) return {.text = say("no_two_assessors")};
    return {.table = std::move(table)};
  }

  std::string of(json::object const& in, std::string_view some, std::string_view all) const {
    return say("some_of", {{"some", words().number(number_at(in, some))},
                           {"all", words().number(number_at(in, all))}});
  }

  /// Only what is beyond the line: a table of all would hide it.
  Block outliers() const {
    web::Table table{.caption = say("outliers"),
                     .columns = {say("assessor"), say("nominee"), say("modified_z")}};
    bool is_defined = false;
    for (auto const* one : objects("outliers")) {
      is_defined = is_defined || !text_at(*one, "modified_z").empty();
      if (flag_at(*one, "flagged"))
        table.rows.push_back({{reader_.person(text_at(*one, "assessor")), Cell::Kind::strong},
                              {reader_.nominee(text_at(*one, "nominee"))},
                              statistic(*one, "modified_z")});
    }
    if (!table.rows.empty()) return {.table = std::move(table)};
    auto const found = is_defined ? say("no_outliers") : because("three_values_are_needed");
    return {.pairs = {{say("outliers"), {found}}}};
  }

  bool is_first(std::string const& id) const {
    return std::ranges::any_of(array_at(analysis_, "first"), [&](json::value const& one) {
      return std::string_view{one.as_string()} == id;
    });
  }

  /// Who is first against each of the others.
  Block comparisons() const {
    web::Table table{
        .caption = say("comparisons"),
        .columns = {say("nominee"), say("other_nominee"), say("put_above"), say("put_below")}};
    for (auto const* one : objects("wins")) {
      auto first = text_at(*one, "first");
      auto second = text_at(*one, "second");
      auto above = number_at(*one, "above");
      auto below = number_at(*one, "below");
      if (!is_first(first)) {
        std::swap(first, second);
        std::swap(above, below);
      }
      if (is_first(first))
        table.rows.push_back({{reader_.nominee(first), Cell::Kind::strong},
                              {reader_.nominee(second)},
                              {words().number(above)},
                              {words().number(below)}});
    }
    if (table.rows.empty()) return {.text = say("no_two_nominees")};
    return {.table = std::move(table)};
  }

  Block groups() const {
    auto const& found = object_at(analysis_, "groups");
    web::Table table{.caption = say("groups"),
                     .columns = {say("channel"), say("above_the_line"), say("ratio")}};
    for (auto const& value : array_at(found, "groups")) {
      auto const& one = value.as_object();
      auto const ratio = text_at(one, "ratio");
      table.rows.push_back(
          {{words().named("choice", text_at(one, "group")).text, Cell::Kind::strong},
           {of(one, "selected", "total")},
           ratio.empty() ? Cell{say("no_ratio")} : number(ratio)});
    }
    Block block{.table = std::move(table)};
    if (found.contains("undefined"))
      block.pairs = {{say("four_fifths"), {because(text_at(found, "undefined"))}}};
    else
      block.pairs = {
          {say("four_fifths"),
           {say(flag_at(found, "four_fifths") ? "four_fifths_held" : "four_fifths_missed")}},
          {say("fisher"), number(text_at(found, "fisher_p"))},
          {say("numbers"),
           {say(flag_at(found, "enough_data") ? "numbers_do" : "numbers_too_few")}}};
    return block;
  }

  json::object const& analysis_;
  AnalysisReader const& reader_;
};

}  // namespace

std::vector<std::string> lines_of(Part const& part) {
  std::vector<std::string> lines{part.heading};
  for (auto const& block : part.blocks) {
    if (!block.text.empty()) lines.push_back(block.text);
    for (auto const& pair : block.pairs) lines.push_back(pair.what + ": " + pair.value.text);
    if (block.table.rows.empty()) continue;
    lines.push_back(block.table.caption);
    std::string columns;
    for (auto const& column : block.table.columns)
      columns += (columns.empty() ? "" : "\t") + column;
    lines.push_back(std::move(columns));
    for (auto const& row : block.table.rows) {
      std::string line;
      for (auto const& cell : row) line += (line.empty() ? "" : "\t") + cell.text;
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

Part draw_analysis(json::object const& analysis, AnalysisReader const& reader) {
  return Drawing{analysis, reader}.part();
}

}  // namespace gozin::app
