#include "workflows/registry/coded.hpp"

#include "engine/command/preparation.hpp"
#include "workflows/registry/reasons.hpp"

namespace gozin::registry {

Result<void> open_by_code(Preparation& preparation, std::string_view kind) {
  auto const* code = preparation.input().if_contains("code");
  if (!code) return {};
  auto const read = decode<Code>(*code);
  if (!read) return inside("code", read.error());
  preparation.open_as(stream_of(kind, read->text));
  return {};
}

std::optional<Rejection> misnamed(Code const& code, Context const& context) {
  if (context.stream.key() == code.text) return std::nullopt;
  return Rejection{Reason::code_must_name_its_stream, context.stream.text};
}

}  // namespace gozin::registry
