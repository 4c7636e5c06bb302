#pragma once

#include "engine/core/reason.hpp"

#include <string>

#include <boost/system/result.hpp>

namespace gozin {

/// A command or an input that the rules turn down: a value, never an exception. `detail` holds
/// machine words only (ids, names of states and fields, numbers), never personal data.
struct Rejection {
  Reason reason;
  std::string detail = {};
  friend bool operator==(Rejection const&, Rejection const&) = default;
};

/// Asking a rejected result for its value is a bug in the caller, not a rejection.
[[noreturn]] void throw_exception_from_error(Rejection const& rejection,
                                             boost::source_location const& where);

template <class T>
using Result = boost::system::result<T, Rejection>;

}  // namespace gozin
