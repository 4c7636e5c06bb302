#include "adapters/app/site_case.hpp"
#include "engine/chart/render.hpp"
#include "engine/replay/history.hpp"

#include <algorithm>

namespace gozin::app {
namespace {

std::string step_href(StreamId const& stream, std::int64_t seq) {
  return "/cases/" + std::string{stream.key()} + "/replay?at=" + std::to_string(seq);
}

std::vector<web::Named> possible(Words const& words, Folded const& folded) {
  std::vector<web::Named> could;
  auto const& model = folded.kind->chart.model;
  for (auto const event : chart::acceptable(model, folded.position))
    could.push_back(words.named("event", model.events[event]));
  return could;
}

/// Those that the reader may know of.
std::vector<Step> steps_of(Visit& visit, StreamId const& stream, Sight const& sight) {
  auto steps = replay(visit.city().pipeline().catalog(), visit.store(), stream).steps;
  std::erase_if(steps, [&](Step const& step) { return !may_know_of(visit, sight, step.recorded); });
  return steps;
}

}  // namespace

std::string chart_of(Words const& words, StreamKind const& kind,
                     std::optional<chart::Position> lit) {
  chart::Labels labels;
  labels.of = [&](std::string_view name) {
    auto const state = "state." + std::string{name};
    auto const is_state = words.texts().has(state, words.language());
    return words.named(is_state ? "state" : "event", name).text;
  };
  labels.permits = words.say("chart_permits");
  labels.here = words.say("chart_here");
  labels.right_to_left = words.language() == Language::fa;
  return chart::to_svg(kind.chart.model, lit, labels);
}

std::optional<ReplayView> replay_page(Visit& visit, StreamId const& stream,
                                      std::optional<std::int64_t> seq) {
  auto const& catalog = visit.city().pipeline().catalog();
  // Who is blind today is not shown what was known before (AC6.1).
  auto const now = find_case(visit, stream.key());
  if (!now) return std::nullopt;
  auto const sight = sight_of(visit.context(stream), *now->state, now->active);
  auto const all = steps_of(visit, stream, sight);
  if (all.empty()) return std::nullopt;
  auto const at = seq ? *seq : all.back().recorded.at.seq;
  auto const found =
      std::ranges::find_if(all, [&](Step const& step) { return step.recorded.at.seq == at; });
  if (found == all.end()) return std::nullopt;

  // Behind the last step there may be others that the reader does not know of.
  auto const until = std::next(found) == all.end() ? std::optional<std::int64_t>{} : at;
  auto const then = replay(catalog, visit.store(), stream, {.seq = until});
  CaseReader const reader{visit, standing_of(stream, then.end.folded), sight};
  ReplayView view;
  auto& page = view.page;
  page.head = reader.head();
  page.step = std::distance(all.begin(), found) + 1;
  page.steps = static_cast<std::int64_t>(all.size());
  page.event = entry_of(reader, found->recorded);
  page.waiting = waiting_of(visit, reader.at(), reader.sight());
  page.could = possible(visit.words(), then.end.folded);
  page.analyses = reader.analyses(at);
  if (found != all.begin()) {
    page.first = step_href(stream, all.front().recorded.at.seq);
    page.back = step_href(stream, std::prev(found)->recorded.at.seq);
  }
  if (std::next(found) != all.end()) {
    page.forward = step_href(stream, std::next(found)->recorded.at.seq);
    page.last = step_href(stream, all.back().recorded.at.seq);
  } else {
    page.at_end = true;
    page.differences = differences(visit.store(), stream, then.end.folded, catalog.tables());
  }
  view.chart = chart_of(visit.words(), *then.end.folded.kind, then.end.folded.position);
  return view;
}

}  // namespace gozin::app
