#include "core/snapshot/what_if.h"
