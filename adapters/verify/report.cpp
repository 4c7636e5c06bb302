#include "adapters/verify/report.hpp"

#include "engine/core/printable.hpp"
#include "engine/event/json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace gozin::verify {
namespace {

json::array to_json(std::vector<LogFault> const& faults) {
  json::array array;
  for (auto const& fault : faults)
    array.push_back(json::object{{"finding", name_of(fault.finding)}, {"place", fault.place}});
  return array;
}

json::array to_json(std::vector<ErasureSeen> const& erasures) {
  json::array array;
  for (auto const& one : erasures)
    array.push_back(
        json::object{{"event", static_cast<std::int64_t>(one.index)}, {"person", one.person}});
  return array;
}

std::string lines_of(std::string_view kind, std::vector<LogFault> const& faults) {
  std::string text;
  for (auto const& fault : faults)
    text += std::string{kind} + " at " + printable(fault.place) + ": " +
            std::string{words_of(fault.finding)} + "\n";
  return text;
}

std::string counted(std::uint64_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string{noun} + (count == 1 ? "" : "s");
}

}  // namespace

int exit_code_of(LogReport const& report) {
  if (!report.damage.empty()) return kDamaged;
  return report.contradictions.empty() ? kSound : kContradicted;
}

std::string_view words_of(LogFinding finding) {
  switch (finding) {
    case LogFinding::file_missing:
      return "the file is missing";
    case LogFinding::file_foreign:
      return "no file of a log has this name";
    case LogFinding::bundle_unreadable:
      return "the bundle of entries is not whole";
    case LogFinding::tile_differs:
      return "the hashes are not those of the entries";
    case LogFinding::leaf_hash_differs:
      return "the entry does not have the hash in its tile";
    case LogFinding::event_unreadable:
      return "the entry is no event";
    case LogFinding::event_missing:
      return "the sequence of events has a gap here";
    case LogFinding::origin_differs:
      return "the event is of another log";
    case LogFinding::revision_differs:
      return "the stream has a gap or a doubled event here";
    case LogFinding::previous_leaf_differs:
      return "the link to the stream's last event is wrong";
    case LogFinding::recorded_runs_backwards:
      return "it was recorded before its predecessor";
    case LogFinding::occurred_later_than_recorded:
      return "it occurred after it was recorded";
    case LogFinding::log_not_opened:
      return "the first event does not open the log";
    case LogFinding::key_unknown:
      return "the log names no key; give one with --vkey";
    case LogFinding::checkpoint_unreadable:
      return "the checkpoint cannot be read";
    case LogFinding::checkpoint_signature_wrong:
      return "the log's key has not signed this";
    case LogFinding::checkpoint_size_differs:
      return "the checkpoint is kept in the wrong place";
    case LogFinding::key_not_handed_over:
      return "the first checkpoint behind the rotation of the key does not bear both keys";
    case LogFinding::cosignature_wrong:
      return "the cosignature of a witness does not verify";
    case LogFinding::quorum_not_met:
      return "too few of the policy's witnesses have cosigned this";
    case LogFinding::root_differs:
      return "the signed root is not that of the entries";
    case LogFinding::log_shorter_than_checkpoint:
      return "the log is shorter than what was signed";
    case LogFinding::proof_wrong:
      return "the proof does not lead to the signed root";
    case LogFinding::receipt_wrong:
      return "the receipt does not fit its own proof or values";
    case LogFinding::dossier_wrong:
      return "the dossier was not sealed so, or says otherwise than the log";
  }
  return {};
}

std::string to_words(LogReport const& report) {
  if (!report.damage.empty()) return lines_of("damage", report.damage);
  if (!report.contradictions.empty()) return lines_of("contradiction", report.contradictions);
  auto const is_alone = report.events == 0 && report.tree.size > 0;
  auto text =
      "sound: " +
      (is_alone ? counted(report.checkpoints, "checkpoint") + ", the newest of " +
                      counted(report.tree.size, "event")
                : counted(report.events, "event") + " in " + counted(report.streams, "stream") +
                      ", " + counted(report.checkpoints, "checkpoint")) +
      "\nlog: " + printable(report.origin) +
      (report.purpose.empty() ? "" : ", " + printable(report.purpose)) +
      "\nroot: " + to_base64(view_of(report.tree.root)) + "\nkey: " + printable(report.vkey) + "\n";
  for (auto const& one : report.erasures)
    text += "erased at event " + std::to_string(one.index) + ": the values of person " +
            printable(one.person) + "\n";
  if (report.files_beyond > 0)
    text += "not looked at: " + counted(report.files_beyond, "file") +
            " of a longer log, beyond the newest checkpoint\n";
  return text;
}

std::string to_json_line(LogReport const& report) {
  return to_canonical(json::object{{"origin", report.origin},
                                   {"purpose", report.purpose},
                                   {"vkey", report.vkey},
                                   {"size", static_cast<std::int64_t>(report.events)},
                                   {"streams", static_cast<std::int64_t>(report.streams)},
                                   {"checkpoints", static_cast<std::int64_t>(report.checkpoints)},
                                   {"files_beyond", static_cast<std::int64_t>(report.files_beyond)},
                                   {"root", to_base64(view_of(report.tree.root))},
                                   {"erasures", to_json(report.erasures)},
                                   {"damage", to_json(report.damage)},
                                   {"contradictions", to_json(report.contradictions)}}) +
         "\n";
}

}  // namespace gozin::verify
