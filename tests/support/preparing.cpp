#include "tests/support/preparing.hpp"

#include "engine/command/prepare.hpp"

namespace gozin::judge {
namespace {

class CountedRandom final : public Random {
 public:
  Hash draw() override { return sha256({"draw ", std::to_string(++drawn_)}); }

 private:
  int drawn_ = 0;
};

}  // namespace

Result<Submission> Preparing::prepare(CommandType const& type, Call const& by, json::object input,
                                      StreamId stream) {
  if (auto const refused = check_input(type, input)) return *refused;
  Submission submission;
  submission.type = &type;
  submission.call = by;
  submission.stream = std::move(stream);
  submission.input = std::move(input);

  CountedRandom random;
  Preparation preparation{submission, {view_, random}};
  if (type.prepare)
    if (auto const refused = type.prepare(preparation); !refused) return refused.error();
  hide_texts(submission, preparation);
  auto command = type.decode(submission.input);
  if (!command) return command.error();
  submission.command = std::move(*command);
  return submission;
}

std::string kept_value(Submission const& submission, std::string_view name) {
  for (auto const& draft : submission.drafts)
    if (auto const found = draft.values.find(std::string{name}); found != draft.values.end())
      return found->second;
  return {};
}

}  // namespace gozin::judge
