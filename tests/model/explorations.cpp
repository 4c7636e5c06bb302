#include "tests/model/explorations.hpp"

#include "tests/model/city.hpp"

namespace gozin::model {
namespace {

StreamId const kCase{"case/c-1"};
StreamId const kOther{"case/c-2"};
StreamId const kSession{"session/council-1"};

Exploration early() {
  return {.name = "early stages",
          .start = city(small_rules()),
          .streams = {kCase, kOther},
          .moves = {"OpenCase", "DescribeVacancy", "AmendVacancy", "SubmitVacancy",
                    "ConfirmEstablishment", "RefuseEstablishment", "ConfirmBudget", "RefuseBudget",
                    "AppointPanel", "PublishVacancy", "ProposeDirectly", "CancelCase"}};
}

}  // namespace

std::vector<Exploration> explorations() { return {early()}; }

std::vector<Exploration> suspensions(std::vector<World> const&) { return {}; }

}  // namespace gozin::model
