#pragma once

namespace gozin {

/// How people are asked for a value when a command is drawn as a form or listed in help.
enum class Input {
  none,       // events only, or filled in by the server
  text,       // one line
  long_text,  // several lines
  reason,     // several lines; asked for wherever discretion is used
  code,
  number,
  decimal,
  choice,
  flag,
  date,
  instant,
  person,
  nominee,
  stream,
  hash,
  list,
  document
};

}  // namespace gozin
