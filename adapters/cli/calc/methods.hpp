#pragma once

#include "adapters/cli/calc/calculator.hpp"
#include "engine/rules/reader.hpp"

#include <boost/json/object.hpp>

/// One function a calculator; internal to this folder. Each reads its whole input first, and
/// computes nothing when a problem was noted; what the engine then refuses comes back as one fault.
namespace gozin::calc {

using Computed = boost::system::result<boost::json::object, Fault>;
using rules::reader::Node;

[[nodiscard]] Computed reliability(Node const& in);
[[nodiscard]] Computed outliers(Node const& in);
[[nodiscard]] Computed means(Node const& in);
[[nodiscard]] Computed correlation(Node const& in);
[[nodiscard]] Computed impact(Node const& in);

[[nodiscard]] Computed weights(Node const& in);
[[nodiscard]] Computed rank(Node const& in);
[[nodiscard]] Computed sensitivity(Node const& in);
[[nodiscard]] Computed panel(Node const& in);

[[nodiscard]] Computed preferences(Node const& in);
[[nodiscard]] Computed vote(Node const& in);

[[nodiscard]] Computed seal(Node const& in);
[[nodiscard]] Computed date(Node const& in);
[[nodiscard]] Computed national_id(Node const& in);

}  // namespace gozin::calc
