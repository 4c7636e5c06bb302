#include "engine/chart/layout.hpp"

#include <string>
#include <string_view>

namespace gozin::chart {
namespace {

std::string escaped(std::string_view text) {
  std::string result;
  for (auto const c : text) {
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '"')
      result += "&quot;";
    else
      result += c;
  }
  return result;
}

std::string number(std::string_view name, int value) {
  return " " + std::string{name} + "=\"" + std::to_string(value) + "\"";
}

class Svg {
 public:
  Svg(ChartModel const& model, std::optional<Position> lit, Labels const& labels)
      : model_{model}, lit_{lit}, labels_{labels}, picture_{lay_out(model, labels)} {}

  std::string run() {
    text_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 " +
            std::to_string(picture_.width) + " " + std::to_string(picture_.height) + "\"" +
            number("width", picture_.width) + number("height", picture_.height) +
            " role=\"group\" aria-label=\"" + escaped(labels_.of(model_.name)) +
            "\" font-family=\"Vazirmatn, 'DejaVu Sans', sans-serif\" font-size=\"12\"" +
            (labels_.right_to_left ? " direction=\"rtl\"" : "") + ">\n";
    for (auto const state : children(model_, std::nullopt)) add(state);
    for (auto const& divider : picture_.dividers) add(divider);
    for (auto const& arrow : picture_.arrows) add(arrow);
    return text_ + "</svg>\n";
  }

 private:
  int mirrored(int x, int width = 0) const {
    return labels_.right_to_left ? picture_.width - x - width : x;
  }
  std::string state_label(StateIndex state) const { return labels_.of(model_.states[state].name); }

  void add(StateIndex index) {
    auto const& state = model_.states[index];
    auto const& box = picture_.boxes[index];
    auto const leaf = state.initial.empty();
    auto const is_on = lit_ && is_active(model_, *lit_, index);
    auto const is_lit = is_on && leaf;
    text_ += "<g class=\"state" + std::string{leaf ? " leaf" : ""} + (state.ends ? " ends" : "") +
             (is_lit  ? " lit"
              : is_on ? " around"
                      : "") +
             "\">";
    text_ += "<title>" + escaped(state_label(index)) +
             (is_lit ? " (" + escaped(labels_.here) + ")" : "") + "</title>";
    add_frame(box.frame, is_lit, is_on, leaf);
    // Not by colour alone: an active leaf has a thick edge and a dot before its name.
    add_text({box.frame.x + 10, box.frame.y + 18}, (is_lit ? "● " : "") + state_label(index),
             " class=\"name\" font-size=\"14\" font-weight=\"bold\" fill=\"#1c2733\"");
    for (auto const& line : box.lines) add(index, line);
    text_ += "\n";
    for (std::size_t region = 0; region < state.initial.size(); ++region)
      for (auto const inner : children(model_, index, region)) add(inner);
    text_ += "</g>\n";
  }

  void add_frame(Frame const& frame, bool is_lit, bool is_on, bool leaf) {
    auto const fill = is_lit ? "#ffe9a8" : leaf ? "#ffffff" : "#f4f7fa";
    auto const stroke = is_on ? "#a34700" : "#5a6b7c";
    text_ += "<rect" + number("x", mirrored(frame.x, frame.width)) + number("y", frame.y) +
             number("width", frame.width) + number("height", frame.height) +
             number("rx", leaf ? 8 : 4) + " fill=\"" + fill + "\" stroke=\"" + stroke + "\"" +
             number("stroke-width", is_lit ? 3 : 1) + "/>";
  }

  void add(StateIndex state, BoxLine const& line) {
    auto const text = text_of(model_, labels_, line);
    auto const is_reaction =
        line.kind == BoxLine::Kind::transition || line.kind == BoxLine::Kind::stay;
    auto const kind = line.kind == BoxLine::Kind::transition ? "transition"
                      : line.kind == BoxLine::Kind::stay     ? "stay"
                                                             : "permit";
    text_ += "\n<g class=\"" + std::string{kind} + "\">";
    if (is_reaction) text_ += "<title>" + escaped(state_label(state) + ": " + text) + "</title>";
    add_text(line.start, text, is_reaction ? " fill=\"#1c2733\"" : " fill=\"#5a6b7c\"");
    text_ += "</g>";
  }

