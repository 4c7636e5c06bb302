#include "engine/ledger/evidence.hpp"

#include "engine/ledger/reason.hpp"

namespace gozin {
namespace {

template <class T>
Result<Evidence> as_evidence(Result<T> read) {
  if (!read) return read.error();
  return Evidence{*std::move(read)};
}

Result<KeptCheckpoint> parse_kept(std::string_view bytes) {
  auto const note = parse_note(bytes);
  if (!note) return note.error();
  auto const checkpoint = parse_checkpoint(note->text);
  if (!checkpoint) return checkpoint.error();
  return KeptCheckpoint{std::string{bytes}};
}

}  // namespace

Result<Evidence> parse_evidence(std::string_view bytes) {
  if (bytes.starts_with(kDossierBeginning)) return as_evidence(parse_dossier(bytes));
  if (bytes.starts_with('{')) return as_evidence(parse_receipt(bytes));
  if (bytes.starts_with("c2sp.org/tlog-proof@")) return as_evidence(parse_proof_file(bytes));
  if (bytes.starts_with("old ")) return as_evidence(parse_consistency_file(bytes));
  return as_evidence(parse_kept(bytes));
}

std::string const& checkpoint_of(Evidence const& evidence) {
  struct {
    std::string const& operator()(KeptCheckpoint const& kept) const { return kept.note; }
    std::string const& operator()(ProofFile const& file) const { return file.checkpoint; }
    std::string const& operator()(ConsistencyFile const& file) const { return file.checkpoint; }
    std::string const& operator()(LogReceipt const& receipt) const {
      return receipt.proof.checkpoint;
    }
    std::string const& operator()(LogDossier const& dossier) const { return dossier.checkpoint; }
  } const of;
  return std::visit(of, evidence);
}

}  // namespace gozin
