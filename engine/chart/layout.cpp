#include "engine/chart/layout.hpp"

#include "engine/chart/arrange.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace gozin::chart {
namespace {

constexpr int kPad = 10;
constexpr int kHeader = 26;
constexpr int kLine = 17;
constexpr int kRowGap = 24;
constexpr int kRowWidthMax = 1080;
constexpr int kAttachStep = 12;

/// Estimated: a box must not depend on which fonts a reader has.
int text_width(std::string_view text, int per_mille_of_glyph) {
  int glyphs = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0U) == 0x80U) continue;
    // U+200B..U+206F: joiners and direction marks have no width.
    auto const is_mark = byte == 0xE2U && i + 1 < text.size() &&
                         (static_cast<unsigned char>(text[i + 1]) == 0x80U ||
                          static_cast<unsigned char>(text[i + 1]) == 0x81U);
    if (!is_mark) ++glyphs;
  }
  return glyphs * per_mille_of_glyph / 1000;
}

int line_width(std::string_view text) { return text_width(text, 7400); }
int header_width(std::string_view text) { return text_width(text, 9200) + 2 * kPad; }
int label_width(std::string_view text) { return text_width(text, 6800); }

class Layout {
 public:
  Layout(ChartModel const& model, Labels const& labels) : model_{model}, labels_{labels} {
    picture_.boxes.resize(model.states.size());
    widths_.resize(model.states.size());
    groups_.resize(model.states.size());
    // Inner states come after outer ones, and their width is needed first.
    for (auto i = model.states.size(); i-- > 0;) measure(static_cast<StateIndex>(i));
  }

  Picture run() {
    auto const group = make_group(std::nullopt, 0);
    auto const width = min_width(group);
    picture_.height = place_group(group, {kPad, kPad}, width) + 2 * kPad;
    picture_.width = width + 2 * kPad;
    return std::move(picture_);
  }

 private:
  bool is_leaf(StateIndex state) const { return model_.states[state].initial.empty(); }

  // What stands in a box

  std::array<std::vector<BoxLine>, 2> sections(StateIndex state) const {
    std::array<std::vector<BoxLine>, 2> result;
    auto const reactions = reactions_of(model_, state);
    for (auto const moves : {true, false})
      for (auto const& reaction : reactions)
        if (reaction.target.has_value() == moves)
          result[0].push_back(
              {.kind = moves ? BoxLine::Kind::transition : BoxLine::Kind::stay,
               .index = static_cast<std::size_t>(&reaction - model_.transitions.data())});
    if (auto const& permits = model_.states[state].permits) {
      result[1].push_back({.kind = BoxLine::Kind::permits});
      for (auto const event : *permits)
        result[1].push_back({.kind = BoxLine::Kind::permit, .index = event});
    }
    return result;
  }

  int column_width(std::span<BoxLine const> lines) const {
    int width = 0;
    for (auto const& line : lines)
      width = std::max(width, line_width(text_of(model_, labels_, line)));
    return width + kPad;
  }

