#include "engine/core/result.hpp"

#include <stdexcept>

namespace gozin {

void throw_exception_from_error(Rejection const& rejection, boost::source_location const& where) {
  throw std::logic_error(std::string{"unchecked Result in "} + where.function_name() + ": " +
                         std::string{rejection.reason.name()});
}

}  // namespace gozin
