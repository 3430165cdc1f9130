#include "core/model/policy.h"
