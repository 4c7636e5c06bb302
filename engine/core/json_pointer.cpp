#include "engine/core/json_pointer.hpp"

namespace gozin {

std::string pointer_token(std::string_view name) {
  std::string token;
  for (char const c : name) {
    if (c == '~')
      token += "~0";
    else if (c == '/')
      token += "~1";
    else
      token += c;
  }
  return token;
}

}  // namespace gozin
