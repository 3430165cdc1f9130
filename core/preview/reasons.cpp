#include "core/preview/reasons.h"
