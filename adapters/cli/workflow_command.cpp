#include "adapters/cli/program.hpp"
#include "engine/chart/render.hpp"

namespace gozin::cli {
namespace {

int list(Program& program) {
  for (auto const& workflow : program.services().catalog.workflows())
    for (auto const& kind : workflow.kinds) {
      auto const& model = kind.chart.model;
      if (program.options().json)
        program.print(json::object{{"workflow", workflow.name},
                                   {"chart", model.name},
                                   {"stream", kind.name},
                                   {"states", model.states.size()},
                                   {"events", model.events.size()}});
      else
        program.print(model.name + "\t" + std::string{workflow.name} + "\t" +
                      program.say("cli.chart_size",
                                  {{"states", static_cast<std::int64_t>(model.states.size())},
                                   {"events", static_cast<std::int64_t>(model.events.size())}}));
    }
  return kDone;
}

chart::ChartModel const* find_chart(Catalog const& catalog, std::string_view name) {
  for (auto const& workflow : catalog.workflows())
    for (auto const& kind : workflow.kinds)
      if (kind.chart.model.name == name || kind.name == name) return &kind.chart.model;
  return nullptr;
}

/// Names as people say them, in the language asked for; the pages use the same words.
chart::Labels labels(Program const& program) {
  chart::Labels labels;
  labels.of = [&program](std::string_view name) {
    auto const state = program.name_of("state", name);
    return state != name ? state : program.name_of("event", name);
  };
  labels.right_to_left = program.language() == Language::fa;
  return labels;
}

int show_workflow(Program& program, std::string const& name, std::string const& format) {
  auto const* model = find_chart(program.services().catalog, name);
  if (!model) {
    program.tell("gozin: " + program.say("cli.no_such_chart", {{"name", name}}));
    return kNotFound;
  }
  // Without --lang the picture speaks the words of code and API, so that it can be searched.
  bool const plain = program.options().lang.empty();
  auto text = format == "svg" ? chart::to_svg(*model, {}, plain ? chart::Labels{} : labels(program))
              : format == "dot"     ? chart::to_dot(*model)
              : format == "mermaid" ? chart::to_mermaid(*model)
              : format == "scxml"   ? chart::to_scxml(*model)
                                    : chart::to_table(*model);
  if (text.ends_with('\n')) text.pop_back();
  program.print(text);
  return kDone;
}

}  // namespace

void add_workflow(CLI::App& app, Program& program) {
  auto* workflow = app.add_subcommand("workflow", "the procedures and their statecharts");
  workflow->require_subcommand(1);
  workflow->fallthrough();
  workflow->add_subcommand("list", "all charts")->callback([&program] {
    program.choose([&program] { return list(program); });
  });

  struct Arguments {
    std::string name;
    std::string format = "table";
  };
  auto const arguments = std::make_shared<Arguments>();
  auto* show_one = workflow->add_subcommand("show", "one chart, drawn from the code");
  show_one->add_option("name", arguments->name, "appointment, session, …")->required();
  show_one->add_option("--format", arguments->format, "svg, dot, mermaid, scxml or table")
      ->check(CLI::IsMember({"svg", "dot", "mermaid", "scxml", "table"}));
  show_one->callback([&program, arguments] {
    program.choose([&program, arguments] {
      return show_workflow(program, arguments->name, arguments->format);
    });
  });
}

}  // namespace gozin::cli
