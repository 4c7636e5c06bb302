#include "adapters/cli/log_parts.hpp"
#include "engine/command/keys_of_log.hpp"
#include "engine/ledger/evidence.hpp"
#include "engine/port/plain_text.hpp"
#include "engine/publication/receipts.hpp"

#include <iostream>

namespace gozin::cli {
namespace {

/// The text of a file of several lines; its last newline is the one that printing adds.
void print_file(Program const& program, std::string const& text) {
  program.print(text.substr(0, text.size() - 1));
}

json::array lines_of(Proof const& hashes) {
  json::array lines;
  for (auto const& hash : hashes) lines.emplace_back(to_base64(view_of(hash)));
  return lines;
}

/// A damaged log yields no proof.
template <class Work>
int on_published(Program const& program, Work const& work) {
  auto log = open_published(program);
  try {
    LogTree tree;
    tree.catch_up(*log.view);
    return work(log, tree);
  } catch (StoreFailed const& failure) {
    std::cerr << "gozin: " << failure.what() << '\n';
    return kDamaged;
  }
}

/// The person is the one who did it, or for whom it was done.
std::optional<Rejection> flaw_of_holder(LogReceipt const& receipt, std::string const& holder) {
  auto const leaf = parse_leaf(receipt.leaf);
  if (leaf && (leaf->at.actor.text == holder || leaf->at.behalf.text == holder)) return {};
  return Rejection{PublicationReason::receipt_must_be_for_its_author};
}

/// The tree that a kept checkpoint, proof or receipt was signed for.
Result<TreeHead> tree_of_kept(std::string const& bytes, LogKeys const& keys) {
  auto const evidence = parse_evidence(bytes);
  if (!evidence) return evidence.error();
  auto const opened = open_checkpoint(checkpoint_of(*evidence), keys);
  if (!opened) return opened.error();
  return opened->tree;
}

/// Where OLD is a kept checkpoint, the log has to have its root.
Result<ConsistencyFile> prove_from_kept(PublishedLog& log, LogTree const& tree,
                                        std::string const& bytes) {
  auto const old = tree_of_kept(bytes, *log.keys);
  if (!old) return old.error();
  auto proof = prove_consistency(*log.view, tree, old->size);
  if (!proof || root_from(tree.nodes(*log.view), old->size) != old->root)
    return Rejection{PublicationReason::log_must_extend_what_was_signed, std::to_string(old->size)};
  return proof;
}

bool is_size(std::string const& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos &&
         text.size() < 17;
}

}  // namespace

PublishedLog open_published(Program const& program) {
  PublishedLog log{program.open(Opening::Mode::without_keys), {}, {}};
  if (log.deployment->keys()) (void)log.deployment->pipeline().checkpoint();
  log.view = log.deployment->store().view();
  KeysOfLog keys;
  auto const* named = keys.read(*log.view);
  if (!named) throw StoreFailed("the log does not name its key");
  log.keys = *named;
  return log;
}

int print_receipt(Program& program, ReceiptAsked const& asked) {
  return on_published(program, [&](PublishedLog& log, LogTree const& tree) {
    auto receipt = receipt_of(*log.view, tree, asked.seq);
    if (!receipt) return program.refuse(receipt.error());
    if (!asked.holder.empty()) {
      if (auto const refused = flaw_of_holder(*receipt, asked.holder))
        return program.refuse(*refused);
      if (!log.deployment->keys())
        program.tell(program.say("cli.values_not_opened"));
      else {
        log.deployment->note_access("log receipt " + std::to_string(asked.seq));
        receipt->openings = openings_for_author(program.services().catalog, *log.view,
                                                *log.deployment->keys(), asked.seq);
      }
    }
    print_file(program, to_text(*receipt));
    return kDone;
  });
}

int print_proof(Program& program, std::int64_t seq) {
  return on_published(program, [&](PublishedLog& log, LogTree const& tree) {
    auto const proof = prove_event(*log.view, tree, seq);
    if (!proof) return program.refuse(proof.error());
    if (program.options().json)
      program.print(json::object{{"index", static_cast<std::int64_t>(proof->index)},
                                 {"hashes", lines_of(proof->hashes)},
                                 {"checkpoint", proof->checkpoint}});
    else
      print_file(program, to_text(*proof));
    return kDone;
  });
}

int print_consistency(Program& program, std::string const& given) {
  // A file may have any name, one of Persian digits too; a number is a number first.
  auto const old = is_size(to_ascii_digits(given)) ? to_ascii_digits(given) : given;
  std::optional<std::string> kept;
  if (!is_size(old) && !(kept = read_file(program, old))) return kNotFound;
  return on_published(program, [&](PublishedLog& log, LogTree const& tree) {
    auto const proof = kept ? prove_from_kept(log, tree, *kept)
                            : prove_consistency(*log.view, tree, std::stoull(old));
    if (!proof) return program.refuse(proof.error());
    if (program.options().json)
      program.print(json::object{{"old", static_cast<std::int64_t>(proof->old_size)},
                                 {"hashes", lines_of(proof->hashes)},
                                 {"checkpoint", proof->checkpoint}});
    else
      print_file(program, to_text(*proof));
    return kDone;
  });
}

}  // namespace gozin::cli