  void add_text(Point at, std::string_view text, std::string_view attributes) {
    text_ += "<text" + number("x", mirrored(at.x)) + number("y", at.y) + std::string{attributes} +
             ">" + escaped(text) + "</text>";
  }

  void add(Divider const& divider) {
    text_ += "<line class=\"region\"" + number("x1", mirrored(divider.from.x)) +
             number("y1", divider.from.y) + number("x2", mirrored(divider.to.x)) +
             number("y2", divider.to.y) + " stroke=\"#5a6b7c\" stroke-dasharray=\"6 4\"/>\n";
  }

  void add(Arrow const& arrow) {
    auto title = state_label(arrow.from);
    if (arrow.to != arrow.from)
      title += (labels_.right_to_left ? " ← " : " → ") + state_label(arrow.to);
    text_ += "<g class=\"arrow\"><title>" + escaped(title + ":");
    for (auto const transition : arrow.transitions) text_ += " " + escaped(event_label(transition));
    text_ += "</title><path d=\"";
    for (std::size_t i = 0; i < arrow.path.size(); ++i)
      text_ += (i == 0 ? "M" : "L") + std::to_string(mirrored(arrow.path[i].x)) + " " +
               std::to_string(arrow.path[i].y);
    text_ += "\" fill=\"none\" stroke=\"#2f5d8a\" stroke-width=\"2\"/>";
    add_head(arrow);
    if (arrow.label) add_label(arrow);
    text_ += "</g>\n";
  }

  std::string event_label(std::size_t transition) const {
    return labels_.of(model_.events[model_.transitions[transition].event]);
  }

  /// A triangle of its own: markers are found by id, and ids of two pictures on a page collide.
  void add_head(Arrow const& arrow) {
    auto const tip = arrow.path.back();
    auto const before = arrow.path[arrow.path.size() - 2];
    auto const sign = [](int value) { return value > 0 ? 1 : value < 0 ? -1 : 0; };
    auto const dx = sign(mirrored(tip.x) - mirrored(before.x));
    auto const dy = sign(tip.y - before.y);
    auto const x = mirrored(tip.x);
    text_ += "<path d=\"M" + std::to_string(x) + " " + std::to_string(tip.y) + "l" +
             std::to_string(-7 * dx - 4 * dy) + " " + std::to_string(-7 * dy - 4 * dx) + "l" +
             std::to_string(8 * dy) + " " + std::to_string(8 * dx) + "z\" fill=\"#2f5d8a\"/>";
  }

  void add_label(Arrow const& arrow) {
    auto const count = static_cast<int>(arrow.transitions.size());
    auto const straight = arrow.path.size() == 2;
    auto const is_forward = arrow.from < arrow.to;
    auto const at = *arrow.label;
    for (int i = 0; i < count; ++i) {
      auto const label = event_label(arrow.transitions[static_cast<std::size_t>(i)]);
      auto const common = std::string{" font-size=\"11\" fill=\"#2f5d8a\""};
      if (straight) {
        add_text({at.x + 8, at.y + 4 + 14 * i - 7 * (count - 1)}, label, common);
      } else if (!arrow.upright) {
        auto const y = is_forward ? at.y - 4 - 14 * (count - 1 - i) : at.y + 12 + 14 * i;
        add_text({at.x, y}, label, common + " text-anchor=\"middle\"");
      } else {
        auto const x = is_forward ? at.x + 12 + 14 * i : at.x - 4 - 14 * (count - 1 - i);
        add_text({x, at.y}, label,
                 common + " text-anchor=\"middle\" transform=\"rotate(" +
                     std::string{labels_.right_to_left ? "90 " : "-90 "} +
                     std::to_string(mirrored(x)) + " " + std::to_string(at.y) + ")\"");
      }
    }
  }

  ChartModel const& model_;
  std::optional<Position> lit_;
  Labels const& labels_;
  Picture picture_;
  std::string text_;
};

}  // namespace

std::string to_svg(ChartModel const& model, std::optional<Position> lit, Labels const& labels) {
  return Svg{model, lit, labels}.run();
}

}  // namespace gozin::chart
