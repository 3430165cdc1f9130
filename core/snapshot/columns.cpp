#include "core/snapshot/columns.h"
