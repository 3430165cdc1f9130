#include "core/snapshot/build.h"
