#include "engine/scoring/real.hpp"

namespace gozin::scoring {

Real to_real(Fraction const& value) { return Real{numerator(value)} / Real{denominator(value)}; }

double root_of(Fraction const& square) { return static_cast<double>(sqrt(to_real(square))); }

}  // namespace gozin::scoring
