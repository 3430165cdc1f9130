#include "core/model/placement.h"
