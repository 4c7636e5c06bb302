#include "adapters/cli/export_folder.hpp"
#include "adapters/cli/log_parts.hpp"

#include <iostream>

namespace gozin::cli {
namespace {

void print_exported(Program& program, ExportReport const& report, std::string const& folder,
                    NoteKey const& key) {
  auto const root = to_base64(view_of(report.tree.root));
  if (program.options().json) {
    program.print(json::object{{"size", static_cast<std::int64_t>(report.tree.size)},
                               {"root", root},
                               {"vkey", to_vkey(key)},
                               {"files_written", static_cast<std::int64_t>(report.files_written)},
                               {"files_unchanged", static_cast<std::int64_t>(report.files_kept)}});
    return;
  }
  program.print(
      program.say("cli.exported", {{"events", static_cast<std::int64_t>(report.tree.size)},
                                   {"folder", folder},
                                   {"written", static_cast<std::int64_t>(report.files_written)},
                                   {"unchanged", static_cast<std::int64_t>(report.files_kept)}}));
  program.print(program.say("cli.root", {{"root", root}}));
  program.print(program.say("cli.vkey", {{"vkey", to_vkey(key)}}));
}

}  // namespace

int export_to(Program& program, std::string const& folder) {
  auto const log = open_published(program);
  ExportFolder target{folder};
  if (!target.is_for_exports())
    return program.refuse(Rejection{PublicationReason::export_must_be_of_this_log});
  try {
    auto const exported =
        export_log(*log.view, *log.keys, target, [&](std::uint64_t done, std::uint64_t of) {
          program.progress(static_cast<std::int64_t>(done), static_cast<std::int64_t>(of));
        });
    if (!exported) return program.refuse(exported.error());
    print_exported(program, *exported, folder, log.keys->newest());
    return kDone;
  } catch (StoreFailed const& failure) {
    std::cerr << "gozin: " << failure.what() << '\n';
    return kDamaged;
  }
}

}  // namespace gozin::cli