  /// Flows the lines into as many columns as fit; returns the y below them.
  int flow(std::span<BoxLine> lines, Point start, int width, Box& box) const {
    if (lines.empty()) return start.y;
    if (lines.front().kind == BoxLine::Kind::permits && lines.size() > 1) {
      auto const below = flow(lines.first(1), start, width, box);
      return flow(lines.subspan(1), {start.x, below}, width, box);
    }
    auto const column = column_width(lines);
    auto const columns = static_cast<std::size_t>(std::max(1, width / column));
    auto const rows = (lines.size() + columns - 1) / columns;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      lines[i].start = {start.x + static_cast<int>(i / rows) * column,
                        start.y + static_cast<int>(i % rows + 1) * kLine - 4};
      box.lines.push_back(lines[i]);
    }
    return start.y + static_cast<int>(rows) * kLine;
  }

  // How wide things must be

  void measure(StateIndex state) {
    auto& groups = groups_[state];
    for (std::size_t region = 0; region < model_.states[state].initial.size(); ++region)
      groups.push_back(make_group(state, region));
    auto const beside = are_beside(groups);
    if (beside) std::ranges::for_each(groups, [](Group& group) { set_row(group, false); });

    auto width = header_width(labels_.of(model_.states[state].name) + "    ");
    for (auto const& lines : sections(state))
      width = std::max(width, column_width(lines) + 2 * kPad);
    int sum = 0;
    for (auto const& group : groups) {
      auto const share = min_width(group) + 2 * kPad;
      sum = beside ? sum + share : std::max(sum, share);
    }
    widths_[state] = std::max(width, sum);
  }

  /// Regions of leaves stand side by side, larger ones below each other.
  bool are_beside(std::vector<Group> const& groups) const {
    return groups.size() > 1 && std::ranges::all_of(groups, [&](Group const& group) {
             return std::ranges::all_of(group.members, [&](auto state) { return is_leaf(state); });
           });
  }

  Group make_group(std::optional<StateIndex> parent, std::size_t region) const {
    auto group = group_of(model_, parent, region);
    auto const leaves = std::ranges::all_of(group.members, [&](auto s) { return is_leaf(s); });
    set_row(group, leaves && group.members.size() > 1);
    if (min_width(group) > kRowWidthMax) set_row(group, false);
    return group;
  }

  static void set_row(Group& group, bool is_row) {
    group.is_row = is_row;
    for (auto& link : group.links) link.lane = 0;
    assign_lanes(group);
  }

  int min_width(Group const& group) const {
    int widest = 0;
    int sum = -kRowGap;
    for (auto const state : group.members) {
      auto const width = member_width(group, state);
      widest = std::max(widest, width);
      sum += width + kRowGap;
    }
    if (group.is_row) return sum;
    return widest + total(lane_sizes(group, true)) + total(lane_sizes(group, false));
  }

  /// In a column two arrows may share a gap, each with its label on the right.
  int member_width(Group const& group, StateIndex state) const {
    int label = 0;
    bool both = false;
    for (auto const& link : group.links) {
      both = both || (!group.has_lane(link) && !link.is_forward());
      for (auto const transition : link.transitions)
        label = std::max(label, event_width(transition));
    }
    auto const needed = group.is_row ? label : both ? label * 5 / 2 + 40 : label * 3 / 2 + 40;
    return std::max(widths_[state], needed);
  }

  int event_width(std::size_t transition) const {
    return label_width(labels_.of(model_.events[model_.transitions[transition].event]));
  }

  // Placing

  /// Returns the height of the box.
  int place(StateIndex state, Point at, int width) {
    auto& box = picture_.boxes[state];
    auto y = at.y + kHeader;
    for (auto& lines : sections(state)) y = flow(lines, {at.x + kPad, y}, width - 2 * kPad, box);
    auto const& groups = groups_[state];
    if (!groups.empty()) y += kPad;
    if (are_beside(groups))
      y = place_beside(groups, {at.x, y}, width);
    else
      y = place_below(groups, {at.x, y}, width);
    box.frame = {at.x, at.y, width, y + kPad - at.y};
    return box.frame.height;
  }

  int place_beside(std::vector<Group> const& groups, Point at, int width) {
    int spare = width;
    for (auto const& group : groups) spare -= min_width(group) + 2 * kPad;
    spare /= static_cast<int>(groups.size());
    int bottom = at.y;
    std::vector<int> edges;
    auto x = at.x;
    for (auto const& group : groups) {
      auto const share = min_width(group) + spare;
      bottom = std::max(bottom, at.y + place_group(group, {x + kPad, at.y}, share));
      x += share + 2 * kPad;
      edges.push_back(x);
    }
    edges.pop_back();
    for (auto const edge : edges) picture_.dividers.push_back({{edge, at.y}, {edge, bottom}});
    return bottom;
  }

  /// The smaller regions first: they would be far from sight below a large one.
  int place_below(std::vector<Group> groups, Point at, int width) {
    std::ranges::stable_sort(groups, {}, [&](Group const& group) { return extent(group); });
    auto y = at.y;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (i > 0) {
        picture_.dividers.push_back({{at.x, y + kPad}, {at.x + width, y + kPad}});
        y += 2 * kPad;
      }
      y += place_group(groups[i], {at.x + kPad, y}, width - 2 * kPad);
    }
    return y;
  }

  std::ptrdiff_t extent(Group const& group) const {
    std::ptrdiff_t count = 0;
    for (std::size_t i = 0; i < model_.states.size(); ++i)
      for (auto const member : group.members)
        if (lies_in(model_, static_cast<StateIndex>(i), member)) ++count;
    return count;
  }

  int place_group(Group const& group, Point at, int width) {
    return group.is_row ? place_row(group, at, width) : place_column(group, at, width);
  }

  int place_row(Group const& group, Point at, int width) {
    auto const above = total(lane_sizes(group, true));
    auto const below = total(lane_sizes(group, false));
    auto const spare = (width - min_width(group)) / static_cast<int>(group.members.size());
    int height = 0;
    auto x = at.x;
    for (auto const state : group.members) {
      auto const share = member_width(group, state) + spare;
      height = std::max(height, place(state, {x, at.y + above}, share));
      x += share + kRowGap;
    }
    for (auto const state : group.members) picture_.boxes[state].frame.height = height;
    draw_links(group);
    return above + height + below;
  }

  int place_column(Group const& group, Point at, int width) {
    auto const left = total(lane_sizes(group, false));
    auto const right = total(lane_sizes(group, true));
    auto y = at.y;
    for (std::size_t i = 0; i < group.members.size(); ++i) {
      y += place(group.members[i], {at.x + left, y}, width - left - right);
      if (i + 1 < group.members.size()) y += gap_below(group, i);
    }
    draw_links(group);
    return y - at.y;
  }

  // Arrows

  /// The boxes at both ends, and how far the arrow's ends are moved along their edges.
  struct Ends {
    Frame from;
    Frame to;
    int out = 0;
    int in = 0;
  };

  void draw_links(Group const& group) {
    // How many arrow ends an edge has: out and in, forward and backward.
    std::vector<std::array<int, 4>> used(group.members.size());
    for (auto const& link : group.links) {
      Arrow arrow{.from = group.members[link.from],
                  .to = group.members[link.to],
                  .transitions = link.transitions};
      Ends ends{.from = picture_.boxes[arrow.from].frame, .to = picture_.boxes[arrow.to].frame};
      if (link.length() == 0) {
        draw_loop(ends.from, arrow);
      } else if (!group.has_lane(link)) {
        draw_gap(ends, arrow);
      } else {
        auto const side = link.is_forward() ? 0U : 2U;
        ends.out = kAttachStep * used[link.from][side]++;
        ends.in = kAttachStep * used[link.to][side + 1]++;
        draw_lane(group, link, ends, arrow);
      }
      picture_.arrows.push_back(std::move(arrow));
    }
  }

  static void draw_lane(Group const& group, Link const& link, Ends const& ends, Arrow& arrow) {
    auto const offset = lane_offset(lane_sizes(group, link.is_forward()), link.lane);
    if (group.is_row)
      draw_along_row(ends, link.is_forward() ? -offset : offset, arrow);
    else
      draw_along_column(ends, link.is_forward() ? offset : -offset, arrow);
  }

  static void draw_loop(Frame const& box, Arrow& arrow) {
    auto const x = box.x + box.width - 34;
    arrow.path = {{x, box.y}, {x, box.y - 7}, {x + 16, box.y - 7}, {x + 16, box.y}};
  }

  static void draw_gap(Ends const& ends, Arrow& arrow) {
    auto const& [from, to, out, in] = ends;
    auto const down = from.y < to.y;
    auto const x = from.x + from.width * (down ? 3 : 7) / 10;
    auto const start = down ? from.y + from.height : from.y;
    auto const end = down ? to.y : to.y + to.height;
    arrow.path = {{x, start}, {x, end}};
    arrow.label = Point{x, (start + end) / 2};
  }

  static void draw_along_row(Ends const& ends, int offset, Arrow& arrow) {
    auto const& [from, to, out, in] = ends;
    auto const way = from.x < to.x ? 1 : -1;
    auto const start = from.x + from.width / 2 + way * (from.width / 10 + out);
    auto const end = to.x + to.width / 2 - way * (to.width / 10 + in);
    auto const edge = offset < 0 ? from.y : from.y + from.height;
    arrow.path = {{start, edge}, {start, edge + offset}, {end, edge + offset}, {end, edge}};
    arrow.label = Point{(start + end) / 2, edge + offset};
  }

  static void draw_along_column(Ends const& ends, int offset, Arrow& arrow) {
    auto const& [from, to, out, in] = ends;
    auto const edge = offset > 0 ? from.x + from.width : from.x;
    auto const down = from.y < to.y;
    auto const start = down ? from.y + from.height - kPad - out : from.y + kPad + out;
    auto const end = down ? to.y + kPad + in : to.y + to.height - kPad - in;
    arrow.path = {{edge, start}, {edge + offset, start}, {edge + offset, end}, {edge, end}};
    arrow.label = Point{edge + offset, (start + end) / 2};
    arrow.upright = true;
  }

  ChartModel const& model_;
  Labels const& labels_;
  Picture picture_;
  std::vector<int> widths_;
  std::vector<std::vector<Group>> groups_;
};

}  // namespace

Picture lay_out(ChartModel const& model, Labels const& labels) {
  return Layout{model, labels}.run();
}

std::string text_of(ChartModel const& model, Labels const& labels, BoxLine const& line) {
  if (line.kind == BoxLine::Kind::permits) return labels.permits;
  if (line.kind == BoxLine::Kind::permit) return "✓ " + labels.of(model.events[line.index]);
  auto const& transition = model.transitions[line.index];
  auto const event = labels.of(model.events[transition.event]);
  if (!transition.target) return "· " + event;
  auto const target = labels.of(model.states[*transition.target].name);
  if (!labels.right_to_left) return event + " → " + target;
  // Isolated (U+2068 … U+2069): a name in Latin letters must not turn the arrow around.
  return "\u2068" + event + "\u2069 ← \u2068" + target + "\u2069";
}

}  // namespace gozin::chart
