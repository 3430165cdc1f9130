#include "core/model/workload.h"
