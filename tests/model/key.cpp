#include "tests/model/key.hpp"

#include "workflows/appointment/case.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/session/state.hpp"

namespace gozin::model {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

template <class State>
void write_state(KeyWriter& writer, Folded const& folded) {
  writer.write(*static_cast<State const*>(folded.state.get()));
}

/// Streams of the register are written where a case changes them.
void write_stream(KeyWriter& writer, StreamId const& stream, Folded const& folded) {
  writer.write(stream.text);
  writer.write(folded.position.leaves);
  auto const kind = stream.kind();
  if (kind == "case") return write_state<appointment::Case>(writer, folded);
  if (kind == "session") return write_state<session::Session>(writer, folded);
  if (kind == "post") return write_state<registry::Post>(writer, folded);
  if (kind == "budget") return write_state<registry::BudgetLine>(writer, folded);
  if (kind == "body") return write_state<registry::Body>(writer, folded);
}

void write_witness(KeyWriter& writer, Witness const& witness) {
  writer.write(witness.posts);
  writer.write(witness.budgets);
  writer.write(witness.sessions);
  writer.write(witness.cases);
}

}  // namespace

void KeyWriter::add(std::int64_t number) {
  std::array<char, 24> digits{};
  auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  text_.append(digits.data(), end);
  text_ += ',';
}

void KeyWriter::add_id(std::string_view text) {
  // The deadline for a second person's word bears the place of the act in its name.
  constexpr std::string_view kTranscription = "transcription.";
  std::int64_t act = 0;
  auto const* const end = text.data() + text.size();
  if (text.starts_with(kTranscription) &&
      std::from_chars(text.data() + kTranscription.size(), end, act).ptr == end) {
    text_ += kTranscription;
    return add_place(act);
  }
  auto const mark = text.find("..");
  if (mark == std::string_view::npos) {
    text_ += text;
  } else {
    auto const number = text.substr(mark, 6);
    auto found = ids_.find(number);
    if (found == ids_.end())
      found = ids_.emplace(std::string{number}, static_cast<int>(ids_.size())).first;
    text_ += text.substr(0, mark);
    text_ += '~';
    text_ += std::to_string(found->second);
    // A deadline of something is named after it: `consent.n-~0007`.
    text_ += text.substr(std::min(text.size(), mark + 6));
  }
  text_ += ';';
}

void KeyWriter::add_place(std::int64_t seq) {
  auto const found = places_.emplace(seq, static_cast<int>(places_.size())).first;
  text_ += '#';
  add(found->second);
}

void KeyWriter::add_hash(Hash const& hash) {
  if (hash == Hash{}) return add("h0");
  auto const found = hashes_.emplace(hash, static_cast<int>(hashes_.size())).first;
  text_ += 'h';
  add(found->second);
}

void KeyWriter::add_moment(Instant moment) {
  if (moment == Instant{}) return add("z");
  if (moment < now_) return add("p");
  if (moment == now_) return add("0");
  if (!next_due_ || moment < *next_due_) next_due_ = moment;
  text_ += '@';
  add((moment.ms - now_.ms) / kDayMs);
}

WorldKey key_of(World const& world, World const& start) {
  KeyWriter writer{world.now};
  for (auto const& entry : world.streams())
    if (start.folded(entry.stream) != entry.folded.get())
      write_stream(writer, entry.stream, *entry.folded);
  write_witness(writer, world.witness);
  return {writer.text(), writer.next_due()};
}

}  // namespace gozin::model
