#include "core/snapshot/fleet.h"
