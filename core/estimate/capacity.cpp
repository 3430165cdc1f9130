#include "core/estimate/capacity.h"
