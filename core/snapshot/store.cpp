#include "core/snapshot/store.h"
