#include "core/model/cluster.h"
