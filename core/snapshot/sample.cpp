#include "core/snapshot/sample.h"
