#include "core/estimate/binpack.h"
