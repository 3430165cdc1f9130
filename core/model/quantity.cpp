#include "core/model/quantity.h"
