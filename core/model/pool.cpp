#include "core/model/pool.h"
