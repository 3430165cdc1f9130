#include "core/estimate/fit.h"
