#include "adapters/app/city.hpp"
#include "workflows/appointment/workflow.hpp"
#include "workflows/erasure/workflow.hpp"
#include "workflows/registry/workflow.hpp"
#include "workflows/ruleset/workflow.hpp"
#include "workflows/session/workflow.hpp"

namespace gozin::app {

Catalog const& catalog() {
  static Catalog const all{{registry::registry_workflow(), ruleset::ruleset_workflow(),
                            session::session_workflow(), appointment::appointment_workflow(),
                            erasure::erasure_workflow()}};
  return all;
}

}  // namespace gozin::app
