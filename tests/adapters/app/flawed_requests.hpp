#pragma once

#include "engine/command/catalog.hpp"
#include "engine/command/pipeline.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gozin::app {

/// A request with one thing wrong in it.
struct Flawed {
  std::string flaw;
  Request request;
  std::vector<std::string> reasons =
      {};                  // one of these is the refusal; empty: any that is declared
  std::string about = {};  // how the detail begins; empty: however
};

/// A request for a command whose fields all have values of their kinds; nothing that it names
/// exists but the persons given.
[[nodiscard]] Request sample_request(CommandType const& type, StreamId stream,
                                     PersonId const& person);

/// Each field in turn missing, blank, of another kind, too long, out of range, or with characters
/// that no text may have; and fields that the command does not have.
[[nodiscard]] std::vector<Flawed> with_flawed_fields(CommandType const& type,
                                                     Request const& request);

/// Each field that refers to a person, a nominee or a stream, naming one that is not there.
[[nodiscard]] std::vector<Flawed> with_unknown_references(CommandType const& type,
                                                          Request const& request);

/// By every role that the command does not list, by a stranger, by nobody, and by somebody who
/// holds no role at all.
[[nodiscard]] std::vector<Flawed> by_others(Catalog const& catalog, CommandType const& type,
                                            Request const& request, PersonId const& outsider);

/// To streams that are not there, or of another kind.
[[nodiscard]] std::vector<Flawed> to_other_streams(CommandType const& type, Request const& request);

}  // namespace gozin::app
