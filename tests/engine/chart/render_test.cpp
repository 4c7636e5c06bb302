#include "engine/chart/render.hpp"

#include "tests/engine/chart/sample_chart.hpp"

#include <map>
#include <set>
#include <sstream>

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::chart {
namespace {

using boost::property_tree::ptree;
using testing::HasSubstr;
using testing::Not;

struct Form {
  std::string name;
  std::string (*render)(ChartModel const&);
  std::string extra;  ///< how Amended, Filed -> Drafted shows
};

class EveryForm : public testing::TestWithParam<Form> {};

TEST_P(EveryForm, ShowsAnAddedTransition) {
  auto const& form = GetParam();

  EXPECT_THAT(form.render(extended_chart().model), HasSubstr(form.extra));
  EXPECT_THAT(form.render(short_chart().model), Not(HasSubstr(form.extra)));
  EXPECT_THAT(form.render(short_chart().model), Not(HasSubstr("Amended")));
}

TEST_P(EveryForm, ShowsEveryStateAndEvent) {
  auto const& model = sample_chart().model;
  auto const text = GetParam().render(model);

  for (auto const& state : model.states) EXPECT_THAT(text, HasSubstr(state.name));
  for (auto const& event : model.events) EXPECT_THAT(text, HasSubstr(event));
}

INSTANTIATE_TEST_SUITE_P(
    All, EveryForm,
    testing::Values(Form{"Table", &to_table, "| Amended   | Drafted"},
                    Form{"Mermaid", &to_mermaid, "Filed --> Drafted : Amended"},
                    Form{"Dot", [](auto const& model) { return to_dot(model); },
                         "\"Filed\" -> \"Drafted\" [label=\"Amended\\n\""},
                    Form{"Scxml", &to_scxml, "<transition event=\"Amended\" target=\"Drafted\"/>"},
                    Form{"Svg", [](auto const& model) { return to_svg(model); },
                         "Amended → Drafted"}),
    [](auto const& param) { return param.param.name; });

// Table

TEST(Table, AlignsStatesEventsAndTargets) {
  EXPECT_EQ(to_table(short_chart().model),
            "short\n\n"
            "state             | event     | target\n"
            "----------------- | --------- | -------\n"
            "Drafted [initial] | Submitted | Filed\n"
            "Filed             | Noted     | (stays)\n"
            "                  | Approved  | Settled\n"
            "Settled           |           |\n");
}

TEST(Table, MarksRegionsEndsAndPermits) {
  auto const text = to_table(sample_chart().model);

  EXPECT_THAT(text, HasSubstr("  Watch [initial] [region 1]"));
  EXPECT_THAT(text, HasSubstr("    Refused [end]"));
  EXPECT_THAT(text, HasSubstr("| Withdrawn      | (permitted)"));
}

// Mermaid

TEST(Mermaid, PutsStatesIntoTheirBoxesAndRegionsApart) {
  EXPECT_THAT(to_mermaid(sample_chart().model),
              HasSubstr("        state Checking {\n"
                        "          [*] --> LegalPending\n"
                        "          LegalPending --> LegalDone : LegalConfirmed\n"
                        "          LegalPending\n"
                        "          LegalDone\n"
                        "          --\n"
                        "          [*] --> MoneyPending\n"));
}

// Mermaid moves a state into the last box that mentions it.
TEST(Mermaid, MentionsEachStateLastInItsOwnBox) {
  auto const text = to_mermaid(sample_chart().model);

  EXPECT_LT(text.find("Result --> LegalDone : Recalled"), text.find("state Voting {"));
  EXPECT_THAT(text, HasSubstr("note right of Course\n"));
}

// DOT

TEST(Dot, FillsOnlyTheActiveLeaves) {
  auto const& model = sample_chart().model;
  auto const text = to_dot(model, initial(model));

  EXPECT_THAT(text, HasSubstr("\"Draft\" [label=\"Draft\\n\", style=\"rounded,filled\""));
  EXPECT_THAT(text, HasSubstr("\"Held\" [label=\"Held\\nonly:"));
  EXPECT_THAT(to_dot(model), Not(HasSubstr("filled")));
}

// SCXML

ptree parse(std::string const& xml) {
  std::istringstream in{xml};
  ptree tree;
  boost::property_tree::read_xml(in, tree);
  return tree;
}

struct Element {
  std::string tag;
  std::string around;
  std::string initial;
  std::set<std::string> transitions = {};  ///< event|target|cond
};

void collect(ptree const& node, std::string const& around, std::map<std::string, Element>& found) {
  for (auto const& [tag, child] : node) {
    auto const attribute = [&child = child](char const* name) {
      return child.get<std::string>(std::string{"<xmlattr>."} + name, "");
    };
    if (tag == "transition")
      found[around].transitions.insert(attribute("event") + "|" + attribute("target") + "|" +
                                       attribute("cond"));
    if (tag != "state" && tag != "parallel") continue;
    auto const id = attribute("id");
    auto& element = found[id];
    EXPECT_EQ(element.tag, "") << "id used twice: " << id;
    element = {.tag = tag, .around = around, .initial = attribute("initial")};
    collect(child, id, found);
  }
}

TEST(Scxml, IsXmlWithAParallelForRegions) {
  std::map<std::string, Element> found;
  auto const tree = parse(to_scxml(sample_chart().model));
  collect(tree.get_child("scxml"), "", found);

  EXPECT_EQ(tree.get<std::string>("scxml.<xmlattr>.initial"), "Matter");
  EXPECT_EQ(tree.get<std::string>("scxml.<xmlattr>.version"), "1.0");
  EXPECT_EQ(found.at("Matter").tag, "parallel");
  EXPECT_EQ(found.at("Checking").tag, "parallel");
  EXPECT_EQ(found.at("Checking.1").initial, "MoneyPending");
  EXPECT_EQ(found.at("MoneyDone").around, "Checking.1");
  EXPECT_EQ(found.at("Working").initial, "Draft");
  EXPECT_EQ(found.at("Granted").tag, "state");
  // 17 states and a wrapper for each of the four regions.
  EXPECT_EQ(found.size(), 21U);
}

TEST(Scxml, NamesOnlyInitialStatesThatLieInside) {
  std::map<std::string, Element> found;
  collect(parse(to_scxml(sample_chart().model)).get_child("scxml"), "", found);

  for (auto const& [id, element] : found)
    EXPECT_TRUE(element.initial.empty() || found.at(element.initial).around == id) << id;
}

TEST(Scxml, TurnsPermitsIntoConditions) {
  std::map<std::string, Element> found;
  collect(parse(to_scxml(sample_chart().model)).get_child("scxml"), "", found);

  EXPECT_THAT(found.at("Course").transitions, testing::ElementsAre("Noted||"));
  EXPECT_THAT(found.at("Working").transitions,
              testing::ElementsAre("Withdrawn|Refused|!In('Granted') && !In('Refused')"));
  EXPECT_THAT(found.at("Held").transitions, testing::ElementsAre("HoldLifted|Free|!In('Granted')"));
  EXPECT_THAT(found.at("Free").transitions,
              testing::ElementsAre("HoldPlaced|Held|!In('Granted') && !In('Refused') && "
                                   "!In('Held')"));
}

// SVG

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t number = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++number;
  return number;
}

TEST(Svg, IsXmlWithoutInlineStyleOrScript) {
  auto const text = to_svg(sample_chart().model);

  EXPECT_NO_THROW(parse(text));
  EXPECT_THAT(text, Not(HasSubstr("style=")));
  EXPECT_THAT(text, Not(HasSubstr("<style")));
  EXPECT_THAT(text, Not(HasSubstr("<script")));
  EXPECT_THAT(text, Not(HasSubstr(" id=")));
}

TEST(Svg, TitlesEveryStateAndEveryReaction) {
  auto const& model = sample_chart().model;
  auto const text = to_svg(model);

  for (auto const& state : model.states)
    EXPECT_EQ(count(text, "<title>" + state.name + "</title>"), 1U) << state.name;
  EXPECT_EQ(count(text, "class=\"transition\"") + count(text, "class=\"stay\""),
            model.transitions.size());
  EXPECT_THAT(text, HasSubstr("<title>Result: Recalled → LegalDone</title>"));
}

TEST(Svg, DrawsAnArrowForEveryTransition) {
  auto const& model = sample_chart().model;
  auto const text = to_svg(model);

  EXPECT_THAT(text, HasSubstr("<title>Voting → Checking: Recalled</title>"));
  EXPECT_THAT(text, HasSubstr("<title>Voting: Restarted</title>"));
  EXPECT_THAT(text, HasSubstr("<title>Free → Held: HoldPlaced</title>"));
}

TEST(Svg, LightsOnlyTheActiveLeaves) {
  auto const& model = sample_chart().model;
  auto const text = to_svg(model, initial(model));

  EXPECT_EQ(count(text, " lit\""), 2U);
  EXPECT_THAT(text, HasSubstr("class=\"state leaf lit\"><title>Draft (here now)</title>"));
  EXPECT_THAT(text, HasSubstr("class=\"state around\"><title>Working</title>"));
  EXPECT_EQ(count(to_svg(model), " lit\""), 0U);
}

TEST(Svg, SpeaksTheLanguageOfItsLabels) {
  auto const& model = sample_chart().model;
  Labels labels{.of = [](std::string_view name) {
    return name == "Draft" ? std::string{"پیش‌نویس"} : "<" + std::string{name} + ">";
  }};
  labels.here = "اکنون اینجا";
  labels.right_to_left = true;
  auto const text = to_svg(model, initial(model), labels);

  EXPECT_NO_THROW(parse(text));
  EXPECT_THAT(text, HasSubstr("direction=\"rtl\""));
  EXPECT_THAT(text, HasSubstr("<title>پیش‌نویس (اکنون اینجا)</title>"));
  EXPECT_THAT(text, HasSubstr("\u2068&lt;Returned&gt;\u2069 ← \u2068پیش‌نویس\u2069"));
}

struct Rect {
  int left, top, right, bottom;
};

Rect rect_of(ptree const& group) {
  auto const value = [&](char const* name) {
    return group.get<int>(std::string{"rect.<xmlattr>."} + name);
  };
  return {value("x"), value("y"), value("x") + value("width"), value("y") + value("height")};
}

/// Boxes lie inside the box around them, and beside each other without touching.
void expect_apart(ptree const& parent, std::optional<Rect> around) {
  std::vector<Rect> beside;
  for (auto const& [tag, group] : parent) {
    if (tag != "g" || !group.get<std::string>("<xmlattr>.class").starts_with("state")) continue;
    auto const rect = rect_of(group);
    if (around) {
      EXPECT_TRUE(rect.left >= around->left && rect.right <= around->right &&
                  rect.top > around->top && rect.bottom <= around->bottom);
    }
    for (auto const& other : beside)
      EXPECT_TRUE(rect.left > other.right || rect.right < other.left || rect.top > other.bottom ||
                  rect.bottom < other.top);
    beside.push_back(rect);
    expect_apart(group, rect);
  }
}

TEST(Svg, KeepsBoxesInsideAndApart) {
  Labels mirrored{.right_to_left = true};
  for (auto const& chart : {sample_chart(), extended_chart(), rival_chart()}) {
    expect_apart(parse(to_svg(chart.model)).get_child("svg"), {});
    expect_apart(parse(to_svg(chart.model, {}, mirrored)).get_child("svg"), {});
  }
}

}  // namespace
}  // namespace gozin::chart
