#pragma once

#include "workflows/appointment/events/assessing.hpp"
#include "workflows/appointment/events/balloting.hpp"
#include "workflows/appointment/events/decreeing.hpp"
#include "workflows/appointment/events/drafting.hpp"
#include "workflows/appointment/events/electing.hpp"
#include "workflows/appointment/events/nominating.hpp"
#include "workflows/appointment/events/progress.hpp"
#include "workflows/appointment/events/recounting.hpp"
#include "workflows/appointment/events/remanding.hpp"
#include "workflows/appointment/events/reminding.hpp"
#include "workflows/appointment/events/reviewing.hpp"
#include "workflows/appointment/events/running.hpp"
