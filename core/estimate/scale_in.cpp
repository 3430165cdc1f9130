#include "core/estimate/scale_in.h"
